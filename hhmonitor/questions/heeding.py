"""Findings as the settings of a project want them: some put up with for a time, some of another severity."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hhmonitor.checks import can_be_softened, found
from hhmonitor.checks.looks import HeededSettings, SettingsFile
from hhmonitor.findings import Finding, Severity
from hhmonitor.model.settings import Settings
from hhmonitor.project.settings import ProjectSettings


@dataclass(frozen=True, slots=True)
class Heeded:
    """The findings that are left, with their severities, and those that are put up with."""

    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that is found in a project before any of it is ignored, and its markets and files."""

    findings: Sequence[Finding]
    places: Collection[str]


def heed(findings: Sequence[Finding], settings: Settings, on: date) -> Heeded:
    """The findings as the settings want them on a day. Errors at which every command stops stay as they are."""
    kept: list[Finding] = []
    ignored: list[Finding] = []
    for one in findings:
        (ignored if _is_ignored(one, settings, on) else kept).append(_weighed(one, settings))
    return Heeded(tuple(kept), tuple(ignored))


def _is_ignored(finding: Finding, settings: Settings, on: date) -> bool:
    return can_be_softened(finding.code) and any(
        on <= one.last_day and one.holds_for(finding.code, finding.place.file) for one in settings.ignore
    )


def _weighed(finding: Finding, settings: Settings) -> Finding:
    stated = settings.severity.get(finding.code)
    severity = Severity(stated) if stated is not None else None
    if severity is None or (severity is not Severity.ERROR and not can_be_softened(finding.code)):
        return finding
    return replace(finding, severity=severity)


def settings_findings(of: ProjectSettings, on: date, whole: Whole | None = None) -> list[Finding]:
    """All that is wrong with the settings, located.

    Without the ``whole`` of the project nothing is said of what ignores nothing.
    """
    if of.settings is None:
        return list(of.findings)
    about = list(found(SettingsFile(of.settings, of.file, on)))
    if whole is not None:
        about += found(HeededSettings(of.settings, of.file, on, whole.findings, whole.places))
    return [*of.findings, *of.located(about)]
