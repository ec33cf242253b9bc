"""An answer as a tagged PDF that screen readers can follow (PDF/UA), set by Typst. Needs typst, from the extra ``pdf``.

The same answer gives the same bytes on every computer: no date, and no font but those that travel with the program.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Line, Picture, Table
from hhmonitor.forms import Page
from hhmonitor.forms._charts import as_points, as_svg
from hhmonitor.forms._palette import CATEGORIES, DEEP, QUIET, SHADE, VALUES
from hhmonitor.forms.docx import column_widths
from hhmonitor.language.characters import visible, visible_lines

if TYPE_CHECKING:
    import typst

ENDINGS, EXTRA, BINARY = (".pdf",), "pdf", True

_COLOURS = {
    "deep": DEEP,
    "quiet": QUIET,
    "rule": CATEGORIES["k4"].paper,
    "shade": SHADE,
    "point": CATEGORIES["k3b"].paper,
}
"""The colours of a page, by their names in the template."""

_SIZES = (9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6)
"""Sizes of the text in points; where an answer may take so many pages, the first in which it fits, or the last."""

_PARTS = Path(__file__).with_name("pdf_parts")

_FONTS = _PARTS / "fonts"
"""Fonts for the scripts that those within Typst lack; it takes them glyph by glyph."""

_WORDS = b'#set document(title: "words")\n#sys.inputs.words'
"""A page on which nothing but words can be wrong."""

_WORD = re.compile(r'[^\s"\\]+')


def render(answer: Answer, page: Page) -> bytes:
    """The blocks as a PDF."""
    import typst

    data, template = json.dumps(_as_data(answer), ensure_ascii=False), (_PARTS / "answer.typ").read_bytes()
    for size in _SIZES:
        inputs = {"answer": data, "size": str(size)}
        if answer.pages is None or _pages(template, inputs) <= answer.pages:
            break
    try:
        return _set(template, inputs)
    except typst.TypstError:
        numbered = _with_numbers(data)
        if numbered == data:
            raise
    return _set(template, inputs | {"answer": numbered})


def _set(template: bytes, inputs: dict[str, str]) -> bytes:
    import typst

    made = typst.compile(template, format="pdf", sys_inputs=inputs, font_paths=_fonts(), pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_FONTS])


def _pages(template: bytes, inputs: dict[str, str]) -> int:
    import typst

    found = typst.query(template, "<pages>", field="value", one=True, sys_inputs=inputs, font_paths=_fonts())
    return int(json.loads(found) if isinstance(found, str) else found)


def _with_numbers(data: str) -> str:
    """The data with ``[U+1F600]`` for every character that no font has a glyph for.

    PDF/UA refuses a document that is not whole. Which characters it is about is found by trying, on a page of nothing
    but words: halves of the words, halves of the half that cannot be set, and so on to the word; each try takes
    milliseconds.
    """
    words = sorted({word for word in _WORD.findall(data) if not word.isascii()})
    missing = {character for word in _refused(words) for character in _without_glyph(word)}
    return data.translate({ord(one): f"[U+{ord(one):04X}]" for one in missing})


def _refused(words: Sequence[str]) -> list[str]:
    """Those of the words that cannot be set."""
    if not words or _can_set(" ".join(words)):
        return []
    if len(words) == 1:
        return list(words)
    half = len(words) // 2
    return _refused(words[:half]) + _refused(words[half:])


def _can_set(words: str) -> bool:
    import typst

    try:
        _set(_WORDS, {"words": words})
    except typst.TypstError:
        return False
    return True


def _without_glyph(word: str) -> set[str]:
    """The characters for which a word cannot be set.

    What clings to another character cannot be tried by itself: where the word cannot be set without those that can,
    it is all that are neither letter nor digit, or in the end all that are not ASCII.
    """
    foreign = {one for one in word if not one.isascii()}
    clinging = {one for one in foreign if unicodedata.category(one) in ("Mn", "Mc", "Me", "Cf")}
    alone = set(_refused(sorted(foreign - clinging)))
    signs = {one for one in foreign if unicodedata.category(one)[0] not in "LN"}
    return next(found for found in (alone, alone | signs, foreign) if _can_set(_less(word, found)) or found == foreign)


def _less(word: str, characters: set[str]) -> str:
    return "".join(one for one in word if one not in characters)


def _as_data(answer: Answer) -> dict[str, Any]:
    return {
        "title": visible(answer.title),
        "name": answer.name,
        "language": answer.language,
        "columns": answer.columns,
        "blocks": [_block(block) for block in answer.blocks],
        "colours": _COLOURS,
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
    if isinstance(value, Picture):
        return {"sort": "Picture", "svg": as_svg(value), "description": visible(value.description)}
    if isinstance(value, Line):
        return {
            "description": visible(value.description),
            "points": as_points(value.series, 1, 1, digits=4),
            "years": [str(year) for year in sorted({min(value.series), max(value.series)})],
            "bounds": list(dict.fromkeys(visible(bound) for bound in (value.high, value.low) if bound)),
        }
    if is_dataclass(value) and not isinstance(value, type):
        fields = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
        return {"sort": type(value).__name__, **fields}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        return visible_lines(value)
    return value
