"""The criteria made ready to assign categories (``docs/semantics.md``, *Category* and *Unknowns*)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hhmonitor.engine.assessment import Assessment, Found, Outcome, RequirementResult, Strength
from hhmonitor.engine.diagram import YES, Diagram, Leaf, Node
from hhmonitor.engine.expressions import count_of, expression
from hhmonitor.engine.space import Allowed, Space, worst_case
from hhmonitor.engine.states import Encoding, Mask, State, Test
from hhmonitor.inputs.space import Input, MarketInputs, Value
from hhmonitor.model.criteria import Category, Condition, Criteria, Requirement
from hhmonitor.model.walk import walk

NONE = "none"
"""The category of a market that no category takes."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition made ready: ``test`` on a mask, ``node`` in the diagram."""

    test: Test
    node: Node


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
    variants: tuple[tuple[str, _Asked | None], ...]

    def required(self, mask: Mask) -> bool:
        return all(rule.asked.test(mask) for rule in self.requires)

    def preferred(self, mask: Mask) -> bool:
        return all(rule.asked.test(mask) for rule in self.prefers)

    def outcome(self, mask: Mask) -> str:
        """The variant that takes a market of this category, or the category itself."""
        for name, when in self.variants:
            if when is None or when.test(mask):
                return name
        return self.variants[-1][0] if self.variants else self.definition.id


class Ruleset:
    """A set of criteria made ready to assign categories.

    Every category, count and list comes from the criteria; nothing of theirs is written here. What is asked of a
    market that is not wholly known is asked of ``diagram``, in which ``root`` stands for the category; it raises
    Intractable where criteria ask more than can be worked out exactly.
    """

    def __init__(self, criteria: Criteria) -> None:
        self.criteria = criteria
        sizes = {
            "health_system": len(criteria.health_system),
            "dimensions": len(criteria.dimensions),
            "themes": len(criteria.themes),
        }
        expressions = [expression(placed.condition) for placed in walk(criteria) if placed.category is not None]
        self.encoding = Encoding(expressions, sizes)
        self.space = Space(criteria, self.encoding, expressions)
        self.diagram = Diagram(len(self.order), self.space.widths)
        self._categories = tuple(map(self._prepare, criteria.categories))
        self._rules = tuple(rule for one in self._categories for rule in (*one.requires, *one.prefers))
        self._by_mask: dict[Mask, str] = {}
        self._by_state: dict[State, str] = {}

    def _prepare(self, category: Category) -> _Category:
        return _Category(
            category,
            tuple(self._rule(category, one, "required") for one in category.requires),
            tuple(self._rule(category, one, "preferred") for one in category.prefers),
            tuple(map(self._ask, category.keep)),
            tuple((one.id, self._ask(one.when) if one.when else None) for one in category.variants),
        )

    def _rule(self, category: Category, requirement: Requirement, strength: Strength) -> _Rule:
        leaves = tuple((leaf, self._ask(leaf)) for leaf in requirement.leaves())
        return _Rule(category.id, requirement, strength, self._ask(requirement), leaves)

    def _ask(self, condition: Condition) -> _Asked:
        whole = expression(condition)
        return _Asked(self.encoding.test(whole), self.space.node(self.diagram, whole))

    @cached_property
    def root(self) -> Node:
        """The category, as the place in ``order`` that the diagram leads to. Raises Intractable."""
        order, choice = self.order, self.diagram.choice
        below: Node = order[NONE]
        for one in reversed(self._categories):
            outcome: Node = order[one.variants[-1][0] if one.variants else one.definition.id]
            for name, when in reversed(one.variants):
                outcome = order[name] if when is None else choice(when.node, order[name], outcome)
            # In the last category a preference that fails adds a remark and no more.
            asked = one.requires if one is self._categories[-1] else (*one.requires, *one.prefers)
            below = choice(self.diagram.all_of(rule.asked.node for rule in asked), outcome, below)
        return below

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

    def possible(self, scenes: Sequence[Allowed]) -> tuple[str, ...]:
        """The categories over all completions, best first."""
        names = tuple(self.order)
        reached = {leaf for allowed in scenes for leaf in self.diagram.leaves_below(self.root, allowed)}
        return tuple(names[leaf] for leaf in sorted(reached))

    def rule_category(self, inputs: MarketInputs) -> str:
        """The worst category that is possible: what is proven, whatever the unknowns turn out to be."""
        return self._worst(self.possible(self.space.scenes(inputs.blocks)))

    def _worst(self, possible: Sequence[str]) -> str:
        """The worst of some categories; of variants of one the default, where it is there, else the last listed."""
        return max(possible, key=self._proven.__getitem__)

    def proven_order(self, category: str) -> tuple[int, int]:
        """What the worst of several categories is the greatest by."""
        return self._proven[category]

    @cached_property
    def _proven(self) -> Mapping[str, tuple[int, int]]:
        """Every category to its rank, and its place among the variants as they are listed."""
        places = {variant.id: place for one in self.criteria.categories for place, variant in enumerate(one.variants)}
        return {name: (self.rank(name), places.get(name, 0)) for name in self.order}

    def keeps(self, category: str, inputs: MarketInputs) -> bool | None:
        """Whether a market stays within the ``keep`` bounds of a category in every completion.

        None where the category has no such bounds.
        """
        rank = self.rank(category)
        bounds = self._categories[rank].keep if rank < len(self._categories) else ()
        if not bounds:
            return None
        scenes = self.space.scenes(inputs.blocks)
        return all(self._outcome(bound, scenes) == "met" for bound in bounds)

    def assess(self, inputs: MarketInputs) -> Assessment:
        """The category of a market with its reasons, over all completions of its inputs."""
        scenes = self.space.scenes(inputs.blocks)
        possible = self.possible(scenes)
        rule_category = self._worst(possible)
        results = tuple(self._result(rule, scenes, inputs) for rule in self._rules)
        return Assessment(rule_category, possible, self._candidate(rule_category, results, inputs), results)

    def _candidate(self, rule_category: str, results: Sequence[RequirementResult], inputs: MarketInputs) -> str | None:
        """The best category above the rules' of which all that is required holds in every completion."""
        unproven = {one.category for one in results if one.strength == "required" and one.outcome != "met"}
        for one in self._categories[: self.rank(rule_category)]:
            if one.definition.id not in unproven:
                return one.outcome(worst_case(self.encoding, inputs.blocks))
        return None

    def _result(self, rule: _Rule, scenes: Sequence[Allowed], inputs: MarketInputs) -> RequirementResult:
        outcome = self._outcome(rule.asked, scenes)
        if rule.requirement.parts:
            found = tuple(_found(leaf, self._outcome(asked, scenes), inputs) for leaf, asked in rule.leaves)
        else:
            found = (_found(rule.requirement, outcome, inputs),)
        return RequirementResult(rule.category, rule.requirement, rule.strength, outcome, found)

    def _outcome(self, asked: _Asked, scenes: Sequence[Allowed]) -> Outcome:
        """Met where the condition holds in all completions, not met where in none, else unknown."""
        answers: set[Leaf] = set()
        for allowed in scenes:
            answers |= self.diagram.leaves_below(asked.node, allowed)
            if len(answers) == 2:
                return "unknown"
        return "met" if answers == {YES} else "not_met"

    def outcome(self, condition: Condition, inputs: MarketInputs) -> Outcome:
        """Whether a condition of the criteria holds for a market in all completions, in none, or in some."""
        return self._outcome(self._ask(condition), self.space.scenes(inputs.blocks))

    def found(self, condition: Condition, inputs: MarketInputs) -> tuple[Found, ...]:
        """What is found in a market for each leaf of a condition of the criteria."""
        scenes = self.space.scenes(inputs.blocks)
        return tuple(_found(leaf, self._outcome(self._ask(leaf), scenes), inputs) for leaf in condition.leaves())


def _found(leaf: Condition, outcome: Outcome, inputs: MarketInputs) -> Found:
    if leaf.count is None:
        return Found(leaf, outcome)
    values = count_of(leaf).values
    group: Mapping[str, Input] = getattr(inputs, leaf.count)
    surely = sum(values.issuperset(one.possible) for one in group.values())
    at_most = sum(not values.isdisjoint(one.possible) for one in group.values())
    return Found(leaf, outcome, surely, at_most, len(group))
