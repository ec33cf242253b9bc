"""``compare``: what moved since an earlier state of the list, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.base import BASE_HELP, BaseAsOfOption, BaseCriteriaOption, open_between
from hhmonitor.cli.options import FORM_HELP, AsOfOption, CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.language import _

HELP = _("Show which markets moved since an earlier state of the list, and what moved them.")

FORMATS = ("text", "markdown", "json")


def compare(
    base: Annotated[str, typer.Option("--base", metavar="REF|DIR|FILE", help=BASE_HELP)],
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="KIND", help=_("Only moves with a cause of this kind, such as evidence or criteria.")
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="text|markdown|json", help=FORM_HELP)] = "text",
    output: OutputOption = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Show the ledger of moves."""
    from hhmonitor.answers.ledger import Ledger, as_json
    from hhmonitor.cli.session import (
        check_word,
        chosen_form,
        hand_over,
        hand_over_document,
        open_classification,
        speak,
    )
    from hhmonitor.questions.comparison import KINDS
    from hhmonitor.questions.comparison import compare as compared

    speak(lang)
    form = chosen_form(form, FORMATS, output)
    for kind in only or ():
        check_word(kind, KINDS, _("there is no kind of cause “{given}”; there are: {known}"))
    now = open_classification(root, criteria, as_of)
    with open_between(now, base, base_as_of, base_criteria) as between:
        comparison = compared(between)
    if only:
        comparison = comparison.only(only)
    if form == "json":
        hand_over(as_json(comparison), output)
    else:
        hand_over_document(Ledger(comparison, now.criteria).parts(), form, output)
