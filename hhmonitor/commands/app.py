"""The command line as a whole: its commands in the order of daily use, and what an accident looks like."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer._click.exceptions import ClickException

from hhmonitor.commands import (
    check,
    classify,
    compare,
    completion,
    criteria,
    docs,
    effort,
    explain,
    fiche,
    gaps,
    indicators,
    init,
    new,
    report,
    review,
    robustness,
    schema,
    themes,
    validate,
    what_if,
)
from hhmonitor.commands.usage import in_our_words, mistake_as_text
from hhmonitor.language import _

app = typer.Typer(
    name="hhmonitor",
    help=_("Sorts foreign markets for life sciences and health into categories, by open criteria, and says why."),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("classify", help=classify.HELP)(classify.classify)
app.command("explain", help=explain.HELP)(explain.explain)
app.command("check", help=check.HELP)(check.check)
app.command("validate", help=validate.HELP)(validate.validate)
app.command("gaps", help=gaps.HELP)(gaps.gaps)
app.command("what-if", help=what_if.HELP)(what_if.what_if)
app.command("robustness", help=robustness.HELP)(robustness.robustness)
app.add_typer(review.review_app, name="review")
app.command("compare", help=compare.HELP)(compare.compare)
app.command("effort", help=effort.HELP)(effort.effort)
app.command("themes", help=themes.HELP)(themes.themes)
app.command("fiche", help=fiche.HELP)(fiche.fiche)
app.command("report", help=report.HELP)(report.report)
app.add_typer(criteria.app, name="criteria", help=criteria.HELP)
app.add_typer(indicators.app, name="indicators", help=indicators.HELP)
app.command("new", help=new.HELP)(new.new)
app.command("init", help=init.HELP)(init.init)
app.command("schema", help=schema.HELP)(schema.schema)
app.command("docs", help=docs.HELP)(docs.docs)


def show_version(asked: bool) -> None:
    """``--version``."""
    if asked:
        from hhmonitor import __version__

        typer.echo(f"hhmonitor {__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    version: bool = typer.Option(
        False, "--version", help=_("Show the version and stop."), callback=show_version, is_eager=True
    ),
    debug: bool = typer.Option(False, "--debug", help=_("On an internal error, show where it happened.")),
) -> None:
    """What holds for every command."""


def run(arguments: Sequence[str]) -> int:
    """Run a command; the exit status is 3 on an internal error, told in two lines and never as a traceback."""
    command = in_our_words(typer.main.get_command(app))
    if completion.VARIABLE in os.environ:
        completion.offer_words(command)
    try:
        status = command.main(list(arguments), "hhmonitor", standalone_mode=False)
    except SystemExit as stop:
        # A pipe that breaks becomes a stop on its way here.
        return _nobody_reads() if isinstance(stop.__context__, BrokenPipeError) else _status(stop)
    except ClickException as mistake:
        print(mistake_as_text(mistake), end="", file=sys.stderr)
        return mistake.exit_code
    except BrokenPipeError:
        return _nobody_reads()
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
