"""``indicators``: figures taken in from their publishers, and what there is of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import decimal_number, whole_number
from hhmonitor.cli.usage import Commands
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model.figures import FigureSource
    from hhmonitor.questions.classification import Classification
    from hhmonitor.statistics import Catalogue, Known, Publication

HELP = _("Figures: take them in from their publishers, and see what there is of them.")

app = Commands(help=HELP, no_args_is_help=True)

_PAGE = 6
"""A page may take so many times as long as a service may be silent."""

DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and write nothing."))]
AcceptOption = Annotated[
    list[str] | None,
    typer.Option(
        "--accept", metavar="CODE", help=_("Write in spite of the errors with this code, such as HH622; repeatable.")
    ),
]
FromOption = Annotated[
    int | None,
    typer.Option("--from", metavar="YEAR", parser=whole_number(), help=_("Leave out the years before this one.")),
]
PrivateOption = Annotated[
    bool,
    typer.Option("--private", help=_("Put the figures in private/figures/, for what may not be passed on.")),
]
KeepGoneOption = Annotated[bool, typer.Option("--keep-gone", help=_("Keep figures that the publisher no longer has."))]
EXAMPLES: Examples = (["list"], ["list", "--markets"], ["import", "countries/figures/indicators.csv", "--dry-run"])


@app.command("import", help=_("Take in files of figures as their publishers issue them."))
@answering()
def import_(
    context: Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help=_("Files of the World Bank or WHO, or tables in our own form; zipped or not.")
        ),
    ],
    dry_run: DryRunOption = False,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help=_("The day of issue, for files that do not tell it themselves.")),
    ] = None,
    first_year: FromOption = None,
    accept: AcceptOption = None,
    private: PrivateOption = False,
    keep_gone: KeepGoneOption = False,
) -> Answer:
    """Take in files."""
    from hhmonitor.cli.importing import ImportOptions, gather, gatherer_for, series_known, take_in

    accepted = _accepted(accept)
    if date is not None:
        _day_of_issue(date)
    classification = context.classification
    catalogue = series_known(classification)
    gatherer = gatherer_for(classification, catalogue, first_year)
    gathering = gather(gatherer, _publications(files, date or ""), classification.project.root.path)
    wishes = ImportOptions(dry_run, accepted, private, keep_gone)
    return take_in("indicators-import", classification, catalogue, gathering, _sources_beside(files), wishes)


def _day_of_issue(text: str) -> None:
    """Stop the command where ``--date`` is no date, or one that is still to come."""
    from datetime import date

    from hhmonitor.cli.session import day, refuse
    from hhmonitor.model import first_day

    day(text)
    first = first_day(text)
    if first is not None and first > date.today():
        refuse(_("figures cannot have been issued on {day}, which is still to come").format(day=text))


def _accepted(codes: list[str] | None) -> list[str]:
    """The codes of ``--accept``. Stops the command where one of them is no code of a finding."""
    from hhmonitor.checks import CODES
    from hhmonitor.cli.session import refuse

    found = [code.upper() for code in codes or ()]
    for code in found:
        if code not in CODES:
            refuse(_("there is no finding {code}").format(code=code))
    return found


def _publications(files: list[Path], issued: str) -> Iterator[Publication]:
    """The publications in files, one after the other, with the day of issue that was given where they have none."""
    from hhmonitor.statistics import publications

    for file in files:
        for publication in publications(file):
            publication.vintage = publication.vintage or issued
            yield publication


def _sources_beside(files: list[Path]) -> dict[str, FigureSource]:
    """The sources that lie beside tables in our own form."""
    from hhmonitor.model.figures import FigureSources
    from hhmonitor.project.figures import SOURCES
    from hhmonitor.project.loading import read_model

    found: dict[str, FigureSource] = {}
    for path in dict.fromkeys(file.parent / SOURCES for file in files):
        if path.is_file():
            sources, _findings, _document = read_model(FigureSources, path, str(path))
            found |= sources.root if sources else {}
    return found


@app.command("fetch", help=_("Take in figures from the services of the World Bank and WHO."))
@answering()
def fetch(
    context: Context,
    indicators: Annotated[
        list[str] | None, typer.Argument(metavar="[INDICATOR]...", help=_("Indicators; default: all that are known."))
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option("--publisher", metavar="world_bank|who", help=_("Ask this publisher; default: whoever is first.")),
    ] = None,
    dry_run: DryRunOption = False,
    first_year: FromOption = None,
    accept: AcceptOption = None,
    private: PrivateOption = False,
    keep_gone: KeepGoneOption = False,
    world_bank: Annotated[
        str | None,
        typer.Option(
            "--world-bank", metavar="URL", envvar="HHMONITOR_WORLD_BANK", help=_("The address of its service.")
        ),
    ] = None,
    who: Annotated[
        str | None, typer.Option("--who", metavar="URL", envvar="HHMONITOR_WHO", help=_("The address of its service."))
    ] = None,
    kept: Annotated[
        Path | None,
        typer.Option(
            "--cache", metavar="DIR", envvar="HHMONITOR_CACHE", help=_("Where pages are kept until all have come.")
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", metavar="SECONDS", parser=decimal_number(0.1), help=_("How long a service may be silent.")
        ),
    ] = 30,
    deadline: Annotated[
        float,
        typer.Option(
            "--deadline", metavar="SECONDS", parser=decimal_number(0.1), help=_("How long all of it may take.")
        ),
    ] = 600,
    attempts: Annotated[
        int,
        typer.Option("--attempts", metavar="NUMBER", parser=whole_number(1), help=_("How often a page is asked for.")),
    ] = 5,
) -> Answer:
    """Ask services."""
    from datetime import date

    from hhmonitor.cli.importing import ImportOptions, gather, gatherer_for, series_known, take_in
    from hhmonitor.cli.session import CANNOT_RUN, note, refuse, show_findings
    from hhmonitor.statistics import Unreadable
    from hhmonitor.statistics.fetching import Fetcher, FetchFailed, Patience

    accepted = _accepted(accept)
    classification = context.classification
    catalogue = series_known(classification)
    asked = _series_to_ask_for(classification, catalogue, indicators or [], publisher)
    services = {name: one.service for name, one in catalogue.publishers.items()}
    services |= {name: address for name, address in (("world_bank", world_bank), ("who", who)) if address}
    first = first_year or _first_year(classification)
    gatherer = gatherer_for(classification, catalogue, first)
    try:
        patience = Patience(silence=timeout, page=_PAGE * timeout, whole=deadline, attempts=attempts)
        fetcher = Fetcher(services, kept or _cache(), note, patience)
        pages = (page for known in asked for page in fetcher.publications(known, first, date.today().year))
        gathering = gather(gatherer, pages, classification.project.root.path)
    except FetchFailed as failure:
        refuse(str(failure))
    except Unreadable as unreadable:
        show_findings([unreadable.finding], classification.project.root.path)
        raise typer.Exit(CANNOT_RUN) from None
    wishes = ImportOptions(dry_run, accepted, private, keep_gone)
    return take_in("indicators-fetch", classification, catalogue, gathering, {}, wishes, fetcher.forget)


def _series_to_ask_for(
    classification: Classification, catalogue: Catalogue, indicators: list[str], publisher: str | None
) -> list[Known]:
    """The series of the indicators named, or of all. Stops the command where there is none for one that is named."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.findings import nearest

    known = classification.criteria.indicators
    found = []
    for indicator in indicators or known:
        if indicator not in known:
            suggestion = nearest(indicator, known)
            message = _("there is no indicator “{name}”").format(name=indicator)
            refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
        series = catalogue.of(indicator, publisher)
        if series is not None:
            found.append(series)
        elif indicators:
            refuse(_("no publisher is known that can be asked for {indicator}").format(indicator=indicator))
    return found


def _first_year(classification: Classification) -> int:
    """The first year of the table, from which on publishers are asked for figures."""
    tables = classification.project.figures.values()
    years = (year for indicators in tables for series in indicators.values() for year in series)
    return min(years, default=classification.as_of.year - 10)


def _cache() -> Path:
    import os

    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "hhmonitor" / "pages"


@app.command(
    "list",
    help=_("Show of which markets there are figures, how old they are and where they come from."),
)
@answering()
def list_(
    context: Context,
    indicators: Annotated[
        list[str] | None, typer.Argument(metavar="[INDICATOR]...", help=_("Indicators; default: all."))
    ] = None,
    markets: Annotated[bool, typer.Option("--markets", help=_("Show the newest year of every market too."))] = False,
) -> Answer:
    """Show the coverage."""
    from hhmonitor.answers.coverage import coverage_answer
    from hhmonitor.checks import found
    from hhmonitor.checks.looks import Covered, FigureTables
    from hhmonitor.cli.session import refuse, show_findings
    from hhmonitor.findings import nearest
    from hhmonitor.project.figures import COMMON, TABLE
    from hhmonitor.questions.coverage import coverage

    classification = context.classification
    for name in indicators or ():
        if name not in classification.criteria.indicators:
            suggestion = nearest(name, classification.criteria.indicators)
            message = _("there is no indicator “{name}”").format(name=name)
            refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
    covered = coverage(classification, indicators or ())
    findings = [
        *found(Covered(covered, f"{COMMON}/{TABLE}")),
        *found(FigureTables(classification.project)),
    ]
    if findings:
        show_findings(findings, classification.project.root.path)
    return coverage_answer(classification, covered, markets=markets)
