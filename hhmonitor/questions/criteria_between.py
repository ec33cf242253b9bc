"""Sets of criteria in between two others: some of the changes that can bear on a category made, and others not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from hhmonitor.findings import DataPath, Place
from hhmonitor.model import Condition, Criteria
from hhmonitor.model.base import Model
from hhmonitor.questions import criteria_changes
from hhmonitor.questions.change import Change, Kind, Shown
from hhmonitor.questions.criteria_changes import Path, named

_WORDS = frozenset({"id", "label", "reference", "reading", "description", "numeral", "unit", "effort", "title"})
"""What is there to be read and decides nothing."""

Locate = Callable[[DataPath], Place | None]


def changes(old: Criteria, new: Criteria, locate: Locate) -> Iterator[Change]:
    """Every parameter that differs, lists apart from the rest; ``locate`` finds a place in the file of the new ones.

    What can be changed by itself is told by itself. The variants of a category are one such thing, and so are all
    categories where one came, went or moved.
    """
    found = (_parameter(one, old, new) for one in criteria_changes.changes(old, new) if one.decides)
    for path, (before, after) in dict(found).items():
        kind: Kind = "lists" if path[0] == "priority_lists" else "criteria"
        yield Change(kind, None, ".".join(path), before, after, locate(_in_file(new, path)))


def _parameter(change: criteria_changes.Change, old: Criteria, new: Criteria) -> tuple[Path, tuple[Shown, Shown]]:
    """The parameter that a change is of, with its values."""
    path, before, after = change.path, change.before, change.after
    if path[0] == "categories" and _ids(old) != _ids(new):
        return ("categories",), (_ids(old), _ids(new))
    if path[0] == "categories" and path[2] == "variants":
        return path[:3], (_variants(old, path[1]), _variants(new, path[1]))
    if change.aspect == "members":
        path = (*path, "members")
    if change.aspect == "condition":
        path = (*path, "positive_when") if path[0] == "health_system" else path
        first, second = _substance(before), _substance(after)
        keys = [key for key in {**first, **second} if first.get(key) != second.get(key)]
        if before is not None and after is not None and len(keys) == 1:
            return (*path, keys[0]), (_shown(first.get(keys[0])), _shown(second.get(keys[0])))
    return path, (_shown(before), _shown(after))


def in_between(old: Criteria, new: Criteria, made: frozenset[str]) -> Criteria:
    """The old criteria with the changes of these paths made."""
    return cast("Criteria", _merged(old, new, (), made))


def _merged(before: Any, after: Any, path: Path, made: frozenset[str]) -> Any:
    """A part of the old criteria with the changes made that lie in it."""
    name = ".".join(path)
    if name in made:
        return after
    if path and not any(one.startswith(f"{name}.") for one in made):
        return before
    if isinstance(before, Condition) or isinstance(after, Condition):
        return after  # a condition changes as a whole, whichever of its keys the change is told by
    if isinstance(before, Model):
        fields = ((field, info.alias or field) for field, info in type(before).model_fields.items())
        update = {
            field: _merged(getattr(before, field), getattr(after, field), (*path, key), made) for field, key in fields
        }
        return before.model_copy(update=update)
    first, second = named(before), named(after)
    merged = {one: _merged(first.get(one), second.get(one), (*path, one), made) for one in {**first, **second}}
    kept = {one: value for one, value in merged.items() if value is not None}
    return kept if isinstance(before, dict) else tuple(kept.values())


def _in_file(criteria: Criteria, path: Path) -> DataPath:
    """The way to a parameter in the file, as far as it is there."""
    node: Any = criteria
    way: DataPath = ()
    step: str | int
    for part in path:
        if isinstance(node, Model):
            node, step = _fields(node).get(part), part
        elif isinstance(node, dict):
            node, step = node.get(part), part
        else:
            listed = named(node)
            node, step = listed.get(part), list(listed).index(part) if part in listed else -1
        if node is None:
            break
        way = (*way, step)
    return way


def _fields(one: Model) -> Mapping[str, Any]:
    return {info.alias or field: getattr(one, field) for field, info in type(one).model_fields.items()}


def _ids(criteria: Criteria) -> tuple[str, ...]:
    return tuple(category.id for category in criteria.categories)


def _variants(criteria: Criteria, name: str) -> str | None:
    (category,) = (one for one in criteria.categories if one.id == name)
    if not category.variants:
        return None
    return json.dumps([{"id": one.id, **_substance(one)} for one in category.variants], ensure_ascii=False)


def _substance(part: object) -> dict[str, Any]:
    """A part of the criteria without the words that are there to be read; nothing of one that is not there."""
    if not isinstance(part, Model):
        return {}
    return part.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=set(_WORDS))


def _shown(value: Any) -> Shown:
    if isinstance(value, Model):
        value = _substance(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return json.dumps(value, ensure_ascii=False)
