"""The criteria made ready to assign categories (``docs/semantics.md``, *Category* and *Unknowns*)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hhmonitor.engine.assessment import Assessment, Found, Outcome, RequirementResult, Strength
from hhmonitor.engine.diagram import Diagram
from hhmonitor.engine.expressions import count_of, expression
from hhmonitor.engine.space import components, united, worst_case
from hhmonitor.engine.states import Encoding, Mask, State, Test
from hhmonitor.inputs.space import Input, MarketInputs, Value
from hhmonitor.model.criteria import Category, Condition, Criteria, Requirement

NONE = "none"
"""The category of a market that no category takes."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition made ready: ``test`` on a mask, ``support`` the questions that it asks."""

    test: Test
    support: Mask


@dataclass(frozen=True, slots=True)
class _Rule:
    """A requirement made ready, with its smallest conditions."""

    category: str
    requirement: Requirement
    strength: Strength
    asked: _Asked
    leaves: tuple[tuple[Condition, _Asked], ...]


@dataclass(frozen=True, slots=True)
class _Category:
    definition: Category
    requires: tuple[_Rule, ...]
    prefers: tuple[_Rule, ...]
    keep: tuple[_Asked, ...]
    variants: tuple[tuple[str, Test | None], ...]

    def required(self, mask: Mask) -> bool:
        return all(rule.asked.test(mask) for rule in self.requires)

    def preferred(self, mask: Mask) -> bool:
        return all(rule.asked.test(mask) for rule in self.prefers)

    def outcome(self, mask: Mask) -> str:
        """The variant that takes a market of this category, or the category itself."""
        for name, when in self.variants:
            if when is None or when(mask):
                return name
        return self.variants[-1][0] if self.variants else self.definition.id


class Ruleset:
    """A set of criteria made ready to assign categories.

    Every category, count and list comes from the criteria; nothing of theirs is written here.
    """

    def __init__(self, criteria: Criteria) -> None:
        self.criteria = criteria
        sizes = {
            "health_system": len(criteria.health_system),
            "dimensions": len(criteria.dimensions),
            "themes": len(criteria.themes),
        }
        self.encoding = Encoding(map(expression, _conditions(criteria)), sizes)
        self._categories = tuple(map(self._prepare, criteria.categories))
        self._rules = tuple(rule for one in self._categories for rule in (*one.requires, *one.prefers))
        self._by_mask: dict[Mask, str] = {}
        self._diagrams: dict[tuple[Mask, tuple[tuple[Mask, ...], ...]], Diagram] = {}
        self._by_state: dict[State, str] = {}

    def _prepare(self, category: Category) -> _Category:
        return _Category(
            category,
            tuple(self._rule(category, one, "required") for one in category.requires),
            tuple(self._rule(category, one, "preferred") for one in category.prefers),
            tuple(map(self._ask, category.keep)),
            tuple(
                (one.id, self.encoding.test(expression(one.when)) if one.when else None) for one in category.variants
            ),
        )

    def _rule(self, category: Category, requirement: Requirement, strength: Strength) -> _Rule:
        leaves = tuple((leaf, self._ask(leaf)) for leaf in requirement.leaves())
        return _Rule(category.id, requirement, strength, self._ask(requirement), leaves)

    def _ask(self, condition: Condition) -> _Asked:
        whole = expression(condition)
        return _Asked(self.encoding.test(whole), self.encoding.support(whole))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Every category a market can have to its place, 0 for the best; ``none`` is the last."""
        return {outcome: place for place, outcome in enumerate((*self.criteria.outcomes, NONE))}

    def ranked(self, categories: Iterable[str]) -> tuple[str, ...]:
        """Categories from best to worst."""
        return tuple(sorted(categories, key=self.order.__getitem__))

    def rank(self, category: str) -> int:
        """The rank of a category, 0 for the best; variants of one category share theirs. ``none`` comes last."""
        return self._ranks.get(category, len(self.criteria.categories))

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {
            name: place
            for place, category in enumerate(self.criteria.categories)
            for name in (category.id, *category.outcomes)
        }

    def category(self, values: Mapping[str, Value]) -> str:
        """The category of a completion: a value for the path of every input."""
        state = self.encoding.state(values)
        found = self._by_state.get(state)
        if found is None:
            found = self._by_state[state] = self.category_of(self.encoding.mask(state))
        return found

    def category_of(self, mask: Mask) -> str:
        """The category of a completion, by the mask of the questions it answers yes."""
        found = self._by_mask.get(mask)
        if found is None:
            found = self._by_mask[mask] = self._decide(mask)
        return found

    def _decide(self, mask: Mask) -> str:
        last = self._categories[-1]
        for one in self._categories:
            # In the last category a preference that fails adds a remark and no more.
            if one.required(mask) and (one is last or one.preferred(mask)):
                return one.outcome(mask)
        return NONE

    def diagram(self, fixed: Mask, parts: Sequence[Sequence[Mask]]) -> Diagram:
        """The categories of all completions that add one mask of each part to ``fixed``; leaves are places in order."""
        key = (fixed, tuple(map(tuple, parts)))
        found = self._diagrams.get(key)
        if found is None:
            order = self.order
            found = self._diagrams[key] = Diagram(lambda mask: order[self.category_of(mask)], fixed, parts)
        return found

    def rule_category(self, inputs: MarketInputs) -> str:
        """The category of the least favourable completion."""
        return self.category_of(self._lowest(inputs))

    def candidate(self, mask: Mask) -> str | None:
        """The best category above a completion's own whose requirements all hold: only a preference stands between."""
        rank = self.rank(self.category_of(mask))
        for one in self._categories[:rank]:
            if one.required(mask):
                return one.outcome(mask)
        return None

    def keeps(self, category: str, inputs: MarketInputs) -> bool | None:
        """Whether the least favourable completion stays within the ``keep`` bounds of a category.

        None where the category has no such bounds.
        """
        rank = self.rank(category)
        bounds = self._categories[rank].keep if rank < len(self._categories) else ()
        if not bounds:
            return None
        lowest = self._lowest(inputs)
        return all(bound.test(lowest) for bound in bounds)

    def _lowest(self, inputs: MarketInputs) -> Mask:
        return worst_case(self.encoding, inputs.blocks)

    def assess(self, inputs: MarketInputs) -> Assessment:
        """The category of a market with its reasons, over all completions of its inputs."""
        blocks = inputs.blocks
        parts = components(self.encoding, blocks)
        lowest = self._lowest(inputs)
        return Assessment(
            rule_category=self.category_of(lowest),
            possible=self.ranked({self.category_of(mask) for mask in united(parts)}),
            candidate=self.candidate(lowest),
            requirements=tuple(_result(rule, parts, inputs) for rule in self._rules),
        )

    def outcome(self, condition: Condition, inputs: MarketInputs) -> Outcome:
        """Whether a condition of the criteria holds for a market in all completions, in none, or in some."""
        return _outcome(self._ask(condition), components(self.encoding, inputs.blocks))

    def found(self, condition: Condition, inputs: MarketInputs) -> tuple[Found, ...]:
        """What is found in a market for each leaf of a condition of the criteria."""
        parts = components(self.encoding, inputs.blocks)
        return tuple(_found(leaf, _outcome(self._ask(leaf), parts), inputs) for leaf in condition.leaves())


def _result(rule: _Rule, parts: list[set[Mask]], inputs: MarketInputs) -> RequirementResult:
    outcome = _outcome(rule.asked, parts)
    if rule.requirement.parts:
        found = tuple(_found(leaf, _outcome(asked, parts), inputs) for leaf, asked in rule.leaves)
    else:
        found = (_found(rule.requirement, outcome, inputs),)
    return RequirementResult(rule.category, rule.requirement, rule.strength, outcome, found)


def _outcome(asked: _Asked, parts: list[set[Mask]]) -> Outcome:
    """Met where the test holds in all completions, not met where in none, else unknown."""
    answers = {asked.test(mask) for mask in united({mask & asked.support for mask in part} for part in parts)}
    if len(answers) == 2:
        return "unknown"
    return "met" if answers.pop() else "not_met"


def _found(leaf: Condition, outcome: Outcome, inputs: MarketInputs) -> Found:
    if leaf.count is None:
        return Found(leaf, outcome)
    values = count_of(leaf).values
    group: Mapping[str, Input] = getattr(inputs, leaf.count)
    surely = sum(values.issuperset(one.possible) for one in group.values())
    at_most = sum(not values.isdisjoint(one.possible) for one in group.values())
    return Found(leaf, outcome, surely, at_most, len(group))


def _conditions(criteria: Criteria) -> Iterator[Condition]:
    for category in criteria.categories:
        yield from category.requires
        yield from category.prefers
        yield from category.keep
        yield from (variant.when for variant in category.variants if variant.when is not None)
