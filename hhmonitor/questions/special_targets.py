"""Special target markets: named for a limited time, a few at once, from the best categories (annex 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from hhmonitor.engine import NONE
from hhmonitor.model import first_day, last_day
from hhmonitor.model.criteria import SpecialTargets
from hhmonitor.model.market import SpecialTarget

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification

TargetStatus = Literal["upcoming", "running", "ended"]

TargetFlaw = Literal["ended", "category", "crowded"]
"""Why a special target market is to end: its time has, it is in no category that they are chosen from, or there are
more at once than may be."""

USUAL = SpecialTargets(at_most=3)
"""What holds where the criteria say nothing of special target markets."""


def target_status(target: SpecialTarget, as_of: date) -> TargetStatus:
    """Whether a special target market is one on a day: from its first day to its last, both included."""
    first, last = first_day(target.since), last_day(target.until)
    if last is not None and last < as_of:
        return "ended"
    return "upcoming" if first is not None and first > as_of else "running"


@dataclass(frozen=True, slots=True)
class SpecialTargetMarket:
    """A market that is, was or will be a special target market on the day of the classification."""

    code: str
    target: SpecialTarget
    status: TargetStatus


def special_target(classification: Classification, code: str) -> SpecialTargetMarket | None:
    """How a market stands as a special target market; none where it was not named."""
    target = classification.project.market(code).special_target
    return None if target is None else SpecialTargetMarket(code, target, target_status(target, classification.as_of))


def special_targets(classification: Classification) -> tuple[SpecialTargetMarket, ...]:
    """Every special target market, those that run first, then by their end."""
    codes = (*classification.project.countries, *classification.project.regions)
    found = [one for code in codes if (one := special_target(classification, code)) is not None]
    order = ("running", "upcoming", "ended")
    return tuple(sorted(found, key=lambda one: (order.index(one.status), one.target.until, one.code)))


def chosen_from(classification: Classification, code: str) -> bool:
    """Whether a market is in one of the categories that special target markets are chosen from."""
    rules, ruleset = classification.criteria.special_targets or USUAL, classification.ruleset
    category = classification[code].category
    if not rules.from_categories:
        return True
    return category != NONE and ruleset.rank(category) in map(ruleset.rank, rules.from_categories)


def crowding(classification: Classification) -> Iterator[tuple[str, int, date]]:
    """The special target markets that are one too many when their time begins: which, how many there are then, when."""
    maximum = (classification.criteria.special_targets or USUAL).at_most
    periods = [
        (first_day(one.target.since) or date.min, one.code, last_day(one.target.until) or date.max)
        for one in special_targets(classification)
    ]
    running: list[date] = []
    for begins, code, ends in sorted(periods):
        running = [one for one in running if one >= begins]
        running.append(ends)
        if len(running) > maximum:
            yield code, len(running), begins


def flaws(classification: Classification) -> Mapping[str, TargetFlaw]:
    """The special target markets that are to end on the day, or not to begin, and why; in the order of their end."""
    crowded = {code for code, _number, _day in crowding(classification)}
    found: dict[str, TargetFlaw] = {}
    for one in special_targets(classification):
        if one.status == "ended":
            found[one.code] = "ended"
        elif not chosen_from(classification, one.code):
            found[one.code] = "category"
        elif one.code in crowded:
            found[one.code] = "crowded"
    return found
