"""Writes the reference of all commands out of the code: a tool for developers, not for users.

``python -m tools.write_reference`` writes ``docs/reference.md`` and ``docs/naslag.md`` anew; a test holds
them against the code. With a language (``en`` or ``nl``) it prints that one to standard output.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hhmonitor.language import LANGUAGES, _, select

if TYPE_CHECKING:
    from hhmonitor.cli.typer_internals import Command, Context

FILES = {"en": "reference.md", "nl": "naslag.md"}
SHARED = ("--root", "--criteria", "--as-of", "--lang", "--output", "--help")
"""Options that mean the same wherever they are: told once, and only named with each command."""


def reference() -> str:
    """The reference in the language that was selected before this module's first use of the commands."""
    return "\n".join(_document()).rstrip() + "\n"


def _document() -> Iterator[str]:
    import typer

    from hhmonitor.cli.app import application
    from hhmonitor.cli.usage import Context, in_our_words

    program = in_our_words(typer.main.get_command(application()))
    context = Context(program, info_name="hhmonitor")
    commands = list(_commands(program, context))
    yield _("# All commands")
    yield ""
    yield _("Every command with its arguments and options, what holds for all of them, and every finding.")
    yield ""
    yield _("In Dutch: [naslag.md](naslag.md).")
    yield ""
    yield _(
        "This page is written out of the program itself; `hhmonitor COMMAND --help` shows the same on the screen. How "
        "the commands work together is told in the other guides: `hhmonitor docs`."
    )
    yield ""
    yield from _table(
        (_("command"), _("what it does")),
        [(f"[`{name}`](#{_anchor(name)})", one.help or "") for one, _context, name in commands],
    )
    shared = _shared_options(commands)
    yield from _everywhere(program, context, shared)
    yield from _forms(commands)
    for command, own, name in commands:
        yield from _command(command, own, name, shared)
    yield from _findings()


def _commands(group: Command, context: Context, under: str = "") -> Iterator[tuple[Command, Context, str]]:
    """Every command with its context and its full name, those of groups after each other."""
    from hhmonitor.cli.usage import Context

    for name, command in getattr(group, "commands", {}).items():
        full = f"{under} {name}".strip()
        own = Context(command, parent=context, info_name=name)
        if hasattr(command, "commands"):
            yield from _commands(command, own, full)
        else:
            yield command, own, full


def _shared_options(commands: Iterable[tuple[Command, Context, str]]) -> Mapping[str, tuple[str, str]]:
    """The options of ``SHARED`` as most commands describe them."""
    tally = Counter(row for command, own, _name in commands for row in _records(command, own, "option"))
    return {
        option: max(rows, key=tally.__getitem__)
        for option in SHARED
        if (rows := [row for row in tally if row[0].startswith(f"`{option}")])
    }


def _everywhere(program: Command, context: Context, shared: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """What holds for every command: options, exit status, environment."""
    yield _("## What holds for every command")
    yield ""
    yield _("A market is named by its code, or by its Dutch or English name. These options mean the same everywhere:")
    yield ""
    own = (row for row in _records(program, context, "option") if row not in shared.values())
    yield from _table((_("option"), _("meaning")), [*shared.values(), *own])
    yield _("The exit status tells a script how it went:")
    yield ""
    yield from _table(
        (_("status"), _("meaning")),
        [
            ("0", _("all well")),
            ("1", _("the command ran and found what it looks for, such as a category that does not match")),
            ("2", _("it could not run: bad usage, files that are not in order, no market or criteria found")),
            ("3", _("an internal error")),
            ("130", _("interrupted")),
        ],
    )
    yield _("Results go to standard output, everything else to standard error. These variables are heeded:")
    yield ""
    yield from _table(
        (_("variable"), _("meaning")),
        [
            ("`HHMONITOR_ROOT`", _("the project folder, where `--root` is not given")),
            ("`LC_ALL`, `LC_MESSAGES`, `LANG`", _("the language, where `--lang` is not given: Dutch for `nl…`")),
            ("`NO_COLOR`", _("no colours, whatever its value")),
            ("`COLUMNS`", _("how wide tables may be")),
        ],
    )


def _forms(commands: Iterable[tuple[Command, Context, str]]) -> Iterator[str]:
    """Which command answers in which forms."""
    from hhmonitor import forms

    offered = {
        name: str(parameter.metavar).split("|")
        for command, own, name in commands
        for parameter in command.get_params(own)
        if "--format" in parameter.opts
    }
    columns = list(dict.fromkeys(form for each in offered.values() for form in each))
    yield _("## Forms")
    yield ""
    yield _("Every command that answers does so in every form; a file's ending chooses it. Forms and their endings:")
    yield ""
    yield from _table(
        (_("form"), _("endings")),
        [(f"`{name}`", ", ".join(f"`{ending}`" for ending in forms.form(name).endings)) for name in forms.names()],
    )
    yield from _table(
        (_("command"), *(f"`{form}`" for form in columns)),
        [(f"`{name}`", *("✓" if form in each else "" for form in columns)) for name, each in offered.items()],
    )


def _command(command: Command, context: Context, name: str, shared: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield command.help or ""
    yield ""
    yield "```text"
    yield " ".join(command.get_usage(context).split()).partition(": ")[2]
    yield "```"
    yield ""
    options = list(_records(command, context, "option"))
    for heading, rows in (
        (_("argument"), list(_records(command, context, "argument"))),
        (_("option"), [row for row in options if row not in shared.values()]),
    ):
        if rows:
            yield from _table((heading, _("meaning")), rows)
    also = ", ".join(f"`{option}`" for option, row in shared.items() if row in options)
    yield _("Also, as everywhere: {options}.").format(options=also)
    yield ""


def _records(command: Command, context: Context, kind: str) -> Iterator[tuple[str, str]]:
    """Arguments or options as help pages show them: how it is written, and what it means."""
    from hhmonitor.cli.usage import in_words

    for parameter in command.get_params(context):
        record: Any = parameter.get_help_record(context) if parameter.param_type_name == kind else None
        if record is not None and "completion" not in record[0]:
            written, meaning = in_words(*record)
            yield f"`{written}`", meaning.replace("  [", " [")


def _findings() -> Iterator[str]:
    """Every code that a finding can carry, with its message."""
    from hhmonitor.answers.findings import severity_word
    from hhmonitor.checks import CODES

    yield _("## Findings")
    yield ""
    yield _(
        "What is wrong in a file is told with its place and a code that never changes its meaning; `hhmonitor explain "
        "CODE` says more of it. Between braces stands what differs from case to case."
    )
    yield ""
    yield from _table(
        (_("code"), _("weight"), _("what it says")),
        [(code, severity_word(one.severity), f"{_(one.message)}") for code, one in sorted(CODES.items())],
    )


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table whose cells are Markdown already, but for the bars that part them."""
    for row in (header, ("---",) * len(header), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in row)} |"
    yield ""


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def main(arguments: list[str]) -> None:
    """Print the reference in the language asked for, or write both anew."""
    if arguments:
        select(arguments[0])
        print(reference(), end="")
        return
    docs = Path(__file__).parents[1] / "docs"
    for language in LANGUAGES:
        # A process for each: the texts of commands are fixed when they are first loaded.
        command = [sys.executable, "-m", "tools.write_reference", language]
        text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        (docs / FILES[language]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
