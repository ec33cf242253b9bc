"""The same work for several things at once, on systems on which a process can be copied."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Thing = TypeVar("Thing")
Made = TypeVar("Made")


def at_once(work: Callable[[Thing], Made], things: Sequence[Thing]) -> list[Made]:
    """What the work makes of each thing, in their order; raises what the work raises.

    A copy of this process does it for each but the first; what it makes must be such as can be sent between processes.
    One after another where there is one core, where there are threads (a copy of those is not safe), and on Windows and
    macOS.
    """
    if not _can_be_copied():
        return [work(thing) for thing in things]
    first, *others = things
    copies = [_Copy(work, thing) for thing in others]
    try:
        return [work(first), *(copy.result() for copy in copies)]
    finally:
        for copy in copies:
            copy.stop()


def _can_be_copied() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


class _Copy:
    """A copy of this process that does the work for one thing."""

    def __init__(self, work: Callable[[Any], Any], thing: Any) -> None:
        context = multiprocessing.get_context("fork")
        self._end, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_do, args=(work, thing, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def result(self) -> Any:
        """What it made. Raises what its work raised."""
        made, error = self._end.recv()
        if error is not None:
            raise error
        return made

    def stop(self) -> None:
        """Leave nothing behind, whether it was done or not."""
        self._end.close()
        self._process.terminate()
        self._process.join()


def _do(work: Callable[[Any], Any], thing: Any, end: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was copied is told of it, and stops this one
    outcome: tuple[Any, Exception | None]
    try:
        outcome = work(thing), None
    except Exception as error:
        outcome = None, error
    with suppress(OSError):  # nobody waits for it any more
        end.send(outcome)
