"""How sure the categories are, in every form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.chances import bar, chance_word
from hhmonitor.answers.console import as_text, available_width
from hhmonitor.answers.document import READABLE_WIDTH, Grid, Heading, Paragraph, Part, as_markdown, for_terminal
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import by_name
from hhmonitor.answers.words import category_word, input_label, input_word
from hhmonitor.engine import NONE
from hhmonitor.language import _
from hhmonitor.language.numbers import listing, percent
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.robustness import Robustness, ValueOfInformation

FORMATS = ("table", "json", "csv", "markdown")

ROOM_FOR_WORTH = 110
"""Columns from which on the table of all markets says what is most worth knowing of each."""

SHOWN = 8
"""How many inputs are shown by their worth for one market."""


def rendered(
    classification: Classification, found: Sequence[Robustness], form: str, wrong_source: tuple[str, Robustness] | None
) -> str:
    """The markets in one of ``FORMATS``; ``wrong_source`` is a source taken to be wrong, and how it is otherwise."""
    match form:
        case "json":
            return as_json(classification, found, wrong_source)
        case "csv":
            return as_csv(found)
        case "markdown":
            return as_markdown(_Told(classification, wide=True).parts(found, wrong_source))
        case _:
            width = available_width()
            told = _Told(classification, wide=width >= ROOM_FOR_WORTH)
            if len(found) == 1:
                width = min(READABLE_WIDTH, width)
            return as_text(*for_terminal(told.parts(found, wrong_source)), width=width)


def as_json(
    classification: Classification, found: Sequence[Robustness], wrong_source: tuple[str, Robustness] | None = None
) -> str:
    """The exact chances as the nearest numbers a computer has; nothing else is rounded."""
    document: dict[str, Any] = {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "assumption": assumption(classification.criteria),
        "markets": [_market(classification, one) for one in found],
    }
    if wrong_source is not None:
        document["if_source_wrong"] = wrong_source[0]
        document["otherwise"] = _market(classification, wrong_source[1])
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _market(classification: Classification, one: Robustness) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": market_name(classification.project.market(one.code)),
        "rule_category": one.rule_category,
        "stability": float(one.stability),
        "most_probable": list(one.most_probable),
        "probabilities": {category: float(chance) for category, chance in one.probabilities.items()},
        "inputs": [{"path": worth.path, "worth": float(worth.worth)} for worth in one.inputs],
        "members": [{"code": worth.member, "path": worth.path, "worth": float(worth.worth)} for worth in one.members],
    }


def as_csv(found: Sequence[Robustness]) -> str:
    """A line for each market and category."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["market", "rule_category", "stability", "category", "probability"])
    for one in found:
        for category, chance in one.probabilities.items():
            writer.writerow([one.code, one.rule_category, float(one.stability), category, float(chance)])
    return text.getvalue()


def assumption(criteria: Criteria) -> str:
    """What the chances rest on, to be said wherever they are shown."""
    rates = criteria.error_rates
    independent = _("The inputs are taken to be independent of each other, which they are not quite.")
    if rates is None:
        return independent + " " + _("The criteria name no error rates: judgements are taken to be right.")
    return (
        independent
        + " "
        + _(
            "A judgement is taken to be wrong with a chance of {high}, {medium} or {low}, for high, medium and low "
            "confidence; an unknown has each of its possible values with equal chance. The chances are counted, not "
            "drawn."
        ).format(high=percent(rates.high), medium=percent(rates.medium), low=percent(rates.low))
    )


class _Told:
    """Tells of robustness in the language in use."""

    def __init__(self, classification: Classification, *, wide: bool) -> None:
        self._classification = classification
        self._criteria = classification.criteria
        self._wide = wide

    def parts(self, found: Sequence[Robustness], wrong_source: tuple[str, Robustness] | None) -> Iterator[Part]:
        if len(found) == 1:
            yield from self._one(found[0], wrong_source)
        else:
            yield from self._all(found)
        yield Paragraph("\n" + assumption(self._criteria) + " " + _("Decisions are left aside."))

    def _all(self, found: Sequence[Robustness]) -> Iterator[Part]:
        yield Heading(_("How sure the categories are"), 1)
        header = [_("market"), _("rules"), _("chance that the rules' category is the true one"), _("other categories")]
        if self._wide:
            header.append(_("most worth knowing"))
        rows = []
        for one in sorted(found, key=lambda one: (-one.stability, by_name(self._classification[one.code]))):
            row = [
                market_name(self._classification.project.market(one.code)),
                category_word(one.rule_category),
                f"{bar(one.stability, 20 if self._wide else 10)} {chance_word(one.stability):>4}",
                self._others(one),
            ]
            rows.append([*row, self._first(one)] if self._wide else row)
        yield Grid(header, rows)
        if not self._wide:
            yield Paragraph("\n" + _("A wider window shows what is most worth knowing of each market too."))
        elsewhere = [one for one in found if one.rule_category not in one.most_probable]
        if elsewhere:
            names = [market_name(self._classification.project.market(one.code)) for one in elsewhere]
            yield Paragraph(
                "\n"
                + _("Another category than the rules' is the most probable one for {markets}.").format(
                    markets=listing(names)
                )
            )

    def _others(self, one: Robustness) -> str:
        """The other categories that have some chance, the likeliest first."""
        others = sorted(
            ((chance, category) for category, chance in one.probabilities.items() if category != one.rule_category),
            key=lambda pair: -pair[0],
        )
        told = [
            f"{category_word(category)} {chance_word(chance)}"
            for chance, category in others
            if chance >= _WORTH_TELLING
        ]
        return "  ".join([*told, _tie(one)] if len(one.most_probable) > 1 else told)

    def _first(self, one: Robustness) -> str:
        if not one.inputs or not one.inputs[0].worth:
            return ""
        first = one.inputs[0]
        return f"{chance_word(first.worth)} {input_label(self._criteria, first.path)}"

    def _one(self, one: Robustness, wrong_source: tuple[str, Robustness] | None) -> Iterator[Part]:
        market = self._classification.project.market(one.code)
        yield Heading(_("How sure the category of {market} is").format(market=f"{market_name(market)} ({one.code})"), 1)
        if wrong_source is not None:
            yield Paragraph(
                _("If source {source} is wrong: what rests on it alone is taken to be unknown.").format(
                    source=wrong_source[0]
                )
            )
        if one.rule_category == NONE:
            sentence = _("By the rules no category takes the market; the chance that this is right is {chance}.")
        else:
            sentence = _("By the rules the category is {category}; the chance that this is the true one is {chance}.")
        yield Paragraph(sentence.format(category=one.rule_category, chance=chance_word(one.stability)))
        before = wrong_source[1].probabilities if wrong_source else None
        header = [_("category"), "", _("chance"), *([_("otherwise")] if before else ())]
        rows = []
        for category, chance in one.probabilities.items():
            row = [category_word(category), bar(chance, 30), chance_word(chance)]
            rows.append([*row, chance_word(before[category])] if before else row)
        yield Grid(header, rows)
        if len(one.most_probable) > 1:
            yield Paragraph(_tie(one))
        yield from self._inputs(one)

    def _inputs(self, one: Robustness) -> Iterator[Part]:
        yield Heading(_("What is most worth knowing"))
        worthy = [worth for worth in one.inputs if worth.worth]
        if not worthy:
            yield Paragraph(_("No single input, once known for certain, changes the most probable category."))
            return
        yield Paragraph(_("The chance that learning the true value of the input changes the most probable category:"))
        yield Grid([_("input"), _("now"), "", _("worth")], [self._row(one, worth) for worth in worthy[:SHOWN]])
        rest = len(one.inputs) - len(worthy)
        if rest:
            text = _("Of {number} other uncertain inputs none changes it by itself; together with others they may.")
            yield Paragraph(text.format(number=rest))
        lists = [worth for worth in one.inputs if worth.path.startswith("priority_lists.")]
        if len(lists) > 1 and any(worth.worth for worth in lists):
            yield Paragraph(hanging_together())
        if one.members:
            yield Heading(_("Of which member"))
            rows = [self._row(one, worth) for worth in one.members[:SHOWN]]
            yield Grid([_("input"), _("now"), "", _("worth")], rows)

    def _row(self, one: Robustness, worth: ValueOfInformation) -> list[str]:
        code = worth.member or one.code
        inputs = self._classification.inputs(code)
        label = input_label(self._criteria, worth.path)
        if worth.member:
            label = f"{market_name(self._classification.project.market(code))}: {label}"
        now = input_word(inputs.by_path[worth.path]) if worth.path in inputs.by_path else _("unknown")
        return [label, now, bar(worth.worth, 10), chance_word(worth.worth)]


def hanging_together() -> str:
    """Why a list that decides nothing by itself can still be worth knowing."""
    return _(
        "The lists are nested: to learn of one is to learn something of another, and so a list that decides nothing by "
        "itself can be worth knowing."
    )


def _tie(one: Robustness) -> str:
    return _("tie of {categories}").format(categories=listing([category_word(name) for name in one.most_probable]))


_WORTH_TELLING = 0.005
"""The least chance of a category that is told in the table of all markets."""
