"""``classify``: the list of markets with their categories."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

HELP = _("Show the category of every market, or of the markets named, with the reason.")


def classify(
    markets: Annotated[
        list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name; default: all."))
    ] = None,
    members: Annotated[bool, typer.Option("--members", help=_("Show the members of regions too."))] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="table|json|csv|markdown|xlsx",
            help=FORM_HELP + " " + _("For a spreadsheet, xlsx is the form; csv is for programs."),
        ),
    ] = "table",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Show the list."""
    from hhmonitor.answers.listing import FORMATS, rendered
    from hhmonitor.cli.session import (
        chosen_form,
        hand_over,
        hand_over_workbook,
        market_codes,
        open_classification,
        speak,
    )

    speak(lang)
    form = chosen_form(form, (*FORMATS, "xlsx"), output)
    classification = open_classification(root, criteria, as_of)
    codes = market_codes(classification, markets, members=members)
    if form != "xlsx":
        hand_over(rendered(classification, codes, form), output)
        return
    hand_over_workbook(classification, codes, output)
