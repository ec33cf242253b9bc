"""Where one goes from the page of a market: the one before and after it on the list, and those that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hhmonitor.answers.names import market_name
from hhmonitor.answers.words import category_word
from hhmonitor.questions.classification import Classification


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A market by its code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The market itself, those around it in the order of the list, and its peers.

    The peers are the other markets that are listed with its ``category``; of a member of a region, the ``fellows`` are
    the other members.
    """

    code: str
    previous: Neighbour | None
    next: Neighbour | None
    category: str
    peers: tuple[Neighbour, ...]
    region: str
    fellows: tuple[Neighbour, ...]


def neighbours(classification: Classification, in_order: Sequence[str], code: str) -> Neighbours:
    """The neighbours of one market; ``in_order`` are the codes of all that have a page, as the list has them."""
    one = classification[code]
    place = in_order.index(code)
    listed = frozenset(classification.listed())
    region = classification[one.region] if one.region else None

    def named(codes: Sequence[str]) -> tuple[Neighbour, ...]:
        return tuple(Neighbour(other, market_name(classification.project.market(other))) for other in codes)

    around = named(in_order[max(0, place - 1) : place]), named(in_order[place + 1 : place + 2])
    return Neighbours(
        code=code,
        previous=next(iter(around[0]), None),
        next=next(iter(around[1]), None),
        category=category_word(one.category),
        peers=named([other for other in in_order if _goes_with(classification, other, one.category, listed, code)]),
        region=market_name(region.market) if region else "",
        fellows=named([other for other in in_order if region and other in region.members and other != code]),
    )


def _goes_with(classification: Classification, other: str, category: str, listed: frozenset[str], code: str) -> bool:
    return other in listed and other != code and classification.category(other) == category
