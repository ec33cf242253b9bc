"""Why not another category, and how near: minimal changes and sufficient reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Content, Heading, Item, Items, Market, Paragraph, content
from hhmonitor.answers.decisions import decision_blocks
from hhmonitor.answers.marks import badge, outcome_mark
from hhmonitor.answers.membership import profiles_told
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import seen_from_the_rules
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.texts import filled
from hhmonitor.answers.words import category_word, input_label, input_word, place_in_source, value_word
from hhmonitor.engine import NONE, Found, RequirementResult
from hhmonitor.inputs import MarketInputs
from hhmonitor.language import _, ngettext, selected
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Criteria, in_language
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.differences import category_of, in_the_way
from hhmonitor.questions.minimal_change import MinimalChanges, Neighbourhood, Step, Way
from hhmonitor.questions.reasons import Kept, SufficientReason, sufficient_reasons

MOST_WAYS = 6
"""How many ways are told; there are seldom more than two."""


def why_not(classification: Classification, code: str, category: str) -> Answer:
    """Why the rules do not give a market this category, the smallest changes that would, and the decision on it.

    ``category`` is one of the criteria's, or a variant.
    """
    name = market_name(classification[code].market)
    return Answer(
        "explain-why-not",
        _("{market}: why not {category}").format(market=name, category=category),
        lambda: _blocks(classification, code, category),
        data=lambda: _data(classification, code, category),
    )


def _blocks(classification: Classification, code: str, category: str) -> Iterator[Block]:
    one = classification[code]
    yield Heading([Market(market_name(one.market), code), f" ({code})"], 1)
    yield from profiles_told(classification, [one])
    yield from why_not_blocks(classification, code, category)
    if one.decision is not None:
        yield from decision_blocks(one.decision, classification.criteria, one.market.language)


def why_not_blocks(classification: Classification, code: str, category: str) -> Iterator[Block]:
    """Why the rules do not give it, and nothing of a decision; what blocks is told as found and as needed."""
    one, criteria = classification[code], classification.criteria
    told = Explained(criteria, one.inputs)
    near = Neighbourhood(classification.ruleset, one.inputs)
    changes = near.up_to(category)
    # A member of a region is in no category by itself, so the rules' is all that there is.
    departs = one.region is None and one.category != one.assessment.rule_category and changes.size != 0
    heading = _("Why the rules do not give {category}") if departs else _("Why not {category}")
    yield Heading(filled(heading, category=badge(criteria, category)))
    if departs:
        yield Paragraph(seen_from_the_rules(one))
    if changes.size == 0:
        yield Paragraph(_given_already(one, criteria, near.category))
        return
    obstacles = _obstacles(one, criteria, category)
    if obstacles:
        yield Paragraph(_("This stands in the way:"))
        yield Items([_obstacle(result, one.inputs, criteria) for result in obstacles])
    if changes.beyond_reach:
        yield Paragraph(_("The smallest changes that lead there are too many to work out."))
    elif changes.size is None:
        yield Paragraph(_("No change of what an analyst judges leads there."))
    else:
        text = ngettext(
            "The smallest change that leads there is of {number} input:",
            "The smallest changes that lead there are of {number} inputs:",
            changes.size,
        )
        yield Paragraph(text.format(number=changes.size))
        yield Items(map(told.way, changes.ways[:MOST_WAYS]))
    by_lists = _by_lists(changes, Neighbourhood(classification.ruleset, one.inputs, lists=True).up_to(category))
    if by_lists:
        yield Paragraph(_("Beyond what an analyst can change, this would do it too:"))
        yield Items(map(told.way, by_lists[:MOST_WAYS]))


def _obstacles(one: Classified, criteria: Criteria, category: str) -> Sequence[RequirementResult]:
    definition = category_of(criteria, category)
    return in_the_way(one, criteria, definition.id) if definition else ()


def _given_already(one: Classified, criteria: Criteria, rule: str) -> Content:
    given = filled(_("The rules give {rule} already, which is as good or better."), rule=badge(criteria, rule))
    if not one.by_decision or one.category == one.assessment.rule_category:
        return given
    decided = _("But a decision puts the market in {category}.")
    return content([*given, " ", *filled(decided, category=badge(criteria, one.category))])


def _obstacle(result: RequirementResult, inputs: MarketInputs, criteria: Criteria) -> Item:
    text = requirement_text(result, inputs, criteria)
    if result.strength == "preferred":
        text = _("preferably: {text}").format(text=text)
    label = in_language(result.requirement.label, selected())
    name = ", ".join(part for part in (label, place_in_source(result.requirement.reference)) if part)
    details = [text for text in (name, *map(_short, result.found)) if text]
    if any(found.condition.priority_list for found in result.found):
        details.append(_("The list cannot be changed by an analyst: it is not made here."))
    return Item(text, outcome_mark(result.outcome), details)


def _short(found: Found) -> str:
    """How far a count is from what is needed."""
    missing = int(found.condition.at_least or 0) - found.surely
    if found.condition.count is None or missing <= 0:
        return ""
    return ngettext("{number} short", "{number} short", missing).format(number=number(missing))


def _by_lists(changes: MinimalChanges, with_lists: MinimalChanges) -> Sequence[Way]:
    """What a priority list would do, where that takes fewer changes or the only ones."""
    if changes.beyond_reach or with_lists.size is None:
        return ()
    if changes.size is not None and with_lists.size > changes.size:
        return ()
    return [way for way in with_lists.ways if any(map(_is_list, way.steps))]


def _is_list(step: Step) -> bool:
    return step.paths[0].startswith("priority_lists.")


def _data(classification: Classification, code: str, category: str) -> Mapping[str, Any]:
    """The same for programs: of each step so many of its inputs take the value that stands with them."""
    one, criteria = classification[code], classification.criteria
    changes = Neighbourhood(classification.ruleset, one.inputs).up_to(category)
    with_lists = Neighbourhood(classification.ruleset, one.inputs, lists=True).up_to(category)
    return {
        "criteria": criteria.id,
        "as_of": classification.as_of.isoformat(),
        "code": code,
        "category": category,
        "rule_category": one.assessment.rule_category,
        "given_already": changes.size == 0,
        "in_the_way": [
            {
                "id": result.requirement.id,
                "strength": result.strength,
                "outcome": result.outcome,
                "text": requirement_text(result, one.inputs, criteria),
            }
            for result in (_obstacles(one, criteria, category) if changes.size != 0 else ())
        ],
        "changes_needed": changes.size,
        "changes_beyond_reach": changes.beyond_reach,
        "ways": [_way_data(way) for way in changes.ways if way.steps],
        "ways_by_lists": [_way_data(way) for way in _by_lists(changes, with_lists)],
    }


def _way_data(way: Way) -> Mapping[str, Any]:
    steps = [{"number": step.number, "inputs": dict(zip(step.paths, step.values, strict=True))} for step in way.steps]
    return {"category": way.category, "steps": steps}


def losing_text(classification: Classification, code: str) -> str:
    """What would cost a market the category that the rules give it, in a sentence or two; empty where it has none."""
    one = classification[code]
    near = Neighbourhood(classification.ruleset, one.inputs)
    losses = near.losses()
    if losses is None:
        return ""
    category = category_word(near.category)
    if losses.beyond_reach:
        return _("The smallest changes that would cost it category {category} are too many to work out.").format(
            category=category
        )
    if losses.size is None:
        return _("No change of what an analyst judges would cost it category {category}.").format(category=category)
    told = Explained(classification.criteria, one.inputs)
    text = ngettext(
        "One change would cost it category {category}: {ways}.",
        "It would take {number} changes to cost it category {category}: {ways}.",
        losses.size,
    )
    ways = _("; or ").join(told.way(way) for way in losses.ways[:MOST_WAYS])
    return text.format(number=losses.size, category=category, ways=ways)


def sufficient_reason_text(classification: Classification, code: str) -> str:
    """The smallest part of the inputs that by itself fixes what the rules give, in a sentence or two."""
    one = classification[code]
    reasons = sufficient_reasons(classification.ruleset, one.inputs)
    possible = [category_word(category) for category in one.assessment.possible]
    told = Explained(classification.criteria, one.inputs)
    if reasons[0].size == 0:
        if not one.assessment.determined:
            return _("Nothing that is known of it rules a category out that another market could have.")
        return _("Whatever its inputs were, the rules would give {categories}.").format(categories=listing(possible))
    parts = told.reasons(reasons)
    if one.assessment.determined:
        template = (
            _("This alone is enough for no category to take it, whatever all else were: {reason}.")
            if possible == [category_word(NONE)]
            else _("This alone is enough for {categories}, whatever all else were: {reason}.")
        )
    else:
        template = _("This alone leaves no other categories than {categories}, whatever all else were: {reason}.")
    return template.format(categories=listing(possible), reason=parts)


class Explained:
    """Changes and reasons of one market in words."""

    def __init__(self, criteria: Criteria, inputs: MarketInputs) -> None:
        self._criteria = criteria
        self._inputs = inputs

    def way(self, way: Way) -> str:
        """All steps of one way."""
        return _(" and ").join(map(self._step, way.steps))

    def _step(self, step: Step) -> str:
        if len(step.paths) == 1:
            return self._move(step.paths[0], step.values[0])
        values = set(step.values)
        if len(values) > 1:
            moves = [self._move(path, value) for path, value in zip(step.paths, step.values, strict=True)]
            return self._any(step.number, moves)
        labels = [f"{self._label(path)} ({self._now(path)})" for path in step.paths]
        return _("{inputs} become {value}").format(
            inputs=self._any(step.number, labels), value=value_word(values.pop())
        )

    def _move(self, path: str, value: str) -> str:
        if path.startswith("priority_lists."):
            template = _("being on the list “{input}”") if value == "in" else _("not being on the list “{input}”")
            return template.format(input=self._label(path))
        template = _("{input} from {now} to {value}")
        return template.format(input=self._label(path), now=self._now(path), value=value_word(value))

    def reasons(self, reasons: Sequence[SufficientReason]) -> str:
        """What all reasons have in common, and then in what they differ."""
        common = [part for part in reasons[0].parts if all(part in reason.parts for reason in reasons)]
        texts = [self._kept(part) for part in common]
        if len(reasons) > 1:
            rests = [
                [self._kept(part) for part in reason.parts if part not in common] for reason in reasons[:MOST_WAYS]
            ]
            texts.append(_("and one of these: {parts}").format(parts=_("; or ").join(map(_(" with ").join, rests))))
        return "; ".join(texts)

    def _kept(self, kept: Kept) -> str:
        words = [_(" or ").join(map(value_word, values)) for values in kept.possible]
        if len(set(words)) == 1 and words[0] and len(kept.paths) > 1:
            return f"{self._any(kept.number, [self._label(path) for path in kept.paths])}: {words[0]}"
        labels = [
            f"{self._label(path)}: {word}" if word else self._label(path)
            for path, word in zip(kept.paths, words, strict=True)
        ]
        return self._any(kept.number, labels)

    def _any(self, wanted: int, labels: Sequence[str]) -> str:
        """So many of some things: any of them, or all."""
        if wanted == len(labels):
            return listing(labels)
        return _("any {number} of these {total} ({inputs})").format(
            number=wanted, total=len(labels), inputs=", ".join(labels)
        )

    def _label(self, path: str) -> str:
        return input_label(self._criteria, path)

    def _now(self, path: str) -> str:
        return input_word(self._inputs.by_path[path])
