"""A market as its file describes it: a country, or a region (``docs/format.md``, *A country* and *A region*)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from hhmonitor.findings import DataPath
from hhmonitor.model.base import Date, Items, Model, Text
from hhmonitor.model.scales import (
    CharacteristicValue,
    Confidence,
    InterestLevel,
    Presence,
    SectorInterestLevel,
    TrendValue,
)

HOME = "NL"
"""The Netherlands: no market, but what every market is compared with."""

Unknown = Literal["unknown"]

CODE_PATTERN = r"^[A-Z0-9][A-Z0-9-]*$"

Code = Annotated[str, Field(pattern=CODE_PATTERN)]
"""A market's code, such as ``JP`` or ``ASEAN-5``."""


class Statement(Model):
    """What every judgement has beside its value: how sure it is, why, and on what it rests."""

    confidence: Confidence | None = None
    rationale: Text | None = None
    sources: Items[str] = ()

    @property
    def stated(self) -> str:
        """The value judged, or ``unknown``."""
        raise NotImplementedError


class Judgement(Statement):
    """A characteristic of the health system, judged."""

    value: CharacteristicValue | Unknown

    @property
    def stated(self) -> str:
        return self.value


class Interest(Statement):
    """The interest from a dimension or a theme."""

    level: InterestLevel | Unknown

    @property
    def stated(self) -> str:
        return self.level


class SectorInterest(Statement):
    """The interest from the sector as a whole."""

    level: SectorInterestLevel | Unknown

    @property
    def stated(self) -> str:
        return self.level


class Trend(Statement):
    """The direction in which interest in the market moves."""

    value: TrendValue | Unknown

    @property
    def stated(self) -> str:
        return self.value


def _shape(value: Any) -> str:
    """Tells a single word from a mapping, so that a mistake in either gets one error and not two."""
    return "<word>" if isinstance(value, str) else "<mapping>"


Characteristic = Annotated[
    Annotated[Literal["indicators"], Tag("<word>")] | Annotated[Judgement, Tag("<mapping>")],
    Discriminator(_shape),
]
"""Judged by the figures (``indicators``) or by an analyst."""

Themes = Annotated[
    Annotated[Unknown, Tag("<word>")] | Annotated[dict[str, Interest], Tag("<mapping>")],
    Discriminator(_shape),
]
"""The inventory of themes, or ``unknown`` where none was made."""


class Attaches(Model):
    """Dutch attachés at the posts, by kind: ``yes``, ``no`` or ``unknown``."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Presence | Unknown]

    sources: Items[str] = ()

    @property
    def by_kind(self) -> dict[str, str]:
        """The kind of attaché to ``yes``, ``no`` or ``unknown``."""
        return dict(self.__pydantic_extra__)


class Decision(Model):
    """A decision of the steering group that departs from the rules."""

    category: str
    reason: Text
    decided_by: Text
    reason_by: Text | None = None
    """Who worded the reason, such as ``editors``, where it was not the body that decided."""
    reason_date: Date | None = None
    """When the reason was given, where that was before the decision: a renewal repeats the one that it renews."""
    date: Date
    review_by: Date | None = None


class Activity(Model):
    """A dated fact: a mission, a visit, a memorandum and the like."""

    date: Date
    kind: str
    title: Text
    themes: Items[str] = ()
    dimensions: Items[str] = ()
    source: str | None = None
    note: Text | None = None


class EffortInPlace(Model):
    """How far one item of the category's effort is in place."""

    status: Literal["in_place", "planned", "none", "unknown"]
    note: Text | None = None
    source: str | None = None


class Programme(Model):
    """The phase of multi-year integral programming (S5)."""

    phase: Literal["analysis", "goals", "plan"]
    since: Date | None = None
    note: Text | None = None


class OwnFigures(Model):
    """Figures of one indicator that the common table lacks: year to value, in the indicator's unit."""

    source: str
    values: dict[int, Annotated[float, Field(gt=-1e18, lt=1e18)]]


class SpecialTarget(Model):
    """A special target market for a limited time (annex 1)."""

    since: Date = Field(alias="from")
    until: Date
    decided_by: Text
    goals: Items[Text] = ()
    plan: Text | None = None


class Source(Model):
    """Where a judgement or a fact comes from."""

    title: Text
    publisher: Text | None = None
    url: str | None = None
    date: Date | None = None
    note: Text | None = None


class Market(Model):
    """What countries and regions have in common."""

    code: Code
    language: Literal["en", "nl"] = "en"
    """The language of the texts that the file gives in one language alone."""
    formerly: Code | None = None
    category: str | None = None
    reference_date: Date | None = None
    decision: Decision | None = None
    failed_reviews: Items[Date] = ()
    attaches: Attaches | None = None
    activities: Items[Activity] = ()
    effort: dict[str, EffortInPlace] = {}
    relation: Text | None = None
    ambition: Text | None = None
    contact: Text | None = None
    programme: Programme | None = None
    indicators: dict[str, OwnFigures] = {}
    special_target: SpecialTarget | None = None
    sources: dict[str, Source] = {}


class Country(Market):
    """A country: everything that the rules ask for is stated, if only as unknown."""

    health_system: dict[str, Characteristic]
    dimensions: dict[str, Interest]
    themes: Themes
    sector_interest: SectorInterest
    trend: Trend


class Region(Market):
    """Markets taken together: what the file states itself wins over what the members add up to."""

    name: Text
    members: Annotated[Items[str], Field(min_length=1)]
    health_system: dict[str, Characteristic] = {}
    dimensions: dict[str, Interest] = {}
    themes: Themes = {}
    sector_interest: SectorInterest | None = None
    trend: Trend | None = None


def statements(market: Country | Region) -> Iterator[tuple[DataPath, Statement]]:
    """Every judgement of a market with its place."""
    for name, characteristic in market.health_system.items():
        if isinstance(characteristic, Statement):
            yield ("health_system", name), characteristic
    for name, interest in market.dimensions.items():
        yield ("dimensions", name), interest
    if market.themes != "unknown":
        for name, interest in market.themes.items():
            yield ("themes", name), interest
    if market.sector_interest is not None:
        yield ("sector_interest",), market.sector_interest
    if market.trend is not None:
        yield ("trend",), market.trend
