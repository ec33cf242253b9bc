"""Before and after, side by side, in every form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.conditions import asked_text
from hhmonitor.answers.console import as_text, available_width
from hhmonitor.answers.document import Grid, Heading, Items, Paragraph, Part, as_markdown, for_terminal
from hhmonitor.answers.marks import OUTCOME_MARKS
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

FORMATS = ("table", "json", "csv", "markdown")


def rendered(
    before: Classification,
    after: Classification,
    settings: Sequence[Setting],
    changed: Sequence[Changed],
    form: str,
) -> str:
    """The markets before and after the settings, in one of ``FORMATS``."""
    match form:
        case "json":
            return _as_json(before, after, settings, changed)
        case "csv":
            return _as_csv(changed)
        case "markdown":
            return as_markdown(_parts(before, after, settings, changed))
        case _:
            parts = _parts(before, after, settings, changed)
            return as_text(*for_terminal(parts), width=available_width())


def _as_json(
    before: Classification, after: Classification, settings: Sequence[Setting], changed: Sequence[Changed]
) -> str:
    document = {
        "criteria": before.criteria.id,
        "as_of": before.as_of.isoformat(),
        "settings": [{"path": one.path, "value": one.value} for one in settings],
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
            for one in changed
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _result(one: Classified) -> dict[str, Any]:
    return {
        "category": one.category,
        "rule_category": one.assessment.rule_category,
        "possible": list(one.assessment.possible),
        "determined": one.assessment.determined,
        "candidate": one.assessment.candidate,
    }


def _as_csv(changed: Sequence[Changed]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["market", "before", "after", "possible_before", "possible_after", "moves"])
    for one in changed:
        was, now = one.before.assessment, one.after.assessment
        writer.writerow(
            [
                one.before.code,
                was.rule_category,
                now.rule_category,
                " ".join(was.possible),
                " ".join(now.possible),
                "yes" if one.moves else "no",
            ]
        )
    return text.getvalue()


def _parts(
    before: Classification, after: Classification, settings: Sequence[Setting], changed: Sequence[Changed]
) -> Iterator[Part]:
    yield Heading(_("What if"), 1)
    yield Items([("", _setting(one, before.criteria), []) for one in settings])
    if len(changed) == 1:
        yield from _one(before, after, changed[0])
    else:
        yield from _many(before, after, changed)


def _setting(one: Setting, criteria: Criteria) -> str:
    """A setting in words where it is an input of a market, and as typed."""
    if one.path not in settable(criteria):
        return f"{one.path} = {one.value}"
    label = _("themes") if one.path == "themes" else input_label(criteria, one.path)
    return f"{label}: {value_word(one.value)} ({one.path})"


def _one(before: Classification, after: Classification, one: Changed) -> Iterator[Part]:
    was, now = one.before.assessment, one.after.assessment
    yield Heading(f"{market_name(one.before.market)} ({one.before.code})")
    yield Grid(
        ["", _("now"), _("then")],
        [
            [_("category by the rules"), category_word(was.rule_category), category_word(now.rule_category)],
            [_("possible"), _words(was.possible), _words(now.possible)],
            [_("candidate for"), was.candidate or "–", now.candidate or "–"],
        ],
    )
    if one.before.by_decision:
        yield Paragraph(
            "\n"
            + _("A decision in force puts the market in {category}, whatever the rules give.").format(
                category=category_word(one.before.category)
            )
        )
    yield Heading(_("The requirements that change"))
    rows = [
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
    yield Grid([_("category"), _("now"), _("then")], rows)
    yield from _within_category(one, after.criteria)


def _within_category(one: Changed, criteria: Criteria) -> Iterator[Part]:
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
        yield Paragraph("\n" + text.format(category=category.id, was=was, now=now, asked=listing(asked)))


def _variant(result: VariantResult, one: Classified, criteria: Criteria) -> str:
    return f"{OUTCOME_MARKS[result.outcome]} {condition_text(result.when, result.found, one.inputs, criteria)}"


def _told(result: RequirementResult, one: Classified, criteria: Criteria) -> str:
    return f"{OUTCOME_MARKS[result.outcome]} {requirement_text(result, one.inputs, criteria)}"


def _words(categories: Sequence[str]) -> str:
    return ", ".join(map(category_word, categories))


def _many(before: Classification, after: Classification, changed: Sequence[Changed]) -> Iterator[Part]:
    moving = [one for one in changed if one.moves]
    text = ngettext("{number} of {total} markets changes.", "{number} of {total} markets change.", len(moving))
    yield Paragraph(text.format(number=len(moving), total=len(changed)))
    if not moving:
        return
    rows = [
        [
            market_name(one.before.market),
            _from_to(one.before),
            _from_to(one.after),
            "; ".join(dict.fromkeys(_reasons(one, after.criteria))),
        ]
        for one in moving
    ]
    yield Grid([_("market"), _("now"), _("then"), _("because of")], rows)
    yield Paragraph("\n" + _("Between brackets: what else is possible. Categories are by the rules, decisions aside."))


def _from_to(one: Classified) -> str:
    """The rules' category, and between brackets what else is possible."""
    rule = one.assessment.rule_category
    others = [category for category in one.assessment.possible if category != rule]
    return category_word(rule) + (f" ({_words(others)})" if others else "")


def _reasons(one: Changed, criteria: Criteria) -> Iterator[str]:
    """The requirements and variants whose outcome turned, in words."""
    for was, now in one.requirements:
        if was.outcome != now.outcome:
            yield f"{now.category}: {_told(now, one.after, criteria)}"
    for before, after in one.variants:
        if before.outcome != after.outcome:
            yield f"{after.variant}: {_variant(after, one.after, criteria)}"
