"""The chances are those of going through every completion, for countries and for regions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Block, MarketInputs, Value
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.robustness import robustness
from tests.questions.small_markets import category, chances_of, country_inputs, criteria, region_inputs

Spread = Mapping[tuple[Value, ...], Fraction]
Spreads = list[tuple[tuple[str, ...], Spread]]
"""For paths that hang together the chance of each combination of values."""


def own_spreads(inputs: MarketInputs) -> Spreads:
    return [(block.paths, own_spread(inputs, block)) for block in inputs.blocks]


def own_spread(inputs: MarketInputs, block: Block) -> Spread:
    if len(block.paths) == 1 and block.paths[0] in inputs.by_path:
        return {(value,): chance for value, chance in chances_of(inputs.by_path[block.paths[0]]).items()}
    # A figure counts by the one question that the criteria of these tests ask of it.
    told = {}
    for values in block.alternatives:
        told.setdefault(tuple(v if isinstance(v, str) else v >= 15 for v in values), values)
    return {values: Fraction(1, len(told)) for values in told.values()}


def region_spreads(rules: Criteria, inputs: MarketInputs) -> Spreads:
    """The region's own, and what every way in which its members can fall makes of it, path by path.

    The characteristics are taken together, since two may hang on the same missing figure.
    """
    derived = [path for path, one in inputs.by_path.items() if one.basis == "members"]
    spreads = [(paths, one) for paths, one in own_spreads(inputs) if not set(paths) & set(derived)]
    together = [tuple(path for path in derived if path.startswith("health_system."))]
    for paths in [*filter(None, together), *((path,) for path in derived if not path.startswith("health_system."))]:
        found: Counter[tuple[Value, ...]] = Counter()
        for chance, members in member_ways(inputs, paths):
            values = tuple(summed_up(rules, path, [str(member[path]) for member in members]) for path in paths)
            found[values] += chance
        spreads.append((paths, found))
    return spreads


def member_ways(inputs: MarketInputs, paths: tuple[str, ...]) -> Iterator[tuple[Fraction, list[Mapping[str, Value]]]]:
    ways = []
    for member in inputs.members:
        spreads = [(names, one) for names, one in own_spreads(member) if set(names) & set(paths)]
        ways.append(list(joint(spreads)))
    for choice in product(*ways):
        yield prod((chance for chance, _values in choice), start=Fraction(1)), [values for _chance, values in choice]


def summed_up(rules: Criteria, path: str, values: list[str]) -> str:
    """``docs/semantics.md``, *Regions*, for members of which everything is known."""
    group = path.partition(".")[0]
    scale = SCALES[group]
    ranked = sorted(values, key=scale.rank)
    if getattr(rules.regions, group) == "any":
        return ranked[-1]
    if group == "trend":
        tally = Counter(values)
        most = [value for value, number in tally.items() if number == max(tally.values())]
        return most[0] if len(most) == 1 else "stable"
    if group == "health_system":
        return "positive" if 2 * values.count("positive") >= len(values) else "negative"
    return max(
        (one for one in scale.values if 2 * sum(v in scale.at_least(one) for v in values) >= len(values)),
        key=scale.rank,
    )


def joint(spreads: Spreads) -> Iterator[tuple[Fraction, dict[str, Value]]]:
    for choice in product(*(one.items() for _paths, one in spreads)):
        values = {}
        for (paths, _one), (combination, _chance) in zip(spreads, choice, strict=True):
            values |= dict(zip(paths, combination, strict=True))
        yield prod((chance for _combination, chance in choice), start=Fraction(1)), values


def check(rules: Criteria, inputs: MarketInputs, spreads: Spreads) -> None:
    found = robustness(Ruleset(rules), ErrorModel(rules), inputs)
    order = [*rules.outcomes, "none"]
    expected = dict.fromkeys(order, Fraction(0))
    by_value: dict[str, dict[Value, dict[str, Fraction]]] = {}
    for chance, values in joint(spreads):
        outcome = category(rules, values)
        expected[outcome] += chance
        for path, value in values.items():
            told = value if isinstance(value, str) else value >= 15
            given = by_value.setdefault(path, {}).setdefault(told, dict.fromkeys(order, Fraction(0)))
            given[outcome] += chance
    assert found.probabilities == expected

    def most(chances: Mapping[str, Fraction]) -> str:
        """Of categories that tie the least favourable."""
        return max(order, key=lambda one: (chances[one], order.index(one)))

    now = most(expected)
    worth = {
        path: sum((sum(given.values()) for given in by.values() if most(given) != now), Fraction(0))
        for path, by in by_value.items()
        if len(by) > 1
    }
    # Figures are told apart by their question here, by their value there.
    assert {one.path: one.worth for one in found.inputs if not one.path.startswith("indicators.")} == {
        path: chance for path, chance in worth.items() if not path.startswith("indicators.")
    }
    assert [one.worth for one in found.inputs] == sorted((one.worth for one in found.inputs), reverse=True)


@pytest.mark.parametrize("seed", range(20))
def test_countries_by_every_completion(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(75):
        rules = criteria(chance)
        inputs = country_inputs(chance, rules)
        check(rules, inputs, own_spreads(inputs))


@pytest.mark.parametrize("seed", range(10))
def test_regions_by_every_completion_of_their_members(seed: int) -> None:
    chance = random.Random(1000 + seed)
    for _ in range(40):
        rules = criteria(chance)
        inputs = region_inputs(chance, rules, chance.randint(1, 3))
        check(rules, inputs, region_spreads(rules, inputs))
