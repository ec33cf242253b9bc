"""For GitHub Actions: workflow commands that put an annotation on the very line."""

from __future__ import annotations

from hhmonitor.answers.examination import Examination
from hhmonitor.answers.findings import message, where
from hhmonitor.findings import Finding
from hhmonitor.forms import Page
from hhmonitor.language import _
from hhmonitor.language.characters import visible_lines

ENDINGS, EXTRA, BINARY = (), None, False


def render(examination: Examination, page: Page) -> str:
    """One command a line, and the tally."""
    lines = [_annotation(examination, finding) for finding in examination.findings]
    return "".join(f"{line}\n" for line in (*lines, _data(examination.tally)))


def _annotation(examination: Examination, finding: Finding) -> str:
    place = finding.place
    properties = {"file": examination.path(place.file)}
    if place.span is not None:
        start, end = place.span.start, place.span.end
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:
            # The last column is included here, and it stands before the end of the span.
            properties |= {"col": str(start.column), "endColumn": str(max(start.column, end.column - 1))}
    properties["title"] = f"hhmonitor {finding.code}"
    text = message(finding)
    if finding.related is not None:
        text += f"\n{_(finding.related_label)}: {where(finding.related)}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{examination.severity(finding)} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible_lines(text)).replace(":", "%3A").replace(",", "%2C")
