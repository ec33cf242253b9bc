"""``what-if``: a market, or the list, as it would be if something were otherwise. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples, answering
from hhmonitor.cli.options import MembersOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.what_if import Setting

HELP = _("Show what would change if an input of a market, or a parameter of the criteria, were otherwise.")
EXAMPLES: Examples = (
    ["JP", "--set", "sector_interest=incidental"],
    ["--set-criteria", "I.most_characteristics.at_least=5"],
)


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
    from hhmonitor.asking import otherwise
    from hhmonitor.cli.session import refuse

    if not settings and not criteria_settings:
        refuse(_("say what would be otherwise, with --set PATH=VALUE or --set-criteria PATH=VALUE"))
    if settings and len(markets or ()) != 1:
        refuse(_("name one market with --set"))
    codes = context.codes(markets, members=members)
    return otherwise.what_if(
        context.classification,
        codes,
        {codes[0]: [_setting(text) for text in settings]} if settings else {},
        [_setting(text) for text in criteria_settings or ()],
    )


def _setting(text: str) -> Setting:
    from hhmonitor.cli.session import refuse
    from hhmonitor.questions.what_if import Setting

    path, equals, value = text.partition("=")
    if not (equals and path.strip() and value.strip()):
        refuse(_("“{given}” is no setting; write PATH=VALUE, such as trend=emerging").format(given=text))
    return Setting(path.strip(), value.strip())
