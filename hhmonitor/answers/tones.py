"""Which colour a category has: by its place among the categories, whatever they are called."""

from __future__ import annotations

from hhmonitor.model import Criteria

LAST, NO_CATEGORY = "k4", "k0"
"""The tone of the last category, and of none."""


def tone_of(criteria: Criteria, outcome: str) -> str:
    """The tone of a category: ``k1`` is the best, ``k4`` the last; ``k3b`` is a second variant of the third."""
    for place, category in enumerate(criteria.categories):
        if outcome != category.id and outcome not in category.outcomes:
            continue
        if place == len(criteria.categories) - 1:
            return LAST
        second = len(category.outcomes) > 1 and outcome != category.outcomes[0]
        return f"k{min(place, 2) + 1}{'b' if second else ''}"
    return NO_CATEGORY
