"""The verification of criteria drawn by lot, held against looking at every possible market by itself."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from hhmonitor.engine import NONE, Ruleset
from hhmonitor.engine.expressions import expression
from hhmonitor.model import Criteria, Requirement
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.possible_markets import Completion, blocks_of_all_inputs
from hhmonitor.questions.verification import Constant, Gap, Idle, Implied, NotMonotone, Unreachable, verify
from tests.questions.criteria_by_hand import category, criteria


def drawn(seed: int) -> Criteria:
    """Small criteria with three categories, as wild as the lot makes them."""
    chance = random.Random(seed)

    def leaf() -> dict[str, Any]:
        return chance.choice(
            [
                {"count": "health_system", "at_least": chance.choice((0, 1))},
                {"count": "themes", "at_least": chance.choice((1, 2)), "level": chance.choice(("specific", "broad"))},
                {"theme": {"biopharma": chance.choice(("specific", "broad"))}},
                {"count": "dimensions", "at_least": 1},
                {"sector_interest": chance.choice(("incidental", "specific", "broad"))},
                {"trend": [chance.choice(("stable", "emerging", "declining"))]},
                {"priority_list": chance.choice(("top_9", "top_25"))},
            ]
        )

    def condition() -> dict[str, Any]:
        kind = chance.choice(("leaf", "leaf", "leaf", "any", "not"))
        if kind == "any":
            return {"any": [leaf(), leaf()]}
        return {"not": leaf()} if kind == "not" else leaf()

    def conditions() -> list[dict[str, Any]]:
        return [condition() for _ in range(chance.choice((1, 2, 3)))]

    variants = [{"id": "IIb", "when": leaf()}, {"id": "IIa"}]
    return criteria(
        category("I", *conditions(), prefers=[condition()]),
        category("II", *conditions(), variants=variants),
        category("III", *conditions(), prefers=[condition()]),
        health_system={"size": {}},
        dimensions={"trade": {}},
        themes={"biopharma": {}, "one_health": {}},
    )


class Trial:
    """All possible markets of some criteria, one by one, with the category of each."""

    def __init__(self, of: Criteria) -> None:
        self.rules = Ruleset(of)
        blocks = blocks_of_all_inputs([of])
        self.markets: list[Completion] = [
            {
                path: value
                for block, values in zip(blocks, choice, strict=True)
                for path, value in zip(block.paths, values, strict=True)
            }
            for choice in product(*(block.alternatives for block in blocks))
        ]
        self.categories = {frozenset(market.items()): self.rules.category(market) for market in self.markets}

    def mask(self, market: Completion) -> int:
        encoding = self.rules.encoding
        return encoding.mask(sum(encoding.contribution(path, value) for path, value in market.items()))

    def falls(self) -> Iterator[tuple[str, str, str]]:
        """Inputs that bring a market down by getting better by a step, with its category before and after."""
        for market in self.markets:
            before = self.categories[frozenset(market.items())]
            for path, value in market.items():
                scale = SCALES[path.partition(".")[0]]
                better = scale.values[scale.rank(str(value)) + 1 :][:1]
                raised = frozenset({**market, **dict.fromkeys([path], *better)}.items()) if better else None
                after = self.categories.get(raised, before) if raised else before
                if self.rules.rank(after) > self.rules.rank(before):
                    yield path, before, after

    def without(self, number: int, requirement: Requirement) -> list[str]:
        """The categories of all markets if a category did not ask for this."""
        of = self.rules.criteria
        categories = list(of.categories)
        one = categories[number]
        categories[number] = one.model_copy(
            update={
                "requires": tuple(other for other in one.requires if other is not requirement),
                "prefers": tuple(other for other in one.prefers if other is not requirement),
            }
        )
        rules = Ruleset(of.model_copy(update={"categories": tuple(categories)}))
        return [rules.category(market) for market in self.markets]


@pytest.fixture(params=range(12), scope="module")
def trial(request: pytest.FixtureRequest) -> Trial:
    return Trial(drawn(request.param))


def test_categories_out_of_reach(trial: Trial) -> None:
    reached = set(trial.categories.values())
    flaws = [flaw for flaw in verify(trial.rules) if isinstance(flaw, Unreachable)]
    missing = {outcome for outcome in trial.rules.criteria.outcomes if outcome not in reached}
    told = {flaw.category for flaw in flaws}
    # A category that nobody gets is told as a whole, not by its variants.
    assert told == ({"II"} | (missing - {"IIa", "IIb"}) if {"IIa", "IIb"} <= missing else missing)


def test_steps_up_that_bring_a_market_down(trial: Trial) -> None:
    flaws = [flaw for flaw in verify(trial.rules) if isinstance(flaw, NotMonotone)]
    assert {(path, flaw.before, flaw.after) for flaw in flaws for path in flaw.alike} == set(trial.falls())
    for flaw in flaws:
        assert trial.rules.category(flaw.example.market) == flaw.before
        assert trial.rules.category({**flaw.example.market, flaw.changed: flaw.better}) == flaw.after


def test_requirements_that_change_nothing(trial: Trial) -> None:
    told = {flaw.path for flaw in verify(trial.rules) if isinstance(flaw, Implied | Idle)}
    told |= {flaw.path for flaw in verify(trial.rules) if isinstance(flaw, Constant) and flaw.holds}
    now = [trial.rules.category(market) for market in trial.markets]
    of = trial.rules.criteria
    superfluous = set()
    for number, one in enumerate(of.categories):
        for key, requirements in (("requires", one.requires), ("prefers", one.prefers)):
            for place, requirement in enumerate(requirements):
                last_preference = key == "prefers" and number == len(of.categories) - 1
                if not last_preference and trial.without(number, requirement) == now:
                    superfluous.add(("categories", number, key, place))
    remarks = ("categories", len(of.categories) - 1, "prefers")
    assert {path for path in told if path[:3] != remarks} == superfluous


def test_gaps(trial: Trial) -> None:
    flaws = [flaw for flaw in verify(trial.rules) if isinstance(flaw, Gap)]
    outside = [market for market in trial.markets if trial.categories[frozenset(market.items())] == NONE]
    tests = {id(flaw): [trial.rules.encoding.test(expression(one)) for one in flaw.failed] for flaw in flaws}
    for flaw in flaws:
        failing = [market for market in outside if not any(test(trial.mask(market)) for test in tests[id(flaw)])]
        assert flaw.share == Fraction(len(failing), len(trial.markets))
        assert trial.rules.category(flaw.example.market) == NONE
    for market in outside:
        mask = trial.mask(market)
        assert any(not any(test(mask) for test in tests[id(flaw)]) for flaw in flaws), "a gap that is not told"
