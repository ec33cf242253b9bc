"""What a meeting decides beside categories: criteria and lists it adopts, actions, who was there, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, change_project, refusing_what_cannot_be_edited, writable
from hhmonitor.cli.context import Context, answering
from hhmonitor.cli.meeting.saving import save, text_of
from hhmonitor.cli.session import check_word, day, market_code, refuse
from hhmonitor.language import _, selected

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model import Text
    from hhmonitor.model.review import Action, Minutes
    from hhmonitor.questions.classification import Classification

ADOPT_HELP = _("Adopt the criteria in use, or their lists of priority markets, as they are now.")
FIND_HELP = _("Have found out what an undetermined market hangs on: an action for somebody.")
ACTION_HELP = _("Agree on an action: what is to be done, by which role, by when.")
DONE_HELP = _("Say that an action was done: the review that agreed on it, or open, and its number there.")
NOTE_HELP = _("Add to the minutes who was there, as roles, and remarks.")

ByOption = Annotated[
    str, typer.Option("--by", metavar="ROLE", help=_("Which role does it; never the name of a person."))
]
DueOption = Annotated[str | None, typer.Option("--due", metavar="DATE", help=_("By when; default: the next review."))]
ANALYST = "analyst"


@answering()
def adopt(
    context: Context,
    what: Annotated[str, typer.Argument(metavar="criteria|lists", help=_("What is adopted."))],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Put into the minutes that criteria or lists were adopted, as they are now."""
    from hhmonitor.model.review import Adopted
    from hhmonitor.questions.meeting import adopted_criteria, adopted_lists, open_minutes, with_adopted

    check_word(what, ("criteria", "lists"), _("“{given}” is not adopted; there are: {known}"))
    classification = writable(context.classification)
    if what == "criteria":
        adopted = Adopted(criteria=adopted_criteria(classification))
    else:
        adopted = Adopted(lists=adopted_lists(classification))
    minutes = with_adopted(open_minutes(classification), adopted)
    return save(classification, "review-adopt", [], minutes, dry_run=dry_run, yes=yes)


@answering()
def find(
    context: Context,
    market: Annotated[str, typer.Argument(metavar="MARKET", help=_("The market, by code or name."))],
    by: ByOption = ANALYST,
    due: DueOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Put into the minutes that somebody finds out what decides."""
    from hhmonitor.answers.asked import action_to_find_out

    classification = writable(context.classification)
    code = market_code(classification, market)
    if classification[code].assessment.determined:
        refuse(_("of {market} one category is possible: there is nothing to find out").format(market=code))
    made = _action(classification, action_to_find_out(classification, code), _role(by), due, code)
    return _agreed(classification, "review-find", made, dry_run=dry_run, yes=yes)


@answering()
def action(
    context: Context,
    what: Annotated[str, typer.Argument(metavar="TEXT", help=_("What is to be done."))],
    by: ByOption,
    due: DueOption = None,
    market: Annotated[
        str | None, typer.Option("--market", metavar="MARKET", help=_("The market that it is about, if any."))
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Put an action into the minutes."""
    classification = writable(context.classification)
    code = market_code(classification, market) if market is not None else None
    made = _action(classification, _said(what), _role(by), due, code)
    return _agreed(classification, "review-action", made, dry_run=dry_run, yes=yes)


@answering()
def done(
    context: Context,
    review: Annotated[str, typer.Argument(metavar="REVIEW", help=_("The review that agreed on it, or open."))],
    number: Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the action there."))],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=_("When it was done; default: the day of --as-of."))
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Say that an action was done: the only thing that changes in a closed review."""
    from hhmonitor.project.recording import reopened
    from hhmonitor.project.reviews import OPEN
    from hhmonitor.questions.meeting import open_minutes

    classification = writable(context.classification)
    day(on)
    closed = classification.project.reviews.named(review)
    found: Minutes | None = open_minutes(classification) if review == OPEN else closed
    if found is None:
        known = (*(one.name for one in classification.project.reviews.closed), OPEN)
        refuse(_("there is no review “{given}”; there are: {known}").format(given=review, known=", ".join(known)))
    actions = _with_done(found.actions, number, on or classification.as_of.isoformat())
    update = {"actions": actions}
    if closed is None:
        minutes = found.model_copy(update=update)
        return save(classification, "review-done", [], minutes, dry_run=dry_run, yes=yes)
    with refusing_what_cannot_be_edited(classification.project.root.path):
        change = reopened(classification.project, closed.model_copy(update=update))
    return change_project(classification, "review-done", [change], dry_run=dry_run, yes=yes)


@answering()
def note(
    context: Context,
    present: Annotated[
        list[str] | None,
        typer.Option("--present", metavar="ROLE", help=_("Who was there: a role, never the name of a person.")),
    ] = None,
    remark: Annotated[
        list[str] | None, typer.Option("--remark", metavar="TEXT", help=_("A remark for the minutes."))
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Put into the minutes who was there and what was remarked."""
    from hhmonitor.questions.meeting import open_minutes

    if not present and not remark:
        refuse(_("say who was there with --present, or what was remarked with --remark"))
    classification = writable(context.classification)
    minutes = open_minutes(classification)
    minutes = minutes.model_copy(
        update={
            "present": tuple(dict.fromkeys((*minutes.present, *_texts(present)))),
            "remarks": (*minutes.remarks, *_texts(remark)),
        }
    )
    return save(classification, "review-note", [], minutes, dry_run=dry_run, yes=yes)


def _texts(given: Sequence[str] | None) -> list[Text]:
    """Texts as the minutes hold them, in the language in use."""
    return [_said(one) for one in given or () if one]


def _said(text: str) -> Text:
    """A text in the language in use, as the minutes hold it."""
    return text_of({selected(): text}, "en") or text


def _role(given: str) -> Text:
    """A role as the minutes hold it; the one that is meant where none is named is told in both languages."""
    from hhmonitor.answers.texts import in_both

    return in_both(lambda: _("analyst")) if given == ANALYST else _said(given)


def _action(classification: Classification, what: Text, by: Text, due: str | None, market: str | None) -> Action:
    from hhmonitor.model.review import Action
    from hhmonitor.questions.review import next_review

    day(due)
    following = f"{next_review(classification):%Y-%m}"
    return Action(what=what, by=by, due=due or following, market=market)


def _agreed(classification: Classification, name: str, made: Action, *, dry_run: bool, yes: bool) -> Answer:
    from hhmonitor.questions.meeting import open_minutes

    minutes = open_minutes(classification)
    minutes = minutes.model_copy(update={"actions": (*minutes.actions, made)})
    return save(classification, name, [], minutes, dry_run=dry_run, yes=yes)


def _with_done(actions: Sequence[Action], number: int, on: str) -> tuple[Action, ...]:
    """The actions with the one of this number done. Stops the command where there is none."""
    if not 1 <= number <= len(actions):
        refuse(_("there is no action {number}; there are {count}").format(number=number, count=len(actions)))
    done_then = actions[number - 1].model_copy(update={"done": on})
    return (*actions[: number - 1], done_then, *actions[number:])
