"""What a form changes, in words first: what was and what becomes of it, and which categories move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.answer import Answer, Rows, yes_no
from hhmonitor.answers.blocks import Block, Code, Column, Heading, Items, Paragraph, Said, Table, Verbatim
from hhmonitor.answers.effects import effects
from hhmonitor.answers.figure_changes import movement_as_data
from hhmonitor.language import _
from hhmonitor.questions.evidence import Effect
from hhmonitor.workbook.kinds import Datum
from hhmonitor.workbook.layout import Layout
from hhmonitor.workbook.merging import Merged, Step, shown

_LONGEST = 160
"""Characters of a text that are told; the whole of it stands in the difference of the file."""


@dataclass(frozen=True)
class FormReport:
    """What a form does: how it was laid out, what it changes, and what that does to the list."""

    layout: Layout
    markets: Sequence[Merged]
    effect: Effect


def taken(report: FormReport, differences: Mapping[str, str], *, written: bool) -> Answer:
    """The answer to ``form take``."""
    title = _("What was taken from the form") if written else _("What would be taken from the form")
    return Answer(
        "form-take",
        title,
        lambda: _blocks(report, title, differences, written),
        data=lambda: _data(report, differences, written),
        rows=lambda: Rows(_COLUMNS, tuple(_record(one, step, written) for one, step in _steps(report))),
    )


def _steps(report: FormReport) -> Iterator[tuple[Merged, Step]]:
    return ((one, step) for one in report.markets for step in one.steps)


# For programs


_COLUMNS = ("market", "cell", "path", "before", "after", "written")


def _record(one: Merged, step: Step, written: bool) -> tuple[object, ...]:
    said = step.said
    values = (_word_of_files(step.before), _word_of_files(said.value))
    return (one.code, str(said.address), ".".join(map(str, said.path)), *values, yes_no(written))


def _word_of_files(value: Datum) -> object:
    return " ".join(value) if isinstance(value, tuple) else "" if value is None else value


def _data(report: FormReport, differences: Mapping[str, str], written: bool) -> dict[str, Any]:
    return {
        "written": written,
        "changes": [
            {
                "market": one.code,
                "cell": str(step.said.address),
                "path": list(step.said.path),
                "before": step.before,
                "after": step.said.value,
            }
            for one, step in _steps(report)
        ],
        "new": [one.code for one in report.markets if one.new],
        "categories": list(map(movement_as_data, report.effect.movements)),
        "files": [{"file": file, "difference": text} for file, text in differences.items()],
    }


# For people


def _blocks(report: FormReport, title: str, differences: Mapping[str, str], written: bool) -> Iterator[Block]:
    yield Heading(title, 1)
    if not report.markets:
        yield Paragraph(_("The files say so already; nothing changes."))
        return
    for one in report.markets:
        name = report.layout.name(one.code)
        yield Heading(_("{market}, a new market").format(market=name) if one.new else name)
        yield _table(report, one)
    yield Heading(_("What it does to the list"))
    yield Items(effects(report.layout.criteria, report.effect, len(report.markets)))
    yield Heading(_("What changes in the files"))
    yield from (Verbatim(text) for text in differences.values())
    if written:
        yield Paragraph(_("Written: {files}.").format(files=", ".join(differences)))
    else:
        yield Paragraph(_("Nothing was written."))


def _table(report: FormReport, one: Merged) -> Table:
    columns = [
        Column(_("Cell"), 16),
        Column(_("Subject"), 30),
        Column(_("What"), 16),
        Column(_("Was"), 40),
        Column(_("Becomes"), 40),
    ]
    rows: list[list[Said]] = [
        [
            Code(str(step.said.address)),
            step.said.line.label,
            report.layout.title(step.said.line, step.said.column),
            _words(step, step.before),
            _words(step, step.said.value),
        ]
        for step in one.steps
    ]
    return Table(columns, rows, one.code, "steps")


def _words(step: Step, value: Datum) -> str:
    text = " ".join(shown(step.said.kind, value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
