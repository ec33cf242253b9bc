"""``explain``: the whole reasoning on one market."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.commands.options import AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.analysis.classification import Classification
    from hhmonitor.presentation.document import Part

HELP = _("Explain the category of one market: what is known, what is asked, and what is not known.")

FORMATS = ("text", "markdown", "json")


def explain(
    market: Annotated[str, typer.Argument(metavar="MARKET", help=_("A market, by code or name."))],
    form: Annotated[
        str, typer.Option("--format", metavar="text|markdown|json", help=_("The form of the answer."))
    ] = "text",
    why_not: Annotated[
        str | None,
        typer.Option(
            "--why-not", metavar="CATEGORY", help=_("Say only what stands between the market and this category.")
        ),
    ] = None,
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
    if why_not is not None:
        _explain_why_not(classification, code, why_not, form, output)
        return
    if form == "json":
        from hhmonitor.presentation.listing_json import as_json

        hand_over(as_json(classification, [code], grounds=True), output)
        return
    from hhmonitor.presentation.explanation import Explanation

    _hand_over_parts(Explanation(classification, code).parts(), form, output)


def _explain_why_not(classification: Classification, code: str, category: str, form: str, output: Path | None) -> None:
    from hhmonitor.commands.session import check_category, check_format
    from hhmonitor.presentation.why_not import why_not_parts

    check_format(form, ("text", "markdown"))
    check_category(classification, category)
    _hand_over_parts(why_not_parts(classification, code, category), form, output)


def _hand_over_parts(parts: Iterable[Part], form: str, output: Path | None) -> None:
    from hhmonitor.commands.session import hand_over
    from hhmonitor.presentation.console import as_text, available_width
    from hhmonitor.presentation.document import READABLE_WIDTH, as_markdown, for_terminal

    if form == "markdown":
        hand_over(as_markdown(parts), output)
    else:
        hand_over(as_text(*for_terminal(parts), width=min(READABLE_WIDTH, available_width())), output)
