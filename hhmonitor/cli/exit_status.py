"""How ``check`` and ``validate`` end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from hhmonitor.cli.session import FOUND, OK, hand_over

if TYPE_CHECKING:
    from hhmonitor.answers.examination import Examination


def conclude(examination: Examination, form: str, output: Path | None, status: int | None = None) -> NoReturn:
    """Give the examination, and stop with its exit status: ``status``, else by whether it passed."""
    from hhmonitor.answers.examination import rendered

    hand_over(rendered(examination, form), output)
    raise typer.Exit(status if status is not None else OK if examination.passed else FOUND)
