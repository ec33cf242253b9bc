"""All completions of a market, each with its weight, counted by the category they end in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import accumulate
from math import prod
from operator import mul, or_

from hhmonitor.engine.diagram import Leaf, Node, Place
from hhmonitor.engine.ruleset import Ruleset
from hhmonitor.engine.space import choices, chosen
from hhmonitor.engine.states import State
from hhmonitor.inputs.space import Block, Intractable

Weights = Mapping[State, int]
"""What can be added to the state, and the weight of each."""

Pair = tuple[int, int]
"""Two alternatives of a block, by number."""

MOST_PAIRS = 100_000
"""Pairs of nodes of one market beyond which it is not sought what its unknowns decide; it takes a tenth of a second."""


class Completions:
    """Every way in which the blocks of a market can fall.

    ``weights`` are those of each block's alternatives, one apiece where not given; the weight of a completion is the
    product of theirs. All of it is counted in whole numbers, so that nothing is rounded and a tie is a tie.

    A block that spans several levels, because it hangs on missing figures, is gone through alternative by alternative:
    each combination of these is a *scene*, in which the levels are independent.
    """

    def __init__(
        self, ruleset: Ruleset, blocks: Sequence[Block], weights: Sequence[Sequence[int]] | None = None
    ) -> None:
        self.ruleset = ruleset
        space = ruleset.space
        self._spreads = [space.spread(block) for block in blocks]
        self._weights = weights or [[1] * len(block.alternatives) for block in blocks]
        self._fixed: list[State] = [0] * len(space.paths)
        self._at: list[list[int]] = [[] for _ in space.paths]
        self._coupled: list[int] = []
        # What makes no difference to any category still has its weight.
        self._idle = 1
        for number, spread in enumerate(self._spreads):
            for level, state in spread.fixed:
                self._fixed[level] += state
            if len(spread.levels) == 1:
                self._at[spread.levels[0]].append(number)
            elif spread.levels:
                self._coupled.append(number)
            else:
                self._idle *= sum(self._weights[number])
        self._added: dict[int, Weights] = {
            number: _weighed([one for (one,) in self._spreads[number].added], self._weights[number])
            for numbers in self._at
            for number in numbers
        }
        self._sums = [summed(self._added[number] for number in numbers) for numbers in self._at]
        self.totals = [sum(one.values()) for one in self._sums]
        self.prefix = [1, *accumulate(self.totals, mul)]
        self.pairs = 0
        """The pairs of nodes gone through to see what decides."""
        self._others: dict[int, Weights] = {}
        self._given: dict[tuple[int, tuple[tuple[State, int], ...]], dict[State, tuple[int, ...]]] = {}

    @cached_property
    def width(self) -> int:
        """Bits enough for the weight of all completions together."""
        everything: int = self.prefix[-1] * self._idle * prod(sum(self._weights[one]) for one in self._coupled)
        return everything.bit_length()

    @cached_property
    def _scenes(self) -> list[tuple[int, tuple[int, ...], _Scene]]:
        """Each scene with its weight and the alternatives of the coupled blocks."""
        return [
            (prod(self._weights[one][number] for one, number in zip(self._coupled, choice, strict=True)), choice, scene)
            for choice, scene in self._made(self._coupled)
        ]

    def _made(self, coupled: Sequence[int]) -> Iterator[tuple[tuple[int, ...], _Scene]]:
        spreads = [self._spreads[one] for one in coupled]
        for choice in choices(spreads):
            yield choice, _Scene(self, chosen(self._fixed, spreads, choice), self._sums)

    def _unpacked(self, packed: int) -> tuple[int, ...]:
        field = (1 << self.width) - 1
        return tuple([packed >> self.width * leaf & field for leaf in range(len(self.ruleset.order))])

    @cached_property
    def categories(self) -> tuple[int, ...]:
        """The weight of each category, in the order of the criteria."""
        return self._unpacked(self._idle * sum(weight * scene.total for weight, _choice, scene in self._scenes))

    def given(self, number: int) -> list[tuple[int, ...]]:
        """The weight of each category under each alternative of a block, the weight of the alternative left out.

        A block that makes no difference gives all its alternatives the same.
        """
        spread = self._spreads[number]
        if not spread.levels:
            return [self.categories] * len(spread.added)
        if len(spread.levels) > 1:
            return self._given_coupled(number)
        # Inputs of one level with the same chances are worth the same.
        level = spread.levels[0]
        key = (level, tuple(self._added[number].items()))
        found = self._given.get(key)
        if found is None:
            around = self._around(number)
            found = self._given[key] = {
                added: self._unpacked(
                    self._idle
                    * sum(
                        weight * sum(own * scene.below(level, state + added) for state, own in around.items())
                        for weight, _choice, scene in self._scenes
                    )
                )
                for added in self._added[number]
            }
        return [found[added] for (added,) in spread.added]

    def _given_coupled(self, number: int) -> list[tuple[int, ...]]:
        place = self._coupled.index(number)
        by_alternative = [0] * len(self._weights[number])
        for weight, choice, scene in self._scenes:
            own = self._weights[number][choice[place]]
            by_alternative[choice[place]] += weight // own * scene.total if own else 0
        return [self._unpacked(self._idle * packed) for packed in by_alternative]

    def apart(self, number: int, pairs: Iterable[Pair]) -> set[Leaf]:
        """The categories between which it decides whether a block takes one alternative or another, all else equal.

        Raises Intractable where that is too much to go through.
        """
        spread = self._spreads[number]
        told = [(spread.added[one], spread.added[other]) for one, other in pairs]
        told = [(one, other) for one, other in told if one != other]
        if not told:
            return set()
        leaves: set[Leaf] = set()
        if len(spread.levels) == 1:
            around = self._around(number)
            states = {(state + one, state + other) for state in around for (one,), (other,) in told}
            for _weight, _choice, scene in self._scenes:
                leaves |= scene.apart_at(spread.levels[0], states)
        else:
            for _choice, scene in self._made([one for one in self._coupled if one != number]):
                for one, other in told:
                    leaves |= scene.apart_over(spread.levels, one, other)
        return leaves

    def _around(self, number: int) -> Weights:
        """What the other blocks of a block's level add up to."""
        if number not in self._others:
            numbers = self._at[self._spreads[number].levels[0]]
            before: list[Weights] = [{0: 1}]
            for one in numbers[:-1]:
                before.append(summed((before[-1], self._added[one])))
            after: Weights = {0: 1}
            for one, earlier in zip(reversed(numbers), reversed(before), strict=True):
                self._others[one] = summed((earlier, after))
                after = summed((after, self._added[one]))
        return self._others[number]


class _Scene:
    """Completions in which the levels are independent of each other.

    ``start`` is what is fixed at each level, ``sums`` what can be added there. Weights of all categories are one whole
    number, category after category in fields of bits: adding up and multiplying then happens for all of them at once.
    A level that a way through the diagram skips counts with the weight of all its answers.
    """

    def __init__(self, completions: Completions, start: Sequence[State], sums: Sequence[Weights]) -> None:
        self._diagram = completions.ruleset.diagram
        self._root = completions.ruleset.root
        self._space = completions.ruleset.space
        self._totals, self._prefix = completions.totals, completions.prefix
        self._completions = completions
        self._start = start
        self._sums = sums
        self._vectors: dict[int, dict[Place, int]] = {}

    @cached_property
    def _at(self) -> list[dict[Place, int]]:
        """For each level its answers with their weights."""
        result: list[dict[Place, int]] = []
        for level, start in enumerate(self._start):
            places: dict[Place, int] = {}
            for state, weight in self._sums[level].items():
                place = self._space.place(level, start + state)
                places[place] = places.get(place, 0) + weight
            result.append(places)
        return result

    @cached_property
    def _nodes(self) -> list[Node]:
        return self._diagram.nodes_below(self._root, self._at)

    @cached_property
    def _below(self) -> dict[Node, int]:
        """For each node the weight of every category below it, the levels before it counted as if skipped."""
        width, everything = self._completions.width, self._prefix[-1]
        below = {leaf: everything << width * leaf for leaf in range(self._diagram.leaves)}
        for node in reversed(self._nodes):
            level, following = self._diagram.level[node], self._diagram.children[node]
            packed = sum([weight * below[following[place]] for place, weight in self._at[level].items()])
            below[node] = packed // self._totals[level]
        return below

    @cached_property
    def total(self) -> int:
        """The weight of every category."""
        return self._below[self._root]

    @cached_property
    def _reached(self) -> dict[Node, int]:
        """The weight with which each node is reached; leaves are left at nought."""
        levels, prefix, children = self._diagram.level, self._prefix, self._diagram.children
        reached = dict.fromkeys([*range(self._diagram.leaves), *self._nodes], 0)
        if self._nodes:
            reached[self._root] = prefix[levels[self._root]]
        leaves = self._diagram.leaves
        answers = [list(places.items()) for places in self._at]
        for node in self._nodes:
            level, own, following = levels[node], reached[node], children[node]
            for place, weight in answers[level]:
                child = following[place]
                if child >= leaves:
                    below = levels[child]
                    # The levels in between are skipped, and count with all their weight.
                    skipped = 1 if below == level + 1 else prefix[below] // prefix[level + 1]
                    reached[child] += own * weight * skipped
        return reached

    @cached_property
    def _by_level(self) -> dict[int, list[Node]]:
        result: dict[int, list[Node]] = {}
        for node in self._nodes:
            result.setdefault(self._diagram.level[node], []).append(node)
        return result

    def below(self, level: int, added: State) -> int:
        """The weight of every category where the inputs of a level add up to this, its own weight left out."""
        vectors = self._vectors.get(level)
        if vectors is None:
            vectors = self._vectors[level] = self._through(level)
        return vectors[self._space.place(level, self._start[level] + added)]

    def _through(self, level: int) -> dict[Place, int]:
        """For each answer of a level the weight of every category, that of the answer left out."""
        children, reached, below = self._diagram.children, self._reached, self._below
        vectors: dict[Place, int] = {}
        for place in self._at[level]:
            # Many nodes have the same child: what reaches it is added up before it is multiplied.
            onward: dict[Node, int] = {}
            for node in self._by_level.get(level, ()):
                child = children[node][place]
                onward[child] = onward.get(child, 0) + reached[node]
            vectors[place] = sum([own * below[child] for child, own in onward.items()]) // self._prefix[level + 1]
        asked = sum(weight * vectors[place] for place, weight in self._at[level].items())
        beside = (self.total - asked) // self._totals[level]
        return {place: packed + beside for place, packed in vectors.items()}

    def apart_at(self, level: int, states: Iterable[tuple[State, State]]) -> set[Leaf]:
        """The different leaves that completions end in when they differ in one level alone, as told."""
        start = self._start[level]
        places = {
            (self._space.place(level, start + one), self._space.place(level, start + other)) for one, other in states
        }
        children = self._diagram.children
        pairs = {
            (children[node][one], children[node][other])
            for node in self._by_level.get(level, ())
            for one, other in places
        }
        return self._leaves_apart(pairs, {})

    def apart_over(self, levels: Sequence[int], one: Sequence[State], other: Sequence[State]) -> set[Leaf]:
        """The same where they differ in several levels at once."""
        together: dict[int, set[tuple[Place, Place]]] = {}
        for level, first, second in zip(levels, one, other, strict=True):
            start = self._start[level]
            together[level] = {
                (self._space.place(level, start + first + state), self._space.place(level, start + second + state))
                for state in self._sums[level]
            }
        return self._leaves_apart({(self._root, self._root)}, together)

    def _leaves_apart(
        self, pairs: set[tuple[Node, Node]], differing: Mapping[int, set[tuple[Place, Place]]]
    ) -> set[Leaf]:
        levels, children, leaves = self._diagram.level, self._diagram.children, self._diagram.leaves
        last = max(differing, default=-1)
        ends = self._ends(differing)
        seen = set(pairs)
        waiting = list(pairs)
        apart = 0
        while waiting:
            if self._completions.pairs > MOST_PAIRS:
                raise Intractable
            self._completions.pairs += 1
            left, right = waiting.pop()
            if (ends[left] | ends[right]) & ~apart == 0:
                continue  # nothing new can come of it
            if left < leaves and right < leaves:
                if left != right:
                    apart |= ends[left] | ends[right]
                continue
            level = min(levels[left], levels[right])
            if left == right and level > last:
                continue
            lefts = children[left] if levels[left] == level else None
            rights = children[right] if levels[right] == level else None
            for one, other in differing.get(level) or self._alike[level]:
                pair = (lefts[one] if lefts else left, rights[other] if rights else right)
                if pair not in seen:
                    seen.add(pair)
                    waiting.append(pair)
        return {leaf for leaf in range(leaves) if apart >> leaf & 1}

    def _ends(self, differing: Mapping[int, set[tuple[Place, Place]]]) -> dict[Node, int]:
        """The leaves below each node, a bit for each, whichever of the answers that differ a level has."""
        if not differing:
            return self._leaves_below
        answers = [
            {place for pair in differing[level] for place in pair} if level in differing else set(places)
            for level, places in enumerate(self._at)
        ]
        return self._leaves_of(self._diagram.nodes_below(self._root, answers), answers)

    @cached_property
    def _leaves_below(self) -> dict[Node, int]:
        return self._leaves_of(self._nodes, self._at)

    def _leaves_of(self, nodes: Sequence[Node], answers: Sequence[Iterable[Place]]) -> dict[Node, int]:
        ends = {leaf: 1 << leaf for leaf in range(self._diagram.leaves)}
        for node in reversed(nodes):
            following = self._diagram.children[node]
            ends[node] = reduce(or_, [ends[following[place]] for place in answers[self._diagram.level[node]]])
        return ends

    @cached_property
    def _alike(self) -> list[list[tuple[Place, Place]]]:
        """For each level its answers, the same on either side."""
        return [[(place, place) for place in places] for places in self._at]


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
