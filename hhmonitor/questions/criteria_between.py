"""What differs between two sets of criteria that can bear on a category, and sets in between."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from hhmonitor.findings import DataPath, Place
from hhmonitor.model import Criteria
from hhmonitor.model.base import Model
from hhmonitor.model.criteria import Category, Requirement
from hhmonitor.questions.comparison import Change, Kind, Shown

M = TypeVar("M", bound=Model)

_WORDS = frozenset({"id", "label", "reference", "reading", "description", "numeral", "unit", "effort", "title"})
"""What is there to be read and decides nothing."""

_NAMED = ("health_system", "dimensions", "attaches", "themes", "indicators", "priority_lists")
_REQUIREMENTS = ("requires", "prefers", "keep")

Locate = Callable[[DataPath], Place | None]


def changes(old: Criteria, new: Criteria, locate: Locate) -> Iterator[Change]:
    """Every parameter that differs, lists apart from the rest; ``locate`` finds a place in the file of the new ones."""
    for group in _NAMED:
        before, after = getattr(old, group), getattr(new, group)
        for name in dict.fromkeys((*before, *after)):
            yield from _change((group, name), before.get(name), after.get(name), (group, name), locate)
    yield from _change(("regions",), old.regions, new.regions, ("regions",), locate)
    yield from _change(("hysteresis",), old.hysteresis, new.hysteresis, ("hysteresis",), locate)
    if _ids(old) != _ids(new):
        yield Change("criteria", None, "categories", _ids(old), _ids(new), locate(("categories",)))
        return
    for place, (before, after) in enumerate(zip(old.categories, new.categories, strict=True)):
        yield from _category_changes(before, after, place, locate)


def _category_changes(before: Category, after: Category, place: int, locate: Locate) -> Iterator[Change]:
    for key in _REQUIREMENTS:
        first, second = _by_id(getattr(before, key)), _by_id(getattr(after, key))
        numbers = {name: number for number, name in enumerate(second)}
        for name in dict.fromkeys((*first, *second)):
            in_file: DataPath = ("categories", place, key, numbers[name]) if name in numbers else ("categories", place)
            yield from _change(("categories", after.id, key, name), first.get(name), second.get(name), in_file, locate)
    variants = [_variants(one) for one in (before, after)]
    if variants[0] != variants[1]:
        path = f"categories.{after.id}.variants"
        yield Change("criteria", None, path, variants[0], variants[1], locate(("categories", place, "variants")))


def _change(
    path: tuple[str, ...], old: Model | None, new: Model | None, in_file: DataPath, locate: Locate
) -> Iterator[Change]:
    before, after = _substance(old), _substance(new)
    if before == after:
        return
    kind: Kind = "lists" if path[0] == "priority_lists" else "criteria"
    if before is not None and after is not None:
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        if len(keys) == 1:
            key = keys[0]
            place = locate((*in_file, key)) or locate(in_file)
            yield Change(kind, None, ".".join((*path, key)), _shown(before.get(key)), _shown(after.get(key)), place)
            return
    yield Change(kind, None, ".".join(path), _shown(before), _shown(after), locate(in_file))


def in_between(old: Criteria, new: Criteria, made: frozenset[str]) -> Criteria:
    """The old criteria with the changes of these paths made."""

    def chosen(path: str, before: M | None, after: M | None) -> M | None:
        return after if any(one == path or one.startswith(f"{path}.") for one in made) else before

    def named(group: str) -> dict[str, Model]:
        before, after = getattr(old, group), getattr(new, group)
        picked = {name: chosen(f"{group}.{name}", before.get(name), after.get(name)) for name in {**before, **after}}
        return {name: one for name, one in picked.items() if one is not None}

    update: dict[str, object] = {group: named(group) for group in _NAMED}
    update["regions"] = chosen("regions", old.regions, new.regions)
    update["hysteresis"] = chosen("hysteresis", old.hysteresis, new.hysteresis)
    if _ids(old) != _ids(new):
        update["categories"] = new.categories if "categories" in made else old.categories
    else:
        update["categories"] = tuple(
            _category_in_between(before, after, chosen)
            for before, after in zip(old.categories, new.categories, strict=True)
        )
    return old.model_copy(update=update)


def _category_in_between(before: Category, after: Category, chosen: Callable[..., Any]) -> Category:
    update: dict[str, object] = {}
    for key in _REQUIREMENTS:
        first, second = _by_id(getattr(before, key)), _by_id(getattr(after, key))
        picked = [
            chosen(f"categories.{after.id}.{key}.{name}", first.get(name), second.get(name))
            for name in {**first, **second}
        ]
        update[key] = tuple(one for one in picked if one is not None)
    update["variants"] = chosen(f"categories.{after.id}.variants", before, after).variants
    return before.model_copy(update=update)


def _ids(criteria: Criteria) -> tuple[str, ...]:
    return tuple(category.id for category in criteria.categories)


def _by_id(requirements: tuple[Requirement, ...]) -> Mapping[str, Requirement]:
    return {one.id: one for one in requirements}


def _variants(category: Category) -> str | None:
    if not category.variants:
        return None
    return json.dumps([{"id": one.id, **(_substance(one) or {})} for one in category.variants], ensure_ascii=False)


def _substance(model: Model | None) -> dict[str, Any] | None:
    """A part of the criteria without the words that are there to be read."""
    if model is None:
        return None
    return model.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=set(_WORDS))


def _shown(value: Any) -> Shown:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return json.dumps(value, ensure_ascii=False)
