"""``fiche``: the country note of a market."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, RootOption
from hhmonitor.language import _

HELP = _("Write the fiche of a market: the country note of two pages, as Markdown, HTML, PDF or Word.")


def fiche(
    markets: Annotated[
        list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name."))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Every market, and every member of a region."))] = False,
    form: Annotated[str, typer.Option("--format", metavar="markdown|html|pdf|docx", help=FORM_HELP)] = "markdown",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE|DIR",
            help=_("Write to this file; with --all or several markets, a file for each into this folder."),
        ),
    ] = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Write the fiches."""
    from hhmonitor.answers.fiche.forms import ENDINGS, EXTRAS, maker_of
    from hhmonitor.cli.session import (
        chosen_form,
        codes_named,
        hand_over,
        hand_over_folder,
        market_codes,
        open_classification,
        refuse,
        require_extra,
        speak,
    )
    from hhmonitor.questions.fiche import FicheMaker

    speak(lang)
    form = chosen_form(form, tuple(ENDINGS), output)
    if every == bool(markets):
        refuse(_("name the markets to write a fiche of, or give --all"))
    classification = open_classification(root, criteria, as_of)
    codes = codes_named(classification, markets or ()) or market_codes(classification, None, members=True)
    with require_extra(EXTRAS.get(form, "")):
        make = maker_of(form)
    fiches = FicheMaker(classification)
    if len(codes) > 1 or every:
        if output is None:
            refuse(_("a fiche of several markets goes into a folder: give --output DIR"))
        hand_over_folder({f"{code}.{ENDINGS[form]}": make(fiches.fiche(code)) for code in codes}, output)
    else:
        hand_over(make(fiches.fiche(codes[0])), output)
