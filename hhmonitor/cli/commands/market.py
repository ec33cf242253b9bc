"""``market``: take a market off the list, give it another code, or let a country join a region or leave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, change_project, refusing_what_cannot_be_edited, writable
from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.usage import Commands
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.project.changes import Change
    from hhmonitor.questions.classification import Classification

HELP = _("Take a market off the list, give it another code, or let a country join a region or leave it.")
EXAMPLES: Examples = (
    ["remove", "Canada", "--dry-run"],
    ["rename", "AFRICA-OTHER", "AFRICA", "--dry-run"],
    ["join", "Canada", "NORDICS", "--dry-run"],
    ["leave", "Norway", "--dry-run"],
)

app = Commands(no_args_is_help=True)

MarketArgument = Annotated[str, typer.Argument(metavar="MARKET", help=_("The market, by code or name."))]

OF_THE_MEETING = frozenset({"HH401", "HH406", "HH407"})
"""What may be wrong afterwards: that rules give another category than the one in force is for the meeting to settle."""


@app.command(
    "remove", help=_("Take markets off the list, with their files and figures, and mend all that refers to them.")
)
@answering()
def remove(
    context: Context,
    markets: Annotated[list[str], typer.Argument(metavar="MARKET...", help=_("The markets, by code or name."))],
    members: Annotated[
        Literal["stay", "go"] | None,
        typer.Option(
            "--members",
            metavar="stay|go",
            help=_("Of a region: its members stay, each as a market by itself, or go with it."),
        ),
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """What was taken off the list, or would be."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.language.numbers import listing
    from hhmonitor.project.market_changes import removed

    classification = writable(context.classification)
    codes = context.codes(markets)
    left_over = [code for code in classification.with_members(codes) if code not in codes]
    if left_over and members is None:
        message = _("{members} are members; say with --members stay or --members go what becomes of them")
        refuse(message.format(members=listing(left_over)))
    gone = [*codes, *(left_over if members == "go" else [])]
    changes = _worked_out(classification, lambda: removed(classification.project, gone))
    return _changed(classification, "market-remove", changes, dry_run=dry_run, yes=yes)


@app.command(
    "rename", help=_("Give a market another code, under which everything names it; its file says what it was formerly.")
)
@answering()
def rename(
    context: Context,
    market: MarketArgument,
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("The new code."))],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """What was recoded, or would be."""
    from hhmonitor.asking.earlier import last_review
    from hhmonitor.project.market_changes import renamed
    from hhmonitor.questions.between import former_code

    classification = writable(context.classification)
    (old,) = context.codes([market])
    last = last_review(classification)
    known_as = former_code(classification.project.market(old), code, last.project if last is not None else None)
    changes = _worked_out(classification, lambda: renamed(classification.project, old, code, known_as))
    called = {changes[1].file: changes[0].file, code: old}
    return _changed(classification, "market-rename", changes, formerly=called, dry_run=dry_run, yes=yes)


@app.command("join", help=_("Let a country join a region: it has the region's category from then on, and none itself."))
@answering()
def join(
    context: Context,
    market: MarketArgument,
    region: Annotated[str, typer.Argument(metavar="REGION", help=_("The region, by code or name."))],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """What was changed for a country to be a member, or would be."""
    from hhmonitor.project.market_changes import joined

    classification = writable(context.classification)
    code, of = (context.codes([name])[0] for name in (market, region))
    changes = _worked_out(classification, lambda: joined(classification.project, code, of))
    return _changed(classification, "market-join", changes, dry_run=dry_run, yes=yes)


@app.command("leave", help=_("Let a country leave its region: it stands by itself, and a meeting puts it on the list."))
@answering()
def leave(context: Context, market: MarketArgument, dry_run: DryRunOption = False, yes: YesOption = False) -> Answer:
    """What was changed for a country to be no member, or would be."""
    from hhmonitor.project.market_changes import left

    classification = writable(context.classification)
    (code,) = context.codes([market])
    changes = _worked_out(classification, lambda: left(classification.project, code))
    return _changed(classification, "market-leave", changes, dry_run=dry_run, yes=yes)


def _worked_out(classification: Classification, work: Callable[[], list[Change]]) -> list[Change]:
    """The changes that are worked out. Stops the command with the reason where that cannot be."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.project.market_changes import CannotChange

    with refusing_what_cannot_be_edited(classification.project.root.path):
        try:
            return work()
        except CannotChange as reason:
            refuse(str(reason))


def _changed(
    classification: Classification,
    name: str,
    changes: Sequence[Change],
    *,
    dry_run: bool,
    yes: bool,
    formerly: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    return change_project(
        classification, name, changes, dry_run=dry_run, yes=yes, formerly=formerly, of_the_meeting=OF_THE_MEETING
    )
