"""Days counted by months, within the years that the calendar has: a day beyond them is the last one before them."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date


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
