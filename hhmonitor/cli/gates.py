"""What ``check`` and ``validate`` have in common: they judge, for people and for servers that build and test."""

from __future__ import annotations

import os

from hhmonitor import forms
from hhmonitor.cli.context import answering


def usual_form() -> str:
    """The form where none is asked for: annotations inside GitHub Actions, else the terminal's."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "terminal"


gate = answering(also=forms.names_of_findings(), usual=usual_form)
"""Makes a command of a question that is answered by an examination."""
