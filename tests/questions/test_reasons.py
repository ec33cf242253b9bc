"""Sufficient reasons are the smallest parts of the inputs that fix what is possible, by trying every part."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, product

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Block, MarketInputs, Value
from hhmonitor.inputs.lists import memberships
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.reasons import sufficient_reasons
from tests.questions.small_markets import category, completions, country_inputs, criteria, region_inputs

Ways = list[tuple[Value, ...]]
Unit = frozenset[str]


def free_ways(rules: Criteria, block: Block) -> Ways:
    if block.paths[0].startswith("priority_lists."):
        lists = {k: v.model_copy(update={"complete": False, "members": ()}) for k, v in rules.priority_lists.items()}
        return list(memberships(lists, ()))
    figure = (Fraction(14), Fraction(15))
    return list(
        product(
            *(
                figure if path.startswith("indicators.") else SCALES[path.partition(".")[0]].values
                for path in block.paths
            )
        )
    )


def keepable(block: Block) -> list[Unit]:
    """What can be kept of a block: membership of each list that is known; anything else as a whole."""
    if block.paths[0].startswith("priority_lists."):
        known = [path for i, path in enumerate(block.paths) if len({values[i] for values in block.alternatives}) == 1]
        return [frozenset({path}) for path in known]
    return [frozenset(block.paths)]


def by_trying(rules: Criteria, inputs: MarketInputs) -> set[frozenset[str]]:
    """The smallest parts that no market of another category shares with this one."""
    allowed = {category(rules, values) for values in completions(inputs)}
    departures = {
        departs(inputs, choice)
        for choice in product(*(free_ways(rules, block) for block in inputs.blocks))
        if category(rules, together(inputs, choice)) not in allowed
    }
    units = [unit for block in inputs.blocks for unit in keepable(block)]
    parts = [frozenset(chosen) for size in range(len(units) + 1) for chosen in combinations(units, size)]
    enough = [frozenset().union(*part) for part in parts if all(part & departed for departed in departures)]
    return {part for part in enough if len(part) == min(map(len, enough))}


def together(inputs: MarketInputs, choice: tuple[tuple[Value, ...], ...]) -> dict[str, Value]:
    pairs = zip(inputs.blocks, choice, strict=True)
    return {path: value for block, values in pairs for path, value in zip(block.paths, values, strict=True)}


def departs(inputs: MarketInputs, choice: tuple[tuple[Value, ...], ...]) -> frozenset[Unit]:
    """What this market would not have to be kept for it to be another one."""
    departed: set[Unit] = set()
    for block, values in zip(inputs.blocks, choice, strict=True):
        if block.paths[0].startswith("priority_lists."):
            known = block.alternatives[0]
            departed |= {
                unit
                for unit in keepable(block)
                if values[block.paths.index(next(iter(unit)))] != known[block.paths.index(next(iter(unit)))]
            }
        elif as_told(values) not in map(as_told, block.alternatives):
            departed |= set(keepable(block))
    return frozenset(departed)


def as_told(values: tuple[Value, ...]) -> tuple[object, ...]:
    return tuple(value if isinstance(value, str) else value >= 15 for value in values)


def check(rules: Criteria, inputs: MarketInputs) -> None:
    assert {one for reason in sufficient_reasons(Ruleset(rules), inputs) for one in reason.sets()} == by_trying(
        rules, inputs
    )


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
