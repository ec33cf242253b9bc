"""The rules once more, as slowly and plainly as the specification reads: every completion is tried.

Nothing of the engine is used here but the shape of its inputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from hhmonitor.inputs import MarketInputs
from hhmonitor.model import Condition, Criteria

Completion = Mapping[str, str | Fraction]

ORDERS = {
    "health_system": ["negative", "mixed", "positive"],
    "dimensions": ["none", "specific", "broad"],
    "themes": ["none", "specific", "broad"],
    "sector_interest": ["none", "incidental", "specific", "broad"],
}


def completions(inputs: MarketInputs) -> Iterator[Completion]:
    """Every way in which the unknowns of a market can fall; the least favourable one comes first."""
    for choice in product(*(block.alternatives for block in inputs.blocks)):
        yield {
            path: value
            for block, values in zip(inputs.blocks, choice, strict=True)
            for path, value in zip(block.paths, values, strict=True)
        }


def holds(condition: Condition, at: Completion) -> bool:
    """Whether a condition holds for a completion."""
    if condition.any_of is not None:
        return any(holds(part, at) for part in condition.any_of)
    if condition.all_of is not None:
        return all(holds(part, at) for part in condition.all_of)
    if condition.negated is not None:
        return not holds(condition.negated, at)
    if condition.count is not None:
        return len(_counting(condition, at)) >= int(condition.at_least or 0)
    if condition.characteristic is not None:
        return all(_reaches("health_system", at[f"health_system.{k}"], v) for k, v in condition.characteristic.items())
    if condition.dimension is not None:
        return all(_reaches("dimensions", at[f"dimensions.{k}"], v) for k, v in condition.dimension.items())
    if condition.theme is not None:
        return all(_reaches("themes", at[f"themes.{k}"], v) for k, v in condition.theme.items())
    if condition.sector_interest is not None:
        return _reaches("sector_interest", at["sector_interest"], condition.sector_interest)
    if condition.trend is not None:
        return at["trend"] in condition.trend or (at["trend"] == "declining" and "stable" in condition.trend)
    if condition.priority_list is not None:
        return at[f"priority_lists.{condition.priority_list}"] == "in"
    if condition.attache is not None:
        return at[f"attaches.{condition.attache}"] == "yes"
    value = at[f"indicators.{condition.indicator}"]
    assert isinstance(value, Fraction)
    return (condition.at_least is None or value >= condition.at_least) and (
        condition.at_most is None or value <= condition.at_most
    )


def _counting(condition: Condition, at: Completion) -> set[str]:
    """The inputs that a count counts."""
    group = str(condition.count)
    lowest = "positive" if group == "health_system" else condition.level or "specific"
    return {path for path, value in at.items() if path.startswith(f"{group}.") and _reaches(group, value, lowest)}


def _reaches(group: str, value: str | Fraction, needed: str) -> bool:
    order = ORDERS[group]
    return order.index(str(value)) >= order.index(needed)


def category(criteria: Criteria, at: Completion) -> str:
    """Down the categories in order."""
    for one in criteria.categories:
        last = one is criteria.categories[-1]
        if all(holds(requirement, at) for requirement in one.requires) and (
            last or all(holds(preference, at) for preference in one.prefers)
        ):
            for variant in one.variants:
                if variant.when is None or holds(variant.when, at):
                    return variant.id
            return one.variants[-1].id if one.variants else one.id
    return "none"


def outcome(condition: Condition, all_completions: Sequence[Completion]) -> str:
    """Met in all completions, not met in any, else unknown."""
    answers = {holds(condition, at) for at in all_completions}
    return "unknown" if len(answers) == 2 else "met" if answers.pop() else "not_met"


def smallest(condition: Condition) -> Iterator[Condition]:
    """What a condition comes down to, in the order of the file."""
    if condition.negated is not None:
        yield from smallest(condition.negated)
    elif condition.any_of is None and condition.all_of is None:
        yield condition
    for part in (*(condition.any_of or ()), *(condition.all_of or ())):
        yield from smallest(part)


def counted(condition: Condition, every: Sequence[Completion]) -> tuple[int, int, int]:
    """How many inputs count in every completion and in some, and out of how many; noughts for what is no count."""
    if condition.count is None:
        return (0, 0, 0)
    each = [_counting(condition, at) for at in every]
    total = sum(path.startswith(f"{condition.count}.") for path in every[0])
    return (len(set.intersection(*each)), len(set.union(*each)), total)


def rule_category(criteria: Criteria, possible: set[str]) -> str:
    """The worst category; of variants of one the default, which is listed last, else the last listed that is there."""
    listed = [name for one in criteria.categories for name in [v.id for v in one.variants] or [one.id]]
    return max(possible, key=[*listed, "none"].index)


def candidate(criteria: Criteria, every: Sequence[Completion], worst: Completion) -> str | None:
    """The best category above the rules' of which nothing required could fail; the variant by the worst case."""
    own = rule_category(criteria, {category(criteria, at) for at in every})
    for one in criteria.categories:
        if own == one.id or own in [variant.id for variant in one.variants]:
            return None
        if all(holds(requirement, at) for requirement in one.requires for at in every):
            for variant in one.variants:
                if variant.when is None or holds(variant.when, worst):
                    return variant.id
            return one.variants[-1].id if one.variants else one.id
    return None


def worst_case(inputs: MarketInputs, every: Sequence[Completion]) -> Completion:
    """The lowest value of each input by itself."""

    def order(path: str, value: str | Fraction) -> tuple[int, Fraction]:
        scale = {
            **ORDERS,
            "trend": ["declining", "stable", "emerging"],
            "attaches": ["no", "yes"],
            "priority_lists": ["out", "in"],
        }.get(path.partition(".")[0])
        return (scale.index(str(value)), Fraction(0)) if scale else (0, Fraction(value))

    return {path: min((at[path] for at in every), key=lambda value: order(path, value)) for path in every[0]}
