"""The nearest markets of another category: what would lift a market, and what would cost it its category.

The meaning of it stands in ``docs/semantics.md``, *Minimal change*. Inputs between which the rules make no difference
are told together: any so many of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import combinations, product

from hhmonitor.engine import NONE, Ruleset
from hhmonitor.engine.states import Mask, State
from hhmonitor.inputs import MarketInputs, Value
from hhmonitor.inputs.lists import any_memberships
from hhmonitor.model.scales import SCALES


@dataclass(frozen=True, slots=True)
class Step:
    """So many of these inputs changed, any of them.

    ``values`` are for each of ``paths`` the nearest value that serves; ``now`` the one it has in the least favourable
    completion.
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
    changed leads there. ``ways`` are all of that size, the one that moves the least first.
    """

    target: str
    size: int | None
    ways: tuple[Way, ...]

    def sets(self) -> set[frozenset[str]]:
        """Every smallest set of inputs."""
        return {one for way in self.ways for one in way.sets()}


@dataclass(frozen=True, slots=True)
class _Kind:
    """Inputs of one part that the rules treat alike, and what changing one of them can add to the state."""

    paths: tuple[str, ...]
    now: tuple[str, ...]
    moves: tuple[tuple[State, tuple[str, ...]], ...]


Taken = tuple[tuple[_Kind, State, int], ...]
"""Of which kind, by which move, how many."""


class Neighbourhood:
    """Everything that changes of inputs can make of a market, from its least favourable completion.

    Only what an analyst judges is changed; with ``lists`` the membership of priority lists too.
    """

    def __init__(self, ruleset: Ruleset, inputs: MarketInputs, *, lists: bool = False) -> None:
        self._ruleset = ruleset
        encoding = ruleset.encoding
        self._lowest: Mapping[str, Value] = {
            path: value for block in inputs.blocks for path, value in zip(block.paths, block.lowest, strict=True)
        }
        fixed: State = 0
        parts: dict[str, State] = {}
        kinds: dict[str, dict[tuple[tuple[State, ...], str], list[tuple[str, str, tuple[tuple[State, str], ...]]]]] = {}
        for path, value in self._lowest.items():
            group = path.partition(".")[0]
            added = encoding.contribution(path, value)
            if group in ("indicators", "priority_lists"):
                fixed += added
                continue
            part = group if encoding.counted(group) else path
            parts[part] = parts.get(part, 0) + added
            moves = _moves(ruleset, path, str(value))
            if moves:
                key = (tuple(sorted(state for state, _value in moves)), group)
                kinds.setdefault(part, {}).setdefault(key, []).append((path, str(value), moves))
        self._parts: list[dict[Mask, tuple[int, list[Taken]]]] = []
        for part, start in parts.items():
            if part in kinds:
                self._parts.append(self._reachable(start, [_kind(alike) for alike in kinds[part].values()]))
            else:
                fixed += start
        if lists:
            fixed -= sum(
                encoding.contribution(path, value)
                for path, value in self._lowest.items()
                if path.startswith("priority_lists.")
            )
            self._parts.append(self._lists())
        self._diagram = ruleset.diagram(encoding.mask(fixed), [sorted(part) for part in self._parts])
        self._costs = [[part[mask][0] for mask in sorted(part)] for part in self._parts]

    @cached_property
    def category(self) -> str:
        """The category of the least favourable completion."""
        return self._ruleset.category(self._lowest)

    def up_to(self, target: str) -> MinimalChanges:
        """The smallest changes that reach ``target`` or better; a category with variants is reached by any of them."""
        rank = self._ruleset.rank(target)
        return self._minimal(target, lambda one: self._is(one, target) or self._ruleset.rank(one) < rank)

    def down_to(self, target: str) -> MinimalChanges:
        """The smallest changes that bring the market down to ``target`` or lower."""
        rank = self._ruleset.rank(target)
        return self._minimal(target, lambda one: self._is(one, target) or self._ruleset.rank(one) > rank)

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
        leaves = [reached(one) for one in self._ruleset.order]
        costs: list[float] = [0.0 if one else _NEVER for one in leaves]
        below = [costs]
        for level, own in zip(reversed(self._diagram.levels), reversed(self._costs), strict=True):
            costs = [min(one + costs[child] for one, child in zip(own, node, strict=True)) for node in level]
            below.append(costs)
        below.reverse()
        size = below[0][self._diagram.root]
        if size == _NEVER:
            return MinimalChanges(target, None, ())
        return MinimalChanges(target, int(size), tuple(self._ways(below)))

    def _ways(self, below: Sequence[Sequence[float]]) -> Iterator[Way]:
        """The ways of the smallest size; of those with the same inputs the one that moves them the least."""
        order = tuple(self._ruleset.order)
        best: dict[tuple[tuple[tuple[str, ...], int], ...], tuple[int, Way]] = {}
        for leaf, choice in self._cheapest(below, 0, self._diagram.root):
            for taken in product(*choice):
                steps = _steps([one for part in taken for one in part])
                counted: dict[tuple[str, ...], int] = {}
                for step in steps:
                    counted[step.paths] = counted.get(step.paths, 0) + step.number
                way, distance = Way(steps, order[leaf]), sum(map(_distance, steps))
                key = tuple(counted.items())
                if key not in best or distance < best[key][0]:
                    best[key] = distance, way
        yield from (way for _distance, way in sorted(best.values(), key=lambda one: one[0]))

    def _cheapest(
        self, below: Sequence[Sequence[float]], level: int, node: int
    ) -> Iterator[tuple[int, list[list[Taken]]]]:
        """The leaves that are reached at the least cost, each with what is taken in every part on the way."""
        if level == len(self._parts):
            yield node, []
            return
        part = self._parts[level]
        for mask, cost, child in zip(
            self._diagram.parts[level], self._costs[level], self._diagram.levels[level][node], strict=True
        ):
            if cost + below[level + 1][child] == below[level][node]:
                for leaf, rest in self._cheapest(below, level + 1, child):
                    yield leaf, [part[mask][1], *rest]

    def _reachable(self, start: State, kinds: Sequence[_Kind]) -> dict[Mask, tuple[int, list[Taken]]]:
        """Every mask of a part, with the least number of changes that gives it and all ways to take so many."""
        found: dict[State, list[Taken]] = {start: [()]}
        for kind in kinds:
            following: dict[State, list[Taken]] = {}
            for chosen in _shares(len(kind.paths), len(kind.moves)):
                added = sum(number * state for number, (state, _values) in zip(chosen, kind.moves, strict=True))
                taken = tuple(
                    (kind, state, number) for number, (state, _values) in zip(chosen, kind.moves, strict=True) if number
                )
                for state, ways in found.items():
                    following.setdefault(state + added, []).extend((*way, *taken) for way in ways)
            found = following
        return self._least((state, way) for state, ways in found.items() for way in ways)

    def _lists(self) -> dict[Mask, tuple[int, list[Taken]]]:
        """The same for the priority lists, which hang together."""
        lists = self._ruleset.criteria.priority_lists
        paths = [f"priority_lists.{name}" for name in lists]
        contribution = self._ruleset.encoding.contribution
        ways: list[tuple[State, Taken]] = []
        for values in any_memberships(lists):
            state = sum(map(contribution, paths, values))
            taken = tuple(
                (_Kind((path,), (str(self._lowest[path]),), ((0, (value,)),)), 0, 1)
                for path, value in zip(paths, values, strict=True)
                if value != self._lowest[path]
            )
            ways.append((state, taken))
        return self._least(ways)

    def _least(
        self, ways: Iterator[tuple[State, Taken]] | Sequence[tuple[State, Taken]]
    ) -> dict[Mask, tuple[int, list[Taken]]]:
        result: dict[Mask, tuple[int, list[Taken]]] = {}
        for state, taken in ways:
            mask, cost = self._ruleset.encoding.mask(state), sum(number for _kind, _state, number in taken)
            if mask not in result or cost < result[mask][0]:
                result[mask] = cost, [taken]
            elif cost == result[mask][0]:
                result[mask][1].append(taken)
        return result


_NEVER = float("inf")


@lru_cache(maxsize=4096)
def _moves(ruleset: Ruleset, path: str, now: str) -> tuple[tuple[State, str], ...]:
    """What an input can add to the state by changing, each with the nearest value that does so."""
    contribution = ruleset.encoding.contribution
    found: dict[State, str] = {}
    for value in _nearest(path.partition(".")[0], now):
        added = contribution(path, value) - contribution(path, now)
        if added:
            found.setdefault(added, value)
    return tuple(sorted(found.items()))


@cache
def _nearest(group: str, now: str) -> tuple[str, ...]:
    """The other values of a scale, the nearest first."""
    scale = SCALES[group]
    others = (value for value in scale.values if value != now)
    return tuple(sorted(others, key=lambda one: abs(scale.rank(one) - scale.rank(now))))


def _kind(alike: Sequence[tuple[str, str, tuple[tuple[State, str], ...]]]) -> _Kind:
    moves = tuple((state, tuple(dict(own)[state] for _path, _now, own in alike)) for state, _value in alike[0][2])
    return _Kind(tuple(path for path, _now, _moves in alike), tuple(now for _path, now, _moves in alike), moves)


def _shares(inputs: int, moves: int) -> Iterator[tuple[int, ...]]:
    """How many of some inputs can make each of some moves, at most one each."""
    if moves == 0:
        yield ()
        return
    for number in range(inputs + 1):
        for rest in _shares(inputs - number, moves - 1):
            yield (number, *rest)


def _steps(taken: Sequence[tuple[_Kind, State, int]]) -> tuple[Step, ...]:
    return tuple(Step(number, kind.paths, kind.now, dict(kind.moves)[state]) for kind, state, number in taken)


def _distance(step: Step) -> int:
    scale = SCALES[step.paths[0].partition(".")[0]]
    return step.number * min(
        abs(scale.rank(now) - scale.rank(value)) for now, value in zip(step.now, step.values, strict=True)
    )
