"""What the library for command lines says of its own accord, in the language in use: help pages, and mistakes in usage.

Typer has these texts in English only, the headings of help pages in one place and every mistake in another. Help pages
go through a formatter of ours; a mistake is recognised by what is said of it, which the range of versions that
hhmonitor accepts keeps as it is. What is not recognised stays in English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from hhmonitor.cli.typer_internals import HelpFormatter
from hhmonitor.language import _, mark

if TYPE_CHECKING:
    from hhmonitor.cli.typer_internals import ClickException, Command

_STAND_INS = (
    mark("ARGS"),
    mark("CATEGORY"),
    mark("CODE"),
    mark("COMMAND"),
    mark("DATE"),
    mark("DIR"),
    mark("FILE"),
    mark("KIND"),
    mark("MARKET"),
    mark("INDICATOR"),
    mark("NUMBER"),
    mark("OPTIONS"),
    mark("OUTCOME"),
    mark("PATH"),
    mark("NAME"),
    mark("REF"),
    mark("REVIEW"),
    mark("ROLE"),
    mark("SECONDS"),
    mark("TEXT"),
    mark("TOPIC"),
    mark("WORD"),
    mark("VALUE"),
    mark("YEAR"),
)
"""What stands on a line of usage for what people fill in."""

_SENTENCES = (
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("required"),
    mark("Show this message and exit."),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)
"""Headings, and the descriptions of options that come with the library."""

_EXTRAS = re.compile(r"  \[(?P<extras>(?:default: |required).*)\]$", re.DOTALL)

_MISTAKES = (
    (r"No such option: (?P<given>\S+)", mark("there is no option {given}")),
    (r"No such command '(?P<given>.*?)'\.?", mark("there is no command {given}")),
    (r"Missing command\.", mark("a command is missing")),
    (r"Missing (?:argument|option|parameter) '(?P<what>.*)'\.", mark("{what} is missing")),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((?P<given>.*)\)", mark("this is more than is asked for: {given}")),
    (r"Option '(?P<what>.*)' requires (?:an argument|\d+ arguments)\.", mark("a value is missing after {what}")),
    (r"Option '(?P<what>.*)' does not take a value\.", mark("{what} takes no value")),
    (r"Argument '(?P<what>.*)' takes \d+ values\.", mark("a value is missing after {what}")),
    (
        r"Invalid value for '(?P<what>.*)': '(?P<given>.*)' is not a valid (?:integer|integer range)\.",
        mark("{what} cannot be “{given}”; a whole number is expected"),
    ),
    (
        r"Invalid value for '(?P<what>.*)': '(?P<given>.*)' is not a valid (?:float|float range)\.",
        mark("{what} cannot be “{given}”; a number is expected"),
    ),
    (
        r"Invalid value for '(?P<what>.*)': (?P<given>\S+) is not in the range (?P<range>.*)\.",
        mark("{what} cannot be {given}; it must lie in {range}"),
    ),
)
"""What the library says of a mistake, and what we say of it."""

_SUGGESTION = re.compile(r"[ .]*(?:\(Possible options: (?P<options>.*)\)|Did you mean (?P<commands>.*)\?)$")


class Help(HelpFormatter):
    """Lays out help pages as the library does, with its words in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _word_by_sentence(args), _("Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_sentence(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([in_words(name, text) for name, text in rows], col_max, col_spacing)


class Context(typer.Context):
    """A command being run, whose help pages are laid out by :class:`Help`."""

    formatter_class = Help


def in_our_words(command: Command) -> Command:
    """The command line with all its commands, with help pages in the language in use.

    A list of commands describes each of them in full, over as many lines as it takes.
    """
    command.context_class = Context
    command.short_help = command.short_help or command.help
    for part in getattr(command, "commands", {}).values():
        in_our_words(part)
    return command


def in_words(name: str, description: str) -> tuple[str, str]:
    """An argument, option or command as it is written, and its description, in the language in use."""
    return _word_by_sentence(name), _described(description)


def mistake_as_text(error: ClickException) -> str:
    """A mistake in the use of a command: how it is used, what is wrong, and where help is to be found."""
    from hhmonitor.cli.typer_internals import NoArgsIsHelpError, UsageError

    if isinstance(error, NoArgsIsHelpError):
        return error.format_message() + "\n"
    context = error.ctx if isinstance(error, UsageError) else None
    said = f"hhmonitor: {_mistake(error.format_message())}\n"
    if context is None:
        return said
    hint = _("“{command} --help” shows what there is to choose from.").format(command=context.command_path)
    return f"{context.get_usage()}\n{said}{hint}\n"


def _mistake(said: str) -> str:
    suggested = _SUGGESTION.search(said)
    what = said[: suggested.start()] if suggested else said
    for pattern, template in _MISTAKES:
        found = re.fullmatch(pattern, what, re.DOTALL)
        if found:
            details = found.groupdict()
            if "what" in details:
                details["what"] = _word_by_sentence(details["what"])
            text = _(template).format_map(details)
            break
    else:
        return said
    if suggested is None:
        return text
    words = (suggested["options"] or suggested["commands"]).replace("'", "").split(", ")
    return text + _("; did you mean {suggestion}?").format(suggestion=_(" or ").join(words))


def _sentence(text: str) -> str:
    return _(text) if text in _SENTENCES else text


def _word_by_sentence(text: str) -> str:
    """A line of usage, with its stand-ins in the language in use."""
    return re.sub(r"\b[A-Z]+\b", lambda word: _(word[0]) if word[0] in _STAND_INS else word[0], text)


def _described(text: str) -> str:
    """The description of an option, with its default and whether it is required."""
    found = _EXTRAS.search(text)
    if found is None:
        return _sentence(text)
    extras = [
        _("default: {default}").format(default=extra.removeprefix("default: "))
        if extra.startswith("default: ")
        else _sentence(extra)
        for extra in found["extras"].split("; ")
    ]
    return f"{text[: found.start()]}  [{'; '.join(extras)}]"
