"""``themes``: the themes against the markets, and the ambitions in figures."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

HELP = _("Show the interest from each theme in each market, and the themes that have no market.")

FORMATS = ("text", "markdown", "json")


def themes(
    members: Annotated[bool, typer.Option("--members", help=_("Show the members of regions too."))] = False,
    ambitions: Annotated[
        bool, typer.Option("--ambitions", help=_("Show the ambitions of the strategy in figures instead."))
    ] = False,
    form: Annotated[str, typer.Option("--format", metavar="text|markdown|json", help=FORM_HELP)] = "text",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Show the matrix of themes and markets."""
    from hhmonitor.answers.ordering import in_order
    from hhmonitor.answers.theme_words import ThemeWords, ambition_parts, ambitions_as_json
    from hhmonitor.cli.session import (
        chosen_form,
        hand_over,
        hand_over_document,
        market_codes,
        open_ambitions,
        open_classification,
        speak,
    )
    from hhmonitor.questions.ambitions import progress
    from hhmonitor.questions.themes import theme_matrix

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    classification = open_classification(root, criteria, as_of)
    if ambitions:
        found = open_ambitions(classification)
        come = list(progress(found, classification.as_of))
        if form == "json":
            hand_over(ambitions_as_json(found, come), output)
        else:
            hand_over_document(ambition_parts(found, come), form, output, wide=True)
        return
    shown = in_order(classification, market_codes(classification, None, members=members))
    codes = [one.code for one in shown]
    words = ThemeWords(classification, theme_matrix(classification, codes))
    if form == "json":
        hand_over(words.as_json(), output)
    else:
        hand_over_document(words.parts(), form, output, wide=True)
