"""An answer as CSV: its rows, for programs. A cell that a spreadsheet would take for a formula is told as text."""

from __future__ import annotations

import csv
import io

from hhmonitor.answers.answer import Answer, yes_no
from hhmonitor.forms import Page
from hhmonitor.language.characters import visible_lines

ENDINGS, EXTRA, BINARY = (".csv",), None, False

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(answer: Answer, page: Page) -> str:
    """A header, and a line for each record."""
    rows = answer.rows
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.header)
    writer.writerows([_harmless(value) for value in record] for record in rows.records)
    return text.getvalue()


def _harmless(value: object) -> object:
    """A value as its cell has it: an apostrophe before what a spreadsheet would work out, and a truth as yes or no."""
    if isinstance(value, bool):
        return yes_no(value)
    if not isinstance(value, str):
        return value
    text = visible_lines(value)
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text
