"""The inputs that criteria ask about, laid out in the levels of a decision diagram.

A *level* is one input, or all inputs of a group that are counted and never asked for by name: between those the rules
make no difference. The priority lists, which hang together, are one level. The *answer* of a level is the part of the
state that its inputs add up to, no higher than any bound asks; its *place* is its number within the level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from hhmonitor.engine.diagram import NO, YES, Diagram, Node, Place
from hhmonitor.engine.expressions import All, Any, AtLeast, Expression, Not, Question, Within, questions_of
from hhmonitor.engine.states import Encoding, Mask, State
from hhmonitor.inputs.lists import any_memberships
from hhmonitor.inputs.missing import values_to_try
from hhmonitor.inputs.space import Block, Intractable, Value
from hhmonitor.model.criteria import Criteria
from hhmonitor.model.scales import SCALES

Allowed = Sequence[Sequence[Place]]
"""For each level the answers that a market can have there."""

MOST_SCENES = 4096
"""Ways in which figures can be missing across levels beyond which a market is too intricate."""

LISTS = "priority_lists"


@dataclass(frozen=True, slots=True)
class Spread:
    """What the alternatives of a block add to the levels.

    ``fixed`` is added to these levels whatever happens. ``added`` gives for each alternative what it adds to each of
    ``levels``; one level, or none, unless inputs on several hang on the same missing figures.
    """

    levels: tuple[int, ...]
    added: tuple[tuple[State, ...], ...]
    fixed: tuple[tuple[int, State], ...]


class Space:
    """The levels that the questions of one set of criteria have, in the order in which the questions come up."""

    def __init__(self, criteria: Criteria, encoding: Encoding, expressions: Sequence[Expression]) -> None:
        self.criteria = criteria
        self.encoding = encoding
        self.level_of: dict[str, int] = {}
        self.paths: list[tuple[str, ...]] = []
        self._lay_out(expressions)
        self._answers = [self._capped(states) for states in map(self._full, self.paths)]
        self.places: list[dict[State, Place]] = [
            {state: place for place, state in enumerate(answers)} for answers in self._answers
        ]
        self._spreads: dict[Block, Spread] = {}

    def _lay_out(self, expressions: Sequence[Expression]) -> None:
        """Levels in the order in which conditions name them: what is asked together lies close together."""
        named = self.encoding.asked_alone()
        for question in (one for whole in expressions for one in questions_of(whole)):
            if isinstance(question, AtLeast):
                group = [f"{question.count.group}.{name}" for name in getattr(self.criteria, question.count.group)]
                self._add(tuple(path for path in group if path not in named))
                for path in group:
                    self._add((path,))
            elif question.path.startswith(f"{LISTS}."):
                self._add(tuple(f"{LISTS}.{name}" for name in self.criteria.priority_lists))
            else:
                self._add((question.path,))

    def _add(self, paths: tuple[str, ...]) -> None:
        if paths and paths[0] not in self.level_of:
            self.level_of |= dict.fromkeys(paths, len(self.paths))
            self.paths.append(paths)

    def values(self, path: str) -> Sequence[Value]:
        """Every value that an input can have; of a figure, those that a bound can tell apart."""
        group = path.partition(".")[0]
        if group == "indicators":
            asked = [one for one in self.encoding.single if isinstance(one, Within) and one.path == path]
            return values_to_try((one.at_least, one.at_most) for one in asked)
        return SCALES[group].values

    def free(self, path: str) -> frozenset[State]:
        """What an input can add to the state where nothing is known of it."""
        return frozenset(self.encoding.contribution(path, value) for value in self.values(path))

    def _full(self, paths: tuple[str, ...]) -> Iterable[State]:
        """Every state that the inputs of a level can add up to."""
        contribution = self.encoding.contribution
        if paths[0].startswith(f"{LISTS}."):
            every = any_memberships(self.criteria.priority_lists)
            return [sum(map(contribution, paths, values)) for values in every]
        states = {0}
        for path in paths:
            added = self.free(path)
            states = {self.encoding.capped(state + one) for state in states for one in added}
        return states

    def _capped(self, states: Iterable[State]) -> list[State]:
        return sorted(set(map(self.encoding.capped, states)))

    @property
    def widths(self) -> list[int]:
        """The number of answers of each level."""
        return [len(answers) for answers in self._answers]

    def place(self, level: int, state: State) -> Place:
        """The place of what the inputs of a level add up to."""
        places = self.places[level]
        found = places.get(state)
        if found is None:
            found = places[state] = places[self.encoding.capped(state)]
        return found

    def node(self, diagram: Diagram, whole: Expression) -> Node:
        """An expression as a node of a diagram over these levels."""
        if isinstance(whole, Any):
            return diagram.any_of(self.node(diagram, part) for part in whole.parts)
        if isinstance(whole, All):
            return diagram.all_of(self.node(diagram, part) for part in whole.parts)
        if isinstance(whole, Not):
            return diagram.negated(self.node(diagram, whole.part))
        if isinstance(whole, AtLeast):
            return self._threshold(diagram, whole)
        return self._single(diagram, whole)

    def _single(self, diagram: Diagram, question: Question) -> Node:
        assert not isinstance(question, AtLeast)
        level = self.level_of[question.path]
        answers = self.encoding.answers
        return diagram.node(level, tuple(YES if answers(question, one) else NO for one in self._answers[level]))

    def _threshold(self, diagram: Diagram, question: AtLeast) -> Node:
        """Whether a count over several levels reaches a bound: what is still needed goes on from level to level."""
        group = [f"{question.count.group}.{name}" for name in getattr(self.criteria, question.count.group)]
        levels = sorted({self.level_of[path] for path in group})
        # After the last level: what is needed is there, or it is not.
        needed = {number: YES if number <= 0 else NO for number in range(question.number + 1)}
        for level in reversed(levels):
            counts = [self.encoding.counted_in(question.count, one) for one in self._answers[level]]
            needed = {
                number: diagram.node(level, tuple(needed[max(0, number - count)] for count in counts))
                for number in range(max(0, question.number) + 1)
            }
        return needed[max(0, question.number)]

    def spread(self, block: Block) -> Spread:
        """What the alternatives of a block add to the levels."""
        found = self._spreads.get(block)
        if found is None:
            found = self._spreads[block] = self._laid_out(block)
        return found

    def _laid_out(self, block: Block) -> Spread:
        by_level: dict[int, list[State]] = {}
        for number, path in enumerate(block.paths):
            level = self.level_of.get(path)
            if level is not None:
                states = by_level.setdefault(level, [0] * len(block.alternatives))
                for place, values in enumerate(block.alternatives):
                    states[place] += self.encoding.contribution(path, values[number])
        moving = {level: states for level, states in by_level.items() if len(set(states)) > 1}
        return Spread(
            tuple(moving),
            tuple(zip(*moving.values(), strict=True)) if moving else ((),) * len(block.alternatives),
            tuple((level, states[0]) for level, states in by_level.items() if level not in moving),
        )

    def scenes(self, blocks: Iterable[Block]) -> list[Allowed]:
        """The answers that a market can have at each level.

        Levels are independent of each other, unless inputs on several hang on the same missing figures: then there is
        one scene for each way in which those can fall. Raises Intractable where these are too many.
        """
        fixed = [0] * len(self.paths)
        open_states: dict[int, set[State]] = {}
        coupled: list[Spread] = []
        level_of, contribution = self.level_of, self.encoding.contribution
        for block in blocks:
            if len(block.paths) == 1:
                path = block.paths[0]
                level = level_of.get(path)
                if level is None:
                    continue
                if len(block.alternatives) == 1:
                    fixed[level] += contribution(path, block.alternatives[0][0])
                    continue
                added = {contribution(path, values[0]) for values in block.alternatives}
            else:
                spread = self.spread(block)
                for one, state in spread.fixed:
                    fixed[one] += state
                if len(spread.levels) != 1:
                    if spread.levels:
                        coupled.append(spread)
                    continue
                level, added = spread.levels[0], {one for (one,) in spread.added}
            states = open_states.get(level, {0})
            open_states[level] = {state + one for state in states for one in added}
        return [
            [
                sorted({self.place(level, state + one) for one in open_states[level]})
                if level in open_states
                else (self.place(level, state),)
                for level, state in enumerate(start)
            ]
            for start in _started(fixed, coupled)
        ]


def choices(coupled: Sequence[Spread]) -> Iterator[tuple[int, ...]]:
    """Every choice of an alternative for each block that spans several levels. Raises Intractable."""
    if prod(len(one.added) for one in coupled) > MOST_SCENES:
        raise Intractable
    return product(*(range(len(one.added)) for one in coupled))


def chosen(fixed: Sequence[State], coupled: Sequence[Spread], choice: Sequence[int]) -> list[State]:
    """What is fixed at each level once such a choice is made."""
    start = list(fixed)
    for spread, number in zip(coupled, choice, strict=True):
        for level, state in zip(spread.levels, spread.added[number], strict=True):
            start[level] += state
    return start


def _started(fixed: Sequence[State], coupled: Sequence[Spread]) -> Iterator[Sequence[State]]:
    return (chosen(fixed, coupled, choice) for choice in choices(coupled)) if coupled else iter((fixed,))


def component_of(block: Block, encoding: Encoding) -> str:
    """The component of a block: inputs that are counted together belong together, all others stand alone."""
    for path in block.paths:
        group = path.partition(".")[0]
        if encoding.counted(group):
            return group
    return block.paths[0]


def worst_case(encoding: Encoding, blocks: Iterable[Block]) -> Mask:
    """The mask of the worst case: the lowest value of each input, out of every open list."""
    contribution = encoding.contribution
    return encoding.mask(sum(sum(map(contribution, block.paths, block.lowest)) for block in blocks))
