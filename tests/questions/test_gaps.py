"""An unknown is called decisive exactly where two completions that differ in it alone give different categories."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import product

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import Criteria
from hhmonitor.questions.gaps import gaps
from hhmonitor.questions.robustness import robustness
from tests.questions.small_markets import (
    Small,
    category,
    completions,
    country_inputs,
    criteria,
    region_inputs,
    together,
)
from tests.support import seeds


def check(rules: Criteria, market: Small) -> None:
    ruleset = Ruleset(rules)
    robust = robustness(ruleset, ErrorModel(rules), market.inputs)
    found = gaps(ruleset, market.inputs, robust)
    every = [(values, category(rules, values)) for values in completions(market)]
    order = [*rules.outcomes, "none"]
    assert found.possible == tuple(sorted({outcome for _values, outcome in every}, key=order.index))

    unknown = [path for path in every[0][0] if len({values[path] for values, _outcome in every}) > 1]
    by_themselves = [path for path in unknown if path not in market.figures.paths]
    figures = [f"indicators.{name}" for name in market.figures.beside]
    assert sorted(one.path for one in found.unknowns) == sorted([*by_themselves, *figures])
    for one in found.unknowns:
        if one.path in figures:
            between = by_a_figure(rules, market, one.path.removeprefix("indicators."))
        else:
            alike: dict[object, set[str]] = defaultdict(set)
            for values, outcome in every:
                alike[tuple((path, value) for path, value in values.items() if path != one.path)].add(outcome)
            between = {outcome for outcomes in alike.values() if len(outcomes) > 1 for outcome in outcomes}
        assert one.decisive == bool(between), one.path
        assert one.between == tuple(sorted(between, key=order.index))
    worth = {one.path: one.worth for one in robust.inputs}
    assert {one.path: one.worth for one in found.unknowns} == {
        one.path: worth.get(one.path, 0) for one in found.unknowns
    }
    assert [one.decisive for one in found.unknowns] == sorted((one.decisive for one in found.unknowns), reverse=True)


def by_a_figure(rules: Criteria, market: Small, name: str) -> set[str]:
    """The categories between which a missing figure decides by itself, all else being the same."""
    between: set[str] = set()
    for choice in product(*(block.alternatives for block in market.others)):
        rest = {**together(market.others, choice), **market.known_by_figures}
        for reachable in market.figures.beside[name]:
            outcomes = {
                category(rules, {**rest, **dict(zip(market.figures.paths, values, strict=True))})
                for values in reachable
            }
            between |= outcomes if len(outcomes) > 1 else set()
    return between


@pytest.mark.parametrize("seed", seeds(20, quick=6))
def test_decisive_is_what_some_completion_makes_matter(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(30):
        rules = criteria(chance)
        check(rules, country_inputs(chance, rules, open_inputs=4))


def test_decisive_in_a_region_as_its_inputs_have_it() -> None:
    chance = random.Random(7)
    for _ in range(40):
        rules = criteria(chance)
        check(rules, region_inputs(chance, rules, chance.randint(1, 3)))


def test_an_open_input_of_a_region_names_the_members_that_leave_it_open() -> None:
    chance = random.Random(3)
    for _ in range(15):
        rules = criteria(chance)
        inputs = region_inputs(chance, rules, 3).inputs
        ruleset = Ruleset(rules)
        for one in gaps(ruleset, inputs, robustness(ruleset, ErrorModel(rules), inputs)).unknowns:
            if one.path in inputs.by_path and inputs.by_path[one.path].basis == "members":
                assert one.members == tuple(
                    member.code for member in inputs.members if not member.by_path[one.path].known
                )
                assert one.members
            else:
                assert one.members == ()
