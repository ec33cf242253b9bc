"""Two states of a project, and those in between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hhmonitor.engine import Ruleset
from hhmonitor.findings import DataPath, Place
from hhmonitor.inputs.figures import Series
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.model.market import Attaches, Judgement, Statement
from hhmonitor.model.walk import leaves
from hhmonitor.project import Project
from hhmonitor.project.figures import place_of_figure
from hhmonitor.project.reviews import Reviews
from hhmonitor.questions import criteria_between
from hhmonitor.questions.change import Change, Kind, Moment, Newest, Recoded
from hhmonitor.questions.classification import Classification, Classified, category_in_force
from hhmonitor.questions.hysteresis import kept

if TYPE_CHECKING:
    from hhmonitor.model.review import Review
    from hhmonitor.yaml import Document

Market = Country | Region
T = TypeVar("T")

_SINGLE = ("sector_interest", "trend")


class Between:
    """Two classifications, and everything in between: states in which some of the changes are made, and others not.

    A market that was recoded in between has its new code in the earlier state too.
    """

    def __init__(self, base: Classification, now: Classification, label: str) -> None:
        self.recoded = tuple(recoded_markets(base.project, now.project))
        self._base = _renamed(base, {one.formerly: one.code for one in self.recoded}) if self.recoded else base
        self._now = now
        self.base = Moment(label, base.criteria.id, base.as_of)
        self.now = Moment("", now.criteria.id, now.as_of)
        self.criteria_then = base.criteria
        self._rulesets: dict[frozenset[str], Ruleset] = {}
        self._own: dict[str, tuple[Change, ...]] = {}
        self._documents: dict[tuple[Path, str], Document | None] = {}

    def before(self) -> Sequence[str]:
        """The markets on the list in the first state."""
        return self._base.listed()

    def after(self) -> Sequence[str]:
        """The markets on the list in the second state."""
        return self._now.listed()

    def first(self, code: str) -> Classified:
        """A market in the first state."""
        return self._base[code]

    def last(self, code: str) -> Classified:
        """A market in the second state."""
        return self._now[code]

    def rank(self, category: str) -> int:
        """The rank of a category by the criteria of now, 0 for the best; variants share theirs."""
        return self._now.ruleset.rank(category)

    def market(self, code: str) -> Market:
        """The market as it is now, or as it was."""
        return _market(self._now, code) or self._base.project.market(code)

    @property
    def regions(self) -> Mapping[str, Region]:
        """The regions of either state as they are now, or as they were."""
        return {**self._base.project.regions, **self._now.project.regions}

    def arrival(self, code: str) -> Change:
        """Why a market is on one of the two lists only: its region, or its file, came or went."""
        regions = [one.project.region_of.get(code) for one in (self._base, self._now)]
        if regions[0] != regions[1]:
            return Change("regions", code, "region", regions[0], regions[1], self._members_place(regions))
        markets = [_market(one, code) for one in (self._base, self._now)]
        if isinstance(markets[0] or markets[1], Region):
            members = [one.members if isinstance(one, Region) else None for one in markets]
            return Change("regions", code, "members", members[0], members[1], self._place(code, ("members",)))
        files = [one.project.files.get(code) for one in (self._base, self._now)]
        return Change("file", code, "", files[0], files[1], self._place(code, ("code",)))

    def changes(self, code: str) -> tuple[Change, ...]:
        """Everything that differs and can bear on a market: of its own, of its members, of the criteria."""
        own = [*self._own_changes_of(code), *self._decision_changes(code)]
        members = dict.fromkeys(member for one in (self._base, self._now) for member in one[code].members)
        region_changes = [
            change
            for region in dict.fromkeys((code, *self._regions_of(code)))
            for change in self._membership_changes(region)
        ]
        of_members = [change for member in members for change in self._own_changes_of(member)]
        return (*own, *region_changes, *of_members, *self._criteria_changes)

    def category(self, code: str, made: frozenset[Change]) -> str:
        """The category when these changes are made and no others."""
        one = (self._now if _has(made, "decision", code) else self._base)[code]
        ruleset = self._ruleset(made)
        inputs = self._in_between(ruleset.criteria, made, code).inputs(code)
        standing = _paths(made, "in_force", code)
        in_force = (self._now if "category" in standing else self._base).project.market(code).category
        failed = len((self._now if "failed_reviews" in standing else self._base).failures(code))
        return category_in_force(
            one.decision if one.by_decision else None,
            lambda: kept(ruleset, inputs, in_force, failed),
            lambda: ruleset.rule_category(inputs),
        )

    def rule_category(self, code: str, made: frozenset[Change]) -> str:
        """The category by the rules alone when these changes are made and no others."""
        ruleset = self._ruleset(made)
        return ruleset.rule_category(self._in_between(ruleset.criteria, made, code).inputs(code))

    # The changes

    def _own_changes_of(self, code: str) -> tuple[Change, ...]:
        if code not in self._own:
            self._own[code] = tuple(self._own_changes(code))
        return self._own[code]

    def _own_changes(self, code: str) -> Iterator[Change]:
        before, after = _market(self._base, code), _market(self._now, code)
        if before is None or after is None:
            return
        inventories = before.themes != "unknown" and after.themes != "unknown"
        first, second = (_evidence(market, by_theme=inventories) for market in (before, after))
        for path in dict.fromkeys((*first, *second)):
            # A theme that an inventory leaves out is none.
            left_out = "none" if path.startswith("themes.") and isinstance(after, Country) else None
            old, new = first.get(path, left_out), second.get(path, left_out)
            if old != new:
                yield Change("evidence", code, path, old, new, self._place(code, tuple(path.split("."))))
        yield from self._figure_changes(before, after)

    def _figure_changes(self, before: Market, after: Market) -> Iterator[Change]:
        series = [_series(one, market) for one, market in ((self._base, before), (self._now, after))]
        for indicator in self._indicators:
            old, new = (one.get(indicator, {}) for one in series)
            if _values(old) != _values(new):
                path = f"indicators.{indicator}"
                place = self._figure_place(after, indicator, new)
                yield Change("figures", after.code, path, _newest(old), _newest(new), place)

    def _decision_changes(self, code: str) -> Iterator[Change]:
        first, second = self._base[code], self._now[code]
        old, new = _decided(first), _decided(second)
        if old != new:
            yield Change("decision", code, "decision", old, new, self._place(code, ("decision",)))
        if any(one.criteria.hysteresis for one in (self._base, self._now)):
            if first.declared != second.declared:
                place = self._place(code, ("category",))
                yield Change("in_force", code, "category", first.declared, second.declared, place)
            failed = [len(one.failures(code)) for one in (self._base, self._now)]
            if failed[0] != failed[1]:
                yield Change("in_force", code, "failed_reviews", failed[0], failed[1])

    def _membership_changes(self, region: str) -> Iterator[Change]:
        old, new = (_members(one, region) for one in (self._base, self._now))
        if old != new:
            yield Change("regions", region, "members", old, new, self._place(region, ("members",)))

    def _regions_of(self, code: str) -> Iterator[str]:
        for one in (self._base, self._now):
            region = one.project.region_of.get(code)
            if region is not None:
                yield region

    @cached_property
    def _criteria_changes(self) -> tuple[Change, ...]:
        def locate(path: DataPath) -> Place | None:
            file = self._now.project.files[self._now.criteria.id]
            return self._located(self._now.project, Place(file, path, on_key=True))

        return tuple(criteria_between.changes(self._base.criteria, self._now.criteria, locate))

    @cached_property
    def _indicators(self) -> tuple[str, ...]:
        """The figures by which either set of criteria judges, each product as what it is the product of."""
        both = (self._base.criteria, self._now.criteria)
        return tuple(dict.fromkeys(name for one in both for name in judging_figures(one)))

    # The states in between

    def _ruleset(self, made: frozenset[Change]) -> Ruleset:
        paths = frozenset(change.path for change in made if change.kind in ("criteria", "lists"))
        if paths not in self._rulesets:
            self._rulesets[paths] = Ruleset(criteria_between.in_between(self._base.criteria, self._now.criteria, paths))
        return self._rulesets[paths]

    def _in_between(self, criteria: Criteria, made: frozenset[Change], concerned: str) -> Classification:
        """A classification in which these changes are made, of the project as far as it bears on one market."""
        countries: dict[str, Country] = {}
        regions: dict[str, Region] = {}
        figures: dict[str, Mapping[str, Series]] = {}
        for code in self._that_bear_on(concerned):
            before, after = _market(self._base, code), _market(self._now, code)
            figures[code] = self._figures_in_between(before, after, _paths(made, "figures", code))
            market = _merged(before, after, _paths(made, "evidence", code))
            if isinstance(market, Country):
                countries[code] = market
                continue
            members = _members(self._now if _has(made, "regions", code) else self._base, code)
            if members is not None:
                regions[code] = market.model_copy(update={"members": members})
        project = replace(
            self._base.project, criteria=criteria, countries=countries, regions=regions, figures=figures, findings=()
        )
        # The figures of either state are cut off at its own day already.
        return Classification(project, date.max, criteria)

    def _that_bear_on(self, code: str) -> Iterable[str]:
        """A market with its members, and with the regions that it belongs to, in either state."""
        members = [member for one in (self._base, self._now) for member in _members(one, code) or ()]
        return dict.fromkeys((code, *members, *self._regions_of(code)))

    def _figures_in_between(
        self, before: Market | None, after: Market | None, made: Collection[str]
    ) -> Mapping[str, Series]:
        first = _series(self._base, before) if before else {}
        second = _series(self._now, after) if after else {}
        if before is None or after is None:
            return first or second
        chosen = {
            indicator: (second if f"indicators.{indicator}" in made else first).get(indicator, {})
            for indicator in (*first, *second)
        }
        return {indicator: series for indicator, series in chosen.items() if series}

    # Places

    def _place(self, code: str, path: DataPath) -> Place | None:
        for one in (self._now, self._base):
            file = one.project.files.get(code)
            if file is not None:
                return self._located(one.project, Place(file, path, on_key=True))
        return None

    def _located(self, project: Project, place: Place) -> Place:
        """A place with its span; each file is looked through once."""
        key = project.root.path, place.file
        if key not in self._documents:
            self._documents[key] = project.document(place.file)
        document = self._documents[key]
        return document.locate(place) if document else place

    def _members_place(self, regions: Sequence[str | None]) -> Place | None:
        region = regions[1] or regions[0]
        return self._place(region, ("members",)) if region else None

    def _figure_place(self, market: Market, indicator: str, series: Series) -> Place | None:
        if not series:
            return None
        year = max(series)
        if indicator in market.indicators and year in market.indicators[indicator].values:
            return self._place(market.code, ("indicators", indicator, "values", year))
        return place_of_figure(self._now.project.root.path, market.code, indicator, year)


def recoded_markets(base: Project, now: Project) -> Iterator[Recoded]:
    """The markets that have another code now, as their files say, and whose old code nobody has any more."""
    for market in (*now.countries.values(), *now.regions.values()):
        old = market.formerly
        before = None if old is None else base.regions.get(old) or base.countries.get(old)
        if old is None or old in now.files or market.code in base.files or type(before) is not type(market):
            continue
        yield Recoded(market, market.code, old)


def former_code(market: Market, new: str, then: Project | None) -> str | None:
    """What the file of a market names as its former code when it gets a ``new`` one; none where that is the same.

    It is the code under which the last review knew the market, which kept the project of ``then``: several changes
    since are one. Where none was kept it is the code of now, unless that is taken back.
    """
    earlier = market.formerly
    if then is None:
        return market.code if earlier != new else None
    since = earlier is not None and earlier in then.files and market.code not in then.files
    known = earlier if since else market.code
    return known if known != new else None


def under_codes(criteria: Criteria, names: Mapping[str, str]) -> Criteria:
    """Criteria whose lists of priority markets name markets by other codes."""
    lists = {
        key: one.model_copy(update={"members": tuple(names.get(code, code) for code in one.members)})
        for key, one in criteria.priority_lists.items()
    }
    return criteria.model_copy(update={"priority_lists": lists})


def _renamed(side: Classification, names: Mapping[str, str]) -> Classification:
    """The same state with markets under other codes, wherever they are named."""

    def name(code: str) -> str:
        return names.get(code, code)

    def under_names(one: Mapping[str, T]) -> dict[str, T]:
        return {name(code): value for code, value in one.items()}

    project = side.project
    criteria = under_codes(side.criteria, names)
    countries = {code: one.model_copy(update={"code": code}) for code, one in under_names(project.countries).items()}
    regions = {
        code: one.model_copy(update={"code": code, "members": tuple(map(name, one.members))})
        for code, one in under_names(project.regions).items()
    }
    renamed = replace(
        project,
        criteria=criteria,
        countries=countries,
        regions=regions,
        figures=under_names(project.figures),
        files=under_names(project.files),
        reviews=Reviews(tuple(_under_names(one, under_names) for one in project.reviews.closed)),
    )
    return Classification(renamed, side.as_of, criteria)


def _under_names(review: Review, under_names: Callable[[Mapping[str, Any]], dict[str, Any]]) -> Review:
    return review.model_copy(update={"markets": under_names(review.markets)})


def judging_figures(criteria: Criteria) -> Iterator[str]:
    """The figures by which criteria judge, each product as what it is the product of; one may come more than once."""

    def factors(name: str) -> Iterator[str]:
        indicator = criteria.indicators.get(name)
        if indicator is None or not indicator.product_of:
            yield name
            return
        for factor in indicator.product_of:
            yield from factors(factor)

    for leaf in leaves(criteria):
        if leaf.condition.indicator is not None:
            yield from factors(leaf.condition.indicator)


def _market(side: Classification, code: str) -> Market | None:
    project = side.project
    return project.regions.get(code) or project.countries.get(code)


def _members(side: Classification, code: str) -> tuple[str, ...] | None:
    region = side.project.regions.get(code)
    return region.members if region else None


def _has(made: Iterable[Change], kind: Kind, code: str) -> bool:
    return any(change.kind == kind and change.market == code for change in made)


def _paths(made: Iterable[Change], kind: Kind, code: str) -> frozenset[str]:
    return frozenset(change.path for change in made if change.kind == kind and change.market == code)


def _decided(one: Classified) -> str | None:
    """The category that a decision in force gives."""
    return one.category if one.by_decision else None


def _evidence(market: Market, *, by_theme: bool) -> dict[str, str]:
    """What a market's file says of each input; an inventory of themes as a whole where it is not ``by_theme``."""
    found: dict[str, str] = {}
    for name, one in market.health_system.items():
        found[f"health_system.{name}"] = one.value if isinstance(one, Judgement) else one
    for name, interest in market.dimensions.items():
        found[f"dimensions.{name}"] = interest.level
    if market.themes == "unknown":
        found["themes"] = "unknown"
    elif by_theme:
        # What a country's inventory leaves out is none, and saying so is no change.
        found |= {
            f"themes.{name}": interest.level
            for name, interest in market.themes.items()
            if interest.level != "none" or isinstance(market, Region)
        }
    else:
        found["themes"] = ", ".join(f"{name}: {interest.level}" for name, interest in market.themes.items())
    for name in _SINGLE:
        statement: Statement | None = getattr(market, name)
        if statement is not None:
            found[name] = statement.stated
    if market.attaches is not None:
        found |= {f"attaches.{name}": presence for name, presence in market.attaches.by_kind.items()}
    return found


def _merged(before: Market | None, after: Market | None, made: Collection[str]) -> Market:
    """The market as it was before, with what is said at these paths as it is after."""
    if before is None or after is None:
        market = before or after
        assert market is not None
        return market

    def pick(path: str, first: T, second: T) -> T:
        return second if path in made else first

    def group(name: str, first: Mapping[str, T], second: Mapping[str, T]) -> dict[str, T]:
        picked = {key: pick(f"{name}.{key}", first.get(key), second.get(key)) for key in (*first, *second)}
        return {key: one for key, one in picked.items() if one is not None}

    update: dict[str, Any] = {
        name: group(name, getattr(before, name), getattr(after, name)) for name in ("health_system", "dimensions")
    }
    if before.themes == "unknown" or after.themes == "unknown":
        update["themes"] = pick("themes", before.themes, after.themes)
    else:
        update["themes"] = group("themes", before.themes, after.themes)
    update |= {name: pick(name, getattr(before, name), getattr(after, name)) for name in _SINGLE}
    attaches = [one.attaches.by_kind if one.attaches else {} for one in (before, after)]
    update["attaches"] = Attaches(**group("attaches", *attaches))  # type: ignore[arg-type]
    # Figures are brought together apart, those of the market's own file included.
    update["indicators"] = {}
    return before.model_copy(update=update)


def _series(side: Classification, market: Market) -> dict[str, Series]:
    """The figures of a market up to the day of a state, those of its own file winning year by year."""
    table = side.project.figures.get(market.code, {})
    own = {
        name: {year: (value, one.source) for year, value in one.values.items()}
        for name, one in market.indicators.items()
    }
    until = side.as_of.year
    return {
        name: {year: entry for year, entry in {**table.get(name, {}), **own.get(name, {})}.items() if year <= until}
        for name in {**table, **own}
    }


def _values(series: Series) -> dict[int, float]:
    return {year: value for year, (value, _source) in series.items()}


def _newest(series: Series) -> Newest | None:
    """The newest figure of a series."""
    if not series:
        return None
    year = max(series)
    return Newest(series[year][0], year)
