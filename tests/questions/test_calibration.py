"""All readings together, held against every reading by itself."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import MarketInputs
from hhmonitor.model import Criteria
from hhmonitor.model.scales import INTEREST
from hhmonitor.questions.calibration import Calibration, calibrate
from tests.questions.criteria_by_hand import category, criteria, dimensions, market, positive, themes

CRITERIA = criteria(
    category("I", positive(2), themes(2), prefers=[{"priority_list": "top_9"}]),
    category(
        "II",
        positive(1),
        {"not": {"sector_interest": "broad"}},
        themes(1),
        variants=[{"id": "IIb", "when": {"trend": ["emerging"]}}, {"id": "IIa"}],
        prefers=[{"sector_interest": "specific"}],
    ),
    category("III", dimensions(1)),
)


def drawn(number: int, seed: int = 7) -> list[MarketInputs]:
    """Markets drawn by lot, some of their inputs unknown."""
    chance = random.Random(seed)

    def values() -> dict[str, str]:
        level = ("none", "specific", "broad", "unknown")
        return {
            **{f"health_system__{name}": chance.choice(("negative", "positive")) for name in CRITERIA.health_system},
            **{f"themes__{name}": chance.choice(level) for name in CRITERIA.themes},
            **{f"dimensions__{name}": chance.choice(level) for name in CRITERIA.dimensions},
            "sector_interest": chance.choice(("none", "specific", "broad")),
            "trend": chance.choice(("stable", "emerging")),
            "priority_lists__top_25": "in",
            "priority_lists__top_9": chance.choice(("out", "in")),
        }

    return [market(CRITERIA, f"X{place}", **values()) for place in range(number)]


def readings() -> Iterator[tuple[Criteria, int]]:
    """Every orderly reading of the criteria above, bounds going one up and down, written out, with its steps."""

    def asks(category_id: str, count: str) -> list[tuple[int, str]]:
        number, most = {("I", "health_system"): (2, 2), ("I", "themes"): (2, 3)}.get((category_id, count), (1, 2))
        levels = ("specific",) if count == "health_system" else ("specific", "broad")
        return [(n, level) for n in range(max(1, number - 1), min(most, number + 1) + 1) for level in levels]

    def no_less(upper: tuple[int, str], lower: tuple[int, str]) -> bool:
        return upper[0] >= lower[0] and INTEREST.rank(upper[1]) >= INTEREST.rank(lower[1])

    for c1, t1, c2, t2, d3 in product(
        asks("I", "health_system"),
        asks("I", "themes"),
        asks("II", "health_system"),
        asks("II", "themes"),
        asks("III", "dimensions"),
    ):
        if not (no_less(c1, c2) and no_less(t1, t2)):
            continue
        for binds1, binds2 in product((True, False), repeat=2):
            first, second, third = CRITERIA.categories
            told = [((first, 0), c1), ((first, 1), t1), ((second, 0), c2), ((second, 2), t2), ((third, 0), d3)]
            steps = (not binds1) + (not binds2)
            changed = {one.id: list(one.requires) for one in CRITERIA.categories}
            for (of, place), (number, level) in told:
                said = of.requires[place]
                steps += abs(number - int(said.at_least)) + (level == "broad")
                update = {"at_least": float(number), "level": None if said.count == "health_system" else level}
                changed[of.id][place] = said.model_copy(update=update)
            binds = {"I": binds1, "II": binds2, "III": True}
            categories = tuple(
                one.model_copy(
                    update={"requires": tuple(changed[one.id]), "prefers": one.prefers if binds[one.id] else ()}
                )
                for one in CRITERIA.categories
            )
            yield CRITERIA.model_copy(update={"categories": categories}), steps


MARKETS = drawn(14)
PUBLISHED = {
    one.code: random.Random(place).choice(("I", "IIa", "IIb", "III")) for place, one in enumerate(MARKETS) if place
}


def one_by_one() -> list[tuple[frozenset[str], int]]:
    """For every reading by itself the markets that come out, and the steps."""
    found = []
    for reading, steps in readings():
        rules = Ruleset(reading)
        right = (
            one.code
            for one in MARKETS
            if one.code in PUBLISHED and rules.assess(one).rule_category == PUBLISHED[one.code]
        )
        found.append((frozenset(right), steps))
    return found


def together() -> Calibration:
    return calibrate(Ruleset(CRITERIA), MARKETS, PUBLISHED)


def test_all_readings_together_say_what_each_says_by_itself() -> None:
    naive, exact = one_by_one(), together()
    assert exact.readings == len(naive) == sum(exact.by_agreement.values())
    assert dict(exact.by_agreement) == Counter(len(right) for right, _ in naive)
    counted = Counter(right for right, _ in naive)
    assert {frozenset(one.agreeing): one.readings for one in exact.outcomes} == counted
    for outcome in exact.outcomes:
        distances = [steps for right, steps in naive if right == frozenset(outcome.agreeing)]
        assert (outcome.steps, outcome.as_near) == (min(distances), distances.count(min(distances)))


def test_a_market_comes_out_under_as_many_readings_as_one_by_one() -> None:
    naive = one_by_one()
    for found in together().markets:
        distances = [steps for right, steps in naive if found.code in right]
        assert (found.readings, found.steps) == (len(distances), min(distances, default=None))


def test_the_efficient_readings_are_those_that_none_is_nearer_or_as_near_with_as_many_markets() -> None:
    naive = {(len(right), steps) for right, steps in one_by_one()}
    unbeaten = {
        (agreement, steps)
        for agreement, steps in naive
        if not any(
            (more >= agreement and fewer <= steps) and (more, fewer) != (agreement, steps) for more, fewer in naive
        )
    }
    assert {(one.agreement, one.steps) for one in together().efficient} == unbeaten


def test_the_nearest_reading_told_is_one_that_does_it() -> None:
    for outcome in together().outcomes:
        assert sum(one.steps for one in outcome.nearest) == outcome.steps


def test_the_criteria_as_they_stand_are_at_no_distance() -> None:
    (as_they_stand,) = [one for one in together().outcomes if one.steps == 0]
    rules = Ruleset(CRITERIA)
    right = {one.code for one in MARKETS if PUBLISHED.get(one.code) == rules.assess(one).rule_category}
    assert set(as_they_stand.agreeing) == right == set(together().agreeing_now)
    assert as_they_stand.as_near == 1


@pytest.mark.slow
def test_the_best_outcomes_are_all_those_that_agree_most() -> None:
    most = max(len(right) for right, _ in one_by_one())
    assert {frozenset(one.agreeing) for one in together().best} == {
        right for right, _ in one_by_one() if len(right) == most
    }


def test_markets_without_a_published_category_are_left_aside() -> None:
    assert "X0" not in together().published
    assert all(one.code != "X0" for one in together().markets)


def test_undetermined_markets_are_named() -> None:
    rules = Ruleset(CRITERIA)
    assert set(together().undetermined) == {
        one.code for one in MARKETS if one.code in PUBLISHED and not rules.assess(one).determined
    }


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    calibrate(Ruleset(CRITERIA), MARKETS, PUBLISHED, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1] == (len(told), len(told))


def test_what_the_criteria_say_is_always_among_the_readings() -> None:
    """A count that asks nothing (of at least none, or from the level none) is read so too, in no steps."""
    idle = criteria(
        category("I", positive(2), themes(0)),
        category("II", positive(0), {"count": "dimensions", "at_least": 1, "level": "none"}),
    )
    found = calibrate(Ruleset(idle), [market(idle, "XA")], {"XA": "II"})
    tried = {(one.category, str(one.requirement.count)): (one.numbers, one.levels) for one in found.grid.parameters}
    assert tried["I", "themes"] == ((0, 1), ("specific", "broad"))
    assert tried["II", "health_system"] == ((0, 1), (None,))
    assert tried["II", "dimensions"] == ((1, 2), ("none", "specific", "broad"))
    (best,) = found.best
    assert (best.steps, best.agreeing) == (0, ("XA",))
    assert all(not bound.steps for one in best.nearest for bound in one.bounds)


def test_at_or_beyond_the_number_of_inputs_no_more_is_tried() -> None:
    full = criteria(category("I", themes(3)))
    (parameter,) = calibrate(Ruleset(full), [market(full, "XA")], {"XA": "I"}).grid.parameters
    assert parameter.numbers == (2, 3)


def test_who_is_published_in_another_category_never_agrees_whatever_the_variants() -> None:
    varied = [{"id": "Ib", "when": {"trend": ["emerging"]}}, {"id": "Ia"}]
    rules = criteria(category("I", positive(1), variants=varied), category("II"))
    rich = market(rules, "XA", health_system__size="positive", health_system__fit="positive")
    found = calibrate(Ruleset(rules), [rich], {"XA": "II"})
    assert dict(found.by_agreement) == {0: found.readings}


def test_neighbours_in_order_on_a_count_stay_so_and_others_are_let_be() -> None:
    """The middle one asks no more themes than the one above, and more than the one below; dimensions are not shared."""
    rules = criteria(
        category("I", themes(2)), category("II", themes(2), dimensions(1)), category("III", dimensions(2), themes(1))
    )
    tried = (1, 2, 3)
    levels = 2

    def pairs(upper: tuple[int, ...], lower: tuple[int, ...]) -> set[tuple[int, int, int, int]]:
        return {
            (m, n, a, b)
            for m in upper
            for n in lower
            for a in range(levels)
            for b in range(levels)
            if m >= n and a >= b
        }

    first = pairs(tried, tried)
    second = pairs(tried, (1, 2))
    themes_read = sum(one[1] == other[0] and one[3] == other[2] for one in first for other in second)
    # Dimensions: of II one or two, of III one or two, each from specific or from broad, in any combination.
    found = calibrate(Ruleset(rules), [market(rules, "XA")], {"XA": "III"})
    assert found.readings == themes_read * (2 * levels) ** 2
