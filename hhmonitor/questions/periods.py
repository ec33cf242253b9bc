"""Days counted by months, and what is to be said of a day that the criteria or the judgements do not cover.

Months are counted within the years that the calendar has: a day beyond them is the last one before them. What is to be
said carries no words (SEMANTICS, *Periods*).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from hhmonitor.model import Criteria, first_day, last_day
from hhmonitor.model.market import Market


@dataclass(frozen=True, slots=True)
class OutsidePeriod:
    """The criteria in use do not cover the day: they ended ``before`` it, or begin after it."""

    criteria: str
    day: date
    first: date
    last: date

    @property
    def before(self) -> bool:
        """Whether the criteria ended before the day."""
        return self.last < self.day


@dataclass(frozen=True, slots=True)
class LaterJudgements:
    """Judgements hold on a day after the one asked for, and are used all the same; ``codes`` are their markets."""

    day: date
    codes: tuple[str, ...]


def outside_period(criteria: Criteria, day: date) -> OutsidePeriod | None:
    """Whether a day lies outside the period of the criteria used for it; criteria without a period cover every day."""
    covered = _covered(criteria)
    if covered is None or covered[0] <= day <= covered[1]:
        return None
    return OutsidePeriod(criteria.id, day, *covered)


def also_covering(sets: Mapping[str, Criteria], used: Criteria, day: date) -> tuple[str, ...]:
    """The ids of other criteria whose period holds the day that those ``used`` for it hold too, in order."""
    covering = [
        name for name, one in sets.items() if (covered := _covered(one)) is not None and covered[0] <= day <= covered[1]
    ]
    return tuple(sorted(name for name in covering if name != used.id)) if used.id in covering else ()


def later_judgements(markets: Iterable[Market], day: date) -> LaterJudgements | None:
    """The markets whose judgements hold on a day after this one, in the order of their codes."""
    codes = []
    for market in markets:
        held = first_day(market.reference_date) if market.reference_date else None
        if held is not None and held > day:
            codes.append(market.code)
    return LaterJudgements(day, tuple(sorted(codes))) if codes else None


@dataclass(frozen=True, slots=True)
class Misfit:
    """Two sets of criteria, by id, that follow each other: ``first`` to ``last`` are the days that both cover, or none.

    ``overlap`` says which of the two it is.
    """

    earlier: str
    later: str
    first: date
    last: date
    overlap: bool


def misfits(sets: Mapping[str, Criteria]) -> Sequence[Misfit]:
    """Days that two sets of criteria cover, and gaps between their periods, the earliest first."""
    periods = sorted((*covered, name) for name, one in sets.items() if (covered := _covered(one)) is not None)
    return tuple(_misfits(periods))


def _misfits(periods: Sequence[tuple[date, date, str]]) -> Iterator[Misfit]:
    reached: tuple[date, str] | None = None
    for number, (first, last, name) in enumerate(periods):
        for _begins, ends, earlier in periods[:number]:
            if ends >= first:
                yield Misfit(earlier, name, first, min(ends, last), overlap=True)
        if reached is not None and reached[0] < date.max and reached[0] + timedelta(days=1) < first:
            day = timedelta(days=1)
            yield Misfit(reached[1], name, reached[0] + day, first - day, overlap=False)
        if reached is None or last > reached[0]:
            reached = last, name


def _covered(criteria: Criteria) -> tuple[date, date] | None:
    """The first and the last day of a period; what is unknown of it has no end."""
    if criteria.period is None:
        return None
    return first_day(criteria.period.since) or date.min, last_day(criteria.period.until) or date.max


def months_before(day: date, months: int) -> date:
    """The day so many months earlier, the last of its month where that month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < MINYEAR:
        return date.min
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The day so many months later, the last of its month where that month is too short."""
    return months_before(day, -months)
