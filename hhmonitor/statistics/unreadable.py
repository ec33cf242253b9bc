"""What is raised where a file of figures cannot be read."""

from __future__ import annotations

from hhmonitor.findings import Finding


class Unreadable(Exception):
    """A publication that cannot be read, or not read on; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding
