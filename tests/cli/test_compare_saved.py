"""A list saved earlier as the base: each move has the causes that it has, no fewer and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.support import country_data, shipped_criteria_data, write_project, write_yaml

ON = ("--as-of", "2020-12-31")

# Four positive characteristics, two themes, two dimensions, broad interest: category I, and nothing to spare.
FOUR: dict[str, Any] = {
    "characteristics": ["positive"] * 4 + ["negative"] * 2,
    "dimensions": ["specific", "specific", "none"],
    "themes": ["specific", "specific"],
    "sector_interest": "broad",
    "trend": "stable",
}
THREE: dict[str, Any] = {**FOUR, "characteristics": ["positive"] * 3 + ["negative"] * 3}
TWO: dict[str, Any] = {**FOUR, "characteristics": ["positive"] * 2 + ["negative"] * 4}


def nordics(*members: str) -> dict[str, Any]:
    return {"code": "NORDICS", "name": {"en": "Nordics", "nl": "Nordics"}, "members": list(members)}


def eased(criteria: dict[str, Any]) -> None:
    """Category I asks for three positive characteristics instead of four."""
    criteria["categories"][0]["requires"][0]["at_least"] = 3


def eased_elsewhere(criteria: dict[str, Any]) -> None:
    """Category I as above, and the last one asks for one thing less: what the market here has anyhow."""
    eased(criteria)
    del criteria["categories"][-1]["requires"][-1]


def poorer(criteria: dict[str, Any]) -> None:
    """A large market is one that spends 800 dollars a head instead of 1,000."""
    criteria["health_system"]["market_size"]["positive_when"]["any"][0]["at_least"] = 800


def held(criteria: dict[str, Any]) -> None:
    """A market in I stays there while it has three positive characteristics."""
    criteria["hysteresis"] = {}
    criteria["categories"][0]["keep"] = [{"id": "enough", "count": "health_system", "at_least": 3}]


def spending(value: int) -> str:
    return f"market,indicator,year,value,source\nJP,health_expenditure_per_capita_usd,2018,{value},s\n"


Countries = list[dict[str, Any]]
Moves = Callable[..., dict[str, Any]]


@pytest.fixture
def moves(hhmonitor: Command, tmp_path: Path) -> Moves:
    """The moves from one list to another, by code: where the earlier one is saved, and where it is a folder."""

    def compared(
        then: Countries,
        now: Countries,
        regions: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], []),
        figures: tuple[str, str] = ("", ""),
        change: Callable[[dict[str, Any]], None] | None = None,
        always: Callable[[dict[str, Any]], None] | None = None,
    ) -> dict[str, Any]:
        before = write_project(tmp_path / "then", then, regions[0], figures[0])
        after = write_project(tmp_path / "now", now, regions[1], figures[1])
        for folder, changes in ((before, (always,)), (after, (always, change))):
            data = deepcopy(shipped_criteria_data())
            for made in changes:
                if made is not None:
                    made(data)
            write_yaml(folder / "criteria" / "2020-2023.yaml", data)
        saved = tmp_path / "then.json"
        assert hhmonitor("classify", "--root", before, *ON, "--format", "json", "--output", saved).status == 0
        found = []
        for base in (saved, before):
            answer = hhmonitor("compare", "--base", base, "--root", after, *ON, "--format", "json")
            assert answer.status == 0, answer.err
            found.append({move["code"]: move for move in json.loads(answer.out)["moves"]})
        told = [{code: one["explanations"] for code, one in of.items()} for of in found]
        assert told[0] == told[1], "a saved list tells what its folder tells"
        return found[0]

    return compared


def test_a_market_that_is_gone_is_told_by_its_file(moves: Moves) -> None:
    found = moves([country_data("JP", **FOUR), country_data("KR", **FOUR)], [country_data("KR", **FOUR)])
    assert found["JP"]["explanations"] == [["file"]]


def test_a_market_that_is_new_is_told_by_its_file(moves: Moves) -> None:
    found = moves([country_data("KR", **FOUR)], [country_data("JP", **FOUR), country_data("KR", **FOUR)])
    assert found["JP"]["explanations"] == [["file"]]


def test_a_member_that_leaves_its_region_comes_onto_the_list_by_the_region(moves: Moves) -> None:
    both = [country_data("NO", **FOUR), country_data("DK", **FOUR)]
    found = moves(both, both, ([nordics("NO", "DK")], [nordics("DK")]))
    assert found["NO"]["explanations"] == [["regions"]]


def test_a_bound_alone(moves: Moves) -> None:
    japan = [country_data("JP", **THREE)]
    found = moves(japan, japan, change=eased)
    assert found["JP"]["explanations"] == [["criteria"]]


def test_evidence_and_a_bound_only_together(moves: Moves) -> None:
    found = moves([country_data("JP", **TWO)], [country_data("JP", **THREE)], change=eased)
    assert found["JP"]["explanations"] == [["evidence", "criteria"]]


def test_of_two_changes_to_the_criteria_the_one_that_matters_is_the_cause(moves: Moves) -> None:
    japan = [country_data("JP", **THREE)]
    found = moves(japan, japan, change=eased_elsewhere)
    assert [cause["path"] for cause in found["JP"]["causes"]] == ["categories.I.requires.most_characteristics.at_least"]


def test_a_place_on_a_list_alone(moves: Moves) -> None:
    def named(criteria: dict[str, Any]) -> None:
        criteria["priority_lists"]["top_9"]["members"].append("JP")

    japan = [country_data("JP", **{**FOUR, "sector_interest": "specific"})]
    found = moves(japan, japan, change=named)
    assert found["JP"]["explanations"] == [["lists"]]


BY_FIGURES: dict[str, Any] = {**FOUR, "characteristics": ["indicators", *FOUR["characteristics"][1:]]}


def test_a_figure_alone(moves: Moves) -> None:
    japan = [country_data("JP", **BY_FIGURES)]
    found = moves(japan, japan, figures=(spending(900), spending(1100)))
    assert found["JP"]["explanations"] == [["figures"]]


def test_the_bound_on_a_figure_alone(moves: Moves) -> None:
    japan = [country_data("JP", **BY_FIGURES)]
    found = moves(japan, japan, figures=(spending(900), spending(900)), change=poorer)
    assert found["JP"]["explanations"] == [["criteria"]]


def test_the_category_in_force_alone_where_it_holds_a_market(moves: Moves) -> None:
    then, now = ([country_data("JP", **THREE, category=category)] for category in ("I", "IIIa"))
    found = moves(then, now, always=held)
    assert (found["JP"]["from"], found["JP"]["to"]) == ("I", "IIIa")
    assert found["JP"]["explanations"] == [["in_force"]]


def test_moves_come_by_the_category_moved_to_and_who_left_comes_last(moves: Moves) -> None:
    then = [country_data(code, **given) for code, given in (("BR", FOUR), ("CL", THREE), ("KR", FOUR), ("AR", FOUR))]
    now = [country_data(code, **given) for code, given in (("BR", THREE), ("CL", FOUR), ("KR", THREE), ("PE", FOUR))]
    assert list(moves(then, now)) == ["CL", "PE", "BR", "KR", "AR"]


def test_of_three_changes_the_two_that_are_needed_together_are_the_causes(moves: Moves) -> None:
    more = {**FOUR, "dimensions": ["broad", "specific", "none"]}
    found = moves([country_data("JP", **TWO)], [country_data("JP", **more)])
    assert [cause["path"] for cause in found["JP"]["causes"]] == [
        "health_system.reform_plans",
        "health_system.reimbursement_access",
    ]
