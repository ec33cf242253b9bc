"""A change of a project's files tried out beside it: what would be an error then that is none now."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from types import MappingProxyType

from hhmonitor.answers.checking import verdict_as_case
from hhmonitor.checks import is_error
from hhmonitor.findings import Finding
from hhmonitor.project import ProjectFailure, Root, load_project
from hhmonitor.project.changes import Change
from hhmonitor.questions.checking import check
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.validation import validate_project

_INPUTS = ("criteria", "countries", "reviews", "private")


@contextmanager
def tried(root: Root, changes: Sequence[Change]) -> Iterator[Root]:
    """A copy of the project, which goes afterwards, in which the changes are made."""
    with TemporaryDirectory(prefix="hhmonitor-") as temporary:
        folder = Path(temporary)
        for name in _INPUTS:
            if (root.path / name).is_dir():
                shutil.copytree(root.path / name, folder / name)
        for change in changes:
            path = folder / change.file
            if change.after is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(change.after)
        yield Root(folder, root.how)


def newly_wrong(
    before: Root, after: Root, criteria: str, as_of: date, moved: Mapping[str, str] = MappingProxyType({})
) -> list[Finding]:
    """The errors of ``validate`` and ``check`` in the changed project that are none of the present one, by place.

    ``moved`` names the files of the changed project that have another name in the present one, by the new one: what is
    wrong in them, or with the code by which they are called, is wrong there already.
    """
    known = Counter(_identity(finding, {}) for finding in _errors(before, criteria, as_of))
    found = []
    for finding in _errors(after, criteria, as_of):
        identity = _identity(finding, moved)
        if known[identity]:
            known[identity] -= 1
        else:
            found.append(finding)
    return found


def _identity(finding: Finding, moved: Mapping[str, str]) -> tuple[object, ...]:
    """What makes two findings the same one, by the earlier names of files and codes."""
    codes = {PurePath(new).stem: PurePath(old).stem for new, old in moved.items()}

    def earlier(text: str) -> str:
        for new, old in codes.items():
            text = re.sub(rf"(?<![\w-]){re.escape(new)}(?![\w-])", old, text)
        return text

    details = tuple(sorted((key, earlier(text)) for key, text in finding.details.items()))
    return finding.code, moved.get(finding.place.file, finding.place.file), finding.place.path, details


def _errors(root: Root, criteria: str, as_of: date) -> list[Finding]:
    found = [one for one in validate_project(root, criteria, as_of, max(date.today(), as_of)).findings if is_error(one)]
    try:
        classification = Classification(load_project(root, criteria, as_of), as_of)
    except ProjectFailure:
        return found
    listed = [one for verdict in check(classification) for one in verdict_as_case(verdict, classification).findings]
    known = {(one.code, one.place) for one in found}
    return [*found, *(one for one in listed if is_error(one) and (one.code, one.place) not in known)]
