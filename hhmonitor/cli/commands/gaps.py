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
    from hhmonitor.answers.gaps import white_spots
    from hhmonitor.inputs.chances import ErrorModel
    from hhmonitor.questions.gaps import gaps as gaps_of
    from hhmonitor.questions.robustness import robustness

    classification = context.classification
    codes = context.codes(markets, members=members)
    ruleset, errors = classification.ruleset, ErrorModel(classification.criteria)
    found = [
        gaps_of(ruleset, inputs, robustness(ruleset, errors, inputs)) for inputs in map(classification.inputs, codes)
    ]
    return white_spots(classification, found)
