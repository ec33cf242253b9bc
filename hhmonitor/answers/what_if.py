"""Before and after, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import (
    Block,
    Content,
    Heading,
    Items,
    Market,
    Paragraph,
    Row,
    Table,
    content,
)
from hhmonitor.answers.conditions import asked_text
from hhmonitor.answers.marks import badge, outcome_mark
from hhmonitor.answers.names import market_name
from hhmonitor.answers.requirements import condition_text, requirement_text
from hhmonitor.answers.words import category_word, input_label, value_word
from hhmonitor.engine import RequirementResult
from hhmonitor.language import _, ngettext
from hhmonitor.language.numbers import listing
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.differences import category_of
from hhmonitor.questions.what_if import Changed, Setting, VariantResult, settable


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The list before and after the settings, and the markets asked about."""

    before: Classification
    after: Classification
    settings: Sequence[Setting]
    changed: Sequence[Changed]


def what_would_change(otherwise: Otherwise) -> Answer:
    """The markets before and after the settings."""
    return Answer(
        "what-if",
        _("What if"),
        lambda: _blocks(otherwise),
        data=lambda: _data(otherwise),
        rows=lambda: _records(otherwise.changed),
    )


def _data(otherwise: Otherwise) -> dict[str, Any]:
    before, after = otherwise.before, otherwise.after
    return {
        "criteria": before.criteria.id,
        "as_of": before.as_of.isoformat(),
        "settings": [{"market": one.market, "path": one.path, "value": one.value} for one in otherwise.settings],
        "markets": [
            {
                "code": one.before.code,
                "name": market_name(one.before.market),
                "moves": one.moves,
                "before": _result(one.before),
                "after": _result(one.after),
                "requirements": [
                    {
                        "category": now.category,
                        "id": now.requirement.id,
                        "strength": now.strength,
                        "before": {
                            "outcome": was.outcome,
                            "text": requirement_text(was, one.before.inputs, before.criteria),
                        },
                        "after": {
                            "outcome": now.outcome,
                            "text": requirement_text(now, one.after.inputs, after.criteria),
                        },
                    }
                    for was, now in one.requirements
                ],
                "variants": [
                    {
                        "id": now.variant,
                        "before": {
                            "outcome": was.outcome,
                            "text": condition_text(was.when, was.found, one.before.inputs, before.criteria),
                        },
                        "after": {
                            "outcome": now.outcome,
                            "text": condition_text(now.when, now.found, one.after.inputs, after.criteria),
                        },
                    }
                    for was, now in one.variants
                ],
            }
            for one in otherwise.changed
        ],
    }


def _result(one: Classified) -> dict[str, Any]:
    return {
        "category": one.category,
        "rule_category": one.assessment.rule_category,
        "possible": list(one.assessment.possible),
        "determined": one.assessment.determined,
        "candidate": one.assessment.candidate,
    }


def _records(changed: Sequence[Changed]) -> Rows:
    """A record for each market."""
    return Rows(
        ("market", "before", "after", "possible_before", "possible_after", "moves"),
        tuple(
            (
                one.before.code,
                one.before.assessment.rule_category,
                one.after.assessment.rule_category,
                " ".join(one.before.assessment.possible),
                " ".join(one.after.assessment.possible),
                one.moves,
            )
            for one in changed
        ),
    )


def _blocks(otherwise: Otherwise) -> Iterator[Block]:
    before, after, changed = otherwise.before, otherwise.after, otherwise.changed
    yield Heading(_("What if"), 1)
    several = len({one.market for one in otherwise.settings if one.market is not None}) > 1
    yield Items([_setting(one, before, name_market=several) for one in otherwise.settings])
    if len(changed) == 1:
        yield from _one(before, after, changed[0])
    else:
        yield from _many(before, after, changed)


def _setting(one: Setting, before: Classification, *, name_market: bool) -> str:
    """A setting in words where it is an input of a market, and as typed."""
    criteria = before.criteria
    if one.path not in settable(criteria):
        return f"{one.path} = {one.value}"
    label = _("themes") if one.path == "themes" else input_label(criteria, one.path)
    if name_market and one.market is not None:
        label = f"{market_name(before.project.market(one.market))}: {label}"
    return f"{label}: {value_word(one.value)} ({one.path})"


def _one(before: Classification, after: Classification, one: Changed) -> Iterator[Block]:
    was, now = one.before.assessment, one.after.assessment
    yield Heading(f"{market_name(one.before.market)} ({one.before.code})")
    yield Table(
        ["", _("now"), _("then")],
        [
            [
                _("category by the rules"),
                badge(before.criteria, was.rule_category),
                badge(after.criteria, now.rule_category),
            ],
            [_("possible"), _words(was.possible), _words(now.possible)],
            [_("candidate for"), was.candidate or "–", now.candidate or "–"],
        ],
        _("Before and after"),
    )
    if one.before.by_decision:
        yield Paragraph(
            _("A decision in force puts the market in {category}, whatever the rules give.").format(
                category=category_word(one.before.category)
            )
        )
    yield Heading(_("The requirements that change"))
    rows: list[list[str | Content]] = [
        [now.category, _told(was, one.before, before.criteria), _told(now, one.after, after.criteria)]
        for was, now in one.requirements
    ]
    rows += [
        [now.variant, _variant(was, one.before, before.criteria), _variant(now, one.after, after.criteria)]
        for was, now in one.variants
    ]
    if not rows:
        yield Paragraph(_("No requirement changes: the categories do not ask for this, or it is so already."))
        return
    yield Table([_("category"), _("now"), _("then")], rows, _("The requirements that change"))
    yield from _within_category(one, after.criteria)


def _within_category(one: Changed, criteria: Criteria) -> Iterator[Block]:
    """That the market stays in its category and changes variant, and by what."""
    was, now = one.before.assessment.rule_category, one.after.assessment.rule_category
    category = category_of(criteria, now)
    if was == now or category is None or category is not category_of(criteria, was):
        return
    asked = [
        _("{variant} asks for {asked}").format(variant=result.variant, asked=asked_text(result.when, criteria))
        for _was, result in one.variants
        if result.variant in category.outcomes
    ]
    if asked:
        text = _("Category {category} remains; within it the market goes from {was} to {now}, because {asked}.")
        yield Paragraph(text.format(category=category.id, was=was, now=now, asked=listing(asked)))


def _variant(result: VariantResult, one: Classified, criteria: Criteria) -> Content:
    text = condition_text(result.when, result.found, one.inputs, criteria)
    return content([outcome_mark(result.outcome), f" {text}"])


def _told(result: RequirementResult, one: Classified, criteria: Criteria) -> Content:
    return content([outcome_mark(result.outcome), f" {requirement_text(result, one.inputs, criteria)}"])


def _words(categories: Sequence[str]) -> str:
    return ", ".join(map(category_word, categories))


def _many(before: Classification, after: Classification, changed: Sequence[Changed]) -> Iterator[Block]:
    moving = [one for one in changed if one.moves]
    text = ngettext("{number} of {total} markets changes.", "{number} of {total} markets change.", len(moving))
    yield Paragraph(text.format(number=len(moving), total=len(changed)))
    if not moving:
        return
    rows = [
        Row(
            [
                Market(market_name(one.before.market), one.before.code),
                _from_to(before.criteria, one.before),
                _from_to(after.criteria, one.after),
                _reasons(one, after.criteria),
            ]
        )
        for one in moving
    ]
    yield Table([_("market"), _("now"), _("then"), _("because of")], rows, _("The markets that change"))
    yield Paragraph(
        _("Between brackets: what else is possible. Categories are by the rules, decisions aside."), "legend"
    )


def _from_to(criteria: Criteria, one: Classified) -> Content:
    """The rules' category, and between brackets what else is possible."""
    rule = one.assessment.rule_category
    others = [category for category in one.assessment.possible if category != rule]
    return content([badge(criteria, rule), f" ({_words(others)})" if others else ""])


def _reasons(one: Changed, criteria: Criteria) -> Content:
    """The requirements and variants whose outcome turned, in words."""
    turned = dict.fromkeys(_turned(one, criteria))
    return tuple(part for number, told in enumerate(turned) for part in content(["; " if number else "", told]))


def _turned(one: Changed, criteria: Criteria) -> Iterator[Content]:
    for was, now in one.requirements:
        if was.outcome != now.outcome:
            yield content([f"{now.category}: ", _told(now, one.after, criteria)])
    for before, after in one.variants:
        if before.outcome != after.outcome:
            yield content([f"{after.variant}: ", _variant(after, one.after, criteria)])
