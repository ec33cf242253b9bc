"""Libraries that only some forms of output need, and that are installed by an extra of the package."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(Exception):
    """A library is not installed; ``extra`` is the extra that brings it."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is missing")
        self.library = library
        self.extra = extra


def load(module: str, library: str, extra: str) -> ModuleType:
    """A module of a library that may not be there. Raises MissingExtra."""
    try:
        return import_module(module)
    except ModuleNotFoundError as failure:
        # What the library itself cannot find is another matter.
        if failure.name is not None and module.split(".")[0] == failure.name.split(".")[0]:
            raise MissingExtra(library, extra) from None
        raise
