"""A form written as a workbook, by XlsxWriter. The same form gives the same bytes.

What may be filled in has a light ground and is free; everything else is locked, without a password. A word that is not
on a list cannot be entered. On a sheet that nobody sees stand the words of the lists and what the files said.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from hhmonitor.forms._palette import DEEP, QUIET, RULE, VALUES, WHITE
from hhmonitor.language import _, selected
from hhmonitor.workbook.content import stated
from hhmonitor.workbook.kinds import LONGEST, Amount, Choice, Datum, Kind, References, Tick, Year, entry
from hhmonitor.workbook.layout import Caption, Column, Layout, Line, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HIDDEN = "hhmonitor"
"""The title of the sheet that nobody sees."""

START, LINES, MADE_FROM = "hhmonitor start", "hhmonitor lines", "hhmonitor form"
"""What stands, unseen, in the first cell of the first sheet, of one with lines, and of the hidden one."""

VERSION = 1
"""The version of how a form is written; one of another version is not read."""

NO_LINE = "-"
"""What stands in the place of its name at a line that is about nothing."""

PIECE = 30_000
"""Characters of what the files said that one cell of the hidden sheet holds."""

_MOMENT = datetime(2020, 1, 1)
_LONGEST_MESSAGE, _LONGEST_HEAD = 255, 32
_LINE_HEIGHT, _HIGHEST, _UPRIGHT = 15, 390, 205
_A4 = 9
_PAPER = "FFFBEF"
_KEYS, _HEADING, _ABOUT, _TITLES, _FIRST = range(5)
"""The rows of a sheet: the hidden one with the keys of the columns, two of words, the titles, the first line."""

_STEPS, _CONTENTS, _WIDE = 3, 10, 92
"""The rows of the first sheet under which stand what to do and the sheets there are; its widest column."""

_TEXT = "@"
_FREE = {
    "bg_color": f"#{_PAPER}",
    "border": 1,
    "border_color": f"#{RULE}",
    "valign": "top",
    "text_wrap": True,
    "locked": False,
}
_LOCKED = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": f"#{RULE}"}
_CAPTION = {"bold": True, "font_color": f"#{DEEP}", "bottom": 2, "bottom_color": f"#{DEEP}", "valign": "bottom"}
_TITLE = {"bold": True, "font_color": f"#{WHITE}", "bg_color": f"#{DEEP}", "text_wrap": True, "valign": "vcenter"}


def make_form(layout: Layout, made_on: str) -> bytes:
    """The form as the bytes of an .xlsx file, in the language in use; ``made_on`` is the day that it tells."""
    from xlsxwriter import Workbook

    memory = io.BytesIO()
    with Workbook(memory, {"in_memory": True}) as workbook:
        _Maker(workbook, layout, made_on).make()
    return memory.getvalue()


class _Maker:
    """Writes one form."""

    def __init__(self, workbook: Workbook, layout: Layout, made_on: str) -> None:
        self._workbook, self._layout, self._made_on = workbook, layout, made_on
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._sources: dict[str, str] = {}

    def make(self) -> None:
        """Write every sheet: the first one, those of the layout, and the hidden one."""
        self._workbook.set_size(2400, 1400)
        self._workbook.set_properties({"title": _("Form of hhmonitor"), "created": _MOMENT})
        start = self._workbook.add_worksheet(_("Start"))
        pages = [(self._workbook.add_worksheet(sheet.title), sheet) for sheet in self._layout.sheets]
        hidden = self._workbook.add_worksheet(HIDDEN)
        for page, sheet in pages:
            self._place_sources(page, sheet)
        for page, sheet in pages:
            self._sheet(page, sheet)
        self._hidden(hidden)
        self._start(start)
        start.activate()

    def _format(self, properties: Mapping[str, Any], **more: Any) -> Format:
        every = {**properties, **more}
        key = tuple(sorted(every.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(every)
        return self._formats[key]

    # The first sheet

    def _start(self, page: Worksheet) -> None:
        """What to do, in five lines, and which sheets there are."""
        page.hide_gridlines(2)
        page.set_row(_KEYS, None, None, {"hidden": True})
        page.write_string(_KEYS, 0, START)
        for place, width in enumerate((3, 5, _WIDE)):
            page.set_column(place, place, width)
        deep = {"bold": True, "font_color": f"#{DEEP}"}
        title = _("Markets for life sciences and health: a form to fill in")
        page.write_string(1, 1, title, self._format(deep, font_size=18))
        page.set_row(1, 28)
        said = _("It shows what is on file on {day}, under the criteria {criteria}.")
        told = said.format(day=self._made_on, criteria=self._layout.criteria.id)
        page.write_string(2, 1, told, self._format({"font_color": f"#{QUIET}"}))
        for number, line in enumerate(_five_lines(), start=1):
            row = _STEPS + number
            page.write_number(row, 1, number, self._format(deep, font_size=14, valign="top", align="center"))
            page.write_string(row, 2, line, self._format({"text_wrap": True, "valign": "top"}))
            page.set_row(row, _LINE_HEIGHT * _rows_of(line, _WIDE) + 6)
        page.write_string(_CONTENTS, 1, _("In this form"), self._format(_CAPTION))
        page.write_blank(_CONTENTS, 2, None, self._format(_CAPTION))
        link = self._format({"font_color": f"#{DEEP}", "underline": 1, "text_wrap": True, "valign": "top"})
        for row, sheet in enumerate(self._layout.sheets, start=_CONTENTS + 1):
            said = sheet.heading if sheet.market else f"{sheet.title}: {sheet.about}"
            page.write_url(row, 2, f"internal:'{sheet.title}'!A1", link, string=_cut(said, _LONGEST_MESSAGE))
            page.set_row(row, _LINE_HEIGHT * _rows_of(said, _WIDE) + 3)
        self._protect(page)
        self._prepare_print(page, landscape=False)

    # The sheets with lines

    def _sheet(self, page: Worksheet, sheet: Sheet) -> None:
        page.hide_gridlines(2)
        page.set_row(_KEYS, None, None, {"hidden": True})
        page.set_column(0, 0, None, None, {"hidden": True})
        page.write_string(_KEYS, 0, LINES)
        page.write_string(
            _HEADING, 1, sheet.heading, self._format({"bold": True, "font_size": 16, "font_color": f"#{DEEP}"})
        )
        page.set_row(_HEADING, 24)
        page.write_string(_ABOUT, 1, sheet.about, self._format({"font_color": f"#{QUIET}"}))
        for row in (_HEADING, _ABOUT, _TITLES):
            page.write_string(row, 0, NO_LINE)
        turned = any(column.upright for column in sheet.columns)
        page.set_row(_TITLES, _UPRIGHT if turned else 24)
        for place, column in enumerate(sheet.columns, start=1):
            page.set_column(place, place, column.width)
            page.write_string(_KEYS, place, column.key)
            look = (
                {"rotation": 90, "align": "center", "valign": "bottom"}
                if column.upright
                else {"valign": "bottom" if turned else "vcenter"}
            )
            page.write_string(_TITLES, place, column.title, self._format(_TITLE, **look))
        for row, line in enumerate(sheet.lines, start=_FIRST):
            if isinstance(line, Caption):
                self._caption(page, row, line, len(sheet.columns))
            else:
                self._line(page, row, line, sheet.columns)
        page.freeze_panes(_FIRST, _fixed_columns(sheet.columns))
        self._colour(page, sheet)
        self._protect(page)
        self._prepare_print(page, landscape=True)
        page.repeat_rows(_TITLES)

    def _caption(self, page: Worksheet, row: int, caption: Caption, width: int) -> None:
        page.write_string(row, 0, NO_LINE)
        page.set_row(row, 26)
        page.write_string(row, 1, caption.text, self._format(_CAPTION))
        for place in range(2, width + 1):
            page.write_blank(row, place, None, self._format(_CAPTION))

    def _line(self, page: Worksheet, row: int, line: Line, columns: Sequence[Column]) -> None:
        page.write_string(row, 0, line.name)
        heights = [_rows_of(line.label, 31)]  # it is bold
        for place, column in enumerate(columns, start=1):
            field = line.fields.get(column.key)
            if field is None:
                said = {"": line.label, "market": line.market}.get(column.key, "")
                page.write_string(row, place, said, self._format(_LOCKED, bold=column.key == ""))
                continue
            shown = shown_in(field.kind, self._stated(line, field.path))
            fixed = field.fixed or len(str(shown)) > LONGEST
            if column.key == "id":
                shown = str(field.path[-1])
            elif column.key == "indicator" and fixed:
                shown = str(field.kind.shown(str(field.path[-1])))
            elif column.key == "year" and fixed:
                shown = Year().shown(field.path[-1])
            look = _LOCKED if fixed else _FREE
            self._write(page, row, place, shown, self._format(look, **_look_of(field.kind)))
            heights.append(_rows_of(str(shown), column.width))
            if not fixed:
                self._validate(page, row, place, field.kind, field.help, line)
        page.set_row(row, min(_HIGHEST, _LINE_HEIGHT * max(heights) + 3))

    def _stated(self, line: Line, path: Any) -> Datum:
        return stated(self._layout.state(line.market).data, path)

    def _write(self, page: Worksheet, row: int, place: int, shown: str | float, look: Format) -> None:
        if shown == "":
            page.write_blank(row, place, None, look)
        elif isinstance(shown, str):
            page.write_string(row, place, shown, look)
        else:
            page.write_number(row, place, shown, look)

    def _validate(self, page: Worksheet, row: int, place: int, kind: Kind, told: str, line: Line) -> None:
        """What may be entered in a cell, and the help that shows when one stands in it."""
        rule: dict[str, Any] = {"validate": "any"}
        if isinstance(kind, Choice):
            rule = {
                "validate": "list",
                "source": self._list(kind.words.values()),
                **_stop(_("Choose a word from the list.")),
            }
        elif isinstance(kind, Tick):
            rule = {"validate": "list", "source": self._list(["x"]), **_stop(_("An x, or nothing."))}
        elif isinstance(kind, References):
            rule = {"validate": "list", "source": self._sources[line.market], "show_error": False}
        elif isinstance(kind, Year):
            rule = {
                "validate": "integer",
                "criteria": "between",
                "minimum": 1900,
                "maximum": 2100,
                **_stop(_("A year of four digits.")),
            }
        elif isinstance(kind, Amount):
            rule = {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -1e18,
                "maximum": 1e18,
                **_stop(_("A number, without words.")),
            }
        head = line.label if line.label != line.market else ""
        messages = (
            {"input_title": _cut(head, _LONGEST_HEAD), "input_message": _cut(told, _LONGEST_MESSAGE)} if told else {}
        )
        page.data_validation(row, place, row, place, rule | messages)

    def _list(self, words: Iterable[str]) -> str:
        """Where the words of a list stand on the hidden sheet."""
        key = tuple(words)
        if key not in self._lists:
            first = _LISTS + sum(len(one) for one in self._lists)
            self._lists[key] = f"='{HIDDEN}'!$A${first + 1}:$A${first + len(key)}"
        return self._lists[key]

    def _place_sources(self, page: Worksheet, sheet: Sheet) -> None:
        """Where the sources of each market stand to be chosen from: in a hidden column beside their lines."""
        rows: dict[str, list[int]] = {}
        for row, line in enumerate(sheet.lines, start=_FIRST):
            if isinstance(line, Line) and "id" in line.fields:
                rows.setdefault(line.market, []).append(row)
        if not rows:
            return
        beside = len(sheet.columns) + 1
        place = {column.key: chr(ord("A") + number) for number, column in enumerate(sheet.columns, start=1)}
        page.set_column(beside, beside, None, None, {"hidden": True})
        letter = chr(ord("A") + beside)
        for market, found in rows.items():
            self._sources[market] = f"='{sheet.title}'!${letter}${found[0] + 1}:${letter}${found[-1] + 1}"
        for row, line in enumerate(sheet.lines, start=_FIRST):
            if isinstance(line, Line):
                title, name = f"{place['title']}{row + 1}", f"{place['id']}{row + 1}"
                known = self._stated(line, line.fields["title"].path)
                shown = entry(str(line.key[-1]), str(known)) if known else ""
                page.write_formula(row, beside, f'=IF({title}="","",{name}&" – "&TRIM({title}))', None, shown)

    def _colour(self, page: Worksheet, sheet: Sheet) -> None:
        """Colours that follow the judgements, whatever is chosen."""
        if not sheet.columns or all(column.key != "confidence" for column in sheet.columns):
            return
        place = next(number for number, column in enumerate(sheet.columns, start=1) if column.key == "value")
        words: dict[str, str] = {}
        for line in sheet.lines:
            field = line.fields.get("value") if isinstance(line, Line) else None
            if field is not None and isinstance(field.kind, Choice):
                words |= {shown: value for value, shown in field.kind.words.items() if value in VALUES}
        for shown, value in words.items():
            colour = VALUES[value]
            look = self._format({"bg_color": f"#{colour.paper}", "font_color": f"#{colour.ink}"})
            quoted = shown.replace('"', '""')
            rule = {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": look}
            page.conditional_format(_FIRST, place, _FIRST + len(sheet.lines) - 1, place, rule)

    # The hidden sheet

    def _hidden(self, page: Worksheet) -> None:
        """What the form was made from, and the words of the lists."""
        layout = self._layout
        arrangement = "table" if layout.table else "sheets"
        about = (MADE_FROM, str(VERSION), selected(), layout.criteria.id, arrangement, layout.fingerprint)
        for place, said in enumerate(about):
            page.write_string(0, place, said)
        page.write_string(1, 0, str(len(layout.markets)))
        for row, one in enumerate(layout.markets, start=_STATES):
            said = json.dumps(one.data, ensure_ascii=True)
            page.write_string(row, 1, one.code)
            page.write_string(row, 2, "new" if one.new else "")
            for number, start in enumerate(range(0, len(said), PIECE)):
                page.write_string(row, 3 + number, said[start : start + PIECE])
        words = (word for key in self._lists for word in key)
        for row, word in enumerate(words, start=_LISTS):
            page.write_string(row, 0, word)
        page.very_hidden()
        self._protect(page)

    def _protect(self, page: Worksheet) -> None:
        page.protect("", {"format_rows": True, "format_columns": True, "select_locked_cells": True})

    def _prepare_print(self, page: Worksheet, *, landscape: bool) -> None:
        if landscape:
            page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")


_STATES, _LISTS = 2, 2
"""The first rows of what the files said, from the second column on, and of the words, in the first."""


def shown_in(kind: Kind, value: Datum) -> str | float:
    """How a datum is shown in a cell of this kind."""
    return kind.shown(value)


def _five_lines() -> Sequence[str]:
    return (
        _(
            "Fill in the light cells; the rest is locked. Where a list unfolds, choose from it; what is not known is "
            "“unknown”."
        ),
        _("Give each judgement an explanation, in one language or in both, and a source from the list."),
        _("New sources go on the empty lines of the sheet “{sources}”, before they can be chosen.").format(
            sources=_("Sources")
        ),
        _("Stand in a cell to see what belongs in it. Empty a cell to take out what it says."),
        _("Save the file and send it back: hhmonitor form take FILE.xlsx shows what would change, and writes it."),
    )


def _fixed_columns(columns: Sequence[Column]) -> int:
    """How many columns stay in sight: those that say what a line is about."""
    return 1 + sum(column.key in ("", "market", "id") for column in columns)


def _look_of(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, Amount):
        return {"num_format": "General", "align": "left"}
    if isinstance(kind, Year):
        return {"num_format": "0", "align": "left"}
    if isinstance(kind, Tick):
        return {"align": "center", "num_format": _TEXT}
    return {"num_format": _TEXT}


def _stop(told: str) -> dict[str, Any]:
    return {"error_type": "stop", "error_title": _("Not here"), "error_message": told}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _rows_of(text: str, width: int) -> int:
    """How many lines a text takes in a column; words do not quite fill them."""
    return sum(max(1, ceil(len(line) * 1.15 / width)) for line in text.split("\n"))
