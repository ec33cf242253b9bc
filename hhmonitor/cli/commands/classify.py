"""``classify``: the list of markets with their categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import MarketsArgument, MembersOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Show the category of every market, or of the markets named, with the reason.")
EXAMPLES: Examples = ([], ["ASEAN-5", "--members"])


@answering()
def classify(context: Context, markets: MarketsArgument = None, members: MembersOption = False) -> Answer:
    """The list."""
    from hhmonitor.answers.listing import listing

    return listing(context.classification, context.codes(markets, members=members))
