"""The content of a market's fiche: every fact that its country note tells, without words or markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median

from hhmonitor.engine import RequirementResult
from hhmonitor.inputs import Figure, FigureTable, Gatherer
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import Criteria, Source, first_day
from hhmonitor.model.figures import FigureSource
from hhmonitor.model.market import HOME, Activity
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.differences import better_in_force, in_the_way, next_better
from hhmonitor.questions.effort import Effort, effort
from hhmonitor.questions.gaps import Gaps, gaps
from hhmonitor.questions.minimal_change import MinimalChanges, Neighbourhood
from hhmonitor.questions.robustness import Robustness, robustness

KEY_FIGURES = (
    "health_expenditure_per_capita_usd",
    "health_expenditure_gdp_pct",
    "population_65_plus_pct",
    "out_of_pocket_pct",
)
"""The indicators of a fiche, as far as the criteria know them: its cost, its weight, need, and who pays."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The middle value of an indicator among the countries of one category, and how many there are."""

    category: str
    value: float
    countries: int


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One indicator of a market.

    ``series`` are its values by year, oldest first, ``latest`` the newest; beside it stand the newest of the
    Netherlands and the median of the countries in the same category. None where there is no figure.
    """

    indicator: str
    series: Mapping[int, float]
    latest: Figure | None
    home: Figure | None
    peers: Peers | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An activity, with the code of the market whose file tells it: the market itself, or a member of the region."""

    market: str
    activity: Activity


@dataclass(frozen=True, slots=True)
class NextStep:
    """A category that the rules do not give, its requirements that are not surely met, and the smallest changes there.

    It is the category in force where the rules give a worse one, else the one up from what they give.
    """

    category: str
    obstacles: tuple[RequirementResult, ...]
    changes: MinimalChanges


@dataclass(frozen=True)
class Fiche:
    """Everything a fiche tells of one market.

    ``members`` are a region's, with their profile and ``member_figures`` theirs; ``region`` is the one that a
    member belongs to. ``activities`` are those up to the day, the members' too, newest first and undated ones last;
    ``later`` counts the ones after it. ``losses`` are the smallest changes that would cost the market its category by
    the rules, none where it has none to lose. ``sources`` are numbered by their order: those of the market's file
    first, those of the figures after them. Figures from ``private_sources`` may not be passed on: none is in this.
    """

    criteria: Criteria
    as_of: date
    market: Classified
    region: Classified | None
    members: tuple[Classified, ...]
    figures: tuple[KeyFigure, ...]
    member_figures: Mapping[str, tuple[KeyFigure, ...]]
    activities: tuple[Happening, ...]
    later: int
    effort: Effort
    gaps: Gaps
    robustness: Robustness
    next_step: NextStep | None
    losses: MinimalChanges | None
    sources: Mapping[str, Source | FigureSource]
    private_sources: frozenset[str]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each source, from 1."""
        return {name: number for number, name in enumerate(self.sources, start=1)}


class FicheMaker:
    """Makes the fiches of one classification; what they share is worked out once."""

    def __init__(self, classification: Classification) -> None:
        self._classification = classification
        self._criteria = classification.criteria
        self._indicators = tuple(name for name in KEY_FIGURES if name in classification.criteria.indicators)
        self._figures: dict[str, tuple[KeyFigure, ...]] = {}
        self._errors = ErrorModel(classification.criteria)
        public = _without(classification.project.figures, classification.project.private_sources)
        self._public = Gatherer(self._criteria, public, classification.as_of)

    def fiche(self, code: str) -> Fiche:
        """The fiche of one market. Raises KeyError where there is no such market."""
        classification = self._classification
        one = classification[code]
        members = tuple(classification[member] for member in one.members)
        known, later = _activities((one, *members), classification.as_of)
        figures = self.figures(code)
        member_figures = {member.code: self.figures(member.code) for member in members}
        sure = robustness(classification.ruleset, self._errors, one.inputs)
        near = Neighbourhood(classification.ruleset, one.inputs)
        return Fiche(
            criteria=self._criteria,
            as_of=classification.as_of,
            market=one,
            region=classification[one.region] if one.region else None,
            members=members,
            figures=figures,
            member_figures=member_figures,
            activities=known,
            later=later,
            effort=effort(classification, code),
            gaps=gaps(classification.ruleset, one.inputs, sure),
            robustness=sure,
            next_step=self._next_step(one, near),
            losses=near.losses(),
            private_sources=classification.project.private_sources,
            sources=self._sources(one, (*figures, *(each for some in member_figures.values() for each in some))),
        )

    def figures(self, code: str) -> tuple[KeyFigure, ...]:
        """The key figures of one market."""
        if code not in self._figures:
            self._figures[code] = tuple(self._key_figure(code, indicator) for indicator in self._indicators)
        return self._figures[code]

    def _key_figure(self, code: str, indicator: str) -> KeyFigure:
        classification = self._classification
        figures = self._public.figures_of(classification[code].market)
        return KeyFigure(
            indicator,
            figures.by_year(indicator),
            figures.newest(indicator),
            self._public.figures_in_table(HOME).newest(indicator),
            self._peers.get((classification[code].category, indicator)),
        )

    @cached_property
    def _peers(self) -> Mapping[tuple[str, str], Peers]:
        """The median of every category and indicator, over the countries in it, alone or in a region."""
        values: dict[tuple[str, str], list[float]] = {}
        for code, country in self._classification.project.countries.items():
            category, figures = self._classification.category(code), self._public.figures_of(country)
            for indicator in self._indicators:
                newest = figures.newest(indicator)
                if newest is not None:
                    values.setdefault((category, indicator), []).append(newest.value)
        return {key: Peers(key[0], median(found), len(found)) for key, found in values.items()}

    def _next_step(self, one: Classified, near: Neighbourhood) -> NextStep | None:
        target = better_in_force(one, self._criteria)
        if target is None:
            above = next_better(self._criteria, one.assessment.rule_category)
            if above is None:
                return None
            target = above.id
        return NextStep(target, in_the_way(one, self._criteria, target), near.up_to(target))

    def _sources(self, one: Classified, figures: Iterable[KeyFigure]) -> dict[str, Source | FigureSource]:
        """The market's own sources, then those that its figures name in the common table, by their ids."""
        named = [figure.latest.source for figure in figures if figure.latest and figure.latest.source]
        common = self._classification.project.figure_sources
        return {
            **one.market.sources,
            **{name: common[name] for name in dict.fromkeys(named) if name in common},
        }


def _without(table: FigureTable, sources: frozenset[str]) -> FigureTable:
    """A table of figures without those of some sources."""
    if not sources:
        return table
    return {
        market: {
            indicator: {year: entry for year, entry in series.items() if entry[1] not in sources}
            for indicator, series in own.items()
        }
        for market, own in table.items()
    }


def _activities(markets: Iterable[Classified], as_of: date) -> tuple[tuple[Happening, ...], int]:
    """Those up to the day, newest first and undated ones last, and how many come after it."""
    begun = [
        (first_day(activity.date), Happening(one.code, activity))
        for one in markets
        for activity in one.market.activities
    ]
    known = [(day, one) for day, one in begun if day is None or day <= as_of]
    known.sort(key=lambda pair: pair[0] or date.min, reverse=True)
    return tuple(one for _day, one in known), len(begun) - len(known)
