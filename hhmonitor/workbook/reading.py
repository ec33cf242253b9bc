"""A form that came back: its cells by the line and the column that they stand in, and what it was made from.

Read by openpyxl, after a look at its size. What a program that saved it did with its looks, its order or its names of
sheets makes no difference; lines that are gone, that stand twice or that are not the form's own are told.
"""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hhmonitor.findings import Finding, Place
from hhmonitor.statistics import Unreadable
from hhmonitor.statistics.workbook import DAMAGED, is_old_workbook, is_workbook, sheet_names
from hhmonitor.workbook.kinds import Content
from hhmonitor.workbook.layout import MarketState
from hhmonitor.workbook.making import LINES, MADE_FROM, NO_LINE, START, VERSION

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DATA_FROM = 3
"""The first row of what the files said on the hidden sheet."""

_WIDEST, _MOST_BLANK = 200, 500
"""Columns of a sheet that are looked at, and blank lines after which it is taken to have ended."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a cell stands: the sheet and the cell, as ``JP!C7``."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"

    @property
    def place(self) -> Place:
        """The same as the place of a finding."""
        return Place(str(self))


@dataclass(frozen=True)
class Filled:
    """A form that came back.

    ``cells`` holds those that are the form's own, empty ones too, by the name of their line and the key of their
    column; ``lines`` where each line stands; ``foreign`` the sheets that are not of the form.
    """

    language: str
    criteria: str
    table: bool
    fingerprint: str
    markets: tuple[MarketState, ...]
    cells: Mapping[tuple[str, str], tuple[Address, Content | None]]
    lines: Mapping[str, Address]
    foreign: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_form(path: Path) -> Filled:
    """Read the form at a path. Raises Unreadable where it is none, and ModuleNotFoundError without openpyxl."""
    from openpyxl import load_workbook

    name = path.name
    _check(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what openpyxl leaves out, which is nobody's concern here
            workbook = load_workbook(path, keep_links=False)
    except Exception:  # whatever a damaged workbook makes openpyxl stumble over
        raise Unreadable(Finding("HH901", Place(name))) from None
    hidden = next((sheet for sheet in workbook.worksheets if _text(sheet, 1, 1) == MADE_FROM), None)
    if hidden is None:
        raise Unreadable(Finding("HH901", Place(name)))
    if _text(hidden, 1, 2) != str(VERSION):
        raise Unreadable(Finding("HH902", Place(name)))
    try:
        markets = tuple(_states(hidden))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable(Finding("HH901", Place(name))) from None
    reader = _Reader()
    foreign = []
    for sheet in workbook.worksheets:
        if _text(sheet, 1, 1) == LINES:
            reader.read(sheet)
        elif _text(sheet, 1, 1) not in (START, MADE_FROM):
            foreign.append(str(sheet.title))
    language = "nl" if _text(hidden, 1, 3) == "nl" else "en"
    table = _text(hidden, 1, 5) == "table"
    return Filled(
        language,
        _text(hidden, 1, 4),
        table,
        _text(hidden, 1, 6),
        markets,
        reader.cells,
        reader.lines,
        tuple(foreign),
        tuple(reader.findings),
    )


def _check(path: Path) -> None:
    """Raise Unreadable where a file is no workbook, or one beyond what is read."""
    if path.exists() and not path.is_file():  # a pipe would be waited for without end
        raise Unreadable(Finding("HH901", Place(path.name)))
    try:
        with path.open("rb") as file:
            beginning = file.read(8)
        if is_old_workbook(beginning) or not is_workbook(path):
            raise Unreadable(Finding("HH901", Place(path.name)))
    except (zipfile.BadZipFile, ValueError):
        raise Unreadable(Finding("HH901", Place(path.name))) from None
    except OSError:
        raise Unreadable(Finding("HH105", Place(path.name))) from None
    try:
        sheet_names(path)
    except DAMAGED:
        raise Unreadable(Finding("HH901", Place(path.name))) from None


def _states(hidden: Worksheet) -> Iterator[MarketState]:
    """What the files of the markets said when the form was made."""
    for row in range(_DATA_FROM, _DATA_FROM + int(_text(hidden, 2, 1))):
        pieces = (_text(hidden, row, column) for column in range(4, hidden.max_column + 1))
        data = json.loads("".join(pieces))
        for one in data.get("indicators", {}).values():
            one["values"] = {int(year): value for year, value in one["values"].items()}
        yield MarketState(_text(hidden, row, 2), data, _text(hidden, row, 3) == "new")


class _Reader:
    """Gathers the cells of the sheets of a form."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str], tuple[Address, Content | None]] = {}
        self.lines: dict[str, Address] = {}
        self.findings: list[Finding] = []

    def read(self, sheet: Worksheet) -> None:
        """One sheet, line by line."""
        keys = {column: _text(sheet, 1, column) for column in range(2, min(sheet.max_column, _WIDEST) + 1)}
        blank = 0
        for row in range(2, sheet.max_row + 1):
            name = _text(sheet, row, 1)
            cells = {key: sheet.cell(row, column) for column, key in keys.items() if key}
            first = Address(str(sheet.title), f"B{row}")
            blank = 0 if name or any(cell.value for cell in cells.values()) else blank + 1
            if blank > _MOST_BLANK:  # the rest was given a look, down to where a sheet ends
                break
            if name == NO_LINE or blank:
                continue
            if not name:
                self._strange(sheet, cells.values())
                continue
            if name in self.lines:
                self.findings.append(Finding("HH905", first.place, {"place": str(self.lines[name])}))
                continue
            self.lines[name] = first
            for key, cell in cells.items():
                self.cells[name, key] = (Address(str(sheet.title), cell.coordinate), _content(cell))

    def _strange(self, sheet: Worksheet, cells: Iterable[Any]) -> None:
        """Tell what was written on a line that the form does not have."""
        for cell in cells:
            content = _content(cell)
            if content is not None:
                place = Address(str(sheet.title), cell.coordinate).place
                self.findings.append(Finding("HH904", place, {"value": content.text[:60]}))
                return


def _content(cell: Any) -> Content | None:
    """What stands in a cell; none where it is empty or holds blanks alone."""
    value = cell.value
    if cell.data_type in ("f", "e"):
        text = value if isinstance(value, str) else getattr(value, "text", None) or str(value)
        return Content(text, formula=True)
    if value is None or not isinstance(value, str | int | float | bool | date):
        return None
    content = Content(value, percent="%" in str(cell.number_format) and not isinstance(value, str))
    return content if content.text else None


def _text(sheet: Worksheet, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    return "" if value is None else str(value)
