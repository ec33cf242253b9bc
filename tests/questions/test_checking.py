"""What stands between the category that a market declares and the one that the rules give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hhmonitor.project import Root, load_project
from hhmonitor.questions.checking import Difference, check
from hhmonitor.questions.classification import Classification
from tests.support import AS_OF, country_data, write_project

# Four positive characteristics, two themes, two dimensions, broad interest: category I, and nothing to spare.
ONE: dict[str, Any] = {
    "characteristics": ["positive"] * 4 + ["negative"] * 2,
    "dimensions": ["specific", "specific", "none"],
    "themes": ["specific", "specific"],
    "sector_interest": "broad",
    "trend": "stable",
}


def difference(folder: Path, declared: str, **given: Any) -> Difference | None:
    root = write_project(folder / "project", [country_data("JP", category=declared, **(ONE | given))])
    (verdict,) = check(Classification(load_project(Root(root, "option"), None, AS_OF), AS_OF))
    assert verdict.agrees == (verdict.difference is None)
    return verdict.difference


def asked(found: Difference | None) -> list[tuple[str, str, str]]:
    assert found is not None
    return [(one.category, one.requirement.id, one.strength) for one in found.results]


def test_nothing_stands_between_where_the_two_agree(tmp_path: Path) -> None:
    assert difference(tmp_path, "I") is None


def test_to_a_better_category_stands_what_it_requires_and_the_market_does_not_meet(tmp_path: Path) -> None:
    """What it prefers is not met either, but that would not be enough."""
    found = difference(tmp_path, "I", themes=["specific"], sector_interest="specific")
    assert asked(found) == [("I", "several_themes", "required")]
    assert found is not None
    assert found.better


def test_where_only_a_preference_fails_that_stands_between(tmp_path: Path) -> None:
    assert asked(difference(tmp_path, "I", sector_interest="specific")) == [("I", "top_9_or_broad", "preferred")]


def test_to_a_worse_category_stands_all_that_the_rules_category_asks(tmp_path: Path) -> None:
    found = difference(tmp_path, "II")
    assert found is not None
    assert not found.better
    assert {one.category for one in found.results} == {"I"}
    assert {one.outcome for one in found.results} == {"met"}


@pytest.mark.parametrize(("declared", "better"), [("IIIa", True), ("IIIb", False)])
def test_between_variants_of_one_category_stands_the_condition_that_tells_them_apart(
    tmp_path: Path, declared: str, better: bool
) -> None:
    trend = "emerging" if declared == "IIIa" else "stable"
    found = difference(tmp_path, declared, characteristics=["positive"] * 2 + ["negative"] * 4, trend=trend)
    assert found is not None
    assert (found.better, found.results) == (better, ())
    assert found.variance is not None
    assert found.variance.when.trend is not None
