"""The ambitions of the strategy in figures (its tables 1 and 2)."""

from __future__ import annotations

from hhmonitor.model.base import Identifier, Model, Text
from hhmonitor.model.market import Source


class Measurement(Model):
    """A figure of one year, with the id of its source."""

    value: float
    source: str


class Ambition(Model):
    """One ambition: a level to reach (``target``), or growth in percent over a period of reference (``growth``)."""

    label: Text
    unit: Text
    reference: str | None = None
    target: float | None = None
    growth: float | None = None
    since: str | None = None
    figures: dict[int, Measurement] = {}
    note: Text | None = None


class Ambitions(Model):
    """The ambitions for one year."""

    year: int
    ambitions: dict[Identifier, Ambition]
    sources: dict[str, Source] = {}
