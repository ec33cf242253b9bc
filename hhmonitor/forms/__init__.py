"""The forms in which an answer can be had: a file each, found by looking into this folder.

A form is a module with ``ENDINGS`` (of the names of its files, the usual one first; it may have none), ``EXTRA`` (the
extra of the package that it needs, or none), ``BINARY`` (whether it is no text) and ``render(answer, page)``, which
returns text or bytes. It knows blocks, data and rows, and no question. Modules whose names begin with ``_`` are what
forms share.

Findings have three forms of their own, which programs ask for; they stand in :mod:`hhmonitor.forms.of_findings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from hhmonitor.forms import of_findings
from hhmonitor.language import speaking

ALSO_CALLED = {"table": "terminal", "text": "terminal"}
"""Other names of forms."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where an answer is shown: how many columns there are, whether in colour, and which characters can be written.

    ``encoding`` is that of the stream for a terminal; all other forms are UTF-8 wherever they go. ``link`` gives the
    address of the page of a market, or nothing.
    """

    width: int = 120
    colour: bool = False
    encoding: str = "utf-8"
    link: Callable[[str], str] = lambda code: ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form, as its module describes it."""

    name: str
    endings: tuple[str, ...]
    extra: str | None
    binary: bool
    render: Callable[[Any, Page], str | bytes]


def names() -> tuple[str, ...]:
    """The names of the forms of every answer, in alphabetical order, the terminal's first."""
    return tuple(sorted(_modules(__path__), key=lambda name: name != "terminal"))


def names_of_findings() -> tuple[str, ...]:
    """The names of the forms that findings have beside these, in alphabetical order."""
    return tuple(_modules(of_findings.__path__))


def _modules(folder: Iterable[str]) -> list[str]:
    return sorted(one.name for one in iter_modules(folder) if not one.ispkg and not one.name.startswith("_"))


@cache
def form(name: str) -> Form:
    """The form of this name. Raises ModuleNotFoundError where there is none."""
    room = of_findings.__name__ if name in names_of_findings() else __name__
    module = import_module(f"{room}.{ALSO_CALLED.get(name, name)}")
    return Form(name, module.ENDINGS, module.EXTRA, module.BINARY, _in_its_language(module.render))


def _in_its_language(render: Callable[[Any, Page], str | bytes]) -> Callable[[Any, Page], str | bytes]:
    """What a form adds in words, such as the title of a column, is in the language of the answer."""

    def rendered(answer: Any, page: Page) -> str | bytes:
        with speaking(answer.language):
            return render(answer, page)

    return rendered


def by_ending(ending: str) -> str | None:
    """The name of the form that a file's ending means, such as ``.docx``; none where it means none."""
    every = (*names(), *names_of_findings())
    return next((name for name in every if ending.lower() in form(name).endings), None)


MEANT = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".xlsm": ".xlsx"}
"""Endings that mean no form there is, with the one of ours that is meant."""
