"""Every command with its examples, and the answers that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any
from unittest.mock import patch

from hhmonitor.answers.answer import Answer
from hhmonitor.cli import app, context
from hhmonitor.language import select

NOT_ANSWERING = {"docs", "form", "schema", "init", "new", "report", "set"}
"""Commands that write a guide, a schema, a form, files, data or a site, and answer no question."""


def questions() -> list[tuple[str, ...]]:
    """The arguments of every example of every command that answers."""
    return [
        (name, *arguments)
        for name in app.command_names()
        if name not in NOT_ANSWERING
        for arguments in import_module(f"hhmonitor.cli.commands.{name.replace('-', '_')}").EXAMPLES
    ]


def answer_to(question: tuple[str, ...], language: str, *more: str) -> Answer:
    """What a command answers, before any form; the project is the shipped one unless told."""
    given: list[Answer] = []

    def keep(answer: Answer, *_rest: Any) -> None:
        given.append(answer)

    with patch.object(context, "give", keep):
        status = app.run([*question, "--lang", language, *more])
    assert status in (0, 1), (question, status)
    (answer,) = given
    select(language)
    return answer


def pieces(answer: Answer) -> Iterator[Mapping[str, str]]:
    """Everything that the answer says to people."""
    rows = Answer("facts", answer.title, lambda: answer.blocks).rows
    yield from (dict(zip(rows.header, map(str, record), strict=True)) for record in rows.records)
