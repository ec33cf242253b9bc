"""Hysteresis, an option of the criteria: a market does not leave its category at the first breath of wind.

Where the criteria have ``hysteresis``, a market whose rules give a lower category than the one in force stays in the
latter while all of this holds, as far as the criteria say it:

- the ``keep`` bounds of the category hold in every completion;
- fewer than ``reviews`` reviews running, on record, found it below. Reviews that were closed say so of themselves; a
  market's file lists those of before reviews were kept, under ``failed_reviews``. A day that passes is no review:
  between two of them nothing changes.

A category that has neither is left at once. Going up is never held back, nor is a change of variant within a category.
A decision in force goes before. The rules themselves, and the range of possible categories, are not touched.

The published precedent is the list of least developed countries of the United Nations, where the bounds for leaving
differ from those for entering and must be met at two reviews running.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import MarketInputs
from hhmonitor.model import last_day
from hhmonitor.model.market import Market

if TYPE_CHECKING:
    from hhmonitor.model.review import Review
    from hhmonitor.project.reviews import Reviews


def kept(ruleset: Ruleset, inputs: MarketInputs, in_force: str | None, failed: int) -> str | None:
    """The category in force where hysteresis keeps the market in it, none where it does not.

    ``failed`` is the number of reviews running, on record, at which the market failed and was kept. Whoever closes a
    review asks with that one counted too.
    """
    hysteresis = ruleset.criteria.hysteresis
    if hysteresis is None or in_force is None or in_force not in ruleset.criteria.outcomes:
        return None
    if ruleset.rank(ruleset.rule_category(inputs)) <= ruleset.rank(in_force):
        return None
    within_bounds = ruleset.keeps(in_force, inputs)
    if within_bounds is None and hysteresis.reviews is None:
        return None
    another_chance = hysteresis.reviews is None or failed < hysteresis.reviews
    return in_force if within_bounds is not False and another_chance else None


def failures(market: Market, reviews: Reviews, as_of: date) -> tuple[str, ...]:
    """The dates of the reviews running, on record on a day, at which a market failed and was kept, the earliest first.

    A closed review that did not keep the market ends the run.
    """
    run: list[str] = []
    closed = reviews.on_record(as_of)
    for review in reversed(closed):
        found = review.markets.get(market.code) or review.markets.get(market.formerly or "")
        if found is None or found.outcome != "kept":
            return tuple(reversed(run))
        run.append(review.date)
    before = [one for one in market.failed_reviews if _counts(one, as_of, closed)]
    return (*before, *reversed(run))


def _counts(failed: str, as_of: date, closed: Sequence[Review]) -> bool:
    """Whether a review that a market's file lists is on record by that: those since reviews are kept are by these."""
    day = last_day(failed)
    return day is not None and day <= as_of and (not closed or day < closed[0].day)


def failures_left(ruleset: Ruleset, failed: int) -> int | None:
    """At how many more reviews a market that is kept can fail until it falls; none where reviews do not count."""
    hysteresis = ruleset.criteria.hysteresis
    return None if hysteresis is None or hysteresis.reviews is None else max(0, hysteresis.reviews - failed)
