"""``validate``: is everything in order with the files?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from hhmonitor.cli.context import Context, Examples
from hhmonitor.cli.gates import AllOption, QuietOption, gate, telling
from hhmonitor.cli.options import StrictOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.project import Root
    from hhmonitor.questions.validation import Validation

HELP = _("Look for mistakes in the files of markets, criteria and figures, and show where each one stands.")
EXAMPLES: Examples = ([], ["--strict"], ["--all"])

_NOTHING_TO_READ = {"HH301", "HH302", "HH303", "HH306"}
"""Findings that mean there is nothing to validate, or nothing to validate it by."""


@gate
def validate(
    context: Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help=_("Files to look at; default: all of the project."))
    ] = None,
    strict: StrictOption = False,
    each: AllOption = False,
    quiet: QuietOption = False,
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REF", help=_("Only what was not found at this git revision yet.")),
    ] = None,
) -> Answer:
    """Validate files. Exit status 1 where one is not in order, 2 where there is nothing to read."""
    from hhmonitor.answers.examination import Examination, LeftOut, cases_by_file
    from hhmonitor.cli.session import CANNOT_RUN, refuse
    from hhmonitor.project.root import repository_around

    told = telling(each=each, quiet=quiet)
    on = context.day
    for file in files or ():
        if not os.path.lexists(file):
            refuse(_("there is no file {file}").format(file=file))
    look = _Look(context.criteria_asked, on, max(date.today(), on), changed_since)
    validation = _validation(files or (), context.root, look)
    codes = {finding.code for finding in (*validation.findings, *validation.known)}
    return Examination(
        "validate",
        validation.folder,
        cases_by_file(validation.files, validation.findings),
        repository=repository_around(validation.folder, os.environ),
        strict=strict,
        status=CANNOT_RUN if codes & _NOTHING_TO_READ else None,
        telling=told,
        left_out=LeftOut(len(validation.ignored), len(validation.known), changed_since),
    )


class _Look(NamedTuple):
    """How projects are looked at: by which criteria, on which day, and since which revision."""

    criteria: str | None
    on: date
    today: date
    since: str | None

    def at(self, root: Root) -> Validation:
        """The validation of a project. Stops the command where there is no such revision of it."""
        from hhmonitor.questions.validation import validate_project

        now = validate_project(root, self.criteria, self.on, self.today)
        if self.since is None:
            return now
        from hhmonitor.cli.session import refuse
        from hhmonitor.project import Root
        from hhmonitor.project.revision import NoRevision, at_revision

        try:
            with at_revision(root.path, self.since) as folder:
                return now.since(validate_project(Root(folder, "option"), self.criteria, self.on, self.today))
        except NoRevision as reason:
            message = _("“{base}” is no git revision of {folder}").format(base=self.since, folder=root.path)
            refuse(f"{message} ({reason})" if str(reason) else message)


def _validation(files: Sequence[Path], root: Path | None, look: _Look) -> Validation:
    """The validation of a project, or of the files named: within their projects, else by themselves."""
    from hhmonitor.cli.output import settle_earlier
    from hhmonitor.cli.session import criteria_for, project_root
    from hhmonitor.project import read_contents
    from hhmonitor.questions.validation import joined, validate_alone

    if not files:
        return look.at(project_root(root))
    parts: list[Validation] = []
    loose: list[Path] = []
    for found, names in _by_project(files, root):
        if found is None:
            loose += names
            continue
        settle_earlier(found.path)
        whole = look.at(found)
        inside = [path.absolute().relative_to(found.path.absolute()).as_posix() for path in names]
        loose += [path for path, name in zip(names, inside, strict=True) if name not in whole.files]
        parts.append(whole.only(inside))
    if loose:
        around = project_root(root)
        beside = read_contents(around, criteria_for(around.path, look.criteria), look.on)
        parts.append(validate_alone(loose, beside, Path.cwd(), look.today))
    return joined(parts, Path.cwd())


def _by_project(files: Iterable[Path], root: Path | None) -> Iterable[tuple[Root | None, list[Path]]]:
    """The files by the project that they stand in: the one asked for, else the nearest around each."""
    from hhmonitor.project import project_around

    grouped: dict[Root | None, list[Path]] = {}
    for file in files:
        grouped.setdefault(project_around(file, root), []).append(file)
    return grouped.items()
