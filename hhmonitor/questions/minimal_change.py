"""The nearest markets of another category: what would lift a market, and what would cost it its category.

The meaning of it stands in ``docs/semantics.md``, *Minimal change*. Inputs between which the rules make no difference
are told together: any so many of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, product
from math import prod

from hhmonitor.engine import NONE, Ruleset
from hhmonitor.engine.diagram import Diagram, Leaf, Node, Place
from hhmonitor.engine.space import MOST_SCENES
from hhmonitor.engine.states import State
from hhmonitor.inputs import Block, MarketInputs
from hhmonitor.inputs.lists import any_memberships
from hhmonitor.inputs.space import Intractable
from hhmonitor.model.scales import SCALES


@dataclass(frozen=True, slots=True)
class Step:
    """So many of these inputs changed, any of them.

    ``values`` are for each of ``paths`` the nearest value that serves; ``now`` the one it has in the worst case.
    """

    number: int
    paths: tuple[str, ...]
    now: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get there: all of the steps. ``category`` is where it leads."""

    steps: tuple[Step, ...]
    category: str

    def sets(self) -> Iterator[frozenset[str]]:
        """Every set of inputs that this way stands for."""
        for choice in product(*(combinations(step.paths, step.number) for step in self.steps)):
            paths = [path for chosen in choice for path in chosen]
            if len(set(paths)) == len(paths):
                yield frozenset(paths)


@dataclass(frozen=True, slots=True)
class MinimalChanges:
    """The smallest changes that reach a target.

    ``size`` is how many inputs must change: 0 where the market is there already, none where no change of what may be
    changed leads there. ``ways`` are all of that size, the one that moves the least first. Where there is too much to
    go through they are ``beyond_reach``: nothing is known of either.
    """

    target: str
    size: int | None
    ways: tuple[Way, ...]
    beyond_reach: bool = False

    def sets(self) -> set[frozenset[str]]:
        """Every smallest set of inputs."""
        return {one for way in self.ways for one in way.sets()}


@dataclass(frozen=True, slots=True)
class _Move:
    """What an input can do: be ``now`` and become ``values``, told for each input that is alike.

    ``start`` is what it adds to the state before, ``end`` after; where nothing changes ``values`` are ``now``.
    """

    start: State
    end: State
    now: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def stays(self) -> bool:
        return self.now == self.values


@dataclass(frozen=True, slots=True)
class _Kind:
    """Inputs of one level that the rules treat alike, and everything that one of them can do."""

    paths: tuple[str, ...]
    moves: tuple[_Move, ...]


Taken = tuple[tuple[_Kind, _Move, int], ...]
"""Of which kind, by which move, how many."""

_Turn = tuple[Place, Place]
"""The answers of a level before and after."""

_Turns = Mapping[_Turn, tuple[int, list[Taken]]]
"""What can happen at a level: the least number of changes for it, and all ways to take so many."""

_Pair = tuple[Node, Node]
"""Where a market stands in the diagram before its changes and after them."""


class Neighbourhood:
    """Everything that changes of inputs can make of a market (counterfactual explanations).

    It starts from the worst case: the lowest value of each input where that gives the category of the rules, else every
    completion that does. Only what an analyst judges is changed; with ``lists`` the membership of priority lists too.
    """

    def __init__(self, ruleset: Ruleset, inputs: MarketInputs, *, lists: bool = False) -> None:
        self._ruleset = ruleset
        self._space = ruleset.space
        self._change_lists = lists
        self.category = ruleset.rule_category(inputs)
        lowest = [Block(block.paths, (block.lowest,)) for block in inputs.blocks]
        if ruleset.possible(self._space.scenes(lowest)) == (self.category,):
            self._scenes = [self._turns(lowest)]
        else:
            self._scenes = [self._turns(blocks) for blocks in _uncoupled(inputs.blocks)]

    def up_to(self, target: str) -> MinimalChanges:
        """The smallest changes that reach ``target`` or better; a category with variants is reached by any of them."""
        rank = self._ruleset.rank(target)
        return self._minimal(target, lambda one: self._is(one, target) or self._ruleset.rank(one) < rank)

    def losses(self) -> MinimalChanges | None:
        """The smallest changes that would cost the market its category; none where it has none to lose."""
        if self.category == NONE:
            return None
        rank = self._ruleset.rank(self.category)
        lower = [one for one in self._ruleset.order if self._ruleset.rank(one) > rank]
        return self._minimal(lower[0], lambda one: self._ruleset.rank(one) > rank)

    def _is(self, one: str, target: str) -> bool:
        """Whether a category is the target, or a variant of it."""
        return one == target or any(
            category.id == target and one in category.outcomes for category in self._ruleset.criteria.categories
        )

    def _minimal(self, target: str, reached: Callable[[str], bool]) -> MinimalChanges:
        try:
            search = [self._search(turns, reached) for turns in self._scenes]
            size = min(one.size for one in search)
            if size == _NEVER:
                return MinimalChanges(target, None, ())
            ways = (way for one in search if one.size == size for way in one.cheapest())
            return MinimalChanges(target, int(size), tuple(self._least_moving(ways)))
        except Intractable:
            return MinimalChanges(target, None, (), beyond_reach=True)

    def _search(self, turns: Sequence[_Turns], reached: Callable[[str], bool]) -> _Search:
        order = self._ruleset.order
        targets = {leaf for name, leaf in order.items() if reached(name)}
        return _Search(self._ruleset.diagram, self._ruleset.root, turns, order[self.category], targets)

    def _least_moving(self, ways: Iterable[tuple[Leaf, Sequence[Taken]]]) -> Iterator[Way]:
        """Of ways with the same inputs the one that moves them the least; that which moves the least first."""
        order = tuple(self._ruleset.order)
        best: dict[tuple[tuple[tuple[str, ...], int], ...], tuple[int, Way]] = {}
        for number, (leaf, taken) in enumerate(ways):
            if number > MOST_WAYS:
                raise Intractable
            steps = tuple(
                Step(count, kind.paths, move.now, move.values) for part in taken for kind, move, count in part
            )
            counted: dict[tuple[str, ...], int] = {}
            for step in steps:
                counted[step.paths] = counted.get(step.paths, 0) + step.number
            way, distance = Way(steps, order[leaf]), sum(map(_distance, steps))
            key = tuple(counted.items())
            if key not in best or distance < best[key][0]:
                best[key] = distance, way
        yield from (way for _distance, way in sorted(best.values(), key=lambda one: one[0]))

    def _turns(self, blocks: Sequence[Block]) -> list[_Turns]:
        """What can happen at each level."""
        fixed = [0] * len(self._space.paths)
        alike: list[dict[tuple[object, ...], list[tuple[str, tuple[_Move, ...]]]]] = [{} for _ in fixed]
        turns: list[_Turns | None] = [None] * len(fixed)
        for block in blocks:
            if block.paths[0].startswith("priority_lists."):
                level = self._space.level_of.get(block.paths[0])
                if level is not None:
                    turns[level] = self._least(level, self._of_lists(block))
                continue
            for place, path in enumerate(block.paths):
                level = self._space.level_of.get(path)
                if level is None:
                    continue
                possible = tuple(dict.fromkeys(values[place] for values in block.alternatives))
                if path.startswith("indicators."):
                    states = {self._ruleset.encoding.contribution(path, value) for value in possible}
                    turns[level] = {(at, at): (0, [()]) for at in (self._space.place(level, one) for one in states)}
                    continue
                moves = _moves(self._ruleset, path, tuple(map(str, possible)))
                key = (path.partition(".")[0], tuple((one.start, one.end) for one in moves))
                alike[level].setdefault(key, []).append((path, moves))
        return [
            own
            if own is not None
            else self._least(level, self._together([_kind(one) for one in alike[level].values()]))
            for level, own in enumerate(turns)
        ]

    def _together(self, kinds: Sequence[_Kind]) -> Iterator[tuple[State, State, Taken]]:
        """Everything that the inputs of a level can do together: the state before and after, and what changes."""
        found: dict[tuple[State, State], list[Taken]] = {(0, 0): [()]}
        for kind in kinds:
            following: dict[tuple[State, State], list[Taken]] = {}
            for numbers in _shares(len(kind.paths), len(kind.moves)):
                chosen = [(number, move) for number, move in zip(numbers, kind.moves, strict=True) if number]
                start = sum(number * move.start for number, move in chosen)
                end = sum(number * move.end for number, move in chosen)
                taken = tuple((kind, move, number) for number, move in chosen if not move.stays)
                for (before, after), ways in found.items():
                    following.setdefault((before + start, after + end), []).extend((*way, *taken) for way in ways)
            found = {key: _fewest(ways) for key, ways in following.items()}
        return ((before, after, way) for (before, after), ways in found.items() for way in ways)

    def _of_lists(self, block: Block) -> Iterator[tuple[State, State, Taken]]:
        """The same for the priority lists, which hang together."""
        contribution = self._ruleset.encoding.contribution
        every = any_memberships(self._ruleset.criteria.priority_lists) if self._change_lists else ()
        for now in block.alternatives:
            before = sum(map(contribution, block.paths, now))
            for values in every or (now,):
                after = sum(map(contribution, block.paths, values))
                taken = tuple(
                    (_Kind((path,), ()), _Move(0, 0, (str(old),), (str(new),)), 1)
                    for path, old, new in zip(block.paths, now, values, strict=True)
                    if old != new
                )
                yield before, after, taken

    def _least(self, level: int, ways: Iterable[tuple[State, State, Taken]]) -> _Turns:
        """For each turn of a level the least number of changes that gives it, and all ways to take so many."""
        result: dict[_Turn, list[Taken]] = {}
        for before, after, taken in ways:
            result.setdefault((self._space.place(level, before), self._space.place(level, after)), []).append(taken)
        return {
            turn: (_number(all_ways[0]), all_ways) for turn, all_ways in ((t, _fewest(w)) for t, w in result.items())
        }


MOST_WAYS = 20_000
"""Ways beyond which the smallest changes are too many to be told."""

MOST_PAIRS = 150_000
"""Pairs of nodes beyond which the smallest changes are not sought."""


class _Search:
    """The cheapest ways through the diagram from completions of one category to some others.

    A completion before its changes and after them are followed at once, level by level. No change is tried first,
    then one, and so on (*iterative deepening*, Korf 1985): few changes lead to few pairs, however large the diagram,
    and what is learnt of a pair holds in the turns that follow.
    """

    def __init__(
        self, diagram: Diagram, root: Node, turns: Sequence[_Turns], start: Leaf, targets: Collection[Leaf]
    ) -> None:
        self._diagram = diagram
        self._root = (root, root)
        # The cheapest first, so that a search can stop at the first that is too dear.
        self._turns = [sorted(one.items(), key=lambda turn: turn[1][0]) for one in turns]
        self._before = self._leading([{before for before, _after in one} for one in turns], {start})
        self._after = self._leading([{after for _before, after in one} for one in turns], targets)
        self._least: dict[_Pair, tuple[float, float]] = {}
        self.size = 0.0
        while self.size < (least := self._cost(self._root, self.size)):
            self.size = least

    def _leading(self, answers: Sequence[Collection[Place]], leaves: Collection[Leaf]) -> set[Node]:
        """The nodes from which these answers can lead to one of these leaves."""
        diagram = self._diagram
        leading = set(leaves)
        for node in reversed(diagram.nodes_below(self._root[0], answers)):
            following = diagram.children[node]
            if any(following[place] in leading for place in answers[diagram.level[node]]):
                leading.add(node)
        return leading

    def _level(self, pair: _Pair) -> int:
        return min(self._diagram.level[pair[0]], self._diagram.level[pair[1]])

    def _following(self, pair: _Pair) -> Iterator[tuple[_Pair, int, list[Taken]]]:
        diagram, (before, after) = self._diagram, pair
        level = self._level(pair)
        befores = diagram.children[before] if diagram.level[before] == level else None
        afters = diagram.children[after] if diagram.level[after] == level else None
        for (one, other), (cost, ways) in self._turns[level]:
            yield (befores[one] if befores else before, afters[other] if afters else after), cost, ways

    def _cost(self, pair: _Pair, budget: float) -> float:
        """The least number of changes from here on where that is within the budget, else a lower bound of it."""
        if pair[0] not in self._before or pair[1] not in self._after:
            return _NEVER
        if self._level(pair) == self._diagram.depth:
            return 0.0
        least, spent = self._least.get(pair, (0.0, -1.0))
        if least <= spent or least > budget:
            return least
        if len(self._least) > MOST_PAIRS:
            raise Intractable
        least = _NEVER
        for child, cost, _ways in self._following(pair):
            left = min(budget, least - 1) - cost
            if left < 0:
                least = min(least, cost)
                break
            least = min(least, cost + self._cost(child, left))
        self._least[pair] = least, budget
        return least

    def cheapest(self) -> Iterator[tuple[Leaf, tuple[Taken, ...]]]:
        """Every way at the least cost: the leaf that it leads to, and what is taken at each level."""
        return self._from(self._root, self.size)

    def _from(self, pair: _Pair, budget: float) -> Iterator[tuple[Leaf, tuple[Taken, ...]]]:
        if self._level(pair) == self._diagram.depth:
            yield pair[1], ()
            return
        for child, cost, ways in self._following(pair):
            if cost > budget:
                return
            if cost + self._cost(child, budget - cost) == budget:
                for leaf, rest in self._from(child, budget - cost):
                    for way in ways:
                        yield leaf, (way, *rest) if way else rest


def _uncoupled(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks once for each way in which those that hang on missing figures can fall. Raises Intractable."""
    together = [block for block in blocks if block.missing is not None and len(block.paths) > 1]
    others = [block for block in blocks if block not in together]
    if prod(len(block.alternatives) for block in together) > MOST_SCENES:
        raise Intractable
    for choice in product(*(block.alternatives for block in together)):
        yield [*others, *(Block(block.paths, (values,)) for block, values in zip(together, choice, strict=True))]


def _number(taken: Taken) -> int:
    return sum(number for _kind, _move, number in taken)


def _fewest(ways: Sequence[Taken]) -> list[Taken]:
    """The ways with the fewest changes, each once."""
    least = min(map(_number, ways))
    return list(dict.fromkeys(way for way in ways if _number(way) == least))


_NEVER = float("inf")


@lru_cache(maxsize=4096)
def _moves(ruleset: Ruleset, path: str, possible: tuple[str, ...]) -> tuple[_Move, ...]:
    """What an input can do that is one of these values: stay, or change what it adds by the nearest value that does."""
    contribution = ruleset.encoding.contribution
    found: dict[tuple[State, State], _Move] = {}
    for now in possible:
        start = contribution(path, now)
        found.setdefault((start, start), _Move(start, start, (now,), (now,)))
    for now in possible:
        start = contribution(path, now)
        for value in _nearest(path.partition(".")[0], now):
            end = contribution(path, value)
            if end != start:
                found.setdefault((start, end), _Move(start, end, (now,), (value,)))
    return tuple(found[key] for key in sorted(found))


@cache
def _nearest(group: str, now: str) -> tuple[str, ...]:
    """The other values of a scale, the nearest first."""
    scale = SCALES[group]
    others = (value for value in scale.values if value != now)
    return tuple(sorted(others, key=lambda one: abs(scale.rank(one) - scale.rank(now))))


def _kind(alike: Sequence[tuple[str, tuple[_Move, ...]]]) -> _Kind:
    paths, moves = zip(*alike, strict=True)
    return _Kind(
        paths,
        tuple(
            _Move(
                own[0].start,
                own[0].end,
                tuple(value for one in own for value in one.now),
                tuple(value for one in own for value in one.values),
            )
            for own in zip(*moves, strict=True)
        ),
    )


def _shares(inputs: int, moves: int) -> Iterator[tuple[int, ...]]:
    """How many of some inputs make each of some moves, one each."""
    if moves <= 1:
        yield (inputs,) * moves
        return
    for number in range(inputs + 1):
        for rest in _shares(inputs - number, moves - 1):
            yield (number, *rest)


def _distance(step: Step) -> int:
    scale = SCALES[step.paths[0].partition(".")[0]]
    return step.number * min(
        abs(scale.rank(now) - scale.rank(value)) for now, value in zip(step.now, step.values, strict=True)
    )
