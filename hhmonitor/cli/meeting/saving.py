"""What the commands of a meeting share: the decision that they make, and how it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from hhmonitor.cli.changing import change_project, refusing_what_cannot_be_edited
from hhmonitor.cli.session import day, refuse
from hhmonitor.language import _
from hhmonitor.language.dates import date_text

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model import Text
    from hhmonitor.model.review import MarketOutcome, Minutes
    from hhmonitor.project.recording import Edit
    from hhmonitor.questions.classification import Classification

BODY = "LSH Internationaal Overleg"
"""Who decides where nobody else is named."""


class Outcome(NamedTuple):
    """What the meeting decided on one market."""

    code: str
    outcome: MarketOutcome


class Days(NamedTuple):
    """The day of a decision, and when it is to be reviewed."""

    date: str
    review_by: str


DecidedByOption = Annotated[str, typer.Option("--decided-by", metavar="TEXT", help=_("Who decided."))]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help=_("The day of the decision; default: that of --as-of."))
]
ReviewByOption = Annotated[
    str | None,
    typer.Option("--review-by", metavar="DATE", help=_("When it is to be reviewed; default: at the next review.")),
]


def days_of(classification: Classification, date: str | None, review_by: str | None) -> Days:
    """The days that were given, else that of the list and that of the next review. Stops where one is no date."""
    from hhmonitor.questions.review import next_review

    on, until = day(date or classification.as_of.isoformat()), day(review_by)
    if review_by is not None and until <= on:
        message = _("a decision of {day} cannot be reviewed by {review_by}: that is no later")
        refuse(message.format(day=date_text(date or on), review_by=date_text(review_by)))
    following = f"{next_review(classification):%Y-%m}"
    return Days(date or classification.as_of.isoformat(), review_by or following)


def text_of(given: Mapping[str, str | None], language: str) -> Text | None:
    """A text as a file holds it, of what was given in each language: plain in the file's own; none of nothing."""
    from hhmonitor.model import Bilingual

    said = {name: text for name, text in given.items() if text}
    if not said:
        return None
    return said[language] if list(said) == [language] else Bilingual(**said)


def save_outcomes(
    classification: Classification, name: str, outcomes: Sequence[Outcome], *, dry_run: bool, yes: bool
) -> Answer:
    """Write outcomes into the files of their markets and into the minutes, all or nothing."""
    from hhmonitor.project.recording import Edit, as_plain
    from hhmonitor.questions.meeting import open_minutes, with_outcomes

    edits = [
        Edit(code, {"category": one.to, "decision": as_plain(one.decision) if one.decision is not None else None})
        for code, one in outcomes
        if one.outcome != "kept"
    ]
    minutes = with_outcomes(open_minutes(classification), dict(outcomes))
    return save(classification, name, edits, minutes, dry_run=dry_run, yes=yes)


def save(
    classification: Classification,
    name: str,
    edits: Sequence[Edit],
    minutes: Minutes,
    *,
    dry_run: bool,
    yes: bool,
) -> Answer:
    """Make these edits and keep these minutes, all or nothing; the answer is that of the command ``name``."""
    from hhmonitor.project.recording import edited, minuted

    project = classification.project
    with refusing_what_cannot_be_edited(project.root.path):
        changes = [*edited(project, edits), minuted(project, minutes)]
    return change_project(classification, name, changes, dry_run=dry_run, yes=yes)
