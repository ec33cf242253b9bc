"""The facts of a fiche."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.project import load_project
from hhmonitor.project.root import Root
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.fiche import Fiche, FicheMaker
from tests.support import AS_OF, country_data, write_project, write_yaml

FIGURES = """market,indicator,year,value,source
NL,health_expenditure_per_capita_usd,2019,5335,table
DE,health_expenditure_per_capita_usd,2018,5472,table
DE,health_expenditure_per_capita_usd,2019,5478,table
DE,health_expenditure_per_capita_usd,2021,6000,table
FR,health_expenditure_per_capita_usd,2019,4492,table
PE,health_expenditure_per_capita_usd,2019,370,table
"""

STRONG: dict[str, Any] = {
    "characteristics": ["positive"] * 6,
    "dimensions": ["broad"] * 3,
    "themes": ["broad", "specific"],
    "sector_interest": "broad",
    "trend": "stable",
}


def activity(day: str, kind: str = "mission", **more: Any) -> dict[str, Any]:
    return {"date": day, "kind": kind, "title": f"{kind} of {day}", **more}


def fiche_of(folder: Path, code: str, *countries: dict[str, Any], regions: Any = (), as_of: date = AS_OF) -> Fiche:
    root = write_project(folder / "project", countries, regions, FIGURES)
    source = {"table": {"title": "The table"}}
    write_yaml(root / "countries" / "figures" / "sources.yaml", source)
    classification = Classification(load_project(Root(root, "option"), as_of=as_of), as_of)
    return FicheMaker(classification).fiche(code)


def test_a_key_figure_stands_beside_the_netherlands_and_the_median_of_the_category(tmp_path: Path) -> None:
    fiche = fiche_of(tmp_path, "DE", country_data("DE", **STRONG), country_data("FR", **STRONG), country_data("PE"))
    spending = fiche.figures[0]
    assert spending.indicator == "health_expenditure_per_capita_usd"
    assert spending.series == {2018: 5472, 2019: 5478}
    assert spending.latest is not None
    assert (spending.latest.year, spending.latest.value) == (2019, 5478)
    assert spending.home is not None
    assert spending.home.value == 5335
    assert spending.peers is not None
    # Peru is in another category: the middle of Germany and France is left.
    assert (spending.peers.value, spending.peers.countries) == ((5478 + 4492) / 2, 2)
    assert spending.peers.category == "I"


def test_a_figure_that_nobody_has_is_empty(tmp_path: Path) -> None:
    weight = fiche_of(tmp_path, "DE", country_data("DE", **STRONG)).figures[1]
    assert (weight.series, weight.latest, weight.home, weight.peers) == ({}, None, None, None)


def test_activities_after_the_day_are_counted_and_left_out(tmp_path: Path) -> None:
    activities = [
        activity("2021-01"),
        activity("2018"),
        activity("unknown"),
        activity("2020-12-31"),
        activity("2019-06"),
    ]
    fiche = fiche_of(tmp_path, "DE", country_data("DE", activities=activities))
    assert [one.activity.date for one in fiche.activities] == ["2020-12-31", "2019-06", "2018", "unknown"]
    assert fiche.later == 1


def test_sources_are_numbered_the_market_s_own_first(tmp_path: Path) -> None:
    sources = {"s1": {"title": "First"}, "s2": {"title": "Second"}}
    fiche = fiche_of(tmp_path, "DE", country_data("DE", **STRONG | {"sources": sources}))
    assert fiche.numbers == {"s1": 1, "s2": 2, "table": 3}


@pytest.mark.parametrize(("code", "category"), [("DE", None), ("PE", "IV")])
def test_the_next_step_is_the_category_one_up(tmp_path: Path, code: str, category: str | None) -> None:
    step = fiche_of(tmp_path, code, country_data("DE", **STRONG), country_data("PE")).next_step
    assert (step.category if step else None) == category
    if step is not None:
        assert {result.requirement.id for result in step.obstacles} == {
            "some_characteristics",
            "one_theme",
            "one_dimension",
        }


def test_where_a_better_category_is_in_force_the_next_step_is_that_one(tmp_path: Path) -> None:
    """The rules give Peru none: that IV is one up says nothing of why they do not give the IIIa that is in force."""
    decision = {"category": "IIIa", "reason": "because", "decided_by": "LSH", "date": "2020"}
    step = fiche_of(tmp_path, "PE", country_data("PE", decision=decision)).next_step
    assert step is not None
    assert step.category == "IIIa"
    assert {result.category for result in step.obstacles} == {"III"}


def test_a_region_has_its_members_beside_it_and_a_member_its_region(tmp_path: Path) -> None:
    countries = [country_data("KE", **STRONG), country_data("ET")]
    region = {"code": "EAST", "name": "East", "members": ["KE", "ET"]}
    east = fiche_of(tmp_path / "one", "EAST", *countries, regions=[region])
    assert [member.code for member in east.members] == ["KE", "ET"]
    assert set(east.member_figures) == {"KE", "ET"}
    kenya = fiche_of(tmp_path / "other", "KE", *countries, regions=[region])
    assert kenya.region is not None
    assert kenya.region.code == "EAST"


def test_a_region_tells_what_happened_in_its_members(tmp_path: Path) -> None:
    countries = [
        country_data("KE", activities=[activity("2019")]),
        country_data("ET", activities=[activity("2020-03"), activity("2015")]),
    ]
    region = {"code": "EAST", "name": "East", "members": ["KE", "ET"]}
    east = fiche_of(tmp_path, "EAST", *countries, regions=[region])
    assert [(one.market, one.activity.date) for one in east.activities] == [
        ("ET", "2020-03"),
        ("KE", "2019"),
        ("ET", "2015"),
    ]
