"""A review of the list, as it is kept (``docs/format.md``, *Reviews*)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from hhmonitor.model.base import Date, Items, Model, Text, last_day
from hhmonitor.model.market import Code, Decision, SpecialTarget

NAME_PATTERN = r"^[0-9A-Za-z][0-9A-Za-z._-]*$"

OutcomeKind = Literal["decided", "renewed", "withdrawn", "adopted", "left", "kept"]
"""What became of a market: a decision was taken, repeated with a new date, or taken back; the category that the rules
give was adopted; it left the list; the rules found it below its category, and the criteria keep it there."""


class MarketOutcome(Model):
    """What was decided on one market, and what the rules gave then.

    ``before`` and ``to`` are categories in force, none where the market was not on the list. ``decision`` is the one
    that was taken, ``replaced`` the one that stood until then.
    """

    outcome: OutcomeKind
    before: str | None = Field(None, alias="from")
    to: str | None = None
    rules: str | None = None
    decision: Decision | None = None
    replaced: Decision | None = None


class AdoptedList(Model):
    """A list of priority markets as it was adopted."""

    complete: bool
    members: Items[str] = ()


class AdoptedCriteria(Model):
    """The criteria that were adopted: ``rules_sha256`` is the fingerprint of what decides in them."""

    id: str
    rules_sha256: str


class Adopted(Model):
    """The criteria and the lists of priority markets that were adopted, where any were."""

    criteria: AdoptedCriteria | None = None
    lists: dict[str, AdoptedList] = {}


class TargetOutcome(Model):
    """A special target market that was named, or ended before or after its time, with what came of it."""

    outcome: Literal["named", "ended"]
    market: Code
    target: SpecialTarget
    evaluation: Text | None = None


class Action(Model):
    """What somebody is to do: a role, never a person; ``done`` is the day on which it was done."""

    what: Text
    by: Text
    due: Date
    market: Code | None = None
    done: Date | None = None


class Minutes(Model):
    """What a meeting has decided so far; who was there stands under ``present``, as roles."""

    present: Items[Text] = ()
    markets: dict[Code, MarketOutcome] = {}
    adopted: Adopted = Adopted()
    special_targets: Items[TargetOutcome] = ()
    actions: Items[Action] = ()
    remarks: Items[Text] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was recorded yet."""
        return self == Minutes()


class Review(Minutes):
    """A review that was closed: nothing in it changes afterwards but when its actions were done.

    ``base`` is the review before it. ``list_sha256`` is the fingerprint of the list that was kept beside it.
    """

    name: Annotated[str, Field(pattern=NAME_PATTERN)]
    date: Date
    criteria: str
    base: str | None = None
    list_sha256: str

    @property
    def day(self) -> datetime.date:
        """The day of the review, the last one that its date can mean."""
        return last_day(self.date) or datetime.date.max
