"""A finding: one thing wrong at one place.

A finding carries no sentence: its code names a message (:mod:`hhmonitor.checks`), its details fill the gaps
of that message, so that it can be told in either language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from hhmonitor.findings.mends import Mend
from hhmonitor.findings.spans import Span

DataPath = tuple[str | int, ...]
"""The way to a datum inside a file: keys and list positions, such as ``("themes", "biopharma", "level")``."""


MAXIMUM_FINDINGS = 200
"""Findings of one kind of look at one file that are told: nobody reads more, and a hostile file may make millions."""


class Severity(StrEnum):
    """How bad a finding is: an error stops the work, a warning counts only under ``--strict``, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: by data path, by position in the text, or by both.

    ``on_key`` says that the key at the end of the path is meant rather than its value.
    """

    file: str
    path: DataPath = ()
    on_key: bool = False
    span: Span | None = None


def market_of(file: str) -> str | None:
    """The code of the market that a file is of, by its name in the project; none for any other file."""
    path = PurePosixPath(file)
    return path.stem if path.suffix == ".yaml" and path.parent.name in ("countries", "regions") else None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, with the details that fill the message of its code.

    ``related`` is a second place that explains the first, ``related_label`` the name of a message that says how.
    ``severity`` is there where the settings of the project give the code another than its own, ``mend`` where one
    answer alone is right.
    """

    code: str
    place: Place
    details: Mapping[str, str] = field(default_factory=dict)
    related: Place | None = None
    related_label: str = ""
    severity: Severity | None = None
    mend: Mend | None = field(default=None, compare=False)
