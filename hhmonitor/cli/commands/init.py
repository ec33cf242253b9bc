"""``init``: a project folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Make a project folder to start from.")

SAMPLE = "DE"
"""The country of the embedded list that a new project gets as a sample."""


@answering(without=("root", "as_of"))
def init(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder to make; an empty one may be there."))],
) -> Answer:
    """Make a project folder, all of it or nothing, and say where it is."""
    from hhmonitor.answers.starting import project_files, started
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.cli.session import criteria_in_use
    from hhmonitor.project import Root, read_contents
    from hhmonitor.project.root import embedded_root
    from hhmonitor.project.writing import make_folder

    source = Root(embedded_root(), "embedded")
    chosen = criteria_in_use(source, context.criteria_asked, context.day)
    contents = read_contents(source, chosen.id)
    names = (contents.files[chosen.id], contents.files[SAMPLE], *_figures(source.path))
    taken_over = {name: (source.path / name).read_text(encoding="utf-8") for name in names}
    files = project_files(chosen, taken_over)
    with refusing_what_cannot_be_written():
        make_folder(folder, files)
    return started("init", folder, sorted(files))


def _figures(root: Path) -> list[str]:
    """The files of the common table of figures."""
    from hhmonitor.project.figures import COMMON

    return sorted(path.relative_to(root).as_posix() for path in (root / COMMON).iterdir() if path.is_file())
