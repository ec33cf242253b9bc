"""How far the ambitions of the strategy have come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hhmonitor.model.ambitions import Ambition, Ambitions


@dataclass(frozen=True, slots=True)
class Progress:
    """One ambition: the figures it began and has come to, as far as they are there.

    ``share`` is the part of the way from the first figure to the target (1 is all of it, below 0 is further away);
    ``expected`` the part of the time that has passed by the newest figure. Both are none where less than two figures
    of a level are there.
    """

    name: str
    ambition: Ambition
    first: tuple[int, float] | None
    newest: tuple[int, float] | None
    share: float | None
    expected: float | None


def progress(ambitions: Ambitions, as_of: date) -> Iterator[Progress]:
    """The progress of every ambition, by the figures up to and including the year of ``as_of``."""
    for name, ambition in ambitions.ambitions.items():
        years = sorted(year for year in ambition.figures if year <= as_of.year)
        figures = [(year, ambition.figures[year].value) for year in years]
        first, newest = (figures[0], figures[-1]) if figures else (None, None)
        share = expected = None
        if ambition.growth is not None and newest is not None:
            share = newest[1] / ambition.growth if ambition.growth else None
        elif ambition.target is not None and first is not None and newest is not None and first != newest:
            way = ambition.target - first[1]
            share = (newest[1] - first[1]) / way if way else None
            time = ambitions.year - first[0]
            expected = (newest[0] - first[0]) / time if time > 0 else None
        yield Progress(name, ambition, first, newest, share, expected)
