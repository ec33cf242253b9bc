"""``search``: where words stand in what was written on the markets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Find words in the rationales, sources, activities and decisions of all markets, and show where they stand.")
EXAMPLES: Examples = (["hospital"], ["zorg", "--market", "Japan"], ["no-such-word-anywhere"])


@answering()
def search(
    context: Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help=_("Words that stand in one text together."))],
    market: Annotated[
        list[str] | None,
        typer.Option("--market", metavar="MARKET", help=_("Only in this market, by code or name; repeatable.")),
    ] = None,
) -> Answer:
    """The texts that hold the words."""
    from hhmonitor.answers.search_results import search_answer
    from hhmonitor.cli.session import codes_named
    from hhmonitor.questions.search import search as matches

    classification = context.classification
    project = classification.project
    codes = codes_named(classification, market) if market else [*project.countries, *project.regions]
    return search_answer(project, words, list(matches(project, words, codes)))
