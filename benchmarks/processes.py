"""Whole processes, timed by turns so that what else the machine does falls on all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The median time of a process in seconds, and the most memory any of its runs held, in bytes."""

    seconds: float
    peak_bytes: int


def by_turns(commands: Mapping[str, Sequence[str]], runs: int, folder: Path = REPOSITORY) -> dict[str, Measurement]:
    """Run the commands A B A B …, each ``runs`` times after one run that is not counted, from ``folder``."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0)
    for turn in range(runs + 1):
        for name, command in commands.items():
            elapsed, peak = _run(command, folder)
            if turn:  # the first turn writes byte code and fills the file cache
                seconds[name].append(elapsed)
                peaks[name] = max(peaks[name], peak)
    return {name: Measurement(statistics.median(seconds[name]), peaks[name]) for name in commands}


def _run(command: Sequence[str], folder: Path) -> tuple[float, int]:
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL) as process:
        # wait4 tells the memory of this child alone, where getrusage would tell the largest of all so far.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    elapsed = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return elapsed, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _environment() -> dict[str, str]:
    """The same width, language and import path for all; the project folder is found from where a process runs."""
    kept = {key: value for key, value in os.environ.items() if key not in {"HHMONITOR_ROOT", "COLUMNS"}}
    return kept | {"COLUMNS": "120", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(REPOSITORY)}


def hhmonitor(*arguments: str) -> list[str]:
    """The command line of the monitor: its script beside this Python, or the module where it is not installed."""
    script = Path(sys.executable).with_name("hhmonitor")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "hhmonitor"]
    return [*start, *arguments]


def unchecked(command: Sequence[str]) -> list[str]:
    """A command of which any exit status will do, such as one that is to refuse."""
    return ["sh", "-c", '"$@" 2>/dev/null; exit 0', "sh", *command]


def afresh(folder: Path, command: Sequence[str]) -> list[str]:
    """A command before which a folder that it makes is taken away."""
    return ["sh", "-c", 'rm -rf "$1"; shift; exec "$@" 2>/dev/null', "sh", str(folder), *command]


def floor(script: str, *arguments: str) -> list[str]:
    """The command line of one of the floor scripts in this folder."""
    return [sys.executable, str(Path(__file__).with_name(script)), *arguments]
