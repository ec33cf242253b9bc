"""``report``: the whole list as a static site, or as a workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from hhmonitor.asking.earlier import Base
from hhmonitor.cli.base import BaseAsOfOption, BaseCriteriaOption, BaseOption, since
from hhmonitor.cli.context import (
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

if TYPE_CHECKING:
    from hhmonitor.site.editions import Edition

HELP = _("Publish the list as a site of plain files, in Dutch and English, with a map and a page for each market.")


EDITIONS = ("public", "working")
"""The editions of the site; the first is the one that is made unless another is asked for."""


WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
"""An address under which pages can stand: without a query and without a place in a page."""


def report(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="DIR|FILE", help=_("The folder to write the site into, or the file of the workbook.")
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="site|xlsx",
            help=_("A site, or a workbook; with --output, the ending of the file says so. Default: site."),
        ),
    ] = None,
    base: BaseOption = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
    edition: Annotated[
        str,
        typer.Option(
            "--edition",
            metavar="|".join(EDITIONS),
            help=_("For everybody, or for the steering group: with reviews that are due, chances and white spots."),
        ),
    ] = EDITIONS[0],
    downloads: Annotated[
        bool,
        typer.Option(
            "--downloads", help=_("Give every page of the site for Word and as PDF too, which takes a minute.")
        ),
    ] = False,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="URL",
            help=_("Where the site will stand on the web; with it, pages say which address is theirs."),
        ),
    ] = None,
    force: ForceOption = False,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Write the site, or the workbook: a site is many files in both languages, so it is no form of one answer."""
    from hhmonitor.cli.session import check_word, note, refuse, require_extra, speak

    context, earlier = Context(root, criteria, as_of), Base(base, base_as_of, base_criteria)
    speak(lang if lang is not None else context.language)
    check_word(edition, EDITIONS, _("there is no edition “{given}”; there are: {known}"))
    if address is not None and not WEB_ADDRESS.fullmatch(address):
        refuse(_("“{given}” is no address on the web, such as https://example.org/monitor").format(given=address))
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
        from hhmonitor.site.downloads import ALWAYS, ON_PAPER

        ledger = since(context.classification, earlier)
        forms = (*ALWAYS, *(ON_PAPER if downloads else ()))
        files = site(context.classification, ledger, cast("Edition", edition), forms=forms, address=address or "")
    write_output_folder(files, output, project=context.classification.project.root.path, whole=True, force=force)
    note(_("{count} files written; open {page}.").format(count=len(files), page=output / "index.html"))
