"""From a stream of observations to the figures of our markets, series by series, and an account of what was left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark
from hhmonitor.language.territories import alpha_2, territory_codes
from hhmonitor.model.figure_values import LARGEST, is_figure, is_year
from hhmonitor.statistics.catalogue import TABLE, Catalogue, Known
from hhmonitor.statistics.limits import MOST_KEPT
from hhmonitor.statistics.observation import Observation, Publication, PublisherId

# Codes that publishers used, or use, beside those of ISO 3166-1.
_OTHER_CODES: Mapping[str, str] = {
    "ADO": "AD",
    "IMY": "IM",
    "ROM": "RO",
    "TMP": "TL",
    "WBG": "PS",
    "ZAR": "CD",
}
# Places that ISO 3166-1 has no code for, and that are no aggregates all the same.
_WITHOUT_CODE = frozenset({"CHI", "KSV", "XKX"})
_AS_WRITTEN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SURELY_SMALLER = len(str(LARGEST)) - 1


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure that was taken: its value as text, in our unit, and where it stands."""

    text: str
    place: Place

    @property
    def value(self) -> float:
        """The figure as a number."""
        return float(self.text)


@dataclass(slots=True)
class Harvest:
    """The figures of one series for our markets.

    ``database`` and ``page`` are those of the series where it has some of its own. ``covered`` are the markets that the
    publication speaks of and ``years`` the years, figure or not: what is missing there the publisher does not have.
    ``whole`` is untrue where pages were missing.
    """

    publisher: PublisherId
    code: str
    indicator: str
    unit: str
    named: str | None = None
    scale: float = 1
    database: str | None = None
    page: str | None = None
    source: str = ""
    name: str = ""
    origin: str = ""
    vintages: Counter[str] = field(default_factory=Counter)
    figures: dict[tuple[str, int], Taken] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    pages: dict[int, int] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)

    @property
    def vintage(self) -> str:
        """The day of issue that most figures bear; a later mend of a few does not make another vintage."""
        return self.vintages.most_common(1)[0][0] if self.vintages else ""

    @property
    def whole(self) -> bool:
        """Whether every page was there."""
        return all(len([one for one in self.pages if one <= last]) >= last for last in set(self.pages.values()))

    @property
    def markets(self) -> set[str]:
        """The markets that there are figures of."""
        return {market for market, _year in self.figures}


@dataclass(slots=True)
class LeftOut:
    """What was not taken, and why."""

    aggregates: dict[str, None] = field(default_factory=dict)
    other_countries: dict[str, None] = field(default_factory=dict)
    other_series: dict[str, str] = field(default_factory=dict)
    parts: Counter[str] = field(default_factory=Counter)
    not_a_year: Counter[str] = field(default_factory=Counter)
    no_value: int = 0
    too_early: int = 0


@dataclass(slots=True)
class Gathering:
    """What came of reading publications."""

    harvests: list[Harvest]
    left_out: LeftOut
    forms: dict[str, str]
    findings: list[Finding]


class Collector:
    """Gathers the figures of markets out of one publication after another.

    ``markets`` are the codes of the markets wanted, ``indicators`` those that the criteria know; years before
    ``first_year`` are left out.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        markets: Collection[str],
        indicators: Collection[str],
        first_year: int | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._markets = frozenset(markets)
        self._indicators = frozenset(indicators)
        self._first_year = first_year
        self._harvests: dict[tuple[str, str, str], Harvest] = {}
        self._left_out = LeftOut()
        self._forms: dict[str, str] = {}
        self._findings: list[Finding] = []

    def read(self, publication: Publication) -> None:
        """Take what is ours out of a publication. Raises Unreadable where it breaks off."""
        wanted = self._indicators if publication.publisher == TABLE else self._wanted(publication.publisher)
        touched: dict[str, Harvest] = {}
        for observation in publication.observations(wanted):
            harvest = self._harvest(publication, observation)
            touched[observation.series] = harvest
            self._take(harvest, publication, observation)
        for harvest in touched.values():
            harvest.files[publication.file] = None
            harvest.pages[publication.page] = publication.pages
            if publication.vintage and not harvest.vintages:
                harvest.vintages[publication.vintage] = 1
        self._forms[publication.file] = publication.form
        self._left_out.other_series |= publication.other_series

    def result(self) -> Gathering:
        """Everything gathered so far."""
        return Gathering(list(self._harvests.values()), self._left_out, self._forms, self._findings)

    def _wanted(self, publisher: str) -> set[str]:
        found = ((code, self._catalogue.find(publisher, code)) for code in self._catalogue.codes(publisher))
        return {code for code, known in found if known is not None and known.indicator in self._indicators}

    def _harvest(self, publication: Publication, observation: Observation) -> Harvest:
        # Pages and files of one issue belong together; another issue of the same series stands by itself.
        issue = observation.source or publication.vintage
        key = (publication.publisher, observation.series, issue)
        found = self._harvests.get(key)
        if found is None:
            known = self._catalogue.find(publication.publisher, observation.series)
            found = self._harvests[key] = _empty(publication, observation, known)
        return found

    def _take(self, harvest: Harvest, publication: Publication, one: Observation) -> None:
        left_out = self._left_out
        market = self._market(one, publication.publisher)
        if market is None:
            return
        if one.part:
            _count(left_out.parts, one.part)
            return
        if not is_year(one.year):
            _count(left_out.not_a_year, one.year)
            return
        year = int(one.year)
        if self._first_year is not None and year < self._first_year:
            left_out.too_early += 1
            return
        harvest.covered.add(market)
        harvest.years.add(year)
        if one.vintage:
            harvest.vintages[one.vintage] += 1
        if one.value in _NO_VALUE:
            left_out.no_value += 1
            return
        text = number_text(one.value, harvest.scale)
        place = publication.at(one.line)
        if text is None:
            details = {"value": one.value[:40], "market": market, "indicator": harvest.indicator, "year": one.year}
            self._complain(Finding("HH613", place, details))
            return
        before = harvest.figures.get((market, year))
        if before is not None and before.value != float(text):
            details = {"market": market, "indicator": harvest.indicator, "year": one.year}
            details |= {"value": text, "other": before.text}
            self._complain(Finding("HH614", place, details, before.place, _OTHER_VALUE))
            return
        harvest.figures[market, year] = Taken(text, place)

    def _market(self, one: Observation, publisher: PublisherId) -> str | None:
        """The market of ours that an observation is about; none, and the place noted, where it is another."""
        if publisher == TABLE:
            code: str | None = one.place if one.place in self._markets else alpha_2(one.place)
        else:
            code = alpha_2(one.place) or _OTHER_CODES.get(one.place)
            if (
                code is None and one.place in territory_codes()
            ):  # as the World Bank's service did before it had three letters
                code = one.place
        if code in self._markets and one.kind != "aggregate":
            return code
        if one.kind == "aggregate" or (code is None and not one.kind and one.place not in _WITHOUT_CODE):
            _remember(self._left_out.aggregates, one.place_name or one.place)
        else:
            _remember(self._left_out.other_countries, code or one.place_name or one.place)
        return None

    def _complain(self, finding: Finding) -> None:
        if len(self._findings) < MOST_KEPT:
            self._findings.append(finding)


def _remember(kept: dict[str, None], name: str) -> None:
    """Keep a name; of very many the first ones."""
    if len(kept) < MOST_KEPT:
        kept[name] = None


def _count(counted: Counter[str], name: str) -> None:
    """Count a name; of very many the first ones."""
    if name in counted or len(counted) < MOST_KEPT:
        counted[name] += 1


_OTHER_VALUE = mark("the other value")
_NO_VALUE = frozenset({"", "..", "...", "NA", "N/A", "#N/A", "No data", "-"})


def _empty(publication: Publication, observation: Observation, known: Known | None) -> Harvest:
    code = observation.series
    harvest = Harvest(
        publisher=publication.publisher,
        code=code,
        indicator=code if known is None else known.indicator,
        unit="" if known is None else known.unit,
        source=observation.source,
        name=observation.name,
        origin=publication.metadata.origins.get(code, ""),
    )
    if known is not None:
        series = known.series
        harvest.name = observation.name or series.title or ""
        harvest.named, harvest.scale = series.named, series.scale
        harvest.database, harvest.page = series.database, series.page
    return harvest


def number_text(text: str, scale: float = 1) -> str | None:
    """A figure as our table writes it: the publisher's own digits where they will do; none for what is no number.

    What is larger than a figure can be is none either.
    """
    as_written = scale == 1 and _AS_WRITTEN.fullmatch(text) is not None
    if as_written and len(text) <= _SURELY_SMALLER:
        return text
    if not is_figure(text):
        return None
    if as_written:
        return text
    value = Decimal(text) * Decimal(str(scale))
    if abs(value) >= LARGEST:
        return None
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def gathered(gatherer: Collector, publications: Iterable[Publication]) -> Gathering:
    """Everything in these publications. Raises Unreadable where one breaks off."""
    for publication in publications:
        gatherer.read(publication)
    return gatherer.result()
