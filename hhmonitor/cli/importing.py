"""What `indicators import` and `indicators fetch` have in common: take figures in, show what changes, write it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hhmonitor.cli.session import CANNOT_RUN, FOUND, OK, note, refuse, require_extra, show_findings
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.findings import Finding
    from hhmonitor.model.figures import FigureSource
    from hhmonitor.project.figures import Row
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.figure_update import Update
    from hhmonitor.statistics import Catalogue, Collector, Gathering, Publication

_SHOWN = 25
"""So many findings are shown; a file in which everything is doubtful would otherwise hide the report."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the options of the command ask for."""

    dry_run: bool
    accept: Sequence[str]
    private: bool
    keep_gone: bool


def series_known(classification: Classification) -> Catalogue:
    """The publishers' series that are known here. Stops the command where the project's own are not sound."""
    from hhmonitor.project.loading import read_series
    from hhmonitor.statistics import catalogue

    root = classification.project.root.path
    own, findings = read_series(root)
    if findings:
        show_findings(classification.project.located(findings), root)
        raise typer.Exit(CANNOT_RUN)
    return catalogue(own)


def gatherer_for(classification: Classification, catalogue: Catalogue, first_year: int | None) -> Collector:
    """Gathers figures of the project's countries, of all others in its table, and of the Netherlands."""
    from hhmonitor.model.market import HOME
    from hhmonitor.statistics import Collector

    project = classification.project
    markets = {HOME, *project.countries, *project.figures}
    base = [name for name, definition in project.criteria.indicators.items() if not definition.product_of]
    return Collector(catalogue, markets, base, first_year)


def gather(gatherer: Collector, publications: Iterable[Publication], root: Path) -> Gathering:
    """Everything in the publications. Stops the command where one of them cannot be read."""
    from hhmonitor.statistics import Unreadable

    try:
        with require_extra("excel"):
            for publication in publications:
                gatherer.read(publication)
    except Unreadable as unreadable:
        show_findings([unreadable.finding], root)
        raise typer.Exit(CANNOT_RUN) from None
    return gatherer.result()


def take_in(
    name: str,
    classification: Classification,
    catalogue: Catalogue,
    gathering: Gathering,
    beside: dict[str, FigureSource],
    wishes: ImportOptions,
    afterwards: Callable[[], None] = lambda: None,
) -> Answer:
    """What the figures change; writes the table unless that was not asked for or something is wrong.

    ``name`` is the command's; ``beside`` are sources that came along with the figures. ``afterwards`` is done when the
    table is up to date.
    """
    from hhmonitor.answers.figure_changes import ImportReport, import_answer
    from hhmonitor.checks import found, is_error
    from hhmonitor.checks.looks import Gathered, Imported
    from hhmonitor.project.figures import COMMON, PRIVATE, SOURCES, TABLE, read_rows
    from hhmonitor.questions.figure_update import updated
    from hhmonitor.questions.movement import figure_table, movements

    project = classification.project
    if not wishes.dry_run and project.root.how == "embedded":
        refuse(_("these figures come with hhmonitor itself; give a project folder of your own, or --dry-run"))
    folder = PRIVATE if wishes.private else COMMON
    # Before they are read: a file that another command changes from here on is seen to have changed.
    present = {name: _present(project.root.path / name) for name in (f"{folder}/{SOURCES}", f"{folder}/{TABLE}")}
    common = read_rows(project.root.path / COMMON / TABLE)
    private = read_rows(project.root.path / PRIVATE / TABLE)
    sources = _sources(classification) | {
        name: one for name, one in beside.items() if name not in project.figure_sources
    }
    rows = private if wishes.private else common
    _refuse_undated(rows, gathering, sources, project.root.path)
    update = updated(
        rows,
        gathering.harvests,
        sources,
        catalogue.publishers,
        keep_gone=wishes.keep_gone,
    )
    tables = (common, update.rows) if wishes.private else (update.rows, private)
    findings = [
        *gathering.findings,
        *found(Gathered(gathering.harvests)),
        *found(Imported(update, gathering.harvests, project.criteria.indicators, sources)),
    ]
    wrong = [one for one in findings if is_error(one) and one.code not in wishes.accept]
    outcome = "refused" if wrong else "dry_run" if wishes.dry_run else "written" if update.changes else "nothing"
    moved = movements(classification, figure_table(*tables))
    report = ImportReport(project.criteria, gathering, update, moved, findings, outcome)
    if outcome == "written":
        came_along = {name: one for name, one in beside.items() if name not in project.figure_sources}
        needed_elsewhere = {row.source for row in (common if wishes.private else private)}
        _write(project.root.path, present, update, came_along, update.dropped - needed_elsewhere)
    _show(findings, project.root.path)
    if outcome in ("written", "nothing"):
        afterwards()
    return import_answer(report, name, FOUND if outcome == "refused" else OK)


def _refuse_undated(rows: Sequence[Row], gathering: Gathering, sources: Mapping[str, FigureSource], root: Path) -> None:
    """Stop the command where figures have no day of issue: they might take the place of newer ones."""
    from hhmonitor.questions.figure_update import undated

    findings = list(undated(rows, gathering.harvests, sources))
    if findings:
        _show(findings, root)
        raise typer.Exit(CANNOT_RUN)


def _sources(classification: Classification) -> dict[str, FigureSource]:
    """The sources that the project knows. Stops the command where their files, to be added to, are not sound."""
    from hhmonitor.project.loading import read_sources

    root = classification.project.root.path
    sources, findings = read_sources(root)
    if findings:
        show_findings(classification.project.located(findings), root)
        raise typer.Exit(CANNOT_RUN)
    return sources


def _show(findings: Sequence[Finding], root: Path) -> None:
    """Show what is wrong and what is doubtful, errors first; of very many the first ones."""
    from hhmonitor.checks import is_error

    if findings:
        ordered = sorted(findings, key=lambda one: not is_error(one))
        show_findings(ordered[:_SHOWN], root)
    if len(findings) > _SHOWN:
        more = _("{count} more findings are not shown here; --format json has them all")
        note(more.format(count=len(findings) - _SHOWN))


def _present(path: Path) -> bytes | None:
    """A file as it is now, or none. Stops the command where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        refuse(_("{file} cannot be read: {reason}").format(file=path, reason=error.strerror or error))


def _write(
    root: Path,
    present: Mapping[str, bytes | None],
    update: Update,
    beside: dict[str, FigureSource],
    dropped: Collection[str],
) -> None:
    """Write the new table, with its sources: those that it names, without those that it names no longer.

    ``present`` are both files as they were read, the sources first.
    """
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.project.changes import Change, change_files
    from hhmonitor.project.figures import sources_text, table_text

    used = {row.source for row in update.rows}
    added = {**{name: one for name, one in beside.items() if name in used}, **update.sources}
    sources, table = present
    changes = [Change(table, present[table], table_text(update.rows, update.order).encode())]
    if added or dropped:
        text = sources_text((present[sources] or b"").decode(), added, dropped)
        changes.append(Change(sources, present[sources], text.encode()))
    with refusing_what_cannot_be_written():
        change_files(root, changes)
    note(_("Written: {file}.").format(file=root / table))
