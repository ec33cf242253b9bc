"""Figures that are missing, and what they leave possible together (SEMANTICS, *Figures* and *Robustness*).

Where a figure is missing, the figure is what is unknown. It is not negative; the bounds of the criteria cut its values
into *cells*, between which alone the criteria can tell a difference. A product of missing figures has cells of its own,
of which those are possible that the cells of its factors can reach.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import lcm, prod

Monomial = tuple[tuple[str, int], ...]
"""A product of figures, each with its power, sorted by name."""

Cut = tuple[Fraction, bool]
"""Where cells meet: at a value, which belongs to the cell above, or (true) to the cell below."""

Alternative = int
"""The number of an alternative within its block."""

MOST_CELLS = 20_000
"""Combinations of cells of figures that hang together beyond which a market is too intricate."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the values of a figure: from ``low`` to ``high``, without end where there is none."""

    low: Cut | None
    high: Cut | None

    @property
    def inside(self) -> Fraction:
        """A value in the cell."""
        if self.low is None:
            return Fraction(0)
        value, beyond = self.low
        if not beyond:
            return value
        return (value + self.high[0]) / 2 if self.high is not None else value + 1


def cells_between(bounds: Iterable[tuple[float | Fraction | None, float | Fraction | None]]) -> tuple[Cell, ...]:
    """The cells into which lower and upper bounds, both inclusive, cut the values from nought up; lowest first."""
    cuts: set[Cut] = set()
    for at_least, at_most in bounds:
        if at_least is not None and at_least > 0:
            cuts.add((Fraction(at_least), False))
        if at_most is not None and at_most >= 0:
            cuts.add((Fraction(at_most), True))
    ends: list[Cut | None] = [None, *sorted(cuts), None]
    return tuple(Cell(low, high) for low, high in pairwise(ends))


def values_to_try(bounds: Iterable[tuple[float | Fraction | None, float | Fraction | None]]) -> list[Fraction]:
    """A value in each of the cells into which bounds cut a figure: they decide every condition; lowest first."""
    return [cell.inside for cell in cells_between(bounds)]


@dataclass(frozen=True, slots=True)
class _Constraint:
    """A product of powers, which may be negative, that is at most ``most``, or below it where ``strict``."""

    powers: tuple[int, ...]
    most: Fraction
    strict: bool


def reachable(cells: Mapping[Monomial, Cell]) -> bool:
    """Whether figures can have values for which every product, and every figure, lies in the cell told."""
    names = sorted({name for monomial in cells for name, _power in monomial})
    can_be_nought = [name for name in names if (((name, 1),) not in cells or cells[((name, 1),)].low is None)]
    return any(
        _reachable_beside(cells, names, set(nought))
        for size in range(len(can_be_nought) + 1)
        for nought in combinations(can_be_nought, size)
    )


def _reachable_beside(cells: Mapping[Monomial, Cell], names: Sequence[str], nought: set[str]) -> bool:
    """The same where these figures are nought and the others are more than that."""
    above = {monomial: cell for monomial, cell in cells.items() if nought.isdisjoint(name for name, _power in monomial)}
    if any(cell.low is not None for monomial, cell in cells.items() if monomial not in above):
        return False
    constraints: dict[tuple[int, ...], _Constraint] = {}
    for monomial, cell in above.items():
        powers = tuple(dict(monomial).get(name, 0) for name in names)
        if cell.high is not None:
            value, included = cell.high
            if not value:
                return False
            _tighten(constraints, _Constraint(powers, value, not included))
        if cell.low is not None:
            value, excluded = cell.low
            if value:
                _tighten(constraints, _Constraint(tuple(-one for one in powers), 1 / value, excluded))
    return _satisfiable(constraints, len(names))


def _tighten(constraints: dict[tuple[int, ...], _Constraint], one: _Constraint) -> None:
    """Keep a constraint where none on the same product asks more."""
    found = constraints.get(one.powers)
    if found is None or (one.most, not one.strict) < (found.most, not found.strict):
        constraints[one.powers] = one


def _satisfiable(constraints: dict[tuple[int, ...], _Constraint], names: int) -> bool:
    """Fourier-Motzkin elimination, in powers: with logarithms the constraints would be linear.

    Name by name every upper bound is joined with every lower one; what is left compares numbers alone. Nothing is
    rounded.
    """
    for place in range(names):
        upper = [one for one in constraints.values() if one.powers[place] > 0]
        lower = [one for one in constraints.values() if one.powers[place] < 0]
        remaining: dict[tuple[int, ...], _Constraint] = {}
        for one in constraints.values():
            if one.powers[place] == 0:
                _tighten(remaining, one)
        for high, low in product(upper, lower):
            times, others = -low.powers[place], high.powers[place]
            powers = tuple(times * a + others * b for a, b in zip(high.powers, low.powers, strict=True))
            most = high.most**times * low.most**others
            _tighten(remaining, _Constraint(powers, most, high.strict or low.strict))
        constraints = remaining
    return all(one.most > 1 or (one.most == 1 and not one.strict) for one in constraints.values())


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which missing figures can fall: the cell of each figure and product, by number, and what follows."""

    cells: tuple[int, ...]
    alternative: Alternative
    weight: int


class MissingFigures:
    """Missing figures that hang together, because something is asked of them at once.

    ``names`` are the base figures, ``cells`` those of each product, the base figures first; ``ways`` are all ways in
    which they can fall, each with the alternative of the block that it gives and its weight. ``hanging`` are for each
    path of the block the base figures that it hangs on.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        cells: Mapping[Monomial, tuple[Cell, ...]],
        ways: Sequence[Way],
        hanging: Sequence[Collection[str]],
    ) -> None:
        self.names = names
        self.hanging = tuple(map(frozenset, hanging))
        self._monomials = tuple(cells)
        self._cells = tuple(cells.values())
        self.ways = tuple(ways)

    @property
    def paths(self) -> tuple[str, ...]:
        """The figures as paths of inputs, such as ``indicators.population``."""
        return tuple(f"indicators.{name}" for name in self.names)

    def weights(self) -> tuple[int, ...]:
        """The weight of each alternative."""
        return _added_up(self.ways, 1 + max(way.alternative for way in self.ways))

    def learnt(self, name: str) -> list[tuple[int, ...]]:
        """For each cell of a figure the weights of the alternatives once it is known to lie there."""
        place = self.names.index(name)
        number = len(self.weights())
        by_cell: dict[int, list[Way]] = {}
        for way in self.ways:
            by_cell.setdefault(way.cells[place], []).append(way)
        return [_added_up(ways, number) for ways in by_cell.values()]

    def apart(self, name: str) -> set[tuple[Alternative, Alternative]]:
        """The pairs of different alternatives between which this figure alone can decide."""
        mine = [place for place, monomial in enumerate(self._monomials) if name in dict(monomial)]
        alike: dict[tuple[int, ...], list[Way]] = {}
        for way in self.ways:
            others = tuple(cell for place, cell in enumerate(way.cells) if place not in mine)
            alike.setdefault(others, []).append(way)
        pairs: set[tuple[Alternative, Alternative]] = set()
        for ways in alike.values():
            for one, other in combinations(ways, 2):
                pair = (min(one.alternative, other.alternative), max(one.alternative, other.alternative))
                if pair[0] != pair[1] and pair not in pairs and self._beside(name, mine, one, other):
                    pairs.add(pair)
        return pairs

    def _beside(self, name: str, mine: Sequence[int], one: Way, other: Way) -> bool:
        """Whether two ways can be alike in every figure but one."""
        if len(mine) == 1:
            return True
        cells = {
            monomial: own[number] for monomial, own, number in zip(self._monomials, self._cells, one.cells, strict=True)
        }
        for place in mine:
            renamed = tuple(
                sorted((f"{base}'" if base == name else base, power) for base, power in self._monomials[place])
            )
            cells[renamed] = self._cells[place][other.cells[place]]
        return reachable(cells)


def _added_up(ways: Iterable[Way], alternatives: int) -> tuple[int, ...]:
    weights = [0] * alternatives
    for way in ways:
        weights[way.alternative] += way.weight
    return tuple(weights)


def combinations_of_cells(
    cells: Mapping[Monomial, tuple[Cell, ...]], figures: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every combination of cells that can be, with its weight; the first ``figures`` are base figures, then products.

    The cells of a base figure are equally likely and independent of those of others; of products those cells are
    equally likely that can be reached from there. The combinations must be no more than ``MOST_CELLS``.
    """
    monomials, own = list(cells), list(cells.values())
    found: list[list[tuple[int, ...]]] = []
    for bases in product(*(range(len(one)) for one in own[:figures])):
        reached = [
            (*bases, *products)
            for products in product(*(range(len(one)) for one in own[figures:]))
            if not products
            or reachable(
                {
                    one: own[place][cell]
                    for place, (one, cell) in enumerate(zip(monomials, (*bases, *products), strict=True))
                }
            )
        ]
        found.append(reached)
    common = lcm(*map(len, found))
    for reached in found:
        for combination in reached:
            yield combination, common // len(reached)


def too_many(cells: Mapping[Monomial, tuple[Cell, ...]]) -> bool:
    """Whether there are more combinations of cells than can be gone through."""
    products = any(len(monomial) > 1 or monomial[0][1] > 1 for monomial in cells)
    return prod(map(len, cells.values())) > (MOST_CELLS // 20 if products else MOST_CELLS)
