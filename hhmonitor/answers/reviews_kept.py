"""The reviews that a project keeps: all of them in short, and one with all that was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Column, Day, Heading, Items, Number, Paragraph, Table
from hhmonitor.answers.outcomes import OutcomeWords, as_data, as_rows, outcome_word, texts
from hhmonitor.answers.texts import told
from hhmonitor.language import _
from hhmonitor.language.dates import date_text
from hhmonitor.model.review import MarketOutcome, Minutes, OutcomeKind, Review
from hhmonitor.project.reviews import OPEN
from hhmonitor.questions.classification import Classification

_COUNTED: tuple[OutcomeKind, ...] = ("decided", "renewed", "withdrawn", "adopted", "left", "kept")


def kept_reviews(classification: Classification) -> Answer:
    """The reviews of a project, the earliest first, and what was recorded since the last one."""
    return Answer(
        "review-list",
        _("Reviews"),
        lambda: _all(classification),
        data=lambda: {"reviews": list(_records(classification))},
        rows=lambda: _rows(classification),
    )


def _listed(classification: Classification) -> Iterator[tuple[str, Minutes]]:
    reviews = classification.project.reviews
    yield from ((one.name, one) for one in reviews.closed)
    if reviews.minutes is not None:
        yield OPEN, reviews.minutes


def _records(classification: Classification) -> Iterator[dict[str, Any]]:
    for name, one in _listed(classification):
        closed = one if isinstance(one, Review) else None
        counts = Counter(outcome.outcome for outcome in one.markets.values())
        yield {
            "name": name,
            "date": closed.date if closed else None,
            "criteria": closed.criteria if closed else None,
            "base": closed.base if closed else None,
            **{kind: counts[kind] for kind in _COUNTED},
            "open_actions": sum(action.done is None for action in one.actions),
        }


def _rows(classification: Classification) -> Rows:
    header = ("name", "date", "criteria", "base", *_COUNTED, "open_actions")
    return Rows(
        header, tuple(tuple("" if one[key] is None else one[key] for key in header) for one in _records(classification))
    )


def _all(classification: Classification) -> Iterator[Block]:
    yield Heading(_("Reviews"), 1)
    records = list(_records(classification))
    if not records:
        yield Paragraph(_("No review was closed yet."))
        return
    columns = [_("review"), _("day"), _("criteria")]
    numbers = [*map(outcome_word, _COUNTED), _("actions open")]
    yield Table(
        [*map(Column, columns), *(Column(one, numeric=True) for one in numbers)],
        [
            [
                one["name"] if one["date"] else _("under way"),
                Day(date_text(one["date"]), one["date"]) if one["date"] else "–",
                one["criteria"] or "–",
                *(Number(str(one[key]), one[key]) for key in (*_COUNTED, "open_actions")),
            ]
            for one in records
        ],
        _("Reviews"),
    )


def kept_review(classification: Classification, review: Review) -> Answer:
    """One review, with all that it keeps."""
    title = _("Review {name}").format(name=review.name)
    return Answer(
        "review-show",
        title,
        lambda: _one(classification, review, title),
        data=lambda: as_data(review),
        rows=lambda: as_rows(review),
    )


def _one(classification: Classification, review: Review, title: str) -> Iterator[Block]:
    words = OutcomeWords(classification, review)
    yield Heading(title, 1)
    about = _("Of {day}, under criteria {criteria}.").format(day=date_text(review.date), criteria=review.criteria)
    base = _("It looked back on {base}.").format(base=review.base) if review.base else _("It is the first.")
    yield Paragraph(f"{about} {base}")
    yield Table(
        [
            Column(_("market")),
            Column(_("outcome")),
            Column(_("from"), scale="category"),
            Column(_("to"), scale="category"),
            Column(_("by the rules"), scale="category"),
            Column(_("reason")),
            Column(_("review by")),
        ],
        [
            [
                words.market(code),
                outcome_word(one.outcome),
                words.category(one.before),
                words.category(one.to),
                words.category(one.rules),
                *_decision(one),
            ]
            for code, one in review.markets.items()
        ],
        _("What was decided"),
    )
    for heading, said in (
        (_("Criteria and lists"), list(words.adopted())),
        (_("Special target markets"), list(words.targets())),
        (_("Present"), texts(review.present)),
        (_("Remarks"), texts(review.remarks)),
    ):
        if said:
            yield Heading(heading)
            yield Items(said)
    if review.actions:
        yield Heading(_("Actions"))
        yield words.actions()


def _decision(one: MarketOutcome) -> tuple[Any, Any]:
    decision = one.decision
    if decision is None:
        return "", ""
    return told(decision.reason), Day(date_text(decision.review_by), decision.review_by) if decision.review_by else ""
