"""``review``: the papers for the meeting that revises the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli import record
from hhmonitor.cli.base import BASE_HELP, BaseAsOfOption, BaseCriteriaOption, open_between
from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.usage import Group, OneCommand
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Write the papers for the meeting that revises the list, and record its outcome.")
EXAMPLES: Examples = ([], ["--base", "."])

app = typer.Typer(cls=Group, invoke_without_command=True, rich_markup_mode=None)


@app.callback(help=HELP)
@answering(usual=lambda: "markdown")
def review(
    context: Context,
    base: Annotated[str | None, typer.Option("--base", metavar="REF|DIR|FILE", help=BASE_HELP)] = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
) -> Answer:
    """The papers, unless a command beneath this one is asked for."""
    from hhmonitor.answers.ordering import in_order
    from hhmonitor.answers.review_papers import papers
    from hhmonitor.questions.comparison import compare
    from hhmonitor.questions.review import review as reviewed

    classification = context.classification
    comparison = None
    if base is not None:
        with open_between(classification, base, base_as_of, base_criteria) as between:
            comparison = compare(between)
    codes = [one.code for one in in_order(classification, classification.listed())]
    return papers(reviewed(classification, comparison, codes))


app.command("record", cls=OneCommand, help=record.HELP)(record.record)
