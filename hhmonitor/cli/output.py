"""Results on their way out, to standard output or to files, and how it is told that something cannot be written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

from hhmonitor.asking.refusal import refuse
from hhmonitor.language import _
from hhmonitor.language.characters import visible, visible_lines

ForceOption = Annotated[
    bool, typer.Option("--force", help=_("Write also into a folder that holds what hhmonitor did not make."))
]


def say(text: str, end: str = "\n") -> None:
    """Say something beside the result: on standard error, in characters that can be seen.

    What is quoted in it, such as an argument or the name of a file, may hold anything.
    """
    say_as_it_is(f"{visible_lines(text)}{end}")


def note(message: str) -> None:
    """Say a line beside the result: on standard error."""
    say(visible(message))


def say_as_it_is(text: str) -> None:
    """Put on standard error what needs its colours, and quotes only what can be seen; if anybody reads it at all."""
    with suppress(OSError):
        print(text, end="", file=sys.stderr, flush=True)


def write_output(result: str | bytes, output: Path | None, *, project: Path | None = None) -> None:
    """Give the result: to standard output, or whole or not at all to a file.

    Stops the command where that cannot be done, or would be over an input of ``project`` or of the project around.
    """
    from hhmonitor.project import writing

    if output is None:
        _to_standard_output(result)
        return
    with refusing_what_cannot_be_written():
        writing.write_output(output, result, project=project)


def write_output_folder(
    files: Mapping[str, str | bytes],
    folder: Path,
    *,
    project: Path | None = None,
    whole: bool = False,
    force: bool = False,
) -> None:
    """Write files into a folder by their paths in it, all or nothing.

    Where they are the ``whole`` of something, files of it that an earlier run made go. Stops the command where that
    cannot be done, and where the folder is somebody else's, unless by ``force``.
    """
    from hhmonitor.project import writing

    with refusing_what_cannot_be_written():
        try:
            writing.write_folder(folder, files, project=project, whole=whole, force=force)
        except writing.ForeignFolder as reason:
            refuse(_("{reason}; name a folder that is new or empty, or give --force").format(reason=reason))


@contextmanager
def refusing_what_cannot_be_written() -> Iterator[None]:
    """Do what writes; where it cannot be done, stop the command with the reason."""
    from hhmonitor.project.failure import NotWritten

    try:
        yield
    except NotWritten as reason:
        refuse(str(reason))


def settle_earlier(root: Path) -> None:
    """Finish or take back what a command that was killed left behind, in the project and elsewhere, and say so.

    Stops the command where the project is left between old and new and cannot be brought in order.
    """
    from hhmonitor.asking.opening import settle

    settled = settle(root)
    if settled is not None:
        note(settled)


def _to_standard_output(result: str | bytes) -> None:
    from hhmonitor.project.failure import reason_of

    try:
        if isinstance(result, bytes) and not hasattr(sys.stdout, "buffer"):
            result = result.decode("utf-8", "replace")  # a stream for text alone, as in a notebook
        if isinstance(result, str):
            result = result.encode("utf-8", "replace").decode()  # the name of a file may hold what no text can
            # Nothing to say is nothing: not even an empty line.
            sys.stdout.write(result if result.endswith("\n") or not result else result + "\n")
        else:
            sys.stdout.buffer.write(result)
        sys.stdout.flush()
    except OSError as error:
        # What is left must not be tried once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # That the reader went away, as with `hhmonitor classify | head`, is no accident.
        if not isinstance(error, BrokenPipeError):
            refuse(_("{file} cannot be written: {reason}").format(file="stdout", reason=reason_of(error)))
