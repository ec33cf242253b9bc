"""Hysteresis, an option of the criteria: a market does not leave its category at the first breath of wind.

Where the criteria have ``hysteresis``, a market whose rules give a lower category than the one in force stays in the
latter while all of this holds, as far as the criteria say it:

- the ``keep`` bounds of the category hold in every completion;
- fewer than ``reviews`` reviews running, on record, found it below. A market's file lists the reviews at which it
  failed and was kept, under ``failed_reviews``. A day that passes is no review: between two of them nothing changes.

A category that has neither is left at once. Going up is never held back, nor is a change of variant within a category.
A decision in force goes before. The rules themselves, and the range of possible categories, are not touched.

The published precedent is the list of least developed countries of the United Nations, where the bounds for leaving
differ from those for entering and must be met at two reviews running.
"""

from __future__ import annotations

from datetime import date

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import MarketInputs
from hhmonitor.model import last_day
from hhmonitor.model.market import Market


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


def failures(market: Market, as_of: date) -> int:
    """The number of reviews on record on a day at which a market failed and was kept."""
    days = (last_day(one) for one in market.failed_reviews)
    return sum(day is not None and day <= as_of for day in days)


def failures_left(ruleset: Ruleset, failed: int) -> int | None:
    """At how many more reviews a market that is kept can fail until it falls; none where reviews do not count."""
    hysteresis = ruleset.criteria.hysteresis
    return None if hysteresis is None or hysteresis.reviews is None else max(0, hysteresis.reviews - failed)
