"""What fixes a category: the smallest parts of the inputs that suffice (SEMANTICS, *Reasons*)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from hhmonitor.inputs import MarketInputs, Value
from hhmonitor.inputs.figures import values_to_try
from hhmonitor.inputs.gathering import category_figure_conditions
from hhmonitor.inputs.lists import memberships
from hhmonitor.inputs.space import Block
from hhmonitor.model.scales import SCALES
from hhmonitor.rules import Ruleset
from hhmonitor.rules.completions import Completions
from hhmonitor.rules.diagram import Diagram, Leaf, Node
from hhmonitor.rules.space import alternatives, component_of
from hhmonitor.rules.states import Mask, State


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


@dataclass(slots=True)
class _Choice:
    """What it takes to leave no more than certain masks of a part: how many inputs, and every way to keep so many."""

    cost: int
    ways: list[tuple[Kept, ...]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a market: what can be kept of it, by the masks that remain; ``tightest`` are those by keeping all."""

    choices: Mapping[frozenset[Mask], _Choice]
    tightest: frozenset[Mask]


def sufficient_reasons(ruleset: Ruleset, inputs: MarketInputs) -> tuple[SufficientReason, ...]:
    """All smallest parts of a market's inputs that fix what is possible for it; told by counts, so mostly one."""
    weights = Completions(ruleset, inputs.blocks).categories
    parts = _parts(ruleset, inputs)
    diagram = ruleset.diagram(0, [sorted(frozenset().union(*part.choices)) for part in parts])
    alive = _alive(diagram, parts, {place for place, weight in enumerate(weights) if weight})
    # Part by part: the nodes that remain possible, with the fewest inputs kept for it and all ways to do so.
    reached = {frozenset({diagram.root}): _Choice(0, [()])}
    for level, part in enumerate(parts):
        nodes, places = diagram.levels[level], diagram.places[level]
        following: dict[frozenset[Node], _Choice] = {}
        for masks, choice in part.choices.items():
            chosen = [places[mask] for mask in masks]
            for before, sofar in reached.items():
                after = frozenset([nodes[node][place] for node in before for place in chosen])
                if after <= alive[level + 1]:
                    _keep(
                        following, after, sofar.cost + choice.cost, [(*a, *b) for a in sofar.ways for b in choice.ways]
                    )
        reached = following
    smallest = min(choice.cost for choice in reached.values())
    ways = [way for choice in reached.values() if choice.cost == smallest for way in choice.ways]
    return tuple(map(SufficientReason, dict.fromkeys(ways)))


def _alive(diagram: Diagram, parts: Sequence[_Part], allowed: set[Leaf]) -> list[set[Node]]:
    """Level by level the nodes from which only allowed categories follow where everything else is kept."""
    alive = [allowed]
    for level in range(len(parts) - 1, -1, -1):
        places = [diagram.places[level][mask] for mask in parts[level].tightest]
        alive.append(
            {
                number
                for number, following in enumerate(diagram.levels[level])
                if all(following[place] in alive[-1] for place in places)
            }
        )
    return alive[::-1]


def _keep(choices: dict[frozenset[int], _Choice], key: frozenset[int], cost: int, ways: list[tuple[Kept, ...]]) -> None:
    """Remember ways to come to something, where none is known that takes fewer inputs."""
    known = choices.get(key)
    if known is None or cost < known.cost:
        choices[key] = _Choice(cost, list(ways))
    elif cost == known.cost:
        known.ways += ways


def _parts(ruleset: Ruleset, inputs: MarketInputs) -> list[_Part]:
    blocks: dict[str, list[Block]] = {}
    for block in inputs.blocks:
        blocks.setdefault(component_of(block, ruleset.encoding), []).append(block)
    return [_part(ruleset, inputs, together) for together in blocks.values()]


def _part(ruleset: Ruleset, inputs: MarketInputs, blocks: Sequence[Block]) -> _Part:
    """What can be kept of blocks that belong together: inputs that the rules treat alike are counted."""
    if blocks[0].paths[0].startswith("priority_lists."):
        return _lists(ruleset, blocks[0])
    encoding = ruleset.encoding
    alike: dict[tuple[int, frozenset[State], frozenset[State]], list[Block]] = {}
    for block in blocks:
        kept = frozenset(alternatives(encoding, block))
        alike.setdefault((len(block.paths), kept, kept | _free(ruleset, block)), []).append(block)
    found: dict[frozenset[State], _Choice] = {frozenset({0}): _Choice(0, [()])}
    tightest = frozenset({0})
    for (size, kept, free), group in alike.items():
        following: dict[frozenset[State], _Choice] = {}
        for number in range(len(group) + 1) if kept != free else (0,):
            added = _sums([kept] * number + [free] * (len(group) - number))
            told = (_told(inputs, group, number * size),) if number else ()
            for states, choice in found.items():
                after = frozenset([state + one for state in states for one in added])
                _keep(following, after, choice.cost + number * size, [(*way, *told) for way in choice.ways])
        found = following
        tightest = _sums([tightest, *([kept] * len(group))])
    by_masks: dict[frozenset[Mask], _Choice] = {}
    for states, choice in found.items():
        _keep(by_masks, frozenset(map(encoding.mask, states)), choice.cost, choice.ways)
    return _Part(by_masks, frozenset(map(encoding.mask, tightest)))


def _sums(sets: Sequence[frozenset[State]]) -> frozenset[State]:
    """All sums of one state of each set."""
    total = frozenset({0})
    for one in sets:
        total = frozenset([state + added for state in total for added in one])
    return total


def _free(ruleset: Ruleset, block: Block) -> frozenset[State]:
    """What a block can add to the state where nothing of it is kept."""
    encoding = ruleset.encoding
    return _sums(
        [frozenset(encoding.contribution(path, value) for value in _values(ruleset, path)) for path in block.paths]
    )


def _values(ruleset: Ruleset, path: str) -> Sequence[Value]:
    """Every value that an input can have; of a figure, those that a bound can tell apart."""
    group, _dot, name = path.partition(".")
    if group != "indicators":
        return SCALES[group].values
    leaves = [one for one in category_figure_conditions(ruleset.criteria) if one.indicator == name]
    bounds = {Fraction(one) for leaf in leaves for one in (leaf.at_least, leaf.at_most) if one is not None}
    return values_to_try(sorted(bounds))


def _lists(ruleset: Ruleset, block: Block) -> _Part:
    """What can be kept of the priority lists: which memberships remain where some are known, lists being nested."""
    encoding = ruleset.encoding
    definitions = {
        name: one.model_copy(update={"complete": False, "members": ()})
        for name, one in ruleset.criteria.priority_lists.items()
    }
    everything = memberships(definitions, ())
    known = [place for place in range(len(block.paths)) if len({values[place] for values in block.alternatives}) == 1]
    values = [str(value) for value in block.alternatives[0]]
    choices: dict[frozenset[Mask], _Choice] = {}
    for number in range(len(known) + 1):
        for places in combinations(known, number):
            left = [one for one in everything if all(one[place] == values[place] for place in places)]
            masks = frozenset(encoding.mask(sum(map(encoding.contribution, block.paths, one))) for one in left)
            way = tuple(Kept(1, (block.paths[place],), ((values[place],),)) for place in places)
            _keep(choices, masks, number, [way])
    return _Part(choices, frozenset(encoding.mask(state) for state in alternatives(encoding, block)))


def _told(inputs: MarketInputs, blocks: Sequence[Block], number: int) -> Kept:
    paths = tuple(path for block in blocks for path in block.paths)
    return Kept(number, paths, tuple(inputs.by_path[path].possible if path in inputs.by_path else () for path in paths))
