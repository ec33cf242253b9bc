"""The tables of figures: the common one, and a private one for figures that may not be passed on.

Each is a CSV file with its sources in a YAML file beside it. The private table is read where it is there, and wins year
by year; it lies outside ``countries/``, so that it travels with nothing that is passed on.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.model.figure_values import is_figure, is_year

if TYPE_CHECKING:
    from hhmonitor.model.figures import FigureSource

COMMON, PRIVATE = "countries/figures", "private/figures"
"""The folders of the two tables."""
TABLE, SOURCES, SERIES = "indicators.csv", "sources.yaml", "series.yaml"
"""The files in such a folder: the figures, their sources, and which series of publishers they are."""
COLUMNS = ["market", "indicator", "year", "value", "source"]


@dataclass
class Figures:
    """The table by market, indicator and year, and what is wrong with it."""

    table: dict[str, dict[str, dict[int, tuple[float, str]]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def overlay(self, other: Figures) -> None:
        """Lay another table over this one: its figures win, market by market, indicator by indicator, year by year."""
        for market, indicators in other.table.items():
            for indicator, series in indicators.items():
                self.table.setdefault(market, {}).setdefault(indicator, {}).update(series)
        self.findings += other.findings


def read_figures(path: Path, file: str) -> Figures:
    """Read the table; an absent one is empty."""
    figures = Figures()
    if not os.path.lexists(path):
        return figures
    if path.exists() and not path.is_file():
        # A pipe would hold up the run until somebody writes to it.
        figures.findings.append(Finding("HH106" if path.is_dir() else "HH108", Place(file)))
        return figures
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            _read_rows(csv.reader(lines, strict=True), figures, file)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        figures.findings.append(Finding("HH601", Place(file), {"reason": str(error)}))
    return figures


class Row(NamedTuple):
    """A row of the table: ``value`` is the number as it is written there."""

    market: str
    indicator: str
    year: int
    value: str
    source: str


def read_rows(path: Path) -> list[Row]:
    """The rows of a table in which nothing is wrong, as they are written; an absent one has none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        next(rows, None)
        return [Row(row[0], row[1], int(row[2]), row[3], row[4]) for row in rows if row]


def table_text(rows: Iterable[Row], order: Iterable[str]) -> str:
    """The table as text: by market, then by indicator in this ``order``, those not in it after it, then by year."""
    place = {indicator: position for position, indicator in enumerate(order)}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)

    def by_market(row: Row) -> tuple[str, int, str, int]:
        return row.market, place.get(row.indicator, len(place)), row.indicator, row.year

    for row in sorted(rows, key=by_market):
        writer.writerow(row)
    return text.getvalue()


def sources_text(present: str, added: Mapping[str, FigureSource], dropped: Collection[str] = ()) -> str:
    """The file of sources without those ``dropped`` and with others added at its end; the rest is left as it is."""
    entries = [
        f"{name}:\n"
        + "".join(f"  {key}: {_yaml(value)}\n" for key, value in source.model_dump(exclude_none=True).items())
        for name, source in added.items()
    ]
    end = "" if not present or present.endswith("\n") else "\n"
    return _without(present, dropped) + end + "".join(entries)


def _without(text: str, dropped: Collection[str]) -> str:
    """The file of sources without some of them: a key at the beginning of a line, with what is indented under it."""
    kept: list[str] = []
    dropping = False
    for line in text.splitlines(keepends=True):
        if not line[0].isspace():
            dropping = line.partition(":")[0].strip("\"'") in dropped
        if not dropping:
            kept.append(line)
    return "".join(kept)


def _yaml(value: object) -> str:
    """A value in YAML's flow style; every text between quotation marks, dates as they are."""
    import json

    return json.dumps(value, ensure_ascii=False)


def _read_rows(rows: Iterable[list[str]], figures: Figures, file: str) -> None:
    numbered = enumerate(rows, start=1)
    _, header = next(numbered, (1, []))
    if header != COLUMNS:
        details = {"found": ",".join(header), "expected": ",".join(COLUMNS)}
        figures.findings.append(Finding("HH602", _line(file, 1), details))
        return
    table = figures.table
    for number, row in numbered:
        try:
            market, indicator, year_text, value_text, source = row
            sound = is_year(year_text.strip()) and is_figure(value_text.strip())
        except ValueError:
            sound = False
        if not sound:
            if row:
                details = {"row": ",".join(row)[:80]}
                figures.findings.append(Finding("HH603", _line(file, number), details))
            continue
        year, value = int(year_text), float(value_text)
        series = table.setdefault(market, {}).setdefault(indicator, {})
        if year in series:
            details = {"market": market, "indicator": indicator, "year": str(year)}
            figures.findings.append(Finding("HH604", _line(file, number), details))
        series[year] = (value, source)


def _line(file: str, number: int) -> Place:
    return Place(file, span=Span(Position(number, 1), Position(number, 1)))


def place_of_figure(root: Path, market: str, indicator: str, year: int) -> Place | None:
    """Where a figure of the tables stands: the private one goes before; none where it is in neither."""
    for folder in (PRIVATE, COMMON):
        file = f"{folder}/{TABLE}"
        if not (root / file).is_file():
            continue
        with (root / file).open(encoding="utf-8-sig", newline="") as lines:
            for number, line in enumerate(lines, start=1):
                if line.startswith(f"{market},{indicator},{year},"):
                    return _line(file, number)
    return None
