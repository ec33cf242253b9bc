"""``review renew``: decisions that go on, for the same reason, with a new date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, writable
from hhmonitor.cli.context import Context, answering
from hhmonitor.cli.meeting.saving import (
    BODY,
    DateOption,
    DecidedByOption,
    Outcome,
    ReviewByOption,
    days_of,
    save_outcomes,
)
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model.market import Decision
    from hhmonitor.questions.classification import Classified

HELP = _("Renew decisions: the same category for the same reason, with a new date and a new day of review.")


@answering()
def renew(
    context: Context,
    markets: Annotated[list[str], typer.Argument(metavar="MARKET...", help=_("The markets, by code or name."))],
    decided_by: DecidedByOption = BODY,
    date: DateOption = None,
    review_by: ReviewByOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Renew decisions that are in force, all or nothing."""
    from hhmonitor.questions.meeting import decided

    classification = writable(context.classification)
    days = days_of(classification, date, review_by)
    outcomes = []
    for code in context.codes(markets):
        one = classification[code]
        decision = _renewable(one, days.date)
        # The reason stays whose it was and of when it was; the body that renews is the one that decides now.
        reason_date = decision.reason_date or decision.date
        update = {"decided_by": decided_by, "date": days.date, "review_by": days.review_by, "reason_date": reason_date}
        outcomes.append(Outcome(code, decided(one, decision.model_copy(update=update), "renewed")))
    return save_outcomes(classification, "review-renew", outcomes, dry_run=dry_run, yes=yes)


def _renewable(one: Classified, day: str) -> Decision:
    """The decision on a market. Stops the command where there is none that can be renewed on a day."""
    from hhmonitor.answers.words import category_word
    from hhmonitor.cli.session import refuse
    from hhmonitor.language.dates import date_text
    from hhmonitor.questions.meeting import older

    decision = one.market.decision
    if decision is None or not one.by_decision:
        refuse(_("there is no decision in force on {market} to renew").format(market=one.code))
    if decision.category == one.assessment.rule_category:
        message = _("the rules give {market} category {category} by themselves now; withdraw the decision: {command}")
        command = f"hhmonitor review record {one.code}=rules"
        refuse(message.format(market=one.code, category=category_word(decision.category), command=command))
    if older(day, decision):
        message = _("the decision on {market} is of {day}; one of {earlier} cannot replace it")
        refuse(message.format(market=one.code, day=date_text(decision.date), earlier=date_text(day)))
    return decision
