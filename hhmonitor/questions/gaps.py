"""The white spots: what is unknown, whether it matters, and what it is worth finding out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from hhmonitor.engine import Ruleset
from hhmonitor.engine.completions import Completions, Pair
from hhmonitor.inputs import MarketInputs
from hhmonitor.inputs.space import Block
from hhmonitor.questions.robustness import Robustness


@dataclass(frozen=True, slots=True)
class Gap:
    """One unknown of a market: an input, or a figure that is missing and on which inputs hang.

    It is ``decisive`` where two completions that differ in it alone give different categories; ``between`` are the
    categories that they give, best first. ``worth`` is the value of information: the chance that learning it dethrones
    a category that is most probable now. ``members`` are the members of a region of which it is not known.
    """

    path: str
    decisive: bool
    between: tuple[str, ...]
    worth: Fraction
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gaps:
    """The unknown inputs of one market: the decisive ones first, and of those the one most worth knowing."""

    code: str
    possible: tuple[str, ...]
    unknowns: tuple[Gap, ...]

    @property
    def decisive(self) -> tuple[Gap, ...]:
        """The unknowns that matter."""
        return tuple(one for one in self.unknowns if one.decisive)

    @property
    def harmless(self) -> tuple[Gap, ...]:
        """The unknowns that change nothing by themselves, however the others fall."""
        return tuple(one for one in self.unknowns if not one.decisive)


def gaps(ruleset: Ruleset, inputs: MarketInputs, robustness: Robustness) -> Gaps:
    """The unknown inputs of a market; ``robustness`` says what each is worth."""
    completions = Completions(ruleset, inputs.blocks)
    order = tuple(ruleset.order)
    worth = {one.path: one.worth for one in robustness.inputs}
    unknowns = []
    for number, block in enumerate(inputs.blocks):
        if len(block.alternatives) == 1:
            continue
        for path, pairs in _deciding(block):
            between = completions.apart(number, pairs)
            unknowns.append(
                Gap(
                    path,
                    bool(between),
                    tuple(order[leaf] for leaf in sorted(between)),
                    worth.get(path, Fraction(0)),
                    _open_members(inputs, path),
                )
            )
    possible = tuple(category for category, weight in zip(order, completions.categories, strict=True) if weight)
    unknowns.sort(key=lambda one: (one.decisive, one.worth), reverse=True)
    return Gaps(inputs.code, possible, tuple(unknowns))


def _open_members(inputs: MarketInputs, path: str) -> tuple[str, ...]:
    """The members of a region that leave its input open."""
    if path not in inputs.by_path or inputs.by_path[path].basis != "members":
        return ()
    return tuple(one.code for one in inputs.members if path in one.by_path and not one.by_path[path].known)


def _deciding(block: Block) -> Iterator[tuple[str, Collection[Pair]]]:
    """What is unknown of a block, each with the pairs of alternatives between which it alone decides."""
    if block.missing is not None:
        for name, path in zip(block.missing.names, block.missing.paths, strict=True):
            yield path, block.missing.apart(name)
        return
    for place, path in enumerate(block.paths):
        if len({values[place] for values in block.alternatives}) > 1:
            yield path, _differing_in(block, place)


def _differing_in(block: Block, place: int) -> list[Pair]:
    """The pairs of alternatives of a block that differ in one path alone."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for number, values in enumerate(block.alternatives):
        alike.setdefault((*values[:place], *values[place + 1 :]), []).append(number)
    return [pair for numbers in alike.values() for pair in combinations(numbers, 2)]
