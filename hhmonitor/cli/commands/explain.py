"""``explain``: the whole reasoning on one market, or the page of a finding's code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.session import check_category, market_code, refuse
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Explain the category of one market, or a finding by its code.")
EXAMPLES: Examples = (["Japan"], ["ASEAN-5"], ["Japan", "--why-not", "I"], ["HH201"])


@answering()
def explain(
    context: Context,
    market: Annotated[
        str,
        typer.Argument(
            metavar="MARKET|CODE", help=_("A market, by code or name, or the code of a finding, such as HH201.")
        ),
    ],
    why_not: Annotated[
        str | None,
        typer.Option(
            "--why-not", metavar="CATEGORY", help=_("Say only what stands between the market and this category.")
        ),
    ] = None,
) -> Answer:
    """One market, or one code."""
    from hhmonitor.answers.code_pages import is_code
    from hhmonitor.answers.explanation import explanation
    from hhmonitor.answers.why_not import why_not as why_not_that_one

    if is_code(market):
        return page_of_code(market)
    classification = context.classification
    code = market_code(classification, market)
    if why_not is None:
        return explanation(classification, code)
    check_category(classification, why_not)
    return why_not_that_one(classification, code, why_not)


def page_of_code(code: str) -> Answer:
    """The page of a finding's code. Stops the command where there is no such code."""
    from hhmonitor.answers.code_pages import page
    from hhmonitor.checks import CODES
    from hhmonitor.findings import nearest

    if code.upper() not in CODES:
        suggestion = nearest(code, CODES)
        message = _("there is no code {code}").format(code=code.upper())
        refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
    return page(code)
