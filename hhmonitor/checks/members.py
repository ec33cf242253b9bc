"""Members of regions: they have no category of their own, and no decision, while they are members."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, Code, Text, check
from hhmonitor.checks.looks import WholeProject
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH330",
        ERROR,
        _m("{member} is a member of {region} and shares its category; while it is, “{key}” cannot stand in its file"),
        title=Text("Member with a standing of its own", "Lid met een eigen positie"),
        why=Text(
            (
                "A country that is a member of a region is on the list as part of it. A category or a "
                "decision of its own would count for nothing, and be read as if it did."
            ),
            (
                "Een land dat lid is van een regio staat als deel daarvan op de lijst. Een eigen "
                "categorie of besluit zou niet meetellen, en wel zo gelezen worden."
            ),
        ),
        mend=Text(
            ("Remove the key; or take the country out of the region, and it stands on the list by itself."),
            "Haal de sleutel weg; of haal het land uit de regio, dan staat het zelf op de lijst.",
        ),
        wrong={
            "countries/SE.yaml": "category: I",
            "countries/regions/NORTH.yaml": "code: NORTH\nname: North\nmembers: [SE, NO]\ncategory: II",
        },
        right={"countries/regions/NORTH.yaml": "code: NORTH\nname: North\nmembers: [SE, NO]\ncategory: II"},
    ),
)


@check(WholeProject)
def of_their_own(look: WholeProject) -> Iterator[Finding]:
    """Members with a category or a decision in their file."""
    contents = look.contents
    for region in contents.regions.values():
        for member in map(contents.countries.get, region.members):
            if member is not None:
                for key, value in (("category", member.category), ("decision", member.decision)):
                    if value is not None:
                        place = Place(contents.files[member.code], (key,), on_key=True)
                        yield Finding("HH330", place, {"key": key, "member": member.code, "region": region.code})
