"""``themes``: the themes against the markets, and the ambitions in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import MembersOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Show the interest from each theme in each market, and the themes that have no market.")
EXAMPLES: Examples = ([], ["--ambitions"])


@answering()
def themes(
    context: Context,
    members: MembersOption = False,
    ambitions: Annotated[
        bool, typer.Option("--ambitions", help=_("Show the ambitions of the strategy in figures instead."))
    ] = False,
) -> Answer:
    """The matrix of themes and markets, or the ambitions."""
    from hhmonitor.answers.ordering import in_order
    from hhmonitor.answers.theme_words import ambitions_answer, themes_answer
    from hhmonitor.cli.session import open_ambitions
    from hhmonitor.questions.ambitions import progress
    from hhmonitor.questions.themes import theme_matrix

    classification = context.classification
    if ambitions:
        found = open_ambitions(classification)
        return ambitions_answer(found, list(progress(found, classification.as_of)))
    codes = [one.code for one in in_order(classification, context.codes(None, members=members))]
    return themes_answer(classification, theme_matrix(classification, codes))
