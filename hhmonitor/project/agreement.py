"""Whether the market files agree with the criteria and with each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path

from hhmonitor.findings import MAXIMUM_FINDINGS, DataPath, Finding, Place, enumerated, nearest
from hhmonitor.inputs import FigureTable
from hhmonitor.language import mark
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.project.criteria_names import NO_CATEGORY
from hhmonitor.project.figures import place_of_figure

FIRST_REGION = mark("a member there already")


def disagreements(
    criteria: Criteria,
    countries: Mapping[str, Country],
    regions: Mapping[str, Region],
    files: Mapping[str, str],
    present: Collection[str],
) -> list[Finding]:
    """What makes it impossible to classify: names the criteria do not know, inputs missing, members without a file.

    ``present`` are the countries that have a file, in order or not.
    """
    findings: list[Finding] = []
    for country in countries.values():
        findings += islice(_names(criteria, country, files[country.code]), MAXIMUM_FINDINGS)
        findings += _completeness(criteria, country, files[country.code])
    for region in regions.values():
        findings += islice(_names(criteria, region, files[region.code]), MAXIMUM_FINDINGS)
    findings += islice(_membership(present, regions, files), MAXIMUM_FINDINGS)
    return findings


def _names(criteria: Criteria, market: Country | Region, file: str) -> Iterator[Finding]:
    """Names in a market file that the criteria do not know."""

    def unknown(
        what: str, path: DataPath, name: str, known: Collection[str], *, on_key: bool = True
    ) -> Iterator[Finding]:
        if name in known:
            return
        details = {"what": what, "name": name, "known": enumerated(known)}
        suggestion = nearest(name, known)
        if suggestion:
            details["suggestion"] = suggestion
        yield Finding("HH307", Place(file, path, on_key=on_key), details)

    for name in market.health_system:
        yield from unknown(mark("characteristic"), ("health_system", name), name, criteria.health_system)
    for name in market.dimensions:
        yield from unknown(mark("dimension"), ("dimensions", name), name, criteria.dimensions)
    if market.themes != "unknown":
        for name in market.themes:
            yield from unknown(mark("theme"), ("themes", name), name, criteria.themes)
    for name in market.attaches.by_kind if market.attaches else ():
        yield from unknown(mark("attaché"), ("attaches", name), name, criteria.attaches)
    for name in market.indicators:
        yield from unknown(mark("indicator"), ("indicators", name), name, criteria.indicators)
    if market.category is not None:
        yield from unknown(mark("category"), ("category",), market.category, criteria.outcomes, on_key=False)
    if market.decision is not None:
        known = (*criteria.outcomes, NO_CATEGORY)
        yield from unknown(mark("category"), ("decision", "category"), market.decision.category, known, on_key=False)


def _completeness(criteria: Criteria, country: Country, file: str) -> Iterator[Finding]:
    """Every characteristic and every dimension is there, if only as unknown."""
    for group, present, asked in (
        ("health_system", country.health_system, criteria.health_system),
        ("dimensions", country.dimensions, criteria.dimensions),
    ):
        for name in asked:
            if name not in present:
                yield Finding("HH202", Place(file, (group,), on_key=True), {"key": name, "subject": group})
    for name, stated in country.health_system.items():
        definition = criteria.health_system.get(name)
        if stated == "indicators" and definition is not None and definition.positive_when is None:
            yield Finding("HH308", Place(file, ("health_system", name)), {"subject": name})


def _membership(present: Collection[str], regions: Mapping[str, Region], files: Mapping[str, str]) -> Iterator[Finding]:
    """Every member has a file, and is a member of one region, once."""
    first: dict[str, Place] = {}
    for region in regions.values():
        for place_in_list, member in enumerate(region.members):
            place = Place(files[region.code], ("members", place_in_list))
            if member not in present:
                details = {"member": member}
                suggestion = nearest(member, present)
                yield Finding("HH309", place, details | ({"suggestion": suggestion} if suggestion else {}))
            if member in first:
                yield Finding("HH310", place, {"member": member}, first[member], FIRST_REGION)
            first.setdefault(member, place)


def negative_factors(
    root: Path,
    criteria: Criteria,
    table: FigureTable,
    countries: Mapping[str, Country],
    regions: Mapping[str, Region],
    files: Mapping[str, str],
) -> Iterator[Finding]:
    """Figures below nought that a product is made of: it is reckoned with that they are not."""
    factors = {factor for one in criteria.indicators.values() for factor in one.product_of}

    def finding(place: Place, market: str, indicator: str, year: int, value: float) -> Finding:
        details = {"market": market, "indicator": indicator, "year": str(year), "value": f"{value:g}"}
        return Finding("HH623", place, details)

    for market, indicators in table.items():
        for indicator in factors.intersection(indicators):
            for year, (value, _source) in indicators[indicator].items():
                if value < 0:
                    place = place_of_figure(root, market, indicator, year) or Place("")
                    yield finding(place, market, indicator, year, value)
    for one in (*countries.values(), *regions.values()):
        for indicator in factors.intersection(one.indicators):
            for year, value in one.indicators[indicator].values.items():
                if value < 0:
                    place = Place(files[one.code], ("indicators", indicator, "values", year))
                    yield finding(place, one.code, indicator, year, value)
