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
    """The chance, from 0 to 1, that learning the true value of an input dethrones a category that is most probable now.

    One that was among the most probable no longer is; a newcomer that only ties changes nothing. ``path`` is that of a
    figure, such as ``indicators.population``, where what hangs on it is unknown because it is missing. ``member`` is
    the code of the member whose input it is, none where it is the market's own.
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
    """The chance of each category of a market, and the worth of each of its uncertain inputs (value of information).

    Inputs are taken to be independent.
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
            if any(_dethrones(vector, now) for vector in given):
                telling[one.block.paths] = given
    return Robustness(
        inputs.code,
        ruleset.rule_category(inputs),
        dict(zip(ruleset.order, (Fraction(one, total) for one in completions.categories), strict=True)),
        _ranked(worths),
        _ranked(_of_members(errors, inputs, telling, now)),
    )


def _worths(one: Chances, given: Sequence[Sequence[int]], now: Sequence[int]) -> Iterable[ValueOfInformation]:
    """The worth of what can be learnt of a block: the rest of it stays open, but not as before."""
    whole = sum(one.weights)
    for path, outcomes in one.learnt():
        if len(outcomes) > 1:
            changing = sum(sum(weights) for weights in outcomes if _dethrones(_mixture(given, weights), now))
            yield ValueOfInformation(path, Fraction(changing, whole))


def _of_members(
    errors: ErrorModel,
    inputs: MarketInputs,
    telling: Mapping[tuple[str, ...], Sequence[Sequence[int]]],
    now: Sequence[int],
) -> Iterable[ValueOfInformation]:
    """The worth of what a region's members say, where knowing the region's own input could change anything.

    Where no value of the region's input dethrones a category, no member's does: what it makes of the region is a
    mixture of those.
    """
    if not telling or not inputs.members:
        return
    for aggregated in errors.aggregated(inputs):
        given = telling.get(aggregated.paths)
        if given is None:
            continue
        for member, path, told in aggregated.given_members():
            whole = sum(one.weight for one in told)
            changing = sum(one.weight for one in told if _dethrones(_mixture(given, one.weights), now))
            if changing:
                yield ValueOfInformation(path, Fraction(changing, whole), member)


def _mixture(vectors: Sequence[Sequence[int]], weights: Sequence[int]) -> Sequence[int]:
    mixed = [0] * len(vectors[0])
    for vector, weight in zip(vectors, weights, strict=True):
        if weight:
            for place, one in enumerate(vector):
                mixed[place] += weight * one
    return mixed


def _most(weights: Sequence[int]) -> Sequence[int]:
    """The places of the highest weight."""
    highest = max(weights)
    return [place for place, weight in enumerate(weights) if weight == highest]


def _dethrones(weights: Sequence[int], now: Sequence[int]) -> bool:
    """Whether one of the categories that are most probable now would no longer be."""
    highest = max(weights)
    return any(weights[place] < highest for place in now)


def _ranked(worths: Iterable[ValueOfInformation]) -> tuple[ValueOfInformation, ...]:
    return tuple(sorted(worths, key=lambda one: one.worth, reverse=True))
