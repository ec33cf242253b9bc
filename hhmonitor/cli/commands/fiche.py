"""``fiche``: the country note of a market."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Write the fiche of a market: the country note of two pages.")
EXAMPLES: Examples = (["JP"], ["EAST-AFRICA"])


@answering(several=True)
def fiche(
    context: Context,
    markets: Annotated[
        list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name."))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Every market, and every member of a region."))] = False,
) -> Answer | Mapping[str, Answer]:
    """The fiche of one market, or of each of several."""
    from hhmonitor.answers.fiche import fiche_answer
    from hhmonitor.cli.session import refuse
    from hhmonitor.questions.fiche import FicheMaker

    if every == bool(markets):
        refuse(_("name the markets to write a fiche of, or give --all"))
    codes = context.codes(markets, members=every)
    maker = FicheMaker(context.classification)
    if len(codes) == 1 and not every:
        return fiche_answer(maker.fiche(codes[0]))
    return {code: fiche_answer(maker.fiche(code)) for code in codes}
