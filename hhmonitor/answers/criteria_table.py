"""The criteria as the decision table that people draw: categories beside each other, what they ask underneath."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.conditions import asked_text, requirement_name
from hhmonitor.answers.document import Grid, Heading, Items, Paragraph, Part
from hhmonitor.answers.words import input_label, place_in_source
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing
from hhmonitor.model import Bilingual, Condition, Criteria, Requirement, in_language
from hhmonitor.model.criteria import Category, PriorityList

Item = tuple[str, str, Sequence[str]]


def as_document(criteria: Criteria) -> list[Part]:
    """The decision table with what it rests on: places in the source, readings, figures, lists and regions."""
    return [
        Heading(in_language(criteria.title, selected()), 1),
        Paragraph(_origin(criteria)),
        Paragraph(""),
        decision_table(criteria),
        Paragraph(""),
        Paragraph(_how_to_read(criteria)),
        Heading(_("Readings")),
        Items([item for category in criteria.categories for item in _readings(category)]),
        *_section(_("Judged by figures"), _by_figures(criteria)),
        *_section(_("Priority lists"), _lists(criteria)),
        Heading(_("Regions")),
        Paragraph(_regions(criteria)),
    ]


def _section(title: str, items: Iterator[Item]) -> list[Part]:
    told = list(items)
    return [Heading(title), Items(told)] if told else []


def _origin(criteria: Criteria) -> str:
    parts = []
    if criteria.source is not None:
        parts.append(_("Source: {title}.").format(title=in_language(criteria.source.title, selected())))
    if criteria.period is not None:
        period = _("In force from {since} to {until}.")
        parts.append(period.format(since=date_text(criteria.period.since), until=date_text(criteria.period.until)))
    return " ".join(parts)


def _how_to_read(criteria: Criteria) -> str:
    return _(
        "A market gets the first category, from left to right, of which it meets all that is required and all that is "
        "preferred. In {last} a preference that fails adds a remark and no more."
    ).format(last=criteria.categories[-1].id)


def decision_table(criteria: Criteria) -> Grid:
    """Categories as columns; as rows what is counted, what else is required, what is preferred, and the places."""
    rows = [
        (_("characteristics positive"), [_counted(one, "health_system", criteria) for one in criteria.categories]),
        (_("themes with interest"), [_counted(one, "themes", criteria) for one in criteria.categories]),
        (_("dimensions with interest"), [_counted(one, "dimensions", criteria) for one in criteria.categories]),
        (_("also required"), [_joined(_uncounted(one), criteria) for one in criteria.categories]),
        (_("preferably"), [_joined(one.prefers, criteria) for one in criteria.categories]),
        (_("variants"), [_variants(one, criteria) for one in criteria.categories]),
        (_("place in the source"), [_places(one) for one in criteria.categories]),
    ]
    return Grid(
        ["", *(_column(category) for category in criteria.categories)],
        [[name, *cells] for name, cells in rows if any(cells)],
    )


def _column(category: Category) -> str:
    return " ".join(filter(None, (category.id, in_language(category.label, selected()))))


def _counted(category: Category, group: str, criteria: Criteria) -> str:
    """The bounds of a category on one count, such as “2 of 8”."""
    total = len(getattr(criteria, group))
    broad, plain = _("{bound} of {total}, with broad interest"), _("{bound} of {total}")
    bounds = [
        (broad if one.level == "broad" else plain).format(bound=int(one.at_least or 0), total=total)
        for one in category.requires
        if one.count == group
    ]
    return listing(bounds)


def _uncounted(category: Category) -> tuple[Requirement, ...]:
    return tuple(one for one in category.requires if one.count is None)


def _joined(conditions: Sequence[Condition], criteria: Criteria) -> str:
    return _("; and ").join(asked_text(one, criteria) for one in conditions)


def _variants(category: Category, criteria: Criteria) -> str:
    """How a category is divided, in the order tried."""
    told = []
    for variant in category.variants:
        if variant.when is None:
            told.append(_("otherwise {variant}").format(variant=variant.id))
        else:
            told.append(f"{variant.id}: {asked_text(variant.when, criteria)}")
    return "; ".join(told)


def _places(category: Category) -> str:
    """The places in the source that a category rests on, each once."""
    references = (one.reference for one in (*category.requires, *category.prefers))
    return "; ".join(dict.fromkeys(place_in_source(reference) for reference in references if reference))


def _readings(category: Category) -> Iterator[Item]:
    """What a category asks, each with its place in the source and how that was read."""
    for one in (*category.requires, *category.prefers):
        yield "", f"{category.id}: {requirement_name(one)}{_in_source(one.reference)}", _reading(one.reading)


def _in_source(reference: str | None) -> str:
    return f" ({place_in_source(reference)})" if reference else ""


def _reading(reading: str | Bilingual | None) -> list[str]:
    return [in_language(reading, selected())] if reading else []


def _by_figures(criteria: Criteria) -> Iterator[Item]:
    for name, one in criteria.health_system.items():
        if one.positive_when is not None:
            text = _("{label} is positive with {condition}").format(
                label=input_label(criteria, f"health_system.{name}"),
                condition=asked_text(one.positive_when, criteria),
            )
            yield "", text + _in_source(one.reference), _reading(one.reading)


def _lists(criteria: Criteria) -> Iterator[Item]:
    for name, one in criteria.priority_lists.items():
        label = input_label(criteria, f"priority_lists.{name}")
        yield "", f"{label}{_in_source(one.reference)}: {_membership(one, criteria)}", _reading(one.reading)


def _membership(one: PriorityList, criteria: Criteria) -> str:
    """Who is on a list, and what is known of the others."""
    told = []
    if one.includes is not None:
        told.append(_("all of “{label}”").format(label=input_label(criteria, f"priority_lists.{one.includes}")))
    told += one.members
    known = listing(told) if told else _("nobody is named")
    others = _("all others are out") if one.complete else _("of all others it is not known")
    return f"{known}; {others}"


def _regions(criteria: Criteria) -> str:
    rules = {"majority": _("majority"), "any": _("any")}
    by_rule: dict[str, list[str]] = {}
    for group, label in _region_groups():
        by_rule.setdefault(getattr(criteria.regions, group), []).append(label)
    told = [f"{rules[rule]}: {listing(labels)}" for rule, labels in by_rule.items()]
    return (
        _(
            "How members add up, where the file of a region does not say itself: {rules}. Majority: positive where at "
            "least half of the members are, otherwise negative; for the trend what most have, a tie being stable. Any: "
            "the best level that a member has."
        )
    ).format(rules="; ".join(told))


def _region_groups() -> tuple[tuple[str, str], ...]:
    return (
        ("health_system", _("characteristics")),
        ("dimensions", _("dimensions")),
        ("themes", _("themes")),
        ("sector_interest", _("interest from the sector")),
        ("trend", _("trend")),
        ("attaches", _("attachés")),
    )


def as_json(criteria: Criteria) -> str:
    """The decision table and what it rests on as one JSON document."""
    document = {
        "criteria": criteria.id,
        "title": in_language(criteria.title, selected()),
        "categories": [
            {
                "id": category.id,
                "label": in_language(category.label, selected()),
                "requires": [_requirement(one, criteria) for one in category.requires],
                "prefers": [_requirement(one, criteria) for one in category.prefers],
                "variants": [
                    {"id": one.id, "when": asked_text(one.when, criteria) if one.when else None}
                    for one in category.variants
                ],
            }
            for category in criteria.categories
        ],
        "judged_by_figures": {
            name: {
                "positive_when": asked_text(one.positive_when, criteria),
                "reference": one.reference,
                "reading": in_language(one.reading, selected()) or None,
            }
            for name, one in criteria.health_system.items()
            if one.positive_when is not None
        },
        "priority_lists": {
            name: {
                "members": list(one.members),
                "includes": one.includes,
                "complete": one.complete,
                "reference": one.reference,
                "reading": in_language(one.reading, selected()) or None,
            }
            for name, one in criteria.priority_lists.items()
        },
        "regions": criteria.regions.model_dump(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _requirement(one: Requirement, criteria: Criteria) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": in_language(one.label, selected()) or None,
        "text": asked_text(one, criteria),
        "reference": one.reference,
        "reading": in_language(one.reading, selected()) or None,
    }
