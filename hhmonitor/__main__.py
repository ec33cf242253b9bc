"""The program, as ``hhmonitor`` and as ``python -m hhmonitor``."""

from __future__ import annotations

import os
import sys

# Plugins of pydantic are not used, and looking for them at every start takes a tenth of the time of a command.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


INTERRUPTED = 130
"""Exit status where somebody stopped the program, by the custom of shells."""


def main() -> None:
    """Run the command that the arguments ask for, and exit with its status."""
    try:
        # Loaded here, so that a stop in the first moments finds this around it.
        from hhmonitor.cli import interruption

        interruption.listen()
        _start()
    except KeyboardInterrupt:  # while the program itself is being loaded; commands tell of a stop themselves
        sys.exit(INTERRUPTED)
    except Exception:
        if not interruption.heard():
            raise
        sys.exit(INTERRUPTED)


def _start() -> None:
    import gc
    from io import TextIOWrapper
    from pathlib import Path
    from typing import cast

    # A command is over soon, and nearly all that it makes it needs to the end: garbage is looked for a hundred times
    # less often than Python would.
    gc.set_threshold(70_000, 50, 1000)
    from hhmonitor.language import preferred, select
    from hhmonitor.language.characters import STAND_INS

    # Where a stream is closed from the start, as after `>&-`, nobody is there to read.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open to the end)
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # What the terminal has no character for must not stop the program.
        cast(TextIOWrapper, stream).reconfigure(errors=STAND_INS)
    select(preferred(sys.argv[1:]))
    from hhmonitor.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
