"""Periods of criteria: they follow each other without a gap, and no day is covered twice."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import WARNING, Code, Text, check
from hhmonitor.checks.looks import WholeProject
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH331",
        WARNING,
        _m("the criteria {earlier} and {later} both cover the days from {first} to {last}; the later ones are used"),
        title=Text("Criteria that overlap in time", "Criteria die elkaar in tijd overlappen"),
        why=Text(
            (
                "Criteria hold from the first to the last day of their period. Where two hold on one "
                "day, a category depends on which of them is taken."
            ),
            (
                "Criteria gelden van de eerste tot en met de laatste dag van hun periode. Waar er twee "
                "op één dag gelden, hangt een categorie ervan af welke wordt genomen."
            ),
        ),
        mend=Text(
            "Let the earlier period end on the day before the later one begins.",
            "Laat de eerste periode eindigen op de dag voor die waarop de tweede begint.",
        ),
        wrong={
            "criteria/2023-2026.yaml": (
                'id: "2023-2026"\ntitle: Next\nperiod: {from: "2023-07-01", to: '
                '"2026-12-31"}\nhealth_system: {}\ndimensions: {}\nthemes: {}\ncategories: [{id: I}]'
            )
        },
        right={
            "criteria/2024-2026.yaml": (
                'id: "2024-2026"\ntitle: Next\nperiod: {from: "2024-01-01", to: '
                '"2026-12-31"}\nhealth_system: {}\ndimensions: {}\nthemes: {}\ncategories: [{id: I}]'
            )
        },
    ),
    Code(
        "HH332",
        WARNING,
        _m(
            "no criteria cover the days from {first} to {last}, between {earlier} and {later}; the "
            "earlier ones are used"
        ),
        title=Text("Days that no criteria cover", "Dagen zonder criteria"),
        why=Text(
            ("On a day that no criteria cover the newest that began before it are used, though they no longer hold."),
            (
                "Op een dag waarvoor geen criteria gelden, worden de nieuwste gebruikt die daarvoor "
                "begonnen, hoewel die niet meer gelden."
            ),
        ),
        mend=Text(
            "Let the later period begin on the day after the earlier one ends.",
            "Laat de tweede periode beginnen op de dag na die waarop de eerste eindigt.",
        ),
        wrong={
            "criteria/2025-2026.yaml": (
                'id: "2025-2026"\ntitle: Next\nperiod: {from: "2025-01-01", to: '
                '"2026-12-31"}\nhealth_system: {}\ndimensions: {}\nthemes: {}\ncategories: [{id: I}]'
            )
        },
        right={
            "criteria/2024-2026.yaml": (
                'id: "2024-2026"\ntitle: Next\nperiod: {from: "2024-01-01", to: '
                '"2026-12-31"}\nhealth_system: {}\ndimensions: {}\nthemes: {}\ncategories: [{id: I}]'
            )
        },
    ),
)

THE_OTHER_PERIOD = mark("the other period")


@check(WholeProject)
def one_after_the_other(look: WholeProject) -> Iterator[Finding]:
    """Days that two files of criteria cover, and days between them that none does."""
    from hhmonitor.questions.periods import misfits

    files = look.contents.files
    for one in misfits(look.contents.criteria_sets):
        details = {
            "earlier": one.earlier,
            "later": one.later,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
        }
        place = Place(files[one.later], ("period",), on_key=True)
        related = Place(files[one.earlier], ("period",), on_key=True)
        yield Finding("HH331" if one.overlap else "HH332", place, details, related, THE_OTHER_PERIOD)
