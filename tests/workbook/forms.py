"""Forms as somebody has them on the table: made, found their way about, filled in and saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from hhmonitor.findings import DataPath
from hhmonitor.workbook.content import stated
from hhmonitor.workbook.kinds import Content
from hhmonitor.workbook.layout import Layout, line_name
from hhmonitor.workbook.reading import Address, Filled


class OnTheTable:
    """A form that was opened by another program: cells by what they are about, and saved where it came from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    @cached_property
    def _lines(self) -> dict[str, tuple[str, int]]:
        """The sheet and the row of each line as the form was made, by its name."""
        return {
            str(sheet.cell(row, 1).value): (sheet.title, row)
            for sheet in self.book.worksheets
            if sheet["A1"].value == "hhmonitor lines"
            for row in range(2, sheet.max_row + 1)
        }

    def address(self, market: str, key: str, column: str) -> tuple[str, str]:
        """The sheet and the cell of a line, such as ``health_system.reform_plans``, in a column."""
        name = [market, *(int(part) if part.isdigit() else part for part in key.split("."))]
        sheet, row = self._lines[json.dumps(name)]
        place = next(cell.column for cell in self.book[sheet][1] if cell.column > 1 and cell.value == column)
        return sheet, f"{get_column_letter(place)}{row}"

    def at(self, market: str, key: str, column: str = "value") -> str:
        """Where a cell stands, as findings name it."""
        return "!".join(self.address(market, key, column))

    def cell(self, market: str, key: str, column: str = "value") -> Any:
        """A cell."""
        sheet, cell = self.address(market, key, column)
        return self.book[sheet][cell]

    def fill(self, market: str, key: str, **values: Any) -> None:
        """Fill in cells of a line by their columns; ``title__nl`` is the column ``title.nl``."""
        for column, value in values.items():
            self.cell(market, key, column.replace("__", ".")).value = value

    def save(self) -> Path:
        """Save it as another program does."""
        self.book.save(self.path)
        return self.path


def filled(layout: Layout, values: Mapping[tuple[DataPath, str], Any]) -> Filled:
    """A form of one market as it came back, without a workbook: with other values in some cells, by line and column."""
    (market,) = layout.markets
    cells = {}
    for name, line in layout.lines.items():
        for column, field in line.fields.items():
            shown: Any = field.kind.shown(stated(layout.state(line.market).data, field.path))
            value = values.get((line.key, column), shown)
            cells[name, column] = (Address(market.code, f"{column}{line.key}"), None if value == "" else Content(value))
    assert all((line_name(market.code, key), column) in cells for key, column in values)
    lines = dict.fromkeys(layout.lines, Address(market.code, "B1"))
    return Filled("en", layout.criteria.id, False, layout.fingerprint, tuple(layout.markets), cells, lines)
