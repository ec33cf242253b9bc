"""``explain``: the whole reasoning on one market."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.commands.options import AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

HELP = _("Explain the category of one market: what is known, what is asked, and what is not known.")

FORMATS = ("text", "markdown", "json")


def explain(
    market: Annotated[str, typer.Argument(metavar="MARKET", help=_("A market, by code or name."))],
    form: Annotated[
        str, typer.Option("--format", metavar="text|markdown|json", help=_("The form of the answer."))
    ] = "text",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Explain one market."""
    from hhmonitor.commands.session import check_format, hand_over, market_code, open_classification, speak

    speak(lang)
    check_format(form, FORMATS)
    classification = open_classification(root, criteria, as_of)
    code = market_code(classification, market)
    if form == "json":
        from hhmonitor.presentation.listing_json import as_json

        hand_over(as_json(classification, [code], grounds=True), output)
        return
    from hhmonitor.presentation.console import as_text, available_width
    from hhmonitor.presentation.document import READABLE_WIDTH, as_markdown, for_terminal
    from hhmonitor.presentation.explanation import Explanation

    parts = Explanation(classification, code).parts()
    if form == "markdown":
        hand_over(as_markdown(parts), output)
    else:
        hand_over(as_text(*for_terminal(parts), width=min(READABLE_WIDTH, available_width())), output)
