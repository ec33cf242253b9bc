"""Corners of the rules, each a small market of which the right answer is worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hhmonitor.engine import Ruleset, diagram, space
from hhmonitor.inputs import Gatherer, MarketInputs
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.inputs.space import Intractable
from hhmonitor.model import Country, Criteria
from hhmonitor.questions.gaps import Gaps, gaps
from hhmonitor.questions.minimal_change import Neighbourhood
from hhmonitor.questions.reasons import sufficient_reasons
from hhmonitor.questions.robustness import robustness
from tests.support import AS_OF, interest, judged

BROAD = {"sector_interest": "broad"}


def rules(*categories: dict[str, Any], **more: Any) -> Criteria:
    """Criteria with three characteristics, one dimension, one open list and three base figures."""
    return Criteria.model_validate(
        {
            "id": "small",
            "title": "small",
            "health_system": {name: {} for name in ("c0", "c1", "c2")},
            "dimensions": {"d0": {}},
            "themes": {},
            "indicators": {name: {"unit": "USD"} for name in ("e", "f", "h")}
            | {"g": {"unit": "USD", "product_of": ["e", "f"]}},
            "priority_lists": {"l": {"complete": False}},
            "categories": list(categories),
            **more,
        }
    )


def category(name: str, *asked: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "requires": [{"id": f"r{place}", **one} for place, one in enumerate(asked)], **more}


def by_figures(**positive_when: dict[str, Any]) -> dict[str, Any]:
    """Characteristics with what the figures make of them."""
    judged_by = {name: {"positive_when": rule} for name, rule in positive_when.items()}
    return {name: judged_by.get(name, {}) for name in ("c0", "c1", "c2")}


def market(of: Criteria, figures: dict[str, float] | None = None, **characteristics: str) -> MarketInputs:
    """A market of which all is known but what is said to be ``indicators`` or ``unknown``."""
    stated = {name: characteristics.get(name, "negative") for name in of.health_system}
    one = Country.model_validate(
        {
            "code": "XX",
            "health_system": {name: v if v == "indicators" else judged(v) for name, v in stated.items()},
            "dimensions": {"d0": interest("broad")},
            "themes": {},
            "sector_interest": interest("broad"),
            "trend": judged("stable"),
            "indicators": {name: {"source": "s", "values": {2019: value}} for name, value in (figures or {}).items()},
        }
    )
    return Gatherer(of, {}, AS_OF).country(one)


def white_spots(of: Criteria, inputs: MarketInputs) -> Gaps:
    ruleset = Ruleset(of)
    return gaps(ruleset, inputs, robustness(ruleset, ErrorModel(of), inputs))


def reasons(of: Criteria, inputs: MarketInputs) -> set[frozenset[str]]:
    return {one for reason in sufficient_reasons(Ruleset(of), inputs) for one in reason.sets()}


def test_what_is_proven_is_the_worst_that_is_possible() -> None:
    # Off the list is the lowest value, and gives the better category.
    of = rules(category("A", {"not": {"priority_list": "l"}}), category("B"))
    assessment = Ruleset(of).assess(market(of))
    assert (assessment.rule_category, assessment.possible, assessment.candidate) == ("B", ("A", "B"), None)


def test_the_candidate_needs_all_that_is_required_in_every_completion() -> None:
    wish = {"prefers": [{"id": "p", "priority_list": "l"}]}
    of = rules(category("A", BROAD, **wish), category("B"))
    assert Ruleset(of).assess(market(of)).candidate == "A"
    open_too = rules(category("A", {"any": [BROAD, {"priority_list": "l"}]}, **wish), category("B"))
    assert Ruleset(open_too).assess(market(open_too)).candidate == "A"
    hangs = rules(category("A", {"not": {"priority_list": "l"}}, **wish), category("B"))
    assert Ruleset(hangs).assess(market(hangs)).candidate is None


@pytest.mark.parametrize(("listed", "proven"), [(["b", "a"], "a"), (["a", "b"], "b")])
def test_of_variants_the_default_is_what_is_proven(listed: list[str], proven: str) -> None:
    first, last = listed
    variants = [{"id": first, "when": {"priority_list": "l"}}, {"id": last}]
    of = rules(category("K", variants=variants))
    assessment = Ruleset(of).assess(market(of))
    assert assessment.rule_category == proven
    assert assessment.possible == ("a", "b")  # variants stand by name


def test_of_variants_that_are_possible_the_last_listed_is_proven_where_the_default_is_not() -> None:
    on_the_list = {"priority_list": "l"}
    variants = [{"id": "a", "when": on_the_list}, {"id": "b", "when": {"not": on_the_list}}, {"id": "c"}]
    of = rules(category("K", variants=variants))
    assert Ruleset(of).assess(market(of)).rule_category == "b"


def test_characteristics_judged_by_known_figures_are_inputs_of_their_own() -> None:
    asked = {"any": [{"characteristic": {"c0": "positive"}}, {"all": [{"dimension": {"d0": "broad"}}, BROAD]}]}
    judge = by_figures(c0={"indicator": "f", "at_least": 10}, c1={"indicator": "h", "at_least": 10})
    of = rules(category("A", asked), health_system=judge)
    inputs = market(of, {"f": 20, "h": 20}, c0="indicators", c1="indicators")
    assert reasons(of, inputs) == {frozenset({"health_system.c0"})}


def test_a_missing_figure_is_one_input_whatever_hangs_on_it() -> None:
    # Of two opposed judgements of the same figure one is positive: so much is known of a figure that is missing.
    judge = by_figures(c0={"indicator": "f", "at_least": 10}, c1={"not": {"indicator": "f", "at_least": 10}})
    of = rules(category("A", {"count": "health_system", "at_least": 1}), health_system=judge)
    inputs = market(of, c0="indicators", c1="indicators")
    assert Ruleset(of).assess(inputs).possible == ("A",)
    assert reasons(of, inputs) == {frozenset({"indicators.f"})}


def test_figures_that_move_several_characteristics_decide_together() -> None:
    judge = by_figures(c0={"indicator": "f", "at_least": 10}, c1={"indicator": "f", "at_least": 10})
    of = rules(category("A", {"count": "health_system", "at_least": 2}), health_system=judge)
    found = white_spots(of, market(of, c0="indicators", c1="indicators"))
    assert [(one.path, one.decisive, one.between) for one in found.unknowns if one.decisive] == [
        ("indicators.f", True, ("A", "none"))
    ]
    assert found.possible == ("A", "none")


SMALL_OR_LARGE = {
    "any": [
        {"indicator": "e", "at_least": 10},
        {"indicator": "f", "at_least": 10},
        {"indicator": "g", "at_most": 100},
    ]
}


def test_a_product_of_missing_figures_is_the_product_of_its_factors() -> None:
    of = rules(category("A", {"characteristic": {"c0": "positive"}}), health_system=by_figures(c0=SMALL_OR_LARGE))
    inputs = market(of, c0="indicators")
    assert inputs.health_system["c0"].value == "positive"
    assert Ruleset(of).assess(inputs).possible == ("A",)
    # With a bound that two figures below ten can pass, it is open again, and both figures decide.
    tighter = {"any": [*SMALL_OR_LARGE["any"][:2], {"indicator": "g", "at_most": 99}]}
    of = rules(category("A", {"characteristic": {"c0": "positive"}}), health_system=by_figures(c0=tighter))
    found = white_spots(of, market(of, c0="indicators"))
    assert [(one.path, one.decisive) for one in found.unknowns if one.path.startswith("indicators.")] == [
        ("indicators.e", True),
        ("indicators.f", True),
    ]


def test_cells_of_a_product_are_equally_likely_among_those_that_its_factors_reach() -> None:
    of = rules(category("A", {"indicator": "g", "at_least": 100}), category("B", {"indicator": "e", "at_least": 10}))
    found = robustness(Ruleset(of), ErrorModel(of), market(of))
    # Whether e is small or large, the product can lie on either side of its bound.
    assert found.probabilities == {"A": Fraction(1, 2), "B": Fraction(1, 4), "none": Fraction(1, 4)}


def test_whatever_is_learnt_of_a_tie_one_of_the_two_is_dethroned() -> None:
    of = rules(category("A", {"priority_list": "l"}), category("B"))
    (found,) = white_spots(of, market(of)).unknowns
    assert (found.path, found.worth) == ("priority_lists.l", 1)


def test_a_newcomer_that_only_ties_dethrones_nobody() -> None:
    # c0 and c1 unknown: A where both are positive, else B. Knowing c0 positive makes them tie, and B is still on top.
    of = rules(category("A", {"count": "health_system", "at_least": 2}), category("B"))
    found = white_spots(of, market(of, c0="unknown", c1="unknown"))
    assert {one.path: one.worth for one in found.unknowns if one.path.startswith("health")} == {
        "health_system.c0": 0,
        "health_system.c1": 0,
    }


def test_changes_start_from_what_gives_the_rules_category() -> None:
    # On the list the market is in B; off it, the lowest value, in A: the change is sought from B.
    asked = {"any": [{"not": {"priority_list": "l"}}, {"characteristic": {"c0": "positive"}}]}
    of = rules(category("A", asked), category("B"))
    near = Neighbourhood(Ruleset(of), market(of))
    assert near.category == "B"
    assert near.up_to("A").sets() == {frozenset({"health_system.c0"})}
    by_lists = Neighbourhood(Ruleset(of), market(of), lists=True).up_to("A")
    assert by_lists.sets() == {frozenset({"health_system.c0"}), frozenset({"priority_lists.l"})}


def named_one_by_one(categories: int, asked: int, parts: int) -> Criteria:
    """Criteria that name every input by itself, in an order without any plan."""
    groups = [*(("characteristic", f"c{n}") for n in range(6)), *(("dimension", f"d{n}") for n in range(3))]
    groups += [("theme", f"t{n}") for n in range(8)]
    levels = ("specific", "broad")
    values = {"characteristic": ("mixed", "positive"), "dimension": levels, "theme": levels}
    turn = iter(range(10**6))

    def leaf() -> dict[str, Any]:
        number = next(turn) * 7919 % 104729
        kind, name = groups[number % len(groups)]
        return {kind: {name: values[kind][number // 17 % 2]}}

    return Criteria.model_validate(
        {
            "id": "named",
            "title": "named",
            "health_system": {f"c{n}": {} for n in range(6)},
            "dimensions": {f"d{n}": {} for n in range(3)},
            "themes": {f"t{n}": {} for n in range(8)},
            "categories": [
                category(f"K{n:02}", *({"any": [leaf() for _ in range(parts)]} for _ in range(asked)))
                for n in range(categories)
            ],
        }
    )


def test_criteria_that_name_every_input_are_worked_out_with_few_nodes() -> None:
    # Going through all completions would be 3^17 of them; what is shared makes thousands.
    ruleset = Ruleset(named_one_by_one(12, 3, 3))
    assert ruleset.root >= len(ruleset.order)
    assert len(ruleset.diagram.level) < 60_000


def test_criteria_beyond_reach_are_told_of() -> None:
    with pytest.raises(Intractable):
        assert Ruleset(named_one_by_one(40, 12, 6)).root


@pytest.mark.parametrize(("module", "bound"), [(diagram, "MOST_NODES"), (diagram, "MOST_LEVELS")])
def test_what_is_beyond_a_bound_is_refused(monkeypatch: pytest.MonkeyPatch, module: Any, bound: str) -> None:
    monkeypatch.setattr(module, bound, 2)
    with pytest.raises(Intractable):
        assert Ruleset(named_one_by_one(2, 2, 3)).root


def test_too_many_ways_for_figures_to_be_missing_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = by_figures(c0={"indicator": "f", "at_least": 10}, c1={"indicator": "f", "at_least": 20})
    asked = [{"characteristic": {"c0": "positive"}}, {"characteristic": {"c1": "positive"}}]
    of = rules(category("A", *asked), category("B", asked[0]), health_system=judge)
    inputs = market(of, c0="indicators", c1="indicators")
    assert Ruleset(of).assess(inputs).possible == ("A", "B", "none")
    monkeypatch.setattr(space, "MOST_SCENES", 2)
    with pytest.raises(Intractable):
        Ruleset(of).assess(inputs)
