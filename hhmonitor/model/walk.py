"""The one walk over criteria: every condition with its place in the file, its role, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hhmonitor.findings import DataPath
from hhmonitor.model.criteria import Category, Condition, Criteria, Requirement, Variant

Role = Literal["positive_when", "requires", "prefers", "keep", "variant"]
"""What a condition is for: to judge a characteristic by figures, or what a category requires, prefers, asks of those
that are in it already, or tells its variants apart by."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition where it stands.

    ``category`` is the one that it is of; none for ``positive_when``. ``requirement`` is the requirement that it is or
    is part of, ``variant`` the variant that it is for.
    """

    path: DataPath
    condition: Condition
    role: Role
    category: Category | None = None
    requirement: Requirement | None = None
    variant: Variant | None = None


def walk(criteria: Criteria) -> Iterator[Placed]:
    """Every condition that the criteria state, whole, in the order of the file."""
    for name, definition in criteria.health_system.items():
        if definition.positive_when is not None:
            yield Placed(("health_system", name, "positive_when"), definition.positive_when, "positive_when")
    for number, category in enumerate(criteria.categories):
        yield from _of_category(("categories", number), category)


def _of_category(path: DataPath, category: Category) -> Iterator[Placed]:
    asked: tuple[tuple[Role, tuple[Requirement, ...]], ...] = (
        ("requires", category.requires),
        ("prefers", category.prefers),
        ("keep", category.keep),
    )
    for role, requirements in asked:
        for place, requirement in enumerate(requirements):
            yield Placed((*path, role, place), requirement, role, category, requirement)
    for place, variant in enumerate(category.variants):
        if variant.when is not None:
            yield Placed((*path, "variants", place, "when"), variant.when, "variant", category, variant=variant)


def leaves(criteria: Criteria) -> Iterator[Placed]:
    """Every condition without parts, in the order of the file."""
    for placed in walk(criteria):
        yield from _leaves(placed)


def _leaves(placed: Placed) -> Iterator[Placed]:
    condition = placed.condition
    if condition.negated is not None:
        yield from _leaves(replace(placed, path=(*placed.path, "not"), condition=condition.negated))
    elif condition.parts:
        for place, part in enumerate(condition.parts):
            yield from _leaves(replace(placed, path=(*placed.path, condition.kind, place), condition=part))
    else:
        yield placed


def asking(criteria: Criteria, path: str) -> Iterator[Placed]:
    """The conditions without parts that look at an input, such as ``health_system.market_size``, by themselves or in a
    count."""
    return (placed for placed in leaves(criteria) if _looks_at(placed.condition, path))


def _looks_at(leaf: Condition, path: str) -> bool:
    group, _dot, name = path.partition(".")
    if leaf.count is not None:
        return leaf.count == group
    named = {
        "health_system": leaf.characteristic,
        "dimensions": leaf.dimension,
        "themes": leaf.theme,
        "priority_lists": [leaf.priority_list],
        "attaches": [leaf.attache],
    }
    if group in named:
        return name in (named[group] or ())
    return (
        leaf.sector_interest if group == "sector_interest" else leaf.trend if group == "trend" else None
    ) is not None
