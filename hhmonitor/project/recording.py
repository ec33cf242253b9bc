"""What a meeting decides, written into the files of the markets and into its minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hhmonitor.checks import is_error
from hhmonitor.findings import Finding
from hhmonitor.model import Country, Region
from hhmonitor.model.base import Model
from hhmonitor.model.review import Minutes, Review
from hhmonitor.project.changes import Change
from hhmonitor.project.editing import Value, as_yaml, with_keys
from hhmonitor.project.failure import ChangedMeanwhile, cannot_be_written
from hhmonitor.project.loading import Project
from hhmonitor.project.reviews import OPEN_FILE, list_file, review_file
from hhmonitor.project.shape import validated
from hhmonitor.yaml import read_text

_BEFORE = ("code", "name", "members", "category", "reference_date")
"""After the last of these come the keys that a file has not got yet."""

_FIRST = ("name", "date", "criteria", "base", "present")
_OPEN_HEAD = "# What was recorded since the last review was closed. hhmonitor review writes this file.\n"
_CLOSED_HEAD = "# A review that was closed: nothing in it changes but the days on which actions were done.\n"


@dataclass(frozen=True, slots=True)
class Edit:
    """Keys at the top of a market's file to set, or to take out where their value is none."""

    code: str
    keys: Mapping[str, Value]


class Unrecordable(Exception):
    """What an edit would make of a file is no valid market file; the findings say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


def edited(project: Project, edits: Sequence[Edit]) -> list[Change]:
    """What is to become of the files of these markets; writes nothing.

    Raises CannotEdit, Unrecordable, and ChangedMeanwhile where a market is no longer what the project was loaded with:
    the meeting decided on what it saw.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    for edit in edits:
        file, market = project.files[edit.code], project.market(edit.code)
        present = content_of(project.root.path / file, file)
        if _read(type(market), present, file)[0] != market:
            raise ChangedMeanwhile(file)
        change = Change(file, present, with_keys(present, file, edit.keys, after=_BEFORE))
        changes.append(change)
        findings += _read(type(market), change.after or b"", file)[1]
    if findings:
        raise Unrecordable(findings)
    return changes


def minuted(project: Project, minutes: Minutes) -> Change:
    """What is to become of the minutes of the meeting under way; writes nothing.

    Raises ChangedMeanwhile where they are no longer what the project was loaded with.
    """
    after = None if minutes.empty else (_OPEN_HEAD + as_yaml(as_plain(minutes))).encode()
    return Change(OPEN_FILE, _present_minutes(project), after)


def closed(project: Project, review: Review, kept_list: bytes) -> list[Change]:
    """The files of a review that is closed; the minutes of the meeting under way are in it, and go. Writes nothing."""
    return [
        Change(review_file(review.name), None, (_CLOSED_HEAD + as_yaml(as_plain(review))).encode()),
        Change(list_file(review.name), None, kept_list),
        Change(OPEN_FILE, _present_minutes(project), None),
    ]


def reopened(project: Project, review: Review) -> Change:
    """A closed review with its actions as they are now; writes nothing."""
    file = review_file(review.name)
    present = content_of(project.root.path / file, file)
    return Change(file, present, (_CLOSED_HEAD + as_yaml(as_plain(review))).encode())


def as_plain(model: Model) -> dict[str, Any]:
    """A model as its file says it; of a review its name, its day and who was there come first."""
    data = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    first = [key for key in _FIRST if key in data] if isinstance(model, Minutes) else []
    return {key: data[key] for key in (*first, *data)}


def content_of(path: Path, file: str) -> bytes:
    """The bytes of a file of the project. Raises ChangedMeanwhile where it is gone, and NotWritten."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ChangedMeanwhile(file) from None
    except OSError as error:
        raise cannot_be_written(path, error) from None


def _present_minutes(project: Project) -> bytes | None:
    read = project.reviews.documents.get(OPEN_FILE)
    if read is None:
        return None
    present = content_of(project.root.path / OPEN_FILE, OPEN_FILE)
    document = read_text(present, OPEN_FILE).document
    if document is None or document.data != read.data:
        raise ChangedMeanwhile(OPEN_FILE)
    return present


def _read(
    model: type[Country] | type[Region], content: bytes, file: str
) -> tuple[Country | Region | None, list[Finding]]:
    """What a file says of a market, and what is wrong with it."""
    document = read_text(content, file).document
    if document is None:
        return None, []
    market, findings = validated(model, document)
    return market, [finding for finding in findings if is_error(finding)]
