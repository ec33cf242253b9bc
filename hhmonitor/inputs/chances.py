"""How likely each value of an input is, where judgements can be wrong (``docs/semantics.md``, *Robustness*).

Chances are told in whole numbers: the weight of each alternative of a block, whose sum is the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import product
from math import gcd

from hhmonitor.inputs.figures import within
from hhmonitor.inputs.gathering import category_figure_conditions
from hhmonitor.inputs.regions import aggregate
from hhmonitor.inputs.space import Block, Input, MarketInputs, Value
from hhmonitor.model.criteria import Condition, Criteria
from hhmonitor.model.scales import SCALES

Tally = tuple[int, ...]
"""What of the members matters, for each of some paths: under ``any`` the place of the best value on its scale; under
``majority`` how many are positive, or how many have each value, as a whole number with a field for each."""


@dataclass(frozen=True, slots=True)
class Chances:
    """A block with the weight of each of its alternatives."""

    block: Block
    weights: tuple[int, ...]

    @property
    def uncertain(self) -> bool:
        """Whether more than one alternative is left."""
        return len(self.weights) > 1


@dataclass(frozen=True, slots=True)
class MemberChances:
    """What one value of one input of a member makes of its region.

    ``weight`` is that of the value; ``weights`` are those of the alternatives of the region's block, given the value.
    """

    weight: int
    weights: tuple[int, ...]


class ErrorModel:
    """The chances that one set of criteria gives to the values of inputs."""

    def __init__(self, criteria: Criteria) -> None:
        self._rules = criteria.regions
        rates = criteria.error_rates
        self._rates = {
            confidence: Fraction(str(rate))
            for confidence, rate in (
                rates.model_dump() if rates else dict.fromkeys(("high", "medium", "low"), 0)
            ).items()
        }
        self._spreads: dict[tuple[str, str, Fraction], tuple[tuple[tuple[Value, ...], ...], tuple[int, ...]]] = {}
        self._told_of: dict[int, tuple[MarketInputs, tuple[Chances, ...]]] = {}
        self._aggregated: dict[int, tuple[MarketInputs, tuple[Aggregated, ...]]] = {}
        self._bounds: dict[str, list[Condition]] = {}
        for leaf in category_figure_conditions(criteria):
            self._bounds.setdefault(f"indicators.{leaf.indicator}", []).append(leaf)

    def chances(self, inputs: MarketInputs) -> tuple[Chances, ...]:
        """Every block of a market, independent of each other, with the chances of its alternatives.

        In a region it is the members' inputs that err, and the region's follow from them.
        """
        # A member is told of by itself and within its region; the inputs are kept with it so that the id stays theirs.
        if id(inputs) not in self._told_of:
            derived = {path for path, one in inputs.by_path.items() if one.basis == "members"}
            own = (self._block(inputs, block) for block in inputs.blocks if derived.isdisjoint(block.paths))
            from_members = [one.chances for one in self.aggregated(inputs)] if derived else []
            self._told_of[id(inputs)] = inputs, (*from_members, *own)
        return self._told_of[id(inputs)][1]

    def aggregated(self, inputs: MarketInputs) -> Sequence[Aggregated]:
        """The inputs of a region that its members add up to, those together that hang on the same missing figures."""
        if id(inputs) not in self._aggregated:
            self._aggregated[id(inputs)] = inputs, tuple(self._sums(inputs))
        return self._aggregated[id(inputs)][1]

    def _sums(self, inputs: MarketInputs) -> Iterator[Aggregated]:
        members = [
            (one.code, {path: chances for chances in self.chances(one) for path in chances.block.paths})
            for one in inputs.members
        ]
        derived = [path for path, one in inputs.by_path.items() if one.basis == "members"]
        for paths in _linked(derived, [one.block for _code, by_path in members for one in by_path.values()]):
            rules = tuple(str(getattr(self._rules, path.partition(".")[0])) for path in paths)
            yield Aggregated(paths, rules, [(code, _restricted(by_path, paths)) for code, by_path in members])

    def _block(self, inputs: MarketInputs, block: Block) -> Chances:
        if len(block.paths) == 1 and block.paths[0] in inputs.by_path:
            return self._single(inputs.by_path[block.paths[0]])
        # What the rules cannot tell apart is one alternative, lest a figure with more bounds weigh more.
        kept: dict[tuple[object, ...], tuple[Value, ...]] = {}
        for values in block.alternatives:
            told = tuple(self._told(path, value) for path, value in zip(block.paths, values, strict=True))
            kept.setdefault(told, values)
        return Chances(Block(block.paths, tuple(kept.values())), (1,) * len(kept))

    def _told(self, path: str, value: Value) -> object:
        if isinstance(value, str):
            return value
        return tuple(within(bound, value) for bound in self._bounds[path])

    def _single(self, one: Input) -> Chances:
        """An unknown takes each possible value with equal chance; a judgement is right, or any other of its scale."""
        block = Block((one.path,), tuple((value,) for value in one.possible))
        if not one.known:
            return Chances(block, (1,) * len(one.possible))
        key = (one.path.partition(".")[0], one.value, self._rate(one))
        if key not in self._spreads:
            self._spreads[key] = _spread(*key)
        values, weights = self._spreads[key]
        return Chances(Block((one.path,), values), weights)

    def _rate(self, one: Input) -> Fraction:
        """The chance that an input is wrong: nought for figures, lists, attachés and themes an inventory leaves out."""
        if one.basis != "judgement" or one.statement is None or one.path.startswith("attaches."):
            return Fraction(0)
        return self._rates[one.statement.confidence or "medium"]


def _spread(group: str, value: str, rate: Fraction) -> tuple[tuple[tuple[Value, ...], ...], tuple[int, ...]]:
    """The values that a judgement can truly have, with their weights: ``rate`` is the chance that it is wrong."""
    values = SCALES[group].values
    others = len(values) - 1
    wrong, right = rate.numerator, (rate.denominator - rate.numerator) * others
    return _positive({(one,): right if one == value else wrong for one in values})


class Aggregated:
    """Inputs of a region as the sum of its members' inputs.

    ``members`` gives for each member the combinations of values that it can have there, with their weights. How often
    each value occurs is all that counts, so that members are added up one by one.
    """

    def __init__(
        self,
        paths: tuple[str, ...],
        rules: tuple[str, ...],
        members: Sequence[tuple[str, Mapping[tuple[str, ...], int]]],
    ) -> None:
        self.paths = paths
        self._rules = rules
        self._joins = tuple(max if rule == "any" else int.__add__ for rule in rules)
        self._members = members
        self._added = [self._units(one) for _code, one in members]

    @cached_property
    def chances(self) -> Chances:
        """The region's block with the chances of its alternatives."""
        values, weights = _positive(self._outcomes(self._tallied(self._added)))
        return Chances(Block(self.paths, values), weights)

    def given_members(self) -> Iterator[tuple[str, str, list[MemberChances]]]:
        """Each uncertain input of each member: its code, its path, and what each of its values makes of the region."""
        alternatives = self.chances.block.alternatives
        for number, (code, combinations) in enumerate(self._members):
            if len(combinations) == 1:
                continue
            others = self._others[number]
            for place, path in enumerate(self.paths):
                by_value: dict[str, dict[tuple[str, ...], int]] = {}
                for values, weight in combinations.items():
                    by_value.setdefault(values[place], {})[values] = weight
                if len(by_value) == 1:
                    continue
                told = []
                for within_value in by_value.values():
                    outcomes = self._outcomes(self._tallied([others, self._units(within_value)]))
                    told.append(
                        MemberChances(sum(within_value.values()), tuple(outcomes.get(one, 0) for one in alternatives))
                    )
                yield code, path, told

    @cached_property
    def _others(self) -> list[Mapping[Tally, int]]:
        """For each member the tallies of all the others."""
        before: list[Mapping[Tally, int]] = [self._tallied(())]
        for added in self._added[:-1]:
            before.append(self._tallied((before[-1], added)))
        after, others = self._tallied(()), []
        for earlier, added in zip(reversed(before), reversed(self._added), strict=True):
            others.append(self._tallied((earlier, after)))
            after = self._tallied((after, added))
        return others[::-1]

    def _tallied(self, members: Sequence[Mapping[Tally, int]]) -> Mapping[Tally, int]:
        """How often each value occurs over the members, for all paths at once, with the weight of each such tally."""
        total: dict[Tally, int] = {(0,) * len(self.paths): 1}
        for member in members:
            following: dict[Tally, int] = {}
            for tally, weight in total.items():
                for added, factor in member.items():
                    key = tuple([join(one, other) for join, one, other in zip(self._joins, tally, added, strict=True)])
                    following[key] = following.get(key, 0) + weight * factor
            total = following
        return total

    def _units(self, combinations: Mapping[tuple[str, ...], int]) -> dict[Tally, int]:
        """What one member adds to the tally, with the weights."""
        units: dict[Tally, int] = {}
        for values, weight in combinations.items():
            unit = tuple(map(_unit, self.paths, self._rules, values))
            units[unit] = units.get(unit, 0) + weight
        return units

    def _outcomes(self, tallies: Mapping[Tally, int]) -> dict[tuple[Value, ...], int]:
        outcomes: dict[tuple[Value, ...], int] = {}
        for tally, weight in tallies.items():
            values = tuple(
                _outcome(path.partition(".")[0], rule, one, len(self._members))
                for path, rule, one in zip(self.paths, self._rules, tally, strict=True)
            )
            outcomes[values] = outcomes.get(values, 0) + weight
        return outcomes


_WIDTH = 16
"""Bits for each count of a tally: regions have fewer than 65,536 members."""


@cache
def _unit(path: str, rule: str, value: str) -> int:
    """One member with this value, as part of a tally."""
    group = path.partition(".")[0]
    rank = SCALES[group].rank(value)
    if rule == "any":
        return rank
    return int(value == "positive") if group == "health_system" else 1 << _WIDTH * rank


@cache
def _outcome(group: str, rule: str, tally: int, members: int) -> str:
    """The region's value for a tally over so many members."""
    scale = SCALES[group]
    if rule == "any":
        return scale.values[tally]
    if group == "health_system":
        values = ["positive"] * tally + ["negative"] * (members - tally)
    else:
        counts = [tally >> _WIDTH * rank & (1 << _WIDTH) - 1 for rank in range(len(scale.values))]
        values = [value for value, count in zip(scale.values, counts, strict=True) for _ in range(count)]
    return aggregate(group, rule, [(value,) for value in values], scale)[0]


def _linked(paths: Sequence[str], blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """The paths in groups: two are together where an open block of a member holds both."""
    groups = [{path} for path in paths]
    for block in blocks:
        if len(block.paths) > 1 and len(block.alternatives) > 1:
            touched = [group for group in groups if not group.isdisjoint(block.paths)]
            if len(touched) > 1:
                groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    for group in groups:
        yield tuple(path for path in paths if path in group)


def _restricted(by_path: Mapping[str, Chances], paths: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The combinations of values that a member can have for these paths, with their weights."""
    concerned = list({id(by_path[path]): by_path[path] for path in paths}.values())
    combinations: dict[tuple[str, ...], int] = {}
    for choice in product(*(zip(one.block.alternatives, one.weights, strict=True) for one in concerned)):
        values: dict[str, Value] = {}
        weight = 1
        for one, (alternative, factor) in zip(concerned, choice, strict=True):
            values |= dict(zip(one.block.paths, alternative, strict=True))
            weight *= factor
        key = tuple(str(values[path]) for path in paths)
        combinations[key] = combinations.get(key, 0) + weight
    return combinations


def _positive(
    weights: Mapping[tuple[Value, ...], int],
) -> tuple[tuple[tuple[Value, ...], ...], tuple[int, ...]]:
    """The alternatives that have a chance, with their weights in lowest terms."""
    possible = {values: weight for values, weight in weights.items() if weight}
    common = gcd(*possible.values())
    return tuple(possible), tuple(weight // common for weight in possible.values())
