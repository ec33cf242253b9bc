"""``schema``: the JSON Schema of a file, for editors and other validators.

A schema is a document in JSON by what it is, so there is no other form of it and no ``--format``.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.context import CriteriaOption, LangOption, OutputOption, RootOption
from hhmonitor.cli.output import write_output
from hhmonitor.cli.session import check_word, criteria_in_use, project_root, speak
from hhmonitor.language import _

HELP = _("Write the JSON Schema by which an editor helps to fill a file.")


def schema(
    kind: Annotated[str, typer.Argument(metavar="country|region|criteria", help=_("The kind of file."))],
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    lang: LangOption = None,
) -> None:
    """Write a schema."""
    from datetime import date

    from hhmonitor.answers.schemas import KINDS_OF_FILE, as_text
    from hhmonitor.answers.schemas import schema as made

    speak(lang)
    check_word(kind, list(KINDS_OF_FILE), _("there is no form “{given}”; there are: {known}"))
    write_output(as_text(made(kind, criteria_in_use(project_root(root), criteria, date.today()))), output)
