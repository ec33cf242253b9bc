"""What a project should be beyond what classifying needs: grounds given, sources that exist, dates that can be.

A pure look at what was read; nothing here stands in the way of a category.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from hhmonitor.findings import MAXIMUM_FINDINGS, DataPath, Finding, Place, enumerated, nearest
from hhmonitor.inputs import FigureTable
from hhmonitor.language import mark
from hhmonitor.language.territories import find_territory, territory_codes
from hhmonitor.model import Country, Criteria, Region, Statement, first_day, last_day
from hhmonitor.project.figures import COMMON, PRIVATE, SOURCES, TABLE, read_figures
from hhmonitor.project.loading import FOLDERS, Contents, read_series, read_sources, yaml_files

FIRST_YEAR = 1900
"""No figure in the field is older."""

THE_ONE_ABOVE = mark("the activity above it")
THE_BEGINNING = mark("the beginning")


def inspected(contents: Contents, today: date) -> list[Finding]:
    """Everything that can be said of a project beyond its shape, not yet located.

    ``today`` is the day after which a date lies in the future.
    """
    findings = [*_unread_files(contents)]
    markets: list[Country | Region] = [*contents.countries.values(), *contents.regions.values()]
    for market in markets:
        findings += inspected_market(market, contents.files[market.code], contents.criteria, today)
    findings += islice(_members(contents), MAXIMUM_FINDINGS)
    for criteria in contents.criteria_sets.values():
        findings += islice(_criteria(criteria, contents), MAXIMUM_FINDINGS)
    findings += islice(_figures(contents), MAXIMUM_FINDINGS)
    return findings


def inspected_market(market: Country | Region, file: str, criteria: Criteria | None, today: date) -> list[Finding]:
    """The same of one market by itself, held against the criteria where there are any."""
    return list(islice(_Inspection(market, file, criteria, today).findings(), MAXIMUM_FINDINGS))


@dataclass(frozen=True, slots=True)
class _Inspection:
    """The look at one market."""

    market: Country | Region
    file: str
    criteria: Criteria | None
    today: date

    def findings(self) -> Iterator[Finding]:
        if isinstance(self.market, Country) and self.market.code not in territory_codes():
            details = {"code": self.market.code} | _suggested(find_territory(self.market.code))
            yield self._finding("HH315", ("code",), details)
        yield from self._grounds()
        yield from self._citations()
        yield from self._order_of_activities()
        yield from self._future()
        yield from self._backwards()
        yield from self._later_sources()
        yield from self._years()
        if self.criteria is not None:
            yield from self._names(self.criteria)

    def _finding(self, code: str, path: DataPath, details: Mapping[str, str], *, on_key: bool = False) -> Finding:
        return Finding(code, Place(self.file, path, on_key=on_key), details)

    def _grounds(self) -> Iterator[Finding]:
        """A judgement says why, and on what it rests; for the trend the reason is enough."""
        for path, statement in _statements(self.market):
            if statement.stated == "unknown":
                continue
            details = {"subject": str(path[-1]), "value": statement.stated}
            if statement.rationale is None:
                yield self._finding("HH318", path, details, on_key=True)
            if not statement.sources and path != ("trend",):
                yield self._finding("HH319", path, details, on_key=True)

    def _citations(self) -> Iterator[Finding]:
        """Every source that is cited is there, and every source that is there is cited."""
        sources = self.market.sources
        cited: set[str] = set()
        for path, source in _cited(self.market):
            cited.add(source)
            if source not in sources:
                details = {"source": source, "known": enumerated(sources)}
                yield self._finding("HH316", path, details | _suggested(nearest(source, sources)))
        for source in sources:
            if source not in cited:
                yield self._finding("HH317", ("sources", source), {"source": source}, on_key=True)

    def _order_of_activities(self) -> Iterator[Finding]:
        """Newest first, as far as the precision of the dates tells; those without a date stand anywhere."""
        above: tuple[int, date] | None = None
        for position, activity in enumerate(self.market.activities):
            earliest, latest = first_day(activity.date), last_day(activity.date)
            if earliest is None or latest is None:
                continue
            if above is not None and earliest > above[1]:
                related = Place(self.file, ("activities", above[0], "date"))
                place = Place(self.file, ("activities", position, "date"))
                yield Finding("HH320", place, {"value": activity.date}, related, THE_ONE_ABOVE)
            above = (position, latest)

    def _future(self) -> Iterator[Finding]:
        """What is told as a fact has happened."""
        for path, text in _facts(self.market):
            earliest = first_day(text)
            if earliest is not None and earliest > self.today:
                yield self._finding("HH321", path, {"value": text})

    def _backwards(self) -> Iterator[Finding]:
        """What has a beginning and an end begins first."""
        decision, special = self.market.decision, self.market.special_target
        if decision is not None and decision.review_by is not None:
            yield from _backwards(
                self.file, ("decision", "date"), decision.date, ("decision", "review_by"), decision.review_by
            )
        if special is not None:
            yield from _backwards(
                self.file, ("special_target", "from"), special.since, ("special_target", "until"), special.until
            )

    def _later_sources(self) -> Iterator[Finding]:
        """A judgement does not rest on what came after the day for which it holds, unless a note says how."""
        held = last_day(self.market.reference_date) if self.market.reference_date else None
        judged = {name for _path, statement in _statements(self.market) for name in statement.sources}
        for name, source in self.market.sources.items():
            earliest = first_day(source.date) if source.date else None
            if name in judged and source.note is None and held and earliest and earliest > held:
                details = {"source": name, "date": str(source.date), "reference_date": str(self.market.reference_date)}
                yield self._finding("HH329", ("sources", name, "date"), details)

    def _years(self) -> Iterator[Finding]:
        """A figure is of a year that has begun, and not of one before there were figures."""
        for name, figures in self.market.indicators.items():
            for year in figures.values:
                if not FIRST_YEAR <= year <= self.today.year:
                    details = {
                        "year": str(year),
                        "indicator": name,
                        "first": str(FIRST_YEAR),
                        "last": str(self.today.year),
                    }
                    yield self._finding("HH326", ("indicators", name, "values", year), details, on_key=True)

    def _names(self, criteria: Criteria) -> Iterator[Finding]:
        """Themes and dimensions of activities, and items of effort, that the criteria do not know."""
        asked: list[tuple[str, DataPath, str, bool, Iterable[str]]] = []
        for position, activity in enumerate(self.market.activities):
            at = ("activities", position)
            for place, name in enumerate(activity.themes):
                asked.append(("theme", (*at, "themes", place), name, False, criteria.themes))
            for place, name in enumerate(activity.dimensions):
                asked.append(("dimension", (*at, "dimensions", place), name, False, criteria.dimensions))
        effort = dict.fromkeys(item.id for category in criteria.categories for item in category.effort)
        asked += [(mark("effort"), ("effort", name), name, True, effort) for name in self.market.effort]
        for what, path, name, on_key, known in asked:
            if name not in known:
                details = {"what": what, "name": name, "known": enumerated(known)}
                yield self._finding("HH307", path, details | _suggested(nearest(name, known)), on_key=on_key)


def _statements(market: Country | Region) -> Iterator[tuple[DataPath, Statement]]:
    """Every judgement of a market with its place."""
    for name, characteristic in market.health_system.items():
        if isinstance(characteristic, Statement):
            yield ("health_system", name), characteristic
    for name, interest in market.dimensions.items():
        yield ("dimensions", name), interest
    if market.themes != "unknown":
        for name, interest in market.themes.items():
            yield ("themes", name), interest
    if market.sector_interest is not None:
        yield ("sector_interest",), market.sector_interest
    if market.trend is not None:
        yield ("trend",), market.trend


def _cited(market: Country | Region) -> Iterator[tuple[DataPath, str]]:
    """Every place that cites a source, with the source."""
    for path, statement in _statements(market):
        for place, source in enumerate(statement.sources):
            yield (*path, "sources", place), source
    if market.attaches is not None:
        for place, source in enumerate(market.attaches.sources):
            yield ("attaches", "sources", place), source
    for place, activity in enumerate(market.activities):
        if activity.source is not None:
            yield ("activities", place, "source"), activity.source
    for name, effort in market.effort.items():
        if effort.source is not None:
            yield ("effort", name, "source"), effort.source
    for name, figures in market.indicators.items():
        yield ("indicators", name, "source"), figures.source


def _facts(market: Country | Region) -> Iterator[tuple[DataPath, str]]:
    """Every date of something that is told as a fact. Decisions may be taken for a later day."""
    if market.reference_date is not None:
        yield ("reference_date",), market.reference_date
    for position, activity in enumerate(market.activities):
        yield ("activities", position, "date"), activity.date
    if market.programme is not None and market.programme.since is not None:
        yield ("programme", "since"), market.programme.since
    for name, source in market.sources.items():
        if source.date is not None:
            yield ("sources", name, "date"), source.date


def _backwards(file: str, begins: DataPath, beginning: str, ends: DataPath, end: str) -> Iterator[Finding]:
    first, last = first_day(beginning), last_day(end)
    if first is not None and last is not None and last < first:
        details = {"value": end, "beginning": beginning}
        yield Finding("HH322", Place(file, ends), details, Place(file, begins), THE_BEGINNING)


def _members(contents: Contents) -> Iterator[Finding]:
    """A country has no category of its own, and no decision, while it is a member of a region (SEMANTICS)."""
    for region in contents.regions.values():
        for member in map(contents.countries.get, region.members):
            if member is not None:
                for key, value in (("category", member.category), ("decision", member.decision)):
                    if value is not None:
                        place = Place(contents.files[member.code], (key,), on_key=True)
                        yield Finding("HH330", place, {"key": key, "member": member.code, "region": region.code})


def _criteria(criteria: Criteria, contents: Contents) -> Iterator[Finding]:
    """A period that runs backwards, and members of lists that are no market."""
    file = contents.files[criteria.id]
    if criteria.period is not None:
        yield from _backwards(file, ("period", "from"), criteria.period.since, ("period", "to"), criteria.period.until)
    regions = {path.stem for path in yaml_files(contents.root.path / "countries/regions")}
    for name, one in criteria.priority_lists.items():
        for place, member in enumerate(one.members):
            # Where no region has been described yet, any other code may be that of one to come.
            if member not in territory_codes() | regions and (regions or len(member) == 2):
                details = {"member": member} | _suggested(find_territory(member) or nearest(member, contents.regions))
                yield Finding("HH325", Place(file, ("priority_lists", name, "members", place)), details)


def _figures(contents: Contents) -> Iterator[Finding]:
    """Every figure of either table names a source that is described, and every source described is used."""
    root = contents.root.path
    described: dict[str, str] = {}
    for folder in (COMMON, PRIVATE):
        sources, findings = read_sources(root, [folder])
        yield from findings
        described |= dict.fromkeys(sources, f"{folder}/{SOURCES}")
    yield from read_series(root)[1]
    used: set[str] = set()
    for folder in (COMMON, PRIVATE):
        file = f"{folder}/{TABLE}"
        for market, indicator, year, source in _cited_by_figures(read_figures(root / file, file).table):
            if source not in used and source not in described:
                details = {"source": source, "market": market, "indicator": indicator, "year": str(year)}
                yield Finding("HH323", Place(file), details | _suggested(nearest(source, described)))
            used.add(source)
    for source, file in described.items():
        if source not in used:
            yield Finding("HH317", Place(file, (source,), on_key=True), {"source": source})


def _cited_by_figures(table: FigureTable) -> Iterator[tuple[str, str, int, str]]:
    """Market, indicator, year and source of every figure in a table."""
    for market, by_indicator in table.items():
        for indicator, series in by_indicator.items():
            for year, (_value, source) in series.items():
                yield market, indicator, year, source


def _unread_files(contents: Contents) -> Iterator[Finding]:
    """Files that look like markets or criteria and that nothing reads: the name ends in another way."""
    root = contents.root.path
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*")):
            if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml":
                yield Finding("HH324", Place(f"{folder}/{path.name}"), {"name": f"{path.stem}.yaml"})


def _suggested(suggestion: str | None) -> dict[str, str]:
    return {"suggestion": suggestion} if suggestion else {}
