"""What missing figures leave possible: cells, products that reach them, and what one figure can do by itself."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise, product
from math import prod

import pytest

from hhmonitor.inputs.missing import Cell, Monomial, cells_between, reachable, values_to_try


def test_bounds_cut_figures_into_cells() -> None:
    assert [(cell.low, cell.high) for cell in cells_between([(10, None), (None, 20)])] == [
        (None, (10, False)),
        ((10, False), (20, True)),
        ((20, True), None),
    ]


def test_a_bound_at_nought_from_below_cuts_nothing_off() -> None:
    # Figures are not negative: all of them are at least nought, and one cell holds nought alone.
    assert len(cells_between([(0, None)])) == 1
    assert len(cells_between([(-5, None), (None, -1)])) == 1
    assert values_to_try([(None, 0)]) == [0, 1]


@pytest.mark.parametrize("bounds", [[(10, 10)], [(3, 7), (5, None)], [(None, 0), (1, None)], [(2, None), (None, 2)]])
def test_each_cell_gives_other_answers_and_its_value_lies_inside(bounds: list[tuple[float, float]]) -> None:
    answers = [
        [(low is None or value >= low, high is None or value <= high) for low, high in bounds]
        for value in values_to_try(bounds)
    ]
    assert all(one != other for one, other in pairwise(answers))


def test_a_product_reaches_what_its_factors_allow() -> None:
    below = Cell(None, (Fraction(10), False))
    small, large = Cell(None, (Fraction(100), True)), Cell((Fraction(100), True), None)
    one, other, both = (("e", 1),), (("f", 1),), (("e", 1), ("f", 1))
    assert reachable({one: below, other: below, both: small})
    # Less than ten times less than ten is less than a hundred.
    assert not reachable({one: below, other: below, both: large})
    assert not reachable({one: below, other: below, both: Cell((Fraction(100), False), None)})
    assert reachable({one: below, both: large})
    assert reachable({other: Cell((Fraction(10), False), None), both: Cell(None, (Fraction(0), True))})


def test_powers_of_one_figure_agree_with_each_other() -> None:
    square, fourth = (("f", 2),), (("f", 4),)
    at_least_ten, below_fifty = Cell((Fraction(10), False), None), Cell(None, (Fraction(50), False))
    assert not reachable({square: at_least_ten, fourth: below_fifty})
    assert reachable({square: at_least_ten, fourth: Cell((Fraction(50), False), None)})


def test_what_can_be_reached_is_what_some_values_reach() -> None:
    """Three figures, their products two by two, and all of them, on a grid about every bound."""
    chance = random.Random(1)
    values = [Fraction(one) for one in (0, "1/1000", 1, 2, 3, 4, 5, 6, 8, 9, 12, 1000)]
    monomials: list[Monomial] = [(("a", 1),), (("b", 1),), (("c", 1),), (("a", 1), ("b", 1)), (("b", 1), ("c", 1))]
    for _ in range(60):
        cut = [cells_between([(chance.choice((2, 4)), chance.choice((4, 6)))]) for _ in monomials]
        cells = dict(zip(monomials, map(chance.choice, cut), strict=True))

        def inside(cell: Cell, value: Fraction) -> bool:
            above = cell.low is None or value > cell.low[0] or (value == cell.low[0] and not cell.low[1])
            below = cell.high is None or value < cell.high[0] or (value == cell.high[0] and cell.high[1])
            return above and below

        tried = any(
            all(inside(cell, prod(at[name] ** power for name, power in one)) for one, cell in cells.items())
            for choice in product(values, repeat=3)
            for at in [dict(zip("abc", choice, strict=True))]
        )
        # The grid may miss a thin cell; what it finds is there.
        assert not tried or reachable(cells)
