"""``effort``: what each market's category asks, against what is in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Show the effort that each market's category asks for, against what is in place.")
EXAMPLES: Examples = ([], ["DE", "JP"])


@answering()
def effort(
    context: Context,
    markets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MARKET]...", help=_("Markets, by code or name, each in full; default: an overview of all.")
        ),
    ] = None,
) -> Answer:
    """The effort for all markets, or for those named."""
    from hhmonitor.answers.efforts import effort_answer
    from hhmonitor.answers.ordering import in_order
    from hhmonitor.questions.effort import effort as effort_of

    classification = context.classification
    shown = in_order(classification, context.codes(markets))
    found = [effort_of(classification, one.code) for one in shown]
    return effort_answer(found, classification, in_full=bool(markets))
