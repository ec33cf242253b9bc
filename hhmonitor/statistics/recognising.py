"""Which file is what, found out from its content."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from hhmonitor.findings import Finding, Place
from hhmonitor.statistics.answers import WHO_ANSWER, WORLD_BANK_ANSWER, read_who, read_world_bank
from hhmonitor.statistics.metadata import Metadata, is_metadata, read_metadata
from hhmonitor.statistics.observation import Publication, Unreadable
from hhmonitor.statistics.tables import (
    BY_SERIES,
    BY_SERIES_COLUMNS,
    DATA_BANK,
    LONG_FORMS,
    WIDE_FORMS,
    read_by_series,
    read_long,
    read_wide,
    series_columns,
    year_columns,
)

_HEAD = 1 << 16
_TAIL = 1 << 11
_AMERICAN_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Content:
    """A file, or one inside a zip: what it is called, how it is opened, and the day it was put into the zip."""

    file: str
    open_bytes: Callable[[], BinaryIO]
    packed_on: str = ""

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


class _NothingKnown(Unreadable):
    """A file is none that is known; ``beginning`` is how it begins."""

    def __init__(self, file: str, beginning: str) -> None:
        super().__init__(Finding("HH611", Place(file), {"found": " ".join(beginning.split())[:60]}))


def publications(path: Path) -> Iterator[Publication]:
    """The publications in a file, or in the zip that it is, each to be read before the next one is asked for.

    Metadata is read along and is no publication itself. Raises Unreadable where the file cannot be opened, or where
    there is nothing in it that is known.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # A device may give bytes without end, and a pipe cannot be read twice.
            raise Unreadable(Finding("HH108", Place(str(path))))
        if zipfile.is_zipfile(path):
            yield from _in_zip(path)
        else:
            content = Content(str(path), partial(_open, path))
            beside = [Content(str(one), partial(_open, one)) for one in _metadata_beside(path)]
            yield from _recognised(content, read_metadata([one.open_text for one in beside]))
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(Finding("HH610", Place(str(path)), {"reason": reason})) from None


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _in_zip(path: Path) -> Iterator[Publication]:
    with zipfile.ZipFile(path) as archive:
        contents = [
            Content(f"{path}/{member.filename}", partial(_open_member, archive, member), _packed_on(member))
            for member in archive.infolist()
            if not member.is_dir()
        ]
        metadata = read_metadata(one.open_text for one in contents if is_metadata(_first_rows(one.head())))
        found = False
        for content in contents:
            # What else lies in a zip, such as a note to the reader, is nobody's concern unless it is all there is.
            with suppress(_NothingKnown):
                for publication in _recognised(content, metadata):
                    found = True
                    yield publication
        if not found:
            raise _NothingKnown(str(path), ", ".join(one.file.rpartition("/")[2] for one in contents))


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    return cast(BinaryIO, archive.open(member))


def _packed_on(member: zipfile.ZipInfo) -> str:
    year, month, day = member.date_time[:3]
    # A zip written by a program often bears the day on which the counting of days in zips begins.
    return "" if year == 1980 else f"{year:04}-{month:02}-{day:02}"


def _metadata_beside(path: Path) -> list[Path]:
    """The files that the World Bank puts beside a table, where they still lie there."""
    names = [f"Metadata_Country_{path.name}", f"Metadata_Indicator_{path.name}"]
    if path.name.upper().startswith("WDI"):
        names += ["WDICountry.csv", "WDISeries.csv"]
    return [path.parent / name for name in names if (path.parent / name).is_file()]


def _recognised(content: Content, metadata: Metadata) -> Iterator[Publication]:
    """The publication that a file is; none for metadata. Raises Unreadable for what is neither."""
    head = content.head()
    start = head.lstrip()[:1]
    if start == "[" and "," in head:
        yield Publication(content.file, "world_bank", WORLD_BANK_ANSWER, partial(read_world_bank, content.open_text))
    elif start == "{" and ('"value"' in head or '"error"' in head):
        yield Publication(content.file, "who", WHO_ANSWER, partial(read_who, content.open_text))
    else:
        rows = _first_rows(head)
        table = _table(content, rows, metadata)
        if table is not None:
            yield table
        elif not is_metadata(rows):
            raise _NothingKnown(content.file, head)


def _table(content: Content, rows: Sequence[Sequence[str]], metadata: Metadata) -> Publication | None:
    for row in rows:
        for wide in WIDE_FORMS:
            if wide.columns <= set(row) and year_columns(row):
                read = partial(read_wide, wide, content.open_text)
                vintage = _last_updated(rows) or (_last_updated_below(content) if wide is DATA_BANK else "")
                vintage = vintage or content.packed_on
                return Publication(content.file, "world_bank", wide.form, read, vintage, metadata)
        if set(row) >= BY_SERIES_COLUMNS and series_columns(row):
            read = partial(read_by_series, content.open_text)
            vintage = _last_updated_below(content) or content.packed_on
            return Publication(content.file, "world_bank", BY_SERIES, read, vintage, metadata)
        for long in LONG_FORMS:
            if long.columns <= set(row):
                read = partial(read_long, long, content.open_text)
                return Publication(content.file, long.publisher, long.form, read, metadata=metadata)
    return None


def _first_rows(head: str) -> list[list[str]]:
    """The first rows of a table, those of a preamble among them; none where it is no table."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline="")):
            rows.append([cell.strip() for cell in row])
            if len(rows) == 10:
                break
    except csv.Error:
        pass
    return rows


def _last_updated(rows: Sequence[Sequence[str]]) -> str:
    """The day in the preamble of a bulk file."""
    for row in rows:
        if len(row) > 1 and row[0] == "Last Updated Date" and _DAY.fullmatch(row[1]):
            return row[1]
    return ""


def _last_updated_below(content: Content) -> str:
    """The day under a table of the DataBank, which writes it as Americans do."""
    match = _AMERICAN_DATE.search(content.tail().rpartition("Last Updated:")[2])
    return f"{match[3]}-{match[1]}-{match[2]}" if match else ""
