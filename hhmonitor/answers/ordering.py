"""The order in which markets are shown: by category, best first, then by name; members under their region."""

from __future__ import annotations

from collections.abc import Sequence

from hhmonitor.answers.names import market_name
from hhmonitor.language.sorting import SortKey, sort_key
from hhmonitor.questions.classification import Classification, Classified

Group = tuple[str, list[tuple[Classified, bool]]]
"""A category, and its markets; true for a member that stands under its region."""


def by_name(one: Classified) -> SortKey:
    """A key that sorts markets by name, as people look them up in the language in use."""
    return sort_key(market_name(one.market))


def grouped(classification: Classification, codes: Sequence[str]) -> list[Group]:
    """The markets by category. A member of a region that is shown too stands under it."""
    shown = [classification[code] for code in codes]
    regions = {one.code for one in shown if one.kind == "region"}
    groups: dict[str, list[tuple[Classified, bool]]] = {
        category: [] for category in (*classification.criteria.outcomes, "none")
    }
    for one in sorted(shown, key=by_name):
        if one.region in regions:
            continue
        members = sorted((member for member in shown if member.region == one.code), key=by_name)
        groups[one.category] += [(one, False), *((member, True) for member in members)]
    return [(category, ones) for category, ones in groups.items() if ones]


def in_order(classification: Classification, codes: Sequence[str]) -> list[Classified]:
    """The markets by category and name, members under their regions."""
    groups = grouped(classification, tuple(dict.fromkeys(codes)))
    return [one for _category, ones in groups for one, _under_region in ones]
