"""Conditions of the criteria that cannot be asked. Some are raised where the file becomes a model (``project``)."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import CRITERIA, ERROR, Code, Text, check
from hhmonitor.checks.look import CriteriaFile
from hhmonitor.findings import Finding
from hhmonitor.language import mark as _m
from hhmonitor.model.walk import leaves

DECLARED = (
    Code(
        "HH207",
        ERROR,
        _m("a condition has exactly one of these keys: {expected}; found: {found}"),
        file=CRITERIA,
        title=Text("Condition of no kind, or of several", "Voorwaarde van geen soort, of van meer"),
        why=Text(
            "A condition asks one thing; of two in one it would be unclear whether either or both must hold.",
            "Een voorwaarde vraagt één ding; bij twee in één is onduidelijk of één van beide of allebei moet gelden.",
        ),
        mend=Text(
            "Make two conditions of it, under any or all.",
            "Maak er twee voorwaarden van, onder any of all.",
        ),
        wrong=("categories:\n  - id: I\n    requires:\n      - {id: both, sector_interest: broad, trend: [stable]}"),
        right=(
            "categories:\n"
            "  - id: I\n"
            "    requires:\n"
            "      - {id: both, all: [{sector_interest: broad}, {trend: [stable]}]}"
        ),
    ),
    Code(
        "HH208",
        ERROR,
        _m("“{key}” says nothing in a condition on {kind}; remove it"),
        file=CRITERIA,
        title=Text("Key that says nothing in this condition", "Sleutel die niets zegt in deze voorwaarde"),
        why=Text(
            "A key that a condition does not look at seems to ask something, and asks nothing.",
            "Een sleutel waar een voorwaarde niet naar kijkt, lijkt iets te vragen en vraagt niets.",
        ),
        mend=Text(
            "Remove it, or choose the condition that it belongs to.",
            "Haal hem weg, of kies de voorwaarde waar hij bij hoort.",
        ),
        wrong=("categories:\n  - id: I\n    requires:\n      - {id: sector, sector_interest: broad, at_least: 2}"),
        right=("categories:\n  - id: I\n    requires:\n      - {id: sector, sector_interest: broad}"),
    ),
    Code(
        "HH209",
        ERROR,
        _m("this condition needs a bound: a whole number under at_least for a count, a number for a figure"),
        file=CRITERIA,
        title=Text("Condition without a bound", "Voorwaarde zonder grens"),
        why=Text(
            "A count without a bound does not say how many are enough.",
            "Een telling zonder grens zegt niet hoeveel er genoeg is.",
        ),
        mend=Text(
            "Add at_least with a whole number; for a figure at_least, at_most or both.",
            "Zet er at_least met een geheel getal bij; bij een cijfer at_least, at_most of allebei.",
        ),
        wrong=("categories:\n  - id: I\n    requires:\n      - {id: several, count: themes}"),
        right=("categories:\n  - id: I\n    requires:\n      - {id: several, count: themes, at_least: 2}"),
    ),
    Code(
        "HH313",
        ERROR,
        _m("figures are judged by figures alone: a condition on {kind} cannot stand here"),
        file=CRITERIA,
        title=Text("Judgement in a condition on figures", "Oordeel in een voorwaarde op cijfers"),
        why=Text(
            (
                "positive_when says when figures make a characteristic positive; judgements have no place in it, "
                "for they would judge themselves."
            ),
            (
                "positive_when zegt wanneer cijfers een karakteristiek positief maken; oordelen horen er niet in, "
                "want die zouden over zichzelf oordelen."
            ),
        ),
        mend=Text(
            "Use conditions on indicators there.",
            "Gebruik daar voorwaarden op indicatoren.",
        ),
        wrong=("health_system:\n  market_size: {positive_when: {trend: [emerging]}}"),
        right=("health_system:\n  market_size: {positive_when: {indicator: population, at_least: 1000000}}"),
    ),
    Code(
        "HH314",
        ERROR,
        _m("a count of at least {bound} cannot be asked of {size} inputs"),
        file=CRITERIA,
        title=Text("Count of more than there are", "Aantal groter dan er zijn"),
        why=Text(
            "Of three dimensions never four can count: nobody could meet the requirement.",
            "Van drie dimensies kunnen er nooit vier meetellen: niemand zou aan de eis kunnen voldoen.",
        ),
        mend=Text(
            "Lower the bound to what there is.",
            "Verlaag de grens tot wat er is.",
        ),
        wrong=("categories:\n  - id: I\n    requires:\n      - {id: several, count: dimensions, at_least: 4}"),
        right=("categories:\n  - id: I\n    requires:\n      - {id: several, count: dimensions, at_least: 3}"),
    ),
)


@check(CriteriaFile)
def askable(look: CriteriaFile) -> Iterator[Finding]:
    """``positive_when`` is about figures, and bounds of counts can be reached."""
    criteria = look.criteria
    sizes = {
        "health_system": len(criteria.health_system),
        "dimensions": len(criteria.dimensions),
        "themes": len(criteria.themes),
    }
    for one in leaves(criteria):
        leaf = one.condition
        if one.role == "positive_when" and leaf.indicator is None:
            yield Finding("HH313", look.at(one.path), {"kind": leaf.kind})
        if leaf.count is not None and not 0 <= (leaf.at_least or 0) <= sizes[leaf.count]:
            details = {"bound": f"{leaf.at_least:g}", "size": str(sizes[leaf.count])}
            yield Finding("HH314", look.at((*one.path, "at_least")), details)
        if leaf.count == "health_system" and leaf.level is not None:
            details = {"key": "level", "kind": "health_system"}
            yield Finding("HH208", look.at((*one.path, "level"), on_key=True), details)
