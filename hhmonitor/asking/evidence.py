"""What is not known, and how sure what is judged is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hhmonitor.asking.refusal import refuse, suggesting
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.questions.classification import Classification


def gaps(classification: Classification, codes: Sequence[str]) -> Answer:
    """The white spots of the markets with these codes."""
    from hhmonitor.answers.gaps import white_spots
    from hhmonitor.inputs.chances import ErrorModel
    from hhmonitor.questions.gaps import gaps as gaps_of
    from hhmonitor.questions.robustness import robustness as robustness_of

    ruleset, errors = classification.ruleset, ErrorModel(classification.criteria)
    found = [
        gaps_of(ruleset, inputs, robustness_of(ruleset, errors, inputs)) for inputs in map(classification.inputs, codes)
    ]
    return white_spots(classification, found)


def robustness(classification: Classification, codes: Sequence[str], wrong_source: str | None = None) -> Answer:
    """How sure the categories of these markets are; of one, also as if a source of its file were wrong.

    Raises Refused where the market has no such source, or where there is not just one market.
    """
    from hhmonitor.answers.robustness import how_sure
    from hhmonitor.inputs.chances import ErrorModel
    from hhmonitor.questions.robustness import robustness as robustness_of

    ruleset, errors = classification.ruleset, ErrorModel(classification.criteria)
    found = [robustness_of(ruleset, errors, classification.inputs(code)) for code in codes]
    if wrong_source is None:
        return how_sure(classification, found)
    if len(codes) != 1:
        refuse(_("a source belongs to one file: name one market"))
    without = _without(classification, codes[0], wrong_source)
    now = robustness_of(ruleset, errors, without.inputs(codes[0]))
    return how_sure(without, [now], (wrong_source, found[0]))


def _without(classification: Classification, code: str, source: str) -> Classification:
    """The list as if one source of one market were wrong. Raises Refused where the market has no such source."""
    from hhmonitor.findings import nearest
    from hhmonitor.questions.what_if import if_source_wrong

    known = sorted(classification.project.market(code).sources)
    if source not in known:
        message = _("{market} has no source “{source}”").format(market=code, source=source)
        refuse(suggesting(message, nearest(source, known)))
    return if_source_wrong(classification, code, source)
