"""The criteria as the decision table that people draw, and beneath it everything else that they say.

Every key of the model is told here; a test walks through the model and fails where one is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Block,
    Code,
    Column,
    Content,
    Heading,
    Item,
    Items,
    Link,
    Paragraph,
    Said,
    Table,
    content,
)
from hhmonitor.answers.conditions import asked_text, bound_text, requirement_name
from hhmonitor.answers.marks import badge
from hhmonitor.answers.texts import LocalText, filled, read_as, told, web_address
from hhmonitor.answers.words import (
    actor_word,
    input_label,
    kind_word,
    place_in_source,
    strength_word,
    unit_word,
    value_word,
)
from hhmonitor.language import _, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing
from hhmonitor.model import Condition, Criteria, Requirement, in_language
from hhmonitor.model.criteria import (
    Category,
    CharacteristicDefinition,
    EffortItem,
    Hysteresis,
    Indicator,
    Labelled,
    PriorityList,
    SpecialTargets,
    ThemeDefinition,
    Variant,
)


def criteria_table(criteria: Criteria) -> Answer:
    """The criteria, whole."""
    return Answer(
        "criteria-show",
        in_language(criteria.title, selected()),
        lambda: criteria_blocks(criteria),
        data=lambda: _data(criteria),
    )


def criteria_blocks(criteria: Criteria) -> Iterator[Block]:
    """The decision table with what it rests on: places in the source, readings, figures, lists and regions."""
    yield Heading(told(criteria.title), 1)
    yield Paragraph(_origin(criteria))
    yield decision_table(criteria)
    yield Paragraph(_how_to_read(criteria))
    yield Heading(_("What each category asks"))
    for category in criteria.categories:
        yield from _category(category, criteria)
    yield from _holding(criteria)
    yield from _section(_("Characteristics of the health system and the market"), _labelled(criteria, "health_system"))
    yield from _section(_("Dimensions of internationalisation"), _labelled(criteria, "dimensions"))
    yield from _section(_("Themes"), _labelled(criteria, "themes"))
    yield from _section(_("Attachés"), _labelled(criteria, "attaches"))
    yield from _section(_("Priority lists"), [_list(name, criteria) for name in criteria.priority_lists])
    yield from _section(_("Figures"), [_indicator(name, criteria) for name in criteria.indicators])
    yield Heading(_("Regions"))
    yield Paragraph(_regions(criteria))
    yield from _error_rates(criteria)
    yield from _special_targets(criteria.special_targets)


def _section(title: str, items: Sequence[Item]) -> Iterator[Block]:
    if items:
        yield Heading(title)
        yield Items(items)


def _origin(criteria: Criteria) -> Content:
    """What these criteria are, from what document, for how long, and how often the list is revised."""
    parts: list[Said] = [filled(_("Criteria {id}."), id=Code(criteria.id))]
    if criteria.source is not None:
        source = criteria.source
        title, publisher = told(source.title), told(source.publisher)
        linked: Said = Link(title.text, url) if (url := web_address(source.url)) else title
        day = date_text(source.date) if source.date else ""
        elsewhere = "" if web_address(source.url) else source.url
        rest = "".join(f", {part}" for part in (publisher.text, day, elsewhere) if part)
        parts.append(filled(_("Source: {title}."), title=(*content(linked), *content(rest))))
    if criteria.period is not None:
        period = _("In force from {since} to {until}.")
        parts.append(period.format(since=date_text(criteria.period.since), until=date_text(criteria.period.until)))
    if criteria.review is not None:
        months = criteria.review.every_months
        text = ngettext("The list is revised every month.", "The list is revised every {number} months.", months)
        parts.append(text.format(number=months))
    return content([part for one in parts for part in (" ", *content(one))][1:])


def _how_to_read(criteria: Criteria) -> Content:
    template = _(
        "A market gets the first category, from left to right, of which it meets all that is required and all that is "
        "preferred. In {last} a preference that fails adds a remark and no more."
    )
    return filled(template, last=badge(criteria, criteria.categories[-1].id))


def decision_table(criteria: Criteria) -> Table:
    """Categories as columns; as rows what is counted, what else is required, what is preferred, and the places."""
    ones = criteria.categories
    rows = [
        (_("characteristics positive"), [_counted(one, "health_system", criteria) for one in ones]),
        (_("themes with interest"), [_counted(one, "themes", criteria) for one in ones]),
        (_("dimensions with interest"), [_counted(one, "dimensions", criteria) for one in ones]),
        (_("also required"), [_joined(_uncounted(one), criteria) for one in ones]),
        (_("preferably"), [_joined(one.prefers, criteria) for one in ones]),
        (_("kept in it with"), [_joined(one.keep, criteria) for one in ones] if criteria.hysteresis else []),
        (_("variants"), [_variants(one, criteria) for one in ones]),
        (_("place in the source"), [_places(one) for one in ones]),
    ]
    return Table(
        [Column(_("asked"), 24), *(Column(_column(category), 26) for category in ones)],
        [[name, *cells] for name, cells in rows if any(cells)],
        _("The decision table"),
    )


def _column(category: Category) -> str:
    return " ".join(filter(None, (category.id, in_language(category.label, selected()))))


def _counted(category: Category, group: str, criteria: Criteria) -> str:
    """The bounds of a category on one count, such as “2 of 8”."""
    total = len(getattr(criteria, group))
    templates = {
        "none": _("{bound} of {total}, at any level"),
        "specific": _("{bound} of {total}"),
        "broad": _("{bound} of {total}, with broad interest"),
    }
    bounds = [
        templates[one.level or "specific"].format(bound=int(one.at_least or 0), total=total)
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
    parts = []
    for variant in category.variants:
        if variant.when is None:
            parts.append(_("otherwise {variant}").format(variant=variant.id))
        else:
            parts.append(f"{variant.id}: {asked_text(variant.when, criteria)}")
    return "; ".join(parts)


def _places(category: Category) -> str:
    """The places in the source that a category rests on, each once."""
    references = (one.reference for one in (*category.requires, *category.prefers))
    return "; ".join(dict.fromkeys(place_in_source(reference) for reference in references if reference))


# A category by itself


def _category(category: Category, criteria: Criteria) -> Iterator[Block]:
    """What a category asks, with the place in the source and how that was read, and the effort that goes with it."""
    label = in_language(category.label, selected())
    yield Heading([badge(criteria, category.id), f" ({label})" if label else ""], 3)
    if category.description is not None:
        yield Paragraph(told(category.description))
    asked = [
        *(_requirement(one, _("required"), criteria) for one in category.requires),
        *(_requirement(one, _("preferably"), criteria) for one in category.prefers),
        *(_variant(one, criteria) for one in category.variants),
    ]
    if asked:
        yield Items(asked)
    if category.effort:
        yield Paragraph(_("The effort that belongs to it:"))
        yield Items([_effort(one, category) for one in category.effort])


def _requirement(one: Requirement, strength: str, criteria: Criteria) -> Item:
    """A requirement by its name, with what it asks."""
    template = _("{strength}: {name}: {asked}")
    said = filled(template, strength=strength, name=requirement_name(one), asked=asked_text(one, criteria))
    return Item([*said, *_id(one.id, one.reference)], details=read_as(one.reading))


def _variant(one: Variant, criteria: Criteria) -> Item:
    """A part of a category: what it is called, and when it takes a market."""
    label = in_language(one.label, selected())
    when = asked_text(one.when, criteria) if one.when else _("otherwise")
    said = filled(_("{variant}: {condition}"), variant=badge(criteria, one.id), condition=when)
    place = f" ({place_in_source(one.reference)})" if one.reference else ""
    return Item([*said, place], details=[*([label] if label else []), *_texts(one.description), *read_as(one.reading)])


def _effort(one: EffortItem, category: Category) -> Item:
    """An item of effort: who does it, how often, how strongly it is asked, and what shows it."""
    words = [strength_word(one.strength)]
    if one.who:
        words.append(_("by {who}").format(who=actor_word(one.who)))
    if one.how_often is not None:
        words.append(in_language(one.how_often, selected()))
    if one.every_months is not None:
        text = ngettext("at least every month", "at least every {number} months", one.every_months)
        words.append(text.format(number=one.every_months))
    details: list[Said] = []
    if one.evidence:
        shown = listing([_evidence_word(kind) for kind in one.evidence])
        details.append(_("shown by: {evidence}").format(evidence=shown))
    if one.caution is not None:
        details.append(told(one.caution))
    if one.lapses_after_months is not None:
        months = one.lapses_after_months
        text = ngettext("what shows it counts for {number} month", "what shows it counts for {number} months", months)
        details.append(text.format(number=months))
    if one.follows is not None:
        label = next((in_language(other.label, selected()) for other in category.effort if other.id == one.follows), "")
        details.append(_("asks nothing without “{other}”").format(other=label or one.follows))
    details += [*read_as(one.reading), *_texts(one.note)]
    said = _("{label}: {details}").format(label=in_language(one.label, selected()), details="; ".join(words))
    return Item([said, *_id(one.id, one.reference)], details=details)


def _evidence_word(kind: str) -> str:
    """A kind of activity, or a key of a market's file, that shows that an effort is in place."""
    keys = {
        "contact": _("a contact at the posts in the file"),
        "programme": _("a multi-year programme in the file"),
    }
    return keys.get(kind) or kind_word(kind)


def _holding(criteria: Criteria) -> Iterator[Block]:
    """What it takes to leave a category, where the criteria hold markets in theirs."""
    if criteria.hysteresis is None and not any(category.keep for category in criteria.categories):
        return
    yield Heading(_("What it takes to leave a category"))
    yield from leaving_blocks(criteria, criteria.categories)


def leaving_blocks(criteria: Criteria, categories: Sequence[Category]) -> Iterator[Block]:
    """What holds a market in these categories although the rules give a lower one."""
    hysteresis = criteria.hysteresis
    if hysteresis is None:
        yield Paragraph(_("A market leaves its category at once: the bounds below do not count without hysteresis."))
    else:
        yield Paragraph(_leaving(hysteresis))
        yield from (Paragraph(reading) for reading in read_as(hysteresis.reading))
    items = [_requirement(one, category.id, criteria) for category in categories for one in category.keep]
    if items:
        yield Items(items)


def _leaving(hysteresis: Hysteresis) -> Content:
    """The rule of hysteresis in a sentence or two."""
    if hysteresis.reviews is None:
        text = _("A market stays in its category, although the rules give a lower one, while it meets these bounds.")
    else:
        text = _(
            "A market stays in its category, although the rules give a lower one, while it meets its bounds below and "
            "until it fails at {number} reviews running; a category without bounds is left by the reviews alone."
        ).format(number=hysteresis.reviews)
    place = f" ({place_in_source(hysteresis.reference)})" if hysteresis.reference else ""
    return content([text, place])


# What the criteria name


def _id(name: str, reference: str | None, *more: str) -> Content:
    """The name by which the files know a thing, and its place in the source."""
    rest = "".join(f", {part}" for part in (*more, place_in_source(reference)) if part)
    return content([" (", Code(name), f"{rest})"])


def _texts(*texts: LocalText) -> list[Said]:
    return [told(text) for text in texts if text is not None]


def _labelled(criteria: Criteria, group: str) -> list[Item]:
    """Characteristics, dimensions, themes or attachés."""
    definitions: Mapping[str, Labelled] = getattr(criteria, group)
    return [
        Item(
            [input_label(criteria, f"{group}.{name}"), *_id(name, one.reference, *_numeral(one))],
            details=[*_texts(one.description), *_by_figures(one, criteria), *read_as(one.reading)],
        )
        for name, one in definitions.items()
    ]


def _numeral(one: Labelled) -> Iterator[str]:
    if isinstance(one, ThemeDefinition) and one.numeral is not None:
        yield _("theme {numeral}").format(numeral=one.numeral)


def _by_figures(one: Labelled, criteria: Criteria) -> Iterator[str]:
    if isinstance(one, CharacteristicDefinition) and one.positive_when is not None:
        yield _("positive with {condition}").format(condition=asked_text(one.positive_when, criteria))


def _list(name: str, criteria: Criteria) -> Item:
    one = criteria.priority_lists[name]
    said = _("{label}: {members}").format(
        label=input_label(criteria, f"priority_lists.{name}"), members=_membership(one, criteria)
    )
    return Item([said, *_id(name, one.reference)], details=read_as(one.reading))


def _membership(one: PriorityList, criteria: Criteria) -> str:
    """Who is on a list, and what is known of the others."""
    named = []
    if one.includes is not None:
        named.append(_("all of “{label}”").format(label=input_label(criteria, f"priority_lists.{one.includes}")))
    named += one.members
    known = listing(named) if named else _("nobody is named")
    others = _("all others are out") if one.complete else _("of all others it is not known")
    return f"{known}; {others}"


def _indicator(name: str, criteria: Criteria) -> Item:
    one: Indicator = criteria.indicators[name]
    said = _("{label}, in {unit}").format(label=input_label(criteria, f"indicators.{name}"), unit=unit_word(one.unit))
    details: list[Said] = []
    if one.product_of:
        factors = listing([input_label(criteria, f"indicators.{factor}") for factor in one.product_of])
        details.append(_("product of {factors}").format(factors=factors))
    if one.product_of or "shared_year_within" in one.model_fields_set:
        within = ngettext(
            "of one year where all factors share one, at most {number} year older than the newest of them; otherwise "
            "the newest of each",
            "of one year where all factors share one, at most {number} years older than the newest of them; otherwise "
            "the newest of each",
            one.shared_year_within,
        )
        details.append(within.format(number=one.shared_year_within))
    return Item([said, *_id(name, None)], details=[*details, *_texts(one.description)])


# The rest


def _regions(criteria: Criteria) -> str:
    rules = {"majority": _("majority"), "any": _("any")}
    by_rule: dict[str, list[str]] = {}
    for group, label in _region_groups():
        by_rule.setdefault(getattr(criteria.regions, group), []).append(label)
    parts = [f"{rules[rule]}: {listing(labels)}" for rule, labels in by_rule.items()]
    return (
        _(
            "How members add up, where the file of a region does not say itself: {rules}. Majority: positive where at "
            "least half of the members are, otherwise negative; for the trend what most have, a tie being stable. Any: "
            "the best level that a member has."
        )
    ).format(rules="; ".join(parts))


def _region_groups() -> tuple[tuple[str, str], ...]:
    return (
        ("health_system", _("characteristics")),
        ("dimensions", _("dimensions")),
        ("themes", _("themes")),
        ("sector_interest", _("interest from the sector")),
        ("trend", _("trend")),
        ("attaches", _("attachés")),
    )


def _error_rates(criteria: Criteria) -> Iterator[Block]:
    rates = criteria.error_rates
    if rates is None:
        return
    yield Heading(_("How often judgements are taken to be wrong"))
    chances = (("high", rates.high), ("medium", rates.medium), ("low", rates.low))
    yield Items(
        [
            _("confidence {level}: wrong {share}% of the time").format(
                level=value_word(level), share=bound_text(float(Decimal(str(chance)) * 100))
            )
            for level, chance in chances
        ]
    )


def _special_targets(special: SpecialTargets | None) -> Iterator[Block]:
    if special is None:
        return
    yield Heading(in_language(special.label, selected(), _("Special target markets")))
    place = f" ({place_in_source(special.reference)})" if special.reference else ""
    text = _("At most {count} at once.").format(count=special.at_most)
    if special.from_categories:
        text = _("At most {count} at once, from the categories {categories}.").format(
            count=special.at_most, categories=listing(special.from_categories)
        )
    yield Paragraph([text, place])
    yield from (Paragraph(reading) for reading in read_as(special.reading))


# For programs


def _data(criteria: Criteria) -> Mapping[str, Any]:
    """The decision table in words; under ``document`` the criteria as their file has them, whole."""
    return {
        "criteria": criteria.id,
        "title": in_language(criteria.title, selected()),
        "categories": [
            {
                "id": category.id,
                "label": in_language(category.label, selected()),
                "requires": [_requirement_data(one, criteria) for one in category.requires],
                "prefers": [_requirement_data(one, criteria) for one in category.prefers],
                "keep": [_requirement_data(one, criteria) for one in category.keep],
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
        "document": criteria.model_dump(mode="json", by_alias=True, exclude_none=True),
    }


def _requirement_data(one: Requirement, criteria: Criteria) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": in_language(one.label, selected()) or None,
        "text": asked_text(one, criteria),
        "reference": one.reference,
        "reading": in_language(one.reading, selected()) or None,
    }
