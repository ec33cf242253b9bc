"""Dates: that they are dates, that what is told as a fact has happened, and that what begins does so before it ends."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, Code, Text, check
from hhmonitor.checks.looks import MarketFile, WholeProject
from hhmonitor.findings import DataPath, Finding, Place
from hhmonitor.language import mark
from hhmonitor.language import mark as _m
from hhmonitor.model import Country, Region, first_day, last_day

DECLARED = (
    Code(
        "HH205",
        ERROR,
        _m("“{value}” is no date; write 2019, 2019-06 or 2019-06-14 (a day that exists), or unknown"),
        title=Text("No date", "Geen datum"),
        why=Text(
            (
                "Order, staleness and the force of decisions hang on dates; a day that does not exist gives none "
                "of them."
            ),
            (
                "Volgorde, actualiteit en de geldigheid van besluiten hangen aan datums; een dag die niet bestaat, "
                "zegt daar niets over."
            ),
        ),
        mend=Text(
            "Write year, year and month, or the whole day, as precisely as the source gives it; or unknown.",
            "Schrijf jaar, jaar en maand of de hele dag, zo precies als de bron het geeft; of unknown.",
        ),
        wrong="reference_date: 2020-02-30",
        right="reference_date: 2020-02-29",
        mended=True,
    ),
    Code(
        "HH321",
        ERROR,
        _m("{value} lies in the future, and this is told as a fact; correct the date"),
        title=Text("Fact in the future", "Feit in de toekomst"),
        why=Text(
            "Facts, sources and reference dates lie in the past; a date to come is mostly a typing error.",
            (
                "Feiten, bronnen en peildatums liggen in het verleden; een datum die nog moet komen, is meestal "
                "een tikfout."
            ),
        ),
        mend=Text(
            "Correct the date; leave out what is only planned, or put it under effort as planned.",
            "Verbeter de datum; laat weg wat alleen gepland is, of zet het onder effort als planned.",
        ),
        wrong="reference_date: 2920-12-31",
        right="reference_date: 2020-12-31",
    ),
    Code(
        "HH322",
        ERROR,
        _m("the end, {value}, comes before the beginning, {beginning}"),
        title=Text("End before the beginning", "Einde voor het begin"),
        why=Text(
            "A period that ends before it begins holds no day at all.",
            "Een periode die eindigt voor ze begint, omvat geen enkele dag.",
        ),
        mend=Text(
            "Correct one of the two dates.",
            "Verbeter een van de twee datums.",
        ),
        wrong="special_target: {from: 2021-09, until: 2021-03, decided_by: Steering group}",
        right="special_target: {from: 2021-03, until: 2021-09, decided_by: Steering group}",
    ),
    Code(
        "HH326",
        ERROR,
        _m("{year} is no year that {indicator} can be of; years from {first} to {last} are expected here"),
        title=Text("Year that cannot be", "Jaartal dat niet kan"),
        why=Text(
            (
                "The newest figure up to the day asked for counts: one of a year still to come counts for nothing "
                "now and drives out the others later, and one of a year long gone is never used."
            ),
            (
                "Het nieuwste cijfer tot en met de peildatum telt: een cijfer van een jaar dat nog moet komen telt "
                "nu niet mee en verdringt later de andere, en een cijfer van een jaar van lang geleden wordt nooit "
                "gebruikt."
            ),
        ),
        mend=Text(
            "Write the year in four digits, as the source gives it; leave forecasts out.",
            "Schrijf het jaar in vier cijfers, zoals de bron het geeft; laat prognoses weg.",
        ),
        wrong=("indicators:\n  population: {source: s, values: {20: 126000000}}\nsources: {s: {title: Own count}}"),
        right=("indicators:\n  population: {source: s, values: {2020: 126000000}}\nsources: {s: {title: Own count}}"),
    ),
)

FIRST_YEAR = 1900
"""No figure in the field is older."""

THE_BEGINNING = mark("the beginning")


@check(MarketFile)
def future(look: MarketFile) -> Iterator[Finding]:
    """What is told as a fact has happened."""
    for path, text in _facts(look.market):
        earliest = first_day(text)
        if earliest is not None and earliest > look.today:
            yield Finding("HH321", look.at(path), {"value": text})


@check(MarketFile)
def backwards(look: MarketFile) -> Iterator[Finding]:
    """What a market has with a beginning and an end begins first."""
    decision, special = look.market.decision, look.market.special_target
    if decision is not None and decision.review_by is not None:
        yield from _backwards(
            look.file, ("decision", "date"), decision.date, ("decision", "review_by"), decision.review_by
        )
    if special is not None:
        yield from _backwards(
            look.file, ("special_target", "from"), special.since, ("special_target", "until"), special.until
        )


@check(WholeProject)
def periods_backwards(look: WholeProject) -> Iterator[Finding]:
    """The period of criteria begins before it ends."""
    for criteria in look.contents.criteria_sets.values():
        if criteria.period is not None:
            begins, ends = criteria.period.since, criteria.period.until
            file = look.contents.files[criteria.id]
            yield from _backwards(file, ("period", "from"), begins, ("period", "to"), ends)


@check(MarketFile)
def years(look: MarketFile) -> Iterator[Finding]:
    """A figure is of a year that has begun, and not of one before there were figures."""
    last = look.today.year
    for name, figures in look.market.indicators.items():
        for year in figures.values:
            if not FIRST_YEAR <= year <= last:
                details = {"year": str(year), "indicator": name, "first": str(FIRST_YEAR), "last": str(last)}
                yield Finding("HH326", look.at(("indicators", name, "values", year), on_key=True), details)


def _facts(market: Country | Region) -> Iterator[tuple[DataPath, str]]:
    """Every date of something that is told as a fact. Decisions may be taken for a later day."""
    if market.reference_date is not None:
        yield ("reference_date",), market.reference_date
    for position, activity in enumerate(market.activities):
        yield ("activities", position, "date"), activity.date
    if market.programme is not None and market.programme.since is not None:
        yield ("programme", "since"), market.programme.since
    for name, source in market.sources.items():
        if source.date is not None:
            yield ("sources", name, "date"), source.date


def _backwards(file: str, begins: DataPath, beginning: str, ends: DataPath, end: str) -> Iterator[Finding]:
    first, last = first_day(beginning), last_day(end)
    if first is not None and last is not None and last < first:
        details = {"value": end, "beginning": beginning}
        yield Finding("HH322", Place(file, ends), details, Place(file, begins), THE_BEGINNING)
