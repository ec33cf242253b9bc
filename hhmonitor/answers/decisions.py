"""A decision on a market's category in words: who took it, when, until when, and why."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.answers.document import Heading, Paragraph, Part
from hhmonitor.answers.words import category_word
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.model import in_language
from hhmonitor.questions.classification import DecisionStatus


def decision_parts(status: DecisionStatus) -> Iterator[Part]:
    """The decision as it stands, and its reason."""
    decision, language = status.decision, selected()
    yield Heading(_("The decision"))
    taken = _("{who} decided on category {category} ({date}).").format(
        who=in_language(decision.decided_by, language),
        category=category_word(decision.category),
        date=date_text(decision.date),
    )
    state = "" if status.in_force else " " + _("It is not in force yet.")
    review = _(" To be reviewed by {date}.").format(date=date_text(decision.review_by)) if decision.review_by else ""
    overdue = " " + _("That review is overdue.") if status.overdue else ""
    yield Paragraph(taken + state + review + overdue)
    yield Paragraph(in_language(decision.reason, language))
