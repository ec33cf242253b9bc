"""What needs a library that does not come along by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hhmonitor.asking.refusal import refuse
from hhmonitor.language import _

_PACKAGES = {"docx": "python-docx", "jinja2": "Jinja2", "xlsxwriter": "XlsxWriter"}
"""Libraries that pip knows by another name than Python does."""


@contextmanager
def require_extra(extra: str) -> Iterator[None]:
    """Do what needs the libraries of an extra. Raises Refused, with what to install, where one is missing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        package = _PACKAGES.get(library, library)
        wanted = " ".join(f'"{requirement}"' for requirement in _requirements(extra) or [package])
        message = _("this needs {library}; to install it: {command}")
        refuse(message.format(library=package, command=f'"{sys.executable}" -m pip install {wanted}'))


def _requirements(extra: str) -> list[str]:
    """What an extra consists of, as pip takes it; nothing where hhmonitor runs without being installed.

    The libraries and not the extra by its name: that works wherever hhmonitor itself came from.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        stated = requires("hhmonitor") or []
    except PackageNotFoundError:
        return []
    parts = (one.partition(";") for one in stated)
    return [wanted.strip() for wanted, _sign, condition in parts if condition.strip() == f"extra == '{extra}'"]
