"""``review target``: special target markets, named for a time or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, writable
from hhmonitor.cli.context import Context, answering
from hhmonitor.cli.meeting.saving import BODY, DecidedByOption, save, text_of
from hhmonitor.cli.session import day, market_code, refuse
from hhmonitor.language import _, selected

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model.review import TargetOutcome
    from hhmonitor.questions.classification import Classified

HELP = _("Name a special target market for a time, or end one.")


@answering()
def target(
    context: Context,
    market: Annotated[str, typer.Argument(metavar="MARKET", help=_("The market, by code or name."))],
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("Its first day; default: that of --as-of."))
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=_("Its last day."))] = None,
    goals: Annotated[
        list[str] | None, typer.Option("--goal", metavar="TEXT", help=_("What it is for; may be given several times."))
    ] = None,
    end: Annotated[bool, typer.Option("--end", help=_("End it: it is a special target market no longer."))] = False,
    evaluation: Annotated[
        str | None, typer.Option("--evaluation", metavar="TEXT", help=_("With --end: what came of it."))
    ] = None,
    decided_by: DecidedByOption = BODY,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Name a special target market, or end one: into its file and into the minutes."""
    from hhmonitor.project.recording import Edit, as_plain
    from hhmonitor.questions.meeting import open_minutes

    classification = writable(context.classification)
    one = classification[market_code(classification, market)]
    if end == (until is not None):
        refuse(_("say until when with --until, or end it with --end"))
    if end:
        outcome = _ended(one, evaluation)
    else:
        for given in (since, until):
            day(given)
        outcome = _named(one, since or classification.as_of.isoformat(), str(until), goals or (), decided_by)
    edit = Edit(one.code, {"special_target": None if end else as_plain(outcome.target)})
    minutes = open_minutes(classification)
    decided = [*(earlier for earlier in minutes.special_targets if earlier.market != one.code), outcome]
    minutes = minutes.model_copy(update={"special_targets": tuple(decided)})
    return save(classification, "review-target", [edit], minutes, dry_run=dry_run, yes=yes)


def _ended(one: Classified, evaluation: str | None) -> TargetOutcome:
    from hhmonitor.model.review import TargetOutcome

    if one.market.special_target is None:
        refuse(_("{market} is no special target market: there is nothing to end").format(market=one.code))
    told = text_of({selected(): evaluation}, one.market.language)
    return TargetOutcome(outcome="ended", market=one.code, target=one.market.special_target, evaluation=told)


def _named(one: Classified, since: str, until: str, goals: list[str] | tuple[()], decided_by: str) -> TargetOutcome:
    from hhmonitor.model.market import SpecialTarget
    from hhmonitor.model.review import TargetOutcome

    told = tuple(text_of({selected(): goal}, one.market.language) for goal in goals)
    data = {"from": since, "until": until, "decided_by": decided_by, "goals": told}
    return TargetOutcome(outcome="named", market=one.code, target=SpecialTarget.model_validate(data))
