"""The chances are those of going through every completion, for countries and for regions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Block, Value
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.robustness import robustness
from tests.questions.small_markets import (
    Small,
    category,
    chances_of,
    country_inputs,
    criteria,
    region_inputs,
    rule_category,
)

Spread = Mapping[tuple[Value, ...], Fraction]
Spreads = list[tuple[tuple[str, ...], Spread]]
"""For paths that hang together the chance of each combination of values."""


def own_spreads(market: Small) -> Spreads:
    """What a market's own file leaves open: input by input, the lists together, and what hangs on missing figures."""
    known: Spreads = [((path,), {(value,): Fraction(1)}) for path, value in market.known_by_figures.items()]
    figures: Spreads = [(market.figures.paths, market.figures.chances)]
    return [*((block.paths, own_spread(market, block)) for block in market.others), *known, *figures]


def own_spread(market: Small, block: Block) -> Spread:
    if len(block.paths) == 1:
        return {(value,): chance for value, chance in chances_of(market.inputs.by_path[block.paths[0]]).items()}
    return {values: Fraction(1, len(block.alternatives)) for values in block.alternatives}


def region_spreads(rules: Criteria, market: Small) -> Spreads:
    """The region's own, and what every way in which its members can fall makes of it, path by path.

    The characteristics are taken together, since several may hang on the same missing figure.
    """
    derived = [path for path, one in market.inputs.by_path.items() if one.basis == "members"]
    spreads = [(paths, one) for paths, one in own_spreads(market) if not set(paths) & set(derived)]
    together = [tuple(path for path in derived if path.startswith("health_system."))]
    for paths in [*filter(None, together), *((path,) for path in derived if not path.startswith("health_system."))]:
        found: Counter[tuple[Value, ...]] = Counter()
        for chance, members in member_ways(market, paths):
            values = tuple(summed_up(rules, path, [str(member[path]) for member in members]) for path in paths)
            found[values] += chance
        spreads.append((paths, found))
    return spreads


def member_ways(market: Small, paths: tuple[str, ...]) -> Iterator[tuple[Fraction, list[Mapping[str, Value]]]]:
    ways = []
    for member in market.members:
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


def check(rules: Criteria, market: Small, spreads: Spreads) -> None:
    found = robustness(Ruleset(rules), ErrorModel(rules), market.inputs)
    expected = outcomes(rules, spreads)
    assert found.probabilities == expected
    assert found.rule_category == rule_category(rules, market)

    def worth(given: Iterable[tuple[Fraction, Mapping[str, Fraction]]]) -> Fraction:
        """The chance that one of those that are most probable now no longer is."""
        now = [name for name, chance in expected.items() if chance == max(expected.values())]
        return sum((weight for weight, of in given if any(of[one] < max(of.values()) for one in now)), Fraction(0))

    worths: dict[str, Fraction] = {}
    for number, (paths, spread) in enumerate(spreads):
        others = [*spreads[:number], *spreads[number + 1 :]]
        if paths and paths == market.figures.paths:
            for name, cells in market.figures.learnt.items():
                if len(cells) > 1:
                    given = [(sum(cell.values()), outcomes(rules, [*others, (paths, cell)])) for cell in cells]
                    worths[f"indicators.{name}"] = worth(given)
            continue
        for place, path in enumerate(paths):
            by_value: dict[Value, dict[tuple[Value, ...], Fraction]] = {}
            for values, chance in spread.items():
                by_value.setdefault(values[place], {})[values] = chance
            if len(by_value) > 1:
                given = [(sum(one.values()), outcomes(rules, [*others, (paths, one)])) for one in by_value.values()]
                worths[path] = worth(given)
    assert {one.path: one.worth for one in found.inputs} == worths
    assert [one.worth for one in found.inputs] == sorted((one.worth for one in found.inputs), reverse=True)


def outcomes(rules: Criteria, spreads: Spreads) -> dict[str, Fraction]:
    """The chance of each category, as far as the chances told go."""
    expected = dict.fromkeys([*rules.outcomes, "none"], Fraction(0))
    for chance, values in joint(spreads):
        expected[category(rules, values)] += chance
    return expected


@pytest.mark.parametrize("seed", range(20))
def test_countries_by_every_completion(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(30):
        rules = criteria(chance)
        market = country_inputs(chance, rules)
        check(rules, market, own_spreads(market))


@pytest.mark.parametrize("seed", range(10))
def test_regions_by_every_completion_of_their_members(seed: int) -> None:
    chance = random.Random(1000 + seed)
    for _ in range(15):
        rules = criteria(chance)
        market = region_inputs(chance, rules, chance.randint(1, 3))
        check(rules, market, region_spreads(rules, market))
