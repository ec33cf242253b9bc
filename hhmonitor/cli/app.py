"""The command line as a whole: its commands in the order of daily use, and what an accident looks like."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated

import typer

from hhmonitor.cli import commands, completion, interruption
from hhmonitor.cli.output import say
from hhmonitor.cli.session import CANNOT_RUN, INTERNAL_ERROR, Refused, tell_refusal
from hhmonitor.cli.typer_internals import ClickException
from hhmonitor.cli.usage import Commands, in_our_words, mistake_as_text
from hhmonitor.language import _

ORDER = (
    "classify",
    "explain",
    "check",
    "validate",
    "gaps",
    "what-if",
    "robustness",
    "review",
    "compare",
    "effort",
    "themes",
    "search",
    "fiche",
    "report",
    "criteria",
    "indicators",
    "new",
    "market",
    "form",
    "set",
    "init",
    "schema",
    "docs",
)
"""The commands in the order of daily use; one that is not named here comes after these."""


def command_names() -> list[str]:
    """Every command that has a file in ``commands/``, in the order of daily use."""
    found = sorted(one.name.replace("_", "-") for one in iter_modules(commands.__path__))
    return sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def application(asked: str | None = None) -> typer.Typer:
    """The program with all its commands, or with the one that is asked for: the others are not worth their loading."""
    app = Commands(
        name="hhmonitor",
        help=_("Sorts foreign markets for life sciences and health into categories, by open criteria, and says why."),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback()(everywhere)
    every = command_names()
    for name in [asked] if asked in every else every:
        module = import_module(f"{commands.__name__}.{name.replace('-', '_')}")
        group = getattr(module, "app", None)
        if group is None:
            app.command(name, help=module.HELP)(getattr(module, name.replace("-", "_")))
            continue
        if group.registered_callback is None:
            group.callback()(in_language)
        app.add_typer(group, name=name, help=module.HELP)
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
        say(mistake_as_text(mistake), end="")
        return mistake.exit_code
    except Refused as refused:
        tell_refusal(refused)
        return CANNOT_RUN
    except Exception as accident:
        if interruption.heard():
            raise KeyboardInterrupt from accident
        if _beyond_reach(accident):
            say(
                _(
                    "What can become of a market cannot be worked out exactly here: too many separate questions hang "
                    "on what is unknown (HH516)."
                )
            )
            return CANNOT_RUN
        if "--debug" in arguments:
            raise
        what = f"{type(accident).__name__}: {accident}"
        say(_("hhmonitor met an internal error: {what}").format(what=what))
        say(_("Please report it, with the command you gave; with --debug it shows where it happened."))
        return INTERNAL_ERROR
    return status if isinstance(status, int) else 0


def _beyond_reach(accident: Exception) -> bool:
    """Whether a command met criteria and a market that are too intricate for it; the engine is not loaded for it."""
    space = sys.modules.get("hhmonitor.inputs.space")
    return space is not None and isinstance(accident, space.Intractable)


def _nobody_reads() -> int:
    """The reader went away, as `hhmonitor classify | head` does; that is no accident."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _status(stop: SystemExit) -> int:
    return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
