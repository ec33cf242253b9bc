"""Themes against markets, special target markets, and the ambitions in figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.model.ambitions import Ambitions
from hhmonitor.project import Root, load_project
from hhmonitor.questions.ambitions import progress
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.special_targets import special_target, special_targets
from hhmonitor.questions.themes import theme_matrix
from tests.support import AS_OF, country_data, write_project


def classified(tmp_path: Path, *markets: dict[str, Any]) -> Classification:
    folder = write_project(tmp_path / "project", markets)
    return Classification(load_project(Root(folder, "option"), None, AS_OF), AS_OF)


def test_a_theme_has_the_markets_with_interest_in_it_broad_first(tmp_path: Path) -> None:
    classification = classified(
        tmp_path,
        country_data("AU", themes=["specific"]),
        country_data("JP", themes=["broad"]),
        country_data("KR", themes="unknown"),
        country_data("ZA", themes=["none", "specific"]),
    )
    matrix = theme_matrix(classification, classification.listed())
    first, second, *rest = matrix.themes
    assert (first.broad, first.specific, first.open) == (("JP",), ("AU",), ("KR",))
    assert first.counted_on == ("JP", "AU")
    assert (second.counted_on, second.open) == (("ZA",), ("KR",))
    # That Korea may turn out to be interested is no market yet.
    assert matrix.without_market == tuple(one.theme for one in rest)


def target(since: str, until: str) -> dict[str, str]:
    return {"from": since, "until": until, "decided_by": "LSH Internationaal Overleg"}


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [
        ("2020-09", "2021-12", "running"),
        ("2020-12-31", "2020-12-31", "running"),
        ("2019", "2020-12-30", "ended"),
        ("2021-01", "2021-12", "upcoming"),
        # A year lasts until its last day.
        ("2019", "2020", "running"),
    ],
)
def test_a_special_target_market_has_its_time(tmp_path: Path, since: str, until: str, status: str) -> None:
    classification = classified(tmp_path, country_data("JP", special_target=target(since, until)))
    found = special_target(classification, "JP")
    assert found is not None
    assert found.status == status


def test_special_target_markets_that_run_come_first(tmp_path: Path) -> None:
    classification = classified(
        tmp_path,
        country_data("AU", special_target=target("2018", "2019")),
        country_data("JP", special_target=target("2020", "2022")),
        country_data("KR", special_target=target("2020", "2021")),
        country_data("ZA"),
    )
    assert [one.code for one in special_targets(classification)] == ["KR", "JP", "AU"]
    assert special_target(classification, "ZA") is None


def ambition(**given: Any) -> Ambitions:
    figures = given.pop("figures", {})
    measured = {year: {"value": value, "source": "s1"} for year, value in figures.items()}
    one = {"label": "Added value", "unit": "EUR million", "figures": measured, **given}
    return Ambitions.model_validate({"year": 2025, "ambitions": {"added_value": one}})


def test_progress_is_the_part_of_the_way_beside_the_part_of_the_time() -> None:
    given = ambition(target=200.0, figures={2015: 100.0, 2020: 160.0})
    (found,) = progress(given, date(2021, 1, 1))
    assert (found.share, found.expected) == (pytest.approx(0.6), pytest.approx(0.5))


def test_a_figure_of_a_later_year_is_not_known_yet() -> None:
    (found,) = progress(ambition(target=200.0, figures={2015: 100.0, 2020: 160.0}), date(2019, 12, 31))
    assert (found.newest, found.share) == ((2015, 100.0), None)


def test_growth_is_measured_as_growth() -> None:
    (found,) = progress(ambition(growth=25.0, figures={2020: 10.0}), date(2021, 1, 1))
    assert found.share == pytest.approx(0.4)


def test_without_figures_nothing_is_known_of_progress() -> None:
    (found,) = progress(ambition(growth=25.0), date(2021, 1, 1))
    assert (found.first, found.newest, found.share) == (None, None, None)
