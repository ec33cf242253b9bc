"""Figures as they were known on a day, and what the missing ones leave possible."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hhmonitor.inputs.figures import Figure, MarketFigures
from hhmonitor.model import Criteria
from hhmonitor.model.criteria import Indicator
from tests.support import country, gather, shipped_criteria

INDICATORS = {
    "per_head": Indicator(unit="USD"),
    "people": Indicator(unit="people"),
    "total": Indicator(unit="USD", product_of=("per_head", "people")),
}


def figures(table: dict[str, Any], own: dict[str, Any] | None = None, until: int = 2020) -> MarketFigures:
    def series(given: dict[str, Any]) -> dict[str, Any]:
        return {name: {year: (value, "s") for year, value in years.items()} for name, years in given.items()}

    return MarketFigures(INDICATORS, series(table), series(own or {}), until)


def test_the_newest_figure_that_is_not_after_the_day() -> None:
    known = figures({"people": {2018: 5.0, 2019: 6.0, 2021: 9.0}})
    newest = known.newest("people")
    assert newest is not None
    assert (newest.year, newest.value) == (2019, 6.0)
    assert figures({"people": {2021: 9.0}}).newest("people") is None


def test_the_market_s_own_figures_win_over_the_table_of_the_same_year() -> None:
    known = figures({"people": {2018: 5.0, 2019: 6.0}}, own={"people": {2019: 7.0}})
    newest = known.newest("people")
    assert newest is not None
    assert newest.value == 7.0


def years(product: Figure) -> set[int]:
    return {factor.year for factor in product.factors}


def test_a_product_takes_its_factors_from_the_newest_year_that_has_them_all() -> None:
    total = figures({"per_head": {2017: 10.0, 2018: 20.0}, "people": {2018: 3.0, 2020: 4.0}}).newest("total")
    assert total is not None
    assert (total.year, total.value, years(total)) == (2018, 60.0, {2018})


def test_a_product_of_years_that_never_meet_says_so() -> None:
    total = figures({"per_head": {2017: 10.0}, "people": {2020: 4.0}}).newest("total")
    assert total is not None
    assert (total.year, total.value, years(total)) == (2017, 40.0, {2017, 2020})


@pytest.mark.parametrize(
    ("newest", "year", "mixed"),
    [(2020, 2017, False), (2021, 2020, True)],  # three years behind is near enough, four are not
)
def test_a_shared_year_wins_where_it_is_near_the_newest(newest: int, year: int, mixed: bool) -> None:
    table = {"per_head": {2017: 10.0, newest: 30.0}, "people": {2017: 3.0, 2020 if mixed else 2017: 4.0}}
    total = figures(table, until=2021).newest("total")
    assert total is not None
    assert (total.year, len(years(total)) > 1) == (year, mixed)


def test_how_near_a_shared_year_must_be_is_for_the_criteria_to_say() -> None:
    patient = {**INDICATORS, "total": INDICATORS["total"].model_copy(update={"shared_year_within": 20})}
    series = {
        "per_head": {2000: (1.0, "s"), 2020: (50.0, "s")},
        "people": {2000: (1.0, "s"), 2019: (50.0, "s")},
    }
    ours = MarketFigures(INDICATORS, series, {}, 2020).newest("total")
    theirs = MarketFigures(patient, series, {}, 2020).newest("total")
    assert ours is not None
    assert theirs is not None
    assert (ours.value, years(ours)) == (2500.0, {2020, 2019})
    assert (theirs.value, years(theirs)) == (1.0, {2000})


def test_a_product_of_products_is_that_of_its_base_figures() -> None:
    square = {**INDICATORS, "square": Indicator(unit="USD", product_of=("total", "people"))}
    known = MarketFigures(
        square, {"per_head": {2018: (2.0, "s"), 2019: (5.0, "s")}, "people": {2018: (3.0, "s")}}, {}, 2020
    )
    newest = known.newest("square")
    assert newest is not None
    assert (newest.year, newest.value) == (2018, 18.0)
    assert known.by_year("square") == {2018: 18.0}
    assert MarketFigures(square, {"per_head": {2018: (2.0, "s")}}, {}, 2020).missing("square") == ("people",)


def test_a_chain_of_products_is_worked_out_link_by_link() -> None:
    chain = {"z0": Indicator(unit="USD", product_of=("people", "people"))}
    chain |= {f"z{n}": Indicator(unit="USD", product_of=(f"z{n - 1}", f"z{n - 1}")) for n in range(1, 64)}
    assert MarketFigures(chain, {}, {}, 2020).bases("z63") == {"people": 2**64}


def market_size(rule: dict[str, Any], values: dict[str, float]) -> str:
    """What a rule on the figures makes of market_size, with figures of 2020."""
    data = shipped_criteria().model_dump(by_alias=True, exclude_none=True)
    data["indicators"] = {
        "per_head": {"unit": "USD"},
        "people": {"unit": "people"},
        "total": {"unit": "USD", "product_of": ["per_head", "people"]},
    }
    data["health_system"]["market_size"]["positive_when"] = rule
    criteria = Criteria.model_validate(data, strict=False)
    table = {"XX": {name: {2020: (value, "s")} for name, value in values.items()}}
    inputs = gather(country(characteristics=["indicators", *["unknown"] * 5]), criteria, table)
    return inputs.health_system["market_size"].value


EITHER = {"any": [{"indicator": "per_head", "at_least": 1000}, {"indicator": "total", "at_least": 5000}]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"per_head": 1000, "people": 1}, "positive"),
        ({"per_head": 999, "people": 1}, "negative"),
        ({"per_head": 999, "people": 6}, "positive"),
        ({"per_head": 1000}, "positive"),
        ({"per_head": 999}, "unknown"),
        ({"people": 6}, "unknown"),
        ({}, "unknown"),
        ({"per_head": 0}, "negative"),
    ],
)
def test_figures_judge_or_leave_open_what_the_missing_ones_could_decide(
    values: dict[str, float], expected: str
) -> None:
    assert market_size(EITHER, values) == expected


def test_the_same_missing_figure_has_the_same_value_wherever_it_occurs() -> None:
    always = {"any": [{"indicator": "people", "at_least": 3}, {"not": {"indicator": "people", "at_least": 3}}]}
    never = {"all": [{"indicator": "people", "at_least": 3}, {"indicator": "people", "at_most": 2}]}
    assert market_size(always, {}) == "positive"
    assert market_size(never, {}) == "negative"


def test_a_missing_factor_moves_its_product_with_it() -> None:
    contradiction = {"all": [{"indicator": "per_head", "at_most": 10}, {"indicator": "total", "at_least": 5000}]}
    assert market_size(contradiction, {"people": 2}) == "negative"
    assert market_size(contradiction, {"people": 1000}) == "unknown"


def test_a_known_factor_moves_the_bounds_on_its_product_to_the_other() -> None:
    """With two people, a total of more than 5000 is more than 2500 a head, and one of at least 5000 that or more."""

    def rule(total: dict[str, Any], per_head: int) -> dict[str, Any]:
        return {"all": [total, {"indicator": "per_head", "at_most": per_head}]}

    more: dict[str, Any] = {"not": {"indicator": "total", "at_most": 5000}}
    at_least: dict[str, Any] = {"indicator": "total", "at_least": 5000}
    assert market_size(rule(more, 2501), {"people": 2}) == "unknown"
    assert market_size(rule(more, 2500), {"people": 2}) == "negative"
    assert market_size(rule(at_least, 2500), {"people": 2}) == "unknown"
    assert market_size(rule(at_least, 2499), {"people": 2}) == "negative"


def test_bounds_are_inclusive_on_both_sides() -> None:
    exactly = {"indicator": "people", "at_least": 3, "at_most": 3}
    assert market_size(exactly, {"people": 3}) == "positive"
    assert market_size(exactly, {"people": 3.5}) == "negative"
    assert market_size(exactly, {}) == "unknown"


def test_an_analyst_s_judgement_wins_over_the_figures() -> None:
    rich = {"XX": {"health_expenditure_per_capita_usd": {2020: (5000.0, "s")}}}
    by_figures = gather(country(characteristics=["indicators", *["unknown"] * 5]), figures=rich)
    judged = gather(country(characteristics=["negative", *["unknown"] * 5]), figures=rich)
    assert (by_figures.health_system["market_size"].value, by_figures.health_system["market_size"].basis) == (
        "positive",
        "indicators",
    )
    assert (judged.health_system["market_size"].value, judged.health_system["market_size"].basis) == (
        "negative",
        "judgement",
    )


def test_figures_after_the_day_are_not_known() -> None:
    later = {"XX": {"health_expenditure_per_capita_usd": {2021: (5000.0, "s")}}}
    market = country(characteristics=["indicators", *["unknown"] * 5])
    assert gather(market, figures=later).health_system["market_size"].value == "unknown"
    in_2021 = gather(market, figures=later, as_of=date(2021, 1, 1))
    assert in_2021.health_system["market_size"].value == "positive"


def test_characteristics_that_hang_on_the_same_missing_figure_share_a_block() -> None:
    data = shipped_criteria().model_dump(by_alias=True, exclude_none=True)
    rule = data["health_system"]["market_size"]["positive_when"]
    data["health_system"]["venture_capital"]["positive_when"] = {"not": rule}
    criteria = Criteria.model_validate(data, strict=False)
    inputs = gather(country(characteristics=["indicators", *["negative"] * 4, "indicators"]), criteria)
    (block,) = [block for block in inputs.joint if "health_system.market_size" in block.paths]
    assert set(block.alternatives) == {("positive", "negative"), ("negative", "positive")}
