"""``criteria``: questions about the criteria themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import whole_number
from hhmonitor.cli.session import CANNOT_RUN, refuse, show_findings
from hhmonitor.cli.usage import Commands
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model import Criteria
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.criteria_changes import Shift

HELP = _("Show the criteria, verify that they are sound, try other readings, compare two versions.")
EXAMPLES: Examples = (["show"], ["verify"], ["calibrate"], ["diff", "2020-2023", "2020-2023"])

app = Commands(no_args_is_help=True)


@app.command("show", help=_("Show the decision table, with its places in the source and the readings chosen."))
@answering()
def show(context: Context) -> Answer:
    """The decision table, and all else that the criteria say."""
    from hhmonitor.answers.criteria_table import criteria_table

    return criteria_table(context.classification.criteria)


@app.command(
    "verify",
    help=_("Find gaps, overlaps, dead and contrary rules; exit status 1 where there are errors."),
)
@answering()
def verify(context: Context) -> Answer:
    """The criteria, verified over all possible markets."""
    from hhmonitor.answers.verification import soundness_findings, verification

    classification = context.classification
    return verification(soundness_findings(classification), classification.criteria)


@app.command(
    "calibrate",
    help=_("Try all other readings of a grid, and see how many published categories follow."),
)
@answering()
def calibrate(
    context: Context,
    reach: Annotated[
        int,
        typer.Option(
            "--reach",
            metavar="NUMBER",
            parser=whole_number(1, 3),
            help=_("How far bounds are moved up and down: 1, 2 or 3."),
        ),
    ] = 1,
) -> Answer:
    """Other readings, held against the published list."""
    from hhmonitor.answers.calibration import calibration
    from hhmonitor.questions.calibration import calibrate as all_readings

    classification = context.classification
    codes = classification.listed()
    published = {code: category for code in codes if (category := classification[code].declared) is not None}
    if not published:
        refuse(_("no market has a published category to hold readings against"))
    with _progress(_("Trying readings")) as tell:
        found = all_readings(classification.ruleset, list(map(classification.inputs, codes)), published, reach, tell)
    return calibration(found, classification)


@app.command("diff", help=_("Tell what changed from one set of criteria to another, and which markets move."))
@answering(without=["criteria"])
def diff(
    context: Context,
    old: Annotated[str, typer.Argument(metavar="A", help=_("Criteria: the id of a set, or a file."))],
    new: Annotated[str, typer.Argument(metavar="B", help=_("The criteria to compare them with."))],
) -> Answer:
    """Two sets of criteria, compared."""
    from hhmonitor.answers.criteria_changes import Comparison, criteria_changes
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.criteria_changes import changes, moves

    opened = context.classification
    before, after = (Classification(opened.project, opened.as_of, _criteria_named(opened, name)) for name in (old, new))
    codes = opened.listed()
    names = (before.criteria.id, after.criteria.id)
    return criteria_changes(
        Comparison(
            before,
            after,
            (old, new) if names[0] == names[1] else names,
            changes(before.criteria, after.criteria),
            moves(before, after, codes),
            len(codes),
            _shift_if_possible(before, after),
        )
    )


def _shift_if_possible(before: Classification, after: Classification) -> Shift | None:
    from hhmonitor.questions.criteria_changes import shift
    from hhmonitor.questions.possible_markets import TooManyKinds

    try:
        return shift(before.ruleset, after.ruleset)
    except TooManyKinds:
        return None


def _criteria_named(classification: Classification, name: str) -> Criteria:
    """The criteria of the project with this id, or those in this file. Stops the command where there are none."""
    from hhmonitor.checks import is_error
    from hhmonitor.findings import nearest
    from hhmonitor.project.loading import locate, read_criteria
    from hhmonitor.project.root import is_file

    sets = classification.project.criteria_sets
    if name in sets:
        return sets[name]
    path = Path(name)
    if not is_file(path):
        suggestion = nearest(name, sets)
        message = _("there are no criteria “{name}”, and no such file").format(name=name)
        refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
    criteria, findings = read_criteria(path)
    if criteria is None or any(map(is_error, findings)):
        show_findings(locate(Path(), findings), Path())
        raise typer.Exit(CANNOT_RUN)
    return criteria


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, gone when the work is done; there on a terminal alone."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)
