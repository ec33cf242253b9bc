"""``schema``: the JSON Schema of a file, for editors, or of an answer, for programs.

A schema is a document in JSON by what it is, so there is no other form of it and no ``--format``.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.context import CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.cli.output import write_output
from hhmonitor.cli.session import check_word, criteria_in_use, project_root, refuse, speak
from hhmonitor.language import _

HELP = _("Write the JSON Schema by which an editor helps to fill a file, or which the JSON of an answer fits.")

ANSWER = "answer"
"""The kind that is no kind of file."""


def complete_answer(incomplete: str) -> list[str]:
    """The answers that have a schema."""
    from hhmonitor.answers.shapes import SHAPES

    return [name for name in SHAPES if name.startswith(incomplete)]


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="country|region|criteria|answer", help=_("The kind of file; or “answer”, with its name.")
        ),
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help=_("The answer, as its schema key names it, such as classify."),
            autocompletion=complete_answer,
        ),
    ] = None,
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    lang: LangOption = None,
) -> None:
    """Write a schema."""
    from datetime import date

    from hhmonitor.answers.schemas import KINDS_OF_FILE, answer_schema, as_text
    from hhmonitor.answers.schemas import schema as made

    speak(lang)
    check_word(kind, [*KINDS_OF_FILE, ANSWER], _("there is no form “{given}”; there are: {known}"))
    if kind == ANSWER:
        write_output(as_text(answer_schema(_answer_named(name))), output)
        return
    if name is not None:
        refuse(_("{kind} takes no name: “{given}”").format(kind=kind, given=name))
    write_output(as_text(made(kind, criteria_in_use(project_root(root), criteria, date.today()))), output)


def _answer_named(name: str | None) -> str:
    """The name of an answer. Stops the command where there is no such answer."""
    from hhmonitor.answers.shapes import SHAPES

    if name is None:
        refuse(_("name the answer; there are: {known}").format(known=", ".join(SHAPES)))
    check_word(name, list(SHAPES), _("there is no answer “{given}”; there are: {known}"))
    return name
