"""All completions of a market, each with its weight, counted by the category they end in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import prod
from operator import mul

from hhmonitor.engine.diagram import Diagram, Leaf
from hhmonitor.engine.ruleset import Ruleset
from hhmonitor.engine.space import alternatives, component_of
from hhmonitor.engine.states import Mask, State
from hhmonitor.inputs.space import Block

Weights = Mapping[State, int]
"""What can be added to the state, and the weight of each."""


class Completions:
    """Every way in which the blocks of a market can fall.

    ``weights`` are those of each block's alternatives, one apiece where not given; the weight of a completion is the
    product of theirs. All of it is counted in whole numbers, so that nothing is rounded and a tie is a tie.
    """

    def __init__(
        self, ruleset: Ruleset, blocks: Sequence[Block], weights: Sequence[Sequence[int]] | None = None
    ) -> None:
        self._ruleset = ruleset
        self._states = [alternatives(ruleset.encoding, block) for block in blocks]
        self._added = [
            _weighed(states, weights[number] if weights else [1] * len(states))
            for number, states in enumerate(self._states)
        ]
        members: dict[str, list[int]] = {}
        for number, block in enumerate(blocks):
            members.setdefault(component_of(block, ruleset.encoding), []).append(number)
        fixed = 0
        self._components: list[list[int]] = []
        for numbers in members.values():
            if all(len(self._added[number]) == 1 for number in numbers):
                fixed |= ruleset.encoding.mask(sum(next(iter(self._added[number])) for number in numbers))
            else:
                self._components.append(numbers)
        self._level_of = {number: level for level, numbers in enumerate(self._components) for number in numbers}
        masks = [self._masks(summed(self._added[number] for number in numbers)) for numbers in self._components]
        self.diagram: Diagram = ruleset.diagram(fixed, [sorted(part) for part in masks])
        self._weights = [[part[mask] for mask in sorted(part)] for part in masks]
        self._others: dict[int, Weights] = {}
        self._given: dict[tuple[int, tuple[tuple[State, int], ...]], dict[State, tuple[int, ...]]] = {}

    def _masks(self, states: Weights, added: State = 0) -> dict[Mask, int]:
        """The masks of some states, each with ``added`` to it, with their weights."""
        mask_of = self._ruleset.encoding.mask
        masks: dict[Mask, int] = {}
        for state, weight in states.items():
            mask = mask_of(state + added)
            masks[mask] = masks.get(mask, 0) + weight
        return masks

    @cached_property
    def _width(self) -> int:
        """Bits enough for the weight of all completions together."""
        return prod(map(sum, self._weights)).bit_length()

    @cached_property
    def _below(self) -> list[list[int]]:
        return self.diagram.outcomes(self._weights, self._width)

    @cached_property
    def _vectors(self) -> list[list[int]]:
        """For each component and each of its masks the weight of every category, the component's own left out."""
        result = []
        for level, reached in enumerate(self.diagram.reached(self._weights)):
            below = self._below[level + 1]
            columns = zip(*self.diagram.levels[level], strict=True)
            result.append([sum(map(mul, map(below.__getitem__, column), reached)) for column in columns])
        return result

    def _unpacked(self, packed: int) -> tuple[int, ...]:
        field = (1 << self._width) - 1
        return tuple([packed >> self._width * leaf & field for leaf in range(len(self._ruleset.order))])

    @cached_property
    def categories(self) -> tuple[int, ...]:
        """The weight of each category, in the order of the criteria."""
        return self._unpacked(self._below[0][self.diagram.root])

    def given(self, number: int) -> list[tuple[int, ...]]:
        """The weight of each category under each alternative of a block, the weight of the alternative left out."""
        level = self._level_of.get(number)
        if level is None or len(self._added[number]) == 1:
            return [self.categories] * len(self._states[number])
        # Inputs of one component with the same chances are worth the same.
        key = (level, tuple(self._added[number].items()))
        found = self._given.get(key)
        if found is None:
            places, vectors = self.diagram.places[level], self._vectors[level]
            found = self._given[key] = {}
            for added in self._added[number]:
                masks = self._masks(self._around(number), added)
                found[added] = self._unpacked(sum([weight * vectors[places[mask]] for mask, weight in masks.items()]))
        return [found[added] for added in self._states[number]]

    def apart(self, number: int, one: int, other: int) -> set[Leaf]:
        """The categories between which it decides whether a block takes one alternative or another, all else equal."""
        level = self._level_of.get(number)
        first, second = self._states[number][one], self._states[number][other]
        if level is None or first == second:
            return set()
        mask_of = self._ruleset.encoding.mask
        pairs = {(mask_of(state + first), mask_of(state + second)) for state in self._around(number)}
        return {leaf for pair in pairs for leaves in self.diagram.apart(level, *pair) for leaf in leaves}

    def _around(self, number: int) -> Weights:
        """What the other blocks of a block's component add up to."""
        if number not in self._others:
            numbers = self._components[self._level_of[number]]
            before: list[Weights] = [{0: 1}]
            for one in numbers[:-1]:
                before.append(summed((before[-1], self._added[one])))
            after: Weights = {0: 1}
            for one, earlier in zip(reversed(numbers), reversed(before), strict=True):
                self._others[one] = summed((earlier, after))
                after = summed((after, self._added[one]))
        return self._others[number]


def summed(parts: Iterable[Weights]) -> Weights:
    """The sums of one state from each part, with the weights of the ways to reach them."""
    total: Weights = {0: 1}
    for part in parts:
        if len(part) == 1:
            ((added, factor),) = part.items()
            total = {state + added: weight * factor for state, weight in total.items()}
            continue
        following: dict[State, int] = {}
        for state, weight in total.items():
            for added, factor in part.items():
                following[state + added] = following.get(state + added, 0) + weight * factor
        total = following
    return total


def _weighed(states: Sequence[State], weights: Sequence[int]) -> Weights:
    result: dict[State, int] = {}
    for state, weight in zip(states, weights, strict=True):
        result[state] = result.get(state, 0) + weight
    return result
