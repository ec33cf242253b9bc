"""Members of regions: each has a file, and is a member of one region, once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hhmonitor.checks.declaring import ERROR, REGION, Code, Text, check
from hhmonitor.checks.look import Membership
from hhmonitor.findings import Finding, Place, Put, nearest, suggested
from hhmonitor.language import mark
from hhmonitor.language import mark as _m
from hhmonitor.language.territories import find_territory

DECLARED = (
    Code(
        "HH309",
        ERROR,
        _m("the member {member} has no file in countries/"),
        file=REGION,
        title=Text("Member without a file", "Lid zonder bestand"),
        why=Text(
            "A region adds up what its members say; a member without a file says nothing.",
            "Een regio telt op wat haar leden zeggen; een lid zonder bestand zegt niets.",
        ),
        mend=Text(
            "Correct the code of the member, or describe it: `hhmonitor new CODE`.",
            "Verbeter de code van het lid, of beschrijf het: `hhmonitor new CODE`.",
        ),
        wrong="members: [DK, SE, FI]",
        right="members: [DK, SE]",
        mended=True,
    ),
    Code(
        "HH310",
        ERROR,
        _m("{member} is a member of a region already"),
        title=Text("Member of two regions", "Lid van twee regio's"),
        why=Text(
            "A country is shown under one region; in two it would count twice.",
            "Een land staat onder één regio; in twee zou het dubbel tellen.",
        ),
        mend=Text(
            "Leave it in one of the two, and once.",
            "Laat het in één van de twee staan, en één keer.",
        ),
        wrong={"countries/regions/ISLES.yaml": ("code: ISLES\nname: Isles\nmembers: [DK]")},
        right={"countries/regions/ISLES.yaml": ("code: ISLES\nname: Isles\nmembers: [JP]")},
    ),
)

FIRST_REGION = mark("a member there already")


@check(Membership)
def membership(look: Membership) -> Iterator[Finding]:
    """Members without a file, and members of two regions."""
    first: dict[str, Place] = {}
    for region in look.regions.values():
        for position, member in enumerate(region.members):
            place = Place(look.files[region.code], ("members", position))
            if member not in look.present:
                code = find_territory(member)
                details = {"member": member} | suggested(_meant(member, look.present))
                yield Finding(
                    "HH309", place, details, mend=Put(code) if code is not None and code in look.present else None
                )
            if member in first:
                yield Finding("HH310", place, {"member": member}, first[member], FIRST_REGION)
            first.setdefault(member, place)


def _meant(member: str, present: Collection[str]) -> str | None:
    """The code that was probably meant: members go by their code, and people write names."""
    return find_territory(member) or nearest(member, present)
