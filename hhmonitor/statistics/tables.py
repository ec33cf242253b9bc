"""Tables as publishers issue them: a column for each year, a column for each series, or a row for each figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hhmonitor.findings import Finding
from hhmonitor.statistics.observation import Observation, Publication, PublisherId, Wanted, issue_day
from hhmonitor.statistics.rows import RowOpener, Rows
from hhmonitor.statistics.unreadable import Unreadable

_SERIES_COLUMN = re.compile(r"(.*) \[([A-Z0-9._]+)\]")
_YEAR_COLUMN = re.compile(r"([0-9]{4})(?: \[YR[0-9]{4}\])?")
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
class BySeriesForm:
    """A table with a column for each series and a row for each place and year.

    The title of a series' column is its name and its code where it is ``titled``, else its code alone; ``beside`` are
    columns that are no series.
    """

    form: str
    publisher: PublisherId
    year: str
    place: str
    place_name: str
    titled: bool = False
    beside: frozenset[str] = frozenset()

    @property
    def columns(self) -> set[str]:
        """The columns without which it is another table."""
        return {self.year, self.place, self.place_name, *self.beside}

    def series(self, header: Sequence[str]) -> list[tuple[int, str, str]]:
        """The columns of a header that are series, each with its code and, where it stands there, its name."""
        if not self.titled:
            known = self.columns
            return [(position, title, "") for position, title in enumerate(header) if title and title not in known]
        found = ((position, _SERIES_COLUMN.fullmatch(title)) for position, title in enumerate(header))
        return [(position, match[2], match[1]) for position, match in found if match]


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

BY_SERIES_FORMS = (
    BySeriesForm(
        form="World Bank, DataBank CSV with series as columns",
        publisher="world_bank",
        year="Time",
        place="Country Code",
        place_name="Country Name",
        titled=True,
    ),
    BySeriesForm(
        form="WHO, Global Health Expenditure Database",
        publisher="who",
        year="year",
        place="code",
        place_name="location",
        beside=frozenset({"region", "income"}),
    ),
    BySeriesForm(
        form="WHO, Global Health Expenditure Database",
        publisher="who",
        year="year",
        place="country code",
        place_name="country",
        beside=frozenset({"region (WHO)", "income group"}),
    ),
)

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


def read_wide(form: WideForm, open_rows: RowOpener, publication: Publication, wanted: Wanted) -> Iterator[Observation]:
    """The figures of a table with a column for each year, empty cells included."""
    with open_rows() as rows:
        header = _header(rows, form.columns)
        place, place_name = header.index(form.place), header.index(form.place_name)
        series, name = header.index(form.series), header.index(form.name)
        years = year_columns(header)
        # A comma that ends the header, or every row, makes no column.
        needed = max(position for position, _ in years) + 1
        for row in rows:
            if _is_trailer(row):
                continue
            if len(row) < needed:
                raise Unreadable(_broken_off(publication, rows.line))
            code = row[series].strip()
            if code not in wanted:
                publication.pass_over(code, row[name])
                continue
            shared = (code, row[name], row[place].strip(), row[place_name].strip())
            kind, line = publication.metadata.kind(shared[2]), rows.line
            for position, year in years:
                yield Observation(*shared, year, _figure(row[position]), line, kind)


def read_by_series(
    form: BySeriesForm, open_rows: RowOpener, publication: Publication, wanted: Wanted
) -> Iterator[Observation]:
    """The figures of a table with a column for each series and a row for each place and year."""
    with open_rows() as rows:
        header = _header(rows, form.columns)
        year, place, place_name = map(header.index, (form.year, form.place, form.place_name))
        series = []
        for position, code, title in form.series(header):
            name = title or publication.metadata.names.get(code, "")
            if code in wanted:
                series.append((position, code, name))
            else:
                publication.pass_over(code, name)
        for row in rows:
            if _is_trailer(row):
                continue
            if len(row) < len(header):
                raise Unreadable(_broken_off(publication, rows.line))
            shared = (row[place].strip(), row[place_name].strip(), row[year].strip())
            for position, code, name in series:
                yield Observation(code, name, *shared, _figure(row[position]), rows.line)


def read_long(form: LongForm, open_rows: RowOpener, publication: Publication, wanted: Wanted) -> Iterator[Observation]:
    """The figures of a table with a row for each."""
    with open_rows() as rows:
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
        for row in rows:
            if len(row) < needed:
                if not any(row):
                    continue
                raise Unreadable(_broken_off(publication, rows.line))
            code = series(row)
            if code.startswith("#"):  # a line of tags, which those who pass tables on put under the header
                continue
            if code not in wanted:
                publication.pass_over(code, name(row))
                continue
            yield Observation(
                code,
                name(row),
                place(row),
                place_name(row),
                year(row),
                value(row),
                rows.line,
                _KINDS.get(kind(row).casefold(), "aggregate"),
                part_of_population(part(row) for part in parts),
                issue_day(vintage(row)),
                source(row),
            )


# What WHO calls a country in its several forms; any other kind of place is several countries together.
_KINDS = {"": "", "country": "country"}

# What WHO calls the whole of a population, with and without the name of the dimension before it.
_WHOLE = frozenset({"", "BTSX", "TOTL", "YEARSALL", "ALL", "TOTAL"})


def part_of_population(codes: Iterable[str]) -> str:
    """The codes that name a part of the population, as one text; empty where all of them mean the whole."""
    return ", ".join(code for code in codes if code.upper().rpartition("_")[2] not in _WHOLE)


def _header(rows: Rows, needed: set[str]) -> list[str]:
    for row in rows:
        stripped = [cell.strip() for cell in row]
        if needed <= set(stripped):
            return stripped
    raise AssertionError("a recognised file has its header")


def _figure(cell: str) -> str:
    """A cell of the World Bank's; two points stand for no figure."""
    text = cell.strip()
    return "" if text == ".." else text


def _is_trailer(row: Sequence[str]) -> bool:
    return not any(row[1:]) and (not row[0] or row[0].startswith(_TRAILERS))


def _broken_off(publication: Publication, line: int) -> Finding:
    return Finding("HH612", publication.at(line))
