"""Which of our indicators a publisher's series is: data, in ``series.yaml``, to which a project adds its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hhmonitor.model.figures import Publisher, Series, SeriesCatalogue
from hhmonitor.yaml import read_file

SHIPPED = Path(__file__).with_name("series.yaml")
"""The catalogue that comes with the program."""

TABLE = "table"
"""The publisher of a table in our own form, whose series are our indicators themselves."""


@dataclass(frozen=True, slots=True)
class Known:
    """A series that is one of our indicators, in our unit."""

    indicator: str
    unit: str
    series: Series


@dataclass(frozen=True)
class Catalogue:
    """The series known, those of the project before those that come with the program."""

    publishers: Mapping[str, Publisher]
    known: tuple[Known, ...]

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], Known]:
        # The first to name a series wins, and a project's own are first.
        return {(one.series.publisher, one.series.code): one for one in reversed(self.known)}

    def find(self, publisher: str, code: str) -> Known | None:
        """What a publisher's series is, none where it is none of ours."""
        return self._by_code.get((publisher, code))

    def codes(self, publisher: str) -> set[str]:
        """The codes of a publisher's series that are known."""
        return {code for one, code in self._by_code if one == publisher}

    def of(self, indicator: str, publisher: str | None = None) -> Known | None:
        """The series to ask for when an indicator is wanted, from this publisher where one is named."""
        return next(self._to_ask_for(indicator, publisher), None)

    def _to_ask_for(self, indicator: str, publisher: str | None) -> Iterator[Known]:
        for one in self.known:
            series = one.series
            asked_for = not series.discontinued and not series.files
            if one.indicator == indicator and asked_for and publisher in (None, series.publisher):
                yield one


def catalogue(own: SeriesCatalogue | None = None) -> Catalogue:
    """The catalogue that comes with the program, with what a project adds to it."""
    document = read_file(SHIPPED, SHIPPED.name).document
    assert document is not None
    shipped = SeriesCatalogue.model_validate(document.data)
    both = [one for one in (own, shipped) if one is not None]
    publishers = {name: publisher for one in reversed(both) for name, publisher in one.publishers.items()}
    known = (
        Known(indicator, entry.unit, series)
        for one in both
        for indicator, entry in one.indicators.items()
        for series in entry.series
    )
    return Catalogue(publishers, tuple(known))
