"""Every market that could be, gathered by what the criteria ask of it: counted exactly, none drawn by lot.

A *possible market* has one value for every input that the criteria name: any value of its scale, and any consistent
combination of priority lists, also where a list is complete by now. A figure that categories ask for themselves
takes, instead of all its values, each bound and one value in each stretch beside and between the bounds.

Of the billions of possible markets many answer every question of the criteria alike. They are of one *kind*: there are
some hundreds of kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from operator import add, or_

from hhmonitor.engine.ruleset import Ruleset
from hhmonitor.engine.space import component_of
from hhmonitor.engine.states import Mask, State
from hhmonitor.inputs.figures import values_to_try
from hhmonitor.inputs.lists import memberships
from hhmonitor.inputs.space import Block, Value
from hhmonitor.model.criteria import Condition, Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.model.walk import walk

Completion = Mapping[str, Value]
"""A known market: a value for the path of every input."""

Masks = tuple[Mask, ...]
"""The answers that a kind of market gives: one mask for each ruleset."""

Choice = tuple[tuple[Value, ...], ...]
"""One alternative from each block of a part, in order."""

TOO_MANY = 100_000
"""Kinds of market beyond which they are not gone through one by one."""


class TooManyKinds(Exception):
    """The criteria ask so many separate questions that the kinds of market cannot be gone through one by one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many ways lead to one answer, and the least and the most favourable of them.

    How favourable a way is, is the sum of the places of its values on their scales.
    """

    count: int
    low: int = 0
    lowest: Choice = ()
    high: int = 0
    highest: Choice = ()

    def extended(self, place: int, values: tuple[Value, ...]) -> Tally:
        """These ways, each with one alternative more."""
        return Tally(self.count, self.low + place, (*self.lowest, values), self.high + place, (*self.highest, values))

    def with_(self, other: Tally) -> Tally:
        """These ways and the other ones."""
        low, lowest = min((self.low, self.lowest), (other.low, other.lowest), key=_favour)
        high, highest = max((self.high, self.highest), (other.high, other.highest), key=_favour)
        return Tally(self.count + other.count, low, lowest, high, highest)


def _favour(way: tuple[int, Choice]) -> int:
    return way[0]


@dataclass(frozen=True, slots=True)
class Part:
    """Inputs that the criteria look at together, apart from all others: a group that is counted, or a single input."""

    blocks: tuple[Block, ...]
    kinds: Mapping[Masks, Tally]

    def completion(self, choice: Choice) -> Iterator[tuple[str, Value]]:
        """A way through the part as values of its inputs."""
        for block, values in zip(self.blocks, choice, strict=True):
            yield from zip(block.paths, values, strict=True)


@dataclass(frozen=True, slots=True)
class Kind:
    """All possible markets that give the same answers: ``count`` of them, told by the mask of each ruleset."""

    masks: Masks
    count: int
    ways: tuple[tuple[Part, Tally], ...] = field(repr=False)

    @property
    def mask(self) -> Mask:
        """The answers to the first ruleset, for where there is one."""
        return self.masks[0]

    @property
    def favour(self) -> int:
        """How favourable the most favourable market of this kind is."""
        return sum(tally.high for _, tally in self.ways)

    @property
    def lowest(self) -> Completion:
        """The least favourable market of this kind."""
        return {path: value for part, tally in self.ways for path, value in part.completion(tally.lowest)}

    @property
    def highest(self) -> Completion:
        """The most favourable market of this kind."""
        return {path: value for part, tally in self.ways for path, value in part.completion(tally.highest)}


class PossibleMarkets:
    """Every possible market under one set of criteria, or under several at once: then their inputs are united.

    Where several define the same list differently, the last definition counts. Raises TooManyKinds.
    """

    def __init__(self, *rulesets: Ruleset) -> None:
        self.rulesets = rulesets
        # Small parts come first, so that the many kinds are put together in the last step alone.
        self.parts = tuple(sorted(map(self._part, self._divided()), key=lambda part: len(part.kinds)))
        self.size = prod(sum(tally.count for tally in part.kinds.values()) for part in self.parts)
        if prod(len(part.kinds) for part in self.parts) > TOO_MANY:
            raise TooManyKinds

    def kinds(self, without: Part | None = None) -> list[Kind]:
        """Every kind of market, once; of markets that lack one part, where that is asked for."""
        kinds = [Kind((0,) * len(self.rulesets), 1, ())]
        for part in self.parts:
            if part is not without:
                kinds = [
                    Kind(united(kind.masks, masks), kind.count * tally.count, (*kind.ways, (part, tally)))
                    for kind in kinds
                    for masks, tally in part.kinds.items()
                ]
        return kinds

    def share(self, count: int) -> Fraction:
        """So many possible markets as a share of all."""
        return Fraction(count, self.size)

    def _divided(self) -> Iterable[tuple[Block, ...]]:
        """The blocks of all inputs, those that any of the criteria count together being together."""
        divided: dict[str, list[Block]] = {}
        for block in blocks_of_all_inputs([ruleset.criteria for ruleset in self.rulesets]):
            names = {component_of(block, ruleset.encoding) for ruleset in self.rulesets}
            name = min(names - set(block.paths), default=block.paths[0])
            divided.setdefault(name, []).append(block)
        return map(tuple, divided.values())

    def _part(self, blocks: tuple[Block, ...]) -> Part:
        kinds: dict[Masks, Tally] = {}
        for states, tally in self.added_up(blocks).items():
            gather(kinds, self.masks(states), tally)
        return Part(blocks, kinds)

    def added_up(self, blocks: Sequence[Block]) -> dict[tuple[State, ...], Tally]:
        """Every state that blocks can give together, with the ways that lead to it. Raises TooManyKinds."""
        reached = {(0,) * len(self.rulesets): Tally(1)}
        for block in blocks:
            further: dict[tuple[State, ...], Tally] = {}
            for place, values in enumerate(block.alternatives):
                added = self.added_by(block, values)
                for states, tally in reached.items():
                    gather(further, tuple(map(add, states, added)), tally.extended(place, values))
            if len(further) > TOO_MANY:
                raise TooManyKinds
            reached = further
        return reached

    def added_by(self, block: Block, values: tuple[Value, ...]) -> tuple[State, ...]:
        """What an alternative of a block adds to the state of each ruleset; an input it does not know adds nothing."""
        return tuple(
            sum(
                ruleset.encoding.contribution(path, value)
                for path, value in zip(block.paths, values, strict=True)
                if knows(ruleset.criteria, path)
            )
            for ruleset in self.rulesets
        )

    def masks(self, states: tuple[State, ...]) -> Masks:
        """The answers that states give."""
        return tuple(ruleset.encoding.mask(state) for ruleset, state in zip(self.rulesets, states, strict=True))


def gather(tallies: dict[tuple[int, ...], Tally], key: tuple[int, ...], tally: Tally) -> None:
    """Add ways to those that lead to the same."""
    found = tallies.get(key)
    tallies[key] = tally if found is None else found.with_(tally)


def united(masks: Masks, others: Masks) -> Masks:
    """The answers of two separate parts as those of both."""
    return tuple(map(or_, masks, others))


def knows(criteria: Criteria, path: str) -> bool:
    """Whether criteria name the input with this path."""
    group, _dot, name = path.partition(".")
    return not name or name in getattr(criteria, group)


def blocks_of_all_inputs(several: Sequence[Criteria]) -> tuple[Block, ...]:
    """Every input that any of the criteria name, with all its values, least favourable first."""
    paths = dict.fromkeys(
        f"{group}.{name}"
        for group in ("health_system", "dimensions", "themes", "attaches")
        for criteria in several
        for name in getattr(criteria, group)
    )
    alone = [
        Block((path,), tuple((value,) for value in SCALES[path.partition(".")[0]].values))
        for path in (*paths, "sector_interest", "trend")
    ]
    return (*alone, *_figures(several), *_lists(several))


def _figures(several: Sequence[Criteria]) -> Iterator[Block]:
    """The figures that categories ask for themselves, at the bounds and between them."""
    bounds: dict[str, set[Fraction]] = {}
    for criteria in several:
        for condition in asked_by_categories(criteria):
            for leaf in condition.leaves():
                if leaf.indicator is not None:
                    given = (bound for bound in (leaf.at_least, leaf.at_most) if bound is not None)
                    bounds.setdefault(leaf.indicator, set()).update(map(Fraction, given))
    for indicator, found in bounds.items():
        yield Block((f"indicators.{indicator}",), tuple((value,) for value in values_to_try(sorted(found))))


def asked_by_categories(criteria: Criteria) -> Iterator[Condition]:
    """Every condition of the categories and their variants."""
    asked = ("requires", "prefers", "variant")
    yield from (placed.condition for placed in walk(criteria) if placed.role in asked)


def _lists(several: Sequence[Criteria]) -> Iterator[Block]:
    """The priority lists in one block, emptied of their members: whoever can be on them."""
    lists = {
        name: one.model_copy(update={"members": (), "complete": False})
        for criteria in several
        for name, one in criteria.priority_lists.items()
    }
    if lists:
        yield Block(tuple(f"priority_lists.{name}" for name in lists), memberships(lists, ()))
