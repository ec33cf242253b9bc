"""``report``: the whole list as a static site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.commands.base import BASE_HELP, BaseAsOfOption, BaseCriteriaOption
from hhmonitor.commands.options import AsOfOption, CriteriaOption, LangOption, RootOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.analysis.classification import Classification
    from hhmonitor.analysis.comparison import Comparison

HELP = _("Publish the list as a site of plain files, in Dutch and English, with a map and a page for each market.")


def report(
    form: Annotated[
        str, typer.Option("--format", metavar="site|xlsx", help=_("A site, or a workbook of the whole list."))
    ] = "site",
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="DIR|FILE", help=_("The folder of the site, or the file of the workbook.")),
    ] = None,
    base: Annotated[str | None, typer.Option("--base", metavar="REF|DIR|FILE", help=BASE_HELP)] = None,
    base_as_of: BaseAsOfOption = None,
    base_criteria: BaseCriteriaOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Write the site or the workbook."""
    from hhmonitor.commands.session import check_format, hand_over, needing, open_classification, refuse, speak

    speak(lang)
    check_format(form, ("site", "xlsx"))
    if form == "xlsx":
        from hhmonitor.presentation.workbook import EXTRA, as_workbook

        classification = open_classification(root, criteria, as_of)
        with needing(EXTRA):
            workbook = as_workbook(classification, classification.with_members(classification.listed()))
        hand_over(workbook, output)
        return
    if output is None:
        refuse(_("say where the site goes: give --output DIR"))
    with needing("report"):
        from hhmonitor.presentation.site.building import site

    classification = open_classification(root, criteria, as_of)
    ledger = _moves(classification, base, base_as_of, base_criteria) if base is not None else None
    _publish(site(classification, ledger), output)


def _moves(classification: Classification, base: str, base_as_of: str | None, base_criteria: str | None) -> Comparison:
    """What moved since the earlier state."""
    from hhmonitor.analysis.comparison import compare
    from hhmonitor.commands.base import open_between

    with open_between(classification, base, base_as_of, base_criteria) as between:
        return compare(between)


def _publish(files: Mapping[str, str], folder: Path) -> None:
    """Write the site and say where it is."""
    from hhmonitor.commands.session import hand_over_folder, note

    hand_over_folder(files, folder)
    note(_("{count} files written; open {page}.").format(count=len(files), page=folder / "index.html"))
