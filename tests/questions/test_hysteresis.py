"""Hysteresis: when a market stays in the category in force although the rules give a lower one."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.model import Criteria
from hhmonitor.model.review import Review
from hhmonitor.project import Root, load_project
from hhmonitor.project.reviews import Reviews
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.hysteresis import failures, failures_left, kept
from tests.support import AS_OF, country, country_data, gather, shipped_criteria_data, write_project, write_yaml


def criteria(option: dict[str, Any] | None, *, bound: int | None = 3) -> Criteria:
    """The shipped criteria; ``bound`` is how many positive characteristics a market in I must keep."""
    data = deepcopy(shipped_criteria_data())
    if option is not None:
        data["hysteresis"] = option
    if bound is not None:
        data["categories"][0]["keep"] = [{"id": "enough", "count": "health_system", "at_least": bound}]
    return Criteria.model_validate(data)


def stays(
    used: Criteria, *, positive: int | str = 3, in_force: str | None = "I", failed: int = 0, trend: str = "stable"
) -> str | None:
    """What hysteresis makes of a market that has all of category I but so many positive characteristics."""
    number = int(positive)
    market = country(
        characteristics=["positive"] * number + ["negative"] * (6 - number),
        dimensions=["specific", "specific", "none"],
        themes=["specific", "specific"],
        sector_interest="broad",
        trend=trend,
    )
    return kept(Ruleset(used), gather(market, used), in_force, failed)


def test_off_by_default() -> None:
    assert stays(criteria(None)) is None


def test_it_stays_while_the_lower_bound_holds() -> None:
    assert stays(criteria({}), positive=3) == "I"
    assert stays(criteria({}), positive=3, failed=5) == "I"


def test_it_leaves_when_it_fails_the_lower_bound() -> None:
    assert stays(criteria({}), positive=2) is None
    assert stays(criteria({"reviews": 2}), positive=2) is None


@pytest.mark.parametrize(("failed", "category"), [(0, "I"), (1, "I"), (2, None), (3, None)])
def test_it_leaves_once_two_reviews_running_on_record_found_it_below(failed: int, category: str | None) -> None:
    assert stays(criteria({"reviews": 2}), failed=failed) == category
    assert stays(criteria({"reviews": 2}, bound=None), failed=failed) == category


def test_a_category_without_a_bound_is_left_at_once_where_reviews_do_not_count() -> None:
    assert stays(criteria({}, bound=None)) is None


def test_going_up_is_not_held_back() -> None:
    assert stays(criteria({"reviews": 2}), positive=4, in_force="II") is None


def test_what_the_rules_still_give_needs_no_keeping() -> None:
    assert stays(criteria({"reviews": 2}), positive=4) is None


def test_a_variant_of_the_same_category_is_not_kept() -> None:
    assert stays(criteria({"reviews": 2}), positive=3, in_force="IIIb") is None


@pytest.mark.parametrize("in_force", [None, "V"])
def test_a_market_without_a_category_in_force_has_none_to_keep(in_force: str | None) -> None:
    assert stays(criteria({"reviews": 2}), in_force=in_force) is None


def test_both_ways_to_a_category_give_the_one_kept(tmp_path: Path) -> None:
    """With or without the reasons for it, a market has one category."""
    data = criteria({"reviews": 2}, bound=None).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    folder = write_project(tmp_path, [country_data("JP", category="I")])
    write_yaml(folder / "criteria" / "2020-2023.yaml", data)
    project = load_project(Root(folder, "option"), None, AS_OF)
    category = Classification(project, AS_OF).category("JP")
    assert category == Classification(project, AS_OF)["JP"].category == "I"


def test_a_review_counts_from_the_day_on_which_it_is_on_record() -> None:
    market = country(failed_reviews=["2020-12-31", "2022-12"])
    none = Reviews()
    assert failures(market, none, date(2020, 12, 30)) == ()
    assert failures(market, none, date(2020, 12, 31)) == ("2020-12-31",)
    assert failures(market, none, date(2022, 12, 30)) == ("2020-12-31",)
    assert failures(market, none, date(2022, 12, 31)) == ("2020-12-31", "2022-12")


def review(day: str, **outcomes: str) -> Review:
    markets = {code: {"outcome": outcome, "from": "I", "to": "I", "rules": "II"} for code, outcome in outcomes.items()}
    data = {"name": day[:4], "date": day, "criteria": "2020-2023", "markets": markets, "list_sha256": ""}
    return Review.model_validate(data)


def test_closed_reviews_count_and_a_market_file_only_for_those_before_them() -> None:
    market = country("JP", failed_reviews=["2018-12-31", "2020-12-31"])
    kept_twice = Reviews((review("2020-12-31", JP="kept"), review("2022-12-31", JP="kept")))
    # That of 2020 stands in the market's file too, and is one review all the same.
    assert failures(market, kept_twice, date(2022, 12, 31)) == ("2018-12-31", "2020-12-31", "2022-12-31")
    assert failures(market, kept_twice, date(2022, 12, 30)) == ("2018-12-31", "2020-12-31")


def test_a_review_that_did_not_keep_the_market_ends_the_run() -> None:
    market = country("JP", failed_reviews=["2018-12-31"])
    once = Reviews((review("2020-12-31"), review("2022-12-31", JP="kept")))
    assert failures(market, once, date(2022, 12, 31)) == ("2022-12-31",)
    assert failures(market, Reviews((review("2020-12-31", JP="adopted"),)), date(2022, 12, 31)) == ()


def test_a_market_that_was_recoded_keeps_its_record() -> None:
    market = country("JP", formerly="NIPPON")
    assert failures(market, Reviews((review("2020-12-31", NIPPON="kept"),)), AS_OF) == ("2020-12-31",)


def test_a_day_that_passes_is_no_review(tmp_path: Path) -> None:
    data = criteria({"reviews": 2}, bound=None).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    folder = write_project(tmp_path, [country_data("JP", category="I", failed_reviews=["2020-06-01", "2022-06-01"])])
    write_yaml(folder / "criteria" / "2020-2023.yaml", data)

    def on(day: date) -> str:
        return Classification(load_project(Root(folder, "option"), None, day), day).category("JP")

    assert {on(date(2020, 6, 1)), on(date(2021, 1, 1)), on(date(2022, 5, 31))} == {"I"}
    assert on(date(2022, 6, 1)) == on(date(2030, 1, 1)) != "I"


def test_how_often_it_can_still_fail() -> None:
    assert [failures_left(Ruleset(criteria({"reviews": 2})), failed) for failed in (0, 1, 2, 3)] == [2, 1, 0, 0]
    assert failures_left(Ruleset(criteria({})), 1) is None
    assert failures_left(Ruleset(criteria(None)), 1) is None
