"""``report``: the whole list as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hhmonitor.commands.options import AsOfOption, CriteriaOption, LangOption, RootOption
from hhmonitor.language import _

HELP = _("Publish the list as a site of plain files, in Dutch and English, with a map and a page for each market.")


def report(
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help=_("The folder to write the site into."))
    ] = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Write the site."""
    from hhmonitor.commands.session import hand_over_folder, needing, note, open_classification, refuse, speak

    speak(lang)
    if output is None:
        refuse(_("say where the site goes: give --output DIR"))
    with needing("report"):
        from hhmonitor.presentation.site.building import site

    classification = open_classification(root, criteria, as_of)
    files = site(classification)
    hand_over_folder(files, output)
    note(_("{count} files written; open {page}.").format(count=len(files), page=output / "index.html"))
