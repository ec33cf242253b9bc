"""Values of inputs as single characters, for tables that are read at a glance."""

from __future__ import annotations

from collections.abc import Iterable

from hhmonitor.inputs import Input
from hhmonitor.language import _

_CHARACTERISTIC = {"positive": "+", "mixed": "±", "negative": "−"}
_INTEREST = {"broad": "●", "specific": "○", "none": "·"}
OUTCOME_MARKS = {"met": "✓", "not_met": "✗", "unknown": "?"}
"""Whether a requirement is met, as a character."""

UNKNOWN = "?"
SURELY_INTERESTED = "◐"


def mark(one: Input) -> str:
    """One input as one character."""
    if one.known:
        return (_CHARACTERISTIC | _INTEREST).get(one.value, one.value)
    return SURELY_INTERESTED if one.possible == ("specific", "broad") else UNKNOWN


def marks(inputs: Iterable[Input]) -> str:
    """Several inputs, a character each."""
    return "".join(map(mark, inputs))


def legend() -> str:
    """What the characters mean."""
    return _(
        "characteristics: + positive, ± mixed, − negative; themes and dimensions: ● broad, ○ specific, "
        "◐ specific or broad, · none; ? unknown"
    )
