"""What changed between two sets of criteria, and who moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.findings import DataPath
from hhmonitor.model import Condition, Criteria
from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.criteria_between import changes as parameters
from hhmonitor.questions.criteria_between import in_between
from hhmonitor.questions.criteria_changes import Change, changes, moves, shift
from hhmonitor.questions.possible_markets import blocks_of_all_inputs
from tests.questions.criteria_by_hand import category, dimensions, positive, ruleset, themes
from tests.support import AS_OF, shipped_criteria, shipped_criteria_data, small_list


def changed(change: Callable[[dict[str, Any]], object]) -> list[Change]:
    """What differs once a change has been made to the shipped criteria."""
    return changes(shipped_criteria(), altered(change))


def altered(change: Callable[[dict[str, Any]], object]) -> Criteria:
    """The shipped criteria with a change."""
    data = deepcopy(shipped_criteria_data())
    change(data)
    return Criteria.model_validate(data)


CONTACT = {"id": "contact", "attache": "health"}


def test_criteria_do_not_differ_from_themselves() -> None:
    assert changed(lambda data: None) == []


def test_another_bound_is_a_change_of_the_condition_alone() -> None:
    (change,) = changed(lambda data: data["categories"][0]["requires"][0].update(at_least=3))
    assert (change.path, change.aspect) == (("categories", "I", "requires", "most_characteristics"), "condition")
    assert change.before == Condition(count="health_system", at_least=4.0)
    assert change.after == Condition(count="health_system", at_least=3.0)
    assert change.decides


def test_a_requirement_that_goes_and_one_that_comes_are_told_as_a_whole() -> None:
    def replace(data: dict[str, Any]) -> None:
        requires = data["categories"][3]["requires"]
        requires[2] = {"id": "new_one", "label": "New", "attache": "health"}

    found = {change.path[-1]: change for change in changed(replace)}
    assert found.keys() == {"new_one", "one_dimension"}
    assert all(change.aspect == "presence" and change.decides for change in found.values())
    assert (found["new_one"].before, found["one_dimension"].after) == (None, None)


def test_a_category_that_comes_is_one_change_and_moves_no_order() -> None:
    new = {"id": "V", "requires": []}
    (change,) = changed(lambda data: data["categories"].append(new))
    assert (change.path, change.aspect) == (("categories", "V"), "presence")


def test_categories_in_another_order_are_a_change_that_decides() -> None:
    (change,) = changed(lambda data: data["categories"].reverse())
    assert (change.aspect, change.before, change.after) == ("order", ("I", "II", "III", "IV"), ("IV", "III", "II", "I"))
    assert change.decides


@pytest.mark.parametrize(
    ("change", "path", "aspect", "decides"),
    [
        (
            lambda data: data["priority_lists"]["top_25"].update(members=["JP"]),
            "priority_lists.top_25",
            "members",
            True,
        ),
        (
            lambda data: data["priority_lists"]["top_25"].update(complete=True),
            "priority_lists.top_25.complete",
            "setting",
            True,
        ),
        (lambda data: data["regions"].update(themes="majority"), "regions.themes", "setting", True),
        (lambda data: data["themes"].pop("one_health"), "themes.one_health", "presence", True),
        (
            lambda data: data["health_system"]["market_size"]["positive_when"]["any"][0].update(at_least=1),
            "health_system.market_size",
            "condition",
            True,
        ),
        (
            lambda data: data["categories"][2]["variants"][0].update(when={"trend": ["stable"]}),
            "categories.III.variants.IIIb",
            "condition",
            True,
        ),
        (
            lambda data: data["categories"][0]["requires"][0].update(reading="Otherwise."),
            "categories.I.requires.most_characteristics.reading",
            "wording",
            False,
        ),
        (lambda data: data["dimensions"]["trade"].update(label="Commerce"), "dimensions.trade", "label", False),
        (lambda data: data["dimensions"]["trade"].update(reference="S9"), "dimensions.trade", "reference", False),
        (
            lambda data: data["categories"][3]["effort"][0].update(strength="required"),
            "categories.IV.effort.reactive_only.strength",
            "setting",
            False,
        ),
        (lambda data: data["error_rates"].update(high=0.1), "error_rates.high", "setting", False),
        (
            lambda data: data["categories"][0]["prefers"].append(CONTACT),
            "categories.I.prefers.contact",
            "presence",
            True,
        ),
        (lambda data: data["categories"][0].update(keep=[CONTACT]), "categories.I.keep.contact", "presence", True),
        (lambda data: data.update(hysteresis={"reviews": 3}), "hysteresis", "presence", True),
        (lambda data: data["categories"][0]["requires"].reverse(), "categories.I.requires", "order", False),
        (lambda data: data["categories"][2]["variants"].reverse(), "categories.III.variants", "order", True),
    ],
)
def test_each_change_has_its_path_and_aspect(
    change: Callable[[dict[str, Any]], object], path: str, aspect: str, decides: bool
) -> None:
    (found,) = changed(change)
    assert (".".join(found.path), found.aspect, found.decides) == (path, aspect, decides)


def one_by_one(old: Ruleset, new: Ruleset) -> Counter[tuple[str, str]]:
    """The categories of every possible market under both, each looked at by itself."""
    found: Counter[tuple[str, str]] = Counter()
    blocks = blocks_of_all_inputs([old.criteria, new.criteria])
    for choice in product(*(block.alternatives for block in blocks)):
        completion = {
            path: value
            for block, values in zip(blocks, choice, strict=True)
            for path, value in zip(block.paths, values, strict=True)
        }
        known_before = {path: value for path, value in completion.items() if path != "themes.one_health"}
        found[old.category(known_before), new.category(completion)] += 1
    return found


def test_the_share_that_moves_is_what_counting_one_by_one_gives() -> None:
    few = {"health_system": {"size": {}}, "dimensions": {"trade": {}}}
    old = ruleset(
        category("I", positive(1), themes(1), prefers=[{"priority_list": "top_9"}]),
        category("II", dimensions(1)),
        themes={"biopharma": {}},
        **few,
    )
    new = ruleset(
        category("I", themes(2), prefers=[{"sector_interest": "broad"}]),
        category("II", dimensions(1, "broad")),
        themes={"biopharma": {}, "one_health": {}},
        **few,
    )
    found, naive = shift(old, new), one_by_one(old, new)
    assert found.by_categories == naive
    assert found.size == naive.total()
    assert found.moved == sum(count for (before, after), count in naive.items() if before != after)


def test_nothing_moves_where_only_words_differ() -> None:
    reworded = altered(lambda data: data["categories"][0]["requires"][0].update(reading="Otherwise."))
    assert shift(Ruleset(shipped_criteria()), Ruleset(reworded)).moved == 0


def test_real_markets_that_move_come_with_what_is_possible(tmp_path: Path) -> None:
    project = load_project(Root(small_list(tmp_path / "project"), "option"), None, AS_OF)
    stricter = altered(lambda data: data["categories"][0]["requires"][0].update(at_least=6))
    old, new = Classification(project, AS_OF), Classification(project, AS_OF, stricter)
    # Germany has four characteristics positive and a fifth at most, with broad interest: I, and now II.
    assert [(one.code, one.before.rule_category, one.after.possible) for one in moves(old, new, old.listed())] == [
        ("DE", "I", ("II",))
    ]


def test_of_two_requirements_with_one_id_the_second_is_told_too() -> None:
    def twice(data: dict[str, Any]) -> None:
        data["categories"][0]["requires"].append({**data["categories"][0]["requires"][0], "at_least": 1})

    (change,) = changed(twice)
    assert (change.path[-1], change.aspect) == ("most_characteristics (2)", "presence")


@pytest.mark.parametrize(
    ("change", "path", "values"),
    [
        (
            lambda data: data["health_system"]["market_size"]["positive_when"]["any"][0].update(at_least=1),
            "health_system.market_size.positive_when.any",
            None,
        ),
        (lambda data: data["regions"].update(themes="majority"), "regions.themes", ("any", "majority")),
        (lambda data: data.update(hysteresis={"reviews": 3}), "hysteresis", (None, '{"reviews": 3}')),
        (lambda data: data["priority_lists"]["top_25"].update(complete=True), "priority_lists.top_25.complete", None),
        (lambda data: data["priority_lists"]["top_9"]["members"].pop(), "priority_lists.top_9.members", None),
        (
            lambda data: data["categories"][2]["variants"][0].update(when={"trend": ["stable"]}),
            "categories.III.variants",
            None,
        ),
        (
            lambda data: data["categories"][0]["requires"][0].update(at_least=5),
            "categories.I.requires.most_characteristics.at_least",
            (4, 5),
        ),
        (lambda data: data["categories"][0].update(keep=[CONTACT]), "categories.I.keep.contact", None),
        (lambda data: data["categories"].reverse(), "categories", None),
    ],
)
def test_a_parameter_is_told_by_itself_and_can_be_changed_by_itself(
    change: Callable[[dict[str, Any]], object], path: str, values: tuple[object, object] | None
) -> None:
    old, new = shipped_criteria(), altered(change)
    places: list[DataPath] = []
    (parameter,) = parameters(old, new, places.append)
    assert parameter.path == path
    assert values in (None, (parameter.old, parameter.new))
    assert in_between(old, new, frozenset({path})) == new
    assert in_between(old, new, frozenset()) == old
    # The place is in the file of the new criteria, as far as the parameter is there.
    node: Any = new.model_dump(by_alias=True)
    for part in places[0]:
        node = node[part]
    if parameter.new is not None:
        assert len(places[0]) == len(path.split("."))


def test_words_are_no_parameter() -> None:
    reworded = altered(lambda data: data["categories"][0]["requires"][0].update(reading="Otherwise."))
    assert list(parameters(shipped_criteria(), reworded, lambda path: None)) == []


def test_of_two_changes_one_can_be_made() -> None:
    def both(data: dict[str, Any]) -> None:
        data["regions"].update(themes="majority", trend="any")

    old, new = shipped_criteria(), altered(both)
    made = in_between(old, new, frozenset({"regions.trend"}))
    assert (made.regions.themes, made.regions.trend) == ("any", "any")
