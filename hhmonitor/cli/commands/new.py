"""``new``: the file of a country, ready to be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, answering
from hhmonitor.language import _, selected

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
    from hhmonitor.cli.session import criteria_in_use, note, project_root, refuse
    from hhmonitor.language.territories import territory_name
    from hhmonitor.project.changes import Change, change_files
    from hhmonitor.project.failure import ChangedMeanwhile
    from hhmonitor.project.figures import COMMON, TABLE, read_figures

    code = country_named(country)
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
    if code not in read_figures(project.path / COMMON / TABLE, f"{COMMON}/{TABLE}").table:
        note(
            _(
                "There are no figures of {country} yet: `hhmonitor indicators fetch` asks the World Bank and WHO for "
                "them, `hhmonitor indicators import FILE` takes them from a file; `hhmonitor docs figures` tells more."
            ).format(country=territory_name(code, selected()) or code)
        )
    return started("new", project.path / file, [file])


def country_named(given: str) -> str:
    """The code of the country that a code or a name means. Stops the command where there is none, or it is ours."""
    from hhmonitor.cli.session import refuse
    from hhmonitor.findings import nearest_territory
    from hhmonitor.language.territories import find_territory, territory_codes, territory_name
    from hhmonitor.model.market import HOME

    code = given.upper() if given.upper() in territory_codes() else find_territory(given)
    if code is None:
        message = _("there is no country “{name}” in ISO 3166-1").format(name=given)
        meant = nearest_territory(given)
        if meant is not None:
            name = f"{territory_name(meant, selected())} ({meant})"
            message += _("; did you mean {suggestion}?").format(suggestion=name)
        refuse(message)
    if code == HOME:
        refuse(_("the Netherlands is the home market: every market is compared with it, and it is none itself"))
    return code
