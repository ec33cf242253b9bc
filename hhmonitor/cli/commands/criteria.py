"""``criteria``: questions about the criteria themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.document import Part
    from hhmonitor.model import Criteria
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.criteria_changes import Shift

HELP = _("Show the criteria, verify that they are sound, try other readings, compare two versions.")

FORMATS = ("table", "markdown", "json")

FormOption = Annotated[str, typer.Option("--format", metavar="table|markdown|json", help=FORM_HELP)]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("show", help=_("Show the decision table, with its places in the source and the readings chosen."))
def show(
    form: FormOption = "table",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Show the decision table."""
    from hhmonitor.answers.criteria_table import as_document, as_json
    from hhmonitor.cli.session import chosen_form, open_classification, speak

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    chosen = open_classification(root, criteria, as_of).criteria
    _hand_over(form, output, lambda: as_document(chosen), lambda: as_json(chosen))


@app.command("verify", help=_("Find gaps, overlaps, dead and contrary rules; exit status 1 where there are errors."))
def verify(
    form: FormOption = "table",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Verify the criteria over all possible markets."""
    from hhmonitor.answers.verification import as_json, as_report, soundness_findings
    from hhmonitor.checks import is_error
    from hhmonitor.cli.session import FOUND, chosen_form, open_classification, speak

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    classification = open_classification(root, criteria, as_of)
    chosen, findings = classification.criteria, soundness_findings(classification)
    _hand_over(form, output, lambda: as_report(findings, chosen), lambda: as_json(findings, chosen))
    if any(map(is_error, findings)):
        raise typer.Exit(FOUND)


@app.command("calibrate", help=_("Try all other readings of a grid, and see how many published categories follow."))
def calibrate(
    reach: Annotated[
        int,
        typer.Option("--reach", metavar="NUMBER", min=1, max=3, help=_("How far bounds are moved up and down.")),
    ] = 1,
    form: FormOption = "table",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Hold other readings against the published list."""
    from hhmonitor.answers.calibration import as_document, as_json
    from hhmonitor.cli.session import chosen_form, open_classification, refuse, speak
    from hhmonitor.questions.calibration import calibrate as all_readings

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    classification = open_classification(root, criteria, as_of)
    codes = classification.listed()
    published = {code: category for code in codes if (category := classification[code].declared) is not None}
    if not published:
        refuse(_("no market has a published category to hold readings against"))
    with _progress(_("Trying readings")) as tell:
        found = all_readings(classification.ruleset, list(map(classification.inputs, codes)), published, reach, tell)
    _hand_over(form, output, lambda: as_document(found, classification), lambda: as_json(found, classification))


@app.command("diff", help=_("Tell what changed from one set of criteria to another, and which markets move."))
def diff(
    old: Annotated[str, typer.Argument(metavar="A", help=_("Criteria: the id of a set, or a file."))],
    new: Annotated[str, typer.Argument(metavar="B", help=_("The criteria to compare them with."))],
    form: FormOption = "table",
    output: OutputOption = None,
    root: RootOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Compare two sets of criteria."""
    from hhmonitor.answers.criteria_changes import Comparison, as_document, as_json
    from hhmonitor.cli.session import chosen_form, open_classification, speak
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.criteria_changes import changes, moves

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    opened = open_classification(root, None, as_of)
    before, after = (Classification(opened.project, opened.as_of, _criteria_named(opened, name)) for name in (old, new))
    codes = opened.listed()
    names = (before.criteria.id, after.criteria.id)
    found = Comparison(
        before,
        after,
        (old, new) if names[0] == names[1] else names,
        changes(before.criteria, after.criteria),
        moves(before, after, codes),
        len(codes),
        _shift_if_possible(before, after),
    )
    _hand_over(form, output, lambda: as_document(found), lambda: as_json(found))


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
    from hhmonitor.cli.session import CANNOT_RUN, refuse, show_findings
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


def _hand_over(
    form: str, output: Path | None, document: Callable[[], Sequence[Part]], as_json: Callable[[], str]
) -> None:
    """Give a result in the form asked for."""
    from hhmonitor.answers.console import as_text, available_width
    from hhmonitor.answers.document import READABLE_WIDTH, Grid, as_markdown, for_terminal
    from hhmonitor.cli.session import hand_over

    if form == "json":
        hand_over(as_json(), output)
    elif form == "markdown":
        hand_over(as_markdown(document()), output)
    else:
        # Tables may take all the width there is; running text may not.
        width = available_width()
        widths = ((part, width if isinstance(part, Grid) else min(width, READABLE_WIDTH)) for part in document())
        hand_over("".join(as_text(*for_terminal([part]), width=wide) for part, wide in widths), output)
