"""The flaws of criteria as findings, each a sentence at its place in the file, and the findings as an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Heading, Item, Items, Paragraph, Strong
from hhmonitor.answers.conditions import count_text, figure, profile, requirement_name, share_text
from hhmonitor.answers.findings import message, where
from hhmonitor.answers.names import market_name
from hhmonitor.answers.words import category_word, input_label, value_word
from hhmonitor.findings import CODES, Finding, Place, Severity, is_error
from hhmonitor.inputs import Value
from hhmonitor.language import _
from hhmonitor.language.numbers import listing
from hhmonitor.model import Criteria, Requirement
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.verification import (
    Bound,
    Constant,
    Example,
    Flaw,
    Gap,
    Idle,
    Implied,
    Nested,
    NotMonotone,
    Overlap,
    TooIntricate,
    Unreachable,
    verify,
)

REAL_MARKETS_NAMED = 4
"""Real markets that are named beside an example; of the others the number is told."""


def soundness_findings(classification: Classification, *, faults_only: bool = False) -> list[Finding]:
    """Verify the criteria of a classification against all possible markets and its own list, as findings.

    Errors and warnings come before notes, which ``faults_only`` leaves out; texts are in the language in use. The
    findings have their place in the text.
    """
    markets = [classification.inputs(code) for code in classification.listed()]
    flaws = verify(classification.ruleset, markets, faults_only=faults_only)
    located = classification.project.located(Telling(classification).findings(flaws))
    severities = list(Severity)
    return sorted(located, key=lambda finding: severities.index(CODES[finding.code].severity))


def verification(findings: Sequence[Finding], criteria: Criteria) -> Answer:
    """The findings on one set of criteria; it is sound where none of them is an error."""
    title = _("The soundness of criteria {criteria}").format(criteria=criteria.id)
    return Answer(
        "criteria-verify",
        title,
        lambda: _blocks(findings, title),
        data=lambda: _data(findings, criteria),
        rows=lambda: _rows(findings),
        status=int(any(map(is_error, findings))),
    )


def _blocks(findings: Sequence[Finding], title: str) -> Iterator[Block]:
    yield Heading(title, 1)
    for severity, heading in (
        (Severity.ERROR, _("Errors")),
        (Severity.WARNING, _("Warnings")),
        (Severity.NOTE, _("Good to know")),
    ):
        found = [finding for finding in findings if CODES[finding.code].severity is severity]
        if found:
            yield Heading(f"{heading} ({len(found)})")
            yield Items([Item([Strong(one.code), f" {message(one)}"], details=[where(one.place)]) for one in found])
    yield Paragraph(_verdict(findings))


def _verdict(findings: Sequence[Finding]) -> str:
    if any(map(is_error, findings)):
        return _("These criteria are not sound: see the errors.")
    return _(
        "These criteria have no errors. All possible markets were considered, by exact reasoning; unknown inputs of "
        "real markets count at their least favourable."
    )


def _data(findings: Sequence[Finding], criteria: Criteria) -> Mapping[str, Any]:
    return {
        "criteria": criteria.id,
        "sound": not any(map(is_error, findings)),
        "findings": [
            {
                "code": one.code,
                "severity": CODES[one.code].severity.value,
                "message": message(one),
                "file": one.place.file,
                "line": one.place.span and one.place.span.start.line,
                "path": list(one.place.path),
                "details": dict(one.details),
            }
            for one in findings
        ],
    }


def _rows(findings: Sequence[Finding]) -> Rows:
    """A record for each finding, in the words of the files."""
    records = tuple(
        (
            one.code,
            CODES[one.code].severity.value,
            one.place.file,
            one.place.span.start.line if one.place.span else "",
            ".".join(map(str, one.place.path)),
            message(one),
        )
        for one in findings
    )
    return Rows(("code", "severity", "file", "line", "path", "message"), records)


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells flaws of one set of criteria."""

    classification: Classification

    @property
    def criteria(self) -> Criteria:
        """The criteria whose flaws are told."""
        return self.classification.criteria

    def findings(self, flaws: Sequence[Flaw]) -> list[Finding]:
        """Flaws as findings, in the same order."""
        file = self.classification.project.files[self.criteria.id]
        return [
            Finding(code, Place(file, flaw.path), details) for flaw in flaws for code, details in (self.told(flaw),)
        ]

    def told(self, flaw: Flaw) -> tuple[str, dict[str, str]]:
        """The code of a flaw, and what fills the message of the code."""
        match flaw:
            case TooIntricate():
                return "HH508", {}
            case Unreachable(_path, category, ()):
                return "HH501", {"category": category}
            case Unreachable(_path, category, taken_by):
                return "HH502", {"category": category, "taken_by": listing(taken_by)}
            case Constant(_path, subject, holds):
                return "HH505" if holds else "HH503", {"subject": self._subject(subject)}
            case NotMonotone():
                return "HH504", self._fall(flaw)
            case Implied(_path, requirement, category, others):
                named = listing([requirement_name(other) for other in others])
                return "HH506", {"subject": requirement_name(requirement), "category": category, "others": named}
            case Idle(_path, requirement, category, example):
                told = {"subject": requirement_name(requirement), "category": category}
                return "HH507", told | {"example": self._example(example)}
            case Gap(_path, failed, example, share):
                named = listing([requirement_name(one) for one in failed])
                return "HH511", {"failed": named, "example": self._example(example), "share": share_text(share)}
            case Nested(_path, category, others):
                return "HH512", {"category": category, "others": listing(others)}
            case Overlap(_path, category, other, example, share):
                told = {"category": category, "other": other, "share": share_text(share)}
                return "HH513", told | {"example": self._example(example)}
            case Bound():
                return "HH515" if flaw.near else "HH514", self._bound(flaw)

    def _subject(self, subject: Requirement | str) -> str:
        if isinstance(subject, Requirement):
            return requirement_name(subject)
        label = input_label(self.criteria, f"health_system.{subject}")
        return _("the judgement by figures of “{label}”").format(label=label)

    def _fall(self, flaw: NotMonotone) -> dict[str, str]:
        return {
            "input": self._inputs(flaw),
            "worse": _value(flaw.worse),
            "better": _value(flaw.better),
            "before": category_word(flaw.before),
            "after": category_word(flaw.after),
            "example": self._example(flaw.example),
        }

    def _inputs(self, flaw: NotMonotone) -> str:
        """The input that gets better, or the group where it holds of all of them."""
        group, _dot, name = flaw.changed.partition(".")
        everyone = {f"{group}.{one}" for one in getattr(self.criteria, group)} if name else set()
        if len(everyone) > 1 and everyone == set(flaw.alike):
            return {
                "health_system": _("a characteristic"),
                "dimensions": _("a dimension"),
                "themes": _("a theme"),
            }.get(group, group)
        return _(" or ").join(f"“{input_label(self.criteria, path)}”" for path in flaw.alike)

    def _example(self, example: Example) -> str:
        text = profile(example.market, self.criteria)
        return f"{text} ({self._real(example.real)})" if example.real else text

    def _real(self, codes: Sequence[str]) -> str:
        project = self.classification.project
        names = [market_name(project.market(code)) for code in codes[:REAL_MARKETS_NAMED]]
        beyond = len(codes) - len(names)
        if beyond:
            return _("as {names} and {number} more").format(names=", ".join(names), number=beyond)
        return _("as {names}").format(names=listing(names))

    def _bound(self, bound: Bound) -> dict[str, str]:
        return {
            "bound": self._bounded(bound),
            "total": str(bound.total),
            "met": str(len(bound.just_met)),
            "missed": str(len(bound.just_missed)),
        }

    def _bounded(self, bound: Bound) -> str:
        leaf = bound.leaf
        if leaf.count is not None:
            return count_text(leaf.count, int(bound.value), leaf.level or "specific", self.criteria)
        template = {"at_least": _("{label} at least {bound}"), "at_most": _("{label} at most {bound}")}[bound.key]
        label = input_label(self.criteria, f"indicators.{leaf.indicator}")
        return template.format(label=label, bound=figure(bound.value))


def _value(value: Value) -> str:
    return value_word(value) if isinstance(value, str) else figure(float(value))
