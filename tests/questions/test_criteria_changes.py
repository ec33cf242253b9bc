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
from hhmonitor.model import Condition, Criteria
from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
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
            "categories.IV.effort.reactive_only",
            "effort",
            False,
        ),
        (lambda data: data["error_rates"].update(high=0.1), "error_rates", "setting", False),
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
