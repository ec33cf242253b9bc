"""What moved, and what moved it: each kind of change apart, together, and one of several."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.project import Root, load_project
from hhmonitor.questions.between import Between
from hhmonitor.questions.change import Newest
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.comparison import Comparison, Move, compare
from tests.support import AS_OF, THEMES, country_data, interest, shipped_criteria_data, write_project, write_yaml

# Four positive characteristics, two themes, two dimensions, broad interest: category I, and nothing to spare.
ONE: dict[str, Any] = {
    "characteristics": ["positive", "positive", "positive", "positive", "negative", "negative"],
    "dimensions": ["specific", "specific", "none"],
    "themes": ["specific", "specific"],
    "sector_interest": "broad",
    "trend": "stable",
}
# The same with three positive characteristics: IIIa.
THREE: dict[str, Any] = {**ONE, "characteristics": ["positive", "positive", "positive", "negative", *["negative"] * 2]}

Criteria = dict[str, Any]
State = tuple[list[dict[str, Any]], list[dict[str, Any]], Criteria, str, date]


def state(
    *countries: dict[str, Any],
    regions: list[dict[str, Any]] | None = None,
    criteria: Criteria | None = None,
    figures: str = "",
    as_of: date = AS_OF,
) -> State:
    return list(countries), regions or [], criteria or shipped_criteria_data(), figures, as_of


Compared = Callable[[State, State], Comparison]


@pytest.fixture
def compared(tmp_path: Path) -> Compared:
    """Compares two states, each written to a folder of its own."""

    def opened(name: str, given: State) -> Classification:
        countries, regions, criteria, figures, as_of = given
        folder = write_project(tmp_path / name, countries, regions, figures)
        write_yaml(folder / "criteria" / "2020-2023.yaml", criteria)
        return Classification(load_project(Root(folder, "option"), None, as_of), as_of)

    def call(before: State, after: State) -> Comparison:
        return compare(Between(opened("before", before), opened("after", after), "before"))

    return call


def criteria_with(change: Callable[[Criteria], object]) -> Criteria:
    criteria = deepcopy(shipped_criteria_data())
    change(criteria)
    return criteria


def four_become_three(criteria: Criteria) -> None:
    """Category I asks for three positive characteristics instead of four."""
    criteria["categories"][0]["requires"][0]["at_least"] = 3


def only_move(comparison: Comparison) -> Move:
    assert len(comparison.moves) == 1
    return comparison.moves[0]


def paths(move: Move) -> list[str]:
    return [cause.path for cause in move.why.causes]


def test_nothing_changed_and_nothing_moved(compared: Compared) -> None:
    comparison = compared(state(country_data("JP", **ONE)), state(country_data("JP", **ONE)))
    assert comparison.moves == ()
    assert comparison.unchanged == ("JP",)


def test_a_judgement_alone(compared: Compared) -> None:
    move = only_move(compared(state(country_data("JP", **THREE)), state(country_data("JP", **ONE))))
    assert (move.before, move.after, move.direction) == ("IIIa", "I", "up")
    assert move.why.explanations == (("evidence",),)
    cause = move.why.causes[0]
    assert (cause.path, cause.old, cause.new) == ("health_system.reimbursement_access", "negative", "positive")
    assert cause.place is not None
    assert cause.place.file == "countries/JP.yaml"
    assert cause.place.span is not None


def test_a_change_that_does_not_matter_is_no_cause(compared: Compared) -> None:
    attaches = {"economic": "yes", "sources": ["s1"]}
    after = country_data("JP", **{**ONE, "themes": ["broad", "specific"]}, attaches=attaches)
    move = only_move(compared(state(country_data("JP", **THREE)), state(after)))
    assert paths(move) == ["health_system.reimbursement_access"]


def test_interest_in_a_dimension_alone(compared: Compared) -> None:
    two, one = (
        country_data("JP", **ONE | {"dimensions": ["specific", *rest]})
        for rest in (["specific", "none"], ["none", "none"])
    )
    move = only_move(compared(state(two), state(one)))
    assert (move.before, move.after) == ("I", "II")
    (cause,) = move.why.causes
    assert (cause.kind, cause.path.partition(".")[0], cause.old, cause.new) == (
        "evidence",
        "dimensions",
        "specific",
        "none",
    )


def test_a_bound_alone(compared: Compared) -> None:
    market = country_data("JP", **THREE)
    move = only_move(compared(state(market), state(market, criteria=criteria_with(four_become_three))))
    assert move.why.explanations == (("criteria",),)
    cause = move.why.causes[0]
    assert cause.path == "categories.I.requires.most_characteristics.at_least"
    assert (cause.old, cause.new, cause.market) == (4, 3, None)


def test_evidence_and_criteria_only_together(compared: Compared) -> None:
    two = {**ONE, "characteristics": ["positive", "positive", *["negative"] * 4]}
    move = only_move(
        compared(
            state(country_data("JP", **two)),
            state(country_data("JP", **THREE), criteria=criteria_with(four_become_three)),
        )
    )
    assert move.why.explanations == (("evidence", "criteria"),)
    assert {cause.kind for cause in move.why.causes} == {"evidence", "criteria"}


def test_either_of_two_is_enough(compared: Compared) -> None:
    move = only_move(
        compared(
            state(country_data("JP", **THREE)),
            state(country_data("JP", **ONE), criteria=criteria_with(four_become_three)),
        )
    )
    assert move.why.explanations == (("evidence",), ("criteria",))


def test_a_list(compared: Compared) -> None:
    def on_the_top_9(criteria: Criteria) -> None:
        criteria["priority_lists"]["top_9"]["members"].append("JP")

    market = country_data("JP", **{**ONE, "sector_interest": "none"})
    move = only_move(compared(state(market), state(market, criteria=criteria_with(on_the_top_9))))
    assert move.after == "I"
    assert move.why.explanations == (("lists",),)
    assert paths(move) == ["priority_lists.top_9.members"]


FIGURES = "market,indicator,year,value,source\nJP,health_expenditure_per_capita_usd,2018,900,s\n"


def test_a_new_year_of_figures(compared: Compared) -> None:
    market = country_data("JP", **{**ONE, "characteristics": ["indicators", *ONE["characteristics"][1:]]})
    later = f"{FIGURES}JP,health_expenditure_per_capita_usd,2019,1100,s\n"
    move = only_move(compared(state(market, figures=FIGURES), state(market, figures=later)))
    assert move.why.explanations == (("figures",),)
    cause = move.why.causes[0]
    assert (cause.old, cause.new) == (Newest(900, 2018), Newest(1100, 2019))
    assert cause.place is not None
    assert cause.place.span is not None
    assert (cause.place.file, cause.place.span.start.line) == ("countries/figures/indicators.csv", 3)


def test_a_year_that_the_day_of_the_review_brings(compared: Compared) -> None:
    market = country_data("JP", **{**ONE, "characteristics": ["indicators", *ONE["characteristics"][1:]]})
    both = f"{FIGURES}JP,health_expenditure_per_capita_usd,2019,1100,s\n"
    before = state(market, figures=both, as_of=date(2018, 12, 31))
    move = only_move(compared(before, state(market, figures=both)))
    assert move.why.explanations == (("figures",),)


def decision(category: str, day: str) -> dict[str, Any]:
    return {"category": category, "reason": "Seen otherwise.", "decided_by": "LSH Internationaal Overleg", "date": day}


def test_a_decision(compared: Compared) -> None:
    after = country_data("JP", **ONE, decision=decision("II", "2020-07"))
    move = only_move(compared(state(country_data("JP", **ONE)), state(after)))
    assert (move.before, move.after, move.direction) == ("I", "II", "down")
    assert move.why.explanations == (("decision",),)


def test_a_decision_that_takes_effect_in_between(compared: Compared) -> None:
    market = country_data("JP", **ONE, decision=decision("II", "2020-07"))
    move = only_move(compared(state(market, as_of=date(2020, 1, 1)), state(market)))
    assert move.why.explanations == (("decision",),)


def test_evidence_behind_a_decision_moves_nothing(compared: Compared) -> None:
    given = decision("II", "2020-07")
    comparison = compared(
        state(country_data("JP", **THREE, decision=given)), state(country_data("JP", **ONE, decision=given))
    )
    assert comparison.moves == ()


def region(*members: str) -> dict[str, Any]:
    return {"code": "NORDICS", "name": {"en": "Nordics", "nl": "Nordics"}, "members": list(members)}


def test_a_region_moves_by_its_members(compared: Compared) -> None:
    weak = country_data("NO", **THREE)
    strong = country_data("NO", **ONE)
    denmark = country_data("DK", **THREE)
    move = only_move(
        compared(
            state(weak, denmark, regions=[region("NO", "DK")]), state(strong, denmark, regions=[region("NO", "DK")])
        )
    )
    # Half of the members being positive is enough.
    assert (move.code, move.after) == ("NORDICS", "I")
    assert [(cause.market, cause.kind) for cause in move.why.causes] == [("NO", "evidence")]


def test_a_member_comes_and_the_region_moves(compared: Compared) -> None:
    one, three = country_data("NO", **ONE), country_data("DK", **THREE)
    comparison = compared(state(one, three, regions=[region("DK")]), state(one, three, regions=[region("DK", "NO")]))
    norway, nordics = sorted(comparison.moves, key=lambda move: move.direction)
    assert (norway.code, norway.before, norway.after, norway.direction) == ("NO", "I", None, "left")
    (cause,) = norway.why.causes
    assert (cause.kind, cause.path, cause.new) == ("regions", "region", "NORDICS")
    assert cause.place is not None
    assert (Path(cause.place.file).name, cause.place.path) == ("NORDICS.yaml", ("members",))
    assert (nordics.code, nordics.direction, nordics.why.explanations) == ("NORDICS", "up", (("regions",),))
    assert (nordics.why.causes[0].old, nordics.why.causes[0].new) == (("DK",), ("DK", "NO"))


def test_a_member_with_a_file_of_its_own_comes_and_the_region_moves_by_its_membership(compared: Compared) -> None:
    one, three = country_data("NO", **ONE), country_data("DK", **THREE)
    move = only_move(compared(state(three, regions=[region("DK")]), state(three, one, regions=[region("DK", "NO")])))
    assert (move.code, move.before, move.after, move.why.explanations) == ("NORDICS", "IIIa", "I", (("regions",),))


@pytest.mark.parametrize("comes", [True, False])
def test_a_region_that_comes_or_goes_does_so_with_its_members(compared: Compared, comes: bool) -> None:
    norway = country_data("NO", **ONE)
    alone, together = state(norway), state(norway, regions=[region("NO")])
    comparison = compared(alone, together) if comes else compared(together, alone)
    (nordics,) = [move for move in comparison.moves if move.code == "NORDICS"]
    (cause,) = nordics.why.causes
    assert nordics.direction == ("entered" if comes else "left")
    assert (cause.kind, cause.path) == ("regions", "members")
    assert (cause.old, cause.new) == ((None, ("NO",)) if comes else (("NO",), None))


def test_who_enters_and_who_leaves(compared: Compared) -> None:
    comparison = compared(state(country_data("JP", **ONE)), state(country_data("KR", **ONE)))
    moves = {move.code: (move.before, move.after, move.direction) for move in comparison.moves}
    assert moves == {"JP": ("I", None, "left"), "KR": (None, "I", "entered")}
    assert {move.why.causes[0].kind for move in comparison.moves} == {"file"}


def test_an_inventory_of_themes_that_was_made(compared: Compared) -> None:
    before = country_data("JP", **{**ONE, "themes": "unknown"})
    move = only_move(compared(state(before), state(country_data("JP", **ONE))))
    assert move.before == "none"
    assert [(cause.path, cause.old) for cause in move.why.causes] == [("themes", "unknown")]


def test_a_theme_left_out_is_the_same_as_none(compared: Compared) -> None:
    said = country_data("JP", **{**ONE, "themes": ["specific", "specific", "none"]})
    comparison = compared(state(said), state(country_data("JP", **ONE)))
    assert comparison.moves == ()


def test_another_set_of_categories_is_one_change(compared: Compared) -> None:
    def without_two(criteria: Criteria) -> None:
        del criteria["categories"][1]
        criteria["special_targets"]["from_categories"] = ["I"]

    market = country_data("JP", **{**ONE, "dimensions": ["specific", "none", "none"]})
    move = only_move(compared(state(market), state(market, criteria=criteria_with(without_two))))
    assert (move.before, move.after) == ("II", "IIIa")
    assert move.why.causes[0].path == "categories"
    assert move.why.causes[0].new == ("I", "III", "IV")


def test_only_some_kinds(compared: Compared) -> None:
    comparison = compared(
        state(country_data("JP", **THREE), country_data("KR", **ONE)),
        state(country_data("JP", **ONE), country_data("KR", **ONE, decision=decision("II", "2020-07"))),
    )
    assert [move.code for move in comparison.only(["decision"]).moves] == ["KR"]


# Hysteresis


def with_hysteresis(**option: Any) -> Criteria:
    def change(criteria: Criteria) -> None:
        criteria["hysteresis"] = option
        criteria["categories"][0]["keep"] = [{"id": "enough", "count": "health_system", "at_least": 3}]

    return criteria_with(change)


def test_who_stays_because_of_hysteresis_does_not_move_and_is_told(compared: Compared) -> None:
    before = state(country_data("JP", **ONE, category="I"), criteria=with_hysteresis())
    after = state(country_data("JP", **THREE, category="I"), criteria=with_hysteresis())
    comparison = compared(before, after)
    assert comparison.moves == ()
    assert [(one.code, one.category, one.rule_category) for one in comparison.held] == [("JP", "I", "IIIa")]


def test_a_market_leaves_when_what_it_must_keep_is_raised(compared: Compared) -> None:
    def raised(criteria: Criteria) -> None:
        criteria["categories"][0]["keep"][0]["at_least"] = 4

    lenient = with_hysteresis()
    strict = deepcopy(lenient)
    raised(strict)
    market = country_data("JP", **THREE, category="I")
    move = only_move(compared(state(market, criteria=lenient), state(market, criteria=strict)))
    assert (move.before, move.after) == ("I", "IIIa")
    assert any("keep" in path for path in paths(move))


def test_what_a_region_says_is_none_is_said_whatever_its_members_have(compared: Compared) -> None:
    norway, denmark = country_data("NO", **ONE), country_data("DK", **ONE)
    said = region("NO", "DK") | {"themes": {name: interest("none") for name in THEMES}}
    said["sources"] = {"s1": {"title": "A source"}}
    move = only_move(
        compared(state(norway, denmark, regions=[region("NO", "DK")]), state(norway, denmark, regions=[said]))
    )
    assert (move.code, move.before) == ("NORDICS", "I")
    assert {cause.market for cause in move.why.causes} == {"NORDICS"}
    assert all(path.startswith("themes.") for path in paths(move))


def test_a_market_leaves_when_hysteresis_is_taken_away(compared: Compared) -> None:
    market = country_data("JP", **THREE, category="I")
    move = only_move(compared(state(market, criteria=with_hysteresis()), state(market)))
    assert (move.before, move.after) == ("I", "IIIa")
    assert "hysteresis" in paths(move)
