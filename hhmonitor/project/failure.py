"""Why a project cannot be worked on."""

from __future__ import annotations

from collections.abc import Sequence

from hhmonitor.findings import Finding


class ProjectFailure(Exception):
    """The project cannot be worked on; ``findings`` say why, all of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(sorted({finding.code for finding in findings})))
        self.findings = tuple(findings)
