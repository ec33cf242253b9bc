"""The reviews that a project keeps, and what was recorded since the last one: their files.

``reviews/NAME.yaml`` says what was decided, ``reviews/NAME.json`` holds the list as it stood; ``reviews/open.yaml`` is
what was recorded since the last review was closed. Most projects have none of them, so the models are read when needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hhmonitor.findings import Finding
from hhmonitor.project.kinds import REVIEWS
from hhmonitor.project.shape import validated
from hhmonitor.yaml import Document, read_file

if TYPE_CHECKING:
    from hhmonitor.model.review import Minutes, Review

OPEN = "open"
OPEN_FILE = f"{REVIEWS}/{OPEN}.yaml"


def review_file(name: str) -> str:
    """The file in which a review says what was decided."""
    return f"{REVIEWS}/{name}.yaml"


def list_file(name: str) -> str:
    """The file in which a review keeps the list as it stood."""
    return f"{REVIEWS}/{name}.json"


@dataclass(frozen=True)
class Reviews:
    """The closed reviews of a project, the earliest first, and what was recorded since the last one, if anything."""

    closed: tuple[Review, ...] = ()
    minutes: Minutes | None = None
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)

    def named(self, name: str) -> Review | None:
        """The closed review of this name; none where there is none."""
        return next((one for one in self.closed if one.name == name), None)

    def before(self, day: date) -> Review | None:
        """The last review that was closed before a day; none where there is none."""
        return next((one for one in reversed(self.closed) if one.day < day), None)

    def on_record(self, day: date) -> tuple[Review, ...]:
        """The reviews that were closed on or before a day, the earliest first."""
        return tuple(one for one in self.closed if one.day <= day)


def read_reviews(root: Path) -> tuple[Reviews, list[Finding]]:
    """The reviews in a project folder, and everything that is wrong with their text and shape, not yet located."""
    folder = root / REVIEWS
    paths = sorted(path for path in folder.glob("*.yaml") if not path.name.startswith(".")) if folder.is_dir() else []
    if not paths:
        return Reviews(), []
    from hhmonitor.model.review import Minutes, Review

    closed: list[Review] = []
    minutes: Minutes | None = None
    documents: dict[str, Document] = {}
    findings: list[Finding] = []
    for path in paths:
        reading = read_file(path, f"{REVIEWS}/{path.name}")
        findings += reading.findings
        if reading.document is None:
            continue
        documents[reading.document.file] = reading.document
        if path.stem == OPEN:
            minutes, wrong = validated(Minutes, reading.document)
        else:
            review, wrong = validated(Review, reading.document)
            if review is not None:
                closed.append(review)
        findings += wrong
    return Reviews(tuple(sorted(closed, key=lambda one: (one.day, one.name))), minutes, documents), findings
