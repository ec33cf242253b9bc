"""Forms as somebody has them on the table: made, found their way about, filled in and saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook


class OnTheTable:
    """A form that was opened by another program: cells by what they are about, and saved where it came from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def address(self, market: str, key: str, column: str) -> tuple[str, str]:
        """The sheet and the cell of a line, such as ``health_system.reform_plans``, in a column."""
        name = [market, *(int(part) if part.isdigit() else part for part in key.split("."))]
        for sheet in self.book.worksheets:
            if sheet["A1"].value != "hhmonitor lines":
                continue
            for row in range(2, sheet.max_row + 1):
                if sheet.cell(row, 1).value == json.dumps(name):
                    titles = {sheet.cell(1, place).value: place for place in range(2, sheet.max_column + 1)}
                    return sheet.title, sheet.cell(row, titles[column]).coordinate
        raise AssertionError(f"the form has no line {name}")

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
