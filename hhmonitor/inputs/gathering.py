"""From a market's file, its figures, the lists and its members to its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hhmonitor.inputs.figures import Figure, FigureConditions, MarketFigures, Series, holds
from hhmonitor.inputs.lists import memberships
from hhmonitor.inputs.regions import aggregate
from hhmonitor.inputs.space import Block, Input, MarketInputs, Value, favour
from hhmonitor.model.criteria import Condition, Criteria
from hhmonitor.model.market import Country, Judgement, Market, Region, Statement
from hhmonitor.model.scales import CHARACTERISTIC, INTEREST, MEMBERSHIP, PRESENCE, SCALES, SECTOR_INTEREST, TREND, Scale
from hhmonitor.model.walk import leaves

FigureTable = Mapping[str, Mapping[str, Series]]
"""Market to indicator to year to value and source."""


class Gatherer:
    """Gathers the inputs of markets under one set of criteria, as of one day.

    ``memberships`` says of markets, by code and list, whether they are ``in``, ``out`` or ``unknown``, whatever the
    lists say.
    """

    def __init__(
        self,
        criteria: Criteria,
        figures: FigureTable,
        as_of: date,
        memberships: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self._criteria = criteria
        self._memberships = memberships
        self._figures = figures
        self._as_of = as_of
        self._category_conditions = tuple(category_figure_conditions(criteria))

    def figures_of(self, market: Market) -> MarketFigures:
        """The figures of a market as they were known on the day."""
        own = {
            indicator: {year: (value, one.source) for year, value in one.values.items()}
            for indicator, one in market.indicators.items()
        }
        table = self._figures.get(market.code, {})
        return MarketFigures(self._criteria.indicators, table, own, self._as_of.year)

    def figures_in_table(self, code: str) -> MarketFigures:
        """The figures that the common table has of a country, which need not be a market."""
        return MarketFigures(self._criteria.indicators, self._figures.get(code, {}), {}, self._as_of.year)

    def country(self, market: Country, region: str | None = None) -> MarketInputs:
        """The inputs of a country; ``region`` is the code of the region that it is a member of."""
        names = (market.code,) if region is None else (market.code, region)
        return self._gather(market, names, _stated_by_country(self._criteria), ())

    def region(self, market: Region, members: Sequence[MarketInputs]) -> MarketInputs:
        """The inputs of a region: what its file says, else what its members add up to."""

        def from_members(group: str, name: str | None) -> Input:
            path = _path(group, name)
            scale = SCALES[group]
            sets = [member.by_path[path].possible for member in members]
            rule = getattr(self._criteria.regions, group)
            return Input(path, aggregate(group, rule, sets, scale), "members")

        return self._gather(market, (market.code,), from_members, tuple(members))

    def _gather(
        self,
        market: Country | Region,
        names: Sequence[str],
        otherwise: Callable[[str, str | None], Input],
        members: tuple[MarketInputs, ...],
    ) -> MarketInputs:
        """``otherwise`` gives an input of which the market's own file says nothing."""
        criteria = self._criteria
        by_figures = self._by_figures(market)

        def characteristic(name: str) -> Input:
            stated = market.health_system.get(name)
            if stated is None:
                return otherwise("health_system", name)
            if isinstance(stated, Judgement):
                return _judged(_path("health_system", name), stated, CHARACTERISTIC)
            return by_figures.inputs[name]

        def dimension(name: str) -> Input:
            stated = market.dimensions.get(name)
            path = _path("dimensions", name)
            return otherwise("dimensions", name) if stated is None else _judged(path, stated, INTEREST)

        def theme(name: str) -> Input:
            path = _path("themes", name)
            if market.themes == "unknown":
                return Input(path, INTEREST.open, "unknown")
            stated = market.themes.get(name)
            return otherwise("themes", name) if stated is None else _judged(path, stated, INTEREST)

        def attache(name: str) -> Input:
            stated = market.attaches.by_kind.get(name) if market.attaches else None
            if stated is None:
                return otherwise("attaches", name)
            known = stated != "unknown"
            return Input(
                _path("attaches", name),
                (stated,) if known else PRESENCE.open,
                "judgement" if known else "unknown",
                Statement(sources=market.attaches.sources if market.attaches else ()),
            )

        def single(group: str, stated: Statement | None, scale: Scale) -> Input:
            return otherwise(group, None) if stated is None else _judged(group, stated, scale)

        lists, list_block = self._priority_lists(names)
        return MarketInputs(
            code=market.code,
            health_system={name: characteristic(name) for name in criteria.health_system},
            dimensions={name: dimension(name) for name in criteria.dimensions},
            themes={name: theme(name) for name in criteria.themes},
            sector_interest=single("sector_interest", market.sector_interest, SECTOR_INTEREST),
            trend=single("trend", market.trend, TREND),
            attaches={name: attache(name) for name in criteria.attaches},
            priority_lists=lists,
            joint=(*list_block, *by_figures.block),
            members=members,
        )

    def _priority_lists(self, names: Sequence[str]) -> tuple[dict[str, Input], tuple[Block, ...]]:
        lists = self._criteria.priority_lists
        combinations = memberships(lists, names, self._memberships.get(names[0], {}))
        inputs = {
            name: Input(_path("priority_lists", name), MEMBERSHIP.ordered({one[place] for one in combinations}), "list")
            for place, name in enumerate(lists)
        }
        paths = tuple(one.path for one in inputs.values())
        return inputs, (Block(paths, combinations),) if lists else ()

    def _by_figures(self, market: Country | Region) -> _ByFigures:
        rules = {
            name: definition.positive_when
            for name, definition in self._criteria.health_system.items()
            if market.health_system.get(name) == "indicators"
        }
        return _ByFigures(rules, self._category_conditions, self.figures_of(market))


class _ByFigures:
    """The inputs of one market that its figures decide: characteristics, and indicators that categories ask for.

    All of them hang on the same figures, so what is missing moves them together: they share one block.
    """

    def __init__(
        self, rules: Mapping[str, Condition | None], conditions: Sequence[Condition], figures: MarketFigures
    ) -> None:
        judged = {name: rule for name, rule in rules.items() if rule is not None}
        indicators = tuple(dict.fromkeys(str(leaf.indicator) for leaf in conditions))
        everything = (*judged.values(), *conditions)
        completions = list(FigureConditions(figures, everything).completions()) if everything else [{}]
        combinations: dict[tuple[Value, ...], None] = dict.fromkeys(
            (
                *("positive" if holds(rule, values) else "negative" for rule in judged.values()),
                *(values[indicator] for indicator in indicators),
            )
            for values in completions
        )
        alternatives = tuple(combinations)
        paths = (
            *(_path("health_system", name) for name in judged),
            *(_path("indicators", name) for name in indicators),
        )
        self.inputs = {
            name: Input(
                _path("health_system", name),
                CHARACTERISTIC.ordered({str(one[place]) for one in alternatives}),
                "indicators",
                figures=_used(rule, figures),
            )
            for place, (name, rule) in enumerate(judged.items())
        }
        # A characteristic left to the figures, for which the criteria say nothing of figures, is open.
        for name in rules.keys() - judged.keys():
            self.inputs[name] = Input(_path("health_system", name), CHARACTERISTIC.open, "unknown")
        in_order = sorted(alternatives, key=lambda alternative: tuple(map(favour, alternative)))
        self.block = (Block(paths, tuple(in_order)),) if paths else ()


def _used(rule: Condition, figures: MarketFigures) -> tuple[Figure, ...]:
    """The newest figures that a rule looks at, as far as they are there."""
    indicators = dict.fromkeys(str(leaf.indicator) for leaf in rule.leaves())
    newest = (figures.newest(indicator) for indicator in indicators)
    return tuple(figure for figure in newest if figure is not None)


def _path(group: str, name: str | None) -> str:
    return group if name is None else f"{group}.{name}"


def _judged(path: str, statement: Statement, scale: Scale) -> Input:
    if statement.stated == "unknown":
        return Input(path, scale.open, "unknown", statement)
    return Input(path, (statement.stated,), "judgement", statement)


def _stated_by_country(criteria: Criteria) -> Callable[[str, str | None], Input]:
    """What holds for an input of which a country's file says nothing."""

    def otherwise(group: str, name: str | None) -> Input:
        path = _path(group, name)
        if group == "themes":
            # The inventory was made and leaves this theme out: there is no interest.
            return Input(path, ("none",), "judgement")
        return Input(path, SCALES[group].open, "unknown")

    return otherwise


def category_figure_conditions(criteria: Criteria) -> Iterator[Condition]:
    """The conditions on figures that categories and their variants ask for themselves."""
    for placed in leaves(criteria):
        if placed.category is not None and placed.condition.indicator is not None:
            yield placed.condition
