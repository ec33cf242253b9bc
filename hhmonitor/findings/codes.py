"""Every code a finding can carry: how bad it is, and what is said.

Codes are stable and never used again for something else. The hundreds tell the subject:

HH1xx  the text of a file and its YAML
HH2xx  the shape of a file: keys, values, dates
HH3xx  references: sources, regions, members, figures
HH4xx  the list: declared categories, decisions, special target markets
HH5xx  the criteria themselves
HH6xx  the table of figures

Messages are format strings; a finding's details fill them. Every one stands in the catalogue in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass

from hhmonitor.findings.finding import Severity
from hhmonitor.language import mark as _m


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its severity and its message, in English, as the catalogue knows it."""

    code: str
    severity: Severity
    message: str


def _error(code: str, message: str) -> Code:
    return Code(code, Severity.ERROR, message)


def _warning(code: str, message: str) -> Code:
    return Code(code, Severity.WARNING, message)


_ALL = (
    _error("HH101", _m("this file is not text in UTF-8")),
)

CODES: dict[str, Code] = {entry.code: entry for entry in _ALL}
