"""Minimal changes are the smallest sets of inputs, and all of that size, by trying every set."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import product

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import MarketInputs, Value
from hhmonitor.inputs.lists import memberships
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.minimal_change import MinimalChanges, Neighbourhood
from tests.questions.small_markets import category, country_inputs, criteria, region_inputs

Smallest = tuple[int | None, set[frozenset[str]]]


def worst_case(inputs: MarketInputs) -> dict[str, Value]:
    return {
        path: value for block in inputs.blocks for path, value in zip(block.paths, block.alternatives[0], strict=True)
    }


def by_trying(rules: Criteria, inputs: MarketInputs, *, lists: bool) -> list[tuple[frozenset[str], str]]:
    """Every change of inputs, as the set that is changed, and the category it leads to."""
    start = worst_case(inputs)
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
    found = []
    for choice in product(*ways):
        values = {**start, **{path: value for part in choice for path, value in part.items()}}
        found.append((frozenset(path for path in start if values[path] != start[path]), category(rules, values)))
    return found


def smallest(tried: list[tuple[frozenset[str], str]], reached: set[str]) -> Smallest:
    there = {changed for changed, outcome in tried if outcome in reached}
    size = min(map(len, there), default=None)
    return size, {changed for changed in there if len(changed) == size}


def check(rules: Criteria, inputs: MarketInputs, *, lists: bool) -> None:
    ruleset = Ruleset(rules)
    start = worst_case(inputs)
    near = Neighbourhood(ruleset, inputs, lists=lists)
    assert near.category == category(rules, start)
    tried = by_trying(rules, inputs, lists=lists)
    rank = {one: ruleset.rank(one) for one in (*rules.outcomes, "none")}
    for target in rank:
        better = {one for one in rank if rank[one] < rank[target]}
        worse = {one for one in rank if rank[one] > rank[target]}
        compare(near.up_to(target), smallest(tried, {target, *better}), start, rules)
        compare(near.down_to(target), smallest(tried, {target, *worse}), start, rules)


def compare(
    found: MinimalChanges,
    expected: Smallest,
    start: Mapping[str, Value],
    rules: Criteria,
) -> None:
    assert (found.size, found.sets()) == expected
    for way in found.ways:
        # What a way says to do leads where it says it does.
        taken: dict[str, Value] = {}
        for step in way.steps:
            free = [(path, value) for path, value in zip(step.paths, step.values, strict=True) if path not in taken]
            taken |= dict(free[: step.number])
        assert category(rules, {**start, **taken}) == way.category


@pytest.mark.parametrize(("lists", "markets"), [(False, 14), (True, 4)])
def test_smallest_changes_of_a_country(lists: bool, markets: int) -> None:
    chance = random.Random(11)
    for _ in range(markets):
        rules = criteria(chance, inputs=5)
        check(rules, country_inputs(chance, rules), lists=lists)


def test_smallest_changes_of_a_region() -> None:
    chance = random.Random(12)
    for _ in range(6):
        rules = criteria(chance, inputs=5)
        check(rules, region_inputs(chance, rules, 2), lists=False)
