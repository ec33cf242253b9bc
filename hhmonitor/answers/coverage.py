"""The coverage of the figures: of which markets there are any, how old they are and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Code, Column, Heading, Market, Number, Row, Said, Table
from hhmonitor.answers.names import market_name
from hhmonitor.answers.texts import told
from hhmonitor.language import _, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import number
from hhmonitor.model import Bilingual, in_language
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.coverage import Cell, Coverage
from hhmonitor.questions.provenance import Provenance

_FEW = 8
"""So many white spots are named; of more only the number is told."""


def coverage_answer(classification: Classification, found: Sequence[Coverage], *, markets: bool) -> Answer:
    """The coverage; people get every market's newest year too where ``markets``."""
    title = _("Figures, criteria {criteria}, as of {day}").format(
        criteria=classification.criteria.id, day=date_text(classification.as_of)
    )
    return Answer(
        "indicators-list",
        title,
        lambda: _blocks(classification, found, title, markets),
        data=lambda: _data(classification, found),
        rows=lambda: _rows(classification, found),
    )


# For people


def _blocks(classification: Classification, found: Sequence[Coverage], title: str, markets: bool) -> Iterator[Block]:
    yield Heading(title, 1)
    yield _summary(classification, found)
    yield Heading(_("Sources of the newest figures"))
    yield _sources(found)
    if markets:
        yield Heading(_("Newest year by market"))
        yield _by_market(classification, found)


def _summary(classification: Classification, found: Sequence[Coverage]) -> Table:
    """A row for each indicator, with the number that stands for it in the tables beneath."""
    return Table(
        [
            Column(_("Indicator"), 40),
            Column(_("No."), 5, numeric=True),
            Column(_("Countries"), numeric=True),
            _("Newest year"),
            Column(_("Age"), 6, numeric=True),
            Column(_("White spots"), 40),
        ],
        [
            Row(
                [
                    label(classification, one.indicator),
                    str(place),
                    f"{len(one.known)}/{len(one.cells)}",
                    _years(one),
                    "–" if one.age is None else Number(str(one.age), one.age),
                    _white_spots(one),
                ]
            )
            for place, one in enumerate(found, start=1)
        ],
        _("Coverage"),
    )


def _years(one: Coverage) -> Said:
    years = one.newest_years
    if not years:
        return "–"
    if min(years) == max(years):
        return Number(str(years[0]), years[0], year=True)
    return f"{min(years)}–{max(years)}"


def _white_spots(one: Coverage) -> str:
    spots = one.white_spots
    if len(spots) <= _FEW:
        return ", ".join(spots) or "–"
    return ngettext("{count} market", "{count} markets", len(spots)).format(count=number(len(spots)))


def _sources(found: Sequence[Coverage]) -> Table:
    used: dict[str, tuple[Provenance, list[str]]] = {}
    for place, one in enumerate(found, start=1):
        for source, (origin, _count) in one.sources.items():
            used.setdefault(source, (origin, []))[1].append(str(place))
    return Table(
        [
            Column(_("Source"), 26),
            Column(_("Publisher"), 26),
            _("Vintage"),
            Column(_("Licence"), 26),
            Column(_("Indicators"), short=_("No.")),
        ],
        [
            Row(
                [
                    Code(source),
                    _said(origin.publisher),
                    origin.vintage or "–",
                    _said(origin.licence),
                    ", ".join(places),
                ]
            )
            for source, (origin, places) in used.items()
        ],
        _("Sources of the newest figures"),
    )


def _said(text: str | Bilingual | None) -> Said:
    return told(text) if text else "–"


def _by_market(classification: Classification, found: Sequence[Coverage]) -> Table:
    """A row for each market; where there is little room the numbers of the first table stand above the columns."""
    return Table(
        [
            Column(_("Market"), 26),
            *(
                Column(label(classification, one.indicator), 8, upright=True, short=str(place), numeric=True)
                for place, one in enumerate(found, start=1)
            ),
        ],
        [
            Row(
                [
                    Market(market_name(classification.project.market(cells[0].market)), cells[0].market),
                    *(
                        Number(str(cell.figure.year), cell.figure.year, year=True) if cell.figure else "·"
                        for cell in cells
                    ),
                ]
            )
            for cells in zip(*(one.cells for one in found), strict=True)
        ],
        _("Newest year by market"),
    )


def label(classification: Classification, indicator: str) -> str:
    """What an indicator is called."""
    definition = classification.criteria.indicators.get(indicator)
    return in_language(definition.label if definition else None, selected(), indicator)


# For programs


def _data(classification: Classification, found: Sequence[Coverage]) -> dict[str, Any]:
    return {
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


_COLUMNS = ("indicator", "market", "name", "newest_year", "age", "value", "source", "vintage", "publisher", "licence")


def _rows(classification: Classification, found: Sequence[Coverage]) -> Rows:
    """A record for each market and indicator; what is not known is empty."""
    return Rows(_COLUMNS, tuple(_record(classification, one, cell) for one in found for cell in one.cells))


def _record(classification: Classification, one: Coverage, cell: Cell) -> tuple[object, ...]:
    name = market_name(classification.project.market(cell.market))
    if cell.figure is None:
        return (one.indicator, cell.market, name, *[""] * (len(_COLUMNS) - 3))
    return (
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
