"""How sure the categories are, and what is most worth knowing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Code, Column, Heading, Market, Paragraph, Row, Table
from hhmonitor.answers.chances import chance_number, chance_word, gauge
from hhmonitor.answers.marks import badge
from hhmonitor.answers.membership import profiles_told
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import by_name
from hhmonitor.answers.words import category_word, input_label, input_word
from hhmonitor.engine import NONE
from hhmonitor.language import _
from hhmonitor.language.numbers import listing, percent
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.robustness import Robustness, ValueOfInformation

SHOWN = 8
"""How many inputs are shown by their worth for one market."""

_WORTH_TELLING = 0.005
"""The least chance of a category that is told in the table of all markets."""

WrongSource = tuple[str, Robustness]
"""A source taken to be wrong, and how sure the category is otherwise."""


def how_sure(
    classification: Classification, found: Sequence[Robustness], wrong_source: WrongSource | None = None
) -> Answer:
    """How sure the categories of these markets are."""
    return Answer(
        "robustness",
        _("How sure the categories are"),
        lambda: _blocks(classification, found, wrong_source),
        data=lambda: _data(classification, found, wrong_source),
        rows=lambda: _records(found),
    )


def _data(
    classification: Classification, found: Sequence[Robustness], wrong_source: WrongSource | None
) -> dict[str, Any]:
    """The exact chances as the nearest numbers a computer has; nothing else is rounded."""
    data: dict[str, Any] = {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "assumption": assumption(classification.criteria),
        "markets": [_market(classification, one) for one in found],
    }
    if wrong_source is not None:
        data["if_source_wrong"] = wrong_source[0]
        data["otherwise"] = _market(classification, wrong_source[1])
    return data


def _market(classification: Classification, one: Robustness) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": market_name(classification.project.market(one.code)),
        "region_category": classification.region_category(one.code),
        "rule_category": one.rule_category,
        "stability": float(one.stability),
        "most_probable": list(one.most_probable),
        "probabilities": {category: float(chance) for category, chance in one.probabilities.items()},
        "inputs": [{"path": worth.path, "worth": float(worth.worth)} for worth in one.inputs],
        "members": [{"code": worth.member, "path": worth.path, "worth": float(worth.worth)} for worth in one.members],
    }


def _records(found: Sequence[Robustness]) -> Rows:
    """A record for each market and category."""
    return Rows(
        ("market", "rule_category", "stability", "category", "probability"),
        tuple(
            (one.code, one.rule_category, float(one.stability), category, float(chance))
            for one in found
            for category, chance in one.probabilities.items()
        ),
    )


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


def _blocks(
    classification: Classification, found: Sequence[Robustness], wrong_source: WrongSource | None
) -> Iterator[Block]:
    if len(found) == 1:
        yield from _one(classification, found[0], wrong_source)
    else:
        yield from _all(classification, found)
        yield from profiles_told(classification, (classification[one.code] for one in found))
    yield Paragraph(assumption(classification.criteria) + " " + _("Decisions are left aside."), "quiet")


def _all(classification: Classification, found: Sequence[Robustness]) -> Iterator[Block]:
    yield Heading(_("How sure the categories are"), 1)
    yield Table(
        [
            _("market"),
            Column(_("rules"), scale="category"),
            _("chance that the rules' category is the true one"),
            _("other categories"),
            Column(_("most worth knowing"), wide=True),
        ],
        [
            Row(
                [
                    Market(_name(classification, one.code), one.code),
                    badge(classification.criteria, one.rule_category),
                    gauge(one.stability),
                    _others(one),
                    _first(classification.criteria, one),
                ]
            )
            for one in sorted(found, key=lambda one: (-one.stability, by_name(classification[one.code])))
        ],
        _("How sure the categories are"),
    )
    elsewhere = [one for one in found if one.rule_category not in one.most_probable]
    if elsewhere:
        yield Paragraph(
            _("Another category than the rules' is the most probable one for {markets}.").format(
                markets=listing([_name(classification, one.code) for one in elsewhere])
            )
        )


def _name(classification: Classification, code: str) -> str:
    return market_name(classification.project.market(code))


def _others(one: Robustness) -> str:
    """The other categories that have some chance, the likeliest first."""
    others = sorted(
        ((chance, category) for category, chance in one.probabilities.items() if category != one.rule_category),
        key=lambda pair: -pair[0],
    )
    told = [
        f"{category_word(category)} {chance_word(chance)}" for chance, category in others if chance >= _WORTH_TELLING
    ]
    return "; ".join([*told, _tie(one)] if len(one.most_probable) > 1 else told)


def _first(criteria: Criteria, one: Robustness) -> str:
    """The input that is most worth knowing, with its worth."""
    if not one.inputs or not one.inputs[0].worth:
        return ""
    first = one.inputs[0]
    return f"{chance_word(first.worth)} {input_label(criteria, first.path)}"


def _one(classification: Classification, one: Robustness, wrong_source: WrongSource | None) -> Iterator[Block]:
    name = f"{_name(classification, one.code)} ({one.code})"
    profile = classification[one.code].profile
    heading = _("How sure the category of {market} is") if profile is None else _("How sure the profile of {market} is")
    yield Heading(heading.format(market=name), 1)
    yield from profiles_told(classification, [classification[one.code]])
    if wrong_source is not None:
        before, _gap, after = _(
            "If source {source} is wrong: what rests on it alone is taken to be unknown."
        ).partition("{source}")
        yield Paragraph([before, Code(wrong_source[0]), after])
    if profile is not None and one.rule_category == NONE:
        sentence = _("By its profile no category would take it; the chance that this is right is {chance}.")
    elif profile is not None:
        sentence = _("By its profile it would be {category}; the chance that this is right is {chance}.")
    elif one.rule_category == NONE:
        sentence = _("By the rules no category takes the market; the chance that this is right is {chance}.")
    else:
        sentence = _("By the rules the category is {category}; the chance that this is the true one is {chance}.")
    yield Paragraph(sentence.format(category=one.rule_category, chance=chance_word(one.stability)))
    yield _chances(classification.criteria, one, wrong_source)
    if len(one.most_probable) > 1:
        yield Paragraph(_tie(one))
    yield from _inputs(classification, one)


def _chances(criteria: Criteria, one: Robustness, wrong_source: WrongSource | None) -> Table:
    """The chance of each category, and what it is otherwise."""
    otherwise = wrong_source[1].probabilities if wrong_source else None
    columns = [Column(_("category"), scale="category"), Column(_("chance"))]
    if otherwise:
        columns.append(Column(_("otherwise"), numeric=True))
    return Table(
        columns,
        [
            Row(
                [
                    badge(criteria, category),
                    gauge(chance),
                    *([chance_number(otherwise[category])] if otherwise else ()),
                ]
            )
            for category, chance in one.probabilities.items()
        ],
        _("The chance of each category"),
    )


def _inputs(classification: Classification, one: Robustness) -> Iterator[Block]:
    yield Heading(_("What is most worth knowing"))
    worthy = [worth for worth in one.inputs if worth.worth]
    if not worthy:
        yield Paragraph(_("No single input, once known for certain, dethrones a category that is most probable now."))
        return
    yield Paragraph(
        _(
            "The chance that learning the true value of the input dethrones a category that is most probable now: one "
            "that was among the most probable no longer is; a newcomer that only ties changes nothing."
        )
    )
    yield _worths(classification, one, worthy, _("What is most worth knowing"))
    rest = len(one.inputs) - len(worthy)
    if rest:
        text = _("Of {number} other uncertain inputs none changes it by itself; together with others they may.")
        yield Paragraph(text.format(number=rest))
    lists = [worth for worth in one.inputs if worth.path.startswith("priority_lists.")]
    nested = any(one.includes for one in classification.criteria.priority_lists.values())
    if nested and len(lists) > 1 and any(worth.worth for worth in lists):
        yield Paragraph(hanging_together())
    if one.members:
        yield Heading(_("Of which member"))
        yield _worths(classification, one, one.members, _("Of which member"))


def _worths(classification: Classification, one: Robustness, worths: Sequence[ValueOfInformation], title: str) -> Table:
    rows = [_worth(classification, one, worth) for worth in worths[:SHOWN]]
    return Table([_("input"), _("now"), _("worth")], rows, title, kind="worth")


def _worth(classification: Classification, one: Robustness, worth: ValueOfInformation) -> Row:
    code = worth.member or one.code
    inputs = classification.inputs(code)
    label = input_label(classification.criteria, worth.path)
    if worth.member:
        label = f"{_name(classification, code)}: {label}"
    now = input_word(inputs.by_path[worth.path]) if worth.path in inputs.by_path else _("unknown")
    return Row([label, now, gauge(worth.worth)])


def hanging_together() -> str:
    """Why a list that decides nothing by itself can still be worth knowing."""
    return _(
        "The lists are nested: to learn of one is to learn something of another, and so a list that decides nothing by "
        "itself can be worth knowing."
    )


def _tie(one: Robustness) -> str:
    return _("tie of {categories}").format(categories=listing([category_word(name) for name in one.most_probable]))
