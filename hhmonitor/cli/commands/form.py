"""``form``: what is on file of markets as a workbook to be filled in, and what came back of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, refusing_what_cannot_be_edited, show_and_change, writable
from hhmonitor.cli.context import AsOfOption, Context, CriteriaOption, LangOption, RootOption, answering
from hhmonitor.cli.options import MarketsArgument, MembersOption
from hhmonitor.cli.usage import Commands
from hhmonitor.language import _, ngettext

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.findings import Finding
    from hhmonitor.questions.classification import Classification
    from hhmonitor.workbook.layout import Layout, MarketState
    from hhmonitor.workbook.merging import Merge
    from hhmonitor.workbook.reading import Filled

HELP = _("Fill in what is known of markets in Excel: make a form, and take it back.")

app = Commands(help=HELP, no_args_is_help=True)


@app.command("make", help=_("Make a form for Excel of what is on file of markets, to be filled in."))
def make(
    markets: MarketsArgument = None,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help=_("The .xlsx file to write."))] = None,
    table: Annotated[
        bool, typer.Option("--table", help=_("The judgements alone, of all the markets on one sheet."))
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help=_("The countries named have no file yet; taking the form makes it."))
    ] = False,
    members: MembersOption = False,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Write the workbook: it is no answer in a form, but a form to be answered."""
    from hhmonitor.cli.output import write_output
    from hhmonitor.cli.session import note, refuse, require_extra, speak
    from hhmonitor.language.dates import date_text

    speak(lang)
    context = Context(root, criteria, as_of)
    if output is None or output.suffix.lower() != ".xlsx":
        refuse(_("say where the form goes: give --output FILE.xlsx"))
    classification = context.classification
    if new:
        states = _new(classification, markets or ())
    else:
        states = [_state(classification, code) for code in context.codes(markets, members=members)]
    with require_extra("excel"):
        from hhmonitor.workbook.layout import Layout
        from hhmonitor.workbook.making import make_form

        made = make_form(Layout(classification.criteria, states, table), date_text(context.day))
    write_output(made, output, project=classification.project.root.path)
    note(_("{file} written. When it is filled in: hhmonitor form take {file}").format(file=output))


def _state(classification: Classification, code: str) -> MarketState:
    from hhmonitor.workbook.layout import MarketState

    project = classification.project
    document = project.document(project.files[code])
    assert document is not None  # the project was loaded from it
    return MarketState(code, document.data)


def _new(classification: Classification, names: list[str] | tuple[str, ...]) -> list[MarketState]:
    """Countries that have no file yet. Stops the command where one has, or where a name means no country."""
    from hhmonitor.cli.commands.new import country_named
    from hhmonitor.cli.session import refuse
    from hhmonitor.workbook.layout import new_market

    if not names:
        refuse(_("name the countries that are new"))
    codes = list(dict.fromkeys(map(country_named, names)))
    present = [code for code in codes if code in classification.project.files]
    if present:
        message = _("{file} is there already; leave out --new to make a form of it")
        refuse(*(message.format(file=classification.project.files[code]) for code in present))
    return [new_market(code, classification.criteria, classification.as_of.isoformat()) for code in codes]


@app.command("take", help=_("Take in a form that was filled in: show what would change, and write it."))
@answering()
def take(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The form that was filled in, an .xlsx file."))],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Lay the form beside the project, and write what it changes: all of it, or nothing."""
    from hhmonitor.cli.session import note, require_extra, show_findings
    from hhmonitor.cli.trial import newly_found_in_files, tried
    from hhmonitor.questions.evidence import effect
    from hhmonitor.workbook.taking import changes, on_cells
    from hhmonitor.workbook.telling import FormReport, taken

    classification = writable(context.classification)
    project = classification.project
    with require_extra("excel"):
        filled = _read(file)
    layout, merge = _merged(classification, filled, file)
    if merge.findings:
        _refuse_with(merge.findings, file)
    with refusing_what_cannot_be_edited(project.root.path):
        changed = changes(project, merge)
    with tried(project.root, changed) as trial:
        found = newly_found_in_files(project.root, trial, classification.criteria.id, classification.as_of)
        done = effect(classification, trial, found, [one.code for one in merge.markets])
    told = [*on_cells((*done.errors, *done.warnings), project, merge, layout)]
    if done.errors:
        _refuse_with(told, file)
    if told:
        show_findings(told, project.root.path)
    begun = {*project.files, *(one.code for one in merge.markets)}
    for one in filled.markets:
        if one.code not in begun:
            note(_("Nothing was filled in of {market}, which gets no file.").format(market=layout.name(one.code)))
    for name in filled.foreign:
        note(_("The sheet “{sheet}” is no part of the form, and was not read.").format(sheet=name))
    report = FormReport(layout, merge.markets, done)
    return show_and_change(project.root, changed, partial(taken, report), dry_run=dry_run, yes=yes)


def _read(file: Path) -> Filled:
    """The form that was given. Stops the command where it cannot be read."""
    from hhmonitor.statistics import Unreadable
    from hhmonitor.workbook.reading import read_form

    try:
        return read_form(file)
    except Unreadable as unreadable:
        _refuse_with([unreadable.finding], file)


def _merged(classification: Classification, filled: Filled, file: Path) -> tuple[Layout, Merge]:
    """The form laid beside the project, read in its own language. Stops the command where it is of other criteria."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.findings import Finding, Place
    from hhmonitor.language import speaking
    from hhmonitor.workbook.layout import Layout
    from hhmonitor.workbook.merging import merge

    if filled.criteria != classification.criteria.id:
        message = _("this form was made under the criteria {id}; to take it in, give --criteria {id}")
        refuse(message.format(id=filled.criteria))
    project = classification.project
    with speaking(filled.language):
        layout = Layout(classification.criteria, filled.markets, filled.table)
        if layout.fingerprint != filled.fingerprint:
            _refuse_with([Finding("HH702", Place(file.name))], file)
        now = {one.code: _state(classification, one.code).data for one in filled.markets if one.code in project.files}
        return layout, merge(filled, layout, now)


def _refuse_with(findings: Sequence[Finding], file: Path) -> NoReturn:
    """Stop the command with what is wrong in the form, cell by cell."""
    from hhmonitor.cli.session import Refused

    message = ngettext(
        "nothing was written: mend this cell in the form, and take it once more",
        "nothing was written: mend these {number} cells in the form, and take it once more",
        len(findings),
    )
    raise Refused(message.format(number=len(findings)), findings=findings, folder=file.parent)
