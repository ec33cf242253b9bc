"""Sheets as an .xlsx file, by XlsxWriter: the only place that knows how a spreadsheet is made.

The same list gives the same bytes. Texts are written as texts, so that nothing in a file of the project can become a
formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any

from hhmonitor.answers.words import category_label, category_word, value_word
from hhmonitor.answers.workbook.sheets import (
    Amount,
    Cell,
    Column,
    CountOf,
    Day,
    Link,
    Share,
    Sheet,
    outcome_word,
    sheets,
)
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.model import first_day, in_language
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.comparison import Comparison

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_767
_LONGEST_ADDRESS = 2_079
"""What a cell can hold, and what Excel can follow."""

_LINE_HEIGHT, _UPRIGHT_HEIGHT, _HIGHEST = 15, 190, 409
"""Heights of rows in points: of one line, of headings that stand upright, and the most that Excel takes."""

_A4 = 9
_HEADING = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F3A5F",
    "text_wrap": True,
    "border": 1,
    "valign": "bottom",
}

# Paper and text of a colour; every pair has a contrast above 4.5, and the word itself stands in the cell.
_BEST, _GOOD, _MIDDLE, _LOW, _BAD, _OPEN = (
    {"bg_color": "#1B6E53", "font_color": "#FFFFFF"},
    {"bg_color": "#BFE3D0", "font_color": "#0B3D2C"},
    {"bg_color": "#FFF0C2", "font_color": "#5C4400"},
    {"bg_color": "#E4E7EB", "font_color": "#333A44"},
    {"bg_color": "#F7CFC6", "font_color": "#6B1D0E"},
    {"bg_color": "#FFFFFF", "font_color": "#4A5A8C", "italic": True},
)
_VALUE_COLOURS: Mapping[str, Mapping[str, Any]] = {
    "positive": _GOOD,
    "broad": _BEST,
    "specific": _GOOD,
    "incidental": _MIDDLE,
    "mixed": _MIDDLE,
    "negative": _BAD,
    "none": _LOW,
    "emerging": _GOOD,
    "stable": _LOW,
    "declining": _BAD,
    "in": _GOOD,
    "out": _LOW,
    "yes": _GOOD,
    "no": _LOW,
    "unknown": _OPEN,
}
_OUTCOME_COLOURS: Mapping[str, Mapping[str, Any]] = {"met": _GOOD, "not_met": _BAD, "unknown": _OPEN}
_CATEGORY_COLOURS = ("#0B4F6C", "#2A7F9E", "#8FC9DB", "#D6EBF2", "#EFEFEF")
"""From the best category to the last, going on with the last one where there are more."""


def as_workbook(classification: Classification, codes: Sequence[str], since: Comparison | None = None) -> bytes:
    """The markets with these codes, and what moved since an earlier state, as the bytes of an .xlsx file.

    Raises ImportError without XlsxWriter.
    """
    from xlsxwriter import Workbook

    memory = io.BytesIO()
    with Workbook(memory, {"in_memory": True}) as workbook:
        _Writer(workbook, classification).write(sheets(classification, codes, since))
    return memory.getvalue()


class _Writer:
    """Writes sheets into one workbook."""

    def __init__(self, workbook: Workbook, classification: Classification) -> None:
        self._workbook = workbook
        self._classification = classification
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._title = in_language(classification.criteria.title, selected())
        self._as_of = date_text(classification.as_of)
        criteria = classification.criteria
        self._places = {one: place for place, one in enumerate(criteria.outcomes)}
        for category in criteria.categories:
            # A category with variants has the colour of the first of them.
            self._places.setdefault(category.id, self._places[category.outcomes[0]])

    def write(self, content: Sequence[Sheet]) -> None:
        self._workbook.set_size(2400, 1400)
        self._workbook.set_properties(
            {
                "title": self._title,
                "subject": _("Markets by category, as of {day}").format(day=self._as_of),
                # The day of the list and not that of the writing: the same list gives the same file.
                "created": datetime.combine(self._classification.as_of, time()),
            }
        )
        for sheet in content:
            self._sheet(sheet)
        self._about(content)

    def _format(self, properties: Mapping[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(dict(properties))
        return self._formats[key]

    def _sheet(self, sheet: Sheet) -> None:
        page = self._workbook.add_worksheet(sheet.title)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            upright = (
                {"rotation": 90, "valign": "bottom", "align": "center"} if column.upright else {"valign": "bottom"}
            )
            page.write_string(0, number, column.heading, self._format(_HEADING | upright))
        headings = [column.heading for column in sheet.columns]
        turned_any = any(column.upright for column in sheet.columns)
        page.set_row(0, _UPRIGHT_HEIGHT if turned_any else _height(headings, sheet.columns))
        for number, row in enumerate(sheet.rows, start=1):
            page.set_row(number, _height(row, sheet.columns))
            for place, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
                self._cell(page, number, place, cell, column)
        last = len(sheet.rows)
        page.freeze_panes(1, sheet.in_sight)
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
        for number, column in enumerate(sheet.columns):
            self._colour(page, number, last, column)
        self._prepare_print(page, sheet)

    def _cell(self, page: Worksheet, row: int, place: int, cell: Cell, column: Column) -> None:
        top: dict[str, Any] = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": "#C9D0D9"}
        if column.upright or column.colours == "category":
            top |= {"align": "center"}
        match cell:
            case None:
                page.write_blank(row, place, None, self._format(top))
            case Day(text):
                self._day(page, row, place, text, top)
            case Amount(value, decimals):
                number_format = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
                page.write_number(row, place, value, self._format(top | {"num_format": number_format}))
            case Share(value):
                page.write_number(row, place, value, self._format(top | {"num_format": "0%"}))
            case CountOf():
                page.write_formula(row, place, _counting(cell, row), self._format(top | {"bold": True}), cell.value)
            case Link(url):
                self._link(page, row, place, url, top)
            case int():
                page.write_number(row, place, cell, self._format(top | {"num_format": "0"}))
            case str():
                page.write_string(row, place, cell[:_LONGEST_TEXT], self._format(top))

    def _day(self, page: Worksheet, row: int, place: int, text: str, top: Mapping[str, Any]) -> None:
        """A real date, shown as precisely as it is known, with the names of months in the language in use."""
        day = first_day(text)
        if day is None:
            page.write_string(row, place, value_word(text), self._format(top))
            return
        if day.year < 1900:  # before the first day that a sheet can count
            page.write_string(row, place, text, self._format(top))
            return
        language = "[$-413]" if selected() == "nl" else "[$-809]"
        shown = language + ("yyyy", "mmm yyyy", "d mmm yyyy")[text.count("-")]
        form = self._format({**top, "num_format": shown, "align": "left"})
        page.write_datetime(row, place, datetime.combine(day, time()), form)

    def _link(self, page: Worksheet, row: int, place: int, url: str, top: Mapping[str, Any]) -> None:
        if url.startswith(("https://", "http://")) and len(url) <= _LONGEST_ADDRESS:
            page.write_url(row, place, url, self._format({**top, "font_color": "#0B4F9E", "underline": 1}))
        else:
            page.write_string(row, place, url[:_LONGEST_TEXT], self._format(top))

    def _colour(self, page: Worksheet, place: int, last: int, column: Column) -> None:
        for word, look in self._colours(column.colours):
            page.conditional_format(
                1,
                place,
                max(last, 1),
                place,
                {"type": "cell", "criteria": "==", "value": _quoted(word), "format": self._format(look)},
            )

    def _colours(self, what: str | None) -> Iterable[tuple[str, Mapping[str, Any]]]:
        if what == "value":
            return [(value_word(value), look) for value, look in _VALUE_COLOURS.items()]
        if what == "outcome":
            return [(outcome_word(outcome), look) for outcome, look in _OUTCOME_COLOURS.items()]
        if what == "category":
            return [(category_word(one), _category_look(place)) for one, place in self._places.items()]
        return []

    def _prepare_print(self, page: Worksheet, sheet: Sheet) -> None:
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.repeat_columns(0, sheet.in_sight - 1)
        as_of = _("As of {day}").format(day=self._as_of)
        page.set_header(f"&L&B{_plain(self._title)}&R{_plain(as_of)}")
        page.set_footer(f"&L{_plain(sheet.title)}&R&P / &N")

    def _about(self, content: Sequence[Sheet]) -> None:
        """The last sheet: what this is, how many markets each category has, and what the other sheets hold."""
        from hhmonitor import __version__

        criteria = self._classification.criteria
        page = self._workbook.add_worksheet(_("About"))
        page.set_column(0, 0, 22)
        page.set_column(1, 1, 70, self._format({"text_wrap": True, "valign": "top"}))
        page.set_column(2, 2, 10)
        wrapped = self._format({"text_wrap": True, "valign": "top"})
        bold = self._format({"bold": True, "valign": "top"})
        page.write_string(0, 0, self._title, self._format({"bold": True, "font_size": 14}))
        source = criteria.source
        facts = [
            (_("Criteria"), criteria.id),
            (_("As of"), self._as_of),
            (_("Source"), in_language(source.title, selected()) if source else ""),
            (_("Made by"), f"hhmonitor {__version__}"),
        ]
        for row, (name, text) in enumerate(facts, start=2):
            page.write_string(row, 0, name, bold)
            page.write_string(row, 1, text, wrapped)
        row = len(facts) + 3
        row = self._totals(page, row, content[0])
        for number, sheet in enumerate(content):
            page.write_url(row + number, 0, f"internal:{_quoted(sheet.title, chr(39))}!A1", string=sheet.title)
            page.write_string(row + number, 1, sheet.about, wrapped)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)

    def _totals(self, page: Worksheet, row: int, listed: Sheet) -> int:
        """The number of markets in each category, counted on the list itself; returns the row after it."""
        criteria = self._classification.criteria
        heading = self._format(_HEADING)
        for place, text in enumerate((_("Category"), _("Name"), _("Markets"))):
            page.write_string(row, place, text, heading)
        last = len(listed.rows) + 1
        for number, category in enumerate((*criteria.outcomes, "none")):
            row += 1
            word = category_word(category)
            count = sum(cells[0] == word for cells in listed.rows)
            look = _category_look(number) if category in criteria.outcomes else {}
            page.write_string(row, 0, word, self._format({**look, "align": "center", "valign": "top"}))
            page.write_string(row, 1, category_label(criteria, category))
            cells_counted = f"{_quoted(listed.title, chr(39))}!$A$2:$A${last}"
            page.write_formula(row, 2, f"=COUNTIF({cells_counted},{_quoted(word)})", None, count)
        return row + 2


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """The height of a row in which every text shows in full, as far as a row can be high.

    Not every program works it out by itself on opening a file.
    """
    texts = ((cell, column.width) for cell, column in zip(row, columns, strict=True) if isinstance(cell, str))
    lines = (sum(max(1, ceil(len(line) / width)) for line in text.split("\n")) for text, width in texts)
    return min(_HIGHEST, _LINE_HEIGHT * max(lines, default=1))


def _category_look(place: int) -> Mapping[str, Any]:
    colour = _CATEGORY_COLOURS[min(place, len(_CATEGORY_COLOURS) - 1)]
    return {"bg_color": colour, "font_color": "#FFFFFF" if place < 2 else "#10202B", "bold": True}


def _counting(count: CountOf, row: int) -> str:
    from xlsxwriter.utility import xl_range

    cells = xl_range(row, count.first, row, count.last)
    return "=" + "+".join(f"COUNTIF({cells},{_quoted(word)})" for word in count.words)


def _quoted(text: str, mark: str = '"') -> str:
    """A text between quotation marks, as formulas have it."""
    return mark + text.replace(mark, mark * 2) + mark


def _plain(text: str) -> str:
    """A text as it stands in a header, where & begins an instruction."""
    return text.replace("&", "&&")
