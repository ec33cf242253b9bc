"""Why a market has its category, in a few words and in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hhmonitor.answers.names import market_name
from hhmonitor.answers.requirements import brief_text, requirement_text
from hhmonitor.answers.words import category_label, category_word, input_word
from hhmonitor.engine import NONE
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing
from hhmonitor.model import Criteria, in_language
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.differences import category_of, difference, in_the_way, next_better, results_of


def short_reason(one: Classified, criteria: Criteria) -> str:
    """A few words for a table: what the category rests on, or what a decision departs from."""
    rule = one.assessment.rule_category
    if one.region is not None:
        return _("profile {category}: {reason}").format(category=category_word(rule), reason=_in_brief(one, criteria))
    if one.stays_in is not None:
        return _("kept in it; {reason}").format(reason=_below(one, criteria))
    if not one.by_decision:
        return _in_brief(one, criteria)
    if one.category == rule:
        return _("decision confirms the rules: {reason}").format(reason=_in_brief(one, criteria))
    return _below(one, criteria)


def _below(one: Classified, criteria: Criteria) -> str:
    """What the rules give instead of the category assigned, and why."""
    rule = one.assessment.rule_category
    template = _("no category by the rules: {reason}") if rule == NONE else _("the rules give {category}: {reason}")
    return template.format(category=category_word(rule), reason=what_differs(one, criteria, one.category))


def what_differs(one: Classified, criteria: Criteria, other: str) -> str:
    """What makes the difference between the rules' category and another, in words."""
    rule = one.assessment.rule_category
    results = difference(one, criteria, other)
    if results:
        return "; ".join(requirement_text(result, one.inputs, criteria) for result in results)
    if category_of(criteria, rule) is category_of(criteria, other):
        return _("trend {trend}").format(trend=input_word(one.inputs.trend))
    return _in_brief(one, criteria)


def _in_brief(one: Classified, criteria: Criteria) -> str:
    """What the rules' category rests on, in a few words; what no category can do without, where none takes it."""
    category = category_of(criteria, one.assessment.rule_category)
    if category is None:
        return _what_is_met(one, criteria)
    met = [result for result in results_of(one, category) if result.outcome == "met"]
    return ", ".join(brief_text(result, one.inputs, criteria) for result in met)


def _what_is_met(one: Classified, criteria: Criteria) -> str:
    category = category_of(criteria, one.assessment.rule_category)
    if category is None:
        last = criteria.categories[-1]
        missing = in_the_way(one, criteria, last.id)
        return "; ".join(requirement_text(result, one.inputs, criteria) for result in missing)
    met = [result for result in results_of(one, category) if result.outcome == "met"]
    return "; ".join(requirement_text(result, one.inputs, criteria) for result in met)


def justification(one: Classified, criteria: Criteria) -> str:
    """One paragraph in the language in use: the category, what it rests on, and what is open."""
    return " ".join(_sentences(one, criteria))


def two_sentences(one: Classified, criteria: Criteria) -> str:
    """The category and the first thing to know of it, for a reader in a hurry."""
    return " ".join(islice(_sentences(one, criteria), 2))


def _sentences(one: Classified, criteria: Criteria) -> Iterator[str]:
    name = market_name(one.market)
    if one.by_decision:
        assert one.decision is not None
        decision = one.decision.decision
        yield _("{market} is in category {category} by a decision of {who} ({date}).").format(
            market=name,
            category=named(criteria, one.category),
            who=in_language(decision.decided_by, selected()),
            date=date_text(decision.date),
        )
        if one.decision.overdue:
            yield _("The decision was to be reviewed by {date}.").format(
                date=date_text(decision.review_by or "unknown")
            )
        yield _by_the_rules(one, criteria)
    elif one.kept is not None:
        yield _("{market} stays in category {category}, which the criteria do not let it leave yet.").format(
            market=name, category=named(criteria, one.kept)
        )
        yield _by_the_rules(one, criteria)
    elif one.region is not None:
        yield _profile(one, criteria)
    else:
        yield _by_reason(one, criteria, name)
    yield from _above(one, criteria)
    yield from _open(one)


def _by_reason(one: Classified, criteria: Criteria, name: str) -> str:
    """The category by the rules and why; of a category that asks nothing there is no why."""
    rule, reason = one.assessment.rule_category, _what_is_met(one, criteria)
    if rule == NONE:
        template = _("No category takes {market}: {reason}.") if reason else _("No category takes {market}.")
    elif reason:
        template = _("{market} is in category {category}: {reason}.")
    else:
        template = _("{market} is in category {category}.")
    return template.format(market=name, category=named(criteria, rule), reason=reason)


def _profile(one: Classified, criteria: Criteria) -> str:
    """What the rules would give a member of a region, were it to stand alone."""
    name, rule = market_name(one.market), one.assessment.rule_category
    if rule == NONE:
        text = _("{market} is a member of a region; by its profile no category would take it: {reason}.")
    else:
        text = _("{market} is a member of a region; by its profile it would be {category}: {reason}.")
    return text.format(market=name, category=named(criteria, rule), reason=_what_is_met(one, criteria))


def _by_the_rules(one: Classified, criteria: Criteria) -> str:
    """What the rules say beside a decision."""
    rule, reason = one.assessment.rule_category, _what_is_met(one, criteria)
    if rule == one.category:
        template = (
            _("The rules give the same category: {reason}.") if reason else _("The rules give the same category.")
        )
    elif rule == NONE:
        template = (
            _("By the rules no category takes it: {reason}.") if reason else _("By the rules no category takes it.")
        )
    else:
        template = (
            _("By the rules it would be {category}: {reason}.") if reason else _("By the rules it would be {category}.")
        )
    return template.format(category=named(criteria, rule), reason=reason)


def profile_text(one: Classified) -> str:
    """What the rules would give a member of a region, were it to stand alone."""
    text = _("profile by the rules: {category}").format(category=category_word(one.assessment.rule_category))
    if one.assessment.determined:
        return text
    possible = listing([category_word(category) for category in one.assessment.possible])
    return _("{profile} (possible: {categories})").format(profile=text, categories=possible)


def seen_from_the_rules(one: Classified) -> str:
    """What the rules give now where another category is in force, said before what would move the market."""
    rule = one.assessment.rule_category
    if rule == NONE:
        text = _(
            "By the rules the market is now in no category, while {category} is in force; this is seen from there."
        )
    else:
        text = _("By the rules the market is now in {rule}, while {category} is in force; this is seen from there.")
    return text.format(rule=category_word(rule), category=category_word(one.category))


def _above(one: Classified, criteria: Criteria) -> Iterator[str]:
    """What keeps the market out of the category one up."""
    above = next_better(criteria, one.assessment.rule_category)
    if above is None or one.assessment.rule_category == NONE:
        return
    obstacles = in_the_way(one, criteria, above.id)
    texts = "; ".join(requirement_text(result, one.inputs, criteria) for result in obstacles)
    if texts:
        yield _("For category {category} this stands in the way: {obstacles}.").format(
            category=above.id, obstacles=texts
        )
    if one.assessment.candidate is not None:
        yield _("It is a candidate for category {category}: only a preference keeps it out.").format(
            category=one.assessment.candidate
        )


def _open(one: Classified) -> Iterator[str]:
    if one.assessment.determined:
        return
    words = [category_word(category) for category in one.assessment.possible]
    yield _("What is not known leaves these categories possible: {categories}.").format(categories=listing(words))


def named(criteria: Criteria, category: str) -> str:
    """A category with what it is called, such as “II (interest from specific perspectives)”."""
    label = category_label(criteria, category)
    word = category_word(category)
    return f"{word} ({label})" if label else word
