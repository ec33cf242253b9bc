"""The command line as a whole: its commands in the order of daily use, and what an accident looks like."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer._click.exceptions import ClickException

from hhmonitor.cli import completion
from hhmonitor.cli.usage import in_our_words, mistake_as_text
from hhmonitor.language import _

COMMANDS = {
    "classify": "classify:classify",
    "explain": "explain:explain",
    "check": "check:check",
    "validate": "validate:validate",
    "gaps": "gaps:gaps",
    "what-if": "what_if:what_if",
    "robustness": "robustness:robustness",
    "review": "review:review_app",
    "compare": "compare:compare",
    "effort": "effort:effort",
    "themes": "themes:themes",
    "fiche": "fiche:fiche",
    "report": "report:report",
    "criteria": "criteria:app",
    "indicators": "indicators:app",
    "new": "new:new",
    "init": "init:init",
    "schema": "schema:schema",
    "docs": "docs:docs",
}
"""Every command, in the order of daily use, and where it stands: its module and its name there."""


def application(asked: str | None = None) -> typer.Typer:
    """The program with all its commands, or with the one that is asked for: the others are not worth their loading."""
    app = typer.Typer(
        name="hhmonitor",
        help=_("Sorts foreign markets for life sciences and health into categories, by open criteria, and says why."),
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(everywhere)
    for name in [asked] if asked in COMMANDS else COMMANDS:
        module_name, _colon, attribute = COMMANDS[name].partition(":")
        module = import_module(f"hhmonitor.cli.{module_name}")
        command = getattr(module, attribute)
        if isinstance(command, typer.Typer):
            if command.registered_callback is None:
                command.callback()(in_language)
            app.add_typer(command, name=name, help=module.HELP)
        else:
            app.command(name, help=module.HELP)(command)
    return app


def show_version(asked: bool) -> None:
    """``--version``."""
    if asked:
        from hhmonitor import __version__

        typer.echo(f"hhmonitor {__version__}")
        raise typer.Exit


def speak_at_once(language: str | None) -> None:
    """``--lang`` before the command: the one after it, where there are two, wins."""
    from hhmonitor.cli.session import speak

    speak(language)


LangAtOnceOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="nl|en",
        help=_("The language: nl or en; default: that of the computer."),
        callback=speak_at_once,
        is_eager=True,
    ),
]
"""``--lang`` where no command has been named yet; help pages are in the language that was chosen at the start."""


def in_language(lang: LangAtOnceOption = None) -> None:
    """What holds for every command of a group."""


def everywhere(
    lang: LangAtOnceOption = None,
    version: bool = typer.Option(
        False, "--version", help=_("Show the version and stop."), callback=show_version, is_eager=True
    ),
    debug: bool = typer.Option(False, "--debug", help=_("On an internal error, show where it happened.")),
) -> None:
    """What holds for every command."""


def named_command(arguments: Sequence[str]) -> str | None:
    """The command among the arguments: the first that is no option, nor the language asked for."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--lang":
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return None


def run(arguments: Sequence[str]) -> int:
    """Run a command; the exit status is 3 on an internal error, told in two lines and never as a traceback."""
    completing = completion.VARIABLE in os.environ
    asked = None if completing else named_command(arguments)
    command = in_our_words(typer.main.get_command(application(asked)))
    if completing:
        completion.offer_words(command)
    try:
        status = command.main(list(arguments), "hhmonitor", standalone_mode=False)
    except SystemExit as stop:
        # A pipe that breaks becomes a stop on its way here.
        return _nobody_reads() if isinstance(stop.__context__, BrokenPipeError) else _status(stop)
    except ClickException as mistake:
        print(mistake_as_text(mistake), end="", file=sys.stderr)
        return mistake.exit_code
    except Exception as accident:
        if "--debug" in arguments:
            raise
        what = f"{type(accident).__name__}: {accident}"
        print(_("hhmonitor met an internal error: {what}").format(what=what), file=sys.stderr)
        print(
            _("Please report it, with the command you gave; with --debug it shows where it happened."), file=sys.stderr
        )
        return 3
    return status if isinstance(status, int) else 0


def _nobody_reads() -> int:
    """The reader went away, as `hhmonitor classify | head` does; that is no accident."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _status(stop: SystemExit) -> int:
    return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
