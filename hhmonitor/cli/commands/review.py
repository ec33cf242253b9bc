"""``review``: the papers for the meeting that revises the list, and beneath it what the meeting decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from hhmonitor.cli.base import Base, BaseAsOfOption, BaseCriteriaOption, BaseOption, since
from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.meeting import minuting, record, renew, shelf, target
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Write the papers for the meeting that revises the list, and record its outcome.")
EXAMPLES: Examples = ([], ["--base", "."])

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@app.callback(help=HELP)
@answering(usual=lambda: "markdown")
def review(
    context: Context,
    base: BaseOption = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
) -> Answer:
    """The papers, unless a command beneath this one is asked for."""
    from hhmonitor.answers.ordering import in_order
    from hhmonitor.answers.review_papers import papers
    from hhmonitor.questions.review import review as reviewed

    classification = context.classification
    comparison = since(classification, Base(base, base_as_of, base_criteria))
    codes = [one.code for one in in_order(classification, classification.listed())]
    return papers(reviewed(classification, comparison, codes))


app.command("record", help=record.HELP)(record.record)
app.command("renew", help=renew.HELP)(renew.renew)
app.command("adopt", help=minuting.ADOPT_HELP)(minuting.adopt)
app.command("target", help=target.HELP)(target.target)
app.command("find", help=minuting.FIND_HELP)(minuting.find)
app.command("action", help=minuting.ACTION_HELP)(minuting.action)
app.command("done", help=minuting.DONE_HELP)(minuting.done)
app.command("note", help=minuting.NOTE_HELP)(minuting.note)
app.command("close", help=shelf.CLOSE_HELP)(shelf.close)
app.command("list", help=shelf.LIST_HELP)(shelf.reviews)
app.command("show", help=shelf.SHOW_HELP)(shelf.show)
app.command("minutes", help=shelf.MINUTES_HELP)(shelf.minutes)
