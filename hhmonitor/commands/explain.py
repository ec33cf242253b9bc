"""``explain``: the whole reasoning on one market."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.commands.options import AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

HELP = _("Explain the category of one market: what is known, what was required, and what is not known.")


def explain(
    market: Annotated[str, typer.Argument(metavar="MARKET", help=_("A market, by code or name."))],
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Explain one market."""
