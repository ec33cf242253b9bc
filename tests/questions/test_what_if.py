"""What would change if something were otherwise: paths, values, lists, figures, sources, criteria."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from hhmonitor.findings import DataPath
from hhmonitor.model import Criteria
from hhmonitor.project import find_root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.criteria_settings import parameters, short_name, with_parameters
from hhmonitor.questions.what_if import (
    NotSettable,
    Setting,
    compared,
    if_market,
    if_source_wrong,
    market_settings,
    settable,
)
from tests.support import AS_OF, country_data, shipped_criteria, shipped_criteria_data, small_list, write_project


def opened(folder: Path) -> Classification:
    return Classification(load_project(find_root(folder, os.environ, folder), None, AS_OF), AS_OF)


@pytest.fixture
def small(tmp_path: Path) -> Classification:
    return opened(small_list(tmp_path / "project"))


def settings(*pairs: str) -> list[Setting]:
    return [Setting(*pair.split("=")) for pair in pairs]


def value(classification: Classification, code: str, path: str) -> str:
    return classification.inputs(code).by_path[path].value


def test_every_path_that_can_be_set_takes_every_value_it_names(small: Classification) -> None:
    for path, values in settable(small.criteria).items():
        for word in values:
            if word == "<number>":
                assert if_market(small, "DE", [Setting(path, "5")])["DE"]
            elif path not in ("themes", "priority_lists.top_25", "priority_lists.top_50"):
                after = if_market(small, "JP", [Setting(path, word)])
                if path in after.inputs("JP").by_path and word != "indicators" and not path.startswith("priority"):
                    assert value(after, "JP", path) == word


def test_nothing_else_of_the_market_changes(small: Classification) -> None:
    after = if_market(small, "JP", settings("health_system.venture_capital=positive"))
    before, now = small.inputs("JP").by_path, after.inputs("JP").by_path
    assert {path for path in before if before[path].possible != now[path].possible} == {"health_system.venture_capital"}
    assert after.inputs("DE").by_path == small.inputs("DE").by_path


def test_a_theme_of_an_inventory_not_made_leaves_the_others_unknown(small: Classification) -> None:
    after = if_market(small, "ET", settings("themes.biopharma=broad"))
    assert value(after, "ET", "themes.biopharma") == "broad"
    assert value(after, "ET", "themes.one_health") == "unknown"
    assert value(if_market(small, "DE", settings("themes=unknown")), "DE", "themes.biopharma") == "unknown"


def test_what_is_set_on_a_region_wins_over_its_members(small: Classification) -> None:
    after = if_market(small, "EAST-AFRICA", settings("trend=stable", "dimensions.trade=broad"))
    assert value(after, "EAST-AFRICA", "trend") == "stable"
    assert value(after, "EAST-AFRICA", "dimensions.trade") == "broad"


def test_what_is_set_on_a_member_reaches_its_region(small: Classification) -> None:
    after = if_market(small, "ET", settings("dimensions.investment=broad"))
    assert value(after, "EAST-AFRICA", "dimensions.investment") == "broad"


@pytest.mark.parametrize(
    ("pair", "memberships"),
    [
        # The market is not on the top 9, which is complete; the longer lists include the shorter.
        ("priority_lists.top_9=in", ("in", "in", "in")),
        ("priority_lists.top_25=in", ("out", "in", "in")),
        ("priority_lists.top_25=out", ("out", "out", "unknown")),
        ("priority_lists.top_50=out", ("out", "out", "out")),
    ],
)
def test_lists_stay_nested(small: Classification, pair: str, memberships: Sequence[str]) -> None:
    after = if_market(small, "JP", settings(pair))
    assert tuple(one.value for one in after.inputs("JP").priority_lists.values()) == memberships
    assert after.inputs("PE").priority_lists == small.inputs("PE").priority_lists


def test_lists_that_contradict_each_other(small: Classification) -> None:
    with pytest.raises(NotSettable) as problem:
        if_market(small, "JP", settings("priority_lists.top_25=in", "priority_lists.top_50=out"))
    assert problem.value.contradiction


def test_a_figure_decides_anew_and_can_be_forgotten(small: Classification) -> None:
    path = "health_system.market_size"
    assert value(small, "JP", path) == "positive"
    low = if_market(small, "JP", settings("indicators.health_expenditure_per_capita_usd=10", "indicators.population=1"))
    assert value(low, "JP", path) == "negative"
    gone = if_market(small, "JP", settings("indicators.health_expenditure_per_capita_usd=unknown"))
    assert value(gone, "JP", path) == "unknown"


@pytest.mark.parametrize(
    ("pair", "suggestion"),
    [
        ("health_system.venture_captal=positive", "health_system.venture_capital"),
        ("venture_captal=positive", "health_system.venture_capital"),
        ("sector=broad", None),
        ("trend=stabel", "stable"),
    ],
)
def test_what_is_not_known_gets_the_nearest(pair: str, suggestion: str | None) -> None:
    with pytest.raises(NotSettable) as problem:
        market_settings(shipped_criteria(), settings(pair))
    assert problem.value.suggestion == suggestion


def test_short_paths_and_those_of_the_file() -> None:
    given = settings("venture_capital=mixed", "dimensions.trade.level=broad", "trend.value=stable")
    assert [one.path for one in market_settings(shipped_criteria(), given)] == [
        "health_system.venture_capital",
        "dimensions.trade",
        "trend",
    ]
    # Innovation is a dimension, and an attaché: the short path means neither.
    with pytest.raises(NotSettable):
        market_settings(shipped_criteria(), settings("innovation=broad"))


def test_what_a_category_asks_can_be_left_out_as_a_whole() -> None:
    data = shipped_criteria_data()
    settings_of_two = settings("I.top_9_or_broad=off", "I.several_themes=off", "I.two_dimensions.at_least=3")
    changed, told = with_parameters(data, settings_of_two)
    first = Criteria.model_validate(changed).categories[0]
    assert [one.id for one in first.requires] == ["most_characteristics", "two_dimensions"]
    assert first.requires[1].at_least == 3
    assert first.prefers == ()
    assert told[0].path == "categories.I.prefers.top_9_or_broad"
    assert with_parameters(data, settings("I.top_9_or_broad=on"))[0] == data
    with pytest.raises(NotSettable) as problem:
        with_parameters(data, settings("I.top_9_or_broad=maybe"))
    assert problem.value.known == ("on", "off")


def test_the_short_name_of_a_parameter_means_it_alone() -> None:
    data = shipped_criteria_data()
    known = parameters(data)
    for name, path in known.items():
        short = short_name(known, name)
        changed, told = with_parameters(data, [Setting(short, value_at(data, path))])
        assert [one.path for one in told] == [name]
        assert changed == data or path[-1] == "level"
    assert short_name(known, "categories.I.requires.most_characteristics.at_least") == "I.most_characteristics.at_least"


def value_at(data: object, path: DataPath) -> str:
    """What stands there, as typed; the level that goes without saying where none stands there."""
    for part in path:
        data = data.get(part, "specific") if isinstance(data, dict) else data[part]  # type: ignore[index]
    if isinstance(data, dict):
        return "on"
    return (
        ",".join(map(str, data))
        if isinstance(data, list)
        else str(data).lower()
        if data in (True, False)
        else str(data)
    )


@pytest.mark.parametrize("word", ["many", "nan", "inf"])
def test_a_figure_is_a_number(word: str) -> None:
    with pytest.raises(NotSettable) as problem:
        market_settings(shipped_criteria(), settings(f"indicators.population={word}"))
    assert problem.value.bad_value


def test_a_wrong_source_takes_what_rests_on_it_alone(tmp_path: Path) -> None:
    data = country_data(
        "JP",
        characteristics=["positive"] * 6,
        dimensions=["broad"] * 3,
        themes=["broad", "specific"],
        sector_interest="broad",
        trend="stable",
        attaches={"health": "yes", "sources": ["s1"]},
        indicators={"population": {"source": "s1", "values": {2019: 5.0}}},
    )
    data["sources"]["s2"] = {"title": "Another"}
    data["dimensions"]["trade"]["sources"] = ["s1", "s2"]
    data["health_system"]["reform_plans"]["sources"] = ["s2"]
    before = opened(write_project(tmp_path / "project", [data]))
    after = if_source_wrong(before, "JP", "s1")
    known = {path for path, one in after.inputs("JP").by_path.items() if one.basis == "judgement" and one.known}
    left_out = {f"themes.{name}" for name in before.criteria.themes} - {
        "themes.digital_transformation",
        "themes.accessible_medtech",
    }
    assert known == {"dimensions.trade", "health_system.reform_plans"} | left_out
    assert not after.project.market("JP").indicators


def test_before_and_after_tell_the_requirements_that_change(small: Classification) -> None:
    after = if_market(small, "PE", settings("trend=emerging", "themes.biopharma=broad"))
    (one,) = compared(small, after, ["PE"])
    # Interest from one theme is asked by III and IV, and what two themes ask becomes one short.
    assert {(now.category, now.requirement.id) for _was, now in one.requirements} >= {
        ("III", "one_theme"),
        ("IV", "one_theme"),
    }
    assert all("theme" in now.requirement.id for _was, now in one.requirements)


def test_every_parameter_of_the_criteria_is_where_its_name_says() -> None:
    data = shipped_criteria_data()
    for path in parameters(data).values():
        node = data
        for part in path[:-1]:
            node = node[part]
        assert isinstance(node, list) or path[-1] in node or path[-1] == "level"


@pytest.mark.parametrize(
    ("pair", "name"),
    [
        ("I.most_characteristics.at_least=5", "categories.I.requires.most_characteristics.at_least"),
        ("error_rates.low=0.4", "error_rates.low"),
        ("top_25.complete=true", "priority_lists.top_25.complete"),
        ("I.several_themes.level=broad", "categories.I.requires.several_themes.level"),
        (
            "market_size.health_expenditure_per_capita_usd.at_least=2000",
            "health_system.market_size.positive_when.any.health_expenditure_per_capita_usd.at_least",
        ),
        ("I.top_9_or_broad.sector_interest=specific", "categories.I.prefers.top_9_or_broad.any.sector_interest"),
    ],
)
def test_parameters_by_short_names(pair: str, name: str) -> None:
    data = shipped_criteria_data()
    changed, (told,) = with_parameters(data, settings(pair))
    assert told.path == name
    assert Criteria.model_validate(changed) != shipped_criteria()
    assert Criteria.model_validate(data) == shipped_criteria(), "the data given is left as it was"


@pytest.mark.parametrize(("written", "number"), [("5", "5"), ("5.0", "5"), ("-3", "-3"), ("1e300", "1e+300")])
def test_a_whole_number_is_kept_whole(written: str, number: str) -> None:
    changed, _told = with_parameters(shipped_criteria_data(), settings(f"I.most_characteristics.at_least={written}"))
    assert repr(changed["categories"][0]["requires"][0]["at_least"]) == number


def test_lists_of_words_are_written_with_commas() -> None:
    changed, _told = with_parameters(shipped_criteria_data(), settings("top_25.members=JP, KR"))
    assert Criteria.model_validate(changed).priority_lists["top_25"].members == ("JP", "KR")


@pytest.mark.parametrize(
    ("pair", "suggestion"),
    [
        ("I.most_charcteristics.at_least=5", "categories.I.requires.most_characteristics.at_least"),
        ("error_rates.lo=0.4", "error_rates.low"),
    ],
)
def test_parameters_that_are_not_known(pair: str, suggestion: str) -> None:
    with pytest.raises(NotSettable) as problem:
        with_parameters(shipped_criteria_data(), settings(pair))
    assert problem.value.suggestion == suggestion


def test_a_name_that_means_several_parameters_lists_them() -> None:
    with pytest.raises(NotSettable) as problem:
        with_parameters(shipped_criteria_data(), settings("one_theme.at_least=2"))
    assert problem.value.known == (
        "categories.III.requires.one_theme.at_least",
        "categories.IV.requires.one_theme.at_least",
    )


@pytest.mark.parametrize("pair", ["error_rates.low=often", "top_25.complete=maybe"])
def test_parameters_of_another_kind(pair: str) -> None:
    with pytest.raises(NotSettable) as problem:
        with_parameters(shipped_criteria_data(), settings(pair))
    assert problem.value.bad_value
