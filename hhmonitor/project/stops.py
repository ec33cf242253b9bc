"""Work that is not to be stopped halfway by a signal."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALS = {one for name in ("SIGINT", "SIGTERM", "SIGHUP") if (one := getattr(signal, name, None)) is not None}


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back the signals that ask to stop until the work inside is done; then they do what they always do.

    Where the system cannot hold signals back, as on Windows, they come through.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        # Inside the try: a Ctrl-C that came just before is raised here, and the mask must go back then too.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
