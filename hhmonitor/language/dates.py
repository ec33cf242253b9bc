"""Dates as the language in use writes them, as precisely as they are known: ``14 juni 2019``, ``June 2019``."""

from __future__ import annotations

from datetime import date

from hhmonitor.language.catalogue import _, mark

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


def date_text(day: date | str) -> str:
    """A day, or a date as files have it (``2019``, ``2019-06``, ``2019-06-14``, ``unknown``), in words."""
    text = day if isinstance(day, str) else day.isoformat()
    if text == "unknown":
        return _("unknown")
    year, *rest = text.split("-")
    words = [_(_MONTHS[int(rest[0]) - 1]), year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) == 2 else words)


def when_text(day: date | str) -> str:
    """The same as when something was: ``on 14 June 2019``, ``in June 2019``."""
    of_a_day = not isinstance(day, str) or day.count("-") == 2
    return (_("on {date}") if of_a_day else _("in {date}")).format(date=date_text(day))
