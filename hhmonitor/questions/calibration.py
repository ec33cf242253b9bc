"""Other readings of the criteria, all of a declared grid, held against the categories that were published.

A *reading* gives every bound on a count a number, says from which level themes and dimensions count, and for each
preference whether it binds or is a mere remark. Everything else stays as the criteria have it. A reading is *orderly*
where no category asks less of a count than the next one does; others do not fit an ordered list and are left out.

Its distance from the criteria is counted in steps: a bound moved by one, a level raised by one, a preference that binds
no longer. So "near" means near to the text as the criteria file reads it.

There are millions of readings. They are gone through category by category: what matters of the categories so far is
which markets they took and which of those rightly, and readings that agree in this are carried on together, with their
number and the nearest of them. Nothing is drawn by lot or left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from hhmonitor.engine import Ruleset
from hhmonitor.engine.expressions import count_of, expression
from hhmonitor.inputs import MarketInputs
from hhmonitor.model import Condition, Criteria, Requirement
from hhmonitor.model.criteria import Category
from hhmonitor.model.scales import INTEREST, InterestLevel
from hhmonitor.questions.verification import worst_case_completion

Markets = int
"""A set of markets, a bit for each."""

LEVELS: tuple[InterestLevel, ...] = ("specific", "broad")
"""The levels from which a theme or dimension can count."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A count that a category asks for, under one reading. ``level`` is none for characteristics."""

    requirement: Requirement
    number: int
    level: InterestLevel | None

    @property
    def steps(self) -> int:
        """How far this is from what the criteria say."""
        said = _said(self.requirement)
        raised = abs(INTEREST.rank(self.level) - INTEREST.rank(said.level)) if self.level and said.level else 0
        return abs(self.number - said.number) + raised

    def no_less_than(self, other: Bound) -> bool:
        """Whether this asks at least as much as the other, which is on the same count."""
        return self.number >= other.number and (
            self.level is None or other.level is None or INTEREST.rank(self.level) >= INTEREST.rank(other.level)
        )


def _said(requirement: Requirement) -> Bound:
    """A count as the criteria have it."""
    level = None if requirement.count == "health_system" else requirement.level or "specific"
    return Bound(requirement, int(requirement.at_least or 0), level)


@dataclass(frozen=True, slots=True)
class CategoryReading:
    """How one category is read. ``binding`` says of each preference whether it binds; it is empty for the last one."""

    category: str
    bounds: tuple[Bound, ...]
    preferences: tuple[Requirement, ...]
    binding: tuple[bool, ...]

    @property
    def steps(self) -> int:
        """How far this is from what the criteria say."""
        return sum(bound.steps for bound in self.bounds) + self.binding.count(False)

    @property
    def moved(self) -> tuple[Bound, ...]:
        """The bounds that are not as the criteria have them."""
        return tuple(bound for bound in self.bounds if bound.steps)

    @property
    def loosened(self) -> tuple[Requirement, ...]:
        """The preferences that do not bind."""
        return tuple(one for one, binds in zip(self.preferences, self.binding, strict=False) if not binds)


Reading = tuple[CategoryReading, ...]
"""A reading of the whole: one for each category, in order."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that readings differ in: a count with the numbers and levels tried, or a preference that may bind."""

    category: str
    requirement: Requirement
    numbers: tuple[int, ...] = ()
    levels: tuple[InterestLevel | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The readings that are tried. ``combinations`` is their number before the disorderly ones are left out."""

    parameters: tuple[Parameter, ...]
    combinations: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """All readings under which the same markets come out: how many they are, and the nearest of them."""

    agreeing: tuple[str, ...]
    readings: int
    steps: int
    nearest: Reading
    as_near: int

    @property
    def agreement(self) -> int:
        """How many markets come out."""
        return len(self.agreeing)


@dataclass(frozen=True, slots=True)
class MarketOutcome:
    """One market: under how many readings it comes out, and the nearest; none where it never does."""

    code: str
    published: str
    by_the_criteria: str
    readings: int
    steps: int | None
    nearest: Reading | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Every reading of a grid against the published categories.

    ``outcomes`` are sorted by agreement, then by distance. ``efficient`` are those that no other beats on the one
    without losing on the other, nearest first. ``undetermined`` are the markets whose category is not determined under
    the criteria as they are; they count by their least favourable completion under every reading.
    """

    grid: Grid
    readings: int
    published: Mapping[str, str]
    agreeing_now: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    markets: tuple[MarketOutcome, ...]
    undetermined: tuple[str, ...]

    @property
    def by_agreement(self) -> Mapping[int, int]:
        """How many readings reach each number of markets, highest first."""
        reached: dict[int, int] = {}
        for outcome in self.outcomes:
            reached[outcome.agreement] = reached.get(outcome.agreement, 0) + outcome.readings
        return reached

    @property
    def best(self) -> tuple[Outcome, ...]:
        """The outcomes with the highest agreement, nearest first."""
        return tuple(one for one in self.outcomes if one.agreement == self.outcomes[0].agreement)

    @property
    def efficient(self) -> tuple[Outcome, ...]:
        """For each distance at which the agreement rises, the best outcome; nearest first."""
        frontier: list[Outcome] = []
        for one in sorted(self.outcomes, key=lambda one: (one.steps, -one.agreement)):
            if not frontier or one.agreement > frontier[-1].agreement:
                frontier.append(one)
        return tuple(frontier)


class _Carried(NamedTuple):
    """Readings that agree so far: their number, the least distance, how many have that, and one that does."""

    readings: int
    steps: int
    as_near: int
    nearest: Reading


_State = tuple[Markets, Markets]
"""The markets that the categories so far took, and those of them that they took rightly."""

_Carriage = dict[_State, _Carried]


def calibrate(
    ruleset: Ruleset,
    markets: Sequence[MarketInputs],
    published: Mapping[str, str],
    reach: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Calibration:
    """Hold every orderly reading of the grid against the published categories.

    ``published`` gives the category of each market; those without one are left aside. Bounds go ``reach`` up and down.
    ``progress`` is told now and then how much of the work is done, of how much.
    """
    judged = [one for one in markets if one.code in published]
    bench = _Bench(ruleset, judged, published)
    grid, options = _laid_out(ruleset.criteria, reach)
    carried = _run(bench, ruleset.criteria.categories, options, progress)
    outcomes = sorted(
        (
            Outcome(bench.named(right), one.readings, one.steps, one.nearest, one.as_near)
            for (_all, right), one in carried.items()
        ),
        key=lambda one: (-one.agreement, one.steps, one.agreeing),
    )
    now = {one.code: ruleset.category_of(bench.masks[place]) for place, one in enumerate(judged)}
    return Calibration(
        grid,
        sum(one.readings for one in outcomes),
        {one.code: published[one.code] for one in judged},
        tuple(code for code, category in now.items() if category == published[code]),
        tuple(outcomes),
        tuple(_market(one.code, published[one.code], now[one.code], outcomes) for one in judged),
        tuple(one.code for one in judged if not ruleset.assess(one).determined),
    )


def _market(code: str, published: str, now: str, outcomes: Iterable[Outcome]) -> MarketOutcome:
    coming_out = [one for one in outcomes if code in one.agreeing]
    nearest = min(coming_out, key=lambda one: one.steps, default=None)
    readings = sum(one.readings for one in coming_out)
    if nearest is None:
        return MarketOutcome(code, published, now, 0, None, None)
    return MarketOutcome(code, published, now, readings, nearest.steps, nearest.nearest)


class _Bench:
    """The markets as bits, and the sets of them that meet a condition."""

    def __init__(self, ruleset: Ruleset, markets: Sequence[MarketInputs], published: Mapping[str, str]) -> None:
        self._encoding = ruleset.encoding
        self._codes = tuple(one.code for one in markets)
        self._published = published
        self._completions = [worst_case_completion(one) for one in markets]
        self.masks = [
            self._encoding.mask(sum(self._encoding.contribution(path, value) for path, value in completion.items()))
            for completion in self._completions
        ]
        self._everyone = (1 << len(markets)) - 1

    def named(self, markets: Markets) -> tuple[str, ...]:
        """The codes of a set of markets."""
        return tuple(code for place, code in enumerate(self._codes) if markets >> place & 1)

    def meeting(self, condition: Condition) -> Markets:
        """The markets that meet a condition of the criteria."""
        test = self._encoding.test(expression(condition))
        return sum(1 << place for place, mask in enumerate(self.masks) if test(mask))

    def reaching(self, bound: Bound) -> Markets:
        """The markets that reach a bound on a count."""
        count = count_of(bound.requirement.model_copy(update={"level": bound.level}))
        return sum(
            1 << place
            for place, completion in enumerate(self._completions)
            if sum(count.counts(path, value) for path, value in completion.items()) >= bound.number
        )

    def fitting(self, category: Category, reading: CategoryReading) -> Markets:
        """The markets that fit a category under a reading of it."""
        markets = self._everyone
        for bound in reading.bounds:
            markets &= self.reaching(bound)
        for requirement in category.requires:
            if requirement.count is None:
                markets &= self.meeting(requirement)
        for preference, binds in zip(reading.preferences, reading.binding, strict=False):
            if binds:
                markets &= self.meeting(preference)
        return markets

    def rightly(self, category: Category) -> Markets:
        """The markets that were published in the category, and in its variant that takes them."""
        if not category.variants:
            return self._published_as(category.id)
        right, left = 0, self._everyone
        for variant in category.variants:
            # The last variant takes what the others leave.
            when = None if variant is category.variants[-1] else variant.when
            taken = left if when is None else left & self.meeting(when)
            right |= taken & self._published_as(variant.id)
            left &= ~taken
        return right

    def _published_as(self, category: str) -> Markets:
        return sum(1 << place for place, code in enumerate(self._codes) if self._published[code] == category)


def _laid_out(criteria: Criteria, reach: int) -> tuple[Grid, list[list[CategoryReading]]]:
    """The grid, and for each category every way of reading it."""
    last = criteria.categories[-1]
    parameters: list[Parameter] = []
    options: list[list[CategoryReading]] = []
    combinations = 1
    for category in criteria.categories:
        counts = [_tried(category, one, criteria, reach) for one in category.requires if one.count is not None]
        preferences = () if category is last else category.prefers
        parameters += [*counts, *(Parameter(category.id, one) for one in preferences)]
        bounds = [
            [Bound(one.requirement, number, level) for number in one.numbers for level in one.levels] for one in counts
        ]
        options.append(
            [
                CategoryReading(category.id, chosen, preferences, binding)
                for chosen in product(*bounds)
                for binding in product((True, False), repeat=len(preferences))
            ]
        )
        combinations *= len(options[-1])
    return Grid(tuple(parameters), combinations), options


def _tried(category: Category, requirement: Requirement, criteria: Criteria, reach: int) -> Parameter:
    """The numbers and levels that are tried for a count: what the criteria say, and what lies around it.

    No other number is below one or more than there are inputs, and no other level is none: such a count asks nothing.
    """
    said = _said(requirement)
    total = len(getattr(criteria, str(requirement.count)))
    numbers = {said.number, *range(max(1, said.number - reach), min(total, said.number + reach) + 1)}
    levels = None if said.level is None else tuple(one for one in INTEREST.values if one in (*LEVELS, said.level))
    return Parameter(category.id, requirement, tuple(sorted(numbers)), (None,) if levels is None else levels)


_Asks = tuple[Bound, ...]
"""The bounds of a category under one reading: what the order of categories is judged by."""


def _run(
    bench: _Bench,
    categories: Sequence[Category],
    options: Sequence[Sequence[CategoryReading]],
    progress: Callable[[int, int], None],
) -> _Carriage:
    """Carry all orderly readings through the categories, together wherever they agree so far."""
    carried: dict[_Asks, _Carriage] = {(): {(0, 0): _Carried(1, 0, 1, ())}}
    total = sum(len({reading.bounds for reading in one}) for one in options)
    done = 0
    for number, category in enumerate(categories):
        orderly = _order(categories[number - 1], category) if number else lambda upper, lower: True
        right = bench.rightly(category)
        further: dict[_Asks, _Carriage] = {}
        for asks, steps in _by_asks(bench, category, options[number]).items():
            so_far: _Carriage = {}
            for above, carriage in carried.items():
                if orderly(above, asks):
                    for state, one in carriage.items():
                        _gather(so_far, state, one)
            further[asks] = _taken(so_far, steps, right)
            done += 1
            progress(done, total)
        carried = further
    merged: _Carriage = {}
    for carriage in carried.values():
        for (_markets_taken, rightly), one in carriage.items():
            # What was taken wrongly does not matter any more.
            _gather(merged, (0, rightly), one)
    return merged


def _by_asks(
    bench: _Bench, category: Category, readings: Iterable[CategoryReading]
) -> dict[_Asks, dict[Markets, _Carried]]:
    """The readings of a category by what they ask, and those that ask the same by the markets that fit."""
    grouped: dict[_Asks, dict[Markets, _Carried]] = {}
    for reading in readings:
        by_fit = grouped.setdefault(reading.bounds, {})
        fitting = bench.fitting(category, reading)
        one = _Carried(1, reading.steps, 1, (reading,))
        found = by_fit.get(fitting)
        by_fit[fitting] = one if found is None else _together(found, one)
    return grouped


def _taken(so_far: _Carriage, readings: Mapping[Markets, _Carried], right: Markets) -> _Carriage:
    """The readings so far, each continued by every reading of the next category."""
    further: _Carriage = {}
    for fitting, own in readings.items():
        for (taken, rightly), one in so_far.items():
            new = fitting & ~taken
            state = (taken | new, rightly | (new & right))
            steps = one.steps + own.steps
            found = further.get(state)
            readings_here, as_near = one.readings * own.readings, one.as_near * own.as_near
            if found is None:
                further[state] = _Carried(readings_here, steps, as_near, one.nearest + own.nearest)
            elif steps < found.steps:
                further[state] = _Carried(found.readings + readings_here, steps, as_near, one.nearest + own.nearest)
            else:
                near = found.as_near + (as_near if steps == found.steps else 0)
                further[state] = _Carried(found.readings + readings_here, found.steps, near, found.nearest)
    return further


def _gather(carriage: _Carriage, state: _State, one: _Carried) -> None:
    """Add readings to those that are in the same state."""
    found = carriage.get(state)
    carriage[state] = one if found is None else _together(found, one)


def _together(some: _Carried, others: _Carried) -> _Carried:
    """Two sets of readings as one; of equally near ones the first stands for both."""
    near, far = (others, some) if others.steps < some.steps else (some, others)
    as_near = near.as_near + (far.as_near if far.steps == near.steps else 0)
    return _Carried(some.readings + others.readings, near.steps, as_near, near.nearest)


def _order(upper: Category, lower: Category) -> Callable[[_Asks, _Asks], bool]:
    """Whether readings of two neighbours are orderly: the upper asks at least as much on every count they share.

    Counts on which the criteria themselves are not orderly are let be.
    """

    def shared(above: Iterable[Bound], below: Iterable[Bound]) -> Iterator[tuple[str, bool]]:
        for one in below:
            same = [other for other in above if other.requirement.count == one.requirement.count]
            if same:
                yield one.requirement.id, any(other.no_less_than(one) for other in same)

    literally = [[_said(one) for one in category.requires if one.count is not None] for category in (upper, lower)]
    bound_by = {name for name, orderly in shared(*literally) if orderly}
    return lambda above, below: all(orderly for name, orderly in shared(above, below) if name in bound_by)
