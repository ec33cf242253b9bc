"""How a subject declares its codes, and the functions that look for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Generic, NamedTuple, TypeVar

from hhmonitor.checks.look import Look
from hhmonitor.findings import Finding, Severity
from hhmonitor.language import selected

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

COUNTRY = "countries/JP.yaml"
REGION = "countries/regions/NORDICS.yaml"
CRITERIA = "criteria/2020-2023.yaml"
FIGURES = "countries/figures/indicators.csv"
PUBLICATION = "figures.csv"
FORM = "form.xlsx"
"""The files of the example project that an example may be a piece of; the last two are to be taken in. Of a form an
example tells cells, a line each: the sheet, the cell and what stands in it."""

Example = str | Mapping[str, str | None]
"""A piece of a file, a command after ``$``, or whole files by name (none for one that is not there)."""


class Text(NamedTuple):
    """A text of a page, in both languages.

    Long, read seldom and changed as one: hence here, where both stand together, and not in the catalogue, which every
    run in Dutch reads whole.
    """

    en: str
    nl: str

    @property
    def said(self) -> str:
        """The text in the language in use."""
        return self.nl if selected() == "nl" else self.en


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A code with all that is to be known of it.

    ``message`` is a format string that a finding's details fill, in English, as the catalogue knows it; ``title`` names
    what findings of the code have in common, without any of them. ``wrong`` and
    ``right`` are run by the tests: the first must raise the code, the second must not. They are pieces of ``file``.
    What only the tests need to know is ``encoding``, in which the wrong example is saved; ``scene``, what is put into
    the folder where no text can show it; ``also``, pieces of other files; and ``imports``, a file to take in.
    ``mended`` says that ``validate --fix`` mends findings of the code where one answer alone is right.
    """

    code: str
    severity: Severity
    message: str
    _: KW_ONLY
    title: Text
    why: Text
    mend: Text
    wrong: Example
    right: Example
    file: str = COUNTRY
    encoding: str = ""
    scene: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    imports: str = ""
    mended: bool = False


L = TypeVar("L", bound=Look)


@dataclass(frozen=True, slots=True, eq=False)
class Check(Generic[L]):
    """A function that looks for something, and what it looks at."""

    look: type[L]
    find: Callable[[L], Iterator[Finding]]


def check(look: type[L]) -> Callable[[Callable[[L], Iterator[Finding]]], Check[L]]:
    """Make a check of a function that takes such a look and gives findings, not yet located."""
    return lambda find: Check(look, find)
