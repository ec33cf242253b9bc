"""Dates of any precision as the language in use writes them: ``14 June 2019``, in Dutch ``14 juni 2019``."""

from __future__ import annotations

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


def date_text(date: str) -> str:
    """A date such as ``2019``, ``2019-06`` or ``2019-06-14`` in words; ``unknown`` as the words for it."""
    if date == "unknown":
        return _("date unknown")
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _(_MONTHS[int(rest[0]) - 1])
    return " ".join([*(str(int(day)) for day in rest[1:]), month, year])
