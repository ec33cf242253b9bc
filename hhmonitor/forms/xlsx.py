"""An answer as a workbook to filter, count and print, by XlsxWriter, from the extra ``excel``.

The same answer gives the same bytes. Texts are written as texts, so that nothing in a file of a project can become a
formula. The first sheet says in words what the answer says; each table has a sheet of its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any

from hhmonitor.answers.answer import Answer, cell_text
from hhmonitor.answers.blocks import (
    Badge,
    Bars,
    Block,
    Cell,
    Column,
    Count,
    Day,
    Gauge,
    Heading,
    Items,
    Link,
    Number,
    Paragraph,
    Sheet,
    Sources,
    Table,
    Timeline,
    Verbatim,
    plain,
)
from hhmonitor.forms import Page
from hhmonitor.forms._charts import bar_of_characters
from hhmonitor.forms._palette import DEEP, RULE, WHITE, colour_of
from hhmonitor.language import _
from hhmonitor.language.characters import visible, visible_lines
from hhmonitor.model import first_day

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ENDINGS, EXTRA, BINARY = (".xlsx",), "excel", True

_LONGEST_TEXT, _LONGEST_HEADER, _LONGEST_ADDRESS, _LONGEST_TITLE = 32_767, 255, 2_079, 31
"""What a cell, a header and an address can hold, and the title of a sheet."""

_LINE_HEIGHT, _UPRIGHT_HEIGHT, _HIGHEST = 15, 190, 409
"""Heights of rows in points: of one line, of headings that stand upright, and the most that Excel takes."""

_A4 = 9
_MOMENT = datetime(2020, 1, 1)
_HEADING = {"bold": True, "font_color": f"#{WHITE}", "bg_color": f"#{DEEP}", "text_wrap": True, "border": 1}
_CELL = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": f"#{RULE}"}


def render(answer: Answer, page: Page) -> bytes:
    """The sheets as the bytes of an .xlsx file."""
    from xlsxwriter import Workbook

    memory = io.BytesIO()
    with Workbook(memory, {"in_memory": True}) as workbook:
        _Writer(workbook, answer).write()
    return memory.getvalue()


class _Writer:
    """Writes one answer into a workbook."""

    def __init__(self, workbook: Workbook, answer: Answer) -> None:
        self._workbook = workbook
        self._answer = answer
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._titles: set[str] = set()

    def write(self) -> None:
        self._workbook.set_size(2400, 1400)
        self._workbook.set_properties({"title": visible(self._answer.title), "created": _MOMENT})
        sheets = self._answer.sheets
        titles = [self._title(one.table.title or self._answer.title) for one in sheets]
        for sheet, title in zip(sheets, titles, strict=True):
            self._sheet(sheet, title)
        self._words(list(zip(titles, sheets, strict=True)))

    def _title(self, wanted: str) -> str:
        """A title that a sheet can have, and that no other has yet."""
        title = re.sub(r"[\[\]:*?/\\]", " ", visible(wanted)).strip("' ")[:_LONGEST_TITLE] or _("Table")
        number = 1
        while title.casefold() in self._titles:
            number += 1
            title = f"{title[: _LONGEST_TITLE - 4].rstrip()} ({number})"
        self._titles.add(title.casefold())
        return title

    def _format(self, properties: Mapping[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(dict(properties))
        return self._formats[key]

    # Tables

    def _sheet(self, sheet: Sheet, title: str) -> None:
        table = sheet.table
        page = self._workbook.add_worksheet(title)
        widths = [_width(table, number) for number in range(len(table.columns))]
        for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            page.set_column(number, number, width)
            upright = {"rotation": 90, "align": "center"} if column.upright else {}
            page.write_string(0, number, visible(column.title), self._format(_HEADING | {"valign": "bottom"} | upright))
        turned = any(column.upright for column in table.columns)
        page.set_row(0, _UPRIGHT_HEIGHT if turned else _height([one.title for one in table.columns], widths))
        for number, row in enumerate(table.rows, start=1):
            page.set_row(number, _height([cell_text(cell) for cell in row.cells], widths))
            for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
                self._cell(page, number, place, cell, column)
        page.freeze_panes(1, sheet.in_sight)
        if table.columns:
            page.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        self._colour(page, table)
        self._prepare_print(page, title, sheet.in_sight)

    def _cell(self, page: Worksheet, row: int, place: int, cell: Cell | Count, column: Column) -> None:
        look: dict[str, Any] = dict(_CELL)
        if column.upright or column.scale == "category":
            look["align"] = "center"
        if isinstance(cell, Count):
            page.write_formula(row, place, _counting(cell, row), self._format(look | {"bold": True}), cell.value)
            return
        match cell.content:
            case ():
                page.write_blank(row, place, None, self._format(look | self._toned(cell)))
            case (Number() as number,) if not cell.note:
                decimals = f".{'0' * number.decimals}" if number.decimals else ""
                shown = f"0{decimals}%" if number.share else "0" if number.year else f"#,##0{decimals}"
                page.write_number(row, place, number.value, self._format(look | {"num_format": shown}))
            case (Gauge(_, share),) if not cell.note:
                page.write_number(row, place, share, self._format(look | {"num_format": "0%"}))
            case (Day() as day,) if not cell.note:
                self._day(page, row, place, day, look)
            case (Link(_, url),) if url.startswith(("https://", "http://")) and len(url) <= _LONGEST_ADDRESS:
                form = self._format(look | {"font_color": f"#{DEEP}", "underline": 1})
                page.write_url(row, place, url, form, visible(plain(cell.content))[:_LONGEST_HEADER])
            case _:
                page.write_string(row, place, _text(cell_text(cell)), self._format(look | self._toned(cell)))

    def _toned(self, cell: Cell) -> dict[str, Any]:
        badge = next((part.tone for part in cell.content if isinstance(part, Badge)), "")
        colour = colour_of(badge or cell.tone)
        if colour is None:
            return {}
        return {"bg_color": f"#{colour.paper}", "font_color": f"#{colour.ink}", "bold": bool(badge)}

    def _day(self, page: Worksheet, row: int, place: int, day: Day, look: Mapping[str, Any]) -> None:
        """A real date, shown as precisely as it is known, with the names of months in the language of the answer."""
        first = first_day(day.date) if day.date else None
        if first is None or first.year < 1900:  # before the first day that a sheet can count
            page.write_string(row, place, _text(day.text), self._format(look))
            return
        language = "[$-413]" if self._answer.language == "nl" else "[$-809]"
        shown = language + ("yyyy", "mmm yyyy", "d mmm yyyy")[day.date.count("-")]
        page.write_datetime(
            row, place, datetime.combine(first, time()), self._format({**look, "num_format": shown, "align": "left"})
        )

    def _colour(self, page: Worksheet, table: Table) -> None:
        """Colours that follow the word when somebody changes a cell."""
        for place, column in enumerate(table.columns):
            if not column.scale:
                continue
            known: dict[str, dict[str, Any]] = {}
            for row in table.rows:
                cell = row.cells[place]
                if isinstance(cell, Cell) and (look := self._toned(cell)):
                    known.setdefault(cell_text(cell), look)
            for word, look in known.items():
                rule = {"type": "cell", "criteria": "==", "value": _quoted(word), "format": self._format(look)}
                if len(word) <= _LONGEST_HEADER:
                    page.conditional_format(1, place, max(len(table.rows), 1), place, rule)

    def _prepare_print(self, page: Worksheet, title: str, in_sight: int) -> None:
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        if in_sight:
            page.repeat_columns(0, in_sight - 1)
        page.set_header(f"&L&B{_plain(visible(self._answer.title))[: _LONGEST_HEADER - 8]}")
        page.set_footer(f"&L{_plain(title)}&R&P / &N")

    # Words

    def _words(self, tables: Sequence[tuple[str, Sheet]]) -> None:
        """The last sheet: all that the answer says, and where its tables are."""
        from hhmonitor import __version__

        page = self._workbook.add_worksheet(self._title(_("About")))
        page.set_column(0, 0, 110, self._format({"text_wrap": True, "valign": "top"}))
        number = 0
        for text, look in self._lines():
            page.set_row(number, _lines_height(text, 110))
            page.write_string(number, 0, _text(text), self._format({"text_wrap": True, "valign": "top", **look}))
            number += 1
        number += 1
        for title, sheet in tables:
            page.write_url(number, 0, f"internal:{_quoted(title, chr(39))}!A1", string=title)
            if sheet.about and sheet.about != title:
                number += 1
                page.write_string(number, 0, _text(sheet.about), self._format({"text_wrap": True, "italic": True}))
            number += 1
        page.write_string(number + 1, 0, _("Made by hhmonitor {version}").format(version=__version__))
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)

    def _lines(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for block in self._answer.blocks:
            yield from _block_lines(block)


def _block_lines(block: Block) -> Iterable[tuple[str, Mapping[str, Any]]]:
    match block:
        case Heading(said, level):
            yield plain(said), {"bold": True, "font_size": {1: 14, 2: 12}.get(level, 11), "font_color": f"#{DEEP}"}
        case Paragraph(said):
            yield plain(said), {}
        case Items(items, numbered):
            for number, item in enumerate(items, start=1):
                sign = item.mark.sign if item.mark else f"{number}." if numbered else "•"
                yield f"{sign} {plain(item.content)}", {"indent": 1}
                yield from ((plain(detail), {"indent": 2, "italic": True}) for detail in item.details)
        case Bars(bars):
            yield from ((f"{bar.label}  {bar_of_characters(bar.share)}  {bar.text}", {}) for bar in bars)
        case Timeline(events):
            yield from ((f"{one.date}  {one.kind}: {plain(one.content)}", {}) for one in events)
        case Verbatim(text):
            yield from ((line, {"font_name": "Consolas"}) for line in text.rstrip("\n").split("\n"))
        case Sources(references):
            for one in references:
                told = ", ".join(part for part in (one.title, one.details, one.url) if part)
                yield f"{one.number}. {told}", {}
        case _:
            pass


def _text(text: str) -> str:
    """What a cell can hold of a text."""
    return visible_lines(text)[:_LONGEST_TEXT]


def _width(table: Table, place: int) -> float:
    """The width of a column in characters: what it asks for, or what its cells need where it asks for nothing."""
    column = table.columns[place]
    if column.width != Column("").width or column.upright:
        return column.width
    longest = max((len(line) for row in table.rows for line in cell_text(row.cells[place]).split("\n")), default=0)
    return min(70, max(8, longest + 2, len(column.title) // 2 + 2))


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row in which every text shows in full, as far as a row can be high.

    Not every program works it out by itself on opening a file.
    """
    heights = (_lines_height(text, width) for text, width in zip(texts, widths, strict=True))
    return max(heights, default=_LINE_HEIGHT)


def _lines_height(text: str, width: float) -> float:
    lines = sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
    return min(_HIGHEST, _LINE_HEIGHT * lines)


def _counting(count: Count, row: int) -> str:
    from xlsxwriter.utility import xl_range

    cells = xl_range(row, count.first, row, count.last)
    return "=" + "+".join(f"COUNTIF({cells},{_quoted(word)})" for word in count.words)


def _quoted(text: str, mark: str = '"') -> str:
    """A text between quotation marks, as formulas have it."""
    return mark + text.replace(mark, mark * 2) + mark


def _plain(text: str) -> str:
    """A text as it stands in a header, where & begins an instruction."""
    return text.replace("&", "&&")
