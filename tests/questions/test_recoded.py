"""A market that has another code is the same market, wherever what was kept names it by the former one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hhmonitor.model.review import Action, Adopted, Review
from hhmonitor.project import Project, Root, load_project
from hhmonitor.project.reviews import Reviews
from hhmonitor.questions.between import former_code, under_codes
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.meeting import adopted_criteria, adopted_lists, last_adopted
from hhmonitor.questions.review import open_actions
from tests.support import AS_OF, country, country_data, shipped_criteria, write_project


def project(folder: Path, *codes: str) -> Project:
    """These countries, one of which may be recoded: ``KR<JP`` is Korea that was Japan."""
    markets = []
    for code in codes:
        now, _, formerly = code.partition("<")
        markets.append(country_data(now) | ({"formerly": formerly} if formerly else {}))
    return load_project(Root(write_project(folder, markets), "option"), None, AS_OF)


def test_a_former_code_that_another_market_has_now_is_none(tmp_path: Path) -> None:
    assert project(tmp_path / "a", "KR<JP", "DE").recoded == {"JP": "KR"}
    assert project(tmp_path / "b", "KR<JP", "JP").recoded == {}


@pytest.mark.parametrize("code", ["JP", "US"])
def test_what_was_adopted_is_not_another_because_a_market_is_recoded(tmp_path: Path, code: str) -> None:
    """``US`` is on a list of priority markets, and ``JP`` on none."""
    then = Classification(project(tmp_path / "then", code), AS_OF)
    adopted = Adopted(criteria=adopted_criteria(then), lists=adopted_lists(then))
    held = Review(name="2019", date="2019-12-31", criteria="2020-2023", list_sha256="0", adopted=adopted)
    now = project(tmp_path / "now", f"KR<{code}")
    criteria = under_codes(now.criteria, {code: "KR"})
    found = Classification(replace(now, criteria=criteria, reviews=Reviews((held,))), AS_OF)
    assert last_adopted(found) == Adopted(criteria=adopted_criteria(found), lists=adopted_lists(found))


def test_an_action_is_about_the_market_under_its_code_of_today(tmp_path: Path) -> None:
    actions = tuple(Action(what="Ask", by="The office", due="2021", market=one) for one in ("JP", "DE", None))
    held = Review(name="2019", date="2019-12-31", criteria="2020-2023", list_sha256="0", actions=actions)
    now = replace(project(tmp_path / "now", "KR<JP", "DE"), reviews=Reviews((held,)))
    assert [one.action.market for one in open_actions(Classification(now, AS_OF))] == ["KR", "DE", None]


@pytest.mark.parametrize(
    ("formerly", "kept", "expected"),
    [
        # The last review knew it by the code that it has now.
        (None, ["BB"], "BB"),
        ("AA", ["BB"], "BB"),
        # It was recoded since: what the review knows is the code before that.
        ("AA", ["AA"], "AA"),
        ("CC", ["CC"], None),
        # No list was kept.
        (None, None, "BB"),
        ("AA", None, "BB"),
        ("CC", None, None),
        # The review knew it by neither.
        ("AA", ["DD"], "BB"),
    ],
)
def test_the_former_code_is_the_one_that_the_last_review_knew(
    tmp_path: Path, formerly: str | None, kept: list[str] | None, expected: str | None
) -> None:
    """``BB`` becomes ``CC``."""
    market = country("BB", formerly=formerly)
    then = None if kept is None else replace(project(tmp_path / "then", "JP"), files=dict.fromkeys(kept, ""))
    assert former_code(market, "CC", then) == expected


def test_lists_name_markets_by_other_codes() -> None:
    criteria = under_codes(shipped_criteria(), {"ASEAN-5": "ASEAN", "JP": "KR"})
    assert criteria.priority_lists["top_9"].members[6] == "ASEAN"
    assert criteria.priority_lists["top_25"] == shipped_criteria().priority_lists["top_25"]
