"""The guides on a screen; in a pipe they stay the Markdown that they are."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.markdown import Markdown
from rich.table import Table

from hhmonitor.answers.console import as_text, available_width
from hhmonitor.answers.document import READABLE_WIDTH
from hhmonitor.answers.guides import Guide


def list_as_text(guides: Sequence[Guide]) -> str:
    """Each guide by name, with what it is about."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for guide in guides:
        grid.add_row(guide.topic, guide.summary())
    return as_text(grid, width=min(READABLE_WIDTH, available_width()))


def guide_as_text(guide: Guide) -> str:
    """One guide, laid out where there is a terminal to show it."""
    text = guide.text()
    if not sys.stdout.isatty():
        return text
    # Blocks of code stand in a margin of two columns on either side.
    width = min(READABLE_WIDTH + 4, available_width())
    return as_text(Markdown(text, code_theme="ansi_light", hyperlinks=False), width=width)
