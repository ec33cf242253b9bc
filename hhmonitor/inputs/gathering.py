"""From a market's file, its figures, the lists and its members to its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from hhmonitor.inputs.figures import Figure, MarketFigures, Series, holds
from hhmonitor.inputs.lists import memberships
from hhmonitor.inputs.missing import MissingFigures, Monomial, Way, cells_between, combinations_of_cells, too_many
from hhmonitor.inputs.regions import aggregate
from hhmonitor.inputs.space import Block, Input, Intractable, MarketInputs, Value, favour
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
        self.memberships = memberships
        self._figures = figures
        self._as_of = as_of
        self._category_conditions = tuple(category_figure_conditions(criteria))
        judging = (one.positive_when for one in criteria.health_system.values() if one.positive_when is not None)
        self._bounds = (*(leaf for rule in judging for leaf in rule.leaves()), *self._category_conditions)

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
            joint=(*list_block, *by_figures.blocks),
            members=members,
        )

    def _priority_lists(self, names: Sequence[str]) -> tuple[dict[str, Input], tuple[Block, ...]]:
        lists = self._criteria.priority_lists
        combinations = memberships(lists, names, self.memberships.get(names[0], {}))
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
        return _ByFigures(rules, self._category_conditions, self._bounds, self.figures_of(market))


class _ByFigures:
    """The inputs of one market that its figures decide: characteristics, and indicators that categories ask for.

    What hangs on the same missing figures is moved by them together, and shares a block. ``bounds`` are all leaves of
    the criteria that bound a figure: they cut the missing ones into cells.
    """

    def __init__(
        self,
        rules: Mapping[str, Condition | None],
        conditions: Sequence[Condition],
        bounds: Sequence[Condition],
        figures: MarketFigures,
    ) -> None:
        self._figures = figures
        self._bounds = bounds
        judged = {_path("health_system", name): rule for name, rule in rules.items() if rule is not None}
        indicators = {_path("indicators", leaf.indicator): str(leaf.indicator) for leaf in conditions}
        self._asked: dict[str, Condition | str] = {**judged, **indicators}
        self._needs = needs = {
            path: {str(leaf.indicator) for leaf in asked.leaves()} if isinstance(asked, Condition) else {asked}
            for path, asked in self._asked.items()
        }
        self._terms = {
            name: figures.term(name) for name in dict.fromkeys(one for names in needs.values() for one in names)
        }
        self.blocks: list[Block] = []
        alone = [path for path, names in needs.items() if not any(self._terms[name].unknown for name in names)]
        known = {name: term.known for name, term in self._terms.items() if not term.unknown}
        possible = {path: (self._value(path, known),) for path in alone}
        self.blocks += [Block((path,), (possible[path],)) for path in alone if path in indicators]
        for paths in _hanging_together({path: self._unknown(needs[path]) for path in needs if path not in possible}):
            for block in self._hanging(paths):
                self.blocks += [block] if block.missing is not None or block.paths[0] in indicators else []
                for path, column in zip(block.paths, zip(*block.alternatives, strict=True), strict=True):
                    possible[path] = tuple(dict.fromkeys(column))
        self.inputs = {
            name: Input(
                _path("health_system", name),
                CHARACTERISTIC.ordered({str(one) for one in possible[_path("health_system", name)]})
                if rule is not None
                # A characteristic left to the figures, for which the criteria say nothing of figures, is open.
                else CHARACTERISTIC.open,
                "indicators" if rule is not None else "unknown",
                figures=() if rule is None else _used(rule, figures),
            )
            for name, rule in rules.items()
        }

    def _value(self, path: str, values: Mapping[str, Fraction]) -> Value:
        """The value of an input for these values of the indicators."""
        asked = self._asked[path]
        if isinstance(asked, str):
            return values[asked]
        return "positive" if holds(asked, values) else "negative"

    def _unknown(self, indicators: Iterable[str]) -> set[str]:
        """The base figures that are missing to know some indicators."""
        return {base for name in indicators for base, _power in self._terms[name].unknown}

    def _hanging(self, paths: tuple[str, ...]) -> Iterator[Block]:
        """Inputs that hang on the same missing figures, over all ways in which those can fall.

        What comes out the same in all of them is known, and stands by itself.
        """
        indicators = sorted({name for path in paths for name in self._needs[path]})
        names = tuple(sorted(self._unknown(indicators)))
        monomials: dict[Monomial, None] = dict.fromkeys(((name, 1),) for name in names)
        monomials |= dict.fromkeys(self._terms[name].unknown for name in indicators if self._terms[name].unknown)
        cells = {one: cells_between(self._bounds_on(one)) for one in monomials}
        if too_many(cells):
            raise Intractable
        ways: list[tuple[tuple[int, ...], dict[str, Value], int]] = []
        for combination, weight in combinations_of_cells(cells, len(names)):
            inside = {one: cells[one][number].inside for one, number in zip(cells, combination, strict=True)}
            terms = {name: self._terms[name] for name in indicators}
            values = {name: one.known * inside.get(one.unknown, Fraction(1)) for name, one in terms.items()}
            ways.append((combination, {path: self._value(path, values) for path in paths}, weight))
        known = [path for path in paths if len({values[path] for _cells, values, _weight in ways}) == 1]
        yield from (Block((path,), ((ways[0][1][path],),)) for path in known)
        left = tuple(path for path in paths if path not in known)
        if left:
            told = [(combination, tuple(values[path] for path in left), weight) for combination, values, weight in ways]
            alternatives = sorted({values for _cells, values, _weight in told}, key=lambda one: tuple(map(favour, one)))
            numbers = {values: number for number, values in enumerate(alternatives)}
            missing = MissingFigures(
                names,
                cells,
                [Way(combination, numbers[values], weight) for combination, values, weight in told],
                [self._unknown(self._needs[path]) for path in left],
            )
            yield Block(left, tuple(alternatives), missing)

    def _bounds_on(self, monomial: Monomial) -> Iterator[tuple[Fraction | None, Fraction | None]]:
        """The bounds that the criteria put to missing figures, or to a product of them."""
        for leaf in self._bounds:
            term = self._figures.term(str(leaf.indicator))
            if term.unknown == monomial:
                yield (
                    None if leaf.at_least is None else Fraction(leaf.at_least) / term.known,
                    None if leaf.at_most is None else Fraction(leaf.at_most) / term.known,
                )


def whatever_the_figures(criteria: Criteria) -> Mapping[str, tuple[str, ...]]:
    """What figures can judge of each characteristic that they judge, over all figures that a market could have.

    Raises Intractable.
    """
    rules = {name: one.positive_when for name, one in criteria.health_system.items() if one.positive_when is not None}
    bounds = [leaf for rule in rules.values() for leaf in rule.leaves()]
    judged = _ByFigures(rules, (), bounds, MarketFigures(criteria.indicators, {}, {}, 0))
    return {name: one.possible for name, one in judged.inputs.items()}


def _hanging_together(figures_of: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Paths in groups: two are together where they hang on the same figure, directly or by way of others."""
    groups: list[set[str]] = []
    for figures in figures_of.values():
        touched = [group for group in groups if not group.isdisjoint(figures)]
        groups = [group for group in groups if group not in touched] + [figures.union(*touched)]
    for group in groups:
        yield tuple(path for path, figures in figures_of.items() if not group.isdisjoint(figures))


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
