"""The markets drawn by lot have the corners that the trials are for; what is never met is never tried."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from hhmonitor.engine import Ruleset
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import Condition, Criteria
from hhmonitor.questions.robustness import robustness
from tests.questions.small_markets import Small, country_inputs, criteria

DRAWN = 150


def test_each_corner_is_met_more_than_once_in_a_hundred_draws() -> None:
    chance = random.Random(0)
    met: Counter[str] = Counter()
    for _ in range(DRAWN):
        rules = criteria(chance)
        met.update(set(corners(rules, country_inputs(chance, rules))))
    corner = {
        "a negated condition",
        "several characteristics judged by figures",
        "opposed characteristics on one missing figure",
        "a product of two missing figures",
        "several most probable categories",
        "several most probable categories, and something to learn",
    }
    assert {one for one in corner if met[one] * 100 > DRAWN} == corner


def corners(rules: Criteria, market: Small) -> Iterator[str]:
    """The corners that a market has, in words."""
    if any(one.negated is not None for asked in asked_of_markets(rules) for one in parts(asked)):
        yield "a negated condition"
    by_figures = {*market.known_by_figures, *market.figures.paths}
    judged = [path for path in by_figures if path.startswith("health_system.")]
    if len(judged) > 1:
        yield "several characteristics judged by figures"
    hanging = [place for place, path in enumerate(market.figures.paths) if path.startswith("health_system.")]
    values = market.figures.chances
    if any(all(each[one] != each[other] for each in values) for one, other in combinations(hanging, 2)):
        yield "opposed characteristics on one missing figure"
    if any(len(missing) > 1 for missing in market.figures.hanging.values()):
        yield "a product of two missing figures"
    found = robustness(Ruleset(rules), ErrorModel(rules), market.inputs)
    if list(found.probabilities.values()).count(max(found.probabilities.values())) > 1:
        yield "several most probable categories"
        if any(one.worth for one in found.inputs):
            yield "several most probable categories, and something to learn"


def asked_of_markets(rules: Criteria) -> Iterator[Condition]:
    for one in rules.categories:
        yield from (*one.requires, *one.prefers)
        yield from (variant.when for variant in one.variants if variant.when is not None)


def parts(condition: Condition) -> Iterator[Condition]:
    """A condition and every condition within it."""
    yield condition
    inner = [] if condition.negated is None else [condition.negated]
    for one in (*(condition.any_of or ()), *(condition.all_of or ()), *inner):
        yield from parts(one)
