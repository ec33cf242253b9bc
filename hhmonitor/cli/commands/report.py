"""``report``: the whole list as a static site, or as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hhmonitor.asking.earlier import Base
from hhmonitor.cli.base import BaseAsOfOption, BaseCriteriaOption, BaseOption, since
from hhmonitor.cli.context import (
    FORM_HELP,
    AsOfOption,
    Context,
    CriteriaOption,
    LangOption,
    RootOption,
    chosen_form,
    give,
)
from hhmonitor.cli.output import ForceOption, write_output_folder
from hhmonitor.language import _

HELP = _("Publish the list as a site of plain files, in Dutch and English, with a map and a page for each market.")


def report(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="DIR|FILE", help=_("The folder to write the site into, or the file of the workbook.")
        ),
    ] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="site|xlsx", help=FORM_HELP)] = None,
    base: BaseOption = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
    force: ForceOption = False,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Write the site, or the workbook: a site is many files in both languages, so it is no form of one answer."""
    from hhmonitor.cli.session import note, refuse, require_extra, speak

    speak(lang)
    context, earlier = Context(root, criteria, as_of), Base(base, base_as_of, base_criteria)
    if chosen_form(form, output, ("site", "xlsx"), lambda: "site") == "xlsx":
        from hhmonitor.answers.listing import listing

        classification = context.classification
        moved = since(classification, earlier)
        give(listing(classification, classification.listed(), moved), "xlsx", output)
        return
    if output is None:
        refuse(_("say where the site goes: give --output DIR"))
    with require_extra("report"):
        from hhmonitor.site.building import site

        files = site(context.classification, since(context.classification, earlier))
    write_output_folder(files, output, project=context.classification.project.root.path, whole=True, force=force)
    note(_("{count} files written; open {page}.").format(count=len(files), page=output / "index.html"))
