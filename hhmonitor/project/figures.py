"""The common table of figures, ``countries/figures/indicators.csv``."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hhmonitor.findings import Finding, Place, Position, Span

COLUMNS = ["market", "indicator", "year", "value", "source"]


@dataclass
class Figures:
    """The table by market, indicator and year, and what is wrong with it."""

    table: dict[str, dict[str, dict[int, tuple[float, str]]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


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
            year, value = int(year_text), float(value_text)
            sound = math.isfinite(value)
        except ValueError:
            sound = False
        if not sound:
            if row:
                details = {"row": ",".join(row)[:80]}
                figures.findings.append(Finding("HH603", _line(file, number), details))
            continue
        series = table.setdefault(market, {}).setdefault(indicator, {})
        if year in series:
            details = {"market": market, "indicator": indicator, "year": str(year)}
            figures.findings.append(Finding("HH604", _line(file, number), details))
        series[year] = (value, source)


def _line(file: str, number: int) -> Place:
    return Place(file, span=Span(Position(number, 1), Position(number, 1)))


def line_of(path: Path, market: str, indicator: str, year: int) -> int | None:
    """The line of the table on which a figure stands, counting from 1; none where it does not."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, line in enumerate(lines, start=1):
            if line.startswith(f"{market},{indicator},{year},"):
                return number
    return None
