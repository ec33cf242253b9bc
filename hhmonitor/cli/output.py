"""Results on their way out: to standard output, or to a file."""

from __future__ import annotations

from pathlib import Path

from hhmonitor.cli.session import hand_over


def write_output(result: str | bytes, output: Path | None) -> None:
    """Give the result: to standard output, or whole or not at all to a file."""
    hand_over(result, output)
