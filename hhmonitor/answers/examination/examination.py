"""What a gate looked at, and what it found: the same for every form that it is told in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hhmonitor.findings import CODES, Finding, Severity

VERSION = 1
"""The version of the JSON: raised when a key changes its meaning or goes away."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was looked at, a market or a file, with what was found on it.

    ``name`` is its name for people, ``facts`` what the JSON tells of it beside.
    """

    name: str
    file: str
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that ``check`` or ``validate`` looked at. ``strict`` makes warnings count as errors.

    The names of files start from ``folder``.
    """

    command: str
    folder: Path
    cases: tuple[Case, ...]
    strict: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def findings(self) -> list[Finding]:
        """All findings, by place."""
        return sorted((one for case in self.cases for one in case.findings), key=_by_place)

    def severity(self, finding: Finding) -> Severity:
        """How bad a finding is here."""
        given = CODES[finding.code].severity
        return Severity.ERROR if self.strict and given is Severity.WARNING else given

    def count(self, severity: Severity) -> int:
        """The number of findings that are so bad."""
        return sum(self.severity(one) is severity for one in self.findings)

    @property
    def passed(self) -> bool:
        """Whether there is no error."""
        return self.count(Severity.ERROR) == 0

    def path(self, file: str) -> str:
        """A file as a code host names it: from the top of its repository, wherever the command was given.

        The top is that of the git repository around it, else of the checkout that the host names, else the current
        folder; a file that is not in there is named as it stands.
        """
        # The folder is resolved, not the file: a file of the repository may be a link, and is named by its own name.
        whole = Path(os.path.normpath(self.folder.resolve() / file))
        top = _top(whole.parent).resolve()
        return (whole.relative_to(top) if whole.is_relative_to(top) else whole).as_posix()


def _top(folder: Path) -> Path:
    repository = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    return repository or Path(os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or Path.cwd())


def cases_by_file(files: Iterable[str], findings: Iterable[Finding]) -> Iterator[Case]:
    """A case for every file, in order or not, and for what is no file but has findings."""
    by_file: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    for file, found in by_file.items():
        yield Case(file, file, tuple(found))


def _by_place(finding: Finding) -> tuple[Any, ...]:
    span = finding.place.span
    return (finding.place.file, span is not None, span, finding.code)
