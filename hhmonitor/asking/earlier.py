"""The earlier state that is looked back on: a revision, a folder or a saved list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hhmonitor.asking.opening import day, settle
from hhmonitor.asking.refusal import Refused, refuse
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.comparison import Between

Note = Callable[[str], object]
"""Takes what is to be said beside the answer."""


@contextmanager
def open_between(
    now: Classification, base: str, base_as_of: str | None, base_criteria: str | None, note: Note
) -> Iterator[Between]:
    """Everything between an earlier state and now. Raises Refused where the earlier state cannot be read."""
    from hhmonitor.project.root import is_file, is_project

    path = Path(base)
    if is_file(path):
        if base_as_of is not None or base_criteria is not None:
            message = _(
                "{file} is a saved list, which holds for its own day and criteria; leave out --base-as-of and "
                "--base-criteria, or compare with a revision or a folder"
            )
            refuse(message.format(file=path))
        yield _from_snapshot(now, path)
        return
    on = day(base_as_of) if base_as_of is not None else now.as_of
    if base and is_project(path):
        yield _from_folder(now, path, on, base_criteria, path.resolve().name or base, note)
    else:
        from hhmonitor.project.revision import NoRevision, at_revision

        try:
            with at_revision(now.project.root.path, base) as folder:
                yield _from_folder(now, folder, on, base_criteria, base, note)
        except NoRevision as reason:
            message = _("“{base}” is no git revision of {folder}, no project folder and no file").format(
                base=base, folder=now.project.root.path
            )
            refuse(f"{message} ({reason})" if str(reason) else message)


def _from_snapshot(now: Classification, path: Path) -> Between:
    from hhmonitor.questions.snapshot import BetweenSnapshot, NoSnapshot, read_snapshot

    try:
        return BetweenSnapshot(read_snapshot(path.read_text(encoding="utf-8-sig")), now, path.name)
    except (OSError, UnicodeDecodeError, NoSnapshot) as reason:
        refuse(_("{file} is no saved classify --format json ({reason})").format(file=path, reason=reason))


def _from_folder(now: Classification, folder: Path, on: date, criteria: str | None, label: str, note: Note) -> Between:
    from hhmonitor.project import ProjectFailure, Root, load_project
    from hhmonitor.questions.between_projects import BetweenProjects
    from hhmonitor.questions.classification import Classification

    settled = settle(folder)
    if settled is not None:
        note(settled)
    try:
        project = load_project(Root(folder, "option"), criteria, on)
    except ProjectFailure as failure:
        message = _("{base} cannot be read, as shown").format(base=label)
        raise Refused(message, findings=failure.findings, folder=folder) from None
    return BetweenProjects(Classification(project, on), now, label)
