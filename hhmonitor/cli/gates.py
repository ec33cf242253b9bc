"""What ``check`` and ``validate`` have in common: they judge, for people and for servers that build and test."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor import forms
from hhmonitor.cli.context import answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.examination import Telling

AllOption = Annotated[
    bool, typer.Option("--all", help=_("Show each finding by itself, also where one code repeats itself."))
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", help=_("Say nothing where all is well, and only what is an error where it is not."))
]


def usual_form() -> str:
    """The form where none is asked for: annotations inside GitHub Actions, else the terminal's."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "terminal"


gate = answering(also=forms.names_of_findings(), usual=usual_form)
"""Makes a command of a question that is answered by an examination."""


def telling(*, each: bool, quiet: bool) -> Telling:
    """How much people are told by these options. Stops the command where both are given."""
    from hhmonitor.answers.examination import Telling
    from hhmonitor.cli.session import refuse

    if each and quiet:
        refuse(_("--all and --quiet ask for opposite things; give one of the two"))
    return Telling.ALL if each else Telling.ERRORS if quiet else Telling.GROUPED
