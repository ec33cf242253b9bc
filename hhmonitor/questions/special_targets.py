"""Special target markets: named for a limited time, a few at once, from the best categories (annex 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from hhmonitor.model import first_day, last_day
from hhmonitor.model.market import SpecialTarget

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification

TargetStatus = Literal["upcoming", "running", "ended"]


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
