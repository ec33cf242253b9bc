"""``effort``: what each market's category asks, against what is in place."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _
from hhmonitor.language.dates import date_text

HELP = _("Show the effort that each market's category asks for, against what is in place.")

FORMATS = ("text", "markdown", "json")


def effort(
    markets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MARKET]...", help=_("Markets, by code or name, each in full; default: an overview of all.")
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="text|markdown|json", help=FORM_HELP)] = "text",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Show the effort for all markets, or for those named."""
    from hhmonitor.answers import efforts
    from hhmonitor.answers.ordering import in_order
    from hhmonitor.cli.session import (
        chosen_form,
        hand_over,
        hand_over_document,
        market_codes,
        open_classification,
        speak,
    )
    from hhmonitor.questions.effort import effort as effort_of

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    classification = open_classification(root, criteria, as_of)
    shown = in_order(classification, market_codes(classification, markets))
    found = [effort_of(classification, one.code) for one in shown]
    used, day = classification.criteria, classification.as_of.isoformat()
    if form == "json":
        hand_over(efforts.as_json(found, used, day), output)
    elif markets:
        parts = (part for one in found for part in efforts.details(one, used))
        hand_over_document(parts, form, output, wide=True)
    else:
        hand_over_document(efforts.overview(found, used, date_text(classification.as_of)), form, output, wide=True)
