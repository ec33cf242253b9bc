"""A decision on a market's category in words: who took it, when, until when, and why."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.answers.blocks import Block, Heading, Paragraph
from hhmonitor.answers.marks import badge
from hhmonitor.answers.texts import filled, told
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import DecisionStatus


def decision_blocks(status: DecisionStatus, criteria: Criteria) -> Iterator[Block]:
    """The decision as it stands, and its reason."""
    decision, language = status.decision, selected()
    yield Heading(_("The decision"))
    taken = filled(
        _("{who} decided on category {category} ({date})."),
        who=told(decision.decided_by, language),
        category=badge(criteria, decision.category),
        date=date_text(decision.date),
    )
    state = "" if status.in_force else " " + _("It is not in force yet.")
    review = _(" To be reviewed by {date}.").format(date=date_text(decision.review_by)) if decision.review_by else ""
    overdue = " " + _("That review is overdue.") if status.overdue else ""
    yield Paragraph([*taken, state + review + overdue])
    yield Paragraph(told(decision.reason, language))
