"""Why not another category, and how near: minimal changes and sufficient reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hhmonitor.answers.console import as_text, available_width
from hhmonitor.answers.decisions import decision_parts
from hhmonitor.answers.document import READABLE_WIDTH, Heading, Items, Paragraph, Part, for_terminal
from hhmonitor.answers.marks import OUTCOME_MARKS
from hhmonitor.answers.reasons import seen_from_the_rules
from hhmonitor.answers.requirements import requirement_text
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


def why_not_as_text(classification: Classification, code: str, category: str) -> str:
    """Why the rules do not give a market this category, and the smallest changes that would, for the terminal."""
    parts = why_not_with_decision(classification, code, category)
    return as_text(*for_terminal(parts), width=min(READABLE_WIDTH, available_width()))


def why_not_with_decision(classification: Classification, code: str, category: str) -> Iterator[Part]:
    """The same as parts of a document, and after what the rules say the decision that departs from it."""
    yield from why_not_parts(classification, code, category)
    decision = classification[code].decision
    if decision is not None:
        yield from decision_parts(decision)


def why_not_parts(classification: Classification, code: str, category: str) -> Iterator[Part]:
    """Why the rules do not give it, and nothing of a decision.

    ``category`` is one of the criteria's, or a variant. What blocks is told with what was found and what is needed.
    """
    one, criteria = classification[code], classification.criteria
    told = Explained(criteria, one.inputs)
    near = Neighbourhood(classification.ruleset, one.inputs)
    changes = near.up_to(category)
    departs = one.category != one.assessment.rule_category and changes.size != 0
    heading = _("Why the rules do not give {category}") if departs else _("Why not {category}")
    yield Heading(heading.format(category=category))
    if departs:
        yield Paragraph(seen_from_the_rules(one))
    if changes.size == 0:
        yield Paragraph(" ".join(_given_already(one, category_word(near.category))))
        return
    definition = category_of(criteria, category)
    obstacles = in_the_way(one, criteria, definition.id) if definition else []
    if obstacles:
        yield Paragraph(_("This stands in the way:"))
        yield Items([_obstacle(result, one.inputs, criteria) for result in obstacles])
    if changes.size is None:
        yield Paragraph("\n" + _("No change of what an analyst judges leads there."))
    else:
        text = ngettext(
            "The smallest change that leads there is of {number} input:",
            "The smallest changes that lead there are of {number} inputs:",
            changes.size,
        )
        yield Paragraph("\n" + text.format(number=changes.size))
        yield Items([("", told.way(way), []) for way in changes.ways[:MOST_WAYS]])
    by_lists = Neighbourhood(classification.ruleset, one.inputs, lists=True).up_to(category)
    yield from _by_lists(changes, by_lists, told)


def _given_already(one: Classified, rule: str) -> Iterator[str]:
    yield _("The rules give {rule} already, which is as good or better.").format(rule=rule)
    if one.by_decision and one.category != one.assessment.rule_category:
        yield _("But a decision puts the market in {category}.").format(category=category_word(one.category))


def _obstacle(result: RequirementResult, inputs: MarketInputs, criteria: Criteria) -> tuple[str, str, list[str]]:
    text = requirement_text(result, inputs, criteria)
    if result.strength == "preferred":
        text = _("preferably: {text}").format(text=text)
    label = in_language(result.requirement.label, selected())
    details = [", ".join(part for part in (label, place_in_source(result.requirement.reference)) if part)]
    details += [text for text in map(_short, result.found) if text]
    if any(found.condition.priority_list for found in result.found):
        details.append(_("The list cannot be changed by an analyst: it is not made here."))
    return OUTCOME_MARKS[result.outcome], text, details


def _short(found: Found) -> str:
    """How far a count is from what is needed."""
    missing = int(found.condition.at_least or 0) - found.surely
    if found.condition.count is None or missing <= 0:
        return ""
    return ngettext("{number} short", "{number} short", missing).format(number=number(missing))


def _by_lists(changes: MinimalChanges, by_lists: MinimalChanges, told: Explained) -> Iterator[Part]:
    """What a priority list would do, where that takes fewer changes or the only ones."""
    if by_lists.size is None or (changes.size is not None and by_lists.size > changes.size):
        return
    ways = [way for way in by_lists.ways if any(_is_list(step) for step in way.steps)]
    if ways:
        yield Paragraph("\n" + _("Beyond what an analyst can change, this would do it too:"))
        yield Items([("", told.way(way), []) for way in ways[:MOST_WAYS]])


def _is_list(step: Step) -> bool:
    return step.paths[0].startswith("priority_lists.")


def losing_text(classification: Classification, code: str) -> str:
    """What would cost a market the category that the rules give it, in a sentence or two; empty where it has none."""
    one = classification[code]
    near = Neighbourhood(classification.ruleset, one.inputs)
    losses = near.losses()
    if losses is None:
        return ""
    category = category_word(near.category)
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
