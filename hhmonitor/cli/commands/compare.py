"""``compare``: what moved since an earlier state of the list, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.asking.earlier import Base
from hhmonitor.cli.base import BaseAsOfOption, BaseCriteriaOption, BaseOption, comparison
from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Show which markets moved since an earlier state of the list, and what moved them.")
EXAMPLES: Examples = (
    [],
    ["--base", "."],
    ["--base", ".", "--base-as-of", "2018-12-31", "--only", "figures"],
)


@answering()
def compare(
    context: Context,
    base: BaseOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help=_(
                "Look back on the list as it was on this day, or yesterday: with git its files, else the last review."
            ),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="KIND", help=_("Only moves with a cause of this kind, such as evidence or criteria.")
        ),
    ] = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
) -> Answer:
    """The ledger of moves."""
    from hhmonitor.answers.ledger import ledger
    from hhmonitor.asking.earlier import base_of_day
    from hhmonitor.cli.session import check_word, note, refuse
    from hhmonitor.questions.change import KINDS

    for kind in only or ():
        check_word(kind, KINDS, _("there is no kind of cause “{given}”; there are: {known}"))
    if base is not None and since is not None:
        refuse(_("--base and --since both say what to look back on; give one of the two"))
    now = context.classification
    earlier = Base(base, base_as_of, base_criteria)
    found = comparison(now, earlier if since is None else base_of_day(now, since, earlier, note))
    return ledger(found.only(only) if only else found, now.criteria)
