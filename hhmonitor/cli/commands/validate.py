"""``validate``: is everything in order with the files?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, Examples
from hhmonitor.cli.gates import gate
from hhmonitor.cli.options import StrictOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.project import Root
    from hhmonitor.questions.validation import Validation

HELP = _("Look for mistakes in the files of markets, criteria and figures, and show where each one stands.")
EXAMPLES: Examples = ([], ["--strict"])

_NOTHING_TO_READ = {"HH301", "HH302", "HH303", "HH306"}
"""Findings that mean there is nothing to validate, or nothing to validate it by."""


@gate
def validate(
    context: Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help=_("Files to look at; default: all of the project."))
    ] = None,
    strict: StrictOption = False,
) -> Answer:
    """Validate files. Exit status 1 where one is not in order, 2 where there is nothing to read."""
    from hhmonitor.answers.examination import Examination, cases_by_file
    from hhmonitor.cli.session import CANNOT_RUN, refuse
    from hhmonitor.project.root import repository_around

    on = context.day
    for file in files or ():
        if not os.path.lexists(file):
            refuse(_("there is no file {file}").format(file=file))
    validation = _validation(files or (), context.root, context.criteria, on)
    codes = {finding.code for finding in validation.findings}
    return Examination(
        "validate",
        validation.folder,
        cases_by_file(validation.files, validation.findings),
        repository=repository_around(validation.folder, os.environ),
        strict=strict,
        status=CANNOT_RUN if codes & _NOTHING_TO_READ else None,
    )


def _validation(files: Sequence[Path], root: Path | None, criteria: str | None, on: date) -> Validation:
    """The validation of a project, or of the files named: within their projects, else by themselves."""
    from hhmonitor.cli.output import settle_earlier
    from hhmonitor.cli.session import project_root
    from hhmonitor.project import read_contents
    from hhmonitor.questions.validation import joined, validate_alone, validate_project

    today = max(date.today(), on)
    if not files:
        return validate_project(project_root(root), criteria, on, today)
    parts: list[Validation] = []
    loose: list[Path] = []
    for found, names in _by_project(files, root):
        if found is None:
            loose += names
            continue
        settle_earlier(found.path)
        whole = validate_project(found, criteria, on, today)
        inside = [path.absolute().relative_to(found.path.absolute()).as_posix() for path in names]
        loose += [path for path, name in zip(names, inside, strict=True) if name not in whole.files]
        parts.append(whole.only(inside))
    if loose:
        beside = read_contents(project_root(root), criteria, on)
        parts.append(validate_alone(loose, beside, Path.cwd(), today))
    return joined(parts, Path.cwd())


def _by_project(files: Iterable[Path], root: Path | None) -> Iterable[tuple[Root | None, list[Path]]]:
    """The files by the project that they stand in: the one asked for, else the nearest around each."""
    from hhmonitor.project import project_around

    grouped: dict[Root | None, list[Path]] = {}
    for file in files:
        grouped.setdefault(project_around(file, root), []).append(file)
    return grouped.items()
