"""The guides on a screen; in a pipe they stay the Markdown that they are.

A guide is a text of its own and no answer to a question, so it has one form.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.markdown import Markdown
from rich.table import Table

from hhmonitor.answers.guides import Guide
from hhmonitor.forms import Page
from hhmonitor.forms.terminal import READABLE_WIDTH, as_text


def list_as_text(guides: Sequence[Guide], page: Page) -> str:
    """Each guide by name, with what it is about."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for guide in guides:
        grid.add_row(guide.topic, guide.summary())
    return as_text([grid], min(READABLE_WIDTH, page.width), colour=page.colour)


def guide_as_text(guide: Guide, page: Page) -> str:
    """One guide, laid out where there is a terminal to show it."""
    text = guide.text()
    if not page.colour:
        return text
    # Blocks of code stand in a margin of two columns on either side.
    width = min(READABLE_WIDTH + 4, page.width)
    return as_text([Markdown(text, code_theme="ansi_light", hyperlinks=False)], width, colour=True)
