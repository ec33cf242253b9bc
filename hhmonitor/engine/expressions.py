"""Conditions of the criteria as logic over the smallest questions one can ask of a market.

A *question* concerns one input, or one count of inputs. Everything else is any, all and not of questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hhmonitor.inputs.space import Value
from hhmonitor.model.criteria import Condition
from hhmonitor.model.scales import CHARACTERISTIC, INTEREST, SECTOR_INTEREST, Scale


@dataclass(frozen=True, slots=True)
class OneOf:
    """Is the value of this input among these?"""

    path: str
    values: frozenset[str]

    def holds(self, value: Value) -> bool:
        """Whether the answer is yes for this value of the input."""
        return value in self.values


@dataclass(frozen=True, slots=True)
class Within:
    """Does this figure lie within these bounds, both inclusive?"""

    path: str
    at_least: float | None
    at_most: float | None

    def holds(self, value: Value) -> bool:
        """Whether the answer is yes for this value of the figure."""
        assert not isinstance(value, str)
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class Count:
    """The inputs of a group whose value is among these."""

    group: str
    values: frozenset[str]

    def counts(self, path: str, value: Value) -> bool:
        """Whether an input with this value counts."""
        return path.partition(".")[0] == self.group and value in self.values


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Is this count at least this number?"""

    count: Count
    number: int


Question = OneOf | Within | AtLeast


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of the parts holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Expression


Expression = Question | Any | All | Not


def expression(condition: Condition) -> Expression:
    """A condition of the criteria as an expression."""
    if condition.any_of is not None:
        return Any(tuple(map(expression, condition.any_of)))
    if condition.all_of is not None:
        return All(tuple(map(expression, condition.all_of)))
    if condition.negated is not None:
        return Not(expression(condition.negated))
    if condition.count is not None:
        return AtLeast(count_of(condition), int(condition.at_least or 0))
    questions = tuple(_questions(condition))
    return questions[0] if len(questions) == 1 else All(questions)


def count_of(condition: Condition) -> Count:
    """What a ``count`` condition counts: positive characteristics, or levels from ``level`` (default specific)."""
    if condition.count == "health_system":
        return Count("health_system", frozenset({"positive"}))
    return Count(str(condition.count), INTEREST.at_least(condition.level or "specific"))


def _questions(leaf: Condition) -> Iterator[Question]:
    """The questions that a leaf other than a count asks; more than one where it names several inputs."""
    for group, scale, asked in (
        ("health_system", CHARACTERISTIC, leaf.characteristic),
        ("dimensions", INTEREST, leaf.dimension),
        ("themes", INTEREST, leaf.theme),
    ):
        yield from _reached(group, scale, dict(asked or {}))
    if leaf.sector_interest is not None:
        yield OneOf("sector_interest", SECTOR_INTEREST.at_least(leaf.sector_interest))
    if leaf.trend is not None:
        # Declining counts as stable (docs/semantics.md, *Inputs*).
        yield OneOf("trend", frozenset(leaf.trend) | ({"declining"} if "stable" in leaf.trend else set()))
    if leaf.priority_list is not None:
        yield OneOf(f"priority_lists.{leaf.priority_list}", frozenset({"in"}))
    if leaf.attache is not None:
        yield OneOf(f"attaches.{leaf.attache}", frozenset({"yes"}))
    if leaf.indicator is not None:
        yield Within(f"indicators.{leaf.indicator}", leaf.at_least, leaf.at_most)


def _reached(group: str, scale: Scale, asked: dict[str, str]) -> Iterator[Question]:
    for name, value in asked.items():
        yield OneOf(f"{group}.{name}", scale.at_least(value))


def questions_of(whole: Expression) -> Iterator[Question]:
    """Every question that an expression asks, in order, repetitions included."""
    if isinstance(whole, Any | All):
        for part in whole.parts:
            yield from questions_of(part)
    elif isinstance(whole, Not):
        yield from questions_of(whole.part)
    else:
        yield whole
