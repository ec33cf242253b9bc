"""Which file is what, found out from its content."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from hhmonitor.findings import Finding, Place
from hhmonitor.statistics.answers import OtherForm, answer_in
from hhmonitor.statistics.limits import check_archive
from hhmonitor.statistics.metadata import Metadata, is_metadata, read_metadata
from hhmonitor.statistics.observation import Publication, issue_day
from hhmonitor.statistics.rows import RowOpener, csv_rows
from hhmonitor.statistics.tables import (
    BY_SERIES_FORMS,
    DATA_BANK,
    LONG_FORMS,
    WIDE_FORMS,
    read_by_series,
    read_long,
    read_wide,
    year_columns,
)
from hhmonitor.statistics.unreadable import Unreadable
from hhmonitor.statistics.workbook import DAMAGED, is_old_workbook, is_workbook, sheet_file, sheet_names, sheet_rows

_HEAD = 1 << 16
_TAIL = 1 << 11
_FIRST_ROWS = 10
_AMERICAN_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Content:
    """A file, or one inside a zip: what it is called, and how it is opened.

    The day on which it was put into the zip says nothing of when its figures were issued.
    """

    file: str
    open_bytes: Callable[[], BinaryIO]

    def open_text(self) -> io.TextIOWrapper:
        """The text from its beginning. Old files are not all in UTF-8; what suffers is the name of a country."""
        with self.open_bytes() as content:
            start = content.read(2)
        encoding = "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        return io.TextIOWrapper(self.open_bytes(), encoding=encoding, errors="replace", newline="")

    def head(self) -> str:
        """The first part of the text."""
        with self.open_text() as text:
            return text.read(_HEAD)

    def tail(self) -> str:
        """The last part of the text."""
        with self.open_bytes() as content:
            content.seek(max(0, content.seek(0, io.SEEK_END) - _TAIL))
            return content.read().decode("utf-8", errors="replace")

    def table(self) -> Table:
        """The file as a table, which it may be."""
        return Table(self.file, _first_rows(self.head()), partial(csv_rows, self.open_text, self.file), self.tail)


@dataclass(frozen=True, slots=True)
class Table:
    """A file, or a sheet of a workbook, as a table: what it is called, its first rows, how it is opened, its end."""

    file: str
    first: Sequence[Sequence[str]]
    open_rows: RowOpener
    end: Callable[[], str]


class _NothingKnown(Unreadable):
    """A file is none that is known."""

    @classmethod
    def beginning(cls, file: str, beginning: str) -> _NothingKnown:
        """Of a file that begins so."""
        return cls(Finding("HH611", Place(file), {"found": " ".join(beginning.split())[:60]}))


def publications(path: Path) -> Iterator[Publication]:
    """The publications in a file, or in the zip or workbook that it is, each to be read before the next is asked for.

    Metadata is read along and is no publication itself. Raises Unreadable where the file cannot be opened, where it is
    larger than such a file can be, or where there is nothing in it that is known; and ModuleNotFoundError where it is a
    workbook and openpyxl is missing.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # A device may give bytes without end, and a pipe cannot be read twice.
            raise Unreadable(Finding("HH108", Place(str(path))))
        if zipfile.is_zipfile(path):
            yield from _in_workbook(path) if is_workbook(path) else _in_zip(path)
        else:
            content = Content(str(path), partial(_open, path))
            beside = [Content(str(one), partial(_open, one)) for one in _metadata_beside(path)]
            yield from _recognised(content, read_metadata([one.table().open_rows for one in beside]))
    except zlib.error:
        raise Unreadable(Finding("HH612", Place(str(path)))) from None
    except DAMAGED as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(Finding("HH610", Place(str(path)), {"reason": reason})) from None


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _in_workbook(path: Path) -> Iterator[Publication]:
    names = sheet_names(path)
    tables = [_sheet(path, name) for name in names]
    metadata = read_metadata(one.open_rows for one in tables if is_metadata(one.first))
    found = [publication for one in tables if (publication := _table(one, metadata)) is not None]
    if not found and not any(is_metadata(one.first) for one in tables):
        raise _NothingKnown.beginning(str(path), ", ".join(names))
    for publication in found:
        publication.form = publication.form.replace("CSV", "workbook")
        yield publication


def _sheet(path: Path, name: str) -> Table:
    open_rows = partial(sheet_rows, path, name)
    with open_rows() as rows:
        first = [[cell.strip() for cell in row] for row in islice(rows, _FIRST_ROWS)]
    return Table(sheet_file(path, name), first, open_rows, partial(_end_of_sheet, open_rows))


def _end_of_sheet(open_rows: RowOpener) -> str:
    with open_rows() as rows:
        return "\n".join(" ".join(row) for row in deque(rows, _FIRST_ROWS))


def _in_zip(path: Path) -> Iterator[Publication]:
    with zipfile.ZipFile(path) as archive:
        check_archive(str(path), archive.infolist())
        contents = [
            Content(f"{path}/{member.filename}", partial(_open_member, archive, member))
            for member in archive.infolist()
            if not member.is_dir()
        ]
        tables = (one.table() for one in contents)
        metadata = read_metadata(one.open_rows for one in tables if is_metadata(one.first))
        found = False
        for content in contents:
            # What else lies in a zip, such as a note to the reader, is nobody's concern unless it is all there is.
            with suppress(_NothingKnown) if len(contents) > 1 else nullcontext():
                for publication in _recognised(content, metadata):
                    found = True
                    yield publication
        if not found:
            raise _NothingKnown.beginning(str(path), ", ".join(one.file.rpartition("/")[2] for one in contents))


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    return cast(BinaryIO, archive.open(member))


def _metadata_beside(path: Path) -> list[Path]:
    """The files that the World Bank puts beside a table, where they still lie there."""
    names = [f"Metadata_Country_{path.name}", f"Metadata_Indicator_{path.name}"]
    if path.name.upper().startswith("WDI"):
        names += ["WDICountry.csv", "WDISeries.csv"]
    return [path.parent / name for name in names if (path.parent / name).is_file()]


def _recognised(content: Content, metadata: Metadata) -> Iterator[Publication]:
    """The publication that a file is; none for metadata. Raises Unreadable for what is neither."""
    with content.open_bytes() as file:
        if is_old_workbook(file.read(8)):
            raise _NothingKnown(Finding("HH638", Place(content.file)))
    head = content.head()
    try:
        answer = answer_in(head, cut=len(head) == _HEAD)
    except OtherForm as other:
        details = {"publisher": other.publisher, "lacks": other.lacks}
        raise _NothingKnown(Finding("HH637", Place(content.file), details)) from None
    if answer is not None:
        yield Publication(content.file, answer.publisher, answer.form, partial(answer.read, content.open_text))
        return
    table = content.table()
    publication = _table(table, metadata)
    if publication is not None:
        yield publication
    elif not is_metadata(table.first):
        raise _NothingKnown.beginning(content.file, head)


def _table(table: Table, metadata: Metadata) -> Publication | None:
    for row in table.first:
        for wide in WIDE_FORMS:
            if wide.columns <= set(row) and year_columns(row):
                read = partial(read_wide, wide, table.open_rows)
                vintage = _last_updated(table.first) or (_last_updated_below(table) if wide is DATA_BANK else "")
                return Publication(table.file, "world_bank", wide.form, read, vintage, metadata)
        for by_series in BY_SERIES_FORMS:
            if by_series.columns <= set(row) and by_series.series(row):
                read = partial(read_by_series, by_series, table.open_rows)
                vintage = _last_updated_below(table) if by_series.titled else ""
                return Publication(table.file, by_series.publisher, by_series.form, read, vintage, metadata)
        for long in LONG_FORMS:
            if long.columns <= set(row):
                read = partial(read_long, long, table.open_rows)
                return Publication(table.file, long.publisher, long.form, read, metadata=metadata)
    return None


def _first_rows(head: str) -> list[list[str]]:
    """The first rows of a table, those of a preamble among them; none where it is no table."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline="")):
            rows.append([cell.strip() for cell in row])
            if len(rows) == _FIRST_ROWS:
                break
    except csv.Error:
        pass
    return rows


def _last_updated(rows: Sequence[Sequence[str]]) -> str:
    """The day in the preamble of a bulk file."""
    return next((issue_day(row[1]) for row in rows if len(row) > 1 and row[0] == "Last Updated Date"), "")


def _last_updated_below(table: Table) -> str:
    """The day under a table of the DataBank, which writes it as Americans do."""
    match = _AMERICAN_DATE.search(table.end().rpartition("Last Updated:")[2])
    return issue_day(f"{match[3]}-{match[1]}-{match[2]}") if match else ""
