"""What needs a library that does not come along by itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hhmonitor.asking.refusal import refuse
from hhmonitor.language import _

_PACKAGES = {"docx": "python-docx", "jinja2": "Jinja2", "markupsafe": "Jinja2", "xlsxwriter": "XlsxWriter"}
"""The package that a module is of, or comes along with, where pip knows it by another name than Python does."""


@contextmanager
def require_extra(extra: str) -> Iterator[None]:
    """Do what needs the libraries of an extra. Raises Refused, with what to install, where one is missing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        package = _PACKAGES.get(library, library)
        wanted = " ".join(f'"{requirement}"' for requirement in _wanted(extra, package))
        message = _("this needs {library}; to install it: {command}")
        refuse(message.format(library=package, command=f'"{sys.executable}" -m pip install {wanted}'))


def _wanted(extra: str, package: str) -> list[str]:
    """What an extra consists of, as pip takes it; where the package is of another extra, what that one asks of it.

    The libraries and not the extra by its name: that works wherever hhmonitor itself came from. The package alone where
    hhmonitor runs without being installed.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        stated = [one.partition(";") for one in requires("hhmonitor") or []]
    except PackageNotFoundError:
        return [package]
    of_extra = [wanted.strip() for wanted, _sign, condition in stated if condition.strip() == f"extra == '{extra}'"]
    of_package = [wanted.strip() for wanted, _sign, _condition in stated if _is_of(wanted, package)]
    return of_extra if set(of_package) & set(of_extra) else of_package[:1] or of_extra or [package]


def _is_of(requirement: str, package: str) -> bool:
    return re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0].casefold() == package.casefold()
