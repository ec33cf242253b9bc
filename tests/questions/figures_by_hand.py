"""What the figures of a market decide, and what missing ones leave possible, by trying many values of them.

Nothing of the program is used but the models: no cells, no powers, no elimination. Missing figures take every value of
a grid that has each bound, a little less and a little more, and what makes a product reach its bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod

from hhmonitor.model import Condition, Country, Criteria, Region

Values = tuple[object, ...]
Chances = dict[Values, Fraction]


def holds(condition: Condition, values: Mapping[str, Fraction]) -> bool:
    """SEMANTICS, *Figures*: bounds are inclusive."""
    if condition.negated is not None:
        return not holds(condition.negated, values)
    if condition.any_of is not None:
        return any(holds(part, values) for part in condition.any_of)
    if condition.all_of is not None:
        return all(holds(part, values) for part in condition.all_of)
    value = values[str(condition.indicator)]
    return (condition.at_least is None or value >= Fraction(condition.at_least)) and (
        condition.at_most is None or value <= Fraction(condition.at_most)
    )


def asked_by_categories(rules: Criteria) -> Iterator[Condition]:
    for one in rules.categories:
        whens = (variant.when for variant in one.variants if variant.when is not None)
        for condition in (*one.requires, *one.prefers, *one.keep, *whens):
            yield from (leaf for leaf in condition.leaves() if leaf.indicator is not None)


def factors(rules: Criteria, indicator: str) -> list[str]:
    """The base figures, each as often as it is a factor."""
    inner = rules.indicators[indicator].product_of
    return [base for one in inner for base in factors(rules, one)] if inner else [indicator]


@dataclass
class Figures:
    """What hangs on missing figures: the ``paths``, and the values that they can have together.

    ``chances`` are those of SEMANTICS, *Robustness*; ``beside`` has for each missing figure the sets of values that can
    be had by that figure alone, the others being what they are; ``learnt`` the chances for each of its cells;
    ``hanging`` are for each path the figures that are missing to know it.
    """

    paths: tuple[str, ...] = ()
    chances: Chances = field(default_factory=lambda: {(): Fraction(1)})
    beside: dict[str, set[frozenset[Values]]] = field(default_factory=dict)
    learnt: dict[str, list[Chances]] = field(default_factory=dict)
    hanging: dict[str, set[str]] = field(default_factory=dict)


def by_hand(rules: Criteria, market: Country | Region) -> tuple[dict[str, object], Figures]:
    """The inputs that the figures decide whatever the missing ones are, and the others."""
    leaves = list(asked_by_categories(rules))
    judged = {
        f"health_system.{name}": one.positive_when
        for name, one in rules.health_system.items()
        if market.health_system.get(name) == "indicators" and one.positive_when is not None
    }
    asked: dict[str, Condition | str] = {
        **judged,
        **{f"indicators.{leaf.indicator}": str(leaf.indicator) for leaf in leaves},
    }
    rules_of_figures = [one.positive_when for one in rules.health_system.values() if one.positive_when is not None]
    bounds = [*(leaf for one in rules_of_figures for leaf in one.leaves()), *leaves]
    given = {name: Fraction(list(one.values.values())[-1]) for name, one in market.indicators.items()}
    needs = {
        path: {str(leaf.indicator) for leaf in one.leaves()} if isinstance(one, Condition) else {one}
        for path, one in asked.items()
    }
    missing = sorted({base for names in needs.values() for name in names for base in factors(rules, name)} - set(given))

    def unknown(indicator: str) -> tuple[str, ...]:
        known = prod((given[base] for base in factors(rules, indicator) if base in given), start=Fraction(1))
        return tuple(sorted(base for base in factors(rules, indicator) if base not in given)) if known else ()

    worlds = []
    for choice in product(*_grid(rules, missing, given, bounds)):
        bases = {**given, **dict(zip(missing, choice, strict=True))}
        made = {name: factors(rules, name) for name in rules.indicators if set(factors(rules, name)) <= bases.keys()}
        worlds.append({name: prod((bases[one] for one in parts), start=Fraction(1)) for name, parts in made.items()})

    def cell(indicators: tuple[str, ...], world: Mapping[str, Fraction]) -> tuple[bool, ...]:
        """Where the figures, multiplied, lie between the bounds put to them."""
        told = []
        for leaf in bounds:
            if unknown(str(leaf.indicator)) == indicators:
                value = world[str(leaf.indicator)]
                told += [
                    leaf.at_least is None or value >= Fraction(leaf.at_least),
                    leaf.at_most is None or value <= Fraction(leaf.at_most),
                ]
        return tuple(told)

    standing_for: dict[tuple[str, tuple[bool, ...]], Fraction] = {}

    def value(path: str, world: Mapping[str, Fraction]) -> object:
        one = asked[path]
        if isinstance(one, Condition):
            return "positive" if holds(one, world) else "negative"
        told = tuple(holds(leaf, world) for leaf in leaves if leaf.indicator == one)
        return standing_for.setdefault((one, told), world[one])

    every = {path: {value(path, world) for world in worlds} for path in asked}
    known = {path: next(iter(values)) for path, values in every.items() if len(values) == 1}
    open_paths = tuple(path for path in asked if path not in known)
    if not open_paths:
        return known, Figures()
    figures_of = {path: {base for one in needs[path] for base in unknown(one)} for path in asked}
    relevant = _hanging(open_paths, figures_of)
    products = sorted({unknown(one) for path in asked for one in needs[path] if len(unknown(one)) > 1})

    def values(world: Mapping[str, Fraction]) -> Values:
        return tuple(value(path, world) for path in open_paths)

    by_cells: dict[tuple[object, ...], dict[tuple[object, ...], Values]] = {}
    for world in worlds:
        base = tuple(cell((name,), world) for name in missing)
        by_cells.setdefault(base, {})[tuple(cell(one, world) for one in products)] = values(world)
    chances: Chances = {}
    learnt: dict[str, dict[object, Chances]] = {name: {} for name in relevant}
    for base, reached in by_cells.items():
        for outcome in reached.values():
            chance = Fraction(1, len(by_cells) * len(reached))
            chances[outcome] = chances.get(outcome, Fraction(0)) + chance
            for name in relevant:
                own = learnt[name].setdefault(base[missing.index(name)], {})
                own[outcome] = own.get(outcome, Fraction(0)) + chance
    beside: dict[str, set[frozenset[Values]]] = {}
    for name in relevant:
        alike: dict[tuple[Fraction, ...], set[Values]] = {}
        for world in worlds:
            alike.setdefault(tuple(world[other] for other in missing if other != name), set()).add(values(world))
        beside[name] = set(map(frozenset, alike.values()))
    by_cell = {name: list(one.values()) for name, one in learnt.items()}
    return known, Figures(open_paths, chances, beside, by_cell, {path: figures_of[path] for path in open_paths})


def _hanging(paths: tuple[str, ...], figures_of: Mapping[str, set[str]]) -> list[str]:
    """The missing figures that paths hang on, and those that hang together with them by way of other paths."""
    figures: set[str] = set()
    following = {base for path in paths for base in figures_of[path]}
    while figures != following:
        figures = following
        following = figures.union(*(own for own in figures_of.values() if own & figures))
    return sorted(figures)


NEAR = Fraction(1, 1000)
FAR = Fraction(10) ** 9


def _grid(
    rules: Criteria, missing: list[str], given: Mapping[str, Fraction], bounds: list[Condition]
) -> list[list[Fraction]]:
    """Values of each missing figure: about each bound, and about what takes a product of two to its bound."""

    def about(values: set[Fraction]) -> set[Fraction]:
        return {one * by for one in values for by in (1, 1 - NEAR, 1 + NEAR)}

    alone: dict[str, set[Fraction]] = {name: {Fraction(0), 1 / FAR, FAR} for name in missing}
    together: list[tuple[list[str], Fraction]] = []
    for leaf in bounds:
        parts = factors(rules, str(leaf.indicator))
        open_parts = [base for base in parts if base in missing]
        known = prod((given.get(base, Fraction(0 if base not in missing else 1)) for base in parts), start=Fraction(1))
        for bound in (leaf.at_least, leaf.at_most):
            if bound is None or not known or not open_parts:
                continue
            if len(open_parts) == 1:
                alone[open_parts[0]] |= about({Fraction(bound) / known})
            else:
                together.append((open_parts, Fraction(bound) / known))
    grid = {name: set(values) for name, values in alone.items()}
    for (one, other), bound in together:
        grid[one] |= about({bound / value for value in alone[other] if value})
        grid[other] |= about({bound / value for value in alone[one] if value})
    return [sorted(grid[name]) for name in missing]
