"""``set``: one datum of a market, or several, written into its file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, refusing_what_cannot_be_edited, show_and_change, writable
from hhmonitor.cli.context import Context, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _(
    "Write a datum of a market into its file: a judgement with its rationale and sources, or any other by its path. "
    "Only the lines concerned change."
)


@answering()
def set(  # noqa: A001
    context: Context,
    market: Annotated[str, typer.Argument(metavar="MARKET", help=_("The market, by code or name."))],
    data: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH=VALUE...",
            help=_("A datum, such as reform_plans=positive or sources.s4.title=TEXT; nothing behind = takes it out."),
        ),
    ],
    rationale: Annotated[
        str | None, typer.Option("--rationale", metavar="TEXT", help=_("Why it is judged so, in English."))
    ] = None,
    rationale_nl: Annotated[
        str | None,
        typer.Option("--rationale-nl", metavar="TEXT", help=_("The same in Dutch; one language is enough.")),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="NAME", help=_("A source of the file on which it rests; repeatable.")),
    ] = None,
    confidence: Annotated[
        str | None,
        typer.Option("--confidence", metavar="high|medium|low", help=_("How sure the judgement is.")),
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Set data: what was written, or would be, and what that does to the list."""
    from hhmonitor.answers.data_set import DataSet, data_set
    from hhmonitor.asking.data import Grounds, data_edits
    from hhmonitor.cli.session import check_word, market_code, refuse, show_findings
    from hhmonitor.cli.trial import newly_found_in_files, tried
    from hhmonitor.project.changes import Change
    from hhmonitor.project.editing import edited
    from hhmonitor.project.recording import content_of
    from hhmonitor.questions.evidence import effect

    if confidence is not None:
        known = ("high", "medium", "low")
        check_word(confidence, known, _("there is no confidence “{given}”; there are: {known}"))
    classification = writable(context.classification)
    root, criteria = classification.project.root, classification.criteria
    code = market_code(classification, market)
    grounds = Grounds({"en": rationale, "nl": rationale_nl}, source or (), confidence)
    edits = data_edits(classification, code, data, grounds)
    file = classification.project.files[code]
    with refusing_what_cannot_be_edited(root.path):
        before = content_of(root.path / file, file)
        changes = [Change(file, before, edited(before, file, edits))]
    with tried(root, changes) as trial:
        found = newly_found_in_files(root, trial, criteria.id, classification.as_of)
        done = effect(classification, trial, found, [code])
        if found:
            show_findings(found, trial.path)
        if done.errors:
            refuse(_("nothing was written: what is shown here would be wrong then, and is not now"))
    return show_and_change(root, changes, partial(data_set, DataSet(criteria, done)), dry_run=dry_run, yes=yes)
