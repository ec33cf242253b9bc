"""Small criteria with a flaw each, and the shipped ones without an error."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Figure
from hhmonitor.questions import possible_markets
from hhmonitor.questions.verification import (
    Bound,
    Constant,
    Flaw,
    Gap,
    Idle,
    Implied,
    Nested,
    NotMonotone,
    Overlap,
    TooIntricate,
    Unreachable,
    verify,
)
from tests.questions.criteria_by_hand import category, dimensions, market, positive, ruleset, themes


def flaws(rules: Ruleset, kind: type[Any], markets: Any = ()) -> list[Any]:
    """The flaws of one kind."""
    return [flaw for flaw in verify(rules, markets) if isinstance(flaw, kind)]


def of_other_kinds(rules: Ruleset, *kinds: type[Any]) -> list[Flaw]:
    """The flaws of any other kind."""
    return [flaw for flaw in verify(rules) if not isinstance(flaw, kinds)]


SOUND = (category("I", positive(2), themes(1)), category("II", positive(1), themes(1)), category("III"))


def test_sound_criteria_have_nested_categories_and_no_more() -> None:
    assert [(flaw.category, flaw.others) for flaw in verify(ruleset(*SOUND))] == [
        ("I", ("II", "III")),
        ("II", ("III",)),
    ]


def test_a_category_whose_requirements_contradict_each_other_is_unreachable() -> None:
    impossible = category("I", {"sector_interest": "broad"}, {"not": {"sector_interest": "specific"}})
    assert flaws(ruleset(impossible, category("II")), Unreachable) == [Unreachable(("categories", 0), "I", ())]


def test_a_category_that_better_ones_leave_nobody_is_unreachable() -> None:
    rules = ruleset(category("I", positive(1)), category("II", positive(2)), category("III"))
    assert flaws(rules, Unreachable) == [Unreachable(("categories", 1), "II", ("I",))]
    # All that it takes the better one takes: no question of order.
    assert not flaws(rules, Overlap)


def test_a_variant_that_an_earlier_one_leaves_nobody_is_unreachable() -> None:
    emerging = {"trend": ["emerging"]}
    variants = [{"id": "Ib", "when": emerging}, {"id": "Ic", "when": emerging}, {"id": "Ia"}]
    rules = ruleset(category("I", variants=variants))
    assert flaws(rules, Unreachable) == [Unreachable(("categories", 0, "variants", 1), "Ic", ("Ib",))]


def test_a_requirement_that_contradicts_itself_never_holds() -> None:
    contrary = {"all": [{"trend": ["emerging"]}, {"not": {"trend": ["emerging"]}}]}
    rules = ruleset(category("I", contrary, themes(1)), category("II"))
    (flaw,) = flaws(rules, Constant)
    assert (flaw.path, flaw.holds) == (("categories", 0, "requires", 0), False)
    assert flaw.path not in [one.path for one in flaws(rules, Implied)]


def test_bounds_on_a_figure_that_cross_never_hold() -> None:
    size = {"positive_when": {"indicator": "spending", "at_least": 10, "at_most": 5}}
    rules = ruleset(category("I"), health_system={"size": size}, indicators={"spending": {"unit": "USD"}})
    assert flaws(rules, Constant) == [Constant(("health_system", "size", "positive_when"), "size", False)]


def test_a_bound_of_nought_asks_nothing() -> None:
    rules = ruleset(category("I", positive(0), themes(1)))
    (flaw,) = flaws(rules, Constant)
    assert (flaw.path, flaw.holds) == (("categories", 0, "requires", 0), True)
    # What asks nothing follows from everything, which is not said once more.
    assert not flaws(rules, Implied)


def test_a_requirement_that_follows_from_another_is_implied_by_that_one_alone() -> None:
    rules = ruleset(category("I", positive(1), themes(2), themes(1)), category("II"))
    (flaw,) = flaws(rules, Implied)
    assert flaw.path == ("categories", 0, "requires", 2)
    assert [other.id for other in flaw.others] == ["r1"]


def test_a_requirement_can_follow_from_two_others_together() -> None:
    one = {"any": [{"trend": ["emerging"]}, {"sector_interest": "broad"}]}
    other = {"any": [{"not": {"trend": ["emerging"]}}, {"sector_interest": "broad"}]}
    rules = ruleset(category("I", one, other, {"sector_interest": "broad"}), category("II"))
    implied = {flaw.requirement.id: [other.id for other in flaw.others] for flaw in flaws(rules, Implied)}
    # Broad interest gives either by itself; the two together leave nothing but broad interest.
    assert implied == {"r0": ["r2"], "r1": ["r2"], "r2": ["r0", "r1"]}


def test_a_requirement_that_only_stops_markets_already_taken_is_idle() -> None:
    rules = ruleset(category("I", themes(1)), category("II", positive(1), {"not": {"count": "themes", "at_least": 1}}))
    (flaw,) = flaws(rules, Idle)
    assert (flaw.path, flaw.category) == (("categories", 1, "requires", 1), "II")


def test_a_better_market_with_a_lower_category_is_told_with_the_step_that_does_it() -> None:
    not_all = {"not": {"count": "themes", "at_least": 3}}
    rules = ruleset(category("I", themes(1), not_all), category("II"))
    (flaw,) = flaws(rules, NotMonotone)
    assert (flaw.before, flaw.after) == ("I", "II")
    assert flaw.alike == ("themes.biopharma", "themes.one_health", "themes.ageing")
    assert (flaw.worse, flaw.better) == ("none", "specific")
    assert rules.category(flaw.example.market) == "I"
    assert rules.category({**flaw.example.market, flaw.changed: flaw.better}) == "II"


def test_a_real_market_that_a_better_input_would_bring_down_is_named() -> None:
    rules = ruleset(category("I", themes(1), {"not": {"count": "themes", "at_least": 3}}), category("II"))
    near = market(rules.criteria, "XA", themes__biopharma="broad", themes__ageing="specific")
    far = market(rules.criteria, "XB", themes__biopharma="broad")
    (flaw,) = flaws(rules, NotMonotone, [near, far])
    assert flaw.example.real == ("XA",)


def test_a_list_that_shuts_a_market_out_is_not_monotone() -> None:
    rules = ruleset(category("I", {"not": {"priority_list": "top_25"}}), category("II"))
    (flaw,) = flaws(rules, NotMonotone)
    assert (flaw.changed, flaw.worse, flaw.better) == ("priority_lists.top_25", "out", "in")


def test_variants_of_one_category_are_of_one_rank() -> None:
    variants = [{"id": "Ib", "when": {"trend": ["emerging"]}}, {"id": "Ia"}]
    assert not flaws(ruleset(category("I", variants=variants)), NotMonotone)


def test_what_the_last_category_prefers_lets_nobody_down() -> None:
    assert not flaws(ruleset(category("I", prefers=[{"not": {"sector_interest": "specific"}}])), NotMonotone)


def test_a_gap_is_told_by_the_fewest_requirements_that_fail_with_the_best_market_outside() -> None:
    rules = ruleset(category("I", positive(2), themes(2)), category("II", positive(1), themes(1)))
    outside = market(rules.criteria, "XA", themes__biopharma="broad")
    inside = market(rules.criteria, "XB", themes__biopharma="broad", health_system__fit="positive")
    found = {flaw.failed[0].id: flaw for flaw in flaws(rules, Gap, [outside, inside])}
    assert found.keys() == {"r0", "r1"}
    assert all(len(flaw.failed) == 1 for flaw in found.values())
    best = found["r0"].example.market
    assert all(best[f"themes.{name}"] == "broad" for name in rules.criteria.themes)
    assert found["r0"].example.real == ("XA",)
    # Neither of the two characteristics positive: two of three values, twice; each of the three themes none.
    assert found["r0"].share == Fraction(2, 3) ** 2
    assert found["r1"].share == Fraction(1, 3) ** 3


def test_categories_that_cross_overlap_and_the_order_settles_it() -> None:
    rules = ruleset(category("I", positive(1)), category("II", themes(1)))
    both = market(rules.criteria, "XA", health_system__fit="positive", themes__ageing="specific")
    one = market(rules.criteria, "XB", themes__ageing="specific")
    (flaw,) = flaws(rules, Overlap, [both, one])
    assert (flaw.category, flaw.other, flaw.example.real) == ("I", "II", ("XA",))
    assert rules.category(flaw.example.market) == "I"
    assert not flaws(rules, Nested)


def test_bounds_far_from_every_market_and_bounds_where_they_crowd_are_told() -> None:
    rules = ruleset(category("I", positive(2), themes(2)), category("II", dimensions(1)))
    # Nobody has one or two characteristics; all but one have one theme or two; the dimension divides a quarter.
    markets = [
        market(rules.criteria, "XA", themes__biopharma="broad"),
        market(rules.criteria, "XB", themes__biopharma="broad", themes__ageing="specific"),
        market(rules.criteria, "XC", themes__biopharma="unknown", themes__ageing="specific"),
        market(rules.criteria, "XD", dimensions__trade="broad", dimensions__innovation="broad"),
    ]
    near = {str(flaw.leaf.count): flaw for flaw in flaws(rules, Bound, markets)}
    assert near["health_system"].near == 0
    assert near["themes"].just_met == ("XB",)
    assert near["themes"].just_missed == ("XA", "XC")  # an unknown input counts at its least favourable


def test_a_market_is_near_a_bound_within_one_step_of_it() -> None:
    spending = {"spending": {"unit": "USD"}}
    judge = {"fit": {"positive_when": {"indicator": "spending", "at_least": 100}}}
    rules = ruleset(category("I", themes(2)), indicators=spending, health_system=judge)
    three = {f"themes__{name}": "specific" for name in ("biopharma", "one_health", "ageing")}
    markets = [market(rules.criteria, f"X{number}", **dict(list(three.items())[:number])) for number in range(4)]
    (bound,) = flaws(rules, Bound, markets)
    # Two themes are asked for: who has two would fail one step up, who has one would pass one step down.
    assert (bound.just_met, bound.just_missed) == (("X2",), ("X1",))


@pytest.mark.parametrize(
    ("bound", "figure", "met", "missed"),
    [
        *(("at_least", figure, 0, 0) for figure in (89, 110)),
        *(("at_least", figure, 0, 1) for figure in (90, 99)),
        *(("at_least", figure, 1, 0) for figure in (100, 109)),
        *(("at_most", figure, 0, 0) for figure in (90, 111)),
        *(("at_most", figure, 0, 1) for figure in (101, 106, 110)),
        *(("at_most", figure, 1, 0) for figure in (91, 94, 100)),
    ],
)
def test_a_figure_is_near_a_bound_within_a_tenth_of_it(bound: str, figure: int, met: int, missed: int) -> None:
    judge = {"fit": {"positive_when": {"indicator": "spending", bound: 100}}}
    rules = ruleset(category("I", positive(1)), indicators={"spending": {"unit": "USD"}}, health_system=judge)
    one = market(rules.criteria, "XA")
    figures = (Figure("spending", 2020, float(figure)),)
    judged = replace(one, health_system={"fit": replace(one.health_system["fit"], figures=figures)})
    bounds = [flaw for flaw in flaws(rules, Bound, [judged]) if flaw.leaf.indicator]
    assert [(len(flaw.just_met), len(flaw.just_missed)) for flaw in bounds] == [(met, missed)]


def test_a_bound_that_stands_in_several_places_is_told_once_at_the_first() -> None:
    rules = ruleset(category("I", positive(2), themes(1)), category("II", positive(2)))
    (flaw,) = (
        one
        for one in flaws(rules, Bound, [market(rules.criteria, "XA", themes__biopharma="broad")])
        if one.leaf.count == "health_system"
    )
    assert [path[:2] for path in flaw.paths] == [("categories", 0), ("categories", 1)]
    assert flaw.path == flaw.paths[0]


@pytest.mark.parametrize(("far", "told"), [(2, True), (3, False)])
def test_a_third_of_the_markets_is_many_and_a_quarter_is_not(far: int, told: bool) -> None:
    rules = ruleset(category("I", positive(0), dimensions(1)))
    near = market(rules.criteria, "XA", dimensions__trade="broad")
    many = {"dimensions__trade": "broad", "dimensions__innovation": "broad"}
    others = [market(rules.criteria, f"X{number}", **many) for number in range(far)]
    found = {str(one.leaf.count) for one in flaws(rules, Bound, [near, *others])}
    assert ("dimensions" in found) is told


def test_a_bound_of_nothing_is_just_met_by_a_market_that_has_nothing() -> None:
    rules = ruleset(category("I", positive(0)), category("II", dimensions(1)))
    found = {str(one.leaf.count): one for one in flaws(rules, Bound, [market(rules.criteria, "XA")])}
    assert (found["health_system"].value, found["health_system"].just_met) == (0, ("XA",))


def test_bounds_say_nothing_where_there_are_no_markets() -> None:
    assert not flaws(ruleset(*SOUND), Bound)


def test_criteria_that_ask_too_much_separately_are_said_to_be_unverified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible_markets, "TOO_MANY", 3)
    assert verify(ruleset(*SOUND)) == [TooIntricate()]
