"""Where figures come from: the sources of the table, and the series of publishers that our indicators are."""

from __future__ import annotations

from typing import Literal

from pydantic import RootModel

from hhmonitor.model.base import Date, Identifier, Items, Model, Text


class FigureSource(Model):
    """A source of figures. ``date`` is its vintage: the day on which the publisher issued or last changed it."""

    title: Text
    publisher: Text | None = None
    url: str | None = None
    date: Date | None = None
    licence: Text | None = None
    note: Text | None = None


class FigureSources(RootModel[dict[str, FigureSource]]):
    """The file beside the table of figures: the id of each source to what is known of it."""


class Publisher(Model):
    """A publisher of figures.

    ``title`` is its name, ``database`` the one its figures come out of, ``licence`` the terms they come under;
    ``page`` is the address where people read about a series and ``service`` the one where programs ask for it,
    ``{code}`` standing for the series.
    """

    title: str
    database: str
    licence: str
    page: str
    service: str


class Series(Model):
    """A publisher's series that is one of our indicators.

    Its figures times ``scale`` are in our unit. ``title`` is what the publisher calls it, for files that do not say;
    ``named`` are the words for the unit in that name. ``database`` and ``page`` are where it comes out of and where
    people read about it, where these are not what its publisher has in general. A series that is ``discontinued``, or
    only comes in ``files``, is imported, but not asked for.
    """

    publisher: Literal["world_bank", "who"]
    code: str
    title: str | None = None
    named: str | None = None
    scale: float = 1
    database: str | None = None
    page: str | None = None
    discontinued: bool = False
    files: bool = False


class IndicatorSeries(Model):
    """The series that an indicator can come from, in ``unit``; the first one is asked for unless another is named."""

    unit: str
    series: Items[Series]


class SeriesCatalogue(Model):
    """Which series of which publishers our indicators are."""

    publishers: dict[str, Publisher] = {}
    indicators: dict[Identifier, IndicatorSeries]
