"""Every command of the program, by the words that name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from hhmonitor.cli.app import application
from hhmonitor.cli.usage import Context, in_our_words


def _commands(tree: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    beneath = getattr(tree, "commands", {})
    if not beneath or getattr(tree, "invoke_without_command", False):
        yield name, tree
    for word, one in beneath.items():
        yield from _commands(one, f"{name} {word}".strip())


EVERY = dict(_commands(in_our_words(typer.main.get_command(application()))))


def usage_of(name: str) -> str:
    """What the line of usage shows after the name of a command."""
    return " ".join(EVERY[name].collect_usage_pieces(Context(EVERY[name])))
