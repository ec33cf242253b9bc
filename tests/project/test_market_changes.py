"""A market that goes, gets another code, joins a region or leaves one: every file that refers to it is mended."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.project import Project, Root, load_project
from hhmonitor.project.changes import Change, change_files
from hhmonitor.project.failure import ChangedMeanwhile
from hhmonitor.project.figures import COMMON, PRIVATE, SOURCES, TABLE, read_rows
from hhmonitor.project.market_changes import CannotChange, joined, left, removed, renamed
from tests.support import AS_OF, country_data, shipped_criteria_data, write_project, write_yaml

HEAD = "market,indicator,year,value,source\n"
DECISION = {"category": "II", "reason": "So.", "decided_by": "The group", "date": "2019"}


def region(code: str, *members: str) -> dict[str, Any]:
    return {"code": code, "name": {"en": code.title(), "nl": code.title()}, "members": list(members)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Japan, Germany, and two regions; two periods of criteria, two tables of figures, minutes of a meeting."""
    folder = write_project(
        tmp_path / "project",
        [
            country_data("JP", category="II", decision=DECISION, failed_reviews=["2018"]),
            *(country_data(code) for code in ("DE", "NO", "SE", "KE")),
        ],
        [region("NORDICS", "NO", "SE"), region("EAST", "KE")],
        HEAD + "JP,population,2018,126,ours\nJP,population,2019,127,ours\nSE,population,2019,10,theirs\n",
    )
    (folder / COMMON / SOURCES).write_text("# kept\nours: {title: Ours}\ntheirs: {title: Theirs}\n", encoding="utf-8")
    (folder / PRIVATE).mkdir(parents=True)
    (folder / PRIVATE / TABLE).write_text(HEAD + "JP,gdp_usd,2019,5,bought\n", encoding="utf-8")
    (folder / PRIVATE / SOURCES).write_text("bought: {title: Bought}\n", encoding="utf-8")
    criteria = deepcopy(shipped_criteria_data())
    criteria["priority_lists"]["top_9"]["members"] = ["US", "JP", "NORDICS"]
    for id_, first, last in (("2020-2023", "2020-01-01", "2023-12-31"), ("2024-2027", "2024-01-01", "2027-12-31")):
        data = criteria | {"id": id_, "period": {"from": first, "to": last}}
        write_yaml(folder / "criteria" / f"{id_}.yaml", data)
    outcome = {"outcome": "adopted", "from": None, "to": "II", "rules": "II"}
    action = {"what": "Ask them", "by": "The office", "due": "2021-06", "market": "JP"}
    (folder / "reviews").mkdir()
    write_yaml(folder / "reviews" / "open.yaml", {"markets": {"JP": outcome, "DE": dict(outcome)}, "actions": [action]})
    return folder


def loaded(root: Path) -> Project:
    return load_project(Root(root, "option"), None, AS_OF)


def after(root: Path, changes: list[Change]) -> Project:
    """The project in which these changes are made."""
    change_files(root, changes)
    return loaded(root)


def rows(root: Path) -> list[tuple[str, str]]:
    return [(row.market, row.source) for folder in (COMMON, PRIVATE) for row in read_rows(root / folder / TABLE)]


def listed(project: Project) -> set[tuple[str, ...]]:
    """The members of the first list of priority markets, in each period."""
    return {one.priority_lists["top_9"].members for one in project.criteria_sets.values()}


def test_a_country_that_is_removed_goes_with_its_figures_and_stays_on_lists_of_others(root: Path) -> None:
    project = after(root, removed(loaded(root), ["JP"]))
    assert "JP" not in project.files
    assert not (root / "countries" / "JP.yaml").exists()
    assert rows(root) == [("SE", "theirs")]
    assert (root / COMMON / SOURCES).read_text(encoding="utf-8") == "# kept\ntheirs: {title: Theirs}\n"
    assert listed(project) == {("US", "JP", "NORDICS")}
    assert project.reviews.minutes is not None
    assert set(project.reviews.minutes.markets) == {"DE"}


def test_a_member_that_is_removed_is_in_its_region_no_more(root: Path) -> None:
    project = after(root, removed(loaded(root), ["SE"]))
    assert project.regions["NORDICS"].members == ("NO",)


def test_a_region_that_is_removed_is_named_on_lists_by_its_members(root: Path) -> None:
    project = after(root, removed(loaded(root), ["NORDICS"]))
    assert "NORDICS" not in project.regions
    assert {"NO", "SE"} <= set(project.countries)
    assert listed(project) == {("US", "JP", "NO", "SE")}


def test_a_region_goes_with_its_members(root: Path) -> None:
    project = after(root, removed(loaded(root), ["NORDICS", "NO", "SE"]))
    assert set(project.countries) == {"JP", "DE", "KE"}


def test_the_last_member_of_a_region_cannot_be_removed_alone(root: Path) -> None:
    with pytest.raises(CannotChange, match="EAST would have no members left"):
        removed(loaded(root), ["KE"])


def test_a_market_that_is_renamed_is_named_so_everywhere(root: Path) -> None:
    project = after(root, renamed(loaded(root), "JP", "KR", "JP"))
    assert "JP" not in project.files
    assert project.files["KR"] == "countries/KR.yaml"
    assert (project.countries["KR"].formerly, project.countries["KR"].category) == ("JP", "II")
    assert sorted(rows(root)) == [("KR", "bought"), ("KR", "ours"), ("KR", "ours"), ("SE", "theirs")]
    assert listed(project) == {("US", "KR", "NORDICS")}
    minutes = project.reviews.minutes
    assert minutes is not None
    assert set(minutes.markets) == {"KR", "DE"}
    assert [one.market for one in minutes.actions] == ["KR"]
    assert project.recoded == {"JP": "KR"}


def test_nothing_but_what_refers_to_a_market_is_touched_where_it_is_renamed(root: Path) -> None:
    changes = renamed(loaded(root), "SE", "FI", "SE")
    assert {change.file for change in changes} == {
        "countries/SE.yaml",
        "countries/FI.yaml",
        "countries/regions/NORDICS.yaml",
        f"{COMMON}/{TABLE}",
    }
    (region_file,) = (change for change in changes if "NORDICS" in change.file)
    assert region_file.before is not None
    assert region_file.after == region_file.before.replace(b"- SE\n", b"- FI\n")


def test_figures_that_are_there_under_the_new_code_win(root: Path) -> None:
    table = root / COMMON / TABLE
    table.write_text(table.read_text(encoding="utf-8") + "KR,population,2019,51,theirs\n", encoding="utf-8")
    after(root, renamed(loaded(root), "JP", "KR", "JP"))
    found = {(row.market, row.year): row.value for row in read_rows(table)}
    assert found == {("KR", 2018): "126", ("KR", 2019): "51", ("SE", 2019): "10"}


def test_a_code_that_is_taken_is_not_given_twice(root: Path) -> None:
    with pytest.raises(CannotChange, match="there is a market DE already"):
        renamed(loaded(root), "JP", "DE", "JP")


def test_a_country_that_joins_a_region_has_nothing_of_its_own_on_the_list(root: Path) -> None:
    project = after(root, joined(loaded(root), "JP", "EAST"))
    assert project.regions["EAST"].members == ("KE", "JP")
    japan = project.countries["JP"]
    assert (japan.category, japan.decision, japan.failed_reviews) == (None, None, ())
    assert project.reviews.minutes is not None
    assert set(project.reviews.minutes.markets) == {"DE"}


def test_a_member_that_joins_another_region_leaves_its_own(root: Path) -> None:
    project = after(root, joined(loaded(root), "SE", "EAST"))
    assert (project.regions["NORDICS"].members, project.regions["EAST"].members) == (("NO",), ("KE", "SE"))


@pytest.mark.parametrize(
    ("market", "of", "why"),
    [
        ("SE", "NORDICS", "SE is a member of NORDICS already"),
        ("EAST", "NORDICS", "EAST is a region; only a country"),
        ("SE", "JP", "JP is no region"),
        ("KE", "NORDICS", "EAST would have no members left"),
    ],
)
def test_what_cannot_join(root: Path, market: str, of: str, why: str) -> None:
    with pytest.raises(CannotChange, match=why):
        joined(loaded(root), market, of)


def test_a_member_that_leaves_stands_by_itself(root: Path) -> None:
    project = after(root, left(loaded(root), "SE"))
    assert project.regions["NORDICS"].members == ("NO",)
    assert "SE" not in project.region_of


@pytest.mark.parametrize(
    ("market", "why"), [("JP", "JP is no member of a region"), ("KE", "EAST would have no members left")]
)
def test_what_cannot_leave(root: Path, market: str, why: str) -> None:
    with pytest.raises(CannotChange, match=why):
        left(loaded(root), market)


def test_a_file_that_changed_since_it_was_read_is_left_alone(root: Path) -> None:
    project = loaded(root)
    write_yaml(root / "countries" / "regions" / "NORDICS.yaml", region("NORDICS", "NO", "SE", "DE"))
    with pytest.raises(ChangedMeanwhile):
        left(project, "SE")


def test_what_a_meeting_decided_on_leaving_stays_in_its_minutes(root: Path) -> None:
    leaves = {"outcome": "left", "from": "II", "to": None, "rules": "none"}
    write_yaml(root / "reviews" / "open.yaml", {"markets": {"JP": leaves}})
    project = after(root, removed(loaded(root), ["JP"]))
    assert project.reviews.minutes is not None
    assert project.reviews.minutes.markets["JP"].outcome == "left"
