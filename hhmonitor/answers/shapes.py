"""The shape of every answer's data, from which its JSON Schema is made.

What is told of one thing in several answers has one shape. A key that is here is always there, with ``null`` where
there is nothing, unless a comment says when it is. More keys may come, which is why the schemas leave room for them;
a key never goes or changes its meaning without another version of its answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from hhmonitor.engine.assessment import Outcome, Strength
from hhmonitor.inputs.space import Basis
from hhmonitor.model.criteria import Aggregation
from hhmonitor.model.review import Minutes, Review
from hhmonitor.model.scales import Confidence
from hhmonitor.questions.change import Kind, Learned
from hhmonitor.questions.comparison import Direction
from hhmonitor.questions.criteria_changes import Aspect
from hhmonitor.questions.effort import Basis as EffortBasis
from hhmonitor.questions.effort import Status as EffortStatus
from hhmonitor.questions.figure_update import Kind as FigureChangeKind
from hhmonitor.questions.reliability import Grade, Reason
from hhmonitor.questions.special_targets import TargetStatus

Share = float
"""A chance or a part, from 0 to 1."""
Day = str
"""A day, ``2020-12-31``; where a file gives less, a month, a year or ``unknown``."""
Code = str
"""The code of a market."""
Category = str
"""The id of a category, or of a variant of one; ``none`` where no category fits."""
Path = str
"""An input of a market, such as ``health_system.market_size`` or ``sector_interest``."""


class Shape(BaseModel):
    """What all shapes have in common."""


class UnderCriteria(Shape):
    """What is answered under a set of criteria."""

    criteria: str


class OnADay(UnderCriteria):
    """What is answered under a set of criteria as of a day."""

    as_of: Day


# The list


class DecisionOfMarket(Shape):
    category: Category
    in_force: bool
    overdue: bool


class InputOfMarket(Shape):
    value: str
    basis: Basis
    possible: list[str]


class FigureUsed(Shape):
    indicator: str
    year: int
    value: float
    source: str


class InputWithGrounds(InputOfMarket):
    confidence: Confidence | None
    rationale: str
    sources: list[str]
    figures: list[FigureUsed]


class Inputs(Shape):
    health_system: dict[str, InputOfMarket]
    dimensions: dict[str, InputOfMarket]
    themes: dict[str, InputOfMarket]
    sector_interest: InputOfMarket
    trend: InputOfMarket
    attaches: dict[str, InputOfMarket]
    priority_lists: dict[str, InputOfMarket]


class InputsWithGrounds(Shape):
    health_system: dict[str, InputWithGrounds]
    dimensions: dict[str, InputWithGrounds]
    themes: dict[str, InputWithGrounds]
    sector_interest: InputWithGrounds
    trend: InputWithGrounds
    attaches: dict[str, InputWithGrounds]
    priority_lists: dict[str, InputWithGrounds]


class RequirementOfMarket(Shape):
    category: Category
    id: str
    strength: Strength
    outcome: Outcome
    text: str
    reference: str | None


class MarketItself(Shape):
    code: Code
    kind: Literal["country", "region"]
    name: str
    region: Code | None
    members: list[Code]
    category: Category | None
    region_category: Category | None
    rule_category: Category
    possible: list[Category]
    determined: bool
    candidate: Category | None
    declared: Category | None
    kept: Category | None
    special_target: TargetStatus | None
    requirements: list[RequirementOfMarket]
    justification: str


class MarketOfList(MarketItself):
    decision: DecisionOfMarket | None
    inputs: Inputs


class MarketExplained(MarketItself):
    decision: DecisionOfMarket | None
    inputs: InputsWithGrounds


class PlaceOfMarket(Shape):
    file: str
    # The lines of the two keys; only a region has members.
    code: int = 0
    members: int = 0


class Evidence(Shape):
    """What the list rests on: files and figures, without what is there to be read, to compare with later."""

    countries: dict[Code, dict[str, Any]]
    regions: dict[Code, dict[str, Any]]
    figures: dict[Code, dict[str, dict[str, float]]]
    places: dict[Code, PlaceOfMarket]


class Grounds(OnADay):
    rules: dict[str, Any]  # the criteria as the schema of their files has them, without what is there to be read
    evidence: Evidence


class Listing(Grounds):
    markets: list[MarketOfList]


class Explanation(Grounds):
    markets: list[MarketExplained]


# What stands in the way


class Obstacle(Shape):
    id: str
    strength: Strength
    outcome: Outcome
    text: str


class StepOfWay(Shape):
    number: int
    inputs: dict[Path, str]


class Way(Shape):
    category: Category
    steps: list[StepOfWay]


class WhyNot(OnADay):
    code: Code
    category: Category
    rule_category: Category
    given_already: bool
    in_the_way: list[Obstacle]
    changes_needed: int | None
    changes_beyond_reach: bool
    ways: list[Way]
    ways_by_lists: list[Way]


class PageOfCode(Shape):
    code: str
    severity: Literal["error", "warning", "note"]
    title: str
    message: str
    why: str
    wrong: str | dict[str, str | None]  # a piece of a file, or whole files by their names, null for one that is gone
    right: str | dict[str, str | None]
    mend: str
    fixable: bool


# What was found


class Position(Shape):
    line: int
    column: int


class PlaceInFile(Shape):
    file: str
    path: list[str | int]
    start: Position | None
    end: Position | None


class RelatedPlace(PlaceInFile):
    message: str


class FindingInFile(PlaceInFile):
    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    suggestion: str | None
    fixable: bool
    related: RelatedPlace | None


class LookedAt(Shape):
    name: str
    file: str
    codes: list[str]


class MarketLookedAt(LookedAt):
    # Of a file in which something was found on the way, and which is no market's, the following are left out.
    code: Code = ""
    declared: Category | None = None
    category: Category = ""
    rule_category: Category = ""
    possible: list[Category] = []
    determined: bool = False
    by_decision: bool = False
    agrees: bool = False


class Judged(Shape):
    version: int
    command: str
    strict: bool
    passed: bool
    errors: int
    warnings: int
    ignored: int
    changed_since: str | None
    known: int  # findings left out, because they were there at that revision
    findings: list[FindingInFile]


class Check(Judged):
    # Where the project could not be read, there are none of these two.
    criteria: str = ""
    as_of: Day = ""
    markets: list[MarketLookedAt]


class Fixes(Shape):
    findings: int
    written: bool
    files: list[Difference]


class Validation(Judged):
    files: list[LookedAt]
    fixes: Fixes | None


# What is not known, and how sure what is judged is


class Unknown(Shape):
    path: Path
    decisive: bool
    worth: Share
    between: list[Category]
    members: list[Code]


class MarketWithGaps(Shape):
    code: Code
    name: str
    region_category: Category | None
    possible: list[Category]
    unknowns: list[Unknown]


class WhiteSpots(OnADay):
    assumption: str
    markets: list[MarketWithGaps]


class Worth(Shape):
    path: Path
    worth: Share


class WorthOfMember(Worth):
    code: Code


class SureMarket(Shape):
    code: Code
    name: str
    region_category: Category | None
    rule_category: Category
    stability: Share
    most_probable: list[Category]
    probabilities: dict[Category, Share]
    inputs: list[Worth]
    members: list[WorthOfMember]


class HowSure(OnADay):
    assumption: str
    markets: list[SureMarket]
    # Both are there where it was asked what would be if a source were wrong.
    if_source_wrong: str = ""
    otherwise: SureMarket | None = None


class Set(Shape):
    market: Code | None
    path: str
    value: str


class Result(Shape):
    category: Category | None
    region_category: Category | None
    rule_category: Category
    possible: list[Category]
    determined: bool
    candidate: Category | None


class OutcomeInWords(Shape):
    outcome: Outcome
    text: str


class RequirementChanged(Shape):
    category: Category
    id: str
    strength: Strength
    before: OutcomeInWords
    after: OutcomeInWords


class VariantChanged(Shape):
    id: Category
    before: OutcomeInWords
    after: OutcomeInWords


class MarketOtherwise(Shape):
    code: Code
    name: str
    moves: bool
    before: Result
    after: Result
    requirements: list[RequirementChanged]
    variants: list[VariantChanged]


class WhatIf(OnADay):
    settings: list[Set]
    markets: list[MarketOtherwise]


# What moved


class Moment(Shape):
    label: str
    criteria: str
    as_of: Day


class Cause(Shape):
    kind: Kind
    market: Code | None
    path: str
    old: str | int | float | list[str] | None
    new: str | int | float | list[str] | None
    learned: Learned | None
    file: str | None
    line: int | None


class Why(Shape):
    explanations: list[list[Kind]]
    learned_only: bool
    causes: list[Cause]


class Move(Why):
    code: Code
    before: Category | None = Field(alias="from")
    after: Category | None = Field(alias="to")
    direction: Direction


class Held(Why):
    code: Code
    category: Category
    rule_category: Category


class Beneath(Why):
    code: Code
    category: Category
    before: Category = Field(alias="from")
    after: Category = Field(alias="to")


class Recoded(Shape):
    code: Code
    formerly: Code


class Ledger(Shape):
    base: Moment
    now: Moment
    moves: list[Move]
    unchanged: int
    held: list[Held]
    overruled: list[Beneath]
    confirmed: list[Beneath]
    without_effect: list[Cause]
    recoded: list[Recoded]
    only: list[Kind]
    hidden: list[Code]


# The meeting


class MarketOfReview(Shape):
    code: Code
    name: str
    category: Category
    declared: Category | None
    rule_category: Category
    possible: list[Category]
    candidate: Category | None
    by_decision: bool
    kept: bool
    special_target: TargetStatus | None
    reliability: Grade
    unknown: Share
    low_confidence: Share
    aged: Share


class DecisionToReview(Shape):
    code: Code
    category: Category
    rule_category: Category
    departs: bool
    due: bool
    overdue: bool
    date: Day
    review_by: Day | None


class TargetMarket(Shape):
    code: Code
    since: Day = Field(alias="from")
    until: Day
    status: TargetStatus


class WhiteSpot(Shape):
    code: Code
    path: Path
    worth: Share
    between: list[Category]


class Near(Shape):
    code: Code
    up: list[Category]
    down: list[Category]


class AgedEvidence(Shape):
    market: Code
    path: Path
    reasons: list[Reason]


class Aged(Shape):
    code: Code
    evidence: list[AgedEvidence]


class Asked(Shape):
    id: str
    number: str
    kind: str
    code: Code | None
    before: Category | None = Field(alias="from")
    to: Category | None
    overdue: bool
    proposal: str
    grounds: str
    command: str


class ActionAgreed(Shape):
    review: str
    number: int
    overdue: bool
    what: str | dict[str, str]  # in one language, or in both by their names
    by: str | dict[str, str]
    due: Day
    market: Code | None
    done: Day | None


class Papers(OnADay):
    next_review: Day
    markets: list[MarketOfReview]
    since: Ledger | None
    asked: list[Asked]
    actions: list[ActionAgreed]
    decisions: list[DecisionToReview]
    special_targets: list[TargetMarket]
    white_spots: list[WhiteSpot]
    near: list[Near]
    aged: list[Aged]
    effort_missing: dict[Code, list[str]]
    themes_without_market: list[str]


class KeptReview(Shape):
    # Of the meeting under way, which is called ``open``, the next three are null.
    name: str
    date: Day | None
    criteria: str | None
    base: str | None
    decided: int
    renewed: int
    withdrawn: int
    adopted: int
    left: int
    kept: int
    open_actions: int


class KeptReviews(Shape):
    reviews: list[KeptReview]


class MinutesOfMeeting(Minutes):
    # Of a review that was closed, as its file has them.
    name: str = ""
    date: Day = ""
    criteria: str = ""
    base: str | None = None
    list_sha256: str = ""


class Difference(Shape):
    file: str
    difference: str


class Proposed(Shape):
    proposal: str
    command: str


class Written(Shape):
    written: bool
    files: list[Difference]


class Recorded(Written):
    asked: list[Proposed]


# Effort, themes, fiche, words


class ActivityTold(Shape):
    market: Code
    date: Day
    kind: str
    title: str


class ItemOfEffort(Shape):
    id: str
    label: str
    who: str | None
    strength: Literal["required", "to_consider", "incidental"]
    every_months: int | None
    lapses_after_months: int | None
    status: EffortStatus
    basis: EffortBasis | None
    caution: str | None
    undated: int
    incomplete_date: bool
    gap: bool
    activity: ActivityTold | None


class BeyondCategory(Shape):
    item: str | None
    category: Category | None
    kind: str | None
    activities: list[ActivityTold]


class Programme(Shape):
    phase: Literal["analysis", "goals", "plan"]
    since: Day | None


class EffortForMarket(Shape):
    code: Code
    name: str
    category: Category | None
    region_category: Category | None
    contact: str | None
    programme: Programme | None
    items: list[ItemOfEffort]
    gaps: list[str]
    beyond: list[BeyondCategory]


class Efforts(OnADay):
    markets: list[EffortForMarket]


class ThemesOfMarket(Shape):
    code: Code
    category: Category
    themes: dict[str, str]


class Theme(Shape):
    id: str
    label: str
    broad: list[Code]
    specific: list[Code]
    unknown: list[Code]


class Themes(OnADay):
    markets: list[ThemesOfMarket]
    themes: list[Theme]
    without_market: list[str]


class Ambition(Shape):
    id: str
    label: str
    unit: str
    target: float | None
    growth: float | None
    figures: dict[str, float]
    progress: float | None
    time: float | None


class Ambitions(Shape):
    year: int
    ambitions: list[Ambition]


class BothLanguages(Shape):
    en: str
    nl: str


class Match(Shape):
    market: Code
    name: str
    file: str
    line: int | None
    path: str
    text: str | BothLanguages


class Matches(Shape):
    words: list[str]
    matches: list[Match]


class FigureOfYear(Shape):
    year: int
    value: float


class Peers(Shape):
    median: float
    countries: int


class KeyFigure(Shape):
    indicator: str
    values: dict[str, float]
    netherlands: FigureOfYear | None
    peers: Peers | None


class UnknownInput(Shape):
    path: Path
    decisive: bool


class Fiche(OnADay):
    market: MarketExplained
    figures: list[KeyFigure]
    activities: list[ActivityTold]
    effort: EffortForMarket
    probabilities: dict[Category, Share]
    unknowns: list[UnknownInput]


class DecisionForEverybody(Shape):
    category: Category
    in_force: bool


class MarketForEverybody(MarketItself):
    decision: DecisionForEverybody | None
    inputs: InputsWithGrounds


class EffortForEverybody(Shape):
    id: str
    label: str
    strength: Literal["required", "to_consider", "incidental"]
    status: EffortStatus


class PublicFiche(OnADay):
    market: MarketForEverybody
    figures: list[KeyFigure]
    activities: list[ActivityTold]
    programme: Programme | None
    effort: list[EffortForEverybody]


class Page(OnADay):
    # A record for each market of the page, with the columns of its CSV.
    markets: list[dict[str, str | bool]]


class LineOfMarkets(Shape):
    part: str
    line: str
    told: dict[Code, str]


class SideBySide(OnADay):
    markets: list[Code]
    lines: list[LineOfMarkets]


# The criteria


class RequirementAsked(Shape):
    id: str
    label: str | None
    text: str
    reference: str | None
    reading: str | None


class VariantAsked(Shape):
    id: Category
    when: str | None


class CategoryAsked(Shape):
    id: Category
    label: str
    requires: list[RequirementAsked]
    prefers: list[RequirementAsked]
    keep: list[RequirementAsked]
    variants: list[VariantAsked]


class JudgedByFigures(Shape):
    positive_when: str
    reference: str | None
    reading: str | None


class PriorityList(Shape):
    members: list[Code]
    includes: str | None
    complete: bool
    reference: str | None
    reading: str | None


class CriteriaShown(UnderCriteria):
    title: str
    categories: list[CategoryAsked]
    judged_by_figures: dict[str, JudgedByFigures]
    priority_lists: dict[str, PriorityList]
    regions: dict[str, Aggregation]
    document: dict[str, Any]  # the criteria whole, as the schema of their files has them


class FlawOfCriteria(Shape):
    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    file: str
    line: int | None
    path: list[str | int]
    details: dict[str, str]


class Verification(UnderCriteria):
    sound: bool
    findings: list[FlawOfCriteria]


class ParameterOfGrid(Shape):
    category: Category
    id: str
    # A count has the bounds and levels that were tried, a preference whether it binds.
    at_least: list[int] = []
    level: list[str] = []
    binds: list[bool] = []


class Bound(Shape):
    category: Category
    id: str
    # As in the grid.
    at_least: int = 0
    level: str | None = None
    binds: bool = False


class OutcomeOfReading(Shape):
    agreement: int
    steps: int
    readings: int
    as_near: int
    agreeing: list[Code]
    reading: list[Bound]
    text: str


class ReadingsByAgreement(Shape):
    agreement: int
    readings: int


class MarketCalibrated(Shape):
    code: Code
    published: Category
    rule_category: Category
    readings: int
    steps: int | None
    nearest: list[Bound] | None


class Calibration(OnADay):
    caution: str
    readings: int
    combinations: int
    grid: list[ParameterOfGrid]
    published: dict[Code, Category]
    agreeing_now: list[Code]
    by_agreement: list[ReadingsByAgreement]
    efficient: list[OutcomeOfReading]
    best: list[OutcomeOfReading]
    markets: list[MarketCalibrated]
    undetermined: list[Code]


class CriteriaChange(Shape):
    path: str
    aspect: Aspect
    decides: bool
    before: Any
    after: Any
    text: str


class MarketUnderBoth(Shape):
    code: Code
    name: str
    before: Category
    after: Category
    possible_before: list[Category]
    possible_after: list[Category]


class MoveOfPossible(Shape):
    before: Category
    after: Category
    markets: int
    share: Share


class PossibleMarkets(Shape):
    total: int
    moved: int
    share: Share
    moves: list[MoveOfPossible]


class CriteriaChanges(Shape):
    old: str
    new: str
    as_of: Day
    changes: list[CriteriaChange]
    markets: list[MarketUnderBoth]
    possible_markets: PossibleMarkets | None


# Figures


class SourceOfFigure(Shape):
    indicator: str
    id: str
    title: str
    publisher: str | None
    vintage: Day | None
    licence: str | None
    private: bool


class NewestFigure(Shape):
    code: Code
    year: int | None
    value: float | None
    age: int | None
    mixed_vintages: bool
    sources: list[SourceOfFigure]


class IndicatorCovered(Shape):
    id: str
    label: str
    unit: str
    countries: int
    of: int
    oldest_newest_year: int | None
    newest_year: int | None
    age: int | None
    white_spots: list[Code]
    markets: list[NewestFigure]


class Coverage(OnADay):
    indicators: list[IndicatorCovered]


class PublicationRead(Shape):
    file: str
    form: str


class SeriesTaken(Shape):
    publisher: str
    series: str
    indicator: str
    name: str
    vintage: Day | None
    countries: list[Code]
    first_year: int | None
    last_year: int | None
    figures: int
    files: list[str]


class SeriesOlder(Shape):
    publisher: str
    series: str
    figures: int


class LeftOut(Shape):
    aggregates: list[str]
    other_countries: list[str]
    other_series: dict[str, str]
    parts: dict[str, int]
    not_a_year: dict[str, int]
    no_value: int
    too_early: int
    older_than_the_table: list[SeriesOlder]


class FigureChange(Shape):
    kind: FigureChangeKind
    market: Code
    indicator: str
    year: int
    before: float | None
    after: float | None
    relative: float | None
    source_before: str | None
    source_after: str | None


class BeforeAndAfter(Shape):
    before: str
    after: str


class Movement(Shape):
    code: Code
    category_before: Category
    category_after: Category
    rule_category_before: Category
    rule_category_after: Category
    possible_before: list[Category]
    possible_after: list[Category]
    characteristics: dict[str, BeforeAndAfter]


class FindingOnFigure(Shape):
    code: str
    file: str
    line: int | None
    message: str
    details: dict[str, str]


class FiguresTaken(Shape):
    outcome: Literal["written", "dry_run", "refused", "nothing"]
    files: list[PublicationRead]
    taken: list[SeriesTaken]
    left_out: LeftOut
    changes: list[FigureChange]
    sources: dict[str, dict[str, Any]]
    movements: list[Movement]
    findings: list[FindingOnFigure]


# Forms for Excel


class CellTaken(Shape):
    market: Code
    cell: str
    path: list[str | int]
    before: str | float | list[str] | None
    after: str | float | list[str] | None


class FormTaken(Written):
    changes: list[CellTaken]
    new: list[Code]
    categories: list[Movement]


class DataSet(Written):
    categories: list[Movement]


# What is begun


class Started(Shape):
    files: list[str]


_RECORDING = ("record", "renew", "adopt", "find", "action", "done", "note", "target", "close")
"""What is recorded of a meeting, each by a command that answers with the differences in the files."""
_OF_A_MARKET = ("remove", "rename", "join", "leave")
"""What changes what a market is, told in the same way."""

SHAPES: Mapping[str, type[BaseModel]] = {
    "classify": Listing,
    "explain": Explanation,
    "explain-why-not": WhyNot,
    "explain-code": PageOfCode,
    "check": Check,
    "validate": Validation,
    "gaps": WhiteSpots,
    "what-if": WhatIf,
    "robustness": HowSure,
    "review": Papers,
    "review-list": KeptReviews,
    "review-show": Review,
    "review-minutes": MinutesOfMeeting,
    **{f"review-{what}": Recorded for what in _RECORDING},
    **{f"market-{what}": Recorded for what in _OF_A_MARKET},
    "compare": Ledger,
    "effort": Efforts,
    "themes": Themes,
    "ambitions": Ambitions,
    "search": Matches,
    "set": DataSet,
    "fiche": Fiche,
    "public-fiche": PublicFiche,
    "side-by-side": SideBySide,
    "page": Page,
    "criteria-show": CriteriaShown,
    "criteria-verify": Verification,
    "criteria-calibrate": Calibration,
    "criteria-diff": CriteriaChanges,
    "indicators-list": Coverage,
    "indicators-import": FiguresTaken,
    "indicators-fetch": FiguresTaken,
    "form-take": FormTaken,
    "new": Started,
    "init": Started,
}
"""Every answer by the name that its ``schema`` key begins with, and the shape of its data."""
