"""The coverage of the figures, in every form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hhmonitor.answers.console import as_text
from hhmonitor.answers.names import market_name
from hhmonitor.language import _, ngettext, selected
from hhmonitor.language.numbers import number
from hhmonitor.model import in_language
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.coverage import Cell, Coverage
from hhmonitor.questions.provenance import Provenance

FORMATS = ("table", "json", "csv")

_FEW = 8
"""So many white spots are named in the table; of more only the number is told."""


def rendered(classification: Classification, found: Sequence[Coverage], form: str, *, markets: bool) -> str:
    """The coverage in one of ``FORMATS``; the table has every market's newest year too where ``markets``."""
    if form == "json":
        return _as_json(classification, found)
    if form == "csv":
        return _as_csv(classification, found)
    return as_text(*_blocks(classification, found, markets))


def _blocks(classification: Classification, found: Sequence[Coverage], markets: bool) -> Iterator[RenderableType]:
    yield _summary(classification, found)
    yield Text(_("Sources of the newest figures"), style="bold")
    yield _sources(found)
    if markets:
        yield Text(_("Newest year by market; the columns are the numbers above"), style="bold")
        yield _by_market(classification, found)


def _summary(classification: Classification, found: Sequence[Coverage]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold")
    for title, justify in (
        (_("No."), "right"),
        (_("Indicator"), "left"),
        (_("Countries"), "right"),
        (_("Newest year"), "left"),
        (_("Age"), "right"),
        (_("White spots"), "left"),
    ):
        table.add_column(title, justify="right" if justify == "right" else "left")
    for place, one in enumerate(found, start=1):
        table.add_row(
            str(place),
            label(classification, one.indicator),
            f"{len(one.known)}/{len(one.cells)}",
            _years(one),
            "–" if one.age is None else str(one.age),
            _white_spots(one),
        )
    return table


def _years(one: Coverage) -> str:
    years = one.newest_years
    if not years:
        return "–"
    return str(years[0]) if min(years) == max(years) else f"{min(years)}–{max(years)}"


def _white_spots(one: Coverage) -> str:
    spots = one.white_spots
    if len(spots) <= _FEW:
        return ", ".join(spots) or "–"
    return ngettext("{count} market", "{count} markets", len(spots)).format(count=number(len(spots)))


def _sources(found: Sequence[Coverage]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold")
    for title in (_("Source"), _("Publisher"), _("Vintage"), _("Licence"), _("No.")):
        table.add_column(title)
    used: dict[str, tuple[Provenance, list[str]]] = {}
    for place, one in enumerate(found, start=1):
        for source, (origin, _count) in one.sources.items():
            used.setdefault(source, (origin, []))[1].append(str(place))
    for source, (origin, places) in used.items():
        publisher = in_language(origin.publisher, selected(), "–")
        licence = in_language(origin.licence, selected(), "–")
        table.add_row(source, publisher, origin.vintage or "–", licence, ", ".join(places))
    return table


def _by_market(classification: Classification, found: Sequence[Coverage]) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column(_("Market"), no_wrap=True)
    for place in range(1, len(found) + 1):
        table.add_column(str(place), justify="right", no_wrap=True)
    for cells in zip(*(one.cells for one in found), strict=True):
        name = market_name(classification.project.market(cells[0].market))
        table.add_row(name, *(str(cell.figure.year) if cell.figure else "·" for cell in cells))
    return Padding(table, 0)


def label(classification: Classification, indicator: str) -> str:
    """What an indicator is called."""
    definition = classification.criteria.indicators.get(indicator)
    return in_language(definition.label if definition else None, selected(), indicator)


def _as_json(classification: Classification, found: Sequence[Coverage]) -> str:
    document = {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "indicators": [
            {
                "id": one.indicator,
                "label": label(classification, one.indicator),
                "unit": classification.criteria.indicators[one.indicator].unit,
                "countries": len(one.known),
                "of": len(one.cells),
                "oldest_newest_year": min(one.newest_years, default=None),
                "newest_year": max(one.newest_years, default=None),
                "age": one.age,
                "white_spots": list(one.white_spots),
                "markets": [_cell(classification, cell) for cell in one.cells],
            }
            for one in found
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _cell(classification: Classification, cell: Cell) -> dict[str, object]:
    figure = cell.figure
    return {
        "code": cell.market,
        "year": figure.year if figure else None,
        "value": figure.value if figure else None,
        "age": classification.as_of.year - figure.year if figure else None,
        "mixed_vintages": cell.mixes_vintages,
        "sources": [
            {
                "indicator": one.figure.indicator,
                "id": one.source,
                "title": in_language(one.title, selected()),
                "publisher": in_language(one.publisher, selected()) or None,
                "vintage": one.vintage,
                "licence": in_language(one.licence, selected()) or None,
                "private": one.private,
            }
            for one in cell.provenance
        ],
    }


_COLUMNS = ("indicator", "market", "name", "newest_year", "age", "value", "source", "vintage", "publisher", "licence")


def _as_csv(classification: Classification, found: Sequence[Coverage]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in found:
        for cell in one.cells:
            name = market_name(classification.project.market(cell.market))
            if cell.figure is None:
                writer.writerow((one.indicator, cell.market, name, *[""] * (len(_COLUMNS) - 3)))
                continue
            writer.writerow(
                (
                    one.indicator,
                    cell.market,
                    name,
                    cell.figure.year,
                    classification.as_of.year - cell.figure.year,
                    f"{cell.figure.value:.15g}",
                    "; ".join(part.source for part in cell.provenance),
                    "; ".join(part.vintage or "" for part in cell.provenance),
                    "; ".join(in_language(part.publisher, selected()) for part in cell.provenance),
                    "; ".join(in_language(part.licence, selected()) for part in cell.provenance),
                )
            )
    return text.getvalue()
