"""A document of headings, paragraphs, lists and grids, as Markdown and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

READABLE_WIDTH = 100
"""Columns beyond which running text is tiring to read."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list: each item with its mark and what is said of it beneath.

    An empty mark is a plain bullet, and one such as ``1.`` makes the list a numbered one.
    """

    items: Sequence[tuple[str, str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


Part = Heading | Paragraph | Items | Grid


def as_markdown(parts: Iterable[Part]) -> str:
    """The document in Markdown."""
    return "\n".join(line for part in parts for line in _markdown(part)).rstrip() + "\n"


def _markdown(part: Part) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"{'#' * level} {text}"
        case Paragraph(text):
            yield text
        case Items(items):
            for mark, text, details in items:
                yield f"{mark} {text}" if mark.endswith(".") else f"- {mark} {text}" if mark else f"- {text}"
                indent = " " * (len(mark) + 1 if mark.endswith(".") else 2)
                yield from (f"{indent}- {detail}" for detail in details)
        case Grid(header, rows):
            yield from markdown_table(header, rows)
    yield ""


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, line by line."""
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"


def for_terminal(parts: Iterable[Part]) -> Iterator[RenderableType]:
    """The document as what rich can show."""
    for part in parts:
        match part:
            case Heading(text, 1):
                yield Text(text, style="bold")
                yield Text("=" * len(text), style="dim")
            case Heading(text, 2):
                yield Text(f"\n{text}", style="bold")
                yield Text("-" * len(text), style="dim")
            case Heading(text, _):
                yield Text(f"\n{text}", style="bold")
            case Paragraph(text):
                yield Text(text)
            case Items(items):
                yield Padding(_item_grid(items), (0, 0, 0, 1))
            case Grid(header, rows):
                yield _grid(header, rows)


_MARK_STYLES = {"✓": "green", "✗": "red", "?": "yellow", "+": "green", "−": "red", "±": "yellow"}


def _item_grid(items: Sequence[tuple[str, str, Sequence[str]]]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for mark, text, details in items:
        body = Text(text)
        for detail in details:
            body.append(f"\n{detail}", style="dim")
        grid.add_row(Text(mark or "-", style=_MARK_STYLES.get(mark, "")), body)
    return grid


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    # The words of the first column, which names the rows, stay whole where they can.
    longest = max(len(word) for first, *_others in (header, *rows) for word in first.split() or [""])
    for place, name in enumerate(header):
        table.add_column(name, overflow="fold", min_width=None if place else min(longest, 20))
    for row in rows:
        table.add_row(*row)
    return table
