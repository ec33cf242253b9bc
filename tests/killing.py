"""Processes that are killed, or asked to stop, at a chosen one of the calls by which they write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, Literal

import pytest

How = Literal["killed", "killed in the middle of a write", "SIGINT", "SIGTERM"]
EVERY_WAY: tuple[How, ...] = ("killed", "killed in the middle of a write", "SIGINT", "SIGTERM")

_CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "link", "unlink", "mkdir", "rmdir", "chmod")


def stopped_everywhere(work: Callable[[], object], how: How, prepare: Callable[[], object]) -> Iterator[int]:
    """Do ``work`` in a child process again and again, each time stopped one call later, until it gets to its end.

    ``prepare`` is done before each; the number of the call is given after each, when the child is gone.
    """
    with pytest.MonkeyPatch.context() as patched:
        # The disk need not be waited for: it is the process that is killed here, not the computer.
        patched.setattr(os, "fsync", lambda descriptor: None)
        for moment in range(1, 2000):
            prepare()
            whole = _stopped_at(moment, work, how)
            yield moment
            if whole:
                return
    raise AssertionError("the work never came to its end")


def _stopped_at(moment: int, work: Callable[[], object], how: How) -> bool:
    """Whether the work came to its end before the call at which it would have been stopped."""
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, 130, 137, -signal.SIGTERM), code
        return code == 0
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background ignore it
        _stop_at(moment, how)
        work()
        os._exit(0)
    except KeyboardInterrupt:
        os._exit(130)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(3)


def _stop_at(moment: int, how: How) -> None:
    calls = count(1)

    def stopping(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            writes = name != "open" or given[1] & (os.O_WRONLY | os.O_RDWR)
            if writes and next(calls) == moment:
                _stop(how, name, real, given)
            return real(*given, **named)

        return call

    for name in _CALLS:
        setattr(os, name, stopping(name, getattr(os, name)))


def _stop(how: How, name: str, real: Callable[..., Any], given: tuple[Any, ...]) -> None:
    if how == "SIGINT":
        os.kill(os.getpid(), signal.SIGINT)
    elif how == "SIGTERM":
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        if name == "write" and how == "killed in the middle of a write":
            real(given[0], given[1][: len(given[1]) // 2])
        os._exit(137)
