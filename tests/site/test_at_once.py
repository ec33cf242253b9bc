"""The same work for several things at once: in copies of the process where that is safe, and with the same outcome."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import os, sys, threading
from hhmonitor.site.at_once import at_once

os.sched_getaffinity = lambda _process: range({cores})
if {threads}:
    threading.Thread(target=threading.Event().wait, daemon=True).start()

def work(thing):
    if thing == "amiss":
        raise LookupError(thing)
    return thing, os.getpid() == ME

ME = os.getpid()
try:
    print(at_once(work, sys.argv[1:]))
except LookupError as error:
    print("raised", error)
"""


def outcome(*things: str, cores: int = 2, threads: bool = False) -> str:
    """What a process with so many cores says: each thing, and whether that process did its work itself."""
    script = SCRIPT.format(cores=cores, threads=threads)
    done = subprocess.run([sys.executable, "-c", script, *things], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout.strip()


linux = pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux alone")


@linux
def test_a_copy_does_the_work_for_each_thing_but_the_first() -> None:
    assert outcome("nl", "en", "fy") == "[('nl', True), ('en', False), ('fy', False)]"


@linux
@pytest.mark.parametrize("things", [("amiss", "en"), ("nl", "amiss")])
def test_what_goes_amiss_is_raised_wherever_it_was_done(things: tuple[str, str]) -> None:
    assert outcome(*things) == "raised amiss"


@pytest.mark.parametrize(("cores", "threads"), [(1, False), (2, True)])
def test_with_one_core_or_with_threads_it_is_done_one_after_another(cores: int, threads: bool) -> None:
    assert outcome("nl", "en", cores=cores, threads=threads) == "[('nl', True), ('en', True)]"
