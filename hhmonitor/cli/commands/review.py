"""``review``: the papers for the meeting that revises the list, and beneath it what the meeting decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hhmonitor.asking.earlier import Base
from hhmonitor.cli.base import BaseAsOfOption, BaseCriteriaOption, BaseOption, since
from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.meeting import minuting, record, renew, shelf, target
from hhmonitor.cli.usage import Commands
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Write the papers for the meeting that revises the list, and record its outcome.")
EXAMPLES: Examples = ([], ["--base", "."])

app = Commands(invoke_without_command=True)


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
    from hhmonitor.answers.review_papers import MadeFrom, papers
    from hhmonitor.project.fingerprint import fingerprint
    from hhmonitor.project.revision import commit_of
    from hhmonitor.questions.review import review as reviewed
    from hhmonitor.site.map import picture

    classification = context.classification
    comparison = since(classification, Base(base, base_as_of, base_criteria))
    codes = [one.code for one in in_order(classification, classification.listed())]
    folder = classification.project.root.path
    made_from = MadeFrom(fingerprint(folder), commit_of(folder))
    return papers(reviewed(classification, comparison, codes), made_from, lambda: picture(classification))


for _name, _help, _command in (
    ("record", record.HELP, record.record),
    ("renew", renew.HELP, renew.renew),
    ("adopt", minuting.ADOPT_HELP, minuting.adopt),
    ("target", target.HELP, target.target),
    ("find", minuting.FIND_HELP, minuting.find),
    ("action", minuting.ACTION_HELP, minuting.action),
    ("done", minuting.DONE_HELP, minuting.done),
    ("note", minuting.NOTE_HELP, minuting.note),
    ("close", shelf.CLOSE_HELP, shelf.close),
    ("list", shelf.LIST_HELP, shelf.reviews),
    ("show", shelf.SHOW_HELP, shelf.show),
    ("minutes", shelf.MINUTES_HELP, shelf.minutes),
):
    app.command(_name, help=_help)(_command)
