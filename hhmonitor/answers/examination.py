"""The answer of a gate, ``check`` or ``validate``: what it looked at, and what it found."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from hhmonitor.answers.answer import Answer, Data, Rows
from hhmonitor.answers.blocks import (
    Block,
    Code,
    Column,
    Heading,
    Item,
    Items,
    Mark,
    Number,
    Paragraph,
    Said,
    Sheet,
    Table,
    Verbatim,
)
from hhmonitor.answers.findings import finding_blocks, how_often, message, severity_mark, usual_severity, where
from hhmonitor.answers.texts import filled
from hhmonitor.checks import CODES
from hhmonitor.findings import Finding, Place, Severity, enumerated, market_of
from hhmonitor.language import _, ngettext
from hhmonitor.language.characters import visible
from hhmonitor.questions.mending import mendable


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was looked at, a market or a file, with what was found on it.

    ``name`` is its name for people, ``facts`` what the JSON tells of it beside.
    """

    name: str
    file: str
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


class Telling(StrEnum):
    """How much of what was found people are told; programs are always told all of it."""

    ERRORS = "errors"
    """Nothing where there is no error, else the errors."""

    GROUPED = "grouped"
    """Errors one by one; of warnings and notes those that repeat themselves together."""

    ALL = "all"
    """Each finding by itself."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many findings are not among those of an examination: put up with, and known since an earlier revision."""

    ignored: int = 0
    known: int = 0
    since: str | None = None


_NOTHING_LEFT_OUT = LeftOut()


@dataclass(frozen=True, slots=True)
class Fixes:
    """What was mended, or would be: how many findings, the difference of each file, and what it does to the list.

    ``effect`` is empty where the list could not be classified before.
    """

    number: int
    differences: Mapping[str, str]
    effect: Sequence[Said]
    written: bool


class Examination(Answer):
    """Everything that ``check`` or ``validate`` looked at. ``strict`` makes warnings count as errors.

    The names of files start from ``folder``; ``repository`` is the folder that a code host names files from. Without a
    ``status`` the command ends with 1 where there is an error. ``fixes`` were made before, or are only shown.
    """

    def __init__(
        self,
        command: str,
        folder: Path,
        cases: Iterable[Case],
        *,
        repository: Path,
        strict: bool = False,
        facts: Mapping[str, Any] | None = None,
        status: int | None = None,
        telling: Telling = Telling.GROUPED,
        left_out: LeftOut = _NOTHING_LEFT_OUT,
        fixes: Fixes | None = None,
    ) -> None:
        self.folder, self.repository = folder.resolve(), repository.resolve()
        self.cases = tuple(cases)
        self.strict = strict
        self.facts = facts or {}
        self.telling = telling
        self.left_out = left_out
        self.fixes = fixes
        self.findings: Sequence[Finding] = sorted((one for case in self.cases for one in case.findings), key=_by_place)
        super().__init__(
            command,
            _("The list against its criteria") if command == "check" else _("The files of the Monitor"),
            lambda: _blocks(self),
            data=lambda: _data(self),
            rows=lambda: _rows(self),
            sheets=lambda: _sheets(self),
            status=status if status is not None else int(not self.passed),
        )

    def severity(self, finding: Finding) -> Severity:
        """How bad a finding is here."""
        given = usual_severity(finding)
        return Severity.ERROR if self.strict and given is Severity.WARNING else given

    def count(self, severity: Severity) -> int:
        """The number of findings that are so bad."""
        return sum(self.severity(one) is severity for one in self.findings)

    @property
    def passed(self) -> bool:
        """Whether there is no error."""
        return self.count(Severity.ERROR) == 0

    @property
    def tally(self) -> str:
        """How many things were looked at and what was found, in one line."""
        number = len(self.cases)
        if self.name == "check":
            looked_at = ngettext("{number} market checked", "{number} markets checked", number)
        else:
            looked_at = ngettext("{number} file read", "{number} files read", number)
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        parts = [
            ngettext("{number} error", "{number} errors", errors).format(number=errors) if errors else _("no errors"),
            *(
                [ngettext("{number} warning", "{number} warnings", warnings).format(number=warnings)]
                if warnings
                else []
            ),
        ]
        left_out = self.left_out
        if left_out.ignored:
            text = ngettext("{number} ignored", "{number} ignored", left_out.ignored)
            parts.append(text.format(number=left_out.ignored))
        if left_out.since is not None:
            text = ngettext(
                "{number} left out that was there at {revision}",
                "{number} left out that were there at {revision}",
                left_out.known,
            )
            parts.append(text.format(number=left_out.known, revision=visible(left_out.since)))
        return f"{looked_at.format(number=number)}: {', '.join(parts)}"

    def path(self, file: str) -> str:
        """A file as a code host names it: from the top of the repository, or in full where it is not in there."""
        # The folder is resolved, not the file: a file of the repository may be a link, and is named by its own name.
        whole = Path(os.path.normpath(self.folder / file))
        inside = whole.is_relative_to(self.repository)
        return (whole.relative_to(self.repository) if inside else whole).as_posix()


def cases_by_file(files: Iterable[str], findings: Iterable[Finding]) -> Iterator[Case]:
    """A case for every file, in order or not, and for what is no file but has findings."""
    by_file: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    for file, found in by_file.items():
        yield Case(file, file, tuple(found))


def _by_place(finding: Finding) -> tuple[Any, ...]:
    span = finding.place.span
    return (finding.place.file, span is not None, span, finding.code)


# For people


def _blocks(examination: Examination) -> Iterator[Block]:
    """The findings, and at the end, where it stays in sight, how many there are."""
    alone, together = _told(examination)
    if examination.telling is Telling.ERRORS and not alone and examination.fixes is None:
        return
    yield Heading(examination.title, 1)
    if examination.fixes is not None:
        yield from _blocks_of_fixes(examination.fixes)
    yield from finding_blocks(alone, examination.folder, examination.severity)
    for group in together:
        title = CODES[group[0].code].title.said
        mark = severity_mark(examination.severity(group[0]))
        yield Paragraph([mark, f" {group[0].code}, {how_often(group)}: {title}"])
        yield Items([Item(enumerated(_short_place(one) for one in group))])
    if together:
        yield Paragraph(_("With --all each of them is shown at its line."))
    number = len(mendable(examination.findings))
    if number and examination.fixes is None and examination.name == "validate":
        text = ngettext(
            "{number} of these has one right answer; {command} mends it, and shows first what changes.",
            "{number} of these have one right answer; {command} mends them, and shows first what changes.",
            number,
        )
        yield Paragraph(filled(text, number=str(number), command=Code("hhmonitor validate --fix")))
    mark = Mark("✓", "met", _("passed")) if examination.passed else Mark("✗", "error", _("not passed"))
    yield Paragraph([mark, " ", examination.tally])


def _blocks_of_fixes(fixes: Fixes) -> Iterator[Block]:
    """What was mended, or would be, and what is left is told beneath it."""
    if not fixes.differences:
        yield Paragraph(_("Nothing that was found has one right answer; nothing was written."))
        return
    made = ngettext("{number} finding mended", "{number} findings mended", fixes.number)
    shown = ngettext("{number} finding that would be mended", "{number} findings that would be mended", fixes.number)
    yield Heading((made if fixes.written else shown).format(number=fixes.number))
    for file, text in fixes.differences.items():
        yield Heading(file, 3)
        yield Verbatim(text)
    if fixes.effect:
        yield Heading(_("What it does to the list"))
        yield Items(fixes.effect)
    files = ", ".join(fixes.differences)
    yield Paragraph(_("Written: {files}.").format(files=files) if fixes.written else _("Nothing was written."))
    yield Heading(_("What is left to mend") if fixes.written else _("What was found"))


_FEW = 2
"""Findings of one code that are told one by one all the same."""


def _told(examination: Examination) -> tuple[list[Finding], list[list[Finding]]]:
    """The findings that people are told one by one, and those that they are told together, by code."""
    if examination.telling is Telling.ALL:
        return list(examination.findings), []
    errors = [one for one in examination.findings if examination.severity(one) is Severity.ERROR]
    if examination.telling is Telling.ERRORS:
        return errors, []
    by_code: dict[tuple[str, Severity], list[Finding]] = {}
    for one in examination.findings:
        if examination.severity(one) is not Severity.ERROR:
            by_code.setdefault((one.code, examination.severity(one)), []).append(one)
    groups = [group for _key, group in sorted(by_code.items())]
    few = [one for group in groups if len(group) <= _FEW for one in group]
    return sorted([*errors, *few], key=_by_place), [group for group in groups if len(group) > _FEW]


def _short_place(finding: Finding) -> str:
    """Where a finding stands, in a row with others: the code of its market, or its file and line."""
    file, span = finding.place.file, finding.place.span
    code = market_of(file)
    return visible(code or (f"{file}:{span.start.line}" if span is not None else file))


def _sheets(examination: Examination) -> Iterator[Sheet]:
    columns = [
        Column(_("Place"), 40),
        Column(_("Line"), 8, numeric=True),
        Column(_("Severity"), 12, scale="value"),
        Column(_("Code"), 9),
        Column(_("Finding"), 90),
        Column(_("Beside it"), 60),
    ]
    found = Table(columns, [_row(examination, one) for one in examination.findings], _("Findings"))
    yield Sheet(found, examination.tally)
    looked_at = _("Market") if examination.name == "check" else _("File")
    cases = [[case.name, case.file, ", ".join(_codes(case))] for case in examination.cases]
    yield Sheet(
        Table([Column(looked_at, 40), Column(_("File"), 40), Column(_("Findings"), 30)], cases, _("Looked at")),
        _("everything that was looked at, in order or not"),
    )


def _row(examination: Examination, finding: Finding) -> list[Said]:
    place, related = finding.place, finding.related
    return [
        Code(place.file),
        Number(str(place.span.start.line), place.span.start.line) if place.span else "",
        severity_mark(examination.severity(finding)),
        finding.code,
        message(finding),
        f"{_(finding.related_label)}: {where(related)}" if related is not None else "",
    ]


# For programs


def _data(examination: Examination) -> Data:
    return {
        "version": examination.version,
        "command": examination.name,
        **examination.facts,
        "strict": examination.strict,
        "passed": examination.passed,
        "errors": examination.count(Severity.ERROR),
        "warnings": examination.count(Severity.WARNING),
        "ignored": examination.left_out.ignored,
        "changed_since": examination.left_out.since,
        "known": examination.left_out.known,
        {"check": "markets", "validate": "files"}[examination.name]: [
            {"name": case.name, "file": case.file, **case.facts, "codes": _codes(case)} for case in examination.cases
        ],
        "findings": [_finding(examination, one) for one in examination.findings],
        **({"fixes": _fixes(examination.fixes)} if examination.name == "validate" else {}),
    }


def _fixes(fixes: Fixes | None) -> Data | None:
    if fixes is None:
        return None
    files = [{"file": file, "difference": text} for file, text in fixes.differences.items()]
    return {"findings": fixes.number, "written": fixes.written, "files": files}


def _codes(case: Case) -> list[str]:
    return sorted({one.code for one in case.findings})


def _finding(examination: Examination, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(examination.severity(finding)),
        "message": message(finding),
        **_place(finding.place),
        "suggestion": finding.details.get("suggestion"),
        "fixable": bool(mendable([finding])),
        "related": finding.related and {"message": _(finding.related_label), **_place(finding.related)},
    }


def _place(place: Place) -> dict[str, Any]:
    span = place.span
    return {
        "file": place.file,
        "path": list(place.path),
        "start": span and {"line": span.start.line, "column": span.start.column},
        "end": span and {"line": span.end.line, "column": span.end.column},
    }


def _rows(examination: Examination) -> Rows:
    """A record for each finding."""
    header = ("severity", "code", "file", "line", "column", "message", "related", "related_file", "related_line")
    return Rows(header, tuple(tuple(_record(examination, one)) for one in examination.findings))


def _record(examination: Examination, finding: Finding) -> Iterator[object]:
    start = finding.place.span.start if finding.place.span else None
    yield from (str(examination.severity(finding)), finding.code, finding.place.file)
    yield from (start.line, start.column) if start else ("", "")
    yield message(finding)
    related = finding.related
    if related is None:
        yield from ("", "", "")
    else:
        yield from (_(finding.related_label), related.file, related.span.start.line if related.span else "")
