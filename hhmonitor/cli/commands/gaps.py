"""``gaps``: the white spots, and which to look into first."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

HELP = _("Show what is not known, whether it can change a category, and what to find out first.")


def gaps(
    markets: Annotated[
        list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name; default: all."))
    ] = None,
    members: Annotated[bool, typer.Option("--members", help=_("Show the members of regions too."))] = False,
    form: Annotated[str, typer.Option("--format", metavar="table|json|csv|markdown", help=FORM_HELP)] = "table",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Show the white spots."""
    from hhmonitor.answers.gaps import FORMATS, rendered
    from hhmonitor.cli.session import chosen_form, hand_over, market_codes, open_classification, speak

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    classification = open_classification(root, criteria, as_of)
    codes = market_codes(classification, markets, members=members)

    from hhmonitor.inputs.chances import ErrorModel
    from hhmonitor.questions.gaps import gaps as gaps_of
    from hhmonitor.questions.robustness import robustness

    ruleset, errors = classification.ruleset, ErrorModel(classification.criteria)
    found = [
        gaps_of(ruleset, inputs, robustness(ruleset, errors, inputs)) for inputs in map(classification.inputs, codes)
    ]
    hand_over(rendered(classification, found, form), output)
