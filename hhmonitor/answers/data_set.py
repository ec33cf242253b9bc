"""What was set in the file of a market, and what that does to the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hhmonitor.answers.answer import Answer, Rows, yes_no
from hhmonitor.answers.blocks import Block, Heading, Items, Paragraph, Verbatim
from hhmonitor.answers.effects import effects
from hhmonitor.answers.figure_changes import movement_as_data
from hhmonitor.language import _
from hhmonitor.model import Criteria
from hhmonitor.questions.evidence import Effect


@dataclass(frozen=True)
class DataSet:
    """What setting data does, under which criteria."""

    criteria: Criteria
    effect: Effect


def data_set(done: DataSet, differences: Mapping[str, str], *, written: bool) -> Answer:
    """The answer to ``set``: the differences by file, as ``diff -u`` tells them, and which categories move."""
    title = _("What was set") if written else _("What would be set")
    return Answer(
        "set",
        title,
        lambda: _blocks(done, title, differences, written),
        data=lambda: {
            "written": written,
            "files": [{"file": file, "difference": text} for file, text in differences.items()],
            "categories": list(map(movement_as_data, done.effect.movements)),
        },
        rows=lambda: Rows(
            ("file", "written", "difference"),
            tuple((file, yes_no(written), text) for file, text in differences.items()),
        ),
    )


def _blocks(done: DataSet, title: str, differences: Mapping[str, str], written: bool) -> Iterator[Block]:
    yield Heading(title, 1)
    if not differences:
        yield Paragraph(_("The files say so already; nothing changes."))
        return
    for file, text in differences.items():
        yield Heading(file)
        yield Verbatim(text)
    yield Heading(_("What it does to the list"))
    yield Items(effects(done.criteria, done.effect, len(differences)))
    files = ", ".join(differences)
    yield Paragraph(_("Written: {files}.").format(files=files) if written else _("Nothing was written."))
