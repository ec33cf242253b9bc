"""A decision on a market's category in words: who took it, when, until when, and why."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.answers.blocks import Block, Content, Heading, Paragraph, content
from hhmonitor.answers.marks import badge
from hhmonitor.answers.texts import PLAIN, filled, told
from hhmonitor.language import _
from hhmonitor.language.dates import date_text
from hhmonitor.model import Criteria
from hhmonitor.model.market import Decision
from hhmonitor.questions.classification import DecisionStatus

EDITORS = "editors"
"""The word of the files for those who keep the Monitor, where they worded a reason afterwards."""


def decision_blocks(status: DecisionStatus, criteria: Criteria, written_in: str) -> Iterator[Block]:
    """The decision as it stands, and its reason; plain texts of the market's file are ``written_in`` a language."""
    decision = status.decision
    yield Heading(_("The decision"))
    taken = filled(
        _("{who} decided on category {category} ({date})."),
        who=told(decision.decided_by, written_in),
        category=badge(criteria, decision.category),
        date=date_text(decision.date),
    )
    state = "" if status.in_force else " " + _("It is not in force yet.")
    review = _(" To be reviewed by {date}.").format(date=date_text(decision.review_by)) if decision.review_by else ""
    overdue = " " + _("That review is overdue.") if status.overdue else ""
    yield Paragraph([*taken, state + review + overdue])
    yield Paragraph(reason_given(decision, written_in))


def day_of_reason(decision: Decision) -> str:
    """When the reason was given: with the decision, or earlier where a renewal repeats it."""
    return decision.reason_date or decision.date


def reason_given(decision: Decision, written_in: str = PLAIN) -> Content:
    """The reason of a decision; where others worded it than those who took it, or it was given earlier, that is said.

    It tells why the decision was taken, which need not hold on what is known now.
    """
    reason = content(told(decision.reason, written_in))
    given = date_text(day_of_reason(decision))
    if decision.reason_by == EDITORS:
        worded = _("{reason} (Worded by the editors of the Monitor on the state of {date}, not by those who decided.)")
        return filled(worded, reason=reason, date=given)
    if decision.reason_by is not None:
        worded_by = told(decision.reason_by, written_in)
        if decision.reason_date is not None:
            return filled(_("{reason} (Worded by {who}, {date}.)"), reason=reason, who=worded_by, date=given)
        return filled(_("{reason} (Worded by {who}.)"), reason=reason, who=worded_by)
    if decision.reason_date is not None:
        return filled(_("{reason} (The reason is that of {date}.)"), reason=reason, date=given)
    return reason
