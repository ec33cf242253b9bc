"""``new``: the file of a country, ready to be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer

HELP = _("Add a country: write a file that is ready to be filled.")


@answering(without=("as_of",))
def new(
    context: Context,
    country: Annotated[str, typer.Argument(metavar="CODE", help=_("The country, by its ISO code or name."))],
) -> Answer:
    """Write the file of a country, and say where it is. Nothing is ever overwritten."""
    from hhmonitor.answers.starting import country_file, started
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.cli.session import criteria_in_use, project_root, refuse
    from hhmonitor.language.territories import find_territory, territory_codes
    from hhmonitor.project.changes import Change, change_files
    from hhmonitor.project.failure import ChangedMeanwhile

    code = country.upper() if country.upper() in territory_codes() else find_territory(country)
    if code is None:
        refuse(_("there is no country “{name}” in ISO 3166-1").format(name=country))
    project = project_root(context.root)
    if project.how == "embedded":
        refuse(_("this is no project folder; make one with hhmonitor init DIR, or name one with --root"))
    file = f"countries/{code}.yaml"
    text = country_file(code, criteria_in_use(project, context.criteria, context.day), context.day)
    with refusing_what_cannot_be_written():
        try:
            change_files(project.path, [Change(file, None, text.encode())])
        except ChangedMeanwhile:
            refuse(_("{file} is there already, and is left as it is").format(file=project.path / file))
    return started("new", project.path / file, [file])
