"""What publications change in a table of figures: what is new, what was revised, what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hhmonitor.findings import Finding, Place
from hhmonitor.model import first_day, in_language, last_day
from hhmonitor.model.figures import FigureSource, Publisher
from hhmonitor.project.figures import Row
from hhmonitor.statistics import TABLE, Harvest

Kind = Literal["new_year", "filled", "revised", "confirmed", "gone"]
"""A year after the newest that was there, an earlier year that was missing, a year of which the value is another one,
one of which the source alone is another one, and a figure that the publisher no longer has."""

Key = tuple[str, str, int]
"""Market, indicator and year."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that changes. ``place`` is where the new one stands in the publisher's file."""

    kind: Kind
    before: Row | None
    after: Row | None
    place: Place | None = None

    @property
    def row(self) -> Row:
        """The figure as it becomes, or was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def relative(self) -> float | None:
        """The change as a share of the old value; none where there is no old or new value, or the old one is 0."""
        if self.before is None or self.after is None or not float(self.before.value):
            return None
        return float(self.after.value) / float(self.before.value) - 1


@dataclass(frozen=True, slots=True)
class Update:
    """A table after publications were taken in, and how it differs from before.

    ``order`` is that of its indicators, ``sources`` those that it did not have and ``dropped`` those that none of its
    figures is from any more; ``superseded`` counts, by publisher and series, the figures left alone because the table
    has newer ones.
    """

    rows: tuple[Row, ...]
    order: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    sources: Mapping[str, FigureSource] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    superseded: Mapping[tuple[str, str], int] = field(default_factory=dict)


def undated(rows: Sequence[Row], harvests: Iterable[Harvest], sources: Mapping[str, FigureSource]) -> Iterator[Finding]:
    """The harvests without a day of issue: nobody can tell whether their figures are newer than those of the table.

    A table in our own form, whose sources may have no date, is only complained of where it would put a figure in the
    place of one from another source that has a date.
    """
    present = {(row.market, row.indicator, row.year): row.source for row in rows}
    for harvest in harvests:
        if harvest.vintage or (harvest.publisher == TABLE and _dated(sources, harvest.source)):
            continue
        if harvest.publisher != TABLE:
            yield Finding("HH636", Place(next(iter(harvest.files), "")), {"series": harvest.code})
            continue
        for (market, year), taken in harvest.figures.items():
            source = present.get((market, harvest.indicator, year), harvest.source)
            if source != harvest.source and _dated(sources, source):
                yield Finding("HH636", taken.place, {"series": harvest.source})
                break


def _dated(sources: Mapping[str, FigureSource], source: str) -> bool:
    return source in sources and _day(sources[source].date, last=True) is not None


def updated(
    rows: Sequence[Row],
    harvests: Iterable[Harvest],
    sources: Mapping[str, FigureSource],
    publishers: Mapping[str, Publisher],
    *,
    keep_gone: bool = False,
) -> Update:
    """The table with what was harvested in place of what is older.

    A figure takes the place of one of the same vintage or an older one, never of one that is newer. A figure of an
    older vintage of the same series that the publication no longer has is gone, unless ``keep_gone``; figures that come
    from elsewhere stay.
    """
    taking = _Taking(rows, sources, publishers)
    for harvest in sorted(harvests, key=_issued):
        taking.take(harvest)
        if harvest.whole and harvest.publisher != TABLE and not keep_gone:
            taking.drop(harvest)
    return taking.result()


def _issued(harvest: Harvest) -> date:
    return _day(harvest.vintage or None, last=False) or date.max


class _Taking:
    """A table while publications are taken in, one after the other."""

    def __init__(
        self, rows: Sequence[Row], sources: Mapping[str, FigureSource], publishers: Mapping[str, Publisher]
    ) -> None:
        self._before: dict[Key, Row] = {(row.market, row.indicator, row.year): row for row in rows}
        self._table = dict(self._before)
        self._sources = dict(sources)
        self._known = frozenset(sources)
        self._publishers = publishers
        self._places: dict[Key, Place] = {}
        self._superseded: dict[tuple[str, str], int] = {}

    def take(self, harvest: Harvest) -> None:
        source = self._source(harvest)
        vintage = self._sources[source].date if _dated(self._sources, source) else harvest.vintage or None
        for (market, year), taken in harvest.figures.items():
            key = (market, harvest.indicator, year)
            present = self._table.get(key)
            if present is not None and self._is_older(vintage, present):
                name = (harvest.publisher, harvest.code)
                self._superseded[name] = self._superseded.get(name, 0) + 1
                continue
            # Where the number is the same, it stays as it was written.
            text = present.value if present is not None and float(present.value) == taken.value else taken.text
            self._table[key] = Row(market, harvest.indicator, year, text, source)
            self._places[key] = taken.place

    def drop(self, harvest: Harvest) -> None:
        source = self._sources[self._source(harvest)]
        for key, row in list(self._table.items()):
            market, indicator, year = key
            if (
                indicator == harvest.indicator
                and market in harvest.covered
                and year in harvest.years
                and (market, year) not in harvest.figures
                and row.source in self._sources
                and self._is_of_series(self._sources[row.source], harvest)
                and not self._is_older(source.date, row)
            ):
                del self._table[key]

    def result(self) -> Update:
        newest: dict[tuple[str, str], int] = {}
        for market, indicator, year in self._before:
            newest[market, indicator] = max(year, newest.get((market, indicator), year))
        changes = [
            Change(_kind(before, after, newest), before, after, self._places.get(key))
            for key in self._before.keys() | self._table.keys()
            if (before := self._before.get(key)) != (after := self._table.get(key))
        ]
        rows = tuple(self._table.values())
        order = tuple(dict.fromkeys(row.indicator for row in (*self._before.values(), *rows)))
        changes.sort(key=lambda change: (order.index(change.row.indicator), change.row.market, change.row.year))
        used = {row.source for row in rows}
        added = {name: one for name, one in self._sources.items() if name not in self._known and name in used}
        dropped = frozenset(row.source for row in self._before.values()) - used
        return Update(rows, order, tuple(changes), added, dropped, self._superseded)

    def _source(self, harvest: Harvest) -> str:
        """The id of the source that a harvest is from, which is added where it is not there yet."""
        if harvest.publisher == TABLE:
            return harvest.source
        found = [
            name
            for name, source in self._sources.items()
            if self._is_of_series(source, harvest) and _same_day(source.date, harvest.vintage)
        ]
        if found:
            return found[0]
        name = source_id(harvest)
        self._sources[name] = new_source(harvest, self._publishers[harvest.publisher])
        return name

    def _is_of_series(self, source: FigureSource, harvest: Harvest) -> bool:
        publisher = self._publishers[harvest.publisher].title
        code = rf"(?<![\w.]){re.escape(harvest.code)}(?![\w.])"
        title = in_language(source.title, "en")
        return in_language(source.publisher, "en").startswith(publisher) and re.search(code, title) is not None

    def _is_older(self, vintage: str | None, present: Row) -> bool:
        """Whether a vintage lies wholly before that of the figure that is there; what has no date is not older."""
        source = self._sources.get(present.source)
        ours, theirs = _day(vintage, last=True), _day(source.date if source else None, last=False)
        return ours is not None and theirs is not None and ours < theirs


def _kind(before: Row | None, after: Row | None, newest: Mapping[tuple[str, str], int]) -> Kind:
    if after is None:
        return "gone"
    if before is None:
        return "new_year" if after.year > newest.get((after.market, after.indicator), -1) else "filled"
    return "revised" if float(before.value) != float(after.value) else "confirmed"


def source_id(harvest: Harvest) -> str:
    """The id of a new source: publisher, series and vintage, such as ``who_ghed_chegdp_sha2011_2025_12_10``."""
    words = (harvest.publisher, harvest.code, harvest.vintage or "undated")
    return re.sub(r"[^a-z0-9]+", "_", "_".join(words).lower())


def new_source(harvest: Harvest, publisher: Publisher) -> FigureSource:
    """What is to be kept of where figures come from."""
    return FigureSource(
        title=f"{harvest.name}, {harvest.code}" if harvest.name else harvest.code,
        publisher=f"{publisher.title}, {harvest.database or publisher.database}",
        url=(harvest.page or publisher.page).format(code=harvest.code),
        date=harvest.vintage or "unknown",
        licence=publisher.licence,
        note=harvest.origin or None,
    )


def _same_day(date_of_source: str | None, vintage: str) -> bool:
    """Whether the date of a source, which may be a month or a year, is that of a vintage."""
    first, last = _day(date_of_source, last=False), _day(date_of_source, last=True)
    day = _day(vintage or None, last=False)
    if first is None or last is None or day is None:
        return first is None and day is None
    return first <= day <= last


def _day(text: str | None, *, last: bool) -> date | None:
    try:
        return None if text is None else last_day(text) if last else first_day(text)
    except ValueError:
        return None
