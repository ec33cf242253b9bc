"""Codes of countries and regions that name nobody."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import CRITERIA, ERROR, WARNING, Code, Text, check
from hhmonitor.checks.looks import MarketFile, WholeProject
from hhmonitor.findings import Finding, Place, nearest, suggested
from hhmonitor.language import mark as _m
from hhmonitor.language.territories import find_territory, territory_codes
from hhmonitor.model import Country

DECLARED = (
    Code(
        "HH315",
        ERROR,
        _m("{code} is not the code of a country (ISO 3166-1 alpha-2, two capitals such as JP)"),
        title=Text("No code of a country", "Geen landcode"),
        why=Text(
            (
                "Countries go by their code in ISO 3166-1, under which figures and names are found: the United "
                "Kingdom is GB, not UK."
            ),
            (
                "Landen heten naar hun code in ISO 3166-1, waaronder cijfers en namen te vinden zijn: het Verenigd "
                "Koninkrijk is GB, niet UK."
            ),
        ),
        mend=Text(
            "Write the official code, in the file and in its name. What is no country of its own goes into a region.",
            "Schrijf de officiële code, in het bestand en in zijn naam. Wat geen eigen land is, hoort in een regio.",
        ),
        wrong="code: UK",
        right="code: GB",
    ),
    Code(
        "HH325",
        WARNING,
        _m("{member} is neither the code of a country nor that of a region; it puts nobody on the list"),
        file=CRITERIA,
        title=Text("Entry that puts nobody on the list", "Vermelding die niemand op de lijst zet"),
        why=Text(
            (
                "A list of priority markets names countries and regions by their code; under another name nobody "
                "is on it."
            ),
            (
                "Een lijst van prioriteitsmarkten noemt landen en regio’s bij hun code; onder een andere naam "
                "staat er niemand op."
            ),
        ),
        mend=Text(
            "Write the code of the country, or that of a region that has a file.",
            "Schrijf de code van het land, of die van een regio die een bestand heeft.",
        ),
        wrong="priority_lists: {top_9: {complete: true, members: [US, UK]}}",
        right="priority_lists: {top_9: {complete: true, members: [US, GB]}}",
    ),
)


@check(MarketFile)
def countries(look: MarketFile) -> Iterator[Finding]:
    """The code of a country's file is that of a country."""
    code = look.market.code
    if isinstance(look.market, Country) and code not in territory_codes():
        yield Finding("HH315", look.at(("code",)), {"code": code} | suggested(find_territory(code)))


@check(WholeProject)
def listed(look: WholeProject) -> Iterator[Finding]:
    """The members of priority lists are countries or regions."""
    from hhmonitor.project.loading import yaml_files

    contents = look.contents
    regions = {path.stem for path in yaml_files(look.folder / "countries/regions")}
    for criteria in contents.criteria_sets.values():
        for name, one in criteria.priority_lists.items():
            for place, member in enumerate(one.members):
                # Where no region has been described yet, any other code may be that of one to come.
                if member not in territory_codes() | regions and (regions or len(member) == 2):
                    meant = find_territory(member) or nearest(member, contents.regions)
                    at = Place(contents.files[criteria.id], ("priority_lists", name, "members", place))
                    yield Finding("HH325", at, {"member": member} | suggested(meant))
