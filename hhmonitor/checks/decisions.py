"""Decisions of the steering group: superfluous, overdue, or still to come."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import WARNING, Code, Text, check
from hhmonitor.checks.looks import Standing
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH404",
        WARNING,
        _m("this decision says {category}, and so do the rules; it is superfluous"),
        title=Text("Superfluous decision", "Overbodig besluit"),
        why=Text(
            "A decision departs from the rules; one that says what they say only hides that they would do.",
            (
                "Een besluit wijkt af van de regels; een besluit dat hetzelfde zegt, verbergt alleen dat de regels "
                "voldoen."
            ),
        ),
        mend=Text(
            "Remove the decision.",
            "Haal het besluit weg.",
        ),
        wrong='decision: {category: II, reason: "As before.", decided_by: Steering group, date: 2020}',
        right="category: II",
    ),
    Code(
        "HH405",
        WARNING,
        _m("this decision was to be reviewed by {review_by}; renew it or withdraw it"),
        title=Text("Decision past its review date", "Besluit voorbij zijn herzieningsdatum"),
        why=Text(
            "A decision holds for a time; past its review it stays in force only because nobody looked.",
            "Een besluit geldt voor een tijd; na zijn herzieningsdatum blijft het alleen gelden omdat niemand keek.",
        ),
        mend=Text(
            "Put it before the steering group: renew it with a new date, or withdraw it.",
            "Leg het voor aan de stuurgroep: vernieuw het met een nieuwe datum, of trek het in.",
        ),
        wrong=(
            "category: I\n"
            'decision: {category: I, reason: "A state visit.", decided_by: Steering group, date: 2018, '
            "review_by: 2020-07}"
        ),
        right=(
            "category: I\n"
            'decision: {category: I, reason: "A state visit.", decided_by: Steering group, date: 2020, '
            "review_by: 2022-07}"
        ),
    ),
    Code(
        "HH409",
        WARNING,
        _m("this decision is not in force yet: it takes effect on {day}"),
        title=Text("Decision not in force yet", "Besluit dat nog niet geldt"),
        why=Text(
            "Until its date a decision does not count, and the rules give the category.",
            "Tot zijn datum telt een besluit niet, en geven de regels de categorie.",
        ),
        mend=Text(
            "Nothing, if that is meant; else correct the date.",
            "Niets, als dat de bedoeling is; verbeter anders de datum.",
        ),
        wrong='decision: {category: I, reason: "A state visit is coming.", decided_by: Steering group, date: 2021-02}',
        right=(
            "category: I\n"
            'decision: {category: I, reason: "A state visit is coming.", decided_by: Steering group, date: 2020-02}'
        ),
    ),
)


@check(Standing)
def standing(look: Standing) -> Iterator[Finding]:
    """A decision that says what the rules say, was to be reviewed before now, or is not in force yet."""
    for code, file in look.files.items():
        if look.classification.project.market(code).decision is None:
            continue
        one = look.classification[code]
        assert one.decision is not None
        decision = one.decision.decision
        if decision.category == one.assessment.rule_category:
            yield Finding("HH404", Place(file, ("decision", "category")), {"category": decision.category})
        if one.decision.overdue:
            yield Finding("HH405", Place(file, ("decision", "review_by")), {"review_by": str(decision.review_by)})
        if not one.decision.in_force:
            yield Finding("HH409", Place(file, ("decision", "date")), {"day": decision.date})
