from __future__ import annotations

from collections.abc import Iterator

import pytest

from hhmonitor.language import select, selected
from hhmonitor.language.numbers import compact_money, listing, number, percent


@pytest.fixture(autouse=True)
def _language_as_it_was() -> Iterator[None]:
    before = selected()
    yield
    select(before)


@pytest.mark.parametrize(
    ("value", "decimals", "english", "dutch"),
    [
        (1234.5, 1, "1,234.5", "1.234,5"),
        (1234567, 0, "1,234,567", "1.234.567"),
        (-1234.5, 2, "-1,234.50", "-1.234,50"),
        (999.95, 1, "1,000.0", "1.000,0"),
        (0, 0, "0", "0"),
    ],
)
def test_numbers_are_grouped_and_pointed_as_the_language_does(
    value: float, decimals: int, english: str, dutch: str
) -> None:
    select("en")
    assert number(value, decimals) == english
    select("nl")
    assert number(value, decimals) == dutch


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.5, 0, "1"), (2.5, 0, "3"), (-2.5, 0, "-3"), (2.675, 2, "2.68"), (1.005, 2, "1.01")],
)
def test_a_half_is_rounded_away_from_nought(value: float, decimals: int, text: str) -> None:
    select("en")
    assert number(value, decimals) == text


def test_what_rounds_to_nought_has_no_sign() -> None:
    assert number(-0.04, 1) == "0.0"


def test_no_finite_number_is_too_large() -> None:
    select("en")
    assert number(1e308, 2).replace(",", "") == "1" + "0" * 308 + ".00"


def test_a_share_is_told_as_a_percentage() -> None:
    select("en")
    assert (percent(0.125, 1), percent(0.07), percent(1)) == ("12.5%", "7%", "100%")
    select("nl")
    assert percent(0.125, 1) == "12,5%"


@pytest.mark.parametrize(
    ("dollars", "english", "dutch"),
    [
        (950, "US$ 950", "US$ 950"),
        (400_000, "US$ 400,000", "US$ 400.000"),
        (1_000_000, "US$ 1.0 m", "US$ 1,0 mln"),
        (950_000_000, "US$ 950.0 m", "US$ 950,0 mln"),
        (999_940_000, "US$ 999.9 m", "US$ 999,9 mln"),
        (999_950_000, "US$ 1.0 bn", "US$ 1,0 mld"),
        (12_340_000_000, "US$ 12.3 bn", "US$ 12,3 mld"),
        (3_900_000_000_000, "US$ 3.9 tn", "US$ 3,9 bln"),
        (-12_340_000_000, "US$ -12.3 bn", "US$ -12,3 mld"),
    ],
)
def test_amounts_are_told_in_the_largest_unit_that_fits(dollars: float, english: str, dutch: str) -> None:
    select("en")
    assert compact_money(dollars) == english
    select("nl")
    assert compact_money(dollars) == dutch


@pytest.mark.parametrize(
    ("words", "english", "dutch"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a en b"),
        (("a", "b", "c"), "a, b and c", "a, b en c"),
    ],
)
def test_words_in_a_row_end_with_a_conjunction(words: list[str], english: str, dutch: str) -> None:
    select("en")
    assert listing(words) == english
    select("nl")
    assert listing(words) == dutch
