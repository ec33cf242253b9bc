"""``explain``: the whole reasoning on one market, or the page of a finding's code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification

HELP = _("Explain the category of one market, or a finding by its code.")

FORMATS = ("text", "markdown", "json")


def explain(
    market: Annotated[
        str,
        typer.Argument(
            metavar="MARKET|CODE", help=_("A market, by code or name, or the code of a finding, such as HH201.")
        ),
    ],
    form: Annotated[str, typer.Option("--format", metavar="text|markdown|json", help=FORM_HELP)] = "text",
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
    """Explain one market, or one code."""
    from hhmonitor.cli.session import (
        chosen_form,
        hand_over,
        hand_over_document,
        market_code,
        open_classification,
        speak,
    )

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    if is_finding_code(market):
        hand_over(page_of_code(market), output)
        return
    classification = open_classification(root, criteria, as_of)
    code = market_code(classification, market)
    if why_not is not None:
        _explain_why_not(classification, code, why_not, form, output)
        return
    if form == "json":
        from hhmonitor.answers.listing_json import as_json

        hand_over(as_json(classification, [code], grounds=True), output)
        return
    from hhmonitor.answers.explanation import Explanation

    hand_over_document(Explanation(classification, code).parts(), form, output)


def is_finding_code(text: str) -> bool:
    """Whether the code of a finding is asked for rather than a market."""
    from hhmonitor.answers.code_pages import is_code

    return is_code(text)


def page_of_code(code: str) -> str:
    """The page of a finding's code. Stops the command where there is no such code."""
    from hhmonitor.answers.code_pages import page
    from hhmonitor.checks import CODES
    from hhmonitor.cli.session import refuse
    from hhmonitor.findings import nearest

    if code.upper() not in CODES:
        suggestion = nearest(code, CODES)
        message = _("there is no code {code}").format(code=code.upper())
        refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
    return page(code)


def _explain_why_not(classification: Classification, code: str, category: str, form: str, output: Path | None) -> None:
    from hhmonitor.answers.why_not import why_not_with_decision
    from hhmonitor.cli.session import check_category, check_format, hand_over_document

    check_format(form, ("text", "markdown"))
    check_category(classification, category)
    hand_over_document(why_not_with_decision(classification, code, category), form, output)
