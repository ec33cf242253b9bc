"""What a command changed in the files of a project, or would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hhmonitor.answers.answer import Answer, Rows, yes_no
from hhmonitor.answers.asked import Proposal
from hhmonitor.answers.blocks import Block, Code, Heading, Items, Paragraph, Verbatim
from hhmonitor.language import _


def recorded(name: str, differences: Mapping[str, str], *, written: bool, asked: Sequence[Proposal] = ()) -> Answer:
    """The differences by file, as ``diff -u`` tells them, in the answer of the command of this name.

    ``asked`` is what the next meeting is asked because of them.
    """
    title = _("What was recorded") if written else _("What would be recorded")
    return Answer(
        name,
        title,
        lambda: _blocks(title, differences, written, asked),
        data=lambda: {
            "written": written,
            "files": [{"file": file, "difference": text} for file, text in differences.items()],
            "asked": [{"proposal": one.text, "command": one.command} for one in asked],
        },
        rows=lambda: Rows(
            ("file", "written", "difference"),
            tuple((file, yes_no(written), text) for file, text in differences.items()),
        ),
    )


def _blocks(title: str, differences: Mapping[str, str], written: bool, asked: Sequence[Proposal]) -> Iterator[Block]:
    yield Heading(title, 1)
    for file, text in differences.items():
        yield Heading(file)
        yield Verbatim(text)
    if asked:
        yield Heading(_("What the next meeting is asked because of it"))
        yield Items([[f"{one.text} ", Code(one.command)] for one in asked])
    if not differences:
        yield Paragraph(_("The files say so already; nothing changes."))
    elif written:
        yield Paragraph(_("Written: {files}.").format(files=", ".join(differences)))
    else:
        yield Paragraph(_("Nothing was written."))
