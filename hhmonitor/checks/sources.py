"""Sources: each one that is cited is described, and each one that is described is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hhmonitor.checks.declaring import ERROR, FIGURES, WARNING, Code, Text, check
from hhmonitor.checks.looks import MarketFile, WholeProject
from hhmonitor.findings import DataPath, Finding, Place, Put, bare, enumerated, nearest, suggested
from hhmonitor.language import mark as _m
from hhmonitor.model import Country, Region, first_day, last_day
from hhmonitor.model.market import statements

if TYPE_CHECKING:
    from hhmonitor.inputs import FigureTable

DECLARED = (
    Code(
        "HH316",
        ERROR,
        _m("the source {source} is cited here and does not stand under sources; those are: {known}"),
        title=Text("Source cited and not described", "Bron aangehaald en niet beschreven"),
        why=Text(
            "A judgement rests on its sources; one that cannot be found supports nothing.",
            "Een oordeel rust op zijn bronnen; een bron die er niet is, draagt niets.",
        ),
        mend=Text(
            "Correct the id, or add the source under sources.",
            "Verbeter de aanduiding, of zet de bron onder sources.",
        ),
        wrong='trend: {value: stable, rationale: "A mission a year.", sources: [s99]}',
        right='trend: {value: stable, rationale: "A mission a year.", sources: [s1]}',
        mended=True,
    ),
    Code(
        "HH317",
        WARNING,
        _m("the source {source} is cited nowhere; cite it where it is used, or remove it"),
        title=Text("Source cited nowhere", "Bron die nergens wordt aangehaald"),
        why=Text(
            "A source that nothing refers to was forgotten where it was used, or is a left-over.",
            "Een bron waar niets naar verwijst, is vergeten waar hij gebruikt is, of is blijven staan.",
        ),
        mend=Text(
            "Refer to it from the judgement that rests on it, or remove it.",
            "Verwijs ernaar bij het oordeel dat erop rust, of haal hem weg.",
        ),
        wrong=('sources:\n  s1: {title: "Country page"}\n  s2: {title: "Market study"}\n  s3: {title: "Old page"}'),
        right=('sources:\n  s1: {title: "Country page"}\n  s2: {title: "Market study"}'),
    ),
    Code(
        "HH323",
        ERROR,
        _m(
            "the figures name the source “{source}”, first for {indicator} of {market} in {year}; sources.yaml "
            "does not describe it"
        ),
        file=FIGURES,
        title=Text("Source of figures not described", "Bron van cijfers niet beschreven"),
        why=Text(
            "Every figure can be traced to its publisher, its date and its licence.",
            "Elk cijfer is te herleiden tot zijn uitgever, datum en licentie.",
        ),
        mend=Text(
            "Describe the source in countries/figures/sources.yaml, or correct its id in the table.",
            "Beschrijf de bron in countries/figures/sources.yaml, of verbeter de aanduiding in de tabel.",
        ),
        wrong=("market,indicator,year,value,source\nJP,population,2018,126000000,whoo"),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH329",
        WARNING,
        _m(
            "the source {source} ({date}) is newer than the day for which it is judged "
            "({reference_date}); say in a note which earlier fact it reports, or judge anew"
        ),
        title=Text("Source newer than the judgement", "Bron nieuwer dan het oordeel"),
        why=Text(
            (
                "A judgement holds on its reference date. What was published later could not be known "
                "then, unless it reports something earlier."
            ),
            (
                "Een oordeel geldt op zijn peildatum. Wat later verscheen kon toen niet bekend zijn, "
                "tenzij het iets van eerder bericht."
            ),
        ),
        mend=Text(
            (
                "Add a note to the source that says which earlier fact it reports; or judge anew, with a "
                "later reference date."
            ),
            (
                "Zet bij de bron een note die zegt welk eerder feit zij bericht; of oordeel opnieuw, met "
                "een latere peildatum."
            ),
        ),
        wrong=(
            'reference_date: "2019-06-30"\nsources: {s: {title: Yearbook, date: '
            '"2020-03-01"}}\nsector_interest: {level: broad, rationale: r, sources: [s]}'
        ),
        right=(
            'reference_date: "2019-06-30"\nsources: {s: {title: Yearbook, date: "2020-03-01", note: It '
            "reports the fair of May 2019.}}\nsector_interest: {level: broad, rationale: r, sources: [s]}"
        ),
    ),
    Code(
        "HH346",
        WARNING,
        _m("the address of source {source} does not say how it is reached; put https:// in front of it"),
        title=Text("Address without https://", "Adres zonder https://"),
        why=Text(
            "Without https:// a program does not know that it is an address, and nobody can click on it.",
            "Zonder https:// weet een programma niet dat het een adres is, en valt er niet op te klikken.",
        ),
        mend=Text(
            "Write the address as the browser shows it, https:// included.",
            "Schrijf het adres zoals de browser het toont, met https:// ervoor.",
        ),
        wrong="sources: {s1: {title: Page, url: www.who.int/data}, s2: {title: Study}}",
        right='sources: {s1: {title: Page, url: "https://www.who.int/data"}, s2: {title: Study}}',
        mended=True,
    ),
)


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)


@check(MarketFile)
def of_markets(look: MarketFile) -> Iterator[Finding]:
    """The sources of a market's file."""
    sources = look.market.sources
    cited: set[str] = set()
    for path, source in _cited(look.market):
        cited.add(source)
        if source not in sources:
            details = {"source": source, "known": enumerated(sources)}
            same = [one for one in sources if one.casefold() == source.strip().casefold()]
            mend = Put(same[0]) if len(same) == 1 else None
            yield Finding("HH316", look.at(path), details | suggested(nearest(source, sources)), mend=mend)
    for source in sources:
        if source not in cited:
            yield Finding("HH317", look.at(("sources", source), on_key=True), {"source": source})


@check(WholeProject)
def of_figures(look: WholeProject) -> Iterator[Finding]:
    """The sources of either table of figures, and what is wrong with the files that describe them."""
    from hhmonitor.project.figures import COMMON, PRIVATE, SOURCES, TABLE, read_figures
    from hhmonitor.project.loading import read_series, read_sources

    root = look.folder
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
                yield Finding("HH323", Place(file), details | suggested(nearest(source, described)))
            used.add(source)
    for source, file in described.items():
        if source not in used:
            yield Finding("HH317", Place(file, (source,), on_key=True), {"source": source})


@check(MarketFile)
def addresses(look: MarketFile) -> Iterator[Finding]:
    """The addresses of sources can be followed."""
    for name, source in look.market.sources.items():
        if source.url is not None and not _SCHEME.match(source.url):
            address = bare(source.url)
            whole = address if _SCHEME.match(address) else f"https://{address}"
            mend = Put(whole) if _ADDRESS.fullmatch(whole) else None
            details = {"source": name} | suggested(whole)
            yield Finding("HH346", look.at(("sources", name, "url")), details, mend=mend)


@check(MarketFile)
def later_than_judged(look: MarketFile) -> Iterator[Finding]:
    """A judgement does not rest on what came after the day for which it holds, unless a note says how."""
    market = look.market
    held = last_day(market.reference_date) if market.reference_date else None
    judged = {name for _path, statement in statements(market) for name in statement.sources}
    for name, source in market.sources.items():
        earliest = first_day(source.date) if source.date else None
        if name in judged and source.note is None and held and earliest and earliest > held:
            details = {"source": name, "date": str(source.date), "reference_date": str(market.reference_date)}
            yield Finding("HH329", look.at(("sources", name, "date")), details)


def _cited(market: Country | Region) -> Iterator[tuple[DataPath, str]]:
    """Every place that cites a source, with the source."""
    for path, statement in statements(market):
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


def _cited_by_figures(table: FigureTable) -> Iterator[tuple[str, str, int, str]]:
    """Market, indicator, year and source of every figure in a table."""
    for market, by_indicator in table.items():
        for indicator, series in by_indicator.items():
            for year, (_value, source) in series.items():
                yield market, indicator, year, source
