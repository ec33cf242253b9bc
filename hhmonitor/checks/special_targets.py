"""Special target markets: from which categories they are chosen, and how many there may be at one time (annex 1)."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import CRITERIA, ERROR, Code, Text, check
from hhmonitor.checks.looks import Standing
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH406",
        ERROR,
        _m("a special target market is chosen from {known}, and this one is {category}"),
        title=Text("Special target market of the wrong category", "Speciale doelmarkt uit de verkeerde categorie"),
        why=Text(
            "Special target markets are chosen from the categories that the criteria name (annex 1: I and II).",
            "Speciale doelmarkten worden gekozen uit de categorieën die de criteria noemen (bijlage 1: I en II).",
        ),
        mend=Text(
            "Choose another market, or end the period.",
            "Kies een andere markt, of beëindig de periode.",
        ),
        wrong={
            "countries/JP.yaml": (
                "special_target: {from: 2020-09, until: 2021-12, decided_by: Steering group}\n"
                'sector_interest: {level: none, rationale: "Nobody came.", sources: [s1]}\n'
                "category: IIIa"
            )
        },
        right={"countries/JP.yaml": "special_target: {from: 2020-09, until: 2021-12, decided_by: Steering group}"},
    ),
    Code(
        "HH407",
        ERROR,
        _m("this is special target market number {number} at one time ({day}); at most {maximum} may be"),
        file=CRITERIA,
        title=Text("Too many special target markets at one time", "Te veel speciale doelmarkten tegelijk"),
        why=Text(
            "Extra effort for a limited time is for a few markets; for many it is no extra.",
            "Extra inzet voor beperkte tijd is voor een paar markten; voor veel markten is het niet meer extra.",
        ),
        mend=Text(
            "End the period of one of them before the next begins.",
            "Beëindig de periode van een ervan voordat de volgende begint.",
        ),
        wrong="special_targets: {at_most: 0, from_categories: [I, II]}",
        right="special_targets: {at_most: 3, from_categories: [I, II]}",
        also={"countries/JP.yaml": "special_target: {from: 2020-09, until: 2021-12, decided_by: Steering group}"},
    ),
)


@check(Standing)
def chosen(look: Standing) -> Iterator[Finding]:
    """A special target market that has not ended is in one of the categories that they are chosen from."""
    from hhmonitor.questions.special_targets import USUAL, chosen_from, special_targets

    classification = look.classification
    known = ", ".join((classification.criteria.special_targets or USUAL).from_categories)
    for one in special_targets(classification):
        if one.status != "ended" and not chosen_from(classification, one.code):
            details = {"known": known, "category": classification[one.code].category}
            yield Finding("HH406", Place(look.files[one.code], ("special_target",), on_key=True), details)


@check(Standing)
def crowding(look: Standing) -> Iterator[Finding]:
    """At no time are there more special target markets than may be: the ones that came last are one too many."""
    from hhmonitor.questions.special_targets import USUAL
    from hhmonitor.questions.special_targets import crowding as crowded

    maximum = str((look.classification.criteria.special_targets or USUAL).at_most)
    for code, number, day in crowded(look.classification):
        details = {"number": str(number), "maximum": maximum, "day": day.isoformat()}
        yield Finding("HH407", Place(look.files[code], ("special_target",), on_key=True), details)
