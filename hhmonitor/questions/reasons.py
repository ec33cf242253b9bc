"""What fixes a category: the smallest parts of the inputs that suffice (``docs/semantics.md``, *Reasons*)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from typing import Generic, TypeVar

from hhmonitor.engine import Ruleset
from hhmonitor.engine.diagram import Diagram, Node
from hhmonitor.engine.space import alternatives, component_of
from hhmonitor.engine.states import Encoding, Mask, State
from hhmonitor.inputs import MarketInputs, Value
from hhmonitor.inputs.figures import values_to_try
from hhmonitor.inputs.gathering import category_figure_conditions
from hhmonitor.inputs.lists import any_memberships
from hhmonitor.inputs.space import Block
from hhmonitor.model.scales import SCALES


@dataclass(frozen=True, slots=True)
class Kept:
    """So many of these inputs, any of them, as they are. ``possible`` are for each path the values that it can have."""

    number: int
    paths: tuple[str, ...]
    possible: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SufficientReason:
    """A smallest part of the inputs that fixes the category, whatever all the others were.

    Where inputs are unknown and leave several categories possible, it is the smallest part that leaves no more.
    """

    parts: tuple[Kept, ...]

    @property
    def size(self) -> int:
        """How many inputs it takes."""
        return sum(part.number for part in self.parts)

    def sets(self) -> Iterator[frozenset[str]]:
        """Every set of inputs that this reason stands for."""
        for choice in product(*(combinations(part.paths, part.number) for part in self.parts)):
            yield frozenset(path for chosen in choice for path in chosen)


Way = tuple[tuple[int, tuple[str, ...]], ...]
"""So many of these paths kept, and so many of those."""

W = TypeVar("W")


@dataclass(slots=True)
class _Choice(Generic[W]):
    """What it takes to leave no more than something possible: how many inputs kept, and every way to keep so few."""

    cost: int
    ways: list[W]


@dataclass(frozen=True, slots=True)
class _Part(Generic[W]):
    """A part of a market: what can be kept of it, by the masks that remain; ``tightest`` are those by keeping all."""

    choices: Mapping[frozenset[Mask], _Choice[W]]
    tightest: frozenset[Mask]


def sufficient_reasons(ruleset: Ruleset, inputs: MarketInputs) -> tuple[SufficientReason, ...]:
    """All smallest parts of a market's inputs that fix what is possible for it; told by counts, so mostly one."""
    parts = _parts(ruleset, inputs)
    diagram = ruleset.diagram(0, [sorted(frozenset().union(*part.choices)) for part in parts])
    alive = _alive(diagram, parts)
    # Part by part: the nodes that remain possible, with the fewest inputs kept for it and all ways to do so.
    reached: dict[frozenset[Node], _Choice[Way]] = {frozenset({diagram.root}): _Choice(0, [()])}
    for level, part in enumerate(parts):
        nodes, places = diagram.levels[level], diagram.places[level]
        following: dict[frozenset[Node], _Choice[Way]] = {}
        for masks, choice in part.choices.items():
            chosen = [places[mask] for mask in masks]
            for before, sofar in reached.items():
                after = frozenset([nodes[node][place] for node in before for place in chosen])
                if after <= alive[level + 1]:
                    ways = [(*one, *other) for one in sofar.ways for other in choice.ways]
                    _keep(following, after, sofar.cost + choice.cost, ways)
        reached = following
    smallest = min(choice.cost for choice in reached.values())
    ways = [way for choice in reached.values() if choice.cost == smallest for way in choice.ways]
    return tuple(_told(inputs, way) for way in dict.fromkeys(ways))


def _alive(diagram: Diagram, parts: Sequence[_Part[Way]]) -> list[set[Node]]:
    """Level by level the nodes from which nothing follows but what is possible, where everything else is kept."""
    places = [[diagram.places[level][mask] for mask in part.tightest] for level, part in enumerate(parts)]
    possible = {diagram.root}
    for level, chosen in zip(diagram.levels, places, strict=True):
        possible = {level[node][place] for node in possible for place in chosen}
    alive = [possible]
    for level, chosen in zip(reversed(diagram.levels), reversed(places), strict=True):
        alive.append({number for number, node in enumerate(level) if all(node[place] in alive[-1] for place in chosen)})
    return alive[::-1]


def _keep(choices: dict[frozenset[int], _Choice[W]], key: frozenset[int], cost: int, ways: list[W]) -> None:
    """Remember ways to come to something, where none is known that takes fewer inputs."""
    known = choices.get(key)
    if known is None or cost < known.cost:
        choices[key] = _Choice(cost, list(ways))
    elif cost == known.cost:
        known.ways += ways


def _parts(ruleset: Ruleset, inputs: MarketInputs) -> list[_Part[Way]]:
    blocks: dict[str, list[Block]] = {}
    for block in inputs.blocks:
        blocks.setdefault(component_of(block, ruleset.encoding), []).append(block)
    return [
        _lists(ruleset, together[0]) if name.startswith("priority_lists.") else _part(ruleset, together)
        for name, together in blocks.items()
    ]


def _part(ruleset: Ruleset, blocks: Sequence[Block]) -> _Part[Way]:
    """What can be kept of blocks that belong together: inputs that the rules treat alike are counted."""
    encoding = ruleset.encoding
    alike: dict[tuple[int, frozenset[State], frozenset[State]], list[str]] = {}
    for block in blocks:
        kept = frozenset(alternatives(encoding, block))
        alike.setdefault((len(block.paths), kept, _free(ruleset, block.paths) | kept), []).extend(block.paths)
    shape = _shape(encoding, tuple((*key, len(paths) // key[0]) for key, paths in alike.items()))
    groups = [tuple(paths) for paths in alike.values()]
    choices = {
        masks: _Choice(choice.cost, [_counted(numbers, groups) for numbers in choice.ways])
        for masks, choice in shape.choices.items()
    }
    return _Part(choices, shape.tightest)


def _counted(numbers: Sequence[int], groups: Sequence[tuple[str, ...]]) -> Way:
    return tuple((number, paths) for number, paths in zip(numbers, groups, strict=True) if number)


@lru_cache(maxsize=2048)
def _shape(
    encoding: Encoding, groups: tuple[tuple[int, frozenset[State], frozenset[State], int], ...]
) -> _Part[tuple[int, ...]]:
    """What can be kept of groups of blocks that are alike, as the number of inputs of each group.

    Of each group: how many inputs are in a block, what a block can add where it is kept and where it is free, and how
    many blocks there are. Few such shapes occur in many markets.
    """
    found: dict[frozenset[State], _Choice[tuple[int, ...]]] = {frozenset({0}): _Choice(0, [()])}
    tightest = frozenset({0})
    for size, kept, free, blocks in groups:
        following: dict[frozenset[State], _Choice[tuple[int, ...]]] = {}
        for number in range(blocks + 1) if kept != free else (0,):
            added = _sums([kept] * number + [free] * (blocks - number))
            for states, choice in found.items():
                ways = [(*way, number * size) for way in choice.ways]
                _keep(following, _sums([states, added]), choice.cost + number * size, ways)
        found = following
        tightest = _sums([tightest, *([kept] * blocks)])
    by_masks: dict[frozenset[Mask], _Choice[tuple[int, ...]]] = {}
    for states, choice in found.items():
        _keep(by_masks, frozenset(map(encoding.mask, states)), choice.cost, choice.ways)
    return _Part(by_masks, frozenset(map(encoding.mask, tightest)))


def _sums(sets: Sequence[frozenset[State]]) -> frozenset[State]:
    """All sums of one state of each set."""
    total = frozenset({0})
    for one in sets:
        total = frozenset([state + added for state in total for added in one])
    return total


@lru_cache(maxsize=2048)
def _free(ruleset: Ruleset, paths: tuple[str, ...]) -> frozenset[State]:
    """What inputs can add to the state where nothing of them is kept."""
    contribution = ruleset.encoding.contribution
    return _sums([frozenset([contribution(path, value) for value in _values(ruleset, path)]) for path in paths])


def _values(ruleset: Ruleset, path: str) -> Sequence[Value]:
    """Every value that an input can have; of a figure, those that a bound can tell apart."""
    group, _dot, name = path.partition(".")
    if group != "indicators":
        return SCALES[group].values
    leaves = [one for one in category_figure_conditions(ruleset.criteria) if one.indicator == name]
    bounds = {Fraction(one) for leaf in leaves for one in (leaf.at_least, leaf.at_most) if one is not None}
    return values_to_try(sorted(bounds))


@lru_cache(maxsize=256)
def _lists(ruleset: Ruleset, block: Block) -> _Part[Way]:
    """What can be kept of the priority lists: which memberships remain where some are known, lists being nested."""
    encoding = ruleset.encoding
    everything = any_memberships(ruleset.criteria.priority_lists)
    known = [place for place in range(len(block.paths)) if len({values[place] for values in block.alternatives}) == 1]
    values = [str(value) for value in block.alternatives[0]]
    choices: dict[frozenset[Mask], _Choice[Way]] = {}
    for number in range(len(known) + 1):
        for places in combinations(known, number):
            left = [one for one in everything if all(one[place] == values[place] for place in places)]
            masks = frozenset(encoding.mask(sum(map(encoding.contribution, block.paths, one))) for one in left)
            way: Way = tuple((1, (block.paths[place],)) for place in places)
            _keep(choices, masks, number, [way])
    return _Part(choices, frozenset(encoding.mask(state) for state in alternatives(encoding, block)))


def _told(inputs: MarketInputs, way: Way) -> SufficientReason:
    by_path = inputs.by_path
    return SufficientReason(
        tuple(
            Kept(number, paths, tuple(by_path[path].possible if path in by_path else () for path in paths))
            for number, paths in way
        )
    )
