"""Results on their way out: to standard output, or to a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hhmonitor.cli.session import hand_over, hand_over_folder


def write_output(result: str | bytes, output: Path | None) -> None:
    """Give the result: to standard output, or whole or not at all to a file."""
    hand_over(result, output)


def write_output_folder(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write files into a folder by their paths in it."""
    hand_over_folder(files, folder)
