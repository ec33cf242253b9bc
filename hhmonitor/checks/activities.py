"""Dated activities and the effort in place: their order, and the names of the criteria that they use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hhmonitor.checks.declaring import WARNING, Code, Text, check
from hhmonitor.checks.looks import MarketFile
from hhmonitor.findings import DataPath, Finding, enumerated, nearest, suggested
from hhmonitor.language import mark
from hhmonitor.language import mark as _m
from hhmonitor.model import first_day, last_day

DECLARED = (
    Code(
        "HH320",
        WARNING,
        _m("this activity ({value}) is newer than the one above it; put the newest first"),
        title=Text("Activities out of order", "Activiteiten niet op volgorde"),
        why=Text(
            "Activities are read from the top: the newest first shows at once what has happened lately.",
            (
                "Activiteiten leest men van boven af: met de nieuwste bovenaan is meteen te zien wat er onlangs is "
                "gebeurd."
            ),
        ),
        mend=Text(
            "Move the activity up. Those without a date may stand anywhere.",
            "Zet de activiteit hoger. Activiteiten zonder datum mogen overal staan.",
        ),
        wrong=(
            "activities:\n"
            "  - {date: 2018, kind: event, title: Fair, source: s1}\n"
            "  - {date: 2019-10, kind: mission, title: Mission, source: s2}"
        ),
        right=(
            "activities:\n"
            "  - {date: 2019-10, kind: mission, title: Mission, source: s2}\n"
            "  - {date: 2018, kind: event, title: Fair, source: s1}"
        ),
    ),
)

THE_ONE_ABOVE = mark("the activity above it")


@check(MarketFile)
def order(look: MarketFile) -> Iterator[Finding]:
    """Newest first, as far as the precision of the dates tells; those without a date stand anywhere."""
    above: tuple[int, date] | None = None
    for position, activity in enumerate(look.market.activities):
        earliest, latest = first_day(activity.date), last_day(activity.date)
        if earliest is None or latest is None:
            continue
        if above is not None and earliest > above[1]:
            related = look.at(("activities", above[0], "date"))
            place = look.at(("activities", position, "date"))
            yield Finding("HH320", place, {"value": activity.date}, related, THE_ONE_ABOVE)
        above = (position, latest)


@check(MarketFile)
def names(look: MarketFile) -> Iterator[Finding]:
    """Themes and dimensions of activities, and items of effort, are those of the criteria."""
    if look.criteria is None:
        return
    for what, path, name, known in _asked(look):
        if name not in known:
            details = {"what": what, "name": name, "known": enumerated(known)}
            place = look.at(path, on_key=path[0] == "effort")
            yield Finding("HH307", place, details | suggested(nearest(name, known)))


def _asked(look: MarketFile) -> Iterator[tuple[str, DataPath, str, Iterable[str]]]:
    """What each name stands for, where it is used, the name, and those that the criteria know."""
    assert look.criteria is not None
    for position, activity in enumerate(look.market.activities):
        for place, name in enumerate(activity.themes):
            yield "theme", ("activities", position, "themes", place), name, look.criteria.themes
        for place, name in enumerate(activity.dimensions):
            yield "dimension", ("activities", position, "dimensions", place), name, look.criteria.dimensions
    effort = dict.fromkeys(item.id for category in look.criteria.categories for item in category.effort)
    for name in look.market.effort:
        yield mark("effort"), ("effort", name), name, effort
