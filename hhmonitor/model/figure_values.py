"""What a figure and its year can be, as they are written in tables."""

from __future__ import annotations

import re

LARGEST = 10**18
"""Figures are smaller than this."""

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_LONGEST = 60
_YEAR = re.compile(r"[1-9][0-9]{3}")


def is_figure(text: str) -> bool:
    """Whether a text is a number that a figure can be, in the digits 0 to 9 alone.

    Python reads more as a number: digits with underscores between them, and those of other scripts.
    """
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None and abs(float(text)) < LARGEST


def is_year(text: str) -> bool:
    """Whether a text is a year of four digits, 1000 to 9999."""
    return _YEAR.fullmatch(text) is not None
