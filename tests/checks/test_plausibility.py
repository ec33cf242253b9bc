"""Figures that are hard to believe are told, each at its row."""

from __future__ import annotations

from pathlib import Path

from hhmonitor import checks
from hhmonitor.checks.looks import FigureTables, Imported, Standing
from hhmonitor.findings import Finding
from hhmonitor.project import Root, load_project
from hhmonitor.project.figures import COMMON, Row
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.figure_update import updated
from hhmonitor.statistics import Harvest
from tests.questions.test_figure_update import PUBLISHERS, SOURCES, harvest, row
from tests.support import AS_OF, REPOSITORY, country_data, shipped_criteria, write_project

INDICATORS = shipped_criteria().indicators


def found(rows: list[Row], *harvests: Harvest) -> list[Finding]:
    return list(checks.found(Imported(updated(rows, harvests, SOURCES, PUBLISHERS), harvests, INDICATORS)))


def codes(rows: list[Row], *harvests: Harvest) -> list[str]:
    return [finding.code for finding in found(rows, *harvests)]


def test_more_than_three_times_the_year_before_is_a_leap() -> None:
    assert codes([row("JP", 2018, "3")], harvest({("JP", 2019): "9"})) == []
    assert codes([row("JP", 2018, "3")], harvest({("JP", 2019): "9.1"})) == ["HH621"]
    assert codes([row("JP", 2018, "9.1")], harvest({("JP", 2019): "3"})) == ["HH621"]
    assert codes([row("JP", 2017, "3")], harvest({("JP", 2019): "30"})) == []  # not from one year to the next


def test_a_leap_is_told_once_even_when_both_years_are_new() -> None:
    assert codes([], harvest({("JP", 2018): "3", ("JP", 2019): "10"})) == ["HH621"]


def test_a_leap_to_the_year_after_is_told_at_the_figure_that_is_new() -> None:
    (finding,) = found([row("JP", 2019, "10")], harvest({("JP", 2018): "3"}))
    assert (finding.details["earlier"], finding.details["later"]) == ("2018", "2019")
    assert finding.place.file == "file.csv"


def test_a_share_above_100_and_a_negative_figure() -> None:
    assert codes([], harvest({("JP", 2018): "100"})) == []
    assert codes([], harvest({("JP", 2018): "100.5"})) == ["HH622"]
    assert codes([], harvest({("JP", 2018): "-1"})) == ["HH623"]


def test_a_name_without_the_unit_is_another_unit() -> None:
    assert codes([], harvest({("JP", 2018): "5"}, named="% of GDP")) == []
    dollars = harvest({("JP", 2018): "5"}, named="% of GDP", name="Current health expenditure (constant US$)")
    assert codes([], dollars) == ["HH624"]


def test_a_series_of_which_all_figures_change_alike_is_in_another_unit() -> None:
    present = [row("JP", year, "0.01") for year in (2016, 2017, 2018)]
    assert codes(present, harvest({("JP", year): "10" for year in (2016, 2017, 2018)})) == ["HH625"]
    assert codes(present[:1], harvest({("JP", 2016): "10"})) == []


def test_revisions_that_leave_the_level_as_it_was_say_nothing_of_a_unit() -> None:
    present = [row("JP", year, "10") for year in (2016, 2017, 2018)]
    # Three times as much, or a third, is a revision still.
    for revised in ("12", "30", str(10 / 3)):
        assert codes(present, harvest({("JP", year): revised for year in (2016, 2017, 2018)})) == []


def test_another_unit_is_told_with_the_factor_between_the_two() -> None:
    present = [row("JP", year, "2") for year in (2016, 2017, 2018)]
    (finding,) = found(present, harvest({("JP", year): "20" for year in (2016, 2017, 2018)}))
    assert (finding.details["factor"], finding.details["count"]) == ("10", "3")


def test_criteria_that_have_another_unit_than_the_series() -> None:
    assert codes([], harvest({("JP", 2018): "5"}, unit="% of income")) == ["HH626"]


def test_what_does_not_change_is_not_doubted_again() -> None:
    present = [row("JP", 2018, "3"), row("JP", 2019, "30")]
    assert codes(present, harvest({("JP", 2018): "3", ("JP", 2019): "30"})) == []


def test_names_that_nobody_knows_are_told_once_with_their_number(tmp_path: Path) -> None:
    table = (
        "market,indicator,year,value,source\nJP,population,2018,5,who\nJP,populatoin,2019,5,s\nJP,populatoin,2020,5,s\n"
    )
    root = write_project(tmp_path / "p", [country_data("JP")], figures=table)
    (root / COMMON / "sources.yaml").write_text("who: {title: WHO}\n", encoding="utf-8")
    project = load_project(Root(root, "option"), None, AS_OF)
    (finding,) = checks.found(Standing(Classification(project, AS_OF)))
    assert (finding.code, dict(finding.details)) == ("HH606", {"indicator": "populatoin", "count": "2"})
    assert finding.place.span is not None
    assert finding.place.span.start.line == 3


def test_the_shipped_table_holds_nothing_impossible() -> None:
    project = load_project(Root(REPOSITORY, "option"), None, AS_OF)
    assert [one for one in checks.found(Standing(Classification(project, AS_OF))) if one.code >= "HH6"] == []
    # A leap can be true: research in Kuwait went up and down again.
    assert {finding.details["market"] for finding in checks.found(FigureTables(project))} == {"KW"}
