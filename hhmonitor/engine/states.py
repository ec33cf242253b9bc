"""Completions as whole numbers, so that they can be gathered by the thousand.

A *state* sums up a completion: one bit for each question on a single input that is answered yes, and above them a
field for each count. States add up: every input contributes its own part, whatever the others are. The *mask* of a
state has one bit for each question, those on counts included; it is all that a category looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hhmonitor.engine.expressions import All, Any, AtLeast, Count, Expression, Not, Question, questions_of
from hhmonitor.inputs.space import Value

State = int
Mask = int
Test = Callable[[Mask], bool]


class Encoding:
    """How completions become states and masks, for the questions that one set of criteria asks.

    ``sizes`` is the number of inputs of each group that can be counted.
    """

    def __init__(self, expressions: Iterable[Expression], sizes: Mapping[str, int]) -> None:
        asked = dict.fromkeys(question for whole in expressions for question in questions_of(whole))
        self._bits: dict[Question, Mask] = {question: 1 << place for place, question in enumerate(asked)}
        self.single = [question for question in asked if not isinstance(question, AtLeast)]
        self._singles_mask = sum(self._bits[question] for question in self.single)
        self._shifts: dict[Count, int] = {}
        self._thresholds: list[tuple[Mask, int, int, int]] = []
        self._fields: dict[Count, tuple[int, int, int]] = {}
        self._contributions: dict[tuple[str, Value], State] = {}
        self._masks: dict[State, Mask] = {}
        self._lay_out_counts([question for question in asked if isinstance(question, AtLeast)], sizes)
        self._counted = frozenset(count.group for count in self._shifts)

    def _lay_out_counts(self, questions: Iterable[AtLeast], sizes: Mapping[str, int]) -> None:
        next_shift = len(self._bits)
        for question in questions:
            width = sizes[question.count.group].bit_length()
            if question.count not in self._shifts:
                self._shifts[question.count] = next_shift
                next_shift += width
            shift = self._shifts[question.count]
            self._thresholds.append((self._bits[question], shift, (1 << width) - 1, question.number))
            _shift, _field, highest = self._fields.get(question.count, (0, 0, 0))
            self._fields[question.count] = shift, (1 << width) - 1, max(highest, question.number)

    def contribution(self, path: str, value: Value) -> State:
        """What one input adds to the state when it has this value."""
        key = (path, value)
        found = self._contributions.get(key)
        if found is None:
            bits = sum(self._bits[one] for one in self.single if one.path == path and one.holds(value))
            counts = sum(1 << shift for count, shift in self._shifts.items() if count.counts(path, value))
            found = self._contributions[key] = bits + counts
        return found

    def state(self, values: Mapping[str, Value]) -> State:
        """The state of a completion: a value for the path of every input."""
        try:
            return sum(map(self._contributions.__getitem__, values.items()))
        except KeyError:
            return sum(self.contribution(path, value) for path, value in values.items())

    def counted(self, group: str) -> bool:
        """Whether the criteria count the inputs of this group."""
        return group in self._counted

    def counted_in(self, count: Count, state: State) -> int:
        """How many inputs a count has in a state."""
        shift, field, _highest = self._fields[count]
        return state >> shift & field

    def asked_alone(self) -> frozenset[str]:
        """The paths of the inputs of which something is asked by name."""
        return frozenset(question.path for question in self.single)

    def answers(self, question: Question, state: State) -> bool:
        """Whether a question on one input is answered yes in a state."""
        return state & self._bits[question] != 0

    def capped(self, state: State) -> State:
        """The state with every count no higher than the highest bound that is put to it: what lies beyond is alike."""
        for shift, field, highest in self._fields.values():
            beyond = (state >> shift & field) - highest
            if beyond > 0:
                state -= beyond << shift
        return state

    def mask(self, state: State) -> Mask:
        """The questions that are answered yes in a state."""
        found = self._masks.get(state)
        if found is None:
            found = self._masks[state] = self._answered(state)
        return found

    def _answered(self, state: State) -> Mask:
        mask = state & self._singles_mask
        for bit, shift, field, number in self._thresholds:
            if (state >> shift) & field >= number:
                mask |= bit
        return mask

    def test(self, whole: Expression) -> Test:
        """An expression as a function of the mask."""
        if isinstance(whole, Any):
            parts = [self.test(part) for part in whole.parts]
            return lambda mask: any(part(mask) for part in parts)
        if isinstance(whole, All):
            parts = [self.test(part) for part in whole.parts]
            return lambda mask: all(part(mask) for part in parts)
        if isinstance(whole, Not):
            negated = self.test(whole.part)
            return lambda mask: not negated(mask)
        bit = self._bits[whole]
        return lambda mask: mask & bit != 0
