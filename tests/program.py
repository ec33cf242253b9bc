"""The program as a process of its own, again and again, for the price of one start.

A server imports once what every command needs, and forks for each run: the fork has its own arguments, environment and
folder, and its own bounds on time and memory, and the next one starts as fresh as this one did.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, NoReturn, Self

REPOSITORY = Path(__file__).resolve().parents[1]

# Nothing here takes its texts from the catalogue while it is imported: the language is that of each run.
PRELOADED = ("rich.console", "typer", "hhmonitor.__main__", "hhmonitor.project", "hhmonitor.questions.classification")


class Ended(NamedTuple):
    """How a run ended, and what it said; a status below zero is the signal that ended it."""

    status: int
    out: str
    err: str


class Program:
    """Runs the program; what is asked of a run holds for that run alone."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"},
            cwd=REPOSITORY,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._server.communicate()

    def __call__(
        self,
        *arguments: str | Path,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        seconds: int = 60,
        memory: int | None = None,
    ) -> Ended:
        """Run the program with these arguments.

        :param folder: the working directory.
        :param environment: all variables there are; those of the tests where not given.
        :param seconds: of processor time; at twenty times as many by the clock the run is ended as well.
        :param memory: the largest address space, in bytes.
        """
        with tempfile.TemporaryDirectory() as said:
            request = {
                "arguments": [str(argument) for argument in arguments],
                "folder": str(folder or Path.cwd()),
                "environment": dict(os.environ if environment is None else environment),
                "seconds": seconds,
                "memory": memory,
                "said": said,
            }
            assert self._server.stdin is not None
            assert self._server.stdout is not None
            self._server.stdin.write(json.dumps(request).encode() + b"\n")
            self._server.stdin.flush()
            status = int(self._server.stdout.readline())
            out, err = ((Path(said) / stream).read_bytes().decode() for stream in ("out", "err"))
        return Ended(status, out, err)


def serve() -> None:
    """Answer every request on standard input with the status of its run."""
    for name in PRELOADED:
        __import__(name)
    gc.freeze()
    # From the file itself: nothing of a next request may wait in a buffer that a fork would share.
    for request in iter(sys.stdin.buffer.readline, b""):
        child = os.fork()
        if child == 0:
            _run(**json.loads(request))
        _child, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _run(
    arguments: list[str],
    folder: str,
    environment: dict[str, str],
    seconds: int,
    memory: int | None,
    said: str,
) -> NoReturn:
    status = 1
    try:
        for stream, name in ((0, os.devnull), (1, f"{said}/out"), (2, f"{said}/err")):
            file = os.open(name, os.O_RDONLY if stream == 0 else os.O_WRONLY | os.O_CREAT, 0o600)
            os.dup2(file, stream)
            os.close(file)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        signal.alarm(20 * seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        status = _status(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _status(arguments: list[str]) -> int:
    from hhmonitor.__main__ import main

    sys.argv = ["hhmonitor", *arguments]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    serve()
