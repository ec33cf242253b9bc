"""Running commands as a user would, in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from hhmonitor.cli.app import run
from hhmonitor.language import select
from tests.support import small_list


class Answer(NamedTuple):
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def hhmonitor(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in English, or in the language of ``--lang``."""

    def call(*arguments: str | Path) -> Answer:
        select("en")
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return call


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project folder with a small list."""
    return small_list(tmp_path / "project")
