"""Dates in words, as precise as they are."""

from __future__ import annotations

from datetime import date

import pytest

from hhmonitor.language import select
from hhmonitor.language.dates import date_text


@pytest.mark.parametrize(
    ("given", "english", "dutch"),
    [
        ("2019", "2019", "2019"),
        ("2019-06", "June 2019", "juni 2019"),
        ("2019-06-04", "4 June 2019", "4 juni 2019"),
        ("2020-03-31", "31 March 2020", "31 maart 2020"),
        (date(2020, 12, 31), "31 December 2020", "31 december 2020"),
        ("unknown", "unknown", "onbekend"),
    ],
)
def test_a_date_in_both_languages(given: date | str, english: str, dutch: str) -> None:
    select("en")
    assert date_text(given) == english
    select("nl")
    assert date_text(given) == dutch
