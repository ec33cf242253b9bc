"""Which requirements stand between a market and a category."""

from __future__ import annotations

from hhmonitor.engine import RequirementResult
from hhmonitor.model import Criteria
from hhmonitor.model.criteria import Category
from hhmonitor.questions.classification import Classified


def category_of(criteria: Criteria, outcome: str) -> Category | None:
    """The category that an outcome such as ``IIIa`` is of; none for ``none``."""
    for category in criteria.categories:
        if outcome == category.id or outcome in category.outcomes:
            return category
    return None


def results_of(one: Classified, category: Category) -> tuple[RequirementResult, ...]:
    """What was found for each requirement of a category, in the order of the criteria."""
    return tuple(result for result in one.assessment.requirements if result.category == category.id)


def in_the_way(one: Classified, criteria: Criteria, outcome: str) -> tuple[RequirementResult, ...]:
    """The requirements of a category that are not surely met; the last category's preferences stand in no one's way."""
    category = category_of(criteria, outcome)
    if category is None:
        return ()
    last = category is criteria.categories[-1]
    return tuple(
        result
        for result in results_of(one, category)
        if result.outcome != "met" and not (last and result.strength == "preferred")
    )


def difference(one: Classified, criteria: Criteria, other: str) -> tuple[RequirementResult, ...]:
    """What makes the difference between the rules' category and another one.

    Where the other is better: its requirements that are not surely met. Where it is worse, or a variant of the same
    category: none, for everything that the rules' category asks is met.
    """
    ours, theirs = category_of(criteria, one.assessment.rule_category), category_of(criteria, other)
    if theirs is None or ours is theirs:
        return ()
    order = list(criteria.categories)
    better = ours is None or order.index(theirs) < order.index(ours)
    return in_the_way(one, criteria, other) if better else ()


def next_better(criteria: Criteria, outcome: str) -> Category | None:
    """The category one up from an outcome; none above the best."""
    category = category_of(criteria, outcome)
    place = len(criteria.categories) if category is None else criteria.categories.index(category)
    return criteria.categories[place - 1] if place > 0 else None


def better_in_force(one: Classified, criteria: Criteria) -> str | None:
    """The category in force, where the rules give a worse one; none for a member of a region, which has none itself.

    Variants of one category are as good as each other.
    """
    if one.region is not None:
        return None
    order = list(criteria.categories)
    ours, theirs = category_of(criteria, one.assessment.rule_category), category_of(criteria, one.category)
    if theirs is None or (ours is not None and order.index(ours) <= order.index(theirs)):
        return None
    return one.category
