"""Where a figure comes from: its source, its vintage and its licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hhmonitor.inputs.figures import Figure
from hhmonitor.model import Country, Region, Text
from hhmonitor.project import Project


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one figure comes from.

    ``vintage`` is the date of the source as it is written there. ``source`` is the id of the source in the file that
    names it: the sources of the tables, or those of the market itself where the figure is ``own``. A source that is
    not named anywhere has its id for a title. A ``private`` figure may not be passed on.
    """

    figure: Figure
    source: str
    title: Text
    publisher: Text | None = None
    url: str | None = None
    vintage: str | None = None
    licence: Text | None = None
    own: bool = False
    private: bool = False


def provenance(project: Project, market: Country | Region, figure: Figure) -> tuple[Provenance, ...]:
    """Where a figure of a market comes from; for a derived one where each of its factors does."""
    return tuple(_source(project, market, one) for one in _leaves(figure))


def mixes_vintages(found: tuple[Provenance, ...]) -> bool:
    """Whether a figure was made of figures of different vintages; unknown dates do not count."""
    return len({one.vintage for one in found if one.vintage not in (None, "unknown")}) > 1


def _leaves(figure: Figure) -> Iterator[Figure]:
    if not figure.factors:
        yield figure
    for factor in figure.factors:
        yield from _leaves(factor)


def _source(project: Project, market: Country | Region, figure: Figure) -> Provenance:
    own = market.indicators.get(figure.indicator)
    if own is not None and figure.year in own.values:
        stated = market.sources.get(figure.source)
        if stated is None:
            return Provenance(figure, figure.source, figure.source, own=True)
        return Provenance(
            figure, figure.source, stated.title, stated.publisher, stated.url, stated.date, None, own=True
        )
    source = project.figure_sources.get(figure.source)
    if source is None:
        return Provenance(figure, figure.source, figure.source)
    return Provenance(
        figure,
        figure.source,
        source.title,
        source.publisher,
        source.url,
        source.date,
        source.licence,
        private=figure.source in project.private_sources,
    )
