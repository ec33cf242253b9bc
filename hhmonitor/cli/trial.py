"""A change of a project's files tried out beside it: what would be an error then that is none now."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from hhmonitor.answers.checking import verdict_as_case
from hhmonitor.checks import is_error
from hhmonitor.findings import Finding
from hhmonitor.project import ProjectFailure, Root, load_project
from hhmonitor.project.changes import Change
from hhmonitor.questions.checking import check
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.validation import apart, validate_project

_NO_OTHERS: Mapping[str, str] = MappingProxyType({})
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
    before: Root, after: Root, criteria: str, as_of: date, formerly: Mapping[str, str] = _NO_OTHERS
) -> list[Finding]:
    """The errors of ``validate`` and ``check`` in the changed project that are none of the present one, by place.

    ``formerly`` has what files and markets that got another name are called in the present one, by the new name.
    """
    return _more(_errors(before, criteria, as_of), _errors(after, criteria, as_of), formerly)


def newly_found_in_files(before: Root, after: Root, criteria: str, as_of: date) -> list[Finding]:
    """What ``validate`` alone finds in the changed project and not in the present one, warnings too, by place."""
    return _more(_in_files(before, criteria, as_of), _in_files(after, criteria, as_of))


def _more(
    before: Iterable[Finding], after: Iterable[Finding], formerly: Mapping[str, str] = _NO_OTHERS
) -> list[Finding]:
    """The findings that were not there before, counted; ``formerly`` as above."""

    def identity(finding: Finding) -> tuple[object, ...]:
        details = sorted((name, formerly.get(text, text)) for name, text in finding.details.items())
        file = finding.place.file
        return finding.code, formerly.get(file, file), finding.place.path, tuple(details)

    new, _known = apart(after, Counter(map(identity, before)), identity)
    return new


def _in_files(root: Root, criteria: str, as_of: date) -> Sequence[Finding]:
    return validate_project(root, criteria, as_of, max(date.today(), as_of)).findings


def _errors(root: Root, criteria: str, as_of: date) -> list[Finding]:
    found = list(filter(is_error, _in_files(root, criteria, as_of)))
    try:
        classification = Classification(load_project(root, criteria, as_of), as_of)
    except ProjectFailure:
        return found
    listed = [one for verdict in check(classification) for one in verdict_as_case(verdict, classification).findings]
    known = {(one.code, one.place) for one in found}
    return [*found, *(one for one in listed if is_error(one) and (one.code, one.place) not in known)]
