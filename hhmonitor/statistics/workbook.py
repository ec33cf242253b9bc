"""The sheets of a workbook as tables: what the World Bank and WHO give out for Excel.

Read row by row, by openpyxl, which is asked for only when there is a workbook. What openpyxl holds in memory whole,
such as the texts that cells share, has a limit of its own, and so has a row.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.statistics.limits import LARGEST_ENTRY, LONGEST_ROW, check_archive, check_entry
from hhmonitor.statistics.rows import Rows
from hhmonitor.statistics.unreadable import Unreadable

if TYPE_CHECKING:
    from openpyxl import Workbook

_SHEETS = "xl/worksheets/"
_LARGEST_PART = 64 << 20
# In a sheet a cell is some forty characters of XML around its value.
_LONGEST_ROW = 16 * LONGEST_ROW
_MOST_ROWS = 1 << 20
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s>/]")
_BLOCK = 1 << 18
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


DAMAGED = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    struct.error,
)
"""What Python raises where there is no file, or a zip in which sizes, names or checks do not fit, or a locked one."""


def is_workbook(path: Path) -> bool:
    """Whether a file that is a zip is a workbook. Raises what opening a zip raises."""
    with zipfile.ZipFile(path) as archive:
        return {"[Content_Types].xml", "xl/workbook.xml"} <= set(archive.namelist())


def is_old_workbook(beginning: bytes) -> bool:
    """Whether a file that begins so is a workbook as Excel made them before 2007, or one with a password."""
    return beginning.startswith(_OLD)


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets of a workbook, after a look at its size.

    Raises Unreadable where it is beyond the limits or damaged, and ModuleNotFoundError without openpyxl.
    """
    import openpyxl

    del openpyxl  # asked for first: without it nothing else about the workbook matters
    with zipfile.ZipFile(path) as archive:
        check_archive(str(path), archive.infolist())
        for entry in archive.infolist():
            sheet = entry.filename.startswith(_SHEETS)
            check_entry(str(path), entry, LARGEST_ENTRY if sheet else _LARGEST_PART)
            if sheet:
                _check_rows(path, archive, entry)
    with _opened(path) as workbook:
        return [sheet.title for sheet in workbook.worksheets]


def _check_rows(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Raise Unreadable where a row of a sheet, of which openpyxl holds all, is longer than a row can be."""
    length, end = 0, b""
    with archive.open(entry) as xml:
        while block := xml.read(_BLOCK):
            length = 0 if _ROW.search(end + block) else length + len(block)
            if length > _LONGEST_ROW:
                raise Unreadable(Finding("HH631", Place(f"{path}/{entry.filename}"), {"limit": str(_LONGEST_ROW)}))
            end = block[-40:]  # a mark may lie across two blocks


@contextmanager
def sheet_rows(path: Path, name: str) -> Iterator[Rows]:
    """The rows of a sheet, as text."""
    with _opened(path) as workbook:
        sheet = workbook[name]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        yield _SheetRows(sheet.iter_rows(values_only=True), sheet_file(path, name))


def sheet_file(path: Path, name: str) -> str:
    """What a sheet is called in findings and reports."""
    return f"{path}/{name}"


class _SheetRows:
    """The rows of a sheet with anything in them. Raises Unreadable where the sheet is damaged."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], file: str) -> None:
        self._rows = rows
        self._file = file
        self._width = 0
        self.line = 0

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        while True:
            try:
                row = next(self._rows)
            except StopIteration:
                raise
            except Exception:  # openpyxl lets through whatever a damaged sheet makes its parser stumble over
                raise self._damaged() from None
            self.line += 1
            if self.line > _MOST_ROWS:  # the number of a row is what the file says it is
                raise self._damaged()
            cells = [_text(cell) for cell in row]
            if any(cells):
                # A sheet leaves out the empty cells at the end of a row.
                self._width = max(self._width, len(cells))
                return cells + [""] * (self._width - len(cells))

    def _damaged(self) -> Unreadable:
        return Unreadable(Finding("HH612", Place(self._file, span=_line(max(self.line, 1)))))


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    """A workbook, read as its sheets are gone through. Raises Unreadable where it is damaged."""
    import warnings

    from openpyxl import load_workbook

    with path.open("rb") as file:  # by its name alone openpyxl would refuse one without the usual ending
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about styles and the like, which are nobody's concern here
                workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception:  # whatever a damaged workbook makes openpyxl stumble over
            raise Unreadable(Finding("HH612", Place(str(path)))) from None
        with closing(workbook):
            yield workbook


def _text(cell: object) -> str:
    """A cell as it would stand in CSV: a whole number without decimals, a moment as its day."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def _line(number: int) -> Span:
    return Span(Position(number, 1), Position(number, 1))
