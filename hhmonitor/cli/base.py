"""The earlier state that ``compare`` and ``review`` look back on: a revision, a folder or a snapshot."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.session import note
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.comparison import Between

BASE_HELP = _(
    "What to compare with: a git revision of the project, a project folder, or a saved classify --format json."
)

BaseAsOfOption = Annotated[
    str | None,
    typer.Option(
        "--base-as-of",
        metavar="DATE",
        help=_("The day for which the earlier state holds; default: the same day, or that of the snapshot."),
    ),
]
BaseCriteriaOption = Annotated[
    str | None,
    typer.Option(
        "--base-criteria",
        metavar="ID",
        help=_("The criteria of the earlier state; default: those of its day that it holds."),
    ),
]


def open_between(
    now: Classification, base: str, base_as_of: str | None, base_criteria: str | None
) -> AbstractContextManager[Between]:
    """Everything between an earlier state and now. Stops the command where the earlier state cannot be read."""
    from hhmonitor.asking import earlier

    return earlier.open_between(now, base, base_as_of, base_criteria, note)
