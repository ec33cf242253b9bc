"""Tables and styled text as the terminal, a pipe or a file can take them."""

from __future__ import annotations

import io
import os
import shutil
import sys

from rich.console import Console, RenderableType

WIDTH_WITHOUT_TERMINAL = 120
"""Columns where the answer goes into a pipe or a file and nothing says how wide it may be."""


def available_width() -> int:
    """How many columns there are: those of the terminal, or what ``COLUMNS`` says."""
    return max(40, shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns)


def as_text(*renderables: RenderableType, width: int | None = None, colour: bool | None = None) -> str:
    """The renderables as text, one under the other, without blanks at the ends of lines.

    ``width`` is that of the terminal and ``colour`` is there on a terminal alone, where not given; ``NO_COLOR`` is
    honoured.
    """
    if colour is None:
        colour = sys.stdout.isatty()
    console = Console(
        file=io.StringIO(),
        width=width or available_width(),
        force_terminal=colour,
        no_color=not colour or bool(os.environ.get("NO_COLOR")),
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        for renderable in renderables:
            console.print(renderable)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())
