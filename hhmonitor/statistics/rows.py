"""The rows of a table, one after the other, whatever they are read from."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TextIO

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.statistics.limits import LONGEST_ROW
from hhmonitor.statistics.unreadable import Unreadable


class Rows(Protocol):
    """Rows with anything in them; ``line`` is where the one that was given last ends, from 1."""

    @property
    def line(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


RowOpener = Callable[[], AbstractContextManager[Rows]]
"""Opens a table anew, from its beginning."""


class CsvRows:
    """The rows of a table in CSV.

    Raises Unreadable where a row breaks off between quotation marks, or goes on for longer than a row can be.
    """

    def __init__(self, text: TextIO, file: str) -> None:
        self._text = text
        self._file = file
        self._length = 0
        self._begins = 1
        self._rows = csv.reader(iter(self._next_line, ""), strict=True)

    @property
    def line(self) -> int:
        return self._rows.line_num

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        while True:
            self._begins, self._length = self._rows.line_num + 1, 0
            try:
                row = next(self._rows)
            except csv.Error:
                # The reader of tables gives up by itself on a cell that is longer than its own limit.
                code = "HH631" if self._length > csv.field_size_limit() else "HH612"
                raise self._unreadable(code) from None
            if row:
                return row

    def _next_line(self) -> str:
        line = self._text.readline(LONGEST_ROW + 1)
        self._length += len(line)
        if self._length > LONGEST_ROW:
            raise self._unreadable("HH631")
        return line

    def _unreadable(self, code: str) -> Unreadable:
        line = self._begins if code == "HH631" else max(self._rows.line_num, 1)
        details = {"limit": str(LONGEST_ROW)} if code == "HH631" else {}
        return Unreadable(Finding(code, Place(self._file, span=Span(Position(line, 1), Position(line, 1))), details))


@contextmanager
def csv_rows(open_text: Callable[[], TextIO], file: str) -> Iterator[Rows]:
    """The rows of a text in CSV, which is closed in the end."""
    with open_text() as text:
        yield CsvRows(text, file)
