"""What changed from one set of criteria to another, and which markets move by it: real ones, and possible ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, cast

from hhmonitor.engine import Assessment, Ruleset
from hhmonitor.model import Bilingual, Condition, Criteria
from hhmonitor.model.base import Model
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.possible_markets import PossibleMarkets

Path = tuple[str, ...]
"""The way to a thing in the criteria, by names: ``("categories", "I", "requires", "two_dimensions")``."""

Aspect = Literal["presence", "condition", "order", "members", "setting", "label", "wording", "reference"]
"""What of a thing changed.

``presence``: it came or went. ``condition``: what it asks. ``order``: that of the things in a list. ``members``: of a
priority list. ``setting``: another value. The rest decides nothing: how it is called, how it is worded or read, where
it stands in the source.
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
        if self.path[0] in _BESIDE_THE_RULES or "effort" in self.path[2:3]:
            return False
        if self.aspect == "order":
            return self.path[-1] in _IN_ORDER
        return self.aspect in DECIDING


_BESIDE_THE_RULES = frozenset({"title", "period", "review", "source", "error_rates", "special_targets"})
"""Settings that no category depends on."""

_IN_ORDER = frozenset({"categories", "variants"})
"""Lists of which the first that fits is taken; the order of others is for the reader."""

_WORDING = frozenset({"description", "reading", "unit", "numeral", "caution", "note"})
"""Keys of texts that explain."""


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


def _facts(part: Model, path: Path = ()) -> Iterator[tuple[_Key, object]]:
    """A part of the criteria taken apart into the smallest things that are told by themselves, whatever its keys are.

    A condition is one such thing. Its own id names a part, and is told as another part that came or went; that of the
    criteria is what the two are called by.
    """
    if isinstance(part, Condition):
        yield (path, "condition"), _bare(part)
    for name, info in type(part).model_fields.items():
        if name != "id" and not (isinstance(part, Condition) and name in Condition.model_fields):
            yield from _fact(info.alias or name, getattr(part, name), path)


def _fact(key: str, value: Any, path: Path) -> Iterator[tuple[_Key, object]]:
    """What stands under one key of the part at a path."""
    inner = (*path, key)
    if isinstance(value, Condition):
        yield (path, "condition"), value
    elif isinstance(value, Model) and not isinstance(value, Bilingual):
        yield (inner, "presence"), value
        yield from _facts(value, inner)
    elif isinstance(value, dict) or (isinstance(value, tuple) and value and isinstance(value[0], Model)):
        if isinstance(value, tuple):
            yield (inner, "order"), tuple(named(value))
        for name, one in named(value).items():
            yield ((*inner, name), "presence"), one
            yield from _facts(one, (*inner, name))
    elif key in ("label", "reference", "members"):
        yield (path, cast("Aspect", key)), value
    else:
        yield (inner, "wording" if key in _WORDING else "setting"), None if value == () else value


def named(several: Mapping[str, Any] | Sequence[Any]) -> Mapping[str, Any]:
    """What stands in a mapping by its keys, or in a list by the ids; the second of one id gets its number."""
    if isinstance(several, Mapping):
        return several
    by_name: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    for one in several:
        seen[one.id] += 1
        by_name[one.id if seen[one.id] == 1 else f"{one.id} ({seen[one.id]})"] = one
    return by_name


def _bare(condition: Condition) -> Condition:
    """What a requirement asks, without its name and its words."""
    return Condition.model_validate(condition.model_dump(include=set(Condition.model_fields), exclude_none=True))


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
