"""The effort that a market's category asks for, held against what is in place.

What is in place is shown by, in this order: what the market's file says under ``effort``; its contact or its phase of
programming, where the criteria count those; a dated activity of a kind that the criteria count, recent enough where
they set a pace or say after how long such an activity lapses. A region counts its members' activities as its own.
Activities after the day asked for, and those without a date, show nothing. Where the criteria say that activities leave
something open, or where an activity's date is incomplete and part of what it can mean does not count, they show no more
than that the item is possibly in place.

*Beyond the category* is what is done and is not asked for: an item of a better category that is in place, or
activities of a kind that the category asks for now and then or not at all, and that come at least once a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from hhmonitor.model import Text, first_day, last_day
from hhmonitor.model.criteria import Category, Criteria, EffortItem
from hhmonitor.model.market import Activity, EffortInPlace, Market, Programme
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.differences import category_of
from hhmonitor.questions.periods import months_before

Status = Literal["in_place", "possible", "planned", "lapsed", "none", "unknown", "not_applicable"]
"""``possible``: shown by activities that leave something open, as the item's caution says, or of which the date does;
``lapsed``: done, but longer ago than the pace asks, or than such an activity counts; ``unknown``: nothing on file that
shows it; ``not_applicable``: it follows on something that is not there."""

Basis = Literal["stated", "contact", "programme", "activity"]

MONTHS_PER_YEAR = 12
DEFAULT_WINDOW = 24
"""Months looked back for activities beyond the category, where the criteria set no interval of review."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An activity with the market whose file tells it, and the first and last day that its date can mean.

    ``day`` is the last of them that is not after the day asked for.
    """

    market: str
    activity: Activity
    first: date
    last: date
    day: date

    def surely_after(self, day: date) -> bool:
        """Whether it happened after this day, and not after the one asked for, whatever its date means."""
        return self.first > day and self.last == self.day


@dataclass(frozen=True, slots=True)
class EffortLine:
    """One item of the category's effort: how it stands, and what shows it.

    ``undated`` counts the activities that would bear on it if their date were known, where nothing else does.
    ``incomplete``: the date of the activity leaves open whether it counts.
    """

    item: EffortItem
    status: Status
    basis: Basis | None = None
    activity: Dated | None = None
    stated: EffortInPlace | None = None
    undated: int = 0
    incomplete: bool = False

    @property
    def gap(self) -> bool:
        """Whether it belongs to the category and is not shown to be in place, possibly so or planned."""
        return self.item.strength == "required" and self.status in ("lapsed", "none", "unknown")


@dataclass(frozen=True, slots=True)
class Beyond:
    """More than the category asks: an item of a better category that is in place, or activities at a yearly pace."""

    item: EffortItem | None = None
    category: str = ""
    kind: str = ""
    activities: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """The effort for one market: what its category asks, and what is done beyond that.

    ``contact`` is a role, never a person; ``programme`` the phase of multi-year programming, where there is one.
    """

    one: Classified
    category: Category | None
    lines: tuple[EffortLine, ...]
    beyond: tuple[Beyond, ...]
    contact: Text | None
    programme: Programme | None
    asks_programme: bool

    @property
    def gaps(self) -> tuple[EffortLine, ...]:
        """What belongs to the category and is not shown to be in place, possibly so or planned."""
        return tuple(line for line in self.lines if line.gap)


def effort(classification: Classification, code: str) -> Effort:
    """The effort for one market, as of the day of the classification."""
    return _Survey(classification, classification[code]).effort()


class _Survey:
    """Goes through one market's file and those of its members."""

    def __init__(self, classification: Classification, one: Classified) -> None:
        self._one = one
        self._as_of = classification.as_of
        self._criteria = classification.criteria
        self._markets: tuple[Market, ...] = (
            one.market,
            *(classification.project.market(member) for member in one.members),
        )

    def effort(self) -> Effort:
        category = category_of(self._criteria, self._one.category)
        items = category.effort if category else ()
        stands: dict[str, EffortLine] = {}
        for item in items:
            stands[item.id] = self._line(item, stands)
        return Effort(
            one=self._one,
            category=category,
            lines=tuple(stands.values()),
            beyond=tuple(self._beyond(category)),
            contact=next((market.contact for market in self._markets if market.contact is not None), None),
            programme=self._programme,
            asks_programme=any("programme" in item.evidence for item in items),
        )

    @cached_property
    def _programme(self) -> Programme | None:
        return next((market.programme for market in self._markets if market.programme is not None), None)

    @cached_property
    def _activities(self) -> tuple[Dated, ...]:
        """Every dated activity up to the day, newest first."""
        found = (
            _dated(market.code, activity, self._as_of) for market in self._markets for activity in market.activities
        )
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.day, reverse=True))

    def _line(self, item: EffortItem, stands: Mapping[str, EffortLine]) -> EffortLine:
        stated = self._one.market.effort.get(item.id)
        if stated is not None and stated.status != "unknown":
            return EffortLine(item, stated.status, "stated", stated=stated)
        if (
            item.follows is not None
            and item.follows in stands
            and stands[item.follows].status not in ("in_place", "possible")
        ):
            return EffortLine(item, "not_applicable")
        if "contact" in item.evidence and any(market.contact is not None for market in self._markets):
            return EffortLine(item, "in_place", "contact")
        if "programme" in item.evidence and self._programme is not None:
            return EffortLine(item, "in_place" if self._programme.phase == "plan" else "planned", "programme")
        return self._shown(item) or EffortLine(item, "unknown", stated=stated, undated=self._undated(item))

    def _shown(self, item: EffortItem) -> EffortLine | None:
        """What dated activities show of an item: the newest that surely counts, else that may, else that did."""
        activities = [one for one in self._activities if one.activity.kind in item.evidence]
        if not activities:
            return None
        since = date.min if item.life is None else months_before(self._as_of, item.life)
        sure = next((one for one in activities if one.surely_after(since)), None)
        if sure is not None:
            return EffortLine(item, "in_place" if item.caution is None else "possible", "activity", sure)
        newest = activities[0]
        if newest.day > since:
            return EffortLine(item, "possible", "activity", newest, incomplete=True)
        return EffortLine(item, "lapsed", "activity", newest)

    def _undated(self, item: EffortItem) -> int:
        """How many activities of the kinds that show the item have no date."""
        activities = (activity for market in self._markets for activity in market.activities)
        return sum(activity.kind in item.evidence and first_day(activity.date) is None for activity in activities)

    def _beyond(self, category: Category | None) -> Iterator[Beyond]:
        asked = category.effort if category else ()
        ids = {item.id for item in asked}
        for better in self._better(category):
            for item in better.effort:
                stated = self._one.market.effort.get(item.id)
                if item.id not in ids and stated is not None and stated.status == "in_place":
                    ids.add(item.id)
                    yield Beyond(item=item, category=better.id)
        regular = {kind for item in asked if item.strength != "incidental" for kind in item.evidence}
        window = self._criteria.review.every_months if self._criteria.review else DEFAULT_WINDOW
        since = months_before(self._as_of, window)
        for kind in _paced_kinds(self._criteria):
            recent = tuple(one for one in self._activities if one.activity.kind == kind and one.surely_after(since))
            if kind not in regular and len(recent) >= max(1, window // MONTHS_PER_YEAR):
                yield Beyond(kind=kind, activities=recent)

    def _better(self, category: Category | None) -> Iterable[Category]:
        """The categories above, nearest first."""
        categories = self._criteria.categories
        place = len(categories) if category is None else categories.index(category)
        return reversed(categories[:place])


def _paced_kinds(criteria: Criteria) -> tuple[str, ...]:
    """The kinds of activity by which a category counts effort that has a pace."""
    items = (item for category in criteria.categories for item in category.effort if item.every_months is not None)
    return tuple(dict.fromkeys(kind for item in items for kind in item.evidence))


def _dated(market: str, activity: Activity, as_of: date) -> Dated | None:
    """An activity that may have happened by the day asked for; none where it came later, or has no date."""
    first, last = first_day(activity.date), last_day(activity.date)
    if first is None or last is None or first > as_of:
        return None
    return Dated(market, activity, first, last, min(last, as_of))
