"""What criteria ask, and what a market answers, in words: “at least 4 of 6 characteristics positive”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from hhmonitor.answers.words import input_label, list_word, unit_word, value_word
from hhmonitor.engine.expressions import count_of
from hhmonitor.inputs import Value
from hhmonitor.language import _, selected
from hhmonitor.language.numbers import listing, number, percent
from hhmonitor.model import Condition, Criteria, Requirement, in_language
from hhmonitor.model.criteria import Group
from hhmonitor.model.walk import asking
from hhmonitor.questions.possible_markets import Completion, asked_by_categories


def requirement_name(requirement: Requirement) -> str:
    """What a requirement is called: its label between quotation marks, else its id."""
    return f"“{in_language(requirement.label, selected(), requirement.id)}”"


def counts_for(criteria: Criteria, path: str) -> list[str]:
    """What an input counts for: each requirement and preference that looks at it, with the categories that have it."""
    found: dict[str, dict[str, None]] = {}
    for placed in asking(criteria, path):
        if placed.category is None or placed.role == "keep":
            continue
        if placed.requirement is not None:
            name = requirement_name(placed.requirement)
            text = _("preferably {requirement}").format(requirement=name) if placed.role == "prefers" else name
            found.setdefault(text, {})[placed.category.id] = None
        elif placed.variant is not None:
            found.setdefault(_("which variant it is"), {})[placed.variant.id] = None
    return [
        _("{requirement} in {categories}").format(requirement=text, categories=listing(list(categories)))
        for text, categories in found.items()
    ]


def asked_text(condition: Condition, criteria: Criteria) -> str:
    """What a condition asks."""
    if condition.negated is not None:
        return _negated(condition.negated, criteria)
    if condition.parts:
        joint = _("; or ") if condition.any_of else _("; and ")
        return joint.join(enclosed(part, asked_text(part, criteria)) for part in condition.parts)
    if condition.count is not None:
        return count_text(condition.count, int(condition.at_least or 0), condition.level or "specific", criteria)
    if condition.priority_list is not None:
        return _("on the list “{label}”").format(label=list_word(condition.priority_list))
    if condition.attache is not None:
        return _("present: {label}").format(label=input_label(criteria, f"attaches.{condition.attache}"))
    if condition.indicator is not None:
        return _figure_text(condition, criteria)
    return _("; and ").join(
        _("{label}: {needed}").format(label=input_label(criteria, path), needed=needed)
        for path, needed in _needed(condition)
    )


def _negated(condition: Condition, criteria: Criteria) -> str:
    """What a condition asks that says what must not hold."""
    if condition.priority_list is not None:
        return _("not on the list “{label}”").format(label=list_word(condition.priority_list))
    if condition.sector_interest is not None:
        needed = _("less than {value}").format(value=value_word(condition.sector_interest))
        return _("{label}: {needed}").format(label=input_label(criteria, "sector_interest"), needed=needed)
    return _("not: {condition}").format(condition=enclosed(condition, asked_text(condition, criteria)))


def enclosed(condition: Condition, text: str) -> str:
    """The text of a condition within another: between brackets where it is itself made of several."""
    several = len(condition.parts) > 1 or any(
        asked is not None and len(asked) > 1
        for asked in (condition.characteristic, condition.dimension, condition.theme)
    )
    return f"({text})" if several else text


def count_text(group: Group, bound: int, level: str, criteria: Criteria) -> str:
    """A bound on a count; ``level`` is the lowest that counts and says nothing for characteristics."""
    templates = {
        ("health_system", level): _("at least {bound} of {total} characteristics positive"),
        ("dimensions", "none"): _("at least {bound} of {total} dimensions at any level"),
        ("dimensions", "specific"): _("interest from at least {bound} of {total} dimensions"),
        ("dimensions", "broad"): _("broad interest from at least {bound} of {total} dimensions"),
        ("themes", "none"): _("at least {bound} of {total} themes at any level"),
        ("themes", "specific"): _("interest from at least {bound} of {total} themes"),
        ("themes", "broad"): _("broad interest from at least {bound} of {total} themes"),
    }
    return templates[group, level].format(bound=bound, total=len(getattr(criteria, group)))


def _figure_text(condition: Condition, criteria: Criteria) -> str:
    unit = unit_word(criteria.indicators[str(condition.indicator)].unit)
    bounds = [
        template.format(bound=bound_text(bound), unit=unit)
        for template, bound in (
            (_("at least {bound} {unit}"), condition.at_least),
            (_("at most {bound} {unit}"), condition.at_most),
        )
        if bound is not None
    ]
    label = input_label(criteria, f"indicators.{condition.indicator}")
    return _("{label}: {needed}").format(label=label, needed=_(" and ").join(bounds))


def bound_text(value: float) -> str:
    """A number of the criteria with all the decimals it has: it decides, so nothing of it is rounded away."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    assert isinstance(exponent, int), "the criteria hold finite numbers alone"
    return number(value, max(0, -exponent))


def figure(value: float) -> str:
    """A figure with the decimals it has, two at most."""
    return number(value, 0 if value == int(value) else 2)


def share_text(share: Fraction) -> str:
    """A share as a percentage with one decimal; one that would be rounded to nothing is told as less than that."""
    return (
        _("less than {share}").format(share=percent(0.001, 1))
        if 0 < share < Fraction(1, 1000)
        else percent(float(share), 1)
    )


def _needed(condition: Condition) -> Iterator[tuple[str, str]]:
    """The single inputs that a condition asks about, each with the values that will do."""
    if condition.sector_interest is not None:
        yield "sector_interest", _at_least(condition.sector_interest, "broad")
    if condition.trend is not None:
        yield "trend", _(" or ").join(map(value_word, condition.trend))
    for group, best, asked in (
        ("health_system", "positive", condition.characteristic),
        ("dimensions", "broad", condition.dimension),
        ("themes", "broad", condition.theme),
    ):
        for name, value in dict(asked or {}).items():
            yield f"{group}.{name}", _at_least(value, best)


def _at_least(value: str, best: str) -> str:
    word = value_word(value)
    return word if value == best else _("at least {value}").format(value=word)


def profile(market: Completion, criteria: Criteria) -> str:
    """A known market by what the criteria ask of it, and by nothing else."""
    return ", ".join(dict.fromkeys(_answers(market, criteria)))


def _answers(market: Completion, criteria: Criteria) -> Iterator[str]:
    leaves = [leaf for condition in asked_by_categories(criteria) for leaf in condition.leaves()]
    for leaf in leaves:
        if leaf.count is not None:
            yield _counted(leaf, market, criteria)
    for leaf in leaves:
        for path in _paths(leaf):
            yield f"{input_label(criteria, path)} {_answer(market[path])}"
    if any(leaf.priority_list for leaf in leaves):
        yield _lists(market, criteria)


def _counted(leaf: Condition, market: Completion, criteria: Criteria) -> str:
    count = count_of(leaf)
    found = sum(count.counts(path, value) for path, value in market.items())
    templates = {
        "health_system": _("{counted} of {total} characteristics positive"),
        "dimensions": _("interest from {counted} of {total} dimensions"),
        "themes": _("interest from {counted} of {total} themes"),
    }
    broadly = {
        "dimensions": _("broad interest from {counted} of {total} dimensions"),
        "themes": _("broad interest from {counted} of {total} themes"),
    }
    group = str(leaf.count)
    template = broadly[group] if leaf.level == "broad" else templates[group]
    return template.format(counted=found, total=len(getattr(criteria, group)))


def _paths(leaf: Condition) -> Iterator[str]:
    """The inputs other than lists that a leaf asks about."""
    if leaf.attache is not None:
        yield f"attaches.{leaf.attache}"
    if leaf.indicator is not None:
        yield f"indicators.{leaf.indicator}"
    yield from (path for path, _needed_value in _needed(leaf))


def _answer(value: Value) -> str:
    return value_word(value) if isinstance(value, str) else figure(float(value))


def _lists(market: Mapping[str, Value], criteria: Criteria) -> str:
    """The narrowest lists that a market is on: one that another includes goes without saying."""
    held = [name for name in criteria.priority_lists if market.get(f"priority_lists.{name}") == "in"]
    named = [list_word(name) for name in held if not any(_includes(criteria, name, other) for other in held)]
    return _("on the list “{label}”").format(label=listing(named)) if named else _("on no priority list")


def _includes(criteria: Criteria, outer: str, inner: str) -> bool:
    """Whether a list holds all of another, directly or through a third."""
    direct = criteria.priority_lists[outer].includes
    return direct == inner or (direct is not None and _includes(criteria, direct, inner))
