"""``init``: a project folder to start from."""

from __future__ import annotations

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
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.cli.session import criteria_in_use, speak
    from hhmonitor.project import Root, read_contents
    from hhmonitor.project.root import embedded_root
    from hhmonitor.project.writing import make_folder

    speak(lang)
    source = Root(embedded_root(), "embedded")
    chosen = criteria_in_use(source, criteria, date.today())
    contents = read_contents(source, chosen.id)
    names = (contents.files[chosen.id], contents.files[SAMPLE], *_figures(source.path))
    taken_over = {name: (source.path / name).read_text(encoding="utf-8") for name in names}
    with refusing_what_cannot_be_written():
        make_folder(folder, project_files(chosen, taken_over))
    typer.echo(folder)


def _figures(root: Path) -> list[str]:
    """The files of the common table of figures."""
    from hhmonitor.project.figures import COMMON

    return sorted(path.relative_to(root).as_posix() for path in (root / COMMON).iterdir() if path.is_file())
