"""What a command changed in the files of a project, or would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hhmonitor.answers.answer import Answer, Rows, yes_no
from hhmonitor.answers.blocks import Block, Heading, Paragraph, Verbatim
from hhmonitor.language import _


def recorded(name: str, differences: Mapping[str, str], *, written: bool) -> Answer:
    """The differences by file, as ``diff -u`` tells them, in the answer of the command of this name."""
    title = _("What was recorded") if written else _("What would be recorded")
    return Answer(
        name,
        title,
        lambda: _blocks(title, differences, written),
        data=lambda: {
            "written": written,
            "files": [{"file": file, "difference": text} for file, text in differences.items()],
        },
        rows=lambda: Rows(
            ("file", "written", "difference"),
            tuple((file, yes_no(written), text) for file, text in differences.items()),
        ),
    )


def _blocks(title: str, differences: Mapping[str, str], written: bool) -> Iterator[Block]:
    yield Heading(title, 1)
    for file, text in differences.items():
        yield Heading(file)
        yield Verbatim(text)
    if not differences:
        yield Paragraph(_("The files say so already; nothing changes."))
    elif written:
        yield Paragraph(_("Written: {files}.").format(files=", ".join(differences)))
    else:
        yield Paragraph(_("Nothing was written."))
