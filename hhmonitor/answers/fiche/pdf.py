"""A fiche as a PDF of at most two pages, set by Typst. Needs typst, from the extra ``pdf``.

The same note gives the same bytes on every computer: no date, and no font but those that Typst carries.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from hhmonitor.answers.fiche.blocks import Block, Chart, Note
from hhmonitor.answers.fiche.sparkline import as_points
from hhmonitor.answers.tones import tone_of
from hhmonitor.language import selected
from hhmonitor.model import Criteria

PAGES = 2
"""The most that a fiche may take."""

_SIZES = (9.4, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6)
"""Sizes of the text in points, tried until the note fits; the last is taken as it comes."""

_TEMPLATE = Path(__file__).with_name("fiche.typ").read_bytes()


def as_pdf(note: Note, criteria: Criteria) -> bytes:
    """The note as a tagged PDF that screen readers can follow (PDF/UA)."""
    data = json.dumps(_as_data(note, criteria), ensure_ascii=False)
    for size in _SIZES:
        inputs = {"note": data, "size": str(size)}
        if _pages(inputs) <= PAGES:
            break
    made = typst.compile(_TEMPLATE, format="pdf", sys_inputs=inputs, ignore_system_fonts=True, pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


def _pages(inputs: dict[str, str]) -> int:
    found = typst.query(_TEMPLATE, "<pages>", field="value", one=True, sys_inputs=inputs, ignore_system_fonts=True)
    return int(json.loads(found) if isinstance(found, str) else found)


def _as_data(note: Note, criteria: Criteria) -> dict[str, Any]:
    sections = [
        {"name": one.name, "title": one.title, "blocks": [_block_as_data(block) for block in one.blocks]}
        for one in note.sections
    ]
    return {
        **asdict(note),
        "sections": sections,
        "tone": tone_of(criteria, note.category),
        "language": selected(),
    }


def _block_as_data(block: Block) -> dict[str, Any]:
    return {"type": type(block).__name__, **_charts_as_points(asdict(block), block)}


def _charts_as_points(data: dict[str, Any], block: Block) -> dict[str, Any]:
    for row, cells in zip(data.get("rows", ()), getattr(block, "rows", ()), strict=True):
        for cell, original in zip(row, cells, strict=True):
            cell["chart"] = _chart_as_data(original.chart) if original.chart else None
    return data


def _chart_as_data(chart: Chart) -> dict[str, Any]:
    return {"description": chart.description, "points": as_points(chart.series, 1, 1, digits=4)}
