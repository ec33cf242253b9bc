"""Sufficient reasons are the smallest parts of the inputs that fix what is possible, by trying every part."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, product

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Value
from hhmonitor.inputs.lists import memberships
from hhmonitor.model import Country, Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.reasons import sufficient_reasons
from tests.questions import criteria_by_hand as by_hand
from tests.questions.small_markets import (
    Small,
    category,
    completions,
    country_inputs,
    criteria,
    region_inputs,
)
from tests.support import country_data, gather

Unit = frozenset[str]
Departure = tuple[frozenset[str], tuple[Value, ...]]
"""What a market would not have to be kept, by path; and the values of what hangs on missing figures."""


def free_ways(rules: Criteria, paths: tuple[str, ...]) -> list[tuple[Value, ...]]:
    if paths and paths[0].startswith("priority_lists."):
        lists = {k: v.model_copy(update={"complete": False, "members": ()}) for k, v in rules.priority_lists.items()}
        return list(memberships(lists, ()))
    # One figure on either side of the one bound that the criteria of these tests put to it.
    figures = {"indicators.f": (Fraction(14), Fraction(15)), "indicators.g": (Fraction(120), Fraction(121))}
    return list(product(*(figures.get(path) or SCALES[path.partition(".")[0]].values for path in paths)))


def told(path: str, value: Value) -> object:
    """The value as far as the criteria can tell it from others."""
    return value >= 15 if path == "indicators.f" else value <= 120 if path == "indicators.g" else value


def by_trying(rules: Criteria, market: Small) -> set[frozenset[str]]:
    """The smallest parts that no market of another category shares with this one.

    Everything can be kept by itself: an input, known or not; membership of a list that is known; a missing figure,
    which settles what hangs on it and on no figure that is not kept.
    """
    allowed = {category(rules, values) for values in completions(market)}
    possible: dict[str, set[object]] = {path: {told(path, value)} for path, value in market.known_by_figures.items()}
    for block in market.others:
        for place, path in enumerate(block.paths):
            possible[path] = {values[place] for values in block.alternatives}
    groups = [block.paths for block in market.others] + [(path,) for path in market.known_by_figures]
    departures: set[Departure] = set()
    for choice in product(*(free_ways(rules, paths) for paths in (*groups, market.figures.paths))):
        values = {
            p: v
            for paths, one in zip((*groups, market.figures.paths), choice, strict=True)
            for p, v in zip(paths, one, strict=True)
        }
        if category(rules, values) not in allowed:
            departed = frozenset(path for path in possible if told(path, values[path]) not in possible[path])
            departures.add((departed, tuple(told(path, values[path]) for path in market.figures.paths)))
    known_lists = {path for path in possible if path.startswith("priority_lists.") and len(possible[path]) == 1}
    units = [path for path in possible if not path.startswith("priority_lists.") or path in known_lists]
    units += [f"indicators.{name}!" for name in market.figures.learnt]
    for size in range(len(units) + 1):
        found = {
            frozenset(one.removesuffix("!") for one in part)
            for part in combinations(units, size)
            if all(excluded(market, frozenset(part), departure) for departure in departures)
        }
        if found:
            return found
    raise AssertionError("everything together suffices")


def excluded(market: Small, part: frozenset[str], departure: Departure) -> bool:
    """Whether a market that departs so is none that this part of the inputs leaves."""
    departed, hanging = departure
    if departed & part:
        return True
    figures = {one.removeprefix("indicators.").removesuffix("!") for one in part if one.endswith("!")}
    settled = [place for place, path in enumerate(market.figures.paths) if market.figures.hanging[path] <= figures]
    left = {tuple(told(market.figures.paths[place], one[place]) for place in settled) for one in market.figures.chances}
    return tuple(hanging[place] for place in settled) not in left


def check(rules: Criteria, market: Small) -> None:
    found = sufficient_reasons(Ruleset(rules), market.inputs)
    assert {one for reason in found for one in reason.sets()} == by_trying(rules, market)


@pytest.mark.parametrize("seed", range(2))
def test_smallest_reasons_of_a_country(seed: int) -> None:
    chance = random.Random(20 + seed)
    for _ in range(4):
        rules = criteria(chance, inputs=5)
        check(rules, country_inputs(chance, rules))


def test_smallest_reasons_of_a_region() -> None:
    chance = random.Random(30)
    for _ in range(2):
        rules = criteria(chance, inputs=5)
        check(rules, region_inputs(chance, rules, 2))


def test_lists_that_say_the_same_are_each_a_reason_by_itself() -> None:
    """On the shorter list is on the longer one that includes it."""
    rules = by_hand.ruleset(by_hand.category("A", {"priority_list": "top_25"}))
    on_both = by_hand.market(rules.criteria, priority_lists__top_9="in", priority_lists__top_25="in")
    found = {one for reason in sufficient_reasons(rules, on_both) for one in reason.sets()}
    assert found == {frozenset({"priority_lists.top_9"}), frozenset({"priority_lists.top_25"})}


def test_a_missing_figure_is_a_reason_where_it_settles_more_than_what_is_known() -> None:
    """Either characteristic is positive, whatever the figure is; that takes the place of two themes."""
    grown = {"indicator": "people", "at_least": 10}
    criteria = by_hand.criteria(
        by_hand.category("A", {"any": [by_hand.positive(1), by_hand.themes(2)]}),
        indicators={"people": {"unit": "people"}},
        health_system={"size": {"positive_when": grown}, "fit": {"positive_when": {"not": grown}}},
    )
    data = country_data() | {
        "health_system": {"size": "indicators", "fit": "indicators"},
        "dimensions": {},
        "themes": {name: {"level": "broad"} for name in ("biopharma", "ageing")},
    }
    (reason,) = sufficient_reasons(Ruleset(criteria), gather(Country.model_validate(data), criteria))
    assert list(reason.sets()) == [frozenset({"indicators.people"})]
