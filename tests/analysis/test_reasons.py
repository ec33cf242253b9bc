"""Sufficient reasons are the smallest parts of the inputs that fix what is possible, by trying every part."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

import pytest
from small_markets import category, completions, country_inputs, criteria, region_inputs

from hhmonitor.analysis.reasons import sufficient_reasons
from hhmonitor.inputs import Block, MarketInputs, Value
from hhmonitor.inputs.lists import memberships
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.rules import Ruleset

Ways = list[tuple[Value, ...]]


def free_ways(rules: Criteria, block: Block) -> Ways:
    if block.paths[0].startswith("priority_lists."):
        lists = {k: v.model_copy(update={"complete": False, "members": ()}) for k, v in rules.priority_lists.items()}
        return list(memberships(lists, ()))
    figure = (Fraction(14), Fraction(15))
    return list(
        product(*(figure if path.startswith("indicators.") else SCALES[path.partition(".")[0]].values for path in block.paths))
    )


def keepable(block: Block) -> list[str]:
    """What can be kept of a block: membership of each list that is known; anything else as a whole."""
    if block.paths[0].startswith("priority_lists."):
        return [p for i, p in enumerate(block.paths) if len({values[i] for values in block.alternatives}) == 1]
    return list(block.paths)


def left(rules: Criteria, inputs: MarketInputs, kept: frozenset[str]) -> Iterator[str]:
    ways: list[Ways] = []
    for block in inputs.blocks:
        if block.paths[0].startswith("priority_lists."):
            places = [place for place, path in enumerate(block.paths) if path in kept]
            known = block.alternatives[0]
            ways.append([one for one in free_ways(rules, block) if all(one[p] == known[p] for p in places)])
        elif kept.issuperset(block.paths):
            ways.append(list(block.alternatives))
        else:
            ways.append(free_ways(rules, block))
    for choice in product(*ways):
        yield category(
            rules,
            {p: v for block, values in zip(inputs.blocks, choice, strict=True) for p, v in zip(block.paths, values, strict=True)},
        )


def by_trying(rules: Criteria, inputs: MarketInputs) -> set[frozenset[str]]:
    allowed = {category(rules, values) for values in completions(inputs)}
    units: list[tuple[str, ...]] = []
    for block in inputs.blocks:
        names = keepable(block)
        units += [(name,) for name in names] if block.paths[0].startswith("priority_lists.") else [tuple(names)]
    parts = [frozenset(sum(chosen, ())) for n in range(len(units) + 1) for chosen in combinations(units, n)]
    found: set[frozenset[str]] = set()
    for part in sorted(parts, key=len):
        if found and len(part) > len(next(iter(found))):
            break
        if all(outcome in allowed for outcome in left(rules, inputs, part)):
            found.add(part)
    return found


def check(rules: Criteria, inputs: MarketInputs) -> None:
    assert {one for reason in sufficient_reasons(Ruleset(rules), inputs) for one in reason.sets()} == by_trying(rules, inputs)


@pytest.mark.parametrize("seed", range(4))
def test_smallest_reasons_of_a_country(seed: int) -> None:
    chance = random.Random(20 + seed)
    for _ in range(8):
        rules = criteria(chance)
        check(rules, country_inputs(chance, rules))


def test_smallest_reasons_of_a_region() -> None:
    chance = random.Random(30)
    for _ in range(8):
        rules = criteria(chance)
        check(rules, region_inputs(chance, rules, 2))
