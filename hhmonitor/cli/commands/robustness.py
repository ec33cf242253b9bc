"""``robustness``: how sure the categories are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import MarketsArgument, MembersOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Show how sure each category is, if judgements can be wrong, and what is most worth knowing.")
EXAMPLES: Examples = ([], ["EAST-AFRICA"], ["JP", "--if-source-wrong", "s1"])


@answering()
def robustness(
    context: Context,
    markets: MarketsArgument = None,
    members: MembersOption = False,
    wrong: Annotated[
        str | None,
        typer.Option(
            "--if-source-wrong",
            metavar="ID",
            help=_("As if this source of the market's file were wrong: what rests on it alone becomes unknown."),
        ),
    ] = None,
) -> Answer:
    """How sure the categories are."""
    from hhmonitor.asking import evidence

    return evidence.robustness(context.classification, context.codes(markets, members=members), wrong)
