"""Minimal changes are the smallest sets of inputs, and all of that size, by trying every set."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import combinations, product

import pytest
from small_markets import category, country_inputs, criteria, region_inputs

from hhmonitor.analysis.changes import MinimalChanges, Neighbourhood
from hhmonitor.inputs import MarketInputs, Value
from hhmonitor.inputs.lists import memberships
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.rules import Ruleset


def least_favourable(inputs: MarketInputs) -> dict[str, Value]:
    return {path: value for block in inputs.blocks for path, value in zip(block.paths, block.alternatives[0], strict=True)}


def by_trying(
    rules: Criteria, inputs: MarketInputs, reached: Callable[[str], bool], *, lists: bool
) -> tuple[int | None, set[frozenset[str]]]:
    start = least_favourable(inputs)
    open_lists = {
        name: one.model_copy(update={"complete": False, "members": ()}) for name, one in rules.priority_lists.items()
    }
    consistent = set(memberships(open_lists, ()))
    paths = [path for path in start if not path.startswith("indicators.") and (lists or not path.startswith("priority"))]

    def consistently(values: Mapping[str, Value]) -> bool:
        return tuple(values[f"priority_lists.{name}"] for name in rules.priority_lists) in consistent

    for size in range(len(paths) + 1):
        found = set()
        for chosen in combinations(paths, size):
            others = ([v for v in SCALES[path.partition(".")[0]].values if v != start[path]] for path in chosen)
            for values in product(*others):
                changed = {**start, **dict(zip(chosen, values, strict=True))}
                if consistently(changed) and reached(category(rules, changed)):
                    found.add(frozenset(chosen))
        if found:
            return size, found
    return None, set()


def check(rules: Criteria, inputs: MarketInputs, *, lists: bool) -> None:
    order = [*rules.outcomes, "none"]
    ruleset = Ruleset(rules)
    near = Neighbourhood(ruleset, inputs, lists=lists)
    assert near.category == category(rules, least_favourable(inputs))
    for target in order:
        rank = ruleset.rank(target)
        up = by_trying(rules, inputs, lambda one: one == target or ruleset.rank(one) < rank, lists=lists)
        compare(near.up_to(target), up, start=least_favourable(inputs), rules=rules)
        down = by_trying(rules, inputs, lambda one: one == target or ruleset.rank(one) > rank, lists=lists)
        compare(near.down_to(target), down, start=least_favourable(inputs), rules=rules)


def compare(
    found: MinimalChanges,
    expected: tuple[int | None, set[frozenset[str]]],
    *,
    start: Mapping[str, Value],
    rules: Criteria,
) -> None:
    assert (found.size, found.sets()) == expected
    for way in found.ways:
        # What a way says to do leads where it says it does.
        taken: dict[str, Value] = {}
        for step in way.steps:
            free = [
                (path, value) for path, value in zip(step.paths, step.values, strict=True) if path not in taken
            ]
            taken |= dict(free[: step.number])
        assert category(rules, {**start, **taken}) == way.category


@pytest.mark.parametrize("lists", [False, True])
def test_smallest_changes_of_a_country(lists: bool) -> None:
    chance = random.Random(11)
    for _ in range(40):
        rules = criteria(chance)
        check(rules, country_inputs(chance, rules), lists=lists)


def test_smallest_changes_of_a_region() -> None:
    chance = random.Random(12)
    for _ in range(15):
        rules = criteria(chance)
        check(rules, region_inputs(chance, rules, 2), lists=False)
