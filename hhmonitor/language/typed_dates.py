"""Dates as people type them, in either language: ``14-06-2019``, ``14 juni 2019``, ``June 14, 2019``."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_NUMBERS = re.compile(r"(?:(?P<day>\d{1,2})[-/.])?(?P<month>\d{1,2})[-/.](?P<year>\d{4})")
TWO_WAYS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
"""A day in figures, of which the month may come first."""
_DAY_MONTH = re.compile(r"(?:(?P<day>\d{1,2})\.? )?(?P<month>[a-z]+)\.?,? (?P<year>\d{4})")
_MONTH_DAY = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2}),? (?P<year>\d{4})")


def one_date(text: str) -> str | None:
    """The date of the files that a text can mean, where there is one alone; else none."""
    found = date_parts(text)
    if found is None:
        return None
    year, month, day = found
    exchanged = TWO_WAYS.fullmatch(text) is not None and month != day
    readings = [(month, day), (day, month)] if exchanged else [(month, day)]
    meant = [iso_date(year, *one) for one in readings if _is_there(int(year), *one)]
    return meant[0] if len(meant) == 1 else None


def _is_there(year: int, month: int | None, day: int | None) -> bool:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def date_parts(text: str) -> tuple[str, int | None, int | None] | None:
    """The year, the month and the day that a text names; none where it is no date."""
    folded = " ".join(text.casefold().split())
    if found := _ISO.fullmatch(folded) or _NUMBERS.fullmatch(folded):
        return found["year"], _number(found["month"]), _number(found["day"])
    if (found := _DAY_MONTH.fullmatch(folded) or _MONTH_DAY.fullmatch(folded)) and found["month"] in _MONTHS:
        return found["year"], _MONTHS[found["month"]], _number(found["day"])
    return None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def iso_date(year: str, month: int | None, day: int | None) -> str:
    """A date as files have it, as precisely as it is known."""
    return year + ("" if month is None else f"-{month:02}") + ("" if day is None else f"-{day:02}")
