"""Figures by market and indicator, as they were known on a day, and what the missing ones leave possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from hhmonitor.model.criteria import Condition, Indicator


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one market: its value in the indicator's unit, its year, and the id of its source.

    A derived figure names the ``factors`` it is the product of, which need not be of one year.
    """

    indicator: str
    year: int
    value: float
    source: str = ""
    factors: tuple[Figure, ...] = ()


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
        self._bases: dict[str, Mapping[str, int]] = {}

    def newest(self, indicator: str) -> Figure | None:
        """The newest figure whose year is not after the last one, or none.

        A derived figure takes the newest year that all its factors share, if that is no further behind the newest of
        any factor than its indicator allows; else the newest of each (SEMANTICS, *Figures*). A product of products is
        the product of its base figures.
        """
        definition = self._indicators.get(indicator)
        if definition is None or not definition.product_of:
            series = self._series(indicator)
            return self._figure(indicator, max(series), series) if series else None
        bases = self.bases(indicator)
        series_of = {base: self._series(base) for base in bases}
        if not all(series_of.values()):
            return None
        years = {base: max(series) for base, series in series_of.items()}
        shared = max(set.intersection(*map(set, series_of.values())), default=None)
        if shared is not None and max(years.values()) - shared <= definition.shared_year_within:
            years = dict.fromkeys(years, shared)
        factors = [
            self._figure(base, years[base], series_of[base]) for base, power in bases.items() for _ in range(power)
        ]
        value = prod(figure.value for figure in factors)
        return Figure(indicator, min(years.values()), value, "", tuple(factors))

    def by_year(self, indicator: str) -> dict[int, float]:
        """Every value of an indicator by its year, oldest first; a derived one for the years that all factors have."""
        bases = self.bases(indicator)
        series = {base: self._series(base) for base in bases}
        common = set.intersection(*map(set, series.values()))
        return {
            year: prod(series[base][year][0] for base, power in bases.items() for _ in range(power))
            for year in sorted(common)
        }

    def missing(self, indicator: str) -> tuple[str, ...]:
        """The base figures that are missing to know this one."""
        return tuple(base for base in self.bases(indicator) if not self._series(base))

    def term(self, indicator: str) -> Term:
        """An indicator as what is known of it times the base figures that are missing."""
        missing = self.missing(indicator)
        if not missing:
            newest = self.newest(indicator)
            assert newest is not None
            return Term(Fraction(newest.value), ())
        known, unknown = Fraction(1), []
        for base, power in self.bases(indicator).items():
            if base in missing:
                unknown.append((base, power))
            else:
                series = self._series(base)
                known *= Fraction(series[max(series)][0]) ** power
        # Figures are not negative and not without end: nothing times whatever is missing is nothing.
        return Term(known, tuple(sorted(unknown)) if known else ())

    def bases(self, indicator: str) -> Mapping[str, int]:
        """The figures that an indicator is the product of in the end, each with its power; itself where not derived."""
        found = self._bases.get(indicator)
        if found is None:
            found = self._bases[indicator] = base_figures(self._indicators, indicator)
        return found

    def _series(self, indicator: str) -> Series:
        merged = {**self._table.get(indicator, {}), **self._own.get(indicator, {})}
        return {year: entry for year, entry in merged.items() if year <= self._until_year}

    @staticmethod
    def _figure(indicator: str, year: int, series: Series) -> Figure:
        value, source = series[year]
        return Figure(indicator, year, value, source)


@dataclass(frozen=True, slots=True)
class Term:
    """An indicator as a known part times missing base figures, each with its power; none where it is known."""

    known: Fraction
    unknown: tuple[tuple[str, int], ...]


def base_figures(indicators: Mapping[str, Indicator], indicator: str) -> Mapping[str, int]:
    """The figures that an indicator is the product of in the end, each with its power; itself where not derived.

    Each indicator on the way is worked out once, however often it is a factor.
    """
    known: dict[str, Counter[str]] = {}

    def powers(name: str) -> Counter[str]:
        if name not in known:
            definition = indicators.get(name)
            if definition is None or not definition.product_of:
                known[name] = Counter([name])
            else:
                known[name] = sum((powers(factor) for factor in definition.product_of), Counter())
        return known[name]

    return powers(indicator)


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
