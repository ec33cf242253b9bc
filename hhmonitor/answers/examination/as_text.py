"""For people: every finding with its excerpt, and the tally."""

from __future__ import annotations

from hhmonitor.answers.examination.examination import Examination
from hhmonitor.answers.findings import findings_as_text
from hhmonitor.findings import Severity
from hhmonitor.language import _, ngettext


def rendered(examination: Examination) -> str:
    """The findings as text, and how many there are."""
    found = findings_as_text(examination.findings, examination.folder, strict=examination.strict)
    return found + tally(examination) + "\n"


def tally(examination: Examination) -> str:
    """How many things were looked at and what was found, in one line."""
    number = len(examination.cases)
    if examination.command == "check":
        looked_at = ngettext("{number} market checked", "{number} markets checked", number)
    else:
        looked_at = ngettext("{number} file read", "{number} files read", number)
    errors, warnings = examination.count(Severity.ERROR), examination.count(Severity.WARNING)
    parts = [
        ngettext("{number} error", "{number} errors", errors).format(number=errors) if errors else _("no errors"),
        *([ngettext("{number} warning", "{number} warnings", warnings).format(number=warnings)] if warnings else []),
    ]
    return f"{looked_at.format(number=number)}: {', '.join(parts)}"
