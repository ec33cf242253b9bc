"""For GitHub Actions: workflow commands that put an annotation on the very line.

GitHub shows ten annotations of each severity a step and drops the rest, so that there are never more: where there would
be, those of one code share one, at the place of the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hhmonitor.answers.examination import Examination
from hhmonitor.answers.findings import how_often, message, where
from hhmonitor.checks import CODES
from hhmonitor.findings import Finding, Severity
from hhmonitor.forms import Page
from hhmonitor.language import _
from hhmonitor.language.characters import visible_lines

ENDINGS, EXTRA, BINARY = (), None, False

_MOST = 10
"""Annotations of one severity that GitHub shows of a step."""

_MOST_LINES = 50
"""Findings that one annotation tells one by one: it is read beside a line of text."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(examination: Examination, page: Page) -> str:
    """The annotations, one command a line and the worst first, and the tally."""
    lines = [
        _annotation(examination, severity, group)
        for severity in _COMMANDS
        for group in _groups([one for one in examination.findings if examination.severity(one) is severity])
    ]
    return "".join(f"{line}\n" for line in (*lines, _data(examination.tally)))


def _groups(findings: Sequence[Finding]) -> Iterator[Sequence[Finding]]:
    """The findings that share an annotation: each has its own where that is possible, else those of a code share one.

    Where there are more codes than annotations, the last one is shared by all codes that are left.
    """
    if len(findings) <= _MOST:
        yield from ([one] for one in findings)
        return
    by_code: dict[str, list[Finding]] = {}
    for one in findings:
        by_code.setdefault(one.code, []).append(one)
    groups = sorted(by_code.values(), key=lambda group: group[0].code)
    first = groups if len(groups) <= _MOST else groups[: _MOST - 1]
    yield from first
    left = [one for group in groups[len(first) :] for one in group]
    if left:
        yield left


def _annotation(examination: Examination, severity: Severity, group: Sequence[Finding]) -> str:
    finding = group[0]
    place = finding.place
    properties = {"file": examination.path(place.file)}
    if place.span is not None:
        start, end = place.span.start, place.span.end
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:
            # The last column is included here, and it stands before the end of the span.
            properties |= {"col": str(start.column), "endColumn": str(max(start.column, end.column - 1))}
    properties["title"] = f"hhmonitor {', '.join(dict.fromkeys(one.code for one in group))}"
    text = _alone(finding) if len(group) == 1 else "\n".join(_together(group))
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[severity]} {written}::{_data(text)}"


def _alone(finding: Finding) -> str:
    text = message(finding)
    if finding.related is not None:
        text += f"\n{_(finding.related_label)}: {where(finding.related)}"
    return text


def _together(group: Sequence[Finding]) -> Iterator[str]:
    """What an annotation says that several findings share: of each code how often it was found, and then each."""
    for code in dict.fromkeys(one.code for one in group):
        yield f"{CODES[code].title.said}: {how_often([one for one in group if one.code == code])}"
    for one in group[:_MOST_LINES]:
        yield f"{where(one.place)}: {one.code}: {message(one)}"
    if len(group) > _MOST_LINES:
        yield _("and {number} more").format(number=len(group) - _MOST_LINES)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible_lines(text)).replace(":", "%3A").replace(",", "%2C")
