"""An answer for a terminal, a pipe or a text file: as wide as there is room, in colour where there is any.

Where the stream cannot write a sign, another that it can takes its place, in the text and in the legend alike, so that
a known value never looks like an unknown one.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Badge,
    Bars,
    Block,
    Break,
    Cited,
    Code,
    Column,
    Content,
    Count,
    Gauge,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Mark,
    Market,
    Paragraph,
    Quiet,
    Row,
    Sources,
    Strong,
    Table,
    Timeline,
    Verbatim,
)
from hhmonitor.forms import Page
from hhmonitor.forms._charts import as_characters, bar_of_characters
from hhmonitor.forms._palette import colour_of
from hhmonitor.language import _
from hhmonitor.language.characters import visible, visible_lines, writable

ENDINGS, EXTRA, BINARY = (".txt",), None, False

READABLE_WIDTH = 100
"""Columns beyond which running text is tiring to read."""

ROOM_FOR_ALL = 132
"""Columns from which on every column of a table is shown."""

_TOGETHER = {"legend", "finding"}
"""Kinds of paragraphs that stand under each other without a blank line."""

_NARROWEST = 8
"""Columns that a column of text keeps, if it has as much to say."""


def render(answer: Answer, page: Page) -> str:
    """The blocks as lines, without blanks at their ends."""
    return as_lines(answer.blocks, page)


def as_lines(blocks: Sequence[Block], page: Page) -> str:
    """Blocks as lines: those of an answer, or those that are said beside it."""
    tables = [block for block in blocks if isinstance(block, Table)]
    made = _Layout(page, tables)
    renderables = [*made.blocks(blocks), *_left_out(tables, page.width)]
    text = as_text(renderables, page.width, colour=page.colour)
    return writable(text, page.encoding)


def _left_out(tables: Sequence[Table], width: int) -> Iterator[RenderableType]:
    """Which columns there was no room for: nothing is left out in silence."""
    titles = dict.fromkeys(column.title for table in tables for column in table.columns if column.wide)
    if titles and width < ROOM_FOR_ALL:
        yield RichText(_("A wider window also shows: {columns}.").format(columns=", ".join(titles)), style="dim")


def as_text(renderables: Iterable[RenderableType], width: int, *, colour: bool) -> str:
    """What rich can show, as text."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        no_color=not colour or bool(os.environ.get("NO_COLOR")),
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        for renderable in renderables:
            console.print(renderable, soft_wrap=isinstance(renderable, RichText) and bool(renderable.no_wrap))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


class _Layout:
    """Lays out the blocks of one answer."""

    def __init__(self, page: Page, tables: Sequence[Table]) -> None:
        self._width = page.width
        self._all = page.width >= ROOM_FOR_ALL
        self._widths: dict[str, list[int]] = {}
        for kind, alike in groupby(sorted(tables, key=lambda one: one.kind), key=lambda one: one.kind):
            if kind:
                self._widths[kind] = self._fitting(list(alike))

    def blocks(self, blocks: Iterable[Block]) -> Iterator[RenderableType]:
        before: Block | None = None
        for block in blocks:
            yield from self._block(block, before)
            before = block

    def _block(self, block: Block, before: Block | None) -> Iterator[RenderableType]:
        # A blank line parts what is not told in one breath.
        apart = before is not None and not isinstance(before, Heading)
        match block:
            case Heading(said, level):
                yield from self._heading(said, level, first=before is None)
            case Paragraph(said, kind):
                if apart and not (isinstance(before, Paragraph) and before.kind == kind and kind in _TOGETHER):
                    yield RichText("")
                if kind == "finding" or all(isinstance(part, Code) for part in said):
                    yield _unbroken(_said(said))
                    return
                style = "dim" if kind in {"kicker", "quiet", "legend", "imprint", "status"} else ""
                yield self._running(_said(said, style))
            case Items(items, numbered):
                if isinstance(before, Items):
                    yield RichText("")
                yield Padding(self._items(items, numbered), (0, 0, 0, 1))
            case Table():
                if apart:
                    yield RichText("")
                yield self._table(block)
            case Bars(bars):
                yield self._grid([(bar.label, bar_of_characters(bar.share), bar.text) for bar in bars])
            case Timeline(events):
                for one in events:
                    yield self._running(
                        RichText.assemble(
                            (f"{visible(one.date)} ", "dim"), (f"{visible(one.kind)}: ", "bold"), _said(one.content)
                        )
                    )
            case Verbatim(text):
                yield _unbroken(RichText("\n".join(f"  {visible(line)}" for line in text.rstrip("\n").split("\n"))))
            case Sources(references):
                yield self._grid(
                    [
                        (f"[{one.number}]", ", ".join(part for part in (one.title, one.details, one.url or "") if part))
                        for one in references
                    ]
                )
            case Break():
                pass

    def _heading(self, said: Content, level: int, *, first: bool) -> Iterator[RenderableType]:
        text = _said(said, "bold")
        if not first:
            yield RichText("")
        yield text
        if level <= 2:
            yield RichText(("=" if level == 1 else "-") * min(cell_len(text.plain), self._width), style="dim")

    def _running(self, text: RichText) -> RenderableType:
        return Padding(text, (0, max(0, self._width - READABLE_WIDTH), 0, 0), expand=False)

    def _items(self, items: Sequence[Item], numbered: bool) -> RichTable:
        grid = RichTable.grid(padding=(0, 1))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold", max_width=READABLE_WIDTH)
        for number, item in enumerate(items, start=1):
            sign = _inline(item.mark) if item.mark else RichText(f"{number}." if numbered else "-")
            body = _said(item.content)
            for detail in item.details:
                body.append("\n").append_text(_said(detail, "dim"))
            grid.add_row(sign, body)
        return grid

    def _grid(self, rows: Sequence[tuple[str, ...]]) -> RichTable:
        grid = RichTable.grid(padding=(0, 1))
        for place in range(len(rows[0]) if rows else 0):
            grid.add_column(overflow="fold", no_wrap=place == 0)
        for row in rows:
            grid.add_row(*(RichText(visible(text)) for text in row))
        return grid

    # Tables

    def _shown(self, table: Table) -> list[int]:
        """The places of the columns that there is room for."""
        return [place for place, column in enumerate(table.columns) if self._all or not column.wide]

    def _title(self, column: Column) -> str:
        return column.short or column.title

    def _fitting(self, tables: Sequence[Table]) -> list[int]:
        """The widths of the columns of tables that are alike: what each needs, or a fair share where that is too much.

        Columns that need less than their share leave the rest to the others (max-min fairness).
        """
        needed, shown = [], self._shown(tables[0])
        for place in shown:
            cells = [_cell(row, place) for table in tables for row in table.rows]
            texts = [RichText(self._title(tables[0].columns[place])), *cells]
            longest = max(max((cell_len(line) for line in text.plain.split("\n")), default=0) for text in texts)
            needed.append(max(1, longest))
        left, widths = self._width - len(needed) + 1, list(needed)
        waiting = sorted(range(len(needed)), key=lambda place: needed[place])
        for number, place in enumerate(waiting):
            least = max(_NARROWEST, _longest_word(self._title(tables[0].columns[shown[place]])))
            widths[place] = min(needed[place], max(least, left // (len(waiting) - number)))
            left -= widths[place]
        return widths

    def _table(self, table: Table) -> RichTable:
        widths = self._widths[table.kind] if table.kind else self._fitting([table])
        made = RichTable(box=None, padding=(0, 1, 0, 0), show_edge=False, header_style="dim", pad_edge=False)
        shown = self._shown(table)
        for place, width in zip(shown, widths, strict=True):
            column = table.columns[place]
            made.add_column(
                RichText(visible(self._title(column))),
                width=width,
                overflow="fold",
                justify="right" if column.numeric else "left",
            )
        for row in table.rows:
            made.add_row(*(_cell(row, place) for place in shown))
        return made


def _unbroken(text: RichText) -> RichText:
    """Lines that are neither broken nor cut off, however long: they are to be copied, or for an editor to read."""
    text.no_wrap = True
    return text


def _longest_word(title: str) -> int:
    return max(map(cell_len, title.split()), default=0)


def _cell(row: Row, place: int) -> RichText:
    """A cell as text; the first names the row, and stands out."""
    cell = row.cells[place]
    if isinstance(cell, Count):
        return RichText(str(cell.value))
    colour = colour_of(cell.tone)
    text = _said(cell.content, "bold" if place == 0 else colour.style if colour else "")
    if place == 0 and row.kind == "member":
        text = RichText("└ ").append_text(_said(cell.content))
    if cell.line is not None:
        text.append(" ").append(as_characters(cell.line.series), style="cyan")
    if cell.note:
        text.append(" (").append_text(_said(cell.note, "dim")).append(")")
    return text


def _said(said: Content, style: str = "") -> RichText:
    text = RichText(style=style)
    for part in said:
        text.append_text(_inline(part))
    return text


def _inline(part: Inline) -> RichText:
    match part:
        case Strong(text) | Market(text):
            return RichText(visible_lines(text), style="bold" if isinstance(part, Strong) else "")
        case Badge(text, tone):
            colour = colour_of(tone)
            return RichText(visible_lines(text), style=colour.style if colour else "bold")
        case Quiet(text):
            return RichText(visible_lines(text), style="dim")
        case Code(text):
            return RichText(visible_lines(text), style="cyan")
        case Link(text, url):
            return RichText(f"{visible_lines(text)} ({visible(url)})" if text != url else visible(url))
        case Mark(sign, tone):
            colour = colour_of(tone)
            return RichText(sign, style=colour.style if colour else "")
        case Gauge(text, share):
            return RichText.assemble((bar_of_characters(share), "cyan"), f" {visible(text)}")
        case Cited(numbers):
            return RichText(f" [{', '.join(map(str, numbers))}]" if numbers else "", style="dim")
        case _:
            return RichText(visible_lines(part.text))
