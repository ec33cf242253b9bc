"""Giving results to files, and what holds for every command that writes: its errors in a line on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from hhmonitor.language import _

ForceOption = Annotated[
    bool, typer.Option("--force", help=_("Write also into a folder that holds what hhmonitor did not make."))
]


@contextmanager
def refusing_what_cannot_be_written() -> Iterator[None]:
    """Do what writes; where it cannot be done, stop the command with the reason."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.project.failure import NotWritten

    try:
        yield
    except NotWritten as reason:
        refuse(str(reason))


def write_output(path: Path, content: str | bytes, *, project: Path | None = None) -> None:
    """Write the file of ``--output``, whole or not at all. Stops the command where that cannot be done."""
    from hhmonitor.project import writing

    with refusing_what_cannot_be_written():
        writing.write_output(path, content, project=project)


def write_output_folder(
    folder: Path,
    files: Mapping[str, str | bytes],
    *,
    project: Path | None = None,
    whole: bool = False,
    force: bool = False,
) -> None:
    """Write the folder of ``--output``, all or nothing. Stops the command where that cannot be done."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.project import writing

    with refusing_what_cannot_be_written():
        try:
            writing.write_folder(folder, files, project=project, whole=whole, force=force)
        except writing.ForeignFolder as reason:
            refuse(_("{reason}; name a folder that is new or empty, or give --force").format(reason=reason))


def settle_earlier(root: Path) -> None:
    """Finish or take back what a command that was killed left behind, in the project and elsewhere, and say so.

    Stops the command where the project is left between old and new and cannot be brought in order.
    """
    from hhmonitor.cli.session import note
    from hhmonitor.project.changes import recover
    from hhmonitor.project.writing import recover_outputs

    recover_outputs()
    with refusing_what_cannot_be_written():
        settled = recover(root)
    if settled is None:
        return
    files = ", ".join(settled.files)
    if settled.how == "finished":
        note(_("An earlier change was stopped halfway; it is finished now: {files}.").format(files=files))
    else:
        note(
            _("An earlier change was stopped before it was made, and nothing is left of it: {files}.").format(
                files=files
            )
        )
