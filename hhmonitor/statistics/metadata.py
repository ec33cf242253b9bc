"""What the World Bank puts beside its tables: which places are countries, and who made the figures."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TextIO

_KNOWN_BY = (
    # On countries, on series, on both, and footnotes; as bulk files and the DataBank have them.
    {"Country Code", "Region"},
    {"Country Code", "TableName"},
    {"INDICATOR_CODE", "SOURCE_NOTE"},
    {"Series Code", "Topic"},
    {"CountryCode", "SeriesCode", "DESCRIPTION"},
    {"SeriesCode", "Year", "DESCRIPTION"},
    {"Country Code", "Series Code", "Description"},
    {"Series Code", "Year", "Description"},
    {"Code", "License Type"},
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """``aggregates`` are the codes of places that are several countries together, ``countries`` those of one.

    ``origins`` gives the organisation that a series comes from, in the World Bank's words.
    """

    aggregates: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    origins: dict[str, str] = field(default_factory=dict)

    def kind(self, place: str) -> str:
        """``aggregate`` or ``country``, or empty where the metadata does not say."""
        if place in self.countries:
            return "country"
        return "aggregate" if place in self.aggregates else ""


def is_metadata(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these first rows are those of metadata."""
    return any(known <= set(row) for row in rows[:1] for known in _KNOWN_BY)


def read_metadata(files: Iterable[Callable[[], TextIO]]) -> Metadata:
    """The metadata in these files, each given by what opens it; what is not of use in them is passed over."""
    aggregates: set[str] = set()
    countries: set[str] = set()
    origins: dict[str, str] = {}
    for open_text in files:
        # Metadata is a help and no more: what cannot be read of it is done without.
        with open_text() as text, suppress(csv.Error):
            for row in csv.DictReader(text):
                if row.get("Country Code") and "Region" in row:
                    (countries if row["Region"] else aggregates).add(row["Country Code"])
                series = row.get("INDICATOR_CODE") or row.get("Series Code")
                origin = row.get("SOURCE_ORGANIZATION") or row.get("Source")
                if series and origin:
                    origins[series] = " ".join(origin.split())
    return Metadata(frozenset(aggregates), frozenset(countries), origins)
