"""The criteria of one strategy period (``docs/format.md``, *Criteria*)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from hhmonitor.model.base import Date, Identifier, Items, Model, Text
from hhmonitor.model.scales import CharacteristicValue, InterestLevel, SectorInterestLevel, TrendValue

Group = Literal["health_system", "dimensions", "themes"]
"""The groups of inputs that can be counted."""

KINDS = (
    "count",
    "characteristic",
    "dimension",
    "theme",
    "sector_interest",
    "trend",
    "priority_list",
    "attache",
    "indicator",
    "any",
    "all",
    "not",
)
"""The kinds of condition: a condition has exactly one of these keys."""

# Bounds that no criteria made by people come near; they keep a hostile file from holding up the program.
_MANY = Field(max_length=200)
_SOME = Field(max_length=40)
_LISTS = Field(max_length=10)  # an open list doubles the memberships that are possible

_COMPANIONS = {"count": {"at_least", "level"}, "indicator": {"at_least", "at_most"}}


class Condition(Model):
    """One condition on a market. Exactly one of the keys in ``KINDS`` is there.

    ``count`` counts positive characteristics, or the dimensions or themes at ``level`` or above; ``characteristic``,
    ``dimension``, ``theme`` and ``sector_interest`` ask for that value or a better one; ``trend`` asks for one of the
    values listed; ``indicator`` for a figure within its bounds, both inclusive.
    """

    count: Group | None = None
    characteristic: dict[str, CharacteristicValue] | None = None
    dimension: dict[str, InterestLevel] | None = None
    theme: dict[str, InterestLevel] | None = None
    sector_interest: SectorInterestLevel | None = None
    trend: Annotated[Items[TrendValue], Field(min_length=1)] | None = None
    priority_list: str | None = None
    attache: str | None = None
    indicator: str | None = None
    any_of: Annotated[Items[Condition], Field(min_length=1, max_length=40)] | None = Field(None, alias="any")
    all_of: Annotated[Items[Condition], Field(min_length=1, max_length=40)] | None = Field(None, alias="all")
    negated: Condition | None = Field(None, alias="not")
    at_least: float | None = None
    at_most: float | None = None
    level: InterestLevel | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Condition:
        given = {_KEYS[name] for name in self.model_fields_set if name in _KEYS and getattr(self, name) is not None}
        kinds = [kind for kind in KINDS if kind in given]
        if len(kinds) != 1:
            raise PydanticCustomError("condition_kind", "one kind of condition", {"kinds": ", ".join(kinds)})
        stray = (given & {"at_least", "at_most", "level"}) - _COMPANIONS.get(kinds[0], set())
        if stray:
            raise PydanticCustomError("condition_companion", "stray key", {"key": min(stray), "kind": kinds[0]})
        if kinds[0] == "count" and (self.at_least is None or self.at_least != int(self.at_least)):
            raise PydanticCustomError("condition_count", "a whole number is needed")
        if kinds[0] == "indicator" and self.at_least is None and self.at_most is None:
            raise PydanticCustomError("condition_bound", "a bound is needed")
        return self

    @property
    def kind(self) -> str:
        """Which of ``KINDS`` this condition is."""
        for name, key in _KEYS.items():
            if getattr(self, name) is not None:
                return key
        raise AssertionError("a validated condition has a kind")

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions that this one is made of; none for a leaf."""
        if self.negated is not None:
            return (self.negated,)
        return self.any_of or self.all_of or ()

    def leaves(self) -> Iterator[Condition]:
        """The conditions without parts, in the order of the file."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


_KEYS = {name: one.alias or name for name, one in Condition.model_fields.items()}
"""The keys of a condition by the names of its fields."""


class Requirement(Condition):
    """A condition with its name, its place in the source and the reading chosen."""

    id: Identifier
    label: Text | None = None
    reference: str | None = None
    reading: Text | None = None


class Variant(Model):
    """A part of a category, such as IIIa; the last one takes what the others leave."""

    id: str
    label: Text | None = None
    description: Text | None = None
    reference: str | None = None
    reading: Text | None = None
    when: Condition | None = None


class EffortItem(Model):
    """One item of the effort that belongs to a category.

    ``evidence`` are the kinds of dated activities that show it, or ``contact`` or ``programme`` for those keys of the
    market's file; ``caution`` says what such activities leave open: they show no more than that the item is possibly
    in place. ``lapses_after_months`` is how long an activity shows the item; where it is left out, the pace of
    ``every_months`` says it, and without either an activity never lapses. ``follows`` is the item without which it asks
    nothing.
    """

    id: Identifier
    label: Text
    who: str | None = None
    how_often: Text | None = None
    every_months: int | None = Field(None, ge=1)
    lapses_after_months: int | None = Field(None, ge=1)
    strength: Literal["required", "to_consider", "incidental"] = "required"
    evidence: Items[str] = ()
    caution: Text | None = None
    follows: Identifier | None = None
    reference: str | None = None
    reading: Text | None = None
    note: Text | None = None

    @property
    def life(self) -> int | None:
        """The months for which an activity shows the item; none where it never lapses."""
        return self.lapses_after_months or self.every_months


class Category(Model):
    """A category: what it requires, what it prefers, and the effort that belongs to it.

    ``keep`` are lower bounds for a market that is in the category already; they count under :class:`Hysteresis` alone.
    """

    id: str
    label: Text | None = None
    description: Text | None = None
    requires: Annotated[Items[Requirement], _SOME] = ()
    prefers: Annotated[Items[Requirement], _SOME] = ()
    keep: Annotated[Items[Requirement], _SOME] = ()
    variants: Annotated[Items[Variant], _SOME] = ()
    effort: Annotated[Items[EffortItem], _MANY] = ()

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The categories that a market can end up in here: the variants, in order of name, or the category itself."""
        return tuple(sorted(variant.id for variant in self.variants)) or (self.id,)


class Labelled(Model):
    """Something the criteria name: a characteristic, dimension, theme, attaché."""

    label: Text | None = None
    reference: str | None = None
    description: Text | None = None
    reading: Text | None = None


class CharacteristicDefinition(Labelled):
    """A characteristic; ``positive_when`` says how the figures judge it."""

    positive_when: Condition | None = None


class ThemeDefinition(Labelled):
    """A theme with its numeral in S1."""

    numeral: str | None = None


class Indicator(Model):
    """A figure, or one that is the product of others.

    A product takes the newest year that all its factors share, if that is at most ``shared_year_within`` years older
    than the newest of any factor; else the newest of each.
    """

    unit: str
    label: Text | None = None
    product_of: Items[str] = ()
    shared_year_within: int = Field(3, ge=0, le=1000)
    description: Text | None = None


class PriorityList(Model):
    """A list of priority markets. Whoever is not named on an incomplete list is unknown."""

    complete: bool
    members: Items[str] = ()
    includes: str | None = None
    label: Text | None = None
    reference: str | None = None
    reading: Text | None = None


Aggregation = Literal["majority", "any"]


class RegionRules(Model):
    """How the inputs of a region follow from those of its members."""

    health_system: Aggregation = "majority"
    dimensions: Aggregation = "any"
    themes: Aggregation = "any"
    sector_interest: Aggregation = "any"
    trend: Aggregation = "majority"
    attaches: Aggregation = "any"


class ErrorRates(Model):
    """The chance that a judgement of that confidence is wrong, from 0 to 1."""

    high: float = Field(ge=0, le=1)
    medium: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)


class Period(Model):
    """The period of a strategy, both days included."""

    since: Date = Field(alias="from")
    until: Date = Field(alias="to")


class Review(Model):
    """How often the list is revised."""

    every_months: int = Field(ge=1)


class CriteriaSource(Model):
    """The document that the criteria come from."""

    title: Text
    publisher: Text | None = None
    date: Date | None = None
    url: str | None = None


class SpecialTargets(Model):
    """How many special target markets there may be at once, and from which categories (annex 1)."""

    label: Text | None = None
    reference: str | None = None
    reading: Text | None = None
    at_most: int = Field(3, ge=0)
    from_categories: Items[str] = ()


class Hysteresis(Model):
    """What it takes to leave a category: failing its ``keep`` bounds, or failing at ``reviews`` reviews running.

    Without ``reviews`` a market stays for as long as the bounds hold; in a category without bounds, ``reviews`` alone
    decides.
    """

    reviews: int | None = Field(None, ge=2)
    reference: str | None = None
    reading: Text | None = None


class Criteria(Model):
    """The rules of one strategy period, their parameters and their places in the source."""

    id: str
    title: Text
    period: Period | None = None
    review: Review | None = None
    source: CriteriaSource | None = None
    indicators: Annotated[dict[Identifier, Indicator], _MANY] = {}
    health_system: Annotated[dict[Identifier, CharacteristicDefinition], _MANY]
    dimensions: Annotated[dict[Identifier, Labelled], _MANY]
    attaches: Annotated[dict[Identifier, Labelled], _MANY] = {}
    themes: Annotated[dict[Identifier, ThemeDefinition], _MANY]
    priority_lists: Annotated[dict[Identifier, PriorityList], _LISTS] = {}
    regions: RegionRules = RegionRules()
    error_rates: ErrorRates | None = None
    categories: Annotated[Items[Category], Field(min_length=1, max_length=40)]
    special_targets: SpecialTargets | None = None
    hysteresis: Hysteresis | None = None

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Every category a market can have, best first, such as I, II, IIIa, IIIb, IV."""
        return tuple(outcome for category in self.categories for outcome in category.outcomes)

    @property
    def category_names(self) -> tuple[str, ...]:
        """Every word that names a category, whole or a variant of it, best first: I, II, III, IIIa, IIIb, IV."""
        return tuple(dict.fromkeys(name for category in self.categories for name in (category.id, *category.outcomes)))
