"""Whether a set of criteria is sound: reasoned exactly over all possible markets, and held against the real ones.

What is found are *flaws*, from those that break the criteria (a category that nobody can reach) to those that are
only good to know (which bounds many markets sit at). They carry no words; :mod:`hhmonitor.answers.verification` tells
them as findings, and the severity of each stands with its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations, product
from operator import add

from hhmonitor.engine import NONE, Ruleset
from hhmonitor.engine.expressions import count_of, expression
from hhmonitor.engine.states import Mask, Test
from hhmonitor.findings import DataPath
from hhmonitor.inputs import Block, MarketInputs, Value
from hhmonitor.inputs.figures import holds, values_to_try
from hhmonitor.model import Condition, Criteria, Requirement
from hhmonitor.model.criteria import Category
from hhmonitor.model.scales import SCALES
from hhmonitor.model.walk import Role, leaves, walk
from hhmonitor.questions.possible_markets import (
    Completion,
    Kind,
    Part,
    PossibleMarkets,
    TooManyKinds,
)

MANY = Fraction(1, 3)
"""Many markets sit at a bound where the answer of at least this share would change if the bound moved a step."""

FIGURE_STEP = Fraction(1, 10)
"""A step of a bound on a figure, as a share of the bound; a bound on a count moves by one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A possible market, and the codes of real markets in the same position, unknowns at their least favourable."""

    market: Completion
    real: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TooIntricate:
    """The criteria ask so many separate questions that they cannot be verified exactly."""

    path: DataPath = ("categories",)


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A category, or a variant of one, that no market can get.

    ``taken_by`` are the categories that take every market that would fit; none where no market would fit.
    """

    path: DataPath
    category: str
    taken_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A requirement, a preference, or a judgement by figures (then named by its characteristic) that asks nothing.

    It ``holds`` for every market, or for none.
    """

    path: DataPath
    subject: Requirement | str
    holds: bool


@dataclass(frozen=True, slots=True)
class NotMonotone:
    """A market that gets a lower category because one of its inputs gets better by a step.

    ``alike`` are the paths of all inputs of which this holds, ``changed`` the one that changes in the example.
    """

    path: DataPath
    alike: tuple[str, ...]
    changed: str
    worse: Value
    better: Value
    example: Example
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Implied:
    """A requirement that holds wherever the ``others`` of its category hold."""

    path: DataPath
    requirement: Requirement
    category: str
    others: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """A requirement that decides nothing: whoever fails on it alone has been taken by a better category."""

    path: DataPath
    requirement: Requirement
    category: str
    example: Example


@dataclass(frozen=True, slots=True)
class Gap:
    """Markets that no category takes, because they fail these requirements of the last one.

    ``share`` is that of all possible markets that fail them and get no category. The example is the best of those
    that fail nothing else.
    """

    path: DataPath
    failed: tuple[Requirement, ...]
    example: Example
    share: Fraction


@dataclass(frozen=True, slots=True)
class Nested:
    """Every market that fits one category fits these later ones as well; the order gives it the first."""

    path: DataPath
    category: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Some markets fit both of two categories and others one of them only; the order gives them the first."""

    path: DataPath
    category: str
    other: str
    example: Example
    share: Fraction


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that no real market is near, or that many sit at.

    ``paths`` are the places where it stands, ``leaf`` is what it bounds and ``key`` on which side. ``just_met`` are the
    markets that would fail it if it were a step stricter, ``just_missed`` those that would meet it if it were a step
    more lenient, of ``total`` of which it is known.
    """

    paths: tuple[DataPath, ...]
    leaf: Condition
    key: str
    value: float
    just_met: tuple[str, ...]
    just_missed: tuple[str, ...]
    total: int

    @property
    def path(self) -> DataPath:
        """The first place where the bound stands."""
        return self.paths[0]

    @property
    def near(self) -> int:
        """How many markets would change their answer if the bound moved a step."""
        return len(self.just_met) + len(self.just_missed)


Flaw = TooIntricate | Unreachable | Constant | NotMonotone | Implied | Idle | Gap | Nested | Overlap | Bound


def verify(ruleset: Ruleset, markets: Sequence[MarketInputs] = (), *, faults_only: bool = False) -> list[Flaw]:
    """Everything there is to say of the soundness of criteria, errors first.

    ``markets`` are real ones, for examples and for what lies near a bound; unknown inputs count at their least
    favourable. With ``faults_only``, what is only good to know is left out: gaps, overlaps, and what lies near bounds.
    """
    flaws: list[Flaw] = [*_figures_alone(ruleset.criteria)]
    try:
        possible = PossibleMarkets(ruleset)
    except TooManyKinds:
        return [*flaws, TooIntricate()]
    inquiry = _Inquiry(possible, markets)
    flaws += [*inquiry.constant(), *inquiry.unreachable(), *inquiry.not_monotone(), *inquiry.superfluous()]
    if not faults_only:
        flaws += [*inquiry.gaps(), *inquiry.overlaps(), *_near_bounds(ruleset.criteria, markets)]
    return flaws


def worst_case_completion(inputs: MarketInputs) -> Completion:
    """The least favourable completion of a market, as a value for every input."""
    return {path: value for block in inputs.blocks for path, value in zip(block.paths, block.lowest, strict=True)}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A requirement with its place and its test."""

    path: DataPath
    requirement: Requirement
    test: Test


class _Category:
    """A category with its place and all it asks; what the last one prefers decides nothing and stands apart."""

    def __init__(self, ruleset: Ruleset, number: int) -> None:
        self.definition: Category = ruleset.criteria.categories[number]
        self.path: DataPath = ("categories", number)
        self.id = self.definition.id
        last = number == len(ruleset.criteria.categories) - 1

        def rules(role: Role) -> list[_Rule]:
            return [
                _Rule(placed.path, placed.requirement, ruleset.encoding.test(expression(placed.condition)))
                for placed in walk(ruleset.criteria)
                if placed.category is self.definition and placed.role == role and placed.requirement is not None
            ]

        preferred = rules("prefers")
        self.asks = rules("requires") + ([] if last else preferred)
        self.remarks = preferred if last else []

    def failed(self, mask: Mask) -> tuple[_Rule, ...]:
        """What keeps a market out."""
        return tuple(rule for rule in self.asks if not rule.test(mask))


class _Inquiry:
    """One set of criteria under examination, over all possible and some real markets."""

    def __init__(self, possible: PossibleMarkets, markets: Sequence[MarketInputs]) -> None:
        self.possible = possible
        (self.ruleset,) = possible.rulesets
        self.criteria = self.ruleset.criteria
        self.categories = [_Category(self.ruleset, number) for number in range(len(self.criteria.categories))]
        self.kinds = possible.kinds()
        self.real = {one.code: worst_case_completion(one) for one in markets}
        self.real_masks = {code: self._mask(completion) for code, completion in self.real.items()}
        self.real_categories = {code: self.ruleset.category_of(mask) for code, mask in self.real_masks.items()}

    def _mask(self, completion: Completion) -> Mask:
        encoding = self.ruleset.encoding
        return encoding.mask(sum(encoding.contribution(path, value) for path, value in completion.items()))

    def _example(self, market: Completion, alike: Callable[[Mask], bool]) -> Example:
        return Example(market, tuple(code for code, mask in self.real_masks.items() if alike(mask)))

    def constant(self) -> Iterator[Flaw]:
        """Requirements and preferences that no market, or every market, meets."""
        for category in self.categories:
            for rule in (*category.asks, *category.remarks):
                answers = {rule.test(kind.mask) for kind in self.kinds}
                if len(answers) == 1:
                    yield Constant(rule.path, rule.requirement, answers.pop())

    def unreachable(self) -> Iterator[Flaw]:
        """Categories and variants that no market gets."""
        outcomes = {self.ruleset.category_of(kind.mask) for kind in self.kinds}
        for category in self.categories:
            if outcomes.isdisjoint(category.definition.outcomes):
                fitting = (kind.mask for kind in self.kinds if not category.failed(kind.mask))
                yield Unreachable(category.path, category.id, self._ranked(map(self.ruleset.category_of, fitting)))
                continue
            for place, variant in enumerate(category.definition.variants):
                if variant.id not in outcomes:
                    when = self.ruleset.encoding.test(expression(variant.when)) if variant.when else None
                    fitting = (kind.mask for kind in self.kinds if when is None or when(kind.mask))
                    taken = {self.ruleset.category_of(mask) for mask in fitting} & set(category.definition.outcomes)
                    yield Unreachable((*category.path, "variants", place), variant.id, self._ranked(taken))

    def _ranked(self, categories: Iterable[str]) -> tuple[str, ...]:
        return self.ruleset.ranked(set(categories))

    def superfluous(self) -> Iterator[Flaw]:
        """Requirements without which every market would have the same category."""
        for number, category in enumerate(self.categories):
            alone: dict[DataPath, list[Kind]] = {rule.path: [] for rule in category.asks}
            for kind in self.kinds:
                failed = category.failed(kind.mask)
                if len(failed) == 1:
                    alone[failed[0].path].append(kind)
            for rule in category.asks:
                stopped = alone[rule.path]
                if not stopped:
                    yield from self._implied(category, rule)
                elif not any(self._reaches(kind.mask, number) for kind in stopped):
                    example = self._example(stopped[0].lowest, _fails_only(category, rule))
                    yield Idle(rule.path, rule.requirement, category.id, example)

    def _reaches(self, mask: Mask, number: int) -> bool:
        """Whether the categories before this one leave a market to it."""
        return all(category.failed(mask) for category in self.categories[:number])

    def _implied(self, category: _Category, rule: _Rule) -> Iterator[Flaw]:
        """A requirement that follows from others: from the fewest that do."""
        failing = [kind.mask for kind in self.kinds if not rule.test(kind.mask)]
        others = [other for other in category.asks if other is not rule]
        if not failing or len(failing) == len(self.kinds):
            return  # it always or never holds, which has been said
        for size in range(1, len(others) + 1):
            for chosen in combinations(others, size):
                if not any(all(other.test(mask) for other in chosen) for mask in failing):
                    named = tuple(other.requirement for other in chosen)
                    yield Implied(rule.path, rule.requirement, category.id, named)
                    return

    def not_monotone(self) -> Iterator[NotMonotone]:
        """Steps up that bring a market down; one for each group of inputs alike and each pair of categories.

        A step goes from one value of a scale to the next, or from a list to one more. Figures are left out: whether a
        higher one is better, only the criteria can say.
        """
        category = self.ruleset.category_of
        rank = {outcome: self.ruleset.rank(outcome) for outcome in self.ruleset.order}
        found: set[tuple[tuple[str, ...], str, str]] = set()
        for part in self.possible.parts:
            rest = self.possible.kinds(without=part)
            for step in _steps_up(self.possible, part):
                for kind in rest:
                    before, after = category(step.before | kind.mask), category(step.after | kind.mask)
                    if rank[after] > rank[before] and (step.alike, before, after) not in found:
                        found.add((step.alike, before, after))
                        yield self._fall(step, kind, before, after)

    def _fall(self, step: _Step, rest: Kind, before: str, after: str) -> NotMonotone:
        def falls(code: str, completion: Completion) -> bool:
            raised = ({**completion, path: step.better} for path in step.alike if completion[path] == step.worse)
            return self.real_categories[code] == before and after in map(self.ruleset.category, raised)

        real = tuple(code for code, completion in self.real.items() if falls(code, completion))
        place = next(one.path for one in self.categories if before in (one.id, *one.definition.outcomes))
        example = Example({**step.market, **rest.lowest}, real)
        return NotMonotone(place, step.alike, step.changed, step.worse, step.better, example, before, after)

    def gaps(self) -> Iterator[Gap]:
        """Markets without a category, by the fewest requirements of the last one that they fail."""
        last = self.categories[-1]
        outside = [kind for kind in self.kinds if self.ruleset.category_of(kind.mask) == NONE]
        by_failure: dict[tuple[DataPath, ...], list[Kind]] = {}
        for kind in outside:
            by_failure.setdefault(tuple(rule.path for rule in last.failed(kind.mask)), []).append(kind)
        rules = {rule.path: rule for rule in last.asks}
        for failed, kinds in by_failure.items():
            if any(set(other) < set(failed) for other in by_failure):
                continue
            count = sum(
                sum(kind.count for kind in others) for paths, others in by_failure.items() if set(failed) <= set(paths)
            )
            example = self._example(max(kinds, key=lambda kind: kind.favour).highest, self._fails(last, failed))
            requirements = tuple(rules[path].requirement for path in failed)
            yield Gap(failed[0], requirements, example, self.possible.share(count))

    def _fails(self, last: _Category, failed: tuple[DataPath, ...]) -> Callable[[Mask], bool]:
        """Whether a market gets no category and fails at least these requirements of the last one."""
        return lambda mask: (
            self.ruleset.category_of(mask) == NONE and set(failed) <= {rule.path for rule in last.failed(mask)}
        )

    def overlaps(self) -> Iterator[Flaw]:
        """Categories that share markets, so that their order settles who gets them."""
        fitting = [
            {kind.masks: kind for kind in self.kinds if not category.failed(kind.mask)} for category in self.categories
        ]
        for number, category in enumerate(self.categories):
            mine, later = fitting[number], list(zip(self.categories, fitting, strict=True))[number + 1 :]
            nested = tuple(other.id for other, theirs in later if mine and mine.keys() <= theirs.keys())
            if nested:
                yield Nested(category.path, category.id, nested)
            for other, theirs in later:
                shared = mine.keys() & theirs.keys()
                # Where nobody fits the later one alone, it is out of reach, which has been said.
                if shared and other.id not in nested and not theirs.keys() <= mine.keys():
                    yield self._overlap(category, other, [mine[masks] for masks in mine if masks in shared])

    def _overlap(self, category: _Category, other: _Category, shared: Sequence[Kind]) -> Overlap:
        example = self._example(
            min(shared, key=lambda kind: kind.favour).lowest,
            lambda mask: not category.failed(mask) and not other.failed(mask),
        )
        share = self.possible.share(sum(kind.count for kind in shared))
        return Overlap(category.path, category.id, other.id, example, share)


def _fails_only(category: _Category, rule: _Rule) -> Callable[[Mask], bool]:
    """Whether this is the one thing that keeps a market out of the category."""
    return lambda mask: category.failed(mask) == (rule,)


@dataclass(frozen=True, slots=True)
class _Step:
    """An input that gets better by one step, with the answers of its part before and after.

    ``market`` are the values of the part before. ``alike`` are the inputs for which the step is the same.
    """

    alike: tuple[str, ...]
    changed: str
    worse: Value
    better: Value
    before: Mask
    after: Mask
    market: Completion


def _steps_up(possible: PossibleMarkets, part: Part) -> Iterator[_Step]:
    """Every step up within a part that changes its answers; of inputs that are asked the same, the first is tried."""
    tried: dict[object, list[Block]] = {}
    for block in part.blocks:
        added = tuple(possible.added_by(block, values) for values in block.alternatives)
        tried.setdefault(added if len(block.paths) == 1 else block.paths, []).append(block)
    for block, *others_alike in tried.values():
        others = tuple(other for other in part.blocks if other is not block)
        rest = possible.added_up(others)
        for place, worse, better in _improvements(block):
            alike = (block.paths[place], *(path for other in others_alike for path in other.paths))
            told: set[tuple[Mask, Mask]] = set()
            for states, tally in rest.items():
                (before,), (after,) = (
                    possible.masks(tuple(map(add, states, possible.added_by(block, values))))
                    for values in (worse, better)
                )
                if before != after and (before, after) not in told:
                    told.add((before, after))
                    market = dict(Part(others, {}).completion(tally.lowest))
                    market.update(zip(block.paths, worse, strict=True))
                    yield _Step(alike, alike[0], worse[place], better[place], before, after, market)


def _improvements(block: Block) -> Iterator[tuple[int, tuple[Value, ...], tuple[Value, ...]]]:
    """Pairs of alternatives of which the second is better by one step of one input, whose place is told."""
    scale = SCALES.get(block.paths[0].partition(".")[0])
    if scale is None:
        return
    for worse, better in permutations(block.alternatives, 2):
        changed = [place for place, values in enumerate(zip(worse, better, strict=True)) if len(set(values)) == 2]
        if len(changed) == 1:
            (place,) = changed
            if scale.rank(str(better[place])) == scale.rank(str(worse[place])) + 1:
                yield place, worse, better


def _figures_alone(criteria: Criteria) -> Iterator[Constant]:
    """Characteristics that the figures always, or never, judge positive, whatever the figures are."""
    for placed in walk(criteria):
        if placed.role != "positive_when":
            continue
        bounds: dict[str, set[Fraction]] = {}
        for leaf in placed.condition.leaves():
            given = (bound for bound in (leaf.at_least, leaf.at_most) if bound is not None)
            bounds.setdefault(str(leaf.indicator), set()).update(map(Fraction, given))
        values = (values_to_try(sorted(found)) for found in bounds.values())
        answers = {
            holds(placed.condition, dict(zip(bounds, combination, strict=True))) for combination in product(*values)
        }
        if len(answers) == 1:
            yield Constant(placed.path, str(placed.path[1]), answers.pop())


def _near_bounds(criteria: Criteria, markets: Sequence[MarketInputs]) -> Iterator[Bound]:
    """The bounds that no real market is near, and those that many are."""
    if not markets:
        return
    alike: dict[tuple[object, ...], list[tuple[DataPath, Condition]]] = {}
    for placed in leaves(criteria):
        path, leaf = placed.path, placed.condition
        for key, value in (("at_least", leaf.at_least), ("at_most", leaf.at_most)):
            if value is not None:
                counted = count_of(leaf) if leaf.count is not None else None
                alike.setdefault((counted, leaf.indicator, key, value), []).append(((*path, key), leaf))
    for places in alike.values():
        paths, bounded = zip(*places, strict=True)
        bound = _bound(paths, bounded[0], markets)
        if bound.total and (bound.near == 0 or bound.near >= MANY * bound.total):
            yield bound


def _bound(paths: tuple[DataPath, ...], leaf: Condition, markets: Sequence[MarketInputs]) -> Bound:
    """A bound with the markets that lie within one step above and below it."""
    key = str(paths[0][-1])
    value = Fraction((leaf.at_least if key == "at_least" else leaf.at_most) or 0)
    if leaf.count is not None:
        step, measured = Fraction(1), {one.code: _counted(leaf, one) for one in markets}
    else:
        step, measured = value * FIGURE_STEP, dict(pair for one in markets for pair in _figures(leaf, one))
    # A lower bound is met by the value itself, and so is an upper one: the step lies the other way.
    up = 1 if key == "at_least" else -1
    met = tuple(code for code, found in measured.items() if 0 <= up * (found - value) < step)
    missed = tuple(code for code, found in measured.items() if 0 < up * (value - found) <= step)
    return Bound(paths, leaf, key, float(value), met, missed, len(measured))


def _counted(leaf: Condition, market: MarketInputs) -> Fraction:
    """How many inputs count, unknown ones at their least favourable."""
    count = count_of(leaf)
    return Fraction(sum(count.counts(path, value) for path, value in worst_case_completion(market).items()))


def _figures(leaf: Condition, market: MarketInputs) -> Iterator[tuple[str, Fraction]]:
    """The newest figures of a market, and of its members, that judge a characteristic by this indicator."""
    for one in (market, *market.members):
        for characteristic in one.health_system.values():
            for figure in characteristic.figures:
                if figure.indicator == leaf.indicator:
                    yield one.code, Fraction(figure.value)
