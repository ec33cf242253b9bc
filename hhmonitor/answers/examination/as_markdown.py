"""For the summary of a CI job, and for a comment on a proposed change: Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.answers.examination.as_text import tally
from hhmonitor.answers.examination.examination import Examination
from hhmonitor.answers.findings import message, where
from hhmonitor.findings import Finding, Severity
from hhmonitor.language import _


def rendered(examination: Examination) -> str:
    """A heading, the tally, and a table of findings where there are any."""
    return "".join(f"{line}\n" for line in _lines(examination))


def _lines(examination: Examination) -> Iterator[str]:
    title = _("The list against its criteria") if examination.command == "check" else _("The files of the Monitor")
    yield f"## {title}"
    yield ""
    yield f"{'✅' if examination.passed else '❌'} {_cell(tally(examination))}."
    if not examination.findings:
        return
    yield ""
    yield " | ".join(("|", _("Place"), _("Code"), _("Finding"), ""))
    yield "|---|---|---|---|"
    for finding in examination.findings:
        mark = "❌" if examination.severity(finding) is Severity.ERROR else "⚠️"
        yield f"| {mark} | `{_code(where(finding.place))}` | {finding.code} | {_cell(_told(finding))} |"


def _told(finding: Finding) -> str:
    if finding.related is None:
        return message(finding)
    return f"{message(finding)} ({_(finding.related_label)}: {where(finding.related)})"


def _code(text: str) -> str:
    """Text as it can stand between backticks in a cell."""
    return " ".join(text.replace("|", "\\|").replace("`", "'").split())


def _cell(text: str) -> str:
    """Text as it can stand in a cell: nothing in it is markup or ends the row."""
    for special in ("\\", "|", "`", "*", "_", "<", ">", "[", "]", "#"):
        text = text.replace(special, f"\\{special}")
    return " ".join(text.split())
