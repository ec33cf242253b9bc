"""The outcome of a review, written into the files of the markets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hhmonitor.checks import is_error
from hhmonitor.findings import Finding
from hhmonitor.model import Country, Region
from hhmonitor.model.base import Bilingual
from hhmonitor.project.editing import Value, with_keys
from hhmonitor.project.loading import Project
from hhmonitor.project.shape import validated
from hhmonitor.yaml import read_text

_BEFORE = ("code", "name", "members", "category", "reference_date")
"""After the last of these come the keys that a file has not got yet."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the meeting decided on one market.

    With a ``reason`` a decision that departs from the rules; without one the category of the rules, and no decision
    any more. ``failed_reviews`` are the reviews at which the market failed and was kept.
    """

    code: str
    category: str | None
    reason: str | Bilingual | None = None
    decided_by: str = ""
    date: str = ""
    review_by: str = ""
    failed_reviews: Sequence[str] = field(default=())


class Unrecordable(Exception):
    """What an outcome would make of a file is no valid market file; the findings say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


def recorded(project: Project, outcomes: Sequence[Outcome]) -> dict[str, bytes]:
    """The new contents of the files of these markets, by file. Raises CannotEdit and Unrecordable; writes nothing."""
    contents: dict[str, bytes] = {}
    findings: list[Finding] = []
    for outcome in outcomes:
        file = project.files[outcome.code]
        content = (project.root.path / file).read_bytes()
        contents[file] = with_keys(content, file, _keys(outcome), after=_BEFORE)
        model = type(project.market(outcome.code))
        findings += _wrong(model, contents[file], file)
    if findings:
        raise Unrecordable(findings)
    return contents


def _keys(outcome: Outcome) -> Mapping[str, Value | None]:
    keys: dict[str, Value | None] = {"category": outcome.category, "decision": _decision(outcome)}
    keys["failed_reviews"] = tuple(outcome.failed_reviews) or None
    return keys


def _decision(outcome: Outcome) -> Value | None:
    reason = outcome.reason
    if reason is None:
        return None
    return {
        "category": outcome.category or "none",
        "reason": reason if isinstance(reason, str) else {"en": reason.en, "nl": reason.nl},
        "decided_by": outcome.decided_by,
        "date": outcome.date,
        "review_by": outcome.review_by,
    }


def _wrong(model: type[Country] | type[Region], content: bytes, file: str) -> list[Finding]:
    document = read_text(content, file).document
    assert document is not None
    _market, findings = validated(model, document)
    return [finding for finding in findings if is_error(finding)]
