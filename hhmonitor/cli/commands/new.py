"""``new``: the file of a country, ready to be filled."""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.options import CriteriaOption, LangOption, RootOption
from hhmonitor.language import _

HELP = _("Add a country: write a file that is ready to be filled.")


def new(
    country: Annotated[str, typer.Argument(metavar="CODE", help=_("The country, by its ISO code or name."))],
    root: RootOption = None,
    criteria: CriteriaOption = None,
    lang: LangOption = None,
) -> None:
    """Write the file of a country. Nothing is ever overwritten."""
    from datetime import date

    from hhmonitor.answers.starting import country_file
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.cli.session import criteria_in_use, project_root, refuse, speak
    from hhmonitor.language.territories import find_territory, territory_codes
    from hhmonitor.project.changes import Change, change_files
    from hhmonitor.project.failure import ChangedMeanwhile

    speak(lang)
    code = country.upper() if country.upper() in territory_codes() else find_territory(country)
    if code is None:
        refuse(_("there is no country “{name}” in ISO 3166-1").format(name=country))
    project = project_root(root)
    if project.how == "embedded":
        refuse(_("this is no project folder; make one with hhmonitor init DIR, or name one with --root"))
    file, today = f"countries/{code}.yaml", date.today()
    text = country_file(code, criteria_in_use(project, criteria, today), today)
    with refusing_what_cannot_be_written():
        try:
            change_files(project.path, [Change(file, None, text.encode())])
        except ChangedMeanwhile:
            refuse(_("{file} is there already, and is left as it is").format(file=project.path / file))
    typer.echo(project.path / file)
