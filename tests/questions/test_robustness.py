"""The chances are those of going through every completion, for countries and for regions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from tests.support import seeds

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


def region_spreads(rules: Criteria, market: Small, of_members: Sequence[Spreads] = ()) -> Spreads:
    """The region's own, and what every way in which its members can fall makes of it, path by path.

    The characteristics are taken together, since several may hang on the same missing figure. ``of_members`` are what
    the members leave open, where something was learnt of one.
    """
    of_members = of_members or list(map(own_spreads, market.members))
    derived = [path for path, one in market.inputs.by_path.items() if one.basis == "members"]
    spreads = [(paths, one) for paths, one in own_spreads(market) if not set(paths) & set(derived)]
    together = [tuple(path for path in derived if path.startswith("health_system."))]
    for paths in [*filter(None, together), *((path,) for path in derived if not path.startswith("health_system."))]:
        found: Counter[tuple[Value, ...]] = Counter()
        for chance, members in member_ways(of_members, paths):
            values = tuple(summed_up(rules, path, [str(member[path]) for member in members]) for path in paths)
            found[values] += chance
        spreads.append((paths, found))
    return spreads


def member_ways(
    of_members: Sequence[Spreads], paths: tuple[str, ...]
) -> Iterator[tuple[Fraction, list[Mapping[str, Value]]]]:
    ways = []
    for own in of_members:
        spreads = [(names, one) for names, one in own if set(names) & set(paths)]
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


def learnable(market: Small, spreads: Spreads) -> Iterator[tuple[str, int, Spreads]]:
    """What can be learnt, the number of the spread that it is of, and what is left of that one way or the other."""
    for number, (paths, spread) in enumerate(spreads):
        if paths and paths == market.figures.paths:
            for name, cells in market.figures.learnt.items():
                if len(cells) > 1:
                    yield f"indicators.{name}", number, [(paths, cell) for cell in cells]
            continue
        for place, path in enumerate(paths):
            by_value: dict[Value, dict[tuple[Value, ...], Fraction]] = {}
            for values, chance in spread.items():
                by_value.setdefault(values[place], {})[values] = chance
            if len(by_value) > 1:
                yield path, number, [(paths, one) for one in by_value.values()]


def others(spreads: Spreads, number: int, learnt: tuple[tuple[str, ...], Spread]) -> Spreads:
    """The spreads once this is learnt of one."""
    return [*spreads[:number], learnt, *spreads[number + 1 :]]


def worth(expected: Mapping[str, Fraction], given: Iterable[tuple[Fraction, Mapping[str, Fraction]]]) -> Fraction:
    """The chance that one of those that are most probable now no longer is."""
    now = [name for name, chance in expected.items() if chance == max(expected.values())]
    return sum((weight for weight, of in given if any(of[one] < max(of.values()) for one in now)), Fraction(0))


def worths_of_members(rules: Criteria, market: Small) -> dict[tuple[str, str], Fraction]:
    """What it is worth to learn something of a member, by its code and the path, where it is worth anything."""
    expected = outcomes(rules, region_spreads(rules, market))
    every = list(map(own_spreads, market.members))
    found: dict[tuple[str, str], Fraction] = {}
    for place, (member, own) in enumerate(zip(market.members, every, strict=True)):
        for path, number, ways in learnable(member, own):
            given = []
            for one in ways:
                of_members = [*every[:place], others(own, number, one), *every[place + 1 :]]
                given.append((sum(one[1].values()), outcomes(rules, region_spreads(rules, market, of_members))))
            found[member.inputs.code, path] = worth(expected, given)
    return {what: one for what, one in found.items() if one}


def check(rules: Criteria, market: Small, spreads: Spreads) -> None:
    found = robustness(Ruleset(rules), ErrorModel(rules), market.inputs)
    expected = outcomes(rules, spreads)
    assert found.probabilities == expected
    assert found.rule_category == rule_category(rules, market)

    worths = {
        path: worth(expected, [(sum(one[1].values()), outcomes(rules, others(spreads, number, one))) for one in ways])
        for path, number, ways in learnable(market, spreads)
    }
    assert {one.path: one.worth for one in found.inputs} == worths
    assert [one.worth for one in found.inputs] == sorted((one.worth for one in found.inputs), reverse=True)


def outcomes(rules: Criteria, spreads: Spreads) -> dict[str, Fraction]:
    """The chance of each category, as far as the chances told go."""
    expected = dict.fromkeys([*rules.outcomes, "none"], Fraction(0))
    for chance, values in joint(spreads):
        expected[category(rules, values)] += chance
    return expected


@pytest.mark.parametrize("seed", seeds(20, quick=6))
def test_countries_by_every_completion(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(30):
        rules = criteria(chance)
        market = country_inputs(chance, rules)
        check(rules, market, own_spreads(market))


@pytest.mark.parametrize("seed", seeds(10, quick=4))
def test_regions_by_every_completion_of_their_members(seed: int) -> None:
    chance = random.Random(1000 + seed)
    for _ in range(15):
        rules = criteria(chance)
        market = region_inputs(chance, rules, chance.randint(1, 3))
        check(rules, market, region_spreads(rules, market))


def test_what_members_say_is_worth_what_learning_it_of_them_can_change() -> None:
    chance = random.Random(5)
    worthwhile = 0
    for _ in range(40):
        rules = criteria(chance, inputs=4)
        market = region_inputs(chance, rules, chance.randint(1, 2))
        found = robustness(Ruleset(rules), ErrorModel(rules), market.inputs).members
        expected = worths_of_members(rules, market)
        assert {(str(one.member), one.path): one.worth for one in found} == expected
        assert [one.worth for one in found] == sorted((one.worth for one in found), reverse=True)
        worthwhile += len(expected)
    assert worthwhile
