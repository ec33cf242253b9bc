"""``review``: the papers for the meeting that revises the list."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli import record
from hhmonitor.cli.base import BASE_HELP, BaseAsOfOption, BaseCriteriaOption, open_between
from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

HELP = _("Write the papers for the meeting that revises the list, and record its outcome.")

FORMATS = ("markdown", "text")

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@app.callback(help=HELP)
def review(
    context: typer.Context,
    base: Annotated[str | None, typer.Option("--base", metavar="REF|DIR|FILE", help=BASE_HELP)] = None,
    form: Annotated[str, typer.Option("--format", metavar="markdown|text", help=FORM_HELP)] = "markdown",
    output: OutputOption = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Write the papers, unless a command beneath this one is asked for."""
    if context.invoked_subcommand is not None:
        return
    from hhmonitor.answers.ordering import in_order
    from hhmonitor.answers.review_papers import ReviewPapers
    from hhmonitor.cli.session import chosen_form, hand_over_document, open_classification, speak
    from hhmonitor.questions.comparison import compare
    from hhmonitor.questions.review import review as reviewed

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    classification = open_classification(root, criteria, as_of)
    comparison = None
    if base is not None:
        with open_between(classification, base, base_as_of, base_criteria) as between:
            comparison = compare(between)
    codes = [one.code for one in in_order(classification, classification.listed())]
    hand_over_document(ReviewPapers(reviewed(classification, comparison, codes)).parts(), form, output, wide=True)


app.command("record", help=record.HELP)(record.record)
