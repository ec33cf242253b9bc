"""The parts of typer that it keeps to itself and that the command line cannot do without: here and nowhere else.

Typer carries its own copy of click since 0.26, under a private name. Where a version keeps them elsewhere, this is the
file to change.
"""

from __future__ import annotations

from typer._click import Command
from typer._click.core import ParameterSource
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "ClickException",
    "Command",
    "CompletionItem",
    "HelpFormatter",
    "MissingParameter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "ParameterSource",
    "TyperCommand",
    "TyperGroup",
    "UsageError",
    "get_current_context",
]
