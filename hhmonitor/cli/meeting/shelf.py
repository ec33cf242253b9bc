"""The reviews that are kept: closing one, and looking at those that were."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, change_project, refusing_what_cannot_be_edited, writable
from hhmonitor.cli.context import Context, answering
from hhmonitor.cli.session import refuse
from hhmonitor.language import _, ngettext
from hhmonitor.language.dates import date_text

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model.review import Review
    from hhmonitor.questions.classification import Classification

CLOSE_HELP = _("Close the review of the day: keep what was decided and the list as it stands under a name.")
LIST_HELP = _("Show the reviews that are kept.")
SHOW_HELP = _("Show one review: what was decided on each market, and what else.")
MINUTES_HELP = _("Write the minutes of a review, or of the meeting under way.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help=_("The name of the review, such as 2022."))]


@answering()
def close(context: Context, name: NameArgument, dry_run: DryRunOption = False, yes: YesOption = False) -> Answer:
    """Keep the review of the day in two files, all or nothing. What is left to record first is refused, and told."""
    from hashlib import sha256

    from hhmonitor.cli.base import earlier_list
    from hhmonitor.project.recording import closed
    from hhmonitor.questions.meeting import review_of

    classification = writable(context.classification)
    _refuse_unclosable(classification, name)
    kept = _list_to_keep(classification)
    before = classification.project.reviews.before(classification.as_of)
    base = earlier_list(classification, before.name) if before is not None else None
    review = review_of(classification, name, base, sha256(kept).hexdigest())
    with refusing_what_cannot_be_edited(classification.project.root.path):
        changes = closed(classification.project, review, kept)
    return change_project(classification, "review-close", changes, dry_run=dry_run, yes=yes)


def _list_to_keep(classification: Classification) -> bytes:
    """The list as it stands, as ``classify`` saves it; in English, whoever closes the review."""
    from hhmonitor import forms
    from hhmonitor.answers.listing import listing
    from hhmonitor.language import speaking

    with speaking("en"):
        made = forms.form("json").render(listing(classification, classification.listed()), forms.Page())
    assert isinstance(made, bytes)
    return made


def _refuse_unclosable(classification: Classification, name: str) -> None:
    """Stop the command where there can be no review of this name on this day, or something is to be recorded first."""
    from hhmonitor.answers.words import category_word
    from hhmonitor.model.review import NAME_PATTERN
    from hhmonitor.project.reviews import OPEN
    from hhmonitor.questions.meeting import unsettled

    reviews, day = classification.project.reviews, classification.as_of
    if not re.match(NAME_PATTERN, name) or name == OPEN:
        message = _("“{name}” is no name for a review; write letters, digits, dots and dashes, such as 2022")
        refuse(message.format(name=name))
    if reviews.named(name) is not None:
        refuse(_("the review {name} is closed already, and a closed review is never changed").format(name=name))
    if day > date.today():
        refuse(_("{day} is still to come; a review is closed on its day or after it").format(day=date_text(day)))
    if reviews.closed and reviews.closed[-1].day >= day:
        message = _("the review {last} is of {then}; a later one is of a later day, which --as-of gives")
        refuse(message.format(last=reviews.closed[-1].name, then=date_text(reviews.closed[-1].day)))
    waiting = unsettled(classification)
    if waiting:
        text = ngettext(
            "{number} market has another category in force than it is assigned; record it first:",
            "{number} markets have another category in force than they are assigned; record them first:",
            len(waiting),
        )
        lines = [
            _("{market}: {declared} in force, {assigned} assigned: {command}").format(
                market=each.one.code,
                declared=category_word(each.one.declared or "none"),
                assigned=category_word(each.assigned),
                command=f"hhmonitor review record {each.one.code}=rules",
            )
            for each in waiting
        ]
        refuse(text.format(number=len(waiting)), *lines)


@answering()
def reviews(context: Context) -> Answer:
    """The reviews that are kept, and what was recorded since the last one."""
    from hhmonitor.answers.reviews_kept import kept_reviews

    return kept_reviews(context.classification)


@answering()
def show(context: Context, name: NameArgument) -> Answer:
    """One review, with all that it keeps."""
    from hhmonitor.answers.reviews_kept import kept_review

    classification = context.classification
    return kept_review(classification, _named(classification, name))


@answering(usual=lambda: "markdown")
def minutes(
    context: Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help=_("The name of the review; default: the meeting under way.")),
    ] = None,
) -> Answer:
    """The minutes of a review."""
    from hhmonitor.answers.minutes import minutes_of
    from hhmonitor.questions.meeting import open_minutes

    classification = context.classification
    found = open_minutes(classification) if name is None else _named(classification, name)
    return minutes_of(classification, found)


def _named(classification: Classification, name: str) -> Review:
    """The closed review of this name. Stops the command where there is none."""
    found = classification.project.reviews.named(name)
    if found is None:
        known = [one.name for one in classification.project.reviews.closed]
        if not known:
            refuse(_("no review was closed yet; hhmonitor review close NAME does that"))
        refuse(_("there is no review “{given}”; there are: {known}").format(given=name, known=", ".join(known)))
    return found
