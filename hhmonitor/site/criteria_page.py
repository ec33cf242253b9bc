"""The criteria as a page: every requirement and definition with its place in the source and its reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hhmonitor.answers.fiche.wording import figure_text
from hhmonitor.answers.tones import tone_of
from hhmonitor.answers.words import input_label, strength_word
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import number
from hhmonitor.model import Condition, Criteria, Requirement, in_language
from hhmonitor.model.base import Bilingual
from hhmonitor.model.criteria import Category, EffortItem, Labelled


@dataclass(frozen=True, slots=True)
class Entry:
    """One requirement or definition."""

    label: str
    text: str = ""
    strength: str = ""
    reading: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Effort:
    """One item of the effort that belongs to a category."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """A category with what it asks."""

    name: str
    label: str
    tone: str
    description: str
    entries: tuple[Entry, ...]
    effort: tuple[Effort, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Definitions of one kind."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole of it."""

    title: str
    source: str
    categories: tuple[CategoryPart, ...]
    groups: tuple[Group, ...]


def page(criteria: Criteria) -> Page:
    """The criteria in the language in use."""
    return Page(
        in_language(criteria.title, selected()),
        _source(criteria),
        tuple(_category(criteria, one) for one in criteria.categories),
        tuple(group for group in _groups(criteria) if group.entries),
    )


def _source(criteria: Criteria) -> str:
    if criteria.source is None:
        return ""
    source = criteria.source
    words = [in_language(source.title, selected()), in_language(source.publisher, selected())]
    words.append(date_text(source.date) if source.date else "")
    return ", ".join(word for word in words if word)


def _category(criteria: Criteria, category: Category) -> CategoryPart:
    return CategoryPart(
        category.id,
        in_language(category.label, selected()),
        tone_of(criteria, category.id),
        in_language(category.description, selected()),
        tuple(_entries_of(category)),
        tuple(map(_effort, category.effort)),
    )


def _entries_of(category: Category) -> Iterator[Entry]:
    for strength, requirements in ((_("required"), category.requires), (_("preferred"), category.prefers)):
        for one in requirements:
            yield Entry(
                in_language(one.label, selected(), one.id.replace("_", " ")),
                _bound(one),
                strength,
                in_language(one.reading, selected()),
                one.reference or "",
            )
    for variant in category.variants:
        label = f"{variant.id}: {in_language(variant.label, selected())}"
        text = in_language(variant.description, selected())
        yield Entry(label, text, _("variant"), in_language(variant.reading, selected()), variant.reference or "")


def _bound(requirement: Requirement) -> str:
    """The number that a count asks for."""
    if requirement.count is None or requirement.at_least is None:
        return ""
    return _("at least {number}").format(number=number(requirement.at_least))


def _effort(item: EffortItem) -> Effort:
    words = [strength_word(item.strength), in_language(item.how_often, selected())]
    return Effort(in_language(item.label, selected()), "; ".join(word for word in words if word))


def _groups(criteria: Criteria) -> Iterator[Group]:
    characteristics = tuple(
        _definition(name, one, _positive_when(criteria, one.positive_when))
        for name, one in criteria.health_system.items()
    )
    yield Group(_("Characteristics of the health system and the market"), characteristics)
    yield Group(_("Dimensions of internationalisation"), _definitions(criteria.dimensions))
    yield Group(_("Attachés"), _definitions(criteria.attaches))
    yield Group(_("Themes"), _definitions(criteria.themes))
    yield Group(_("Priority markets"), tuple(_lists(criteria)))
    special = criteria.special_targets
    if special is not None:
        label = in_language(special.label, selected(), _("Special target markets"))
        entry = Entry(
            label,
            _("at most {count} at once").format(count=special.at_most),
            reading=in_language(special.reading, selected()),
            reference=special.reference or "",
        )
        yield Group(label, (entry,))


def _definitions(those: Mapping[str, Labelled]) -> tuple[Entry, ...]:
    return tuple(_definition(name, one) for name, one in those.items())


def _definition(name: str, one: Labelled, more: str = "") -> Entry:
    return Entry(
        in_language(one.label, selected(), name.replace("_", " ")),
        " ".join(_texts((one.description, more))),
        reading=in_language(one.reading, selected()),
        reference=one.reference or "",
    )


def _texts(texts: Iterable[str | Bilingual | None]) -> Iterator[str]:
    for text in texts:
        word = in_language(text, selected())
        if word:
            yield word


def _positive_when(criteria: Criteria, condition: Condition | None) -> str:
    if condition is None:
        return ""
    return _("Positive by the figures: {bounds}.").format(bounds=_bounds(criteria, condition))


def _bounds(criteria: Criteria, condition: Condition) -> str:
    if condition.negated is not None:
        return _("not: {condition}").format(condition=_bounds(criteria, condition.negated))
    if condition.parts:
        joint = _(" or ") if condition.any_of else _(" and ")
        return joint.join(_bounds(criteria, part) for part in condition.parts)
    unit = criteria.indicators[str(condition.indicator)].unit
    label = input_label(criteria, f"indicators.{condition.indicator}")
    bounds = [
        template.format(number=figure_text(bound, unit))
        for template, bound in (
            (_("at least {number}"), condition.at_least),
            (_("at most {number}"), condition.at_most),
        )
        if bound is not None
    ]
    return f"{label} {_(' and ').join(bounds)}"


def _lists(criteria: Criteria) -> Iterator[Entry]:
    for name, one in criteria.priority_lists.items():
        state = _("complete") if one.complete else _("incomplete: who is not named is unknown")
        members = ", ".join(one.members)
        yield Entry(
            in_language(one.label, selected(), name.replace("_", " ")),
            f"{members} ({state})" if members else state,
            reading=in_language(one.reading, selected()),
            reference=one.reference or "",
        )
