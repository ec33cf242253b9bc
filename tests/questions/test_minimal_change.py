"""Minimal changes are the smallest sets of inputs, and all of that size, by trying every set."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Value
from hhmonitor.inputs.lists import memberships
from hhmonitor.model import Country, Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.questions import minimal_change
from hhmonitor.questions.minimal_change import MinimalChanges, Neighbourhood
from tests.questions import criteria_by_hand as by_hand
from tests.questions.small_markets import (
    Small,
    category,
    completions,
    country_inputs,
    criteria,
    region_inputs,
    rule_category,
)
from tests.support import country_data, gather, judged

Smallest = tuple[int | None, set[frozenset[str]]]


def starts(rules: Criteria, market: Small) -> list[dict[str, Value]]:
    """SEMANTICS, *Minimal change*: the lowest value of each input, or every completion with the rules' category."""
    every = [dict(values) for values in completions(market)]
    proven = rule_category(rules, market)
    lowest = {path: min((values[path] for values in every), key=lambda one: favour(path, one)) for path in every[0]}
    if category(rules, lowest) == proven:
        return [lowest]
    return [values for values in every if category(rules, values) == proven]


def favour(path: str, value: Value) -> object:
    scale = SCALES.get(path.partition(".")[0])
    # Declining counts as stable, and nothing that is not judged so is declining.
    return scale.rank(str(value)) if scale else value


def by_trying(
    rules: Criteria, market: Small, start: dict[str, Value], *, lists: bool
) -> Iterator[tuple[frozenset[str], str]]:
    """Every change of inputs, as the set that is changed, and the category it leads to."""
    open_lists = {
        name: one.model_copy(update={"complete": False, "members": ()}) for name, one in rules.priority_lists.items()
    }
    on_lists = [f"priority_lists.{name}" for name in open_lists]
    ways: list[list[dict[str, Value]]] = [
        [{path: value} for value in SCALES[path.partition(".")[0]].values]
        for path in start
        if not path.startswith(("indicators.", "priority_lists."))
    ]
    if lists:
        ways.append([dict(zip(on_lists, values, strict=True)) for values in memberships(open_lists, ())])
    for choice in product(*ways):
        values = {**start, **{path: value for part in choice for path, value in part.items()}}
        yield frozenset(path for path in start if values[path] != start[path]), category(rules, values)


def smallest(tried: set[tuple[frozenset[str], str]], reached: set[str]) -> Smallest:
    there = {changed for changed, outcome in tried if outcome in reached}
    size = min(map(len, there), default=None)
    return size, {changed for changed in there if len(changed) == size}


def check(rules: Criteria, market: Small, *, lists: bool, most_starts: int = 12) -> bool:
    """Compare all targets; whether it was done: too many starts take too long to try."""
    ruleset = Ruleset(rules)
    from_where = starts(rules, market)
    if len(from_where) > most_starts:
        return False
    near = Neighbourhood(ruleset, market.inputs, lists=lists)
    assert near.category == rule_category(rules, market)
    tried = {one for start in from_where for one in by_trying(rules, market, start, lists=lists)}
    rank = {one: ruleset.rank(one) for one in (*rules.outcomes, "none")}
    for target in rank:
        better = {one for one in rank if rank[one] < rank[target]}
        compare(near.up_to(target), smallest(tried, {target, *better}), from_where, rules)
    losses = near.losses()
    if losses is not None:
        worse = {one for one in rank if rank[one] > rank[near.category]}
        compare(losses, smallest(tried, worse), from_where, rules)
    return True


def compare(
    found: MinimalChanges,
    expected: Smallest,
    from_where: Sequence[Mapping[str, Value]],
    rules: Criteria,
) -> None:
    assert (found.size, found.sets()) == expected
    for way in found.ways:
        # What a way says to do leads where it says it does, from one of the starts that are as it says.
        now: dict[str, Value] = {}
        taken: dict[str, Value] = {}
        for step in way.steps:
            moves = zip(step.paths, step.now, step.values, strict=True)
            free = [(path, before, value) for path, before, value in moves if path not in taken]
            now |= {path: before for path, before, _value in free[: step.number]}
            taken |= {path: value for path, _before, value in free[: step.number]}
        fitting = [start for start in from_where if all(start[path] == value for path, value in now.items())]
        assert way.category in {category(rules, {**start, **taken}) for start in fitting}


@pytest.mark.parametrize(("lists", "markets"), [(False, 14), (True, 5)])
def test_smallest_changes_of_a_country(lists: bool, markets: int) -> None:
    chance = random.Random(11)
    done = 0
    while done < markets:
        rules = criteria(chance, inputs=5)
        done += check(rules, country_inputs(chance, rules), lists=lists)


@pytest.mark.slow
def test_smallest_changes_from_where_the_lowest_values_are_not_the_worst() -> None:
    chance = random.Random(13)
    done = 0
    while done < 5:
        rules = criteria(chance, inputs=5)
        market = country_inputs(chance, rules)
        if len(starts(rules, market)) > 1:
            done += check(rules, market, lists=done == 0)


def test_smallest_changes_of_a_region() -> None:
    chance = random.Random(12)
    done = 0
    while done < 6:
        rules = criteria(chance, inputs=5)
        done += check(rules, region_inputs(chance, rules, 2), lists=False)


def test_what_hangs_on_the_same_missing_figure_can_change_whether_or_not_the_rest_of_it_is_asked_for() -> None:
    grown = {"indicator": "people", "at_least": 10}
    rules = by_hand.criteria(
        by_hand.category("A", {"characteristic": {"fit": "positive"}}),
        by_hand.category("B"),
        indicators={"people": {"unit": "people"}},
        health_system={"size": {"positive_when": grown}, "fit": {"positive_when": grown}},
    )
    data = country_data() | {
        "health_system": {"size": "indicators", "fit": "indicators"},
        "dimensions": {},
        "themes": {},
    }
    near = Neighbourhood(Ruleset(rules), gather(Country.model_validate(data), rules))
    assert near.category == "B"
    assert near.up_to("A").sets() == {frozenset({"health_system.fit"})}


@pytest.mark.parametrize("bound", ["MOST_PAIRS", "MOST_WAYS"])
def test_changes_that_are_too_many_to_go_through_are_said_to_be_so(monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    rules = by_hand.criteria(
        by_hand.category("A", {"characteristic": {"fit": "positive"}}),
        by_hand.category("B"),
        health_system={"fit": {}},
    )
    data = country_data() | {"health_system": {"fit": judged("negative")}, "dimensions": {}, "themes": {}}
    inputs = gather(Country.model_validate(data), rules)
    near = Neighbourhood(Ruleset(rules), inputs)
    assert (near.up_to("A").size, near.up_to("A").beyond_reach) == (1, False)
    monkeypatch.setattr(minimal_change, bound, -1)
    assert near.up_to("A") == MinimalChanges("A", None, (), beyond_reach=True)
