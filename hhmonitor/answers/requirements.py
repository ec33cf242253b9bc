"""Requirements in words: what was found, and what was needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from hhmonitor.answers.conditions import bound_text, enclosed
from hhmonitor.answers.words import input_label, input_word, list_word, unit_word, value_word
from hhmonitor.engine import Found, Outcome, RequirementResult
from hhmonitor.inputs import MarketInputs
from hhmonitor.language import _
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Condition, Criteria


def requirement_text(result: RequirementResult, inputs: MarketInputs, criteria: Criteria) -> str:
    """A requirement as it was held against a market, such as “4 of 6 characteristics positive, 4 needed”."""
    return condition_text(result.requirement, result.found, inputs, criteria)


def condition_text(condition: Condition, found: Iterable[Found], inputs: MarketInputs, criteria: Criteria) -> str:
    """A condition with what was ``found`` for each of its leaves, in their order."""
    return _text(condition, iter(found), inputs, criteria)


def brief_text(result: RequirementResult, inputs: MarketInputs, criteria: Criteria) -> str:
    """What was found for a requirement that is met, in a few words, such as “4 of 6 characteristics”."""
    counts = [found for found in result.found if found.condition.count is not None]
    if counts and not result.requirement.parts:
        return _brief_count(counts[0])
    held = [_brief_leaf(found, inputs) for found in result.found if found.outcome == "met"]
    return ", ".join(text for text in held if text) or requirement_text(result, inputs, criteria)


def _brief_count(found: Found) -> str:
    templates = {
        "health_system": _("{counted} of {total} characteristics"),
        "dimensions": _("{counted} of {total} dimensions"),
        "themes": _("{counted} of {total} themes"),
    }
    return templates[str(found.condition.count)].format(counted=_counted(found), total=found.total)


def _brief_leaf(found: Found, inputs: MarketInputs) -> str:
    condition = found.condition
    if condition.priority_list is not None:
        return list_word(condition.priority_list)
    if condition.sector_interest is not None:
        return _("interest {value}").format(value=input_word(inputs.sector_interest))
    return ""


def _text(condition: Condition, found: Iterator[Found], inputs: MarketInputs, criteria: Criteria) -> str:
    if condition.negated is not None and not condition.negated.parts:
        return _leaf(next(found), inputs, criteria, wanted=False)
    if condition.negated is not None:
        return _("not: {condition}").format(condition=_part(condition.negated, found, inputs, criteria))
    if condition.all_of is not None:
        return _("; and ").join(_part(part, found, inputs, criteria) for part in condition.all_of)
    if condition.any_of is not None:
        return _alternatives(condition.any_of, found, inputs, criteria)
    return _leaf(next(found), inputs, criteria)


def _part(condition: Condition, found: Iterator[Found], inputs: MarketInputs, criteria: Criteria) -> str:
    """A condition within another, so that nobody has to guess which of its parts belong together."""
    return enclosed(condition, _text(condition, found, inputs, criteria))


def _alternatives(parts: Sequence[Condition], found: Iterator[Found], inputs: MarketInputs, criteria: Criteria) -> str:
    """Conditions of which one suffices: those that hold, or all where none surely does."""
    texts, holding = [], []
    for part in parts:
        leaves = [next(found) for _leaf_of_part in part.leaves()]
        texts.append(_part(part, iter(leaves), inputs, criteria))
        wanted = "not_met" if part.negated is not None else "met"
        if len(leaves) == 1 and leaves[0].outcome == wanted:
            holding.append(texts[-1])
    return listing(holding) if holding else _("; or ").join(texts)


def _leaf(found: Found, inputs: MarketInputs, criteria: Criteria, *, wanted: bool = True) -> str:
    """A smallest condition; ``wanted`` is false where the criteria ask that it does not hold."""
    condition = found.condition
    if condition.count is not None:
        return counted_text(condition, _counted(found), number(condition.at_least or 0), criteria, wanted=wanted)
    return leaf_text(condition, found.outcome, lambda path: input_word(inputs.by_path[path]), criteria, wanted=wanted)


def leaf_text(
    condition: Condition, outcome: Outcome, value: Callable[[str], str], criteria: Criteria, *, wanted: bool
) -> str:
    """A smallest condition that counts nothing, with its outcome and the ``value`` of each input as a word."""
    if condition.priority_list is not None:
        return _on_list(condition, outcome, criteria, wanted=wanted)
    if condition.indicator is not None:
        return _figure(condition, outcome, criteria, wanted=wanted)
    return ", ".join(
        _("{label}: {value}, needed: {needed}").format(
            label=input_label(criteria, path),
            value=value(path),
            needed=needed if wanted else _other_than(path, needed),
        )
        for path, needed in _asked(condition)
    )


def _other_than(path: str, asked: str) -> str:
    """What is needed where the criteria ask that an input does not have a value, or on a scale not even that much."""
    if path == "trend" or path.startswith("attaches."):
        return _("not {value}").format(value=asked)
    return _("less than {value}").format(value=asked)


def _on_list(condition: Condition, outcome: Outcome, criteria: Criteria, *, wanted: bool) -> str:
    label = input_label(criteria, f"priority_lists.{condition.priority_list}")
    text = {
        "met": _("on the list “{label}”"),
        "not_met": _("not on the list “{label}”"),
        "unknown": _("not known whether on the list “{label}”"),
    }[outcome].format(label=label)
    return text if wanted else _("{found}, needed: {needed}").format(found=text, needed=value_word("out"))


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


def _figure(condition: Condition, outcome: Outcome, criteria: Criteria, *, wanted: bool) -> str:
    definition = criteria.indicators[str(condition.indicator)]
    bounds = [
        template.format(bound=bound_text(bound), unit=unit_word(definition.unit))
        for template, bound in (
            (_("at least {bound} {unit}"), condition.at_least),
            (_("at most {bound} {unit}"), condition.at_most),
        )
        if bound is not None
    ]
    word = {"met": _("yes"), "not_met": _("no"), "unknown": _("unknown")}[outcome]
    label = input_label(criteria, f"indicators.{condition.indicator}")
    text = _("{label} {bounds}: {outcome}").format(label=label, bounds=_(" and ").join(bounds), outcome=word)
    return text if wanted else _("{found}, needed: {needed}").format(found=text, needed=value_word("no"))


def counted_text(condition: Condition, counted: str, bound: str, criteria: Criteria, *, wanted: bool) -> str:
    """A count as found, a range where inputs are unknown, with the bound that is put to it."""
    group = str(condition.count)
    specific = {
        "health_system": _("{counted} of {total} characteristics positive, {needed} needed"),
        "dimensions": _("{counted} of {total} dimensions with interest, {needed} needed"),
        "themes": _("{counted} of {total} themes with interest, {needed} needed"),
    }
    templates = {
        "none": specific
        | {
            "dimensions": _("{counted} of {total} dimensions at any level, {needed} needed"),
            "themes": _("{counted} of {total} themes at any level, {needed} needed"),
        },
        "broad": specific
        | {
            "dimensions": _("{counted} of {total} dimensions with broad interest, {needed} needed"),
            "themes": _("{counted} of {total} themes with broad interest, {needed} needed"),
        },
    }
    template = templates.get(condition.level or "specific", specific)[group]
    needed = bound if wanted else _("fewer than {bound}").format(bound=bound)
    return template.format(counted=counted, total=len(getattr(criteria, group)), needed=needed)


def _counted(found: Found) -> str:
    """A count, or the range that unknown inputs leave."""
    if found.surely == found.at_most:
        return str(found.surely)
    return f"{found.surely}–{found.at_most}"
