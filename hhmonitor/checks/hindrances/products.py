"""Figures that are products of others: of a few, and of none below nought."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import CRITERIA, ERROR, Code, Text, check
from hhmonitor.checks.look import CriteriaFile, Factors
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

MOST_FACTORS = 10
"""Base figures of which a product can be made, each counted as often as it is a factor."""

DECLARED = (
    Code(
        "HH328",
        ERROR,
        _m(
            "{indicator} is the product of more than {bound} base figures, each counted as often as it "
            "is a factor; no figure is made of so many"
        ),
        file=CRITERIA,
        title=Text("Product of too many figures", "Product van te veel cijfers"),
        why=Text(
            (
                "A product of products is the product of the figures that it is made of in the end. Of "
                "very many factors it says nothing, and grows beyond every number."
            ),
            (
                "Een product van producten is het product van de cijfers waaruit het uiteindelijk "
                "bestaat. Van heel veel factoren zegt het niets, en het groeit boven elk getal uit."
            ),
        ),
        mend=Text(
            (
                "Look whether a product was meant to be made of this figure again; leave out the factors "
                "that do not belong."
            ),
            (
                "Kijk of het de bedoeling was dat een product opnieuw uit dit cijfer bestaat; laat de "
                "factoren weg die er niet bij horen."
            ),
        ),
        wrong=(
            "indicators:\n  a: {unit: USD}\n  b: {unit: USD, product_of: [a, a, a, a]}\n  c: {unit: USD, "
            "product_of: [b, b, b]}"
        ),
        right=(
            "indicators:\n  a: {unit: USD}\n  b: {unit: USD, product_of: [a, a]}\n  c: {unit: USD, product_of: [b, b]}"
        ),
    ),
)


@check(CriteriaFile)
def without_end(look: CriteriaFile) -> Iterator[Finding]:
    """Of a chain of products the first that is made of too many figures; circles are told elsewhere."""
    made_of = {name: one.product_of for name, one in look.criteria.indicators.items()}
    # The number of base figures, no higher than it takes to be too many; what goes round in circles stays without one.
    sizes = {name: 1 for name, factors in made_of.items() if not factors}
    for _ in made_of:
        for name, factors in made_of.items():
            if name not in sizes and all(factor in sizes for factor in factors):
                sizes[name] = min(MOST_FACTORS + 1, sum(sizes[factor] for factor in factors))
    for name, factors in made_of.items():
        if sizes.get(name, 0) > MOST_FACTORS and all(sizes[factor] <= MOST_FACTORS for factor in factors):
            details = {"indicator": name, "bound": str(MOST_FACTORS)}
            yield Finding("HH328", look.at(("indicators", name, "product_of")), details)


@check(Factors)
def below_nought(look: Factors) -> Iterator[Finding]:
    """Figures below nought that a product is made of: it is reckoned with that they are not."""
    factors = {factor for one in look.criteria.indicators.values() for factor in one.product_of}

    def finding(place: Place, market: str, indicator: str, year: int, value: float) -> Finding:
        details = {"market": market, "indicator": indicator, "year": str(year), "value": f"{value:g}"}
        return Finding("HH623", place, details)

    for market, indicators in look.table.items():
        for indicator in sorted(factors.intersection(indicators)):
            for year, (value, _source) in indicators[indicator].items():
                if value < 0:
                    place = look.place_of(market, indicator, year) or Place("")
                    yield finding(place, market, indicator, year, value)
    for one in look.markets:
        for indicator in sorted(factors.intersection(one.indicators)):
            for year, value in one.indicators[indicator].values.items():
                if value < 0:
                    place = Place(look.files[one.code], ("indicators", indicator, "values", year))
                    yield finding(place, one.code, indicator, year, value)
