"""The walk over criteria meets every condition, once, where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from hhmonitor.model import Condition
from hhmonitor.model.walk import leaves, walk
from tests.support import shipped_criteria, shipped_criteria_data


def stated(node: object) -> Iterator[Condition]:
    """Every condition that stands in no other, wherever the model allows one."""
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from stated(getattr(node, name))
    elif isinstance(node, dict | tuple):
        for one in node.values() if isinstance(node, dict) else node:
            yield from stated(one)


def at(path: tuple[str | int, ...]) -> Any:
    """What stands at a place in the file of the shipped criteria."""
    node: Any = shipped_criteria_data()
    for part in path:
        node = node[part]
    return node


def test_every_condition_is_met_once_and_its_place_is_in_the_file() -> None:
    criteria = shipped_criteria()
    met = list(walk(criteria))
    assert Counter(id(placed.condition) for placed in met) == Counter(map(id, stated(criteria)))
    for placed in met:
        assert type(placed.condition).model_validate(at(placed.path)) == placed.condition


def test_a_leaf_has_the_role_of_the_condition_that_it_is_part_of() -> None:
    criteria = shipped_criteria()
    found = list(leaves(criteria))
    assert [id(one.condition) for one in found] == [
        id(leaf) for one in walk(criteria) for leaf in one.condition.leaves()
    ]
    whole = {placed.path: placed for placed in walk(criteria)}
    for leaf in found:
        assert at(leaf.path)[leaf.condition.kind] is not None
        (around,) = (one for path, one in whole.items() if leaf.path[: len(path)] == path)
        assert (leaf.role, leaf.category, leaf.requirement) == (around.role, around.category, around.requirement)


def test_whose_a_condition_is() -> None:
    for placed in walk(shipped_criteria()):
        match placed.role:
            case "positive_when":
                assert placed.category is None
            case "variant":
                assert placed.variant in placed.category.variants  # type: ignore[union-attr]
            case role:
                assert placed.requirement in getattr(placed.category, role)
