"""Names sort as a reader looks them up, whatever their accents, capitals and hyphens."""

from __future__ import annotations

import pytest

from hhmonitor.language.sorting import alphabetical, sort_key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Brazilië", "Bulgarije"),
        ("Oeganda", "Oekraïne"),
        ("Oekraïne", "Oman"),
        ("Åland", "Zweden"),
        ("Österreich", "Peru"),
        ("Ethiopië", "Frankrijk"),
        ("Verenigd Koninkrijk", "Verenigde Arabische Emiraten"),
        ("Verenigde Arabische Emiraten", "Verenigde Staten"),
        ("Zuid-Afrika", "Zuid-Korea"),
        ("Zuid-Korea", "Zweden"),
        ("Zweden", "Zwitserland"),
        ("IJsland", "Ijzerland"),
        ("Ierland", "IJsland"),
        ("south Africa", "South Korea"),
        ("Curacao", "Curaçao"),
        ("Øresund", "Peru"),
    ],
)
def test_the_first_name_comes_before_the_second(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)
    assert alphabetical([second, first], name=str) == [first, second]
