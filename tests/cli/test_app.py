"""The command line as a whole: help, version, accidents."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hhmonitor import __version__
from hhmonitor.questions import classification
from tests.cli.conftest import Command
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


TURNED = """
import os, signal, sys
import hhmonitor.__main__
from hhmonitor.questions.classification import Classification

def turned(*_arguments):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        raise RuntimeError("by a library, of the stop")

{place} = turned
sys.argv = ["hhmonitor", "classify"]
hhmonitor.__main__.main()
"""


@pytest.mark.parametrize("place", ["Classification.listed", "hhmonitor.__main__._start"])
def test_an_interruption_is_one_whatever_is_made_of_it_on_its_way(small: Path, place: str) -> None:
    program = [sys.executable, "-c", TURNED.format(place=place)]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(program, cwd=small, capture_output=True, check=False, env=environment, text=True)
    assert done.returncode == 130
    assert "error" not in done.stderr.casefold()


PROGRAM = f'"{sys.executable}" -m hhmonitor'


@pytest.mark.parametrize(
    "line",
    [
        f"{PROGRAM} --help | true; exit ${{PIPESTATUS[0]}}",
        f"{PROGRAM} explain JP --lang en 2>/dev/null | true; exit ${{PIPESTATUS[0]}}",
        f"{PROGRAM} schema country >&-",
        f"{PROGRAM} schema country 2>&-",
    ],
)
def test_that_nobody_reads_on_is_no_accident(line: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, env=environment, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_disk_that_is_full_is_told() -> None:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    line = f"{PROGRAM} schema country >/dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, env=environment, text=True)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
