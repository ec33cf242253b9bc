"""What fixes a category: the smallest parts of the inputs that suffice (``docs/semantics.md``, *Reasons*)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from hhmonitor.engine import Ruleset
from hhmonitor.engine.diagram import Leaf, Node, Place
from hhmonitor.engine.space import MOST_SCENES
from hhmonitor.engine.states import Encoding, State
from hhmonitor.inputs import MarketInputs, Value
from hhmonitor.inputs.lists import any_memberships
from hhmonitor.inputs.space import Block, Intractable


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

Scene = int
"""One of the ways in which figures that are missing can fall, where inputs on several levels hang on them."""

At = tuple[Scene, Node]
"""A node that remains possible, in a scene."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """Something that can be kept of a level: the answers that then remain in each scene, and every way to keep it."""

    cost: int
    places: tuple[tuple[Place, ...], ...]
    ways: tuple[Way, ...]


def sufficient_reasons(ruleset: Ruleset, inputs: MarketInputs) -> tuple[SufficientReason, ...]:
    """All smallest parts of a market's inputs that fix what is possible for it; told by counts, so mostly one.

    They are the prime implicants with the fewest inputs. A missing figure is one input, whatever hangs on it: who does
    not keep it knows nothing of that.
    """
    space = ruleset.space
    allowed = {
        leaf for scene in space.scenes(inputs.blocks) for leaf in ruleset.diagram.leaves_below(ruleset.root, scene)
    }
    coupled = [block for block in inputs.blocks if block.missing is not None]
    others = [block for block in inputs.blocks if block.missing is None]
    found: list[tuple[int, Way]] = []
    for choice in product(*(_keepable(ruleset, block) for block in coupled)):
        cost = sum(len(one.figures) for one in choice)
        least = min((size for size, _way in found), default=None)
        if least is not None and cost > least:
            continue
        own: Way = tuple((1, (path,)) for one in choice for path in one.figures)
        levels = _levels(ruleset, others, coupled, choice)
        for size, way in _Search(ruleset, levels, allowed).cheapest(None if least is None else least - cost):
            found.append((cost + size, (*own, *way)))
    smallest = min(size for size, _way in found)
    return tuple(_told(inputs, way) for way in dict.fromkeys(way for size, way in found if size == smallest))


@dataclass(frozen=True, slots=True)
class _KeptFigures:
    """Some missing figures of a block kept: the inputs that hang on no others, and the values that these can have."""

    figures: tuple[str, ...]
    paths: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]


def _keepable(ruleset: Ruleset, block: Block) -> list[_KeptFigures]:
    """What can be kept of a block that hangs on missing figures, the fewest first."""
    assert block.missing is not None
    missing = block.missing
    found = []
    for size in range(len(missing.names) + 1):
        for names in combinations(missing.names, size):
            places = [place for place, own in enumerate(missing.hanging) if own <= set(names)]
            values = dict.fromkeys(tuple(one[place] for place in places) for one in block.alternatives)
            figures = tuple(f"indicators.{name}" for name in names)
            found.append(_KeptFigures(figures, tuple(block.paths[place] for place in places), tuple(values)))
    return found


def _levels(
    ruleset: Ruleset, others: Sequence[Block], coupled: Sequence[Block], choice: Sequence[_KeptFigures]
) -> list[list[_Choice]]:
    """For each level what can be kept there, once it is settled which missing figures are."""
    space = ruleset.space
    blocks: list[list[Block]] = [[] for _ in space.paths]
    lists: Block | None = None
    for block in others:
        if block.paths[0].startswith("priority_lists."):
            lists = block
        elif (level := space.level_of.get(block.paths[0])) is not None:
            blocks[level].append(block)
    free = [path for block in coupled for path in block.paths]
    kept: list[dict[int, State]] = []
    scenes = list(product(*(one.values for one in choice)))
    if len(scenes) > MOST_SCENES:
        raise Intractable
    for scene in scenes:
        added: dict[int, State] = {}
        for one, values in zip(choice, scene, strict=True):
            for path, value in zip(one.paths, values, strict=True):
                if (level := space.level_of.get(path)) is not None:
                    added[level] = added.get(level, 0) + ruleset.encoding.contribution(path, value)
        kept.append(added)
    bound = {path for one in choice for path in one.paths}
    result = []
    for level, paths in enumerate(space.paths):
        loose = [path for path in paths if path in free and path not in bound]
        start = _sums([space.free(path) for path in loose])
        starts = [frozenset(state + added.get(level, 0) for state in start) for added in kept]
        if lists is not None and paths[0].startswith("priority_lists."):
            result.append(_of_lists(ruleset, level, lists, len(scenes)))
        else:
            result.append(_of_level(ruleset, level, blocks[level], starts))
    return result


def _of_level(
    ruleset: Ruleset, level: int, blocks: Sequence[Block], starts: Sequence[frozenset[State]]
) -> list[_Choice]:
    """What can be kept of the inputs of a level: those that the rules treat alike are counted."""
    space, encoding = ruleset.space, ruleset.encoding
    alike: dict[tuple[frozenset[State], frozenset[State]], list[str]] = {}
    for block in blocks:
        (path,) = block.paths
        states = frozenset(encoding.contribution(path, value) for (value,) in block.alternatives)
        alike.setdefault((states, space.free(path) | states), []).append(path)
    groups = [(kept, free, len(paths)) for (kept, free), paths in alike.items()]
    names = list(map(tuple, alike.values()))
    by_places: dict[tuple[tuple[Place, ...], ...], tuple[int, list[Way]]] = {}
    for states, cost, numbers in _shape(encoding, tuple(groups)):
        places = tuple(
            tuple(sorted({space.place(level, one + state) for one in start for state in states})) for start in starts
        )
        way: Way = tuple((number, paths) for number, paths in zip(numbers, names, strict=True) if number)
        _keep(by_places, places, cost, way)
    return [_Choice(cost, places, tuple(ways)) for places, (cost, ways) in by_places.items()]


def _keep(
    found: dict[tuple[tuple[Place, ...], ...], tuple[int, list[Way]]],
    places: tuple[tuple[Place, ...], ...],
    cost: int,
    way: Way,
) -> None:
    """Add a way to those for the same, of which the cheapest remain."""
    known = found.get(places)
    if known is None or cost < known[0]:
        found[places] = cost, [way]
    elif cost == known[0]:
        known[1].append(way)


@lru_cache(maxsize=2048)
def _shape(
    encoding: Encoding, groups: tuple[tuple[frozenset[State], frozenset[State], int], ...]
) -> tuple[tuple[frozenset[State], int, tuple[int, ...]], ...]:
    """What can be kept of groups of inputs that are alike: the states that remain, the number kept, and that by group.

    Of each group: what an input can add where it is kept and where it is free, and how many inputs there are. Few such
    shapes occur in many markets.
    """
    found: list[tuple[frozenset[State], int, tuple[int, ...]]] = [(frozenset({0}), 0, ())]
    for kept, free, inputs in groups:
        sums = [
            _sums([kept] * number + [free] * (inputs - number))
            for number in (range(inputs + 1) if kept != free else (0,))
        ]
        found = [
            (_sums([states, added]), cost + number, (*numbers, number))
            for states, cost, numbers in found
            for number, added in enumerate(sums)
        ]
    return tuple(found)


def _sums(sets: Sequence[frozenset[State]]) -> frozenset[State]:
    """All sums of one state of each set."""
    total = frozenset({0})
    for one in sets:
        total = frozenset([state + added for state in total for added in one])
    return total


def _of_lists(ruleset: Ruleset, level: int, block: Block, scenes: int) -> list[_Choice]:
    """What can be kept of the priority lists: which memberships remain where some are known, lists being nested."""
    encoding, space = ruleset.encoding, ruleset.space
    everything = any_memberships(ruleset.criteria.priority_lists)
    known = [place for place in range(len(block.paths)) if len({values[place] for values in block.alternatives}) == 1]
    values = [str(value) for value in block.alternatives[0]]
    found: dict[tuple[tuple[Place, ...], ...], tuple[int, list[Way]]] = {}
    for number in range(len(known) + 1):
        for places in combinations(known, number):
            left = [one for one in everything if all(one[place] == values[place] for place in places)]
            states = {sum(map(encoding.contribution, block.paths, one)) for one in left}
            answers = tuple(sorted({space.place(level, state) for state in states}))
            _keep(found, (answers,) * scenes, number, tuple((1, (block.paths[place],)) for place in places))
    return [_Choice(cost, places, tuple(ways)) for places, (cost, ways) in found.items()]


MOST_SETS = 30_000
"""Sets of nodes beyond which the smallest reason is not sought."""


class _Search:
    """The cheapest ways to keep so much of each level that only some leaves remain possible.

    Sets of nodes are followed level by level, the cheapest first (A*): what a node by itself still needs at least is
    never more than what a set needs in which it is.
    """

    def __init__(self, ruleset: Ruleset, levels: Sequence[Sequence[_Choice]], allowed: Collection[Leaf]) -> None:
        self._diagram = ruleset.diagram
        self._root = ruleset.root
        self._levels = levels
        self._allowed = allowed
        self._needs: dict[At, float] = {}

    def cheapest(self, most: int | None) -> list[tuple[int, Way]]:
        """Every cheapest way with its cost; none where the cheapest costs more than ``most``."""
        scenes = len(self._levels[0][0].places) if self._levels else 1
        start = frozenset((scene, self._root) for scene in range(scenes))
        budget = self._needed(start)
        while budget < _NEVER and (most is None or budget <= most):
            ways = self._within(start, int(budget))
            if ways:
                return [(int(budget), way) for way in ways]
            budget += 1
        return []

    def _needed(self, nodes: Iterable[At]) -> float:
        return max(map(self._need, nodes))

    def _need(self, at: At) -> float:
        """What a node by itself needs at least, where each way on could keep something else."""
        scene, node = at
        if node < self._diagram.leaves:
            return 0.0 if node in self._allowed else _NEVER
        found = self._needs.get(at)
        if found is None:
            following = self._diagram.children[node]
            found = self._needs[at] = min(
                choice.cost + max(self._need((scene, following[place])) for place in choice.places[scene])
                for choice in self._levels[self._diagram.level[node]]
            )
        return found

    def _within(self, start: frozenset[At], budget: int) -> list[Way]:
        """Every way that costs no more than a budget."""
        levels, children = self._diagram.level, self._diagram.children
        reached: dict[frozenset[At], tuple[int, list[Way]]] = {start: (0, [()])}
        for level, choices in enumerate(self._levels):
            following: dict[frozenset[At], tuple[int, list[Way]]] = {}
            for nodes, (cost, ways) in reached.items():
                asked = [at for at in nodes if levels[at[1]] == level]
                passing = nodes.difference(asked)
                for choice in choices if asked else (_free(choices),):
                    after = passing.union(
                        [(scene, children[node][place]) for scene, node in asked for place in choice.places[scene]]
                    )
                    total = cost + choice.cost
                    if total + self._needed(after) <= budget:
                        _gathered(following, after, total, [(*one, *other) for one in ways for other in choice.ways])
            if len(following) > MOST_SETS:
                raise Intractable
            reached = following
        return [way for _cost, ways in reached.values() for way in ways]


_NEVER = float("inf")


def _free(choices: Sequence[_Choice]) -> _Choice:
    """Nothing kept of a level."""
    return min(choices, key=lambda one: one.cost)


def _gathered(
    found: dict[frozenset[At], tuple[int, list[Way]]], nodes: frozenset[At], cost: int, ways: list[Way]
) -> None:
    known = found.get(nodes)
    if known is None or cost < known[0]:
        found[nodes] = cost, ways
    elif cost == known[0]:
        known[1].extend(ways)
        if len(known[1]) > MOST_SETS:
            raise Intractable


def _told(inputs: MarketInputs, way: Way) -> SufficientReason:
    by_path = inputs.by_path
    return SufficientReason(
        tuple(
            Kept(number, paths, tuple(by_path[path].possible if path in by_path else () for path in paths))
            for number, paths in way
        )
    )
