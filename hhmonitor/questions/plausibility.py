"""Figures that are hard to believe, and figures that do not go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from statistics import median

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.model.criteria import Indicator
from hhmonitor.project import Project
from hhmonitor.project.figures import COMMON, PRIVATE, Row, read_rows
from hhmonitor.project.figures import TABLE as TABLE_FILE
from hhmonitor.questions.figure_update import Update
from hhmonitor.statistics import TABLE, Harvest

JUMP = 3
"""From one year to the next a figure does not become more than so many times as large, or as small."""

_ENOUGH = 3
"""Revisions from which on their middle one says something of the whole series."""

_BOUNDED = ("%", "0-100")


def doubts(
    update: Update, harvests: Iterable[Harvest], indicators: Mapping[str, Indicator], sources: Container[str] = ()
) -> list[Finding]:
    """What is hard to believe of the figures that an update brings in, each at its place in the publisher's file.

    ``sources`` are the ids that a table in our own form may name.
    """
    series = _by_series(update.rows)
    placed = {
        (change.row.market, change.row.indicator, change.row.year): change.place
        for change in update.changes
        if change.after is not None and change.place is not None
    }
    findings: list[Finding] = []
    for harvest in harvests:
        if harvest.publisher == TABLE and harvest.source not in sources:
            findings += _undescribed(harvest)
        findings += _units(harvest, indicators)
    levels = dict(_levels(update))
    findings += levels.values()
    for change in update.changes:
        if change.after is not None and change.place is not None and change.kind != "confirmed":
            findings += _bounds(change.after, indicators, change.place)
            # Where a whole series is in another unit, each of its figures leaps.
            if change.after.indicator not in levels:
                findings += _jumps(change.after, series[change.after[:2]], change.place, placed)
    return findings


def impossible(project: Project) -> list[Finding]:
    """What cannot be in the tables of a project as they stand, each at its row, and the indicators nobody knows."""
    indicators = project.criteria.indicators
    findings: list[Finding] = []
    unknown: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for row, place in _placed(project):
        findings += _bounds(row, indicators, place)
        if row.indicator not in indicators:
            unknown[row.indicator] += 1
            first.setdefault(row.indicator, place)
    for indicator, count in unknown.items():
        findings.append(Finding("HH606", first[indicator], {"indicator": indicator, "count": str(count)}))
    return findings


def leaps(project: Project) -> list[Finding]:
    """The leaps from year to year in the tables of a project as they stand, each at its row."""
    placed = list(_placed(project))
    series = _by_series(row for row, _place in placed)
    places = {row[:3]: place for row, place in placed}
    return [finding for row, place in placed for finding in _jumps(row, series[row[:2]], place, places)]


def _placed(project: Project) -> Iterator[tuple[Row, Place]]:
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
    if harvest.publisher == TABLE:
        return
    place = Place(next(iter(harvest.files), ""))
    if harvest.named and harvest.name and harvest.named.casefold() not in harvest.name.casefold():
        details = {"series": harvest.code, "name": harvest.name, "unit": harvest.named}
        yield Finding("HH624", place, details)
    ours = indicators[harvest.indicator].unit
    if ours != harvest.unit:
        yield Finding("HH626", place, {"indicator": harvest.indicator, "ours": ours, "unit": harvest.unit})


def _levels(update: Update) -> Iterator[tuple[str, Finding]]:
    """The indicators of which the revisions taken together look like another unit."""
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
