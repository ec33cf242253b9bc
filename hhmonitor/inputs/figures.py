"""Figures by market and indicator, as they were known on a day, and what the missing ones leave possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from hhmonitor.model.criteria import Condition, Indicator


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one market: its value in the indicator's unit, its year, and the id of its source.

    A derived figure names the ``factors`` it is the product of; ``mixed_years`` says that those are not of one year.
    """

    indicator: str
    year: int
    value: float
    source: str = ""
    factors: tuple[Figure, ...] = ()

    @property
    def mixed_years(self) -> bool:
        """Whether the factors of a derived figure are of different years."""
        return len({factor.year for factor in self.factors}) > 1


Series = Mapping[int, tuple[float, str]]
"""Year to value and source."""


class MarketFigures:
    """The figures of one market up to and including a year.

    ``table`` are the series of the common table, ``own`` those of the market's own file, which win year by year.
    """

    def __init__(
        self,
        indicators: Mapping[str, Indicator],
        table: Mapping[str, Series],
        own: Mapping[str, Series],
        until_year: int,
    ) -> None:
        self._indicators = indicators
        self._table = table
        self._own = own
        self._until_year = until_year

    def newest(self, indicator: str) -> Figure | None:
        """The newest figure whose year is not after the last one, or none.

        A derived indicator takes the newest year of which all factors are there, else the newest of each.
        """
        factors = self._factors(indicator)
        if not factors:
            series = self._series(indicator)
            return self._figure(indicator, max(series), series) if series else None
        newest = [self.newest(factor) for factor in factors]
        found = [figure for figure in newest if figure is not None]
        if len(found) < len(factors):
            return None
        return self._of_one_year(indicator, factors) or self._multiplied(indicator, found)

    def by_year(self, indicator: str) -> dict[int, float]:
        """Every value of an indicator by its year, oldest first; a derived one for the years that all factors have."""
        factors = self._factors(indicator)
        if not factors:
            return {year: value for year, (value, _source) in sorted(self._series(indicator).items())}
        series = [self.by_year(factor) for factor in factors]
        common = set.intersection(*(set(one) for one in series))
        return {year: prod(one[year] for one in series) for year in sorted(common)}

    def missing(self, indicator: str) -> tuple[str, ...]:
        """The indicators that are not derived themselves and of which a figure is missing to know this one."""
        factors = self._factors(indicator)
        if not factors:
            return () if self._series(indicator) else (indicator,)
        return tuple(dict.fromkeys(name for factor in factors for name in self.missing(factor)))

    def known_part(self, indicator: str) -> Fraction:
        """The product of the factors that are known, 1 where the indicator is not derived or none is."""
        factors = self._factors(indicator)
        if not factors:
            newest = self.newest(indicator)
            return Fraction(newest.value) if newest else Fraction(1)
        return prod((self.known_part(factor) for factor in factors), start=Fraction(1))

    def _factors(self, indicator: str) -> Sequence[str]:
        definition = self._indicators.get(indicator)
        return definition.product_of if definition else ()

    def _series(self, indicator: str) -> Series:
        merged = {**self._table.get(indicator, {}), **self._own.get(indicator, {})}
        return {year: entry for year, entry in merged.items() if year <= self._until_year}

    @staticmethod
    def _figure(indicator: str, year: int, series: Series) -> Figure:
        value, source = series[year]
        return Figure(indicator, year, value, source)

    def _of_one_year(self, indicator: str, factors: Sequence[str]) -> Figure | None:
        series = {factor: self._series(factor) for factor in factors}
        common = set.intersection(*(set(one) for one in series.values()))
        if not common:
            return None
        year = max(common)
        return self._multiplied(indicator, [self._figure(factor, year, one) for factor, one in series.items()])

    @staticmethod
    def _multiplied(indicator: str, factors: Sequence[Figure]) -> Figure:
        value = prod(figure.value for figure in factors)
        return Figure(indicator, min(figure.year for figure in factors), value, "", tuple(factors))


@dataclass(frozen=True, slots=True)
class _Term:
    """An indicator as a known part times an unknown figure; the unknown is none where the figure is known."""

    known: Fraction
    unknown: str | None


class FigureConditions:
    """Which truths conditions on figures can have together, for one market.

    Missing figures take every value; the same missing figure has the same value wherever it occurs. Instead of all
    values those are tried at which a bound lies, and one in each gap between: they decide every condition.
    A product of two or more missing figures counts as a missing figure by itself.
    """

    def __init__(self, figures: MarketFigures, conditions: Iterable[Condition]) -> None:
        leaves = [leaf for condition in conditions for leaf in condition.leaves()]
        self._terms = {str(leaf.indicator): self._term(figures, str(leaf.indicator)) for leaf in leaves}
        self._candidates = self._candidates_by_figure(leaves)

    @staticmethod
    def _term(figures: MarketFigures, indicator: str) -> _Term:
        missing = figures.missing(indicator)
        if not missing:
            newest = figures.newest(indicator)
            assert newest is not None
            return _Term(Fraction(newest.value), None)
        known = figures.known_part(indicator)
        if known == 0:
            return _Term(known, None)
        return _Term(known, missing[0]) if len(missing) == 1 else _Term(Fraction(1), indicator)

    def _candidates_by_figure(self, leaves: Sequence[Condition]) -> dict[str, list[Fraction]]:
        bounds: dict[str, set[Fraction]] = {}
        for leaf in leaves:
            term = self._terms[str(leaf.indicator)]
            if term.unknown is None:
                continue
            for bound in (leaf.at_least, leaf.at_most):
                if bound is not None:
                    bounds.setdefault(term.unknown, set()).add(Fraction(bound) / term.known)
        return {unknown: values_to_try(sorted(found)) for unknown, found in bounds.items()}

    def completions(self) -> Iterable[Mapping[str, Fraction]]:
        """Values for every indicator named, one mapping for each way the missing figures can fall, lowest first."""
        names = list(self._candidates)
        for values in product(*(self._candidates[name] for name in names)):
            chosen = dict(zip(names, values, strict=True))
            yield {
                indicator: term.known * (chosen[term.unknown] if term.unknown is not None else 1)
                for indicator, term in self._terms.items()
            }


def values_to_try(bounds: Sequence[Fraction]) -> list[Fraction]:
    """Every bound, one value in each gap between two, and one beyond either end."""
    values = [bounds[0] - 1]
    for bound, following in zip(bounds, [*bounds[1:], bounds[-1] + 2], strict=True):
        values += [bound, (bound + following) / 2]
    return values


def holds(condition: Condition, values: Mapping[str, Fraction]) -> bool:
    """Whether a condition on figures holds for these values of its indicators."""
    if condition.negated is not None:
        return not holds(condition.negated, values)
    if condition.any_of is not None:
        return any(holds(part, values) for part in condition.any_of)
    if condition.all_of is not None:
        return all(holds(part, values) for part in condition.all_of)
    return within(condition, values[str(condition.indicator)])


def within(condition: Condition, value: Fraction) -> bool:
    """Whether a figure lies within the bounds of an ``indicator`` condition, both inclusive."""
    at_least, at_most = condition.at_least, condition.at_most
    return (at_least is None or value >= Fraction(at_least)) and (at_most is None or value <= Fraction(at_most))
