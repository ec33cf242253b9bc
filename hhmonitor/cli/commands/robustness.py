"""``robustness``: how sure the categories are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification

HELP = _("Show how sure each category is, if judgements can be wrong, and what is most worth knowing.")


def robustness(
    markets: Annotated[
        list[str] | None, typer.Argument(metavar="[MARKET]...", help=_("Markets, by code or name; default: all."))
    ] = None,
    members: Annotated[bool, typer.Option("--members", help=_("Show the members of regions too."))] = False,
    wrong: Annotated[
        str | None,
        typer.Option(
            "--if-source-wrong",
            metavar="ID",
            help=_("As if this source of the market's file were wrong: what rests on it alone becomes unknown."),
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="table|json|csv|markdown", help=FORM_HELP)] = "table",
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Show how sure the categories are."""
    from hhmonitor.answers.robustness import FORMATS, rendered
    from hhmonitor.cli.session import chosen_form, hand_over, market_codes, open_classification, refuse, speak

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    classification = open_classification(root, criteria, as_of)
    codes = market_codes(classification, markets, members=members)

    from hhmonitor.inputs.chances import ErrorModel
    from hhmonitor.questions.robustness import robustness as robustness_of

    ruleset, errors = classification.ruleset, ErrorModel(classification.criteria)
    found = [robustness_of(ruleset, errors, classification.inputs(code)) for code in codes]
    otherwise = None
    if wrong is not None:
        if len(codes) != 1:
            refuse(_("a source belongs to one file: name one market with --if-source-wrong"))
        otherwise = wrong, found[0]
        classification = _without(classification, codes[0], wrong)
        found = [robustness_of(ruleset, errors, classification.inputs(codes[0]))]
    hand_over(rendered(classification, found, form, otherwise), output)


def _without(classification: Classification, code: str, source: str) -> Classification:
    """The list as if one source of one market were wrong. Stops the command where the market has no such source."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.findings import nearest
    from hhmonitor.questions.what_if import if_source_wrong

    known = sorted(classification.project.market(code).sources)
    if source not in known:
        message = _("{market} has no source “{source}”").format(market=code, source=source)
        suggestion = nearest(source, known)
        refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
    return if_source_wrong(classification, code, source)
