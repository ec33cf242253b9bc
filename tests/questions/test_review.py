"""What the meeting that revises the list has to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.model.review import Review as ClosedReview
from hhmonitor.project import Root, load_project
from hhmonitor.project.reviews import Reviews
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.review import Review, next_review, review
from tests.support import country_data, shipped_criteria_data, write_project, write_yaml

ON = date(2020, 12, 31)

# All that category I requires, and neither what it prefers nor what II does: by the rules IIIa, and a candidate for I.
GOOD: dict[str, Any] = {
    "characteristics": ["positive"] * 4 + ["negative"] * 2,
    "dimensions": ["specific", "specific", "none"],
    "themes": ["specific", "specific"],
    "sector_interest": "specific",
    "trend": "stable",
}


def decision(category: str, review_by: str | None = None, on: str = "2019-06") -> dict[str, Any]:
    due = {"review_by": review_by} if review_by else {}
    return {"category": category, "reason": "agreed", "decided_by": "the meeting", "date": on, **due}


def reviewed(folder: Path, decisions: dict[str, dict[str, Any] | None], **criteria: Any) -> Review:
    """Good markets that are all alike, each with the decision on it, reviewed at the end of 2020."""
    markets = [
        country_data(code, **GOOD) | ({"decision": one} if one is not None else {}) for code, one in decisions.items()
    ]
    root = write_project(folder / "project", markets)
    write_yaml(root / "criteria" / "2020-2023.yaml", shipped_criteria_data() | criteria)
    return review(Classification(load_project(Root(root, "option"), None, ON), ON))


def test_decisions_in_force_are_looked_at_overdue_ones_first_and_those_that_can_wait_last(tmp_path: Path) -> None:
    """The next review is at the end of 2022: what must be looked at before that, this one must do."""
    found = reviewed(
        tmp_path,
        {
            "AT": None,
            "BE": decision("IV", "2023-01"),
            "DE": decision("IV", "2022-11"),
            "DK": decision("IIIa"),
            "ES": decision("I", "2020-06"),
            "FI": decision("I", on="2021-02"),
        },
    )
    told = {each.one.code: (each.overdue, each.due, each.departs) for each in found.decisions}
    assert told == {
        "ES": (True, True, True),
        "DE": (False, True, True),
        "DK": (False, True, False),
        "BE": (False, False, True),
    }
    assert next(iter(told)) == "ES"
    assert list(told)[-1] == "BE"
    assert [each.one.code for each in found.departing] == [code for code in told if code != "DK"]


@pytest.mark.parametrize(("months", "expected"), [(24, date(2022, 12, 31)), (12, date(2021, 12, 31))])
def test_the_next_review_is_as_long_after_this_one_as_the_criteria_say(
    tmp_path: Path, months: int, expected: date
) -> None:
    assert reviewed(tmp_path, {"AT": None}, review={"every_months": months}).next_review == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # In between: the next is two years after the last.
        (date(2020, 12, 31), date(2022, 12, 31)),
        (date(2021, 3, 1), date(2022, 12, 31)),
        (date(2021, 12, 30), date(2022, 12, 31)),
        # Held early, on the day, and late: that review is the one that was due.
        (date(2022, 9, 15), date(2024, 9, 15)),
        (date(2022, 12, 31), date(2024, 12, 31)),
        (date(2023, 6, 1), date(2025, 6, 1)),
        # Before it was held it was not on record.
        (date(2020, 9, 1), date(2022, 9, 1)),
    ],
)
def test_the_next_review_goes_by_the_last_one_on_record(tmp_path: Path, day: date, expected: date) -> None:
    project = load_project(Root(write_project(tmp_path / "project", [country_data("AT", **GOOD)]), "option"), None, day)
    held = ClosedReview(name="2020", date="2020-12-31", criteria="2020-2023", list_sha256="0")
    assert next_review(Classification(replace(project, reviews=Reviews((held,))), day)) == expected


def test_candidates_are_kept_out_of_a_better_category_by_a_preference_alone(tmp_path: Path) -> None:
    """Who has that category by a decision is no candidate for it; who was put lower is."""
    found = reviewed(tmp_path, {"AT": None, "BE": decision("I"), "EE": decision("IV")})
    assert {one.code: one.category for one in found.markets} == {"BE": "I", "AT": "IIIa", "EE": "IV"}
    assert [one.code for one in found.candidates] == ["AT", "EE"]
    assert found.codes == ("BE", "AT", "EE")


def test_a_market_without_a_better_category_in_sight_is_no_candidate(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", [country_data("AT", **GOOD | {"sector_interest": "broad"})])
    found = review(Classification(load_project(Root(root, "option"), None, ON), ON))
    assert [one.category for one in found.markets] == ["I"]
    assert found.candidates == ()
