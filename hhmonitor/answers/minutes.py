"""The minutes of a meeting: who was there, what was decided, who does what."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Heading, Items, Paragraph
from hhmonitor.answers.outcomes import OutcomeWords, as_data, as_rows, day_of, texts
from hhmonitor.language import _
from hhmonitor.model.review import Minutes, Review
from hhmonitor.questions.classification import Classification


def minutes_of(classification: Classification, minutes: Minutes) -> Answer:
    """The minutes of a review that was closed, or of the meeting under way."""
    title = _("Minutes of the LSH Internationaal Overleg, {day}").format(day=day_of(minutes, classification))
    return Answer(
        "review-minutes",
        title,
        lambda: _blocks(classification, minutes, title),
        data=lambda: as_data(minutes),
        rows=lambda: as_rows(minutes),
    )


def _blocks(classification: Classification, minutes: Minutes, title: str) -> Iterator[Block]:
    words = OutcomeWords(classification, minutes)
    yield Heading(title, 1)
    if isinstance(minutes, Review):
        about = _("Revision {name} of the list of markets, under criteria {criteria}.")
        yield Paragraph(about.format(name=minutes.name, criteria=minutes.criteria))
    else:
        yield Paragraph(_("Draft: the review was not closed yet."), "status")
    yield Heading(_("Present"))
    if minutes.present:
        yield Items(texts(minutes.present))
    else:
        yield Paragraph(_("Not recorded."))
    yield Heading(_("Criteria and lists"))
    adopted = tuple(words.adopted())
    if adopted:
        yield Items(adopted)
    else:
        yield Paragraph(_("They hold as they were adopted before."))
    yield Heading(_("Markets"))
    if not minutes.markets:
        yield Paragraph(_("Nothing was decided on a market; the list stays as it was."))
    for kind, items in words.by_kind():
        yield Heading(kind, 3)
        yield Items(items)
    if minutes.special_targets:
        yield Heading(_("Special target markets"))
        yield Items(words.targets())
    if minutes.remarks:
        yield Heading(_("Remarks"))
        yield Items(texts(minutes.remarks))
    yield Heading(_("Actions"))
    if minutes.actions:
        yield words.actions()
    else:
        yield Paragraph(_("None were agreed on."))
