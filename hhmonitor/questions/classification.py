"""Every market of a project with its category: by the rules, or by a decision that departs from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from hhmonitor.engine import Assessment, Ruleset
from hhmonitor.findings import Finding, Place
from hhmonitor.inputs import Gatherer, MarketInputs
from hhmonitor.inputs.space import Intractable
from hhmonitor.model import Country, Criteria, Region, first_day, last_day
from hhmonitor.model.market import Decision
from hhmonitor.project import Project
from hhmonitor.questions.hysteresis import failures, kept
from hhmonitor.questions.special_targets import TargetStatus, target_status


@dataclass(frozen=True, slots=True)
class DecisionStatus:
    """A decision as it stands on a day: in force from its date, overdue past the day it was to be reviewed by."""

    decision: Decision
    in_force: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class Classified:
    """A market with its category and everything that it rests on.

    A member of a ``region`` has no category of its own: it is in that of its region, and its assessment is its
    *profile*, the category that the rules would give it alone; a ``decision`` in its file counts for nothing. ``kept``
    is the category in force where hysteresis keeps the market in it although the rules give a lower one.
    ``special_target`` says whether it is, was or will be a special target market, none where it was not named.
    """

    market: Country | Region
    region: str | None
    inputs: MarketInputs
    assessment: Assessment
    decision: DecisionStatus | None
    kept: str | None = None
    special_target: TargetStatus | None = None
    region_category: str | None = None

    @property
    def code(self) -> str:
        """The code of the market."""
        return self.market.code

    @property
    def kind(self) -> Literal["country", "region"]:
        """Whether the market is a country or a region."""
        return "region" if isinstance(self.market, Region) else "country"

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of a region's members, none for a country."""
        return self.market.members if isinstance(self.market, Region) else ()

    @property
    def profile(self) -> str | None:
        """The category that the rules would give a member of a region alone; none for a market that has its own."""
        return None if self.region is None else self.assessment.rule_category

    @property
    def by_decision(self) -> bool:
        """Whether a decision in force gives the category."""
        return self.decision is not None and self.decision.in_force

    @property
    def category(self) -> str:
        """The category that the market has on the list, of a member that of its region.

        It is the decision's where one is in force, else the one kept, else the rules'.
        """
        if self.region_category is not None:
            return self.region_category
        return category_in_force(self.decision, lambda: self.kept, lambda: self.assessment.rule_category)

    @property
    def stays_in(self) -> str | None:
        """The category that hysteresis, and no decision, keeps the market in; none where it keeps it in none."""
        return None if self.by_decision else self.kept

    @property
    def by_hysteresis(self) -> bool:
        """Whether hysteresis, and no decision, gives the category."""
        return self.kept is not None and not self.by_decision

    @property
    def own_category(self) -> str | None:
        """The category that the market itself is assigned; none for a member of a region."""
        return self.category if self.region is None else None

    @property
    def declared(self) -> str | None:
        """The category that the market's file declares, none where it is not on the list."""
        return self.market.category


MOST_KEPT = 1_000
"""Markets of which what was worked out is kept; no list of a country is as long."""


class Classification:
    """A project under its criteria, as of a day: each market is classified when it is asked for."""

    def __init__(self, project: Project, as_of: date, criteria: Criteria | None = None) -> None:
        self.project = project
        self.as_of = as_of
        self.criteria = criteria or project.criteria
        self.gatherer = Gatherer(self.criteria, project.figures, as_of)
        self._inputs: dict[str, MarketInputs] = {}
        self._classified: dict[str, Classified] = {}

    def _forget(self) -> None:
        """Keep what was worked out within bounds: of a very long list it is worked out again when asked for again."""
        if len(self._classified) > MOST_KEPT:
            self._classified.clear()
            self._inputs.clear()

    @cached_property
    def ruleset(self) -> Ruleset:
        """The criteria made ready."""
        return Ruleset(self.criteria)

    def beyond_reach(self) -> Finding | None:
        """That the criteria ask too much to be worked out exactly (HH516); none where they do not. Not yet located."""
        try:
            assert self.ruleset.root is not None
        except Intractable:
            return Finding("HH516", Place(self.project.files[self.criteria.id], ("categories",), on_key=True), {})
        return None

    def inputs(self, code: str) -> MarketInputs:
        """The inputs of one market. Raises KeyError where there is no such market."""
        if code not in self._inputs:
            market = self.project.market(code)
            if isinstance(market, Region):
                self._inputs[code] = self.gatherer.region(market, [self.inputs(member) for member in market.members])
            else:
                self._inputs[code] = self.gatherer.country(market, self.project.region_of.get(code))
        return self._inputs[code]

    def __getitem__(self, code: str) -> Classified:
        """One market, classified. Raises KeyError where there is no such market."""
        self._forget()
        if code not in self._classified:
            market, region = self.project.market(code), self.project.region_of.get(code)
            self._classified[code] = Classified(
                market,
                region,
                self.inputs(code),
                self.ruleset.assess(self.inputs(code)),
                decision_status(market.decision, self.as_of) if region is None else None,
                self._kept(market) if region is None else None,
                None if market.special_target is None else target_status(market.special_target, self.as_of),
                self[region].category if region is not None else None,
            )
        return self._classified[code]

    def region_category(self, code: str) -> str | None:
        """The category of the region that a country is a member of, none for a market that stands by itself."""
        region = self.project.region_of.get(code)
        return None if region is None else self.category(region)

    def category(self, code: str) -> str:
        """The category that a market has, without the reasons for it. Raises KeyError where there is none."""
        code = self.project.region_of.get(code, code)
        if code in self._classified:
            return self._classified[code].category
        market = self.project.market(code)
        decision = decision_status(market.decision, self.as_of)
        return category_in_force(
            decision, lambda: self._kept(market), lambda: self.ruleset.rule_category(self.inputs(code))
        )

    def _kept(self, market: Country | Region) -> str | None:
        """The category in which hysteresis keeps a market."""
        return kept(self.ruleset, self.inputs(market.code), market.category, len(self.failures(market.code)))

    def failures(self, code: str) -> tuple[str, ...]:
        """The dates of the reviews running, on record on the day, at which a market failed and was kept."""
        return failures(self.project.market(code), self.project.reviews, self.as_of)

    def listed(self) -> tuple[str, ...]:
        """The codes of the markets that stand by themselves: regions, and countries that are in none."""
        alone = (code for code in self.project.countries if code not in self.project.region_of)
        return tuple(sorted((*alone, *self.project.regions)))

    def with_members(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes, each region followed by its members."""
        return tuple(code for one in codes for code in (one, *self._members(one)))

    def _members(self, code: str) -> Sequence[str]:
        region = self.project.regions.get(code)
        return region.members if region else ()


def category_in_force(
    decision: DecisionStatus | None, kept_in: Callable[[], str | None], by_the_rules: Callable[[], str]
) -> str:
    """The category of a market that stands by itself, by the one order of precedence that there is.

    A decision in force comes first, then the category that hysteresis keeps it in, then the rules'; what comes later is
    not worked out where it is not needed.
    """
    if decision is not None and decision.in_force:
        return decision.decision.category
    return kept_in() or by_the_rules()


def decision_status(decision: Decision | None, as_of: date) -> DecisionStatus | None:
    """How a decision stands on a day: in force from the first day of its date, overdue past the last of its review."""
    if decision is None:
        return None
    taken = first_day(decision.date)
    review = last_day(decision.review_by) if decision.review_by else None
    in_force = taken is None or taken <= as_of
    return DecisionStatus(decision, in_force, in_force and review is not None and as_of > review)
