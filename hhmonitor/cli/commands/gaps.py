"""``gaps``: the white spots, and which to look into first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import MarketsArgument, MembersOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Show what is not known, whether it can change a category, and what to find out first.")
EXAMPLES: Examples = ([], ["EAST-AFRICA"])


@answering()
def gaps(context: Context, markets: MarketsArgument = None, members: MembersOption = False) -> Answer:
    """The white spots."""
    from hhmonitor.asking import evidence

    return evidence.gaps(context.classification, context.codes(markets, members=members))
