"""Tables as publishers issue them, in CSV: a column for each year or for each series, or a row for each figure."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from hhmonitor.findings import Finding
from hhmonitor.statistics.observation import Observation, Publication, PublisherId, Unreadable, Wanted

Opener = Callable[[], TextIO]
"""Opens the text of a file anew, from its beginning."""

_SERIES_COLUMN = re.compile(r"(.*) \[([A-Z0-9._]+)\]")
_YEAR_COLUMN = re.compile(r"(\d{4})(?: \[YR\d{4}\])?")
# What the World Bank's DataBank writes under its tables.
_TRAILERS = ("Data from database", "Last Updated")


@dataclass(frozen=True, slots=True)
class WideForm:
    """A table with a column for each year: the columns with the codes and names of place and series."""

    form: str
    place: str
    place_name: str
    series: str
    name: str

    @property
    def columns(self) -> set[str]:
        """The columns without which it is another table."""
        return {self.place, self.place_name, self.series, self.name}


@dataclass(frozen=True, slots=True)
class LongForm:
    """A table with a row for each figure: the column of each part of an observation, empty where there is none.

    ``kind`` is the column that says what kind of place it is, ``parts`` those that name parts of the population.
    """

    form: str
    publisher: PublisherId
    series: str
    place: str
    year: str
    value: str
    name: str = ""
    place_name: str = ""
    kind: str = ""
    parts: tuple[str, ...] = ()
    vintage: str = ""
    source: str = ""

    @property
    def columns(self) -> set[str]:
        """The columns without which it is another table."""
        return {name for name in (self.series, self.place, self.year, self.value, self.source) if name}


BULK = WideForm("World Bank, bulk CSV", "Country Code", "Country Name", "Indicator Code", "Indicator Name")
DATA_BANK = WideForm("World Bank, DataBank CSV", "Country Code", "Country Name", "Series Code", "Series Name")
WIDE_FORMS = (BULK, DATA_BANK)
BY_SERIES = "World Bank, DataBank CSV with series as columns"
BY_SERIES_COLUMNS = {"Time", "Country Name", "Country Code"}

LONG_FORMS = (
    LongForm(
        form="our own table",
        publisher="table",
        series="indicator",
        place="market",
        year="year",
        value="value",
        source="source",
    ),
    LongForm(
        form="WHO, Global Health Observatory, CSV",
        publisher="who",
        series="IndicatorCode",
        place="SpatialDimensionValueCode",
        year="TimeDim",
        value="NumericValue",
        kind="SpatialDimension",
        parts=(
            "DisaggregatingDimension1ValueCode",
            "DisaggregatingDimension2ValueCode",
            "DisaggregatingDimension3ValueCode",
        ),
        vintage="Date",
    ),
    LongForm(
        form="WHO, Global Health Observatory, CSV of the data portal",
        publisher="who",
        series="IndicatorCode",
        name="Indicator",
        place="SpatialDimValueCode",
        place_name="Location",
        year="Period",
        value="FactValueNumeric",
        kind="Location type",
        parts=("Dim1ValueCode", "Dim2ValueCode", "Dim3ValueCode"),
        vintage="DateModified",
    ),
    LongForm(
        form="WHO, Global Health Observatory, CSV of Athena",
        publisher="who",
        series="GHO (CODE)",
        name="GHO (DISPLAY)",
        place="COUNTRY (CODE)",
        place_name="COUNTRY (DISPLAY)",
        year="YEAR (DISPLAY)",
        value="Numeric",
        parts=("SEX (CODE)", "AGEGROUP (CODE)", "RESIDENCEAREATYPE (CODE)", "DIMENSION (CODE)"),
    ),
)


def year_columns(header: Sequence[str]) -> list[tuple[int, str]]:
    """The columns of a header that are years, each with its year."""
    found = ((position, _YEAR_COLUMN.fullmatch(name.strip())) for position, name in enumerate(header))
    return [(position, match[1]) for position, match in found if match]


def series_columns(header: Sequence[str]) -> list[tuple[int, str, str]]:
    """The columns of a header that are series, each with its code and name."""
    found = ((position, _SERIES_COLUMN.fullmatch(title)) for position, title in enumerate(header))
    return [(position, match[2], match[1]) for position, match in found if match]


def read_wide(form: WideForm, open_text: Opener, publication: Publication, wanted: Wanted) -> Iterator[Observation]:
    """The figures of a table with a column for each year, empty cells included."""
    with open_text() as text:
        rows = csv.reader(text, strict=True)
        header = _header(rows, form.columns)
        place, place_name = header.index(form.place), header.index(form.place_name)
        series, name = header.index(form.series), header.index(form.name)
        years = year_columns(header)
        # A comma that ends the header, or every row, makes no column.
        needed = max(position for position, _ in years) + 1
        for row in _rows(rows, publication):
            if len(row) < needed:
                if _is_trailer(row):
                    continue
                raise Unreadable(_broken_off(publication, rows.line_num))
            code = row[series].strip()
            if code not in wanted:
                publication.other_series.setdefault(code, row[name])
                continue
            shared = (code, row[name], row[place].strip(), row[place_name].strip())
            kind, line = publication.metadata.kind(shared[2]), rows.line_num
            for position, year in years:
                yield Observation(*shared, year, _figure(row[position]), line, kind)


def read_by_series(open_text: Opener, publication: Publication, wanted: Wanted) -> Iterator[Observation]:
    """The figures of a table with a column for each series and a row for each place and year."""
    with open_text() as text:
        rows = csv.reader(text, strict=True)
        header = _header(rows, BY_SERIES_COLUMNS)
        time, place, place_name = map(header.index, ("Time", "Country Code", "Country Name"))
        series = []
        for position, code, name in series_columns(header):
            if code in wanted:
                series.append((position, code, name))
            else:
                publication.other_series.setdefault(code, name)
        for row in _rows(rows, publication):
            if len(row) < len(header):
                if _is_trailer(row):
                    continue
                raise Unreadable(_broken_off(publication, rows.line_num))
            if _is_trailer(row):
                continue
            for position, code, name in series:
                value = _figure(row[position])
                yield Observation(code, name, row[place], row[place_name], row[time].strip(), value, rows.line_num)


def read_long(form: LongForm, open_text: Opener, publication: Publication, wanted: Wanted) -> Iterator[Observation]:
    """The figures of a table with a row for each."""
    with open_text() as text:
        rows = csv.reader(text, strict=True)
        header = _header(rows, form.columns)
        column = {name: position for position, name in enumerate(header)}

        def cell(name: str) -> Callable[[Sequence[str]], str]:
            position = column.get(name)
            return (lambda row: "") if position is None else (lambda row: row[position].strip())

        series, name, place, place_name = map(cell, (form.series, form.name, form.place, form.place_name))
        year, value, kind, vintage = map(cell, (form.year, form.value, form.kind, form.vintage))
        source, parts = cell(form.source), [cell(part) for part in form.parts if part in column]
        # A row that was cut off may end in the middle of a number, which then looks like one: all cells must be there.
        needed = len(header) - (not header[-1])
        for row in _rows(rows, publication):
            if len(row) < needed:
                if not any(row):
                    continue
                raise Unreadable(_broken_off(publication, rows.line_num))
            code = series(row)
            if code.startswith("#"):  # a line of tags, which those who pass tables on put under the header
                continue
            if code not in wanted:
                publication.other_series.setdefault(code, name(row))
                continue
            yield Observation(
                code,
                name(row),
                place(row),
                place_name(row),
                year(row),
                value(row),
                rows.line_num,
                _KINDS.get(kind(row).casefold(), "aggregate"),
                part_of_population(part(row) for part in parts),
                vintage(row)[:10],
                source(row),
            )


# What WHO calls a country in its several forms; any other kind of place is several countries together.
_KINDS = {"": "", "country": "country"}

# What WHO calls the whole of a population, with and without the name of the dimension before it.
_WHOLE = frozenset({"", "BTSX", "TOTL", "YEARSALL", "ALL", "TOTAL"})


def part_of_population(codes: Iterable[str]) -> str:
    """The codes that name a part of the population, as one text; empty where all of them mean the whole."""
    return ", ".join(code for code in codes if code.upper().rpartition("_")[2] not in _WHOLE)


def _header(rows: Iterator[list[str]], needed: set[str]) -> list[str]:
    for row in rows:
        stripped = [cell.strip() for cell in row]
        if needed <= set(stripped):
            return stripped
    raise AssertionError("a recognised file has its header")


def _rows(rows: Iterator[list[str]], publication: Publication) -> Iterator[list[str]]:
    """The rows with anything in them; Unreadable where a row breaks off between quotation marks."""
    try:
        yield from filter(None, rows)
    except csv.Error as error:
        raise Unreadable(_broken_off(publication, getattr(rows, "line_num", 1))) from error


def _figure(cell: str) -> str:
    """A cell of the World Bank's; two points stand for no figure."""
    text = cell.strip()
    return "" if text == ".." else text


def _is_trailer(row: Sequence[str]) -> bool:
    return not any(row[1:]) and (not row[0] or row[0].startswith(_TRAILERS))


def _broken_off(publication: Publication, line: int) -> Finding:
    return Finding("HH612", publication.at(line))
