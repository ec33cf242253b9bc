"""An answer as a tagged PDF that screen readers can follow (PDF/UA), set by Typst. Needs typst, from the extra ``pdf``.

The same answer gives the same bytes on every computer: no date, and no font but those that travel with the program.
"""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Line, Table
from hhmonitor.forms import Page
from hhmonitor.forms._charts import as_points
from hhmonitor.forms._palette import CATEGORIES, VALUES
from hhmonitor.forms._visible import visible
from hhmonitor.forms.docx import column_widths

ENDINGS, EXTRA, BINARY = (".pdf",), "pdf", True

_SIZES = (9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6)
"""Sizes of the text in points; where an answer may take so many pages, the first in which it fits, or the last."""

_PARTS = Path(__file__).with_name("pdf_parts")


def render(answer: Answer, page: Page) -> bytes:
    """The blocks as a PDF."""
    import typst

    data, template = json.dumps(_as_data(answer), ensure_ascii=False), (_PARTS / "answer.typ").read_bytes()
    for size in _SIZES:
        inputs = {"answer": data, "size": str(size)}
        if answer.pages is None or _pages(template, inputs) <= answer.pages:
            break
    made = typst.compile(template, format="pdf", sys_inputs=inputs, ignore_system_fonts=True, pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


def _pages(template: bytes, inputs: dict[str, str]) -> int:
    import typst

    found = typst.query(template, "<pages>", field="value", one=True, sys_inputs=inputs, ignore_system_fonts=True)
    return int(json.loads(found) if isinstance(found, str) else found)


def _as_data(answer: Answer) -> dict[str, Any]:
    return {
        "title": visible(answer.title),
        "name": answer.name,
        "language": answer.language,
        "columns": answer.columns,
        "blocks": [_block(block) for block in answer.blocks],
        "papers": {tone: colour.paper for tone, colour in CATEGORIES.items()},
        "inks": {tone: colour.ink for tone, colour in CATEGORIES.items()},
        "words": {tone: colour.word for tone, colour in {**VALUES, **CATEGORIES}.items()},
    }


def _block(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = _plain(block)
    if isinstance(block, Table):
        data["widths"] = column_widths(block, 100)
    return data


def _plain(value: Any) -> Any:
    """Blocks as mappings that name their sort; texts without what cannot be seen."""
    if isinstance(value, Line):
        return {"description": visible(value.description), "points": as_points(value.series, 1, 1, digits=4)}
    if is_dataclass(value) and not isinstance(value, type):
        fields = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
        return {"sort": type(value).__name__, **fields}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        return "\n".join(map(visible, value.split("\n")))
    return value
