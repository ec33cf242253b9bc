"""What the library for command lines says of its own accord, in the language in use: help pages, and mistakes in usage.

Typer has these texts in English only, the headings of help pages in one place and every mistake in another. Help pages
go through a formatter of ours; a mistake is told apart by its type, never by what the library says of it. One of a type
that is not known stays in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from hhmonitor.cli.typer_internals import HelpFormatter, TyperCommand, TyperGroup, UsageError
from hhmonitor.language import _, mark

if TYPE_CHECKING:
    from hhmonitor.cli.typer_internals import BadOptionUsage, ClickException, Command

_STAND_INS = (
    mark("ARGS"),
    mark("CATEGORY"),
    mark("CODE"),
    mark("COMMAND"),
    mark("DATE"),
    mark("DIR"),
    mark("FILE"),
    mark("INDICATOR"),
    mark("KIND"),
    mark("MARKET"),
    mark("REGION"),
    mark("NAME"),
    mark("NUMBER"),
    mark("OPTIONS"),
    mark("OUTCOME"),
    mark("PATH"),
    mark("REF"),
    mark("REVIEW"),
    mark("ROLE"),
    mark("SECONDS"),
    mark("TEXT"),
    mark("TOPIC"),
    mark("VALUE"),
    mark("WORD"),
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

_Function = TypeVar("_Function", bound=Callable[..., Any])
_EXTRAS = re.compile(r"  \[(?P<extras>(?:default: |required).*)\]$", re.DOTALL)


READABLE_WIDTH = 100
"""How wide a help page is at most, in characters; on a narrower terminal it is as wide as that."""


class Help(HelpFormatter):
    """Lays out help pages as the library does, with its words in the language in use, as wide as answers are."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        super().__init__(indent_increment, width, max_width or READABLE_WIDTH)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _word_by_sentence(args), _("Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_sentence(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([in_words(name, text) for name, text in rows], col_max, col_spacing)


class NoSuchCommand(UsageError):
    """A command that there is none of was ``given``; ``near`` are those that come near."""

    def __init__(self, given: str, near: Sequence[str], context: Any) -> None:
        super().__init__(given, context)
        self.given, self.near = given, near


class MoreThanAsked(UsageError):
    """More was ``given`` than a command asks for."""

    def __init__(self, given: Sequence[str], context: Any) -> None:
        super().__init__(" ".join(given), context)
        self.given = given


@contextmanager
def _within(context: Any) -> Iterator[None]:
    """Let every mistake know the command that it was made with."""
    try:
        yield
    except UsageError as mistake:
        mistake.ctx = mistake.ctx or context
        raise


class Group(TyperGroup):
    """A command with others below it, which tells a word that is none of them by itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _within(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            from difflib import get_close_matches  # only where something is wrong

            raise NoSuchCommand(args[0], get_close_matches(args[0], self.commands), ctx)
        return super().resolve_command(ctx, args)


class OneCommand(TyperCommand):
    """A command that tells by itself what was given beyond what it asks for."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _within(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise MoreThanAsked(rest, ctx)
        return rest

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return ["[OPTIONS]", *map(_stated, _arguments(self))]


class Commands(typer.Typer):
    """Commands below one word, each a command of ours."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=Group, rich_markup_mode=None, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[_Function], _Function]:
        return super().command(name, cls=OneCommand, **settings)


def _arguments(command: Command) -> list[Any]:
    return [one for one in command.params if one.param_type_name == "argument"]


def _stated(argument: Any) -> str:
    """An argument as it was declared, between brackets where it may be left out.

    By us, for each version of the library puts other marks around it.
    """
    stated = str(argument.metavar)
    return stated if argument.required or stated.startswith("[") else f"[{stated}]"


class Context(typer.Context):
    """A command being run, whose help pages are laid out by :class:`Help`."""

    formatter_class = Help


def in_our_words(command: Command) -> Command:
    """The command line with all its commands, with help pages in the language in use.

    A list of commands describes each of them in full, over as many lines as it takes.
    """
    command.context_class = Context
    command.short_help = command.short_help or command.help
    for argument in _arguments(command):
        argument.get_help_record = partial(_record, argument, argument.get_help_record)
    for part in getattr(command, "commands", {}).values():
        in_our_words(part)
    return command


def _record(argument: Any, of_library: Callable[[Any], tuple[str, str] | None], context: Any) -> tuple[str, str] | None:
    """An argument and its description, as a help page lists them."""
    record = of_library(context)
    return record and (_stated(argument), record[1])


def in_words(name: str, description: str) -> tuple[str, str]:
    """An argument, option or command as it is written, and its description, in the language in use."""
    return _word_by_sentence(name), _described(description)


def mistake_as_text(error: ClickException) -> str:
    """A mistake in the use of a command: how it is used, what is wrong, and where help is to be found."""
    from hhmonitor.cli.typer_internals import NoArgsIsHelpError, UsageError

    if isinstance(error, NoArgsIsHelpError):
        return error.format_message() + "\n"
    context = error.ctx if isinstance(error, UsageError) else None
    said = f"hhmonitor: {_mistake(error)}\n"
    if context is None:
        return said
    hint = _("“{command} --help” shows what there is to choose from.").format(command=context.command_path)
    return f"{context.get_usage()}\n{said}{hint}\n"


def _mistake(error: ClickException) -> str:
    """What a mistake is, by its type and by the command that it was made with; else as the library says it."""
    from hhmonitor.cli.typer_internals import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption, UsageError

    match error:
        case NoSuchCommand():
            return _("there is no command {given}").format(given=error.given) + _meant(error.near)
        case MoreThanAsked():
            return _("this is more than is asked for: {given}").format(given=" ".join(error.given))
        case NoSuchOption():
            return _("there is no option {given}").format(given=error.option_name) + _meant(error.possibilities or ())
        case BadOptionUsage():
            return _used_wrongly(error).format(what=error.option_name)
        case MissingParameter(param=parameter) if parameter is not None:
            return _("{what} is missing").format(what=_as_asked(parameter))
        case BadParameter(param=parameter) if parameter is not None:
            return _("{what}: {reason}").format(what=_as_asked(parameter), reason=str(error.message))
        case UsageError(ctx=context) if context is not None and hasattr(context.command, "commands"):
            return _("a command is missing")
    return error.format_message()


def _used_wrongly(error: BadOptionUsage) -> str:
    """What is said of an option that is given a value and takes none, or takes one and is given none."""
    asked = error.ctx.command.params if error.ctx is not None else ()
    flags = {name for one in asked if getattr(one, "is_flag", False) for name in (*one.opts, *one.secondary_opts)}
    return _("{what} takes no value") if error.option_name in flags else _("a value is missing after {what}")


def _as_asked(parameter: Any) -> str:
    """An option as it is written, or an argument as it stands on the line of usage."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return _word_by_sentence(str(parameter.metavar or parameter.name).strip("[]."))


def _meant(near: Sequence[str]) -> str:
    return _("; did you mean {suggestion}?").format(suggestion=_(" or ").join(sorted(near))) if near else ""


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
