"""Fuzzing of the reader with atheris: any bytes, and no exception.

Run ``python tests/fuzz/fuzz_reading.py -atheris_runs=20000`` where atheris is installed; it is no dependency. Known
files as a start: name a folder, as in ``... -atheris_runs=20000 corpus/``.
"""

from __future__ import annotations

import sys

RUNS = 20_000
"""Bound where the command line gives none."""


def main() -> None:
    """Run the fuzzer until its bound, or an exception, which it reports with the bytes that lead to it."""
    import atheris

    with atheris.instrument_imports(include=["hhmonitor.yaml"]):
        from hhmonitor.yaml import read_text

    def read(content: bytes) -> None:
        reading = read_text(content, "fuzz.yaml")
        if reading.document is not None:
            reading.document.value_span(tuple(reading.document.data)[:1])

    arguments = list(sys.argv)
    if not any(argument.startswith(("-runs=", "-atheris_runs=")) for argument in arguments):
        arguments.append(f"-atheris_runs={RUNS}")
    atheris.Setup(arguments, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
