"""What ``check`` and ``validate`` found, in every form that people and their tools read. One formatter for each."""

from __future__ import annotations

import os

from hhmonitor.answers.examination.examination import Case, Examination, cases_by_file

FORMATS = ("text", "github", "json", "junit", "sarif", "markdown")

__all__ = ["FORMATS", "Case", "Examination", "cases_by_file", "rendered", "usual_format"]


def usual_format() -> str:
    """The form where none is asked for: annotations inside GitHub Actions, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def rendered(examination: Examination, form: str) -> str:
    """An examination in one of ``FORMATS``."""
    from importlib import import_module

    module = import_module(f"hhmonitor.answers.examination.as_{form}")
    text: str = module.rendered(examination)
    return text
