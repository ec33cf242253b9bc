"""The page on which any markets stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from hhmonitor.answers.blocks import Cell
from hhmonitor.answers.names import market_name, sought_by
from hhmonitor.answers.ordering import by_name
from hhmonitor.answers.side_by_side import Part
from hhmonitor.answers.words import category_word
from hhmonitor.forms.html import environment
from hhmonitor.questions.classification import Classification

NAME = "compare.html"
"""The page in the folder of its language; ``?m=CODE,CODE`` opens it at some markets."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A market that can be chosen, and the words that find it."""

    code: str
    name: str
    sought_by: str


def compare_page(
    parts: Sequence[Part], classification: Classification, codes: Sequence[str], link: Callable[[str], str]
) -> Mapping[str, Any]:
    """What the page holds, by the names that its template uses; ``link`` gives the address of a market's page."""
    choices = {code: _choice(classification, code) for code in codes}
    listed = classification.listed()
    categories = [
        (category_word(category), [code for code in listed if classification.category(code) == category])
        for category in (*classification.criteria.outcomes, "none")
    ]
    return {
        "choices": list(choices.values()),
        "by_name": [choices[one.code] for one in sorted(map(classification.__getitem__, codes), key=by_name)],
        "categories": [(word, some) for word, some in categories if len(some) > 1],
        "parts": parts,
        "cell": _Cells(link),
        "link": link,
    }


def _choice(classification: Classification, code: str) -> Choice:
    market = classification.project.market(code)
    return Choice(code, market_name(market), "|".join(sought_by(market)))


class _Cells:
    """Cells as the form for HTML writes them; the same cell, of which there are many, is written once."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self._link = link
        self._written: dict[Cell, Markup] = {}
        self._macros = environment().get_template("blocks.html").module

    def __call__(self, cell: Cell) -> Markup:
        if cell not in self._written:
            self._written[cell] = Markup(str(self._macros.cell(cell, self._link)).strip())
        return self._written[cell]
