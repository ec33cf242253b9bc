"""That somebody stopped the program with Ctrl-C, whatever becomes of that on its way out.

Python raises KeyboardInterrupt wherever the program happens to be. In some places, such as a class that is being made,
another exception comes of it, which would be taken for an accident.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_heard = False


def listen() -> None:
    """From now on, remember it. Where the program is not to be stopped so, as in the background, that stays."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _hear)
        sys.unraisablehook = _tell_accidents_alone


def heard() -> bool:
    """Whether somebody stopped the program."""
    return _heard


def _hear(number: int, frame: FrameType | None) -> None:
    global _heard
    _heard = True
    raise KeyboardInterrupt


def _tell_accidents_alone(unraisable: UnraisableHookArgs) -> None:
    """Where Python can raise nothing, as while it clears things away, a stop is not shown as an accident there."""
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
