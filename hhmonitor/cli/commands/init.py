"""``init``: a project folder to start from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from hhmonitor.cli.options import CriteriaOption, LangOption
from hhmonitor.language import _

HELP = _("Make a project folder to start from.")

SAMPLE = "DE"
"""The country of the embedded list that a new project gets as a sample."""


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder to make; an empty one may be there."))],
    criteria: CriteriaOption = None,
    lang: LangOption = None,
) -> None:
    """Make a project folder: all of it, or nothing."""
    from datetime import date

    from hhmonitor.answers.starting import project_files
    from hhmonitor.cli.session import criteria_in_use, refuse, speak
    from hhmonitor.project import Root, read_contents
    from hhmonitor.project.root import embedded_root

    speak(lang)
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        refuse(_("{file} cannot be written: {reason}").format(file=folder, reason=error.strerror or error))
    if taken:
        refuse(_("{folder} is not empty; name a folder that is new or empty").format(folder=folder))
    source = Root(embedded_root(), "embedded")
    chosen = criteria_in_use(source, criteria, date.today())
    contents = read_contents(source, chosen.id)
    names = (contents.files[chosen.id], contents.files[SAMPLE], *_figures(source.path))
    taken_over = {name: (source.path / name).read_text(encoding="utf-8") for name in names}
    try:
        _make(folder, project_files(chosen, taken_over))
    except OSError as error:
        refuse(_("{file} cannot be written: {reason}").format(file=folder, reason=error.strerror or error))
    typer.echo(folder)


def _figures(root: Path) -> list[str]:
    """The files of the common table of figures."""
    from hhmonitor.project.figures import COMMON

    return sorted(path.relative_to(root).as_posix() for path in (root / COMMON).iterdir() if path.is_file())


def _make(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files beside the folder, and move them into their place when all are there. Raises OSError."""
    import shutil
    import tempfile

    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}."))
    try:
        for name, text in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        folder.mkdir(exist_ok=True)
        for one in sorted(beside.iterdir()):
            one.rename(folder / one.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
