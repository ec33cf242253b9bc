"""How sure a category is: the exact chance of each, and what is worth finding out.

The meaning of it stands in ``docs/semantics.md``, *Robustness*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hhmonitor.engine import Ruleset
from hhmonitor.engine.completions import Completions
from hhmonitor.inputs import MarketInputs
from hhmonitor.inputs.chances import Chances, ErrorModel


@dataclass(frozen=True, slots=True)
class ValueOfInformation:
    """The chance, from 0 to 1, that learning the true value of an input changes the most probable category.

    ``member`` is the code of the member whose input it is, none where it is the market's own.
    """

    path: str
    worth: Fraction
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Robustness:
    """How sure the category of one market is.

    ``probabilities`` has every category, best first; they add up to 1. ``inputs`` are the uncertain inputs, the one
    most worth knowing first; ``members`` those of a region's members that are worth anything.
    """

    code: str
    rule_category: str
    probabilities: Mapping[str, Fraction]
    inputs: tuple[ValueOfInformation, ...]
    members: tuple[ValueOfInformation, ...] = ()

    @property
    def stability(self) -> Fraction:
        """The chance that the category the rules give now is the true one."""
        return self.probabilities[self.rule_category]

    @property
    def most_probable(self) -> tuple[str, ...]:
        """The category with the highest chance; several, best first, where they tie."""
        highest = max(self.probabilities.values())
        return tuple(category for category, chance in self.probabilities.items() if chance == highest)


def robustness(ruleset: Ruleset, errors: ErrorModel, inputs: MarketInputs) -> Robustness:
    """The chance of each category of a market, and the worth of each of its uncertain inputs.

    Inputs are taken to be independent. Of categories that tie the least favourable counts as the most probable.
    """
    chances = errors.chances(inputs)
    completions = Completions(ruleset, [one.block for one in chances], [one.weights for one in chances])
    total = sum(completions.categories)
    worths: list[ValueOfInformation] = []
    telling: dict[tuple[str, ...], Sequence[Sequence[int]]] = {}
    now = _most(completions.categories)
    for number, one in enumerate(chances):
        if one.uncertain:
            given = completions.given(number)
            worths += _worths(one, given, now)
            if any(_most(vector) != now for vector in given):
                telling[one.block.paths] = given
    return Robustness(
        inputs.code,
        ruleset.rule_category(inputs),
        dict(zip(ruleset.order, (Fraction(one, total) for one in completions.categories), strict=True)),
        _ranked(worths),
        _ranked(_of_members(errors, inputs, telling, now)),
    )


def _worths(one: Chances, given: Sequence[Sequence[int]], now: int) -> Iterable[ValueOfInformation]:
    """The worth of each path of a block: learning one path leaves the others of its block open, but not as before."""
    whole = sum(one.weights)
    for place, path in enumerate(one.block.paths):
        if len(one.block.paths) == 1:
            changing = sum(weight for weight, vector in zip(one.weights, given, strict=True) if _most(vector) != now)
            yield ValueOfInformation(path, Fraction(changing, whole))
            continue
        by_value: dict[object, list[int]] = {}
        for number, values in enumerate(one.block.alternatives):
            by_value.setdefault(values[place], []).append(number)
        if len(by_value) == 1:
            continue
        changing = 0
        for numbers in by_value.values():
            if _most(_mixture(given, {number: one.weights[number] for number in numbers})) != now:
                changing += sum(one.weights[number] for number in numbers)
        yield ValueOfInformation(path, Fraction(changing, whole))


def _of_members(
    errors: ErrorModel,
    inputs: MarketInputs,
    telling: Mapping[tuple[str, ...], Sequence[Sequence[int]]],
    now: int,
) -> Iterable[ValueOfInformation]:
    """The worth of what a region's members say, where knowing the region's own input could change anything.

    Where no value of the region's input changes the most probable category, no member's does: what it makes of the
    region is a mixture of those.
    """
    if not telling or not inputs.members:
        return
    for aggregated in errors.aggregated(inputs):
        given = telling.get(aggregated.paths)
        if given is None:
            continue
        for member, path, told in aggregated.given_members():
            whole = sum(one.weight for one in told)
            changing = sum(one.weight for one in told if _most(_mixture(given, dict(enumerate(one.weights)))) != now)
            if changing:
                yield ValueOfInformation(path, Fraction(changing, whole), member)


def _mixture(vectors: Sequence[Sequence[int]], weights: Mapping[int, int]) -> Sequence[int]:
    if len(weights) == 1:
        return vectors[next(iter(weights))]
    mixed = [0] * len(vectors[0])
    for number, weight in weights.items():
        for place, one in enumerate(vectors[number]):
            mixed[place] += weight * one
    return mixed


def _most(weights: Sequence[int]) -> int:
    """The place of the highest weight, the last of those that tie."""
    return len(weights) - 1 - weights[::-1].index(max(weights))


def _ranked(worths: Iterable[ValueOfInformation]) -> tuple[ValueOfInformation, ...]:
    return tuple(sorted(worths, key=lambda one: one.worth, reverse=True))
