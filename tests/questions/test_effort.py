"""The effort that a category asks for, against what is in place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.effort import Effort, effort
from hhmonitor.questions.periods import months_after, months_before
from tests.support import AS_OF, country_data, write_project

BY_DECISION = {"reason": "For the test.", "decided_by": "LSH Internationaal Overleg", "date": "2019"}


def market(code: str, category: str, **more: Any) -> dict[str, Any]:
    return country_data(code, decision={"category": category, **BY_DECISION}, **more)


def activity(kind: str, day: str) -> dict[str, Any]:
    return {"date": day, "kind": kind, "title": f"A {kind}"}


def of(tmp_path: Path, *countries: dict[str, Any], code: str = "JP", regions: Any = (), as_of: date = AS_OF) -> Effort:
    folder = write_project(tmp_path / "project", countries, regions)
    return effort(Classification(load_project(Root(folder, "option"), None, as_of), as_of), code)


def status(found: Effort, item: str) -> str:
    return next(line.status for line in found.lines if line.item.id == item)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-10", "possible"),
        ("2019-01", "possible"),
        # Category I asks for a mission every two years at the least.
        ("2018-12-31", "lapsed"),
        ("2019", "possible"),
        ("2018-12", "lapsed"),
        # What is yet to come on the day asked for shows nothing.
        ("2021-01", "unknown"),
        ("unknown", "unknown"),
    ],
)
def test_a_mission_counts_for_as_long_as_the_pace_allows(tmp_path: Path, day: str, expected: str) -> None:
    found = of(tmp_path, market("JP", "I", activities=[activity("mission", day)]))
    assert status(found, "minister_mission") == expected


@pytest.mark.parametrize(
    ("kind", "item", "day", "expected"),
    [
        # A study counts for 48 months: on the last day of 2020 those count that are after the last of 2016.
        ("market_study", "market_study", "2017-01-01", "in_place"),
        ("market_study", "market_study", "2016-12-31", "lapsed"),
        ("market_study", "market_study", "2011", "lapsed"),
        ("strategy", "strategy", "2011-06", "lapsed"),
        ("incoming_visit", "incoming_visits", "2018-12-31", "lapsed"),
        ("mou", "mou", "2016-01", "in_place"),
        ("mou", "mou", "2015-12-31", "lapsed"),
    ],
)
def test_what_has_no_pace_has_a_life(tmp_path: Path, kind: str, item: str, day: str, expected: str) -> None:
    found = of(tmp_path, market("JP", "I", activities=[activity(kind, day)]))
    assert status(found, item) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        # It may be yet to come.
        ("2020-06-30", "possible"),
        ("2020-12-31", "in_place"),
        ("2023-12-31", "in_place"),
        # Of 2020 some days are 48 months ago by then, and some are not.
        ("2024-06-30", "possible"),
        ("2024-12-31", "lapsed"),
    ],
)
def test_a_year_alone_shows_what_all_its_days_show_and_possibly_what_some_do(
    tmp_path: Path, as_of: str, expected: str
) -> None:
    stated = market("JP", "I", activities=[activity("market_study", "2020")])
    found = of(tmp_path, stated, as_of=date.fromisoformat(as_of))
    line = next(line for line in found.lines if line.item.id == "market_study")
    assert (line.status, line.incomplete) == (expected, expected == "possible")
    assert line.gap is (expected == "lapsed")


def test_an_activity_that_surely_counts_goes_before_a_later_one_that_may(tmp_path: Path) -> None:
    studies = [activity("market_study", "2020"), activity("market_study", "2019-06")]
    found = of(tmp_path, market("JP", "I", activities=studies), as_of=date(2020, 6, 30))
    line = next(line for line in found.lines if line.item.id == "market_study")
    assert (line.status, line.activity and line.activity.activity.date) == ("in_place", "2019-06")


def test_each_category_has_its_own_pace(tmp_path: Path) -> None:
    found = of(tmp_path, market("JP", "II", activities=[activity("mission", "2018-06")]))
    assert status(found, "minister_mission") == "possible"


@pytest.mark.parametrize(
    ("kind", "item", "expected"),
    [
        # Activities do not say who led a mission, nor who was at a fair; a visit is what is asked for.
        ("mission", "minister_mission", "possible"),
        ("event", "event_presence", "possible"),
        ("incoming_visit", "incoming_visits", "in_place"),
        ("mission", "outgoing_visits", "in_place"),
    ],
)
def test_evidence_that_leaves_something_open_shows_it_as_possible(
    tmp_path: Path, kind: str, item: str, expected: str
) -> None:
    found = of(tmp_path, market("JP", "I", activities=[activity(kind, "2020-06")]))
    assert status(found, item) == expected
    assert item not in {line.item.id for line in found.gaps}


def test_what_the_file_says_is_sure(tmp_path: Path) -> None:
    stated = {"minister_mission": {"status": "in_place"}}
    found = of(tmp_path, market("JP", "I", activities=[activity("mission", "2020-06")], effort=stated))
    assert status(found, "minister_mission") == "in_place"


def test_activities_without_a_date_are_counted_and_show_nothing(tmp_path: Path) -> None:
    undated = [activity("mission", "unknown"), activity("mission", "unknown")]
    found = of(tmp_path, market("JP", "I", activities=undated))
    line = next(line for line in found.lines if line.item.id == "minister_mission")
    assert (line.status, line.undated, line.gap) == ("unknown", 2, True)


def test_what_the_file_says_goes_before_activities(tmp_path: Path) -> None:
    stated = {"minister_mission": {"status": "none", "note": "It went without a minister."}}
    found = of(tmp_path, market("JP", "I", activities=[activity("mission", "2020-06")], effort=stated))
    assert status(found, "minister_mission") == "none"
    assert "minister_mission" in {line.item.id for line in found.gaps}


def test_unknown_in_the_file_leaves_it_to_the_activities(tmp_path: Path) -> None:
    stated = {"minister_mission": {"status": "unknown"}}
    found = of(tmp_path, market("JP", "I", activities=[activity("mission", "2020-06")], effort=stated))
    assert status(found, "minister_mission") == "possible"


def test_a_contact_that_is_named_is_in_place(tmp_path: Path) -> None:
    assert status(of(tmp_path, market("JP", "I", contact="LSH contact in Tokyo")), "lsh_contact") == "in_place"


@pytest.mark.parametrize(("phase", "expected"), [("analysis", "planned"), ("goals", "planned"), ("plan", "in_place")])
def test_the_strategy_is_there_when_its_execution_plan_is(tmp_path: Path, phase: str, expected: str) -> None:
    found = of(tmp_path, market("JP", "I", programme={"phase": phase}))
    assert status(found, "strategy") == expected
    assert found.asks_programme


def test_programming_is_asked_of_the_first_two_categories_alone(tmp_path: Path) -> None:
    categories = {"JP": "I", "KR": "II", "ZA": "IIIa", "PE": "IV"}
    folder = write_project(tmp_path / "project", [market(code, category) for code, category in categories.items()])
    classification = Classification(load_project(Root(folder, "option"), None, AS_OF), AS_OF)
    asked = [effort(classification, code).asks_programme for code in categories]
    assert asked == [True, True, False, False]


def test_follow_up_is_asked_of_a_market_with_a_memorandum_alone(tmp_path: Path) -> None:
    assert status(of(tmp_path / "without", market("JP", "I")), "mou_follow_up") == "not_applicable"
    found = of(tmp_path / "with", market("JP", "I", activities=[activity("mou", "2018")]))
    assert status(found, "mou_follow_up") == "unknown"
    found = of(tmp_path / "dormant", market("JP", "I", activities=[activity("mou", "2012")]))
    assert status(found, "mou_follow_up") == "not_applicable"


def test_a_market_with_a_mission_a_year_in_category_iv_gets_more_than_it_asks(tmp_path: Path) -> None:
    missions = [activity("mission", "2020-06"), activity("mission", "2019-06")]
    found = of(tmp_path, market("JP", "IV", activities=missions))
    assert [(more.kind, len(more.activities)) for more in found.beyond] == [("mission", 2)]


@pytest.mark.parametrize("category", ["I", "II"])
def test_missions_are_not_too_many_where_the_category_asks_for_them(tmp_path: Path, category: str) -> None:
    missions = [activity("mission", "2020-06"), activity("mission", "2019-06")]
    assert of(tmp_path, market("JP", category, activities=missions)).beyond == ()


@pytest.mark.parametrize(("earlier", "too_much"), [("2019-01-01", True), ("2018-12-31", False)])
def test_only_missions_since_the_last_review_can_be_too_many(tmp_path: Path, earlier: str, too_much: bool) -> None:
    """The list is reviewed every two years: on the last day of 2020 those count that are after the last of 2018."""
    missions = [activity("mission", "2020-06"), activity("mission", earlier)]
    assert bool(of(tmp_path, market("JP", "IV", activities=missions)).beyond) is too_much


def test_one_mission_in_two_years_is_not_too_much(tmp_path: Path) -> None:
    assert of(tmp_path, market("JP", "IV", activities=[activity("mission", "2020-06")])).beyond == ()


def test_an_item_of_a_better_category_that_is_in_place_is_more_than_is_asked(tmp_path: Path) -> None:
    found = of(tmp_path, market("JP", "IV", effort={"lsh_contact": {"status": "in_place"}}))
    # Category II is the nearest that asks for a contact.
    assert [(more.item and more.item.id, more.category) for more in found.beyond] == [("lsh_contact", "II")]


def test_a_region_counts_what_its_members_do(tmp_path: Path) -> None:
    region = {
        "code": "NORDICS",
        "name": "Nordics",
        "members": ["NO", "DK"],
        "decision": {"category": "I", **BY_DECISION},
    }
    members = [country_data("NO", activities=[activity("mission", "2020-06")]), country_data("DK")]
    found = of(tmp_path, *members, code="NORDICS", regions=[region])
    line = next(line for line in found.lines if line.item.id == "minister_mission")
    assert line.status == "possible"
    assert line.activity is not None
    assert line.activity.market == "NO"


def test_no_category_asks_nothing(tmp_path: Path) -> None:
    found = of(tmp_path, country_data("JP"))
    assert (found.category, found.lines, found.gaps) == (None, (), ())


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2020, 12, 31), 24, date(2018, 12, 31)),
        (date(2020, 3, 31), 1, date(2020, 2, 29)),
        (date(2020, 1, 15), 1, date(2019, 12, 15)),
        (date(1, 12, 31), 24, date.min),
        (date(9999, 12, 31), -24, date.max),
        (date(2020, 12, 31), 10**9, date.min),
    ],
)
def test_months_are_counted_back(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_months_are_counted_on() -> None:
    assert months_after(date(2020, 12, 31), 14) == date(2022, 2, 28)
