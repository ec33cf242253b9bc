"""What other readings of the criteria would bring out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Heading,
    Item,
    Items,
    Market,
    Number,
    Paragraph,
    Said,
    Table,
)
from hhmonitor.answers.conditions import count_text, requirement_name, share_text
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name
from hhmonitor.answers.words import value_word
from hhmonitor.language import _, ngettext
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Criteria
from hhmonitor.questions.calibration import Calibration, Outcome, Parameter, Reading
from hhmonitor.questions.classification import Classification

BEST_TOLD = 5
"""How many of the best outcomes are told."""


def caution() -> str:
    """What agreement does not say."""
    return _(
        "Agreement is no proof of a reading. With so many readings to choose from, some will bring out more of the "
        "published list by chance alone, and the list itself may depart from the criteria for good reasons. A reading "
        "rests on the text of the source and on argument; choose none because of its score."
    )


def calibration(found: Calibration, classification: Classification) -> Answer:
    """All readings of the grid against the published categories."""
    title = _("Other readings of criteria {criteria}").format(criteria=classification.criteria.id)
    return Answer(
        "criteria-calibrate",
        title,
        lambda: _blocks(found, classification, title),
        data=lambda: _data(found, classification),
        rows=lambda: _rows(found, classification),
    )


def _blocks(found: Calibration, classification: Classification, title: str) -> Iterator[Block]:
    criteria = classification.criteria
    yield Heading(title, 1)
    yield Paragraph(_summary(found))
    yield Paragraph(caution())
    yield Heading(_("Agreement against distance"))
    yield Paragraph(_what_distance_is())
    yield _pareto_front(found, criteria)
    yield Heading(_("The readings with the highest agreement"))
    yield Items([_best(outcome, found, classification) for outcome in found.best[:BEST_TOLD]])
    yield Heading(_("How many readings bring out how many markets"))
    yield _distribution(found)
    yield Heading(_("Market by market"))
    yield _markets(found, classification)
    yield Heading(_("What was tried"))
    yield Paragraph(_what_was_tried(found))
    yield _grid(found, criteria)
    yield Paragraph(_undetermined(found, classification))


def _summary(found: Calibration) -> str:
    total = len(found.published)
    return _(
        "{readings} readings were tried, all of the grid below, against the {total} markets with a published category. "
        "As the criteria stand, {now} of {total} follow; the readings with the highest agreement reach {best}. "
        "Decisions that depart from the rules are left aside."
    ).format(
        readings=number(found.readings),
        total=total,
        now=len(found.agreeing_now),
        best=found.outcomes[0].agreement,
    )


def _what_distance_is() -> str:
    return _(
        "Distance is counted in steps from the criteria file, which is the literal text as it has been read: one for "
        "every bound moved by one, for every level raised from specific to broad, and for every preference that binds "
        "no longer. A line stands here where no reading that is nearer, or as near, brings out as many markets."
    )


def _pareto_front(found: Calibration, criteria: Criteria) -> Table:
    rows: list[list[Said]] = [
        [
            _counted(one.steps),
            _("{count} of {total}").format(count=one.agreement, total=len(found.published)),
            _counted(one.as_near),
            reading_text(one.nearest, criteria),
        ]
        for one in found.efficient
    ]
    columns = [
        Column(_("steps"), numeric=True),
        Column(_("agreement")),
        Column(_("such readings"), numeric=True),
        Column(_("what differs (of one of them)"), 60),
    ]
    return Table(columns, rows, _("Agreement against distance"))


def _counted(value: int) -> Number:
    return Number(number(value), value)


def _best(outcome: Outcome, found: Calibration, classification: Classification) -> Item:
    total, criteria = len(found.published), classification.criteria
    score = _("{count} of {total}").format(count=outcome.agreement, total=total)
    steps = ngettext("{steps} step", "{steps} steps", outcome.steps).format(steps=outcome.steps)
    missing = [code for code in found.published if code not in outcome.agreeing]
    names = listing([_name(classification, code) for code in missing])
    details = [_("does not bring out: {names}").format(names=names)] if missing else []
    return Item(f"{score}, {steps}: {reading_text(outcome.nearest, criteria)}", details=details)


def _distribution(found: Calibration) -> Bars:
    most = max(found.by_agreement.values())
    template = ngettext("{number} reading ({share})", "{number} readings ({share})", found.readings)
    bars = [
        Bar(
            ngettext("{number} market", "{number} markets", agreement).format(number=agreement),
            readings / most,
            template.format(number=number(readings), share=share_text(Fraction(readings, found.readings))),
        )
        for agreement, readings in found.by_agreement.items()
    ]
    return Bars(tuple(bars), _("How many readings bring out how many markets"))


def _markets(found: Calibration, classification: Classification) -> Table:
    criteria = classification.criteria
    rows: list[list[Said]] = [
        [
            Market(_name(classification, one.code), one.code),
            badge(criteria, one.published),
            badge(criteria, one.by_the_criteria),
            share_text(Fraction(one.readings, found.readings)),
            _("none in the grid") if one.nearest is None else reading_text(one.nearest, criteria),
        ]
        for one in found.markets
    ]
    columns = [
        Column(_("market"), 24),
        Column(_("published"), scale="category"),
        Column(_("as it stands"), scale="category"),
        Column(_("comes out in"), numeric=True),
        Column(_("nearest reading that brings it out"), 60),
    ]
    return Table(columns, rows, _("Market by market"))


def _name(classification: Classification, code: str) -> str:
    return market_name(classification.project.market(code))


def reading_text(reading: Reading, criteria: Criteria) -> str:
    """How a reading differs from the criteria."""
    return "; ".join(_differences(reading, criteria)) or _("as the criteria stand")


def _differences(reading: Reading, criteria: Criteria) -> Iterator[str]:
    for category in reading:
        for bound in category.moved:
            group = bound.requirement.count
            assert group is not None
            yield f"{category.category}: {count_text(group, bound.number, bound.level or 'specific', criteria)}"
        for preference in category.loosened:
            text = _("{preference} does not bind").format(preference=requirement_name(preference))
            yield f"{category.category}: {text}"


def _what_was_tried(found: Calibration) -> str:
    return _(
        "All combinations of the values below, {combinations} in number, but for those in which a category asks less "
        "of a count, by number or by level, than the next one does: {readings} are left. A bound is never tried below "
        "one, where it would ask nothing. All else stays as it is, the division of categories into variants included."
    ).format(combinations=number(found.grid.combinations), readings=number(found.readings))


def _grid(found: Calibration, criteria: Criteria) -> Table:
    rows: list[list[Said]] = [
        [requirement_name(one.requirement), badge(criteria, one.category), _as_it_is(one), _tried(one)]
        for one in found.grid.parameters
    ]
    columns = [Column(_("requirement"), 40), Column(_("category"), scale="category"), Column(_("as it stands"))]
    return Table([*columns, Column(_("tried"), 30)], rows, _("What was tried"))


def _as_it_is(one: Parameter) -> str:
    return number(one.requirement.at_least or 0) if one.numbers else _("binds")


def _tried(one: Parameter) -> str:
    if not one.numbers:
        return _("binds, or is a remark")
    numbers = ", ".join(map(str, one.numbers))
    levels = [value_word(level) for level in one.levels if level is not None]
    return (
        _("{numbers}; from level {levels}").format(numbers=numbers, levels=_(" or ").join(levels))
        if levels
        else numbers
    )


def _undetermined(found: Calibration, classification: Classification) -> str:
    names = [_name(classification, code) for code in found.undetermined]
    if not names:
        return _("Every market counted here is determined under the criteria as they stand.")
    return _(
        "Unknown inputs count at their least favourable under every reading. It matters for the markets that are not "
        "determined as the criteria stand: {names}."
    ).format(names=listing(names))


def _data(found: Calibration, classification: Classification) -> Mapping[str, Any]:
    return {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "caution": caution(),
        "readings": found.readings,
        "combinations": found.grid.combinations,
        "grid": [_parameter_data(one) for one in found.grid.parameters],
        "published": dict(found.published),
        "agreeing_now": list(found.agreeing_now),
        "by_agreement": [
            {"agreement": agreement, "readings": readings} for agreement, readings in found.by_agreement.items()
        ],
        "efficient": [_outcome_data(one, classification.criteria) for one in found.efficient],
        "best": [_outcome_data(one, classification.criteria) for one in found.best[:BEST_TOLD]],
        "markets": [
            {
                "code": one.code,
                "published": one.published,
                "rule_category": one.by_the_criteria,
                "readings": one.readings,
                "steps": one.steps,
                "nearest": None if one.nearest is None else _reading_data(one.nearest),
            }
            for one in found.markets
        ],
        "undetermined": list(found.undetermined),
    }


def _rows(found: Calibration, classification: Classification) -> Rows:
    """A record for each market: in how many readings it comes out, and how near the nearest of those is."""
    header = ("code", "published", "rule_category", "readings", "of", "steps", "nearest")
    records = (
        (
            one.code,
            one.published,
            one.by_the_criteria,
            one.readings,
            found.readings,
            "" if one.steps is None else one.steps,
            "" if one.nearest is None else reading_text(one.nearest, classification.criteria),
        )
        for one in found.markets
    )
    return Rows(header, tuple(records))


def _parameter_data(one: Parameter) -> Mapping[str, Any]:
    told: dict[str, Any] = {"category": one.category, "id": one.requirement.id}
    if not one.numbers:
        return told | {"binds": [True, False]}
    return told | {"at_least": list(one.numbers), "level": [level for level in one.levels if level]}


def _outcome_data(one: Outcome, criteria: Criteria) -> Mapping[str, Any]:
    return {
        "agreement": one.agreement,
        "steps": one.steps,
        "readings": one.readings,
        "as_near": one.as_near,
        "agreeing": list(one.agreeing),
        "reading": _reading_data(one.nearest),
        "text": reading_text(one.nearest, criteria),
    }


def _reading_data(reading: Reading) -> list[Mapping[str, Any]]:
    """What differs from the criteria."""
    return [
        *(
            {"category": one.category, "id": bound.requirement.id, "at_least": bound.number, "level": bound.level}
            for one in reading
            for bound in one.moved
        ),
        *(
            {"category": one.category, "id": preference.id, "binds": False}
            for one in reading
            for preference in one.loosened
        ),
    ]
