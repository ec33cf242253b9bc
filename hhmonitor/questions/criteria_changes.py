"""What changed from one set of criteria to another, and which markets move by it: real ones, and possible ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from hhmonitor.engine import Assessment, Ruleset
from hhmonitor.model import Condition, Criteria
from hhmonitor.model.criteria import Category, RegionRules
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.possible_markets import PossibleMarkets

Path = tuple[str, ...]
"""The way to a thing in the criteria, by names: ``("categories", "I", "requires", "two_dimensions")``."""

Aspect = Literal["presence", "condition", "order", "members", "setting", "label", "wording", "reference", "effort"]
"""What of a thing changed.

``presence``: it came or went. ``condition``: what it asks. ``order``: that of categories or variants. ``members``: of a
list. ``setting``: another value that rules depend on. The rest decides nothing: how it is called, how it is worded or
read, where it stands in the source, what effort belongs to it.
"""

DECIDING: frozenset[Aspect] = frozenset({"presence", "condition", "order", "members", "setting"})
"""The aspects that categories can depend on."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``before`` and ``after`` are none where the thing was not there, or has nothing of this aspect."""

    path: Path
    aspect: Aspect
    before: object
    after: object

    @property
    def decides(self) -> bool:
        """Whether a category can depend on it."""
        return self.aspect in DECIDING and self.path[0] not in _BESIDE_THE_RULES


_BESIDE_THE_RULES = frozenset({"title", "period", "review", "source", "error_rates", "special_targets"})
"""Settings that no category depends on."""


@dataclass(frozen=True, slots=True)
class Move:
    """A real market of which the category, or what is possible, is not the same under both."""

    code: str
    before: Assessment
    after: Assessment

    @property
    def category_moves(self) -> bool:
        """Whether the category itself changes, unknowns at their least favourable, rather than what is possible."""
        return self.before.rule_category != self.after.rule_category


@dataclass(frozen=True, slots=True)
class Shift:
    """How the possible markets move: their number by category before and after, of ``size`` in all."""

    size: int
    by_categories: Mapping[tuple[str, str], int]

    @property
    def moved(self) -> int:
        """How many possible markets get another category."""
        return sum(count for (before, after), count in self.by_categories.items() if before != after)

    def share(self, count: int) -> Fraction:
        """So many markets as a share of all."""
        return Fraction(count, self.size)


def changes(old: Criteria, new: Criteria) -> list[Change]:
    """Everything that differs, in the order of the file; what came or went as a whole is told as one change."""
    before, after = dict(_facts(old)), dict(_facts(new))
    came_or_went = {path for path, aspect in before.keys() ^ after.keys() if aspect == "presence"}
    found = []
    for path, aspect in dict.fromkeys((*after, *before)):
        was, is_ = before.get((path, aspect)), after.get((path, aspect))
        if aspect == "presence":
            changed = path in came_or_went
        else:
            changed = was != is_ and path not in came_or_went and (aspect != "order" or _moved(was, is_))
        inside = any(path[:length] in came_or_went for length in range(len(path)))
        if changed and not inside:
            found.append(Change(path, aspect, was, is_))
    return found


def _moved(before: object, after: object) -> bool:
    """Whether names that stand in both orders stand in another order."""
    was, is_ = cast("tuple[str, ...]", before or ()), cast("tuple[str, ...]", after or ())
    return [name for name in was if name in is_] != [name for name in is_ if name in was]


_Key = tuple[Path, Aspect]


def _facts(criteria: Criteria) -> Iterator[tuple[_Key, object]]:
    """The criteria taken apart into the smallest things that are told by themselves."""
    for setting in ("title", "period", "review", "source", "error_rates", "special_targets"):
        yield ((setting,), "setting"), getattr(criteria, setting)
    yield from _inputs(criteria)
    for name, one in criteria.priority_lists.items():
        path = ("priority_lists", name)
        yield (path, "presence"), one
        yield (path, "members"), one.members
        yield ((*path, "complete"), "setting"), one.complete
        yield ((*path, "includes"), "setting"), one.includes
        yield from _words(path, one, "reading")
    for group in RegionRules.model_fields:
        yield (("regions", group), "setting"), getattr(criteria.regions, group)
    yield (("categories",), "order"), tuple(category.id for category in criteria.categories)
    for category in criteria.categories:
        yield from _category(category)


def _inputs(criteria: Criteria) -> Iterator[tuple[_Key, object]]:
    for group in ("indicators", "health_system", "dimensions", "attaches", "themes"):
        for name, one in getattr(criteria, group).items():
            path = (group, name)
            yield (path, "presence"), one
            if group == "health_system":
                yield (path, "condition"), one.positive_when
            if group == "indicators":
                yield ((*path, "product_of"), "setting"), one.product_of
            yield from _words(path, one, "description", "reading", "unit", "numeral")


def _category(category: Category) -> Iterator[tuple[_Key, object]]:
    path = ("categories", category.id)
    yield (path, "presence"), category
    yield from _words(path, category, "description")
    for key, requirements in (("requires", category.requires), ("prefers", category.prefers)):
        for one in requirements:
            inner = (*path, key, one.id)
            yield (inner, "presence"), one
            yield (inner, "condition"), _bare(one)
            yield from _words(inner, one, "reading")
    yield (path, "order"), tuple(variant.id for variant in category.variants)
    for variant in category.variants:
        inner = (*path, "variants", variant.id)
        yield (inner, "presence"), variant
        yield (inner, "condition"), variant.when
        yield from _words(inner, variant, "description", "reading")
    for item in category.effort:
        yield ((*path, "effort", item.id), "effort"), item


def _bare(condition: Condition) -> Condition:
    """What a requirement asks, without its name and its words."""
    return Condition.model_validate(condition.model_dump(include=set(Condition.model_fields), exclude_none=True))


def _words(path: Path, thing: object, *names: str) -> Iterator[tuple[_Key, object]]:
    """How a thing is called, where it stands in the source, and the texts with these names."""
    yield (path, "label"), getattr(thing, "label", None)
    yield (path, "reference"), getattr(thing, "reference", None)
    for name in names:
        yield ((*path, name), "wording"), getattr(thing, name, None)


def moves(old: Classification, new: Classification, codes: Iterable[str]) -> list[Move]:
    """The real markets, of those with these codes, that move; those that change category come first."""
    compared = (Move(code, old[code].assessment, new[code].assessment) for code in codes)
    moved = [one for one in compared if one.category_moves or one.before.possible != one.after.possible]
    return sorted(moved, key=lambda one: not one.category_moves)


def shift(old: Ruleset, new: Ruleset) -> Shift:
    """How all possible markets move, counted exactly. Raises TooManyKinds.

    An input that only one of the two knows is part of the market and means nothing to the other.
    """
    possible = PossibleMarkets(old, new)
    by_categories: dict[tuple[str, str], int] = {}
    for kind in possible.kinds():
        categories = (old.category_of(kind.masks[0]), new.category_of(kind.masks[1]))
        by_categories[categories] = by_categories.get(categories, 0) + kind.count
    return Shift(possible.size, by_categories)
