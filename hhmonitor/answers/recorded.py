"""What the outcome of a meeting changed in the files of the markets, or would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hhmonitor.answers.answer import Answer, Rows, yes_no
from hhmonitor.answers.blocks import Block, Heading, Paragraph, Verbatim
from hhmonitor.language import _


def recorded(differences: Mapping[str, str], *, written: bool) -> Answer:
    """The differences by file, as ``diff -u`` tells them; not ``written`` after a dry run."""
    return Answer(
        "review-record",
        _("What was recorded") if written else _("What would be recorded"),
        lambda: _blocks(differences, written),
        data=lambda: {
            "written": written,
            "files": [{"file": file, "difference": text} for file, text in differences.items()],
        },
        rows=lambda: Rows(
            ("file", "written", "difference"),
            tuple((file, yes_no(written), text) for file, text in differences.items()),
        ),
    )


def _blocks(differences: Mapping[str, str], written: bool) -> Iterator[Block]:
    yield Heading(_("What was recorded") if written else _("What would be recorded"), 1)
    for file, text in differences.items():
        if text:
            yield Heading(file)
            yield Verbatim(text)
    if not any(differences.values()):
        yield Paragraph(_("The files say so already; nothing changes."))
    elif not written:
        yield Paragraph(_("Nothing was written; without --dry-run it is."))
