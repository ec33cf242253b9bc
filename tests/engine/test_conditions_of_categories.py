"""What a category asks of figures and of counts, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.model import Country, Criteria
from tests.support import country_data, gather


def criteria(**asked: Any) -> Criteria:
    """One category, which asks one thing."""
    return Criteria.model_validate(
        {
            "id": "small",
            "title": "One category",
            "indicators": {"people": {"unit": "people"}},
            "health_system": {"size": {}, "access": {}},
            "dimensions": {},
            "themes": {},
            "categories": [{"id": "A", "requires": [{"id": "r", **asked}]}],
        }
    )


def market(people: float | None = None, *characteristics: str) -> Country:
    figures = {} if people is None else {"people": {"source": "s1", "values": {2020: people}}}
    values = characteristics or ("unknown", "unknown")
    judged = {name: {"value": value} for name, value in zip(("size", "access"), values, strict=True)}
    data = country_data() | {"health_system": judged, "dimensions": {}, "themes": {}, "indicators": figures}
    return Country.model_validate(data)


@pytest.mark.parametrize(("people", "category"), [(1.5, "none"), (2, "A"), (4, "A"), (5, "A"), (5.5, "none")])
def test_the_bounds_of_a_figure_belong_to_what_is_asked(people: float, category: str) -> None:
    rules = criteria(indicator="people", at_least=2, at_most=5)
    assessment = Ruleset(rules).assess(gather(market(people), rules))
    assert assessment.rule_category == category
    assert assessment.determined


def test_a_figure_that_is_missing_can_lie_on_a_bound() -> None:
    rules = criteria(all=[{"indicator": "people", "at_least": 5}, {"indicator": "people", "at_most": 5}])
    assert Ruleset(rules).assess(gather(market(), rules)).possible == ("A", "none")


def test_a_count_is_told_with_what_surely_counts_and_what_may() -> None:
    rules = criteria(count="health_system", at_least=1)
    (result,) = Ruleset(rules).assess(gather(market(None, "positive", "unknown"), rules)).requirements
    (found,) = result.found
    assert (found.surely, found.at_most, found.total) == (1, 2, 2)


@pytest.mark.parametrize("asked", [{"trend": ["emerging"]}, {"indicator": "people", "at_least": 2}])
def test_what_is_no_count_is_told_without_numbers(asked: dict[str, Any]) -> None:
    rules = criteria(**asked)
    (result,) = Ruleset(rules).assess(gather(market(3), rules)).requirements
    (found,) = result.found
    assert (found.surely, found.at_most, found.total) == (0, 0, 0)


@pytest.mark.parametrize(("trend", "category"), [("stable", "Ab"), ("emerging", "Aa")])
def test_where_no_variant_fits_the_market_takes_the_last(trend: str, category: str) -> None:
    variants = [{"id": "Ab", "when": {"trend": ["stable"]}}, {"id": "Aa", "when": {"sector_interest": "broad"}}]
    data = criteria(count="health_system", at_least=0).model_dump(by_alias=True, exclude_none=True)
    data["categories"][0]["variants"] = variants
    rules = Criteria.model_validate(data, strict=False)
    inputs = gather(
        Country.model_validate(
            country_data(trend=trend, sector_interest="none") | {"health_system": {}, "dimensions": {}, "themes": {}}
        ),
        rules,
    )
    assert Ruleset(rules).assess(inputs).rule_category == category
