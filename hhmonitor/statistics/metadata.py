"""What publishers put beside their tables: which places are countries, who made the figures, what series are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from hhmonitor.statistics.limits import MOST_KEPT
from hhmonitor.statistics.rows import RowOpener
from hhmonitor.statistics.unreadable import Unreadable

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
    # WHO's, in the workbook of its Global Health Expenditure Database.
    {"Indicator short code", "Indicator name"},
    {"Sources", "Comments"},
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """``aggregates`` are the codes of places that are several countries together, ``countries`` those of one.

    ``origins`` gives the organisation that a series comes from, in the World Bank's words, and ``names`` what a series
    is called whose table has its code alone.
    """

    aggregates: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    origins: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def kind(self, place: str) -> str:
        """``aggregate`` or ``country``, or empty where the metadata does not say."""
        if place in self.countries:
            return "country"
        return "aggregate" if place in self.aggregates else ""


def is_metadata(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these first rows are those of metadata."""
    return any(known <= set(row) for row in rows[:1] for known in _KNOWN_BY)


def read_metadata(tables: Iterable[RowOpener]) -> Metadata:
    """The metadata in these tables, each given by what opens it; what is not of use in them is passed over."""
    aggregates: set[str] = set()
    countries: set[str] = set()
    origins: dict[str, str] = {}
    names: dict[str, str] = {}
    for open_rows in tables:
        # Metadata is a help and no more: what cannot be read of it is done without.
        with suppress(Unreadable), open_rows() as rows:
            header = next(rows, [])
            for cells in rows:
                row = dict(zip(header, cells, strict=False))
                if row.get("Country Code") and "Region" in row:
                    (countries if row["Region"] else aggregates).add(row["Country Code"])
                series = row.get("INDICATOR_CODE") or row.get("Series Code")
                origin = row.get("SOURCE_ORGANIZATION") or row.get("Source")
                if series and origin:
                    origins[series] = " ".join(origin.split())
                if row.get("Indicator short code") and row.get("Indicator name"):
                    names[row["Indicator short code"]] = row["Indicator name"]
                if max(len(aggregates), len(countries), len(origins), len(names)) >= MOST_KEPT:
                    break
    return Metadata(frozenset(aggregates), frozenset(countries), origins, names)
