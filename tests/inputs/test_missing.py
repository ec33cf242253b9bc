"""What missing figures leave possible: cells, products that reach them, and what one figure can do by itself."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise, product
from math import prod

import pytest

from hhmonitor.inputs.missing import (
    MOST_CELLS,
    Cell,
    MissingFigures,
    Monomial,
    Way,
    cells_between,
    combinations_of_cells,
    reachable,
    too_many,
    values_to_try,
)


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
    nothing, from_ten = Cell(None, (Fraction(0), True)), Cell((Fraction(10), False), None)
    # A product is nought where one of its factors can be, and nowhere else.
    assert reachable({other: from_ten, both: nothing})
    assert reachable({one: below, other: from_ten, both: nothing})
    assert not reachable({one: from_ten, other: from_ten, both: nothing})


@pytest.mark.parametrize("included", [True, False])
def test_what_is_excluded_of_a_factor_is_excluded_of_what_follows_from_it(included: bool) -> None:
    """For a product of a hundred a factor of ten will do where the other may be ten, but not where it is below that."""
    one, other, both = (("e", 1),), (("f", 1),), (("e", 1), ("f", 1))
    exactly_ten = Cell((Fraction(10), False), (Fraction(10), True))
    a_hundred = Cell((Fraction(100), False), None)
    up_to_ten = Cell(None, (Fraction(10), included))
    assert reachable({one: exactly_ten, other: up_to_ten, both: a_hundred}) == included
    assert reachable({other: exactly_ten, one: up_to_ten, both: a_hundred}) == included


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


def test_cells_of_base_figures_are_equally_likely_and_those_of_products_where_they_can_be_reached() -> None:
    one, other, both = (("e", 1),), (("f", 1),), (("e", 1), ("f", 1))
    tens, hundreds = cells_between([(10, None)]), cells_between([(100, None)])
    found = dict(combinations_of_cells({one: tens, other: tens, both: hundreds}, 2))
    # Both below ten stay below a hundred, both from ten up reach it; one of each leaves the product open.
    assert set(found) == {(0, 0, 0), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 1)}
    whole = sum(found.values())
    assert {cells: Fraction(weight, whole) for cells, weight in found.items()} == {
        (0, 0, 0): Fraction(1, 4),
        (0, 1, 0): Fraction(1, 8),
        (0, 1, 1): Fraction(1, 8),
        (1, 0, 0): Fraction(1, 8),
        (1, 0, 1): Fraction(1, 8),
        (1, 1, 1): Fraction(1, 4),
    }


@pytest.mark.parametrize(
    ("monomial", "most"),
    [((("e", 1),), MOST_CELLS), ((("e", 2),), MOST_CELLS // 20), ((("e", 1), ("f", 1)), MOST_CELLS // 20)],
)
def test_products_whose_cells_must_be_tried_may_have_fewer(monomial: Monomial, most: int) -> None:
    cell = Cell(None, None)
    assert not too_many({monomial: (cell,) * most})
    assert too_many({monomial: (cell,) * (most + 1)})


def test_a_figure_decides_by_itself_only_between_ways_in_which_the_others_can_be_the_same() -> None:
    one, other, both = (("e", 1),), (("f", 1),), (("e", 1), ("f", 1))
    # In e below ten throughout, f below ten or not, the product at most 50, at most 90, or above that.
    cells = {
        one: cells_between([(10, None)]),
        other: cells_between([(10, None)]),
        both: cells_between([(None, 50), (None, 90)]),
    }

    def apart(first: tuple[int, ...], second: tuple[int, ...]) -> set[tuple[int, int]]:
        ways = [Way(first, 0, 1), Way(second, 1, 1)]
        return MissingFigures(("e", "f"), cells, ways, [("e", "f")]).apart("f")

    assert apart((0, 0, 0), (0, 1, 2)) == {(0, 1)}
    # More than 90 of f below ten takes more than nine of e; at most 50 of f from ten up takes five at most.
    assert apart((0, 0, 2), (0, 1, 0)) == set()
    # Where e is elsewhere, it is not f alone that differs.
    assert apart((0, 0, 0), (1, 1, 2)) == set()
