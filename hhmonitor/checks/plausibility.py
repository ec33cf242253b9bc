"""Figures that are hard to believe: in the tables as they stand, and in what an import brings in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from hhmonitor.checks.declaring import CRITERIA, ERROR, PUBLICATION, WARNING, Code, Text, check
from hhmonitor.checks.looks import FigureTables, Imported, Standing
from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.language import mark as _m
from hhmonitor.project.figures import COMMON, PRIVATE, Row, read_rows
from hhmonitor.project.figures import TABLE as TABLE_FILE

if TYPE_CHECKING:
    from hhmonitor.model.criteria import Indicator
    from hhmonitor.project import Project
    from hhmonitor.questions.figure_update import Update
    from hhmonitor.statistics import Harvest

DECLARED = (
    Code(
        "HH621",
        WARNING,
        _m(
            "{indicator} of {market} leaps from {first} in {earlier} to {second} in {later}, by more than a "
            "factor of three"
        ),
        file=PUBLICATION,
        title=Text("Figure that leaps", "Cijfer dat verspringt"),
        why=Text(
            "A figure that triples within a year is seldom true; mostly a unit or a row has slipped.",
            "Een cijfer dat in een jaar verdrievoudigt, klopt zelden; meestal is een eenheid of een rij verschoven.",
        ),
        mend=Text(
            "Look the figure up with its publisher; if it holds, nothing need be done.",
            "Zoek het cijfer bij de uitgever na; klopt het, dan hoeft er niets te gebeuren.",
        ),
        wrong=(
            "market,indicator,year,value,source\nJP,population,2018,126000000,who\nJP,population,2019,1260000000,who"
        ),
        right=(
            "market,indicator,year,value,source\nJP,population,2018,126000000,who\nJP,population,2019,126200000,who"
        ),
    ),
    Code(
        "HH622",
        ERROR,
        _m("{indicator} of {market} in {year} is {value}, above 100 ({unit})"),
        file=PUBLICATION,
        title=Text("Percentage above 100", "Percentage boven de 100"),
        why=Text(
            "A share of a whole cannot be more than the whole.",
            "Een aandeel in een geheel kan niet groter zijn dan het geheel.",
        ),
        mend=Text(
            "Correct the figure, or its unit.",
            "Verbeter het cijfer, of de eenheid.",
        ),
        wrong=("market,indicator,year,value,source\nJP,population_65_plus_pct,2018,280,who"),
        right=("market,indicator,year,value,source\nJP,population_65_plus_pct,2018,28,who"),
    ),
    Code(
        "HH623",
        ERROR,
        _m("{indicator} of {market} in {year} is negative: {value}"),
        file=PUBLICATION,
        title=Text("Negative figure", "Negatief cijfer"),
        why=Text(
            "None of the indicators can be less than nothing.",
            "Geen van de indicatoren kan minder dan niets zijn.",
        ),
        mend=Text(
            "Correct the figure.",
            "Verbeter het cijfer.",
        ),
        wrong=("market,indicator,year,value,source\nJP,population,2018,-126000000,who"),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH624",
        ERROR,
        _m("the unit of {series} seems to have changed: its name, “{name}”, does not hold “{unit}”"),
        file=PUBLICATION,
        title=Text("Unit of a series that changed", "Reeks met een andere eenheid"),
        why=Text(
            (
                "A series whose name no longer holds its unit may have changed it: dollars become local money, and "
                "every market moves."
            ),
            (
                "Een reeks waarvan de naam de eenheid niet meer noemt, kan een andere hebben gekregen: dollars "
                "worden lokaal geld, en elke markt verschuift."
            ),
        ),
        mend=Text(
            "Look at the publisher's description of the series; take the series in the right unit.",
            "Bekijk de beschrijving van de reeks bij de uitgever; neem de reeks in de juiste eenheid.",
        ),
        wrong=(
            '[{"page":1,"pages":1,"lastupdated":"2024-06-28"},[{"indicator":{"id":"NY.GDP.MKTP.CD",'
            '"value":"GDP (current LCU)"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date":"2018",'
            '"value":5000000000000}]]'
        ),
        right=(
            '[{"page":1,"pages":1,"lastupdated":"2024-06-28"},[{"indicator":{"id":"NY.GDP.MKTP.CD",'
            '"value":"GDP (current US$)"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date":"2018",'
            '"value":5000000000000}]]'
        ),
    ),
    Code(
        "HH625",
        ERROR,
        _m(
            "the unit of {indicator} seems to have changed: {count} revised figures are about {factor} times "
            "what they were"
        ),
        file=PUBLICATION,
        title=Text("Revised figures of another size", "Herziene cijfers van een andere orde"),
        why=Text(
            "When all figures of the past change by one factor, not the world has changed but the unit.",
            (
                "Als alle cijfers uit het verleden met dezelfde factor veranderen, is niet de wereld veranderd "
                "maar de eenheid."
            ),
        ),
        mend=Text(
            "Look at the publisher's description; convert the figures, or change the unit in the criteria with them.",
            "Bekijk de beschrijving bij de uitgever; reken de cijfers om, of wijzig de eenheid in de criteria mee.",
        ),
        wrong=(
            "market,indicator,year,value,source\n"
            "JP,population,2016,126500,who\n"
            "JP,population,2017,126300,who\n"
            "JP,population,2018,126000,who"
        ),
        right=(
            "market,indicator,year,value,source\n"
            "JP,population,2016,126500000,who\n"
            "JP,population,2017,126300000,who\n"
            "JP,population,2018,126000000,who"
        ),
        also={
            "countries/figures/indicators.csv": (
                "market,indicator,year,value,source\n"
                "JP,population,2016,126500000,who\n"
                "JP,population,2017,126300000,who\n"
                "JP,population,2018,126000000,who\n"
            )
        },
    ),
    Code(
        "HH626",
        ERROR,
        _m("the criteria have {indicator} in “{ours}”, and the series is in “{unit}”"),
        file=CRITERIA,
        title=Text("Another unit than the criteria have", "Een andere eenheid dan in de criteria"),
        why=Text(
            "Figures in another unit than the criteria count in would be held against the wrong bounds.",
            (
                "Cijfers in een andere eenheid dan waarin de criteria rekenen, zouden langs de verkeerde grenzen "
                "worden gelegd."
            ),
        ),
        mend=Text(
            "Take the series in the unit of the criteria, or change unit and bounds there together.",
            "Neem de reeks in de eenheid van de criteria, of wijzig daar eenheid en grenzen samen.",
        ),
        wrong=(
            "indicators:\n"
            "  health_expenditure_per_capita_usd: {unit: USD}\n"
            "  population: {unit: people}\n"
            "  health_expenditure_total_usd: {unit: USD, product_of: [health_expenditure_per_capita_usd, "
            "population]}\n"
            "  gdp_usd: {unit: EUR}"
        ),
        right=(
            "indicators:\n"
            "  health_expenditure_per_capita_usd: {unit: USD}\n"
            "  population: {unit: people}\n"
            "  health_expenditure_total_usd: {unit: USD, product_of: [health_expenditure_per_capita_usd, "
            "population]}\n"
            "  gdp_usd: {unit: USD}"
        ),
        imports=(
            '[{"page":1,"pages":1,"lastupdated":"2024-06-28"},[{"indicator":{"id":"NY.GDP.MKTP.CD",'
            '"value":"GDP (current US$)"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date":"2018",'
            '"value":5000000000000}]]'
        ),
    ),
)

JUMP = 3
"""From one year to the next a figure does not become more than so many times as large, or as small."""

_ENOUGH = 3
"""Revisions from which on their middle one says something of the whole series."""

_BOUNDED = ("%", "0-100")


@check(Imported)
def doubts(look: Imported) -> Iterator[Finding]:
    """What is hard to believe of the figures that an update brings in, each at its place in the publisher's file."""
    from hhmonitor.statistics import TABLE as OWN_TABLE

    update, indicators = look.update, look.indicators
    series = _by_series(update.rows)
    placed = {
        (change.row.market, change.row.indicator, change.row.year): change.place
        for change in update.changes
        if change.after is not None and change.place is not None
    }
    for harvest in look.harvests:
        if harvest.publisher != OWN_TABLE:
            yield from _units(harvest, indicators)
        elif harvest.source not in look.sources:
            yield from _undescribed(harvest)
    levels = dict(_levels(update))
    yield from levels.values()
    for change in update.changes:
        if change.after is not None and change.place is not None and change.kind != "confirmed":
            yield from _bounds(change.after, indicators, change.place)
            # Where a whole series is in another unit, each of its figures leaps.
            if change.after.indicator not in levels:
                yield from _jumps(change.after, series[change.after[:2]], change.place, placed)


@check(Standing)
def impossible(look: Standing) -> Iterator[Finding]:
    """What cannot be in the tables of a project as they stand, each at its row."""
    for row, place in placed_rows(look.classification.project):
        yield from _bounds(row, look.classification.criteria.indicators, place)


@check(FigureTables)
def leaps(look: FigureTables) -> Iterator[Finding]:
    """The leaps from year to year in the tables of a project as they stand, each at its row."""
    placed = list(placed_rows(look.project))
    series = _by_series(row for row, _place in placed)
    places = {row[:3]: place for row, place in placed}
    for row, place in placed:
        yield from _jumps(row, series[row[:2]], place, places)


def placed_rows(project: Project) -> Iterator[tuple[Row, Place]]:
    """The rows of both tables with their places."""
    for folder in (COMMON, PRIVATE):
        file = f"{folder}/{TABLE_FILE}"
        for line, row in enumerate(read_rows(project.root.path / file), start=2):
            yield row, Place(file, span=Span(Position(line, 1), Position(line, 1)))


def _by_series(rows: Iterable[Row]) -> dict[tuple[str, ...], dict[int, float]]:
    found: dict[tuple[str, ...], dict[int, float]] = {}
    for row in rows:
        found.setdefault(row[:2], {})[row.year] = float(row.value)
    return found


def _bounds(row: Row, indicators: Mapping[str, Indicator], place: Place) -> Iterator[Finding]:
    value = float(row.value)
    unit = indicators[row.indicator].unit if row.indicator in indicators else ""
    if value < 0:
        yield Finding("HH623", place, _details(row))
    if value > 100 and (unit.startswith(_BOUNDED) or unit.endswith(_BOUNDED)):
        yield Finding("HH622", place, _details(row) | {"unit": unit})


def _jumps(
    row: Row, series: Mapping[int, float], place: Place, changed: Mapping[tuple[str, str, int], Place | None]
) -> Iterator[Finding]:
    """The leap from the year before, and to the year after where that one is not looked at by itself."""
    for earlier, later in ((row.year - 1, row.year), (row.year, row.year + 1)):
        if earlier not in series or later not in series:
            continue
        if later != row.year and (row.market, row.indicator, later) in changed:
            continue
        first, second = series[earlier], series[later]
        if min(first, second) > 0 and max(first, second) > JUMP * min(first, second):
            details = {"earlier": str(earlier), "first": f"{first:g}", "later": str(later), "second": f"{second:g}"}
            yield Finding("HH621", place, _details(row) | details)


def _undescribed(harvest: Harvest) -> Iterator[Finding]:
    """A source that a table in our own form names, and that is described nowhere."""
    for (market, year), taken in list(harvest.figures.items())[:1]:
        details = {"source": harvest.source, "market": market, "indicator": harvest.indicator, "year": str(year)}
        yield Finding("HH323", taken.place, details)


def _units(harvest: Harvest, indicators: Mapping[str, Indicator]) -> Iterator[Finding]:
    """Whether the publisher's name of the series, and the criteria, have the unit that the series is known to have."""
    place = Place(next(iter(harvest.files), ""))
    if harvest.named and harvest.name and harvest.named.casefold() not in harvest.name.casefold():
        details = {"series": harvest.code, "name": harvest.name, "unit": harvest.named}
        yield Finding("HH624", place, details)
    ours = indicators[harvest.indicator].unit
    if ours != harvest.unit:
        yield Finding("HH626", place, {"indicator": harvest.indicator, "ours": ours, "unit": harvest.unit})


def _levels(update: Update) -> Iterator[tuple[str, Finding]]:
    """The indicators of which the revisions taken together look like another unit."""
    from statistics import median

    ratios: dict[str, list[float]] = {}
    first: dict[str, Place | None] = {}
    for change in update.changes:
        if change.before is None or change.after is None:
            continue
        old, new = float(change.before.value), float(change.after.value)
        if old > 0 and new > 0:
            ratios.setdefault(change.row.indicator, []).append(new / old)
            first.setdefault(change.row.indicator, change.place)
    for indicator, found in ratios.items():
        middle = median(found)
        if len(found) >= _ENOUGH and not 1 / JUMP <= middle <= JUMP:
            details = {"indicator": indicator, "factor": f"{middle:g}", "count": str(len(found))}
            yield indicator, Finding("HH625", first[indicator] or Place(""), details)


def _details(row: Row) -> dict[str, str]:
    return {"market": row.market, "indicator": row.indicator, "year": str(row.year), "value": row.value}
