"""What criteria ask and what markets answer, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hhmonitor.answers.conditions import asked_text, profile, share_text
from hhmonitor.language import select
from hhmonitor.model import Condition
from tests.support import shipped_criteria


@pytest.mark.parametrize(
    ("condition", "in_english", "in_dutch"),
    [
        (
            {"count": "health_system", "at_least": 4},
            "at least 4 of 6 characteristics positive",
            "ten minste 4 van 6 karakteristieken positief",
        ),
        (
            {"count": "themes", "at_least": 2, "level": "broad"},
            "broad interest from at least 2 of 8 themes",
            "brede interesse vanuit ten minste 2 van 8 thema's",
        ),
        (
            {"any": [{"priority_list": "top_9"}, {"sector_interest": "broad"}]},
            "on the list “top 9”; or interest from the sector: broad",
            "op de lijst “top 9”; of interesse uit de sector: breed",
        ),
        (
            {"any": [{"not": {"priority_list": "top_25"}}, {"not": {"sector_interest": "specific"}}]},
            "not on the list “top 25”; or interest from the sector: less than specific",
            "niet op de lijst “top 25”; of interesse uit de sector: minder dan specifiek",
        ),
        (
            {"dimension": {"trade": "specific"}},
            "Trade: at least specific",
            "Handel: ten minste specifiek",
        ),
        ({"not": {"trend": ["emerging"]}}, "not: trend: emerging", "niet: trend: opkomend"),
        ({"attache": "health"}, "present: Health attaché", "aanwezig: VWS-attaché"),
    ],
)
def test_conditions_are_told_as_what_is_asked(condition: dict[str, Any], in_english: str, in_dutch: str) -> None:
    asked = Condition.model_validate(condition)
    assert asked_text(asked, shipped_criteria()) == in_english
    select("nl")
    assert asked_text(asked, shipped_criteria()) == in_dutch


def test_a_market_is_told_by_what_the_criteria_ask_of_it() -> None:
    criteria = shipped_criteria()
    market = {
        **{f"health_system.{name}": "mixed" for name in criteria.health_system},
        **{f"themes.{name}": "specific" for name in criteria.themes},
        **{f"dimensions.{name}": "none" for name in criteria.dimensions},
        "health_system.market_size": "positive",
        "sector_interest": "incidental",
        "trend": "emerging",
        "attaches.health": "yes",
        "priority_lists.top_9": "out",
        "priority_lists.top_25": "in",
        "priority_lists.top_50": "in",
    }
    # Attachés count towards nothing, and whoever is on the top 25 is on the top 50.
    assert profile(market, criteria) == (
        "1 of 6 characteristics positive, interest from 8 of 8 themes, interest from 0 of 3 dimensions, "
        "interest from the sector incidental, trend emerging, on the list “top 25”"
    )


def test_a_share_is_never_rounded_to_nothing() -> None:
    assert share_text(Fraction(1, 6561)) == "less than 0.1%"
    assert share_text(Fraction(0)) == "0.0%"
    assert share_text(Fraction(1, 8)) == "12.5%"
