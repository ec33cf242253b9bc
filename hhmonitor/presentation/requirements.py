"""Requirements in words: what was found, and what was needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hhmonitor.inputs import MarketInputs
from hhmonitor.language import _
from hhmonitor.language.numbers import number
from hhmonitor.model import Condition, Criteria
from hhmonitor.presentation.words import input_label, value_word
from hhmonitor.rules import Found, RequirementResult


def requirement_text(result: RequirementResult, inputs: MarketInputs, criteria: Criteria) -> str:
    """A requirement as it was held against a market, such as “4 of 6 characteristics positive, 4 needed”."""
    return condition_text(result.requirement, result.found, inputs, criteria)


def condition_text(condition: Condition, found: Iterable[Found], inputs: MarketInputs, criteria: Criteria) -> str:
    """A condition with what was ``found`` for each of its leaves, in their order."""
    return _text(condition, iter(found), inputs, criteria)


def _text(condition: Condition, found: Iterator[Found], inputs: MarketInputs, criteria: Criteria) -> str:
    if condition.negated is not None:
        return _("not: {condition}").format(condition=_text(condition.negated, found, inputs, criteria))
    if condition.parts:
        parts = [_text(part, found, inputs, criteria) for part in condition.parts]
        return (_("; or ") if condition.any_of else _("; and ")).join(parts)
    return _leaf(next(found), inputs, criteria)


def _leaf(found: Found, inputs: MarketInputs, criteria: Criteria) -> str:
    condition = found.condition
    if condition.count is not None:
        return _count(found)
    if condition.priority_list is not None:
        label = input_label(criteria, f"priority_lists.{condition.priority_list}")
        return {
            "met": _("on the list {label}"),
            "not_met": _("not on the list {label}"),
            "unknown": _("unknown whether on the list {label}"),
        }[found.outcome].format(label=label)
    if condition.indicator is not None:
        return _figure(found, criteria)
    return ", ".join(
        _("{label} {value}, {needed} needed").format(
            label=input_label(criteria, path), value=value_word(inputs.by_path[path].value), needed=needed
        )
        for path, needed in _asked(condition)
    )


def _asked(condition: Condition) -> Iterator[tuple[str, str]]:
    """The inputs that a condition on single inputs asks about, with the value needed as words."""
    if condition.sector_interest is not None:
        yield "sector_interest", value_word(condition.sector_interest)
    if condition.trend is not None:
        yield "trend", _(" or ").join(map(value_word, condition.trend))
    if condition.attache is not None:
        yield f"attaches.{condition.attache}", value_word("yes")
    for group, asked in (
        ("health_system", condition.characteristic),
        ("dimensions", condition.dimension),
        ("themes", condition.theme),
    ):
        for name, value in dict(asked or {}).items():
            yield f"{group}.{name}", value_word(value)


def _figure(found: Found, criteria: Criteria) -> str:
    condition = found.condition
    definition = criteria.indicators[str(condition.indicator)]
    bounds = [
        template.format(bound=number(bound), unit=definition.unit)
        for template, bound in (
            (_("at least {bound} {unit}"), condition.at_least),
            (_("at most {bound} {unit}"), condition.at_most),
        )
        if bound is not None
    ]
    outcome = {"met": _("yes"), "not_met": _("no"), "unknown": _("unknown")}[found.outcome]
    label = input_label(criteria, f"indicators.{condition.indicator}")
    return _("{label} {bounds}: {outcome}").format(label=label, bounds=_(" and ").join(bounds), outcome=outcome)


def _count(found: Found) -> str:
    """A count as found, a range where inputs are unknown."""
    condition = found.condition
    counted = (
        f"{found.surely}"
        if found.surely == found.at_most
        else _("{low} to {high}").format(low=found.surely, high=found.at_most)
    )
    templates = {
        "health_system": _("{counted} of {total} characteristics positive, {needed} needed"),
        "dimensions": _("{counted} of {total} dimensions with interest, {needed} needed"),
        "themes": _("{counted} of {total} themes with interest, {needed} needed"),
    }
    broadly = {
        "dimensions": _("{counted} of {total} dimensions with broad interest, {needed} needed"),
        "themes": _("{counted} of {total} themes with broad interest, {needed} needed"),
    }
    group = str(condition.count)
    template = broadly[group] if condition.level == "broad" else templates[group]
    return template.format(counted=counted, total=found.total, needed=number(condition.at_least or 0))
