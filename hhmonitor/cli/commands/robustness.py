"""``robustness``: how sure the categories are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import MarketsArgument, MembersOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.questions.classification import Classification

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
    from hhmonitor.answers.robustness import how_sure
    from hhmonitor.cli.session import refuse
    from hhmonitor.inputs.chances import ErrorModel
    from hhmonitor.questions.robustness import robustness as robustness_of

    classification = context.classification
    codes = context.codes(markets, members=members)
    ruleset, errors = classification.ruleset, ErrorModel(classification.criteria)
    found = [robustness_of(ruleset, errors, classification.inputs(code)) for code in codes]
    if wrong is None:
        return how_sure(classification, found)
    if len(codes) != 1:
        refuse(_("a source belongs to one file: name one market with --if-source-wrong"))
    without = _without(classification, codes[0], wrong)
    now = robustness_of(ruleset, errors, without.inputs(codes[0]))
    return how_sure(without, [now], (wrong, found[0]))


def _without(classification: Classification, code: str, source: str) -> Classification:
    """The list as if one source of one market were wrong. Stops the command where the market has no such source."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.findings import nearest
    from hhmonitor.questions.what_if import if_source_wrong

    known = sorted(classification.project.market(code).sources)
    if source not in known:
        message = _("{market} has no source “{source}”").format(market=code, source=source)
        suggestion = nearest(source, known)
        refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
    return if_source_wrong(classification, code, source)
