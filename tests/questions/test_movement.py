"""Whom other figures move: by category, by what stays possible, or by a characteristic alone."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.project import Root, load_project
from hhmonitor.project.figures import Row
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.movement import Movement, figure_table, movements
from tests.support import AS_OF, country_data, shipped_criteria_data, write_project, write_yaml

SPENDING = "health_expenditure_per_capita_usd"


def moved(folder: Path, market: dict[str, Any], year: int, value: float, **criteria: Any) -> tuple[Movement, ...]:
    """Whom it moves that Japan's spending, of which nothing was known, is this."""
    root = write_project(folder / "project", [market, country_data("KR")])
    write_yaml(root / "criteria" / "2020-2023.yaml", deepcopy(shipped_criteria_data()) | criteria)
    before = Classification(load_project(Root(root, "option"), None, AS_OF), AS_OF)
    return movements(before, {"JP": {SPENDING: {year: (value, "s")}}})


BY_FIGURES: dict[str, Any] = {
    "characteristics": ["indicators", "positive", "positive", "positive", "positive", "negative"],
    "dimensions": ["specific", "specific", "none"],
    "themes": ["specific", "specific"],
    "sector_interest": "broad",
    "trend": "stable",
}


def test_a_characteristic_alone_is_a_movement_that_changes_no_category(tmp_path: Path) -> None:
    """Four other characteristics are positive: the fifth is not needed."""
    (one,) = moved(tmp_path, country_data("JP", **BY_FIGURES), 2019, 5000)
    assert (one.code, one.kind) == ("JP", "within")
    assert one.before.assessment.possible == one.after.assessment.possible
    assert one.characteristics == {"market_size": ("unknown", "positive")}


DECISION = {"category": "II", "reason": "For the test.", "decided_by": "LSH Internationaal Overleg", "date": "2019"}


@pytest.mark.parametrize(("decision", "kind"), [(None, "category"), (DECISION, "rules")])
def test_a_decision_holds_a_market_that_moves_by_the_rules(tmp_path: Path, decision: Any, kind: str) -> None:
    """Three other characteristics are positive: without the fourth it is in category III."""
    characteristics = ["indicators", "positive", "positive", "positive", "negative", "negative"]
    market = country_data("JP", **BY_FIGURES | {"characteristics": characteristics, "decision": decision})
    (one,) = moved(tmp_path, market, 2019, 5000)
    assert one.kind == kind
    assert (one.before.assessment.rule_category, one.after.assessment.rule_category) == ("IIIa", "I")


def test_what_stays_possible_alone_is_a_movement(tmp_path: Path) -> None:
    """The category asks for the figure itself; too little of it rules out what was possible, and no characteristic."""
    categories = [{"id": "A", "requires": [{"id": "rich", "indicator": SPENDING, "at_least": 1000}]}]
    special = deepcopy(shipped_criteria_data()["special_targets"]) | {"from_categories": ["A"]}
    market = country_data("JP", **BY_FIGURES | {"characteristics": ["negative"] * 6})
    (one,) = moved(tmp_path, market, 2019, 900, categories=categories, special_targets=special)
    assert (one.before.assessment.possible, one.after.assessment.possible) == (("A", "none"), ("none",))
    assert (one.kind, one.changes_possible) == ("within", True)
    assert not one.characteristics


@pytest.mark.parametrize(("year", "value"), [(2021, 5000), (2019, 5000)])
def test_a_market_that_nothing_of_this_concerns_does_not_move(tmp_path: Path, year: int, value: float) -> None:
    judged = BY_FIGURES | {"characteristics": ["positive"] * 5 + ["negative"]}
    assert moved(tmp_path, country_data("JP", **judged), year, value) == ()


def test_of_two_tables_the_later_one_wins_figure_by_figure() -> None:
    first = [Row("JP", SPENDING, 2018, "4000", "a"), Row("JP", SPENDING, 2019, "4100", "a")]
    second = [Row("JP", SPENDING, 2019, "4200.5", "b"), Row("KR", SPENDING, 2019, "3000", "b")]
    assert figure_table(first, second) == {
        "JP": {SPENDING: {2018: (4000.0, "a"), 2019: (4200.5, "b")}},
        "KR": {SPENDING: {2019: (3000.0, "b")}},
    }
