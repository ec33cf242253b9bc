"""Reliability and staleness: beside the category, by age, confidence and what is unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.reliability import Reliability, reliability
from tests.support import AS_OF, country_data, shipped_criteria_data, write_project, write_yaml

ALL_KNOWN: dict[str, Any] = {
    "characteristics": ["positive"] * 6,
    "dimensions": ["specific"] * 3,
    "themes": ["specific"] * 8,
    "sector_interest": "broad",
    "trend": "stable",
}
"""Nineteen judgements, all known."""


def of(
    tmp_path: Path,
    *,
    source: str = "2020",
    on: date = AS_OF,
    figures: str = "",
    criteria: dict[str, Any] | None = None,
    **given: Any,
) -> Reliability:
    data = country_data("JP", **(ALL_KNOWN | given))
    data["sources"] = {"s1": {"title": "A source", "date": source}}
    folder = write_project(tmp_path / "project", [data], figures=figures)
    if criteria is not None:
        write_yaml(folder / "criteria" / "2020-2023.yaml", criteria)
    return reliability(Classification(load_project(Root(folder, "option"), None, on), on), "JP")


def test_known_dated_and_recent_is_the_best_grade(tmp_path: Path) -> None:
    found = of(tmp_path)
    assert found.grade == "A"
    assert found.stale == ()
    assert len(found.staleness) == 19


@pytest.mark.parametrize(("unknown", "grade"), [(1, "A"), (2, "B"), (5, "C"), (6, "C")])
def test_the_share_that_is_unknown_counts(tmp_path: Path, unknown: int, grade: str) -> None:
    # 1, 2, 5 and 6 of 19: 5, 11, 26 and 32 percent.
    found = of(tmp_path, characteristics=["unknown"] * unknown + ["positive"] * (6 - unknown))
    assert found.unknown == pytest.approx(unknown / 19)
    assert found.grade == grade


@pytest.mark.parametrize(("unknown", "grade"), [(3, "B"), (4, "C"), (6, "C")])
def test_a_share_that_is_just_at_the_bound_still_has_the_better_grade(tmp_path: Path, unknown: int, grade: str) -> None:
    # 3, 4 and 6 of 12: 25, 33 and 50 percent.
    found = of(tmp_path, themes=["specific"], characteristics=["unknown"] * unknown + ["positive"] * (6 - unknown))
    assert found.unknown == unknown / 12
    assert found.grade == grade


def test_low_confidence_counts(tmp_path: Path) -> None:
    data = {"value": "stable", "confidence": "low", "rationale": "heard", "sources": ["s1"]}
    low = {"level": "specific", "confidence": "low", "rationale": "heard", "sources": ["s1"]}
    found = of(tmp_path, themes=["none"] * 8)
    assert found.low_confidence == 0
    folder = tmp_path / "low"
    market = country_data("JP", **ALL_KNOWN) | {"trend": data, "sector_interest": low}
    market["sources"] = {"s1": {"title": "A source", "date": "2020"}}
    write_project(folder, [market])
    found = reliability(Classification(load_project(Root(folder, "option"), None, AS_OF), AS_OF), "JP")
    assert found.low_confidence == pytest.approx(2 / 19)
    assert found.grade == "B"


@pytest.mark.parametrize(
    ("on", "stale"),
    # The judgements hold for 31 December 2020 and the list is revised every 24 months.
    [(date(2022, 12, 31), False), (date(2023, 1, 1), True)],
)
def test_a_judgement_ages_in_one_interval_of_review(tmp_path: Path, on: date, stale: bool) -> None:
    found = of(tmp_path, source="2022", on=on)
    assert {one.reasons for one in found.staleness} == {("judged",) if stale else ()}


@pytest.mark.parametrize(("on", "stale"), [(date(2022, 12, 31), False), (date(2023, 1, 1), True)])
def test_where_the_criteria_name_no_interval_it_is_two_years(tmp_path: Path, on: date, stale: bool) -> None:
    criteria = {key: value for key, value in shipped_criteria_data().items() if key != "review"}
    found = of(tmp_path, source="2022", on=on, criteria=criteria)
    assert {one.reasons for one in found.staleness} == {("judged",) if stale else ()}


@pytest.mark.parametrize(("source", "stale"), [("2016-12-31", False), ("2016-12-30", True), ("2016", False)])
def test_a_source_ages_in_two(tmp_path: Path, source: str, stale: bool) -> None:
    found = of(tmp_path, source=source)
    assert {one.reasons for one in found.staleness} == {("source",) if stale else ()}
    assert found.grade == ("D" if stale else "A")


def test_sources_without_a_date_say_nothing_of_age(tmp_path: Path) -> None:
    assert {one.reasons for one in of(tmp_path, source="unknown").staleness} == {("undated",)}


@pytest.mark.parametrize(("year", "stale"), [(2017, False), (2015, True)])
def test_a_figure_ages_in_two(tmp_path: Path, year: int, stale: bool) -> None:
    row = f"market,indicator,year,value,source\nJP,health_expenditure_per_capita_usd,{year},4000,s\n"
    found = of(tmp_path, characteristics=["indicators", *["positive"] * 5], figures=row)
    assert [one.path for one in found.stale] == (["health_system.market_size"] if stale else [])


def test_the_oldest_figure_behind_a_judgement_counts(tmp_path: Path) -> None:
    rows = (
        "market,indicator,year,value,source\n"
        "JP,health_expenditure_per_capita_usd,2020,4000,s\n"
        "JP,population,2012,126000000,s\n"
    )
    found = of(tmp_path, characteristics=["indicators", *["positive"] * 5], figures=rows)
    (stale,) = found.stale
    assert (stale.path, stale.newest) == ("health_system.market_size", date(2012, 12, 31))


def test_a_region_rests_on_what_its_members_say(tmp_path: Path) -> None:
    sources = {"s1": {"title": "A source", "date": "2020"}}
    members = [country_data(code, **given) | {"sources": sources} for code, given in (("NO", ALL_KNOWN), ("DK", {}))]
    region = {"code": "NORDICS", "name": "Nordics", "members": ["NO", "DK"]}
    folder = write_project(tmp_path / "project", members, [region])
    found = reliability(Classification(load_project(Root(folder, "option"), None, AS_OF), AS_OF), "NORDICS")
    assert found.unknown == pytest.approx(0.5)
