"""``what-if``: a market, or the list, as it would be if something were otherwise. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import MembersOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.what_if import NotSettable, Setting

HELP = _("Show what would change if an input of a market, or a parameter of the criteria, were otherwise.")
EXAMPLES: Examples = (
    ["JP", "--set", "sector_interest=incidental"],
    ["--set-criteria", "I.most_characteristics.at_least=5"],
)

MOST_TOLD = 5
"""How many of the things that a short path can mean are told."""


def _project(context: typer.Context) -> Classification | None:
    """The project that the command line so far asks for, for completion; none where it cannot be read."""
    import os
    from datetime import date

    from hhmonitor.project import ProjectFailure, find_root, load_project
    from hhmonitor.questions.classification import Classification

    given = context.params.get("root")
    try:
        found = find_root(Path(given) if given else None, os.environ, Path.cwd())
        return Classification(load_project(found, context.params.get("criteria")), date.today())
    except ProjectFailure:
        return None


def complete_setting(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Paths of a market that can be set, and once one is typed its values."""
    from hhmonitor.questions.what_if import NUMBER, settable

    classification = _project(context)
    if classification is None:
        return
    for path, values in settable(classification.criteria).items():
        if incomplete.startswith(f"{path}="):
            yield from (f"{path}={value}" for value in values if value != NUMBER[0])
        elif path.startswith(incomplete):
            yield f"{path}="


def complete_parameter(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Parameters of the criteria that can be set."""
    from hhmonitor.questions.criteria_settings import parameters

    classification = _project(context)
    if classification is None:
        return
    document = classification.project.document(classification.project.files[classification.criteria.id])
    if document is not None:
        yield from (f"{name}=" for name in parameters(document.data) if name.startswith(incomplete))


@answering()
def what_if(
    context: Context,
    markets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MARKET]...", help=_("One market with --set; with --set-criteria any, default: all.")),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE",
            help=_("An input, such as health_system.venture_capital=positive. More than once if need be."),
            autocompletion=complete_setting,
        ),
    ] = None,
    criteria_settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set-criteria",
            metavar="PATH=VALUE",
            help=_("A parameter, such as I.most_characteristics.at_least=5. More than once if need be."),
            autocompletion=complete_parameter,
        ),
    ] = None,
    members: MembersOption = False,
) -> Answer:
    """What would change."""
    from hhmonitor.answers.what_if import Otherwise, what_would_change
    from hhmonitor.cli.session import refuse

    if not settings and not criteria_settings:
        refuse(_("say what would be otherwise, with --set PATH=VALUE or --set-criteria PATH=VALUE"))
    if settings and len(markets or ()) != 1:
        refuse(_("name one market with --set"))
    before = context.classification
    codes = context.codes(markets, members=members)

    from hhmonitor.questions.what_if import NotSettable, Setting, compared, if_market, market_settings

    after, told = before, list[Setting]()
    try:
        if criteria_settings:
            after, told = _if_criteria(before, [_setting(text) for text in criteria_settings])
        if settings:
            asked = [_setting(text) for text in settings]
            told += market_settings(before.criteria, asked)
            after = if_market(after, codes[0], asked)
    except NotSettable as problem:
        refuse(_told(problem))
    return what_would_change(Otherwise(before, after, told, compared(before, after, codes)))


def _setting(text: str) -> Setting:
    from hhmonitor.cli.session import refuse
    from hhmonitor.questions.what_if import Setting

    path, equals, value = text.partition("=")
    if not (equals and path.strip() and value.strip()):
        refuse(_("“{given}” is no setting; write PATH=VALUE, such as trend=emerging").format(given=text))
    return Setting(path.strip(), value.strip())


def _if_criteria(before: Classification, settings: Sequence[Setting]) -> tuple[Classification, list[Setting]]:
    """The list under criteria that are otherwise. Stops the command where those would make no sense."""
    from hhmonitor.answers.findings import message
    from hhmonitor.checks import found, is_error
    from hhmonitor.checks.look import CriteriaFile
    from hhmonitor.cli.session import refuse
    from hhmonitor.model import Criteria
    from hhmonitor.project.shape import validated
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.criteria_settings import with_parameters

    document = before.project.document(before.project.files[before.criteria.id])
    assert document is not None, "the criteria were read a moment ago"
    data, told = with_parameters(document.data, settings)
    criteria, findings = validated(Criteria, replace(document, data=data))
    if criteria is not None:
        findings += [one for one in found(CriteriaFile(criteria, document.file)) if is_error(one)]
    if criteria is None or findings:
        refuse("; ".join(map(message, findings)))
    return Classification(before.project, before.as_of, criteria), told


def _told(problem: NotSettable) -> str:
    """What is wrong with a setting, with the nearest word that would do."""
    setting = problem.setting
    if problem.contradiction:
        return _("{path}={value} contradicts another setting, or what a list that includes this one says").format(
            path=setting.path, value=setting.value
        )
    if problem.bad_value:
        known = [_("a number") if word == "<number>" else word for word in problem.known]
        text = _("{path} cannot be “{value}”; it can be: {known}").format(
            path=setting.path, value=setting.value, known=", ".join(known)
        )
    elif problem.known:
        some = ", ".join(problem.known[:MOST_TOLD]) + (", …" if len(problem.known) > MOST_TOLD else "")
        return _("“{path}” can mean: {known}").format(path=setting.path, known=some)
    else:
        text = _("there is nothing called “{path}” to set").format(path=setting.path)
    suggestion = problem.suggestion
    return text + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else "")
