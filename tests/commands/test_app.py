"""The command line as a whole: help, version, accidents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hhmonitor import __version__
from hhmonitor.analysis import classification
from tests.commands.conftest import Command
from tests.support import REPOSITORY


def test_version(hhmonitor: Command) -> None:
    assert hhmonitor("--version") == (0, f"hhmonitor {__version__}\n", "")


def test_help_lists_the_commands_in_the_order_of_daily_use(hhmonitor: Command) -> None:
    text = hhmonitor("--help").out
    assert text.index("classify") < text.index("explain")


def test_the_language_may_come_before_the_command(hhmonitor: Command, small: Path) -> None:
    after = hhmonitor("classify", "--root", small, "--as-of", "2020-12-31", "--lang", "nl")
    before = hhmonitor("--lang", "nl", "classify", "--root", small, "--as-of", "2020-12-31")
    assert before == after
    assert "categorie" in before.out.lower()


def test_a_language_that_is_not_there_is_refused_before_the_command_too(hhmonitor: Command) -> None:
    answer = hhmonitor("--lang", "fr", "classify")
    assert (answer.status, answer.out) == (2, "")
    assert "there is no language “fr”" in answer.err


def test_an_accident_is_two_lines_and_status_3(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accident(*_arguments: object) -> None:
        raise ZeroDivisionError("by chance")

    monkeypatch.setattr(classification.Classification, "listed", accident)
    answer = hhmonitor("classify", "--root", small)
    assert answer.status == 3
    told = answer.err.splitlines()[-2:]
    assert told[0] == "hhmonitor met an internal error: ZeroDivisionError: by chance"
    assert "Traceback" not in answer.err
    with pytest.raises(ZeroDivisionError):
        hhmonitor("--debug", "classify", "--root", small)


def test_an_interruption_is_status_130(hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(classification.Classification, "listed", interrupted)
    assert hhmonitor("classify", "--root", small).status == 130


def test_a_reader_that_goes_away_is_no_accident(small: Path) -> None:
    program = f"{sys.executable} -m hhmonitor"
    script = f"{program} explain JP --root {small} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
