"""The state that ``compare``, ``review`` and ``report`` look back on, as the command line names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.asking import earlier
from hhmonitor.asking.earlier import Base
from hhmonitor.cli.session import note
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.comparison import Comparison

BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="REVIEW|REF|DIR|FILE",
        help=_(
            "What to look back on: a review by its name, a git revision of the project, a project folder, or a saved "
            "classify --format json; default: the last review before the day."
        ),
    ),
]
BaseAsOfOption = Annotated[
    str | None,
    typer.Option(
        "--base-as-of",
        metavar="DATE",
        help=_("The day for which the earlier state holds; default: the same day, or that of the saved list."),
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


def comparison(now: Classification, base: Base) -> Comparison:
    """What moved since the earlier state, or since the last review. Raises Refused where there is none to read."""
    return earlier.comparison(now, base, note)


def since(now: Classification, base: Base) -> Comparison | None:
    """The same; none where no earlier state is given and no review was closed before the day."""
    return earlier.since(now, base, note)
