"""The colours of categories and marks, for all forms: each with the ink that is read on it, and how a terminal says it.

Categories run from a deep blue to a warm grey by their place; every pair of paper and ink has a contrast above 4.5. The
word or sign always stands with the colour, so that nobody has to see the colour to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DEEP, INK, QUIET, RULE, STRONG_RULE = "0b4f6c", "1a242e", "55606b", "d9d5cb", "8d8a80"
"""The colour of headings and links, of text, of what is said less loudly, and of lines."""

WHITE, SHADE, MARKED, ACCENT = "ffffff", "f1eee6", "fbeecd", "b25c00"
"""Of cards and of words on a deep ground, of a ground a little darker, of what is marked, and of what has the focus."""

SCREEN: Mapping[str, tuple[str, str]] = {
    "paper": ("fcfbf8", "12181f"),
    "card": (WHITE, "1b232c"),
    "ink": (INK, "ece9e2"),
    "quiet": (QUIET, "b0b9c2"),
    "rule": (RULE, "333e49"),
    "strong-rule": (STRONG_RULE, "76828d"),
    "link": (DEEP, "86c9e6"),
    "land": ("ebe8e0", "2a343f"),
    "shade": (SHADE, "202a34"),
    "marked": (MARKED, "4a3b12"),
    "home": (ACCENT, "ff9d3c"),
    "home-name": ("8f4a00", "ffb566"),
    "focus": (ACCENT, ACCENT),
    "stripe": (WHITE, WHITE),
    "night": (INK, INK),
}
"""The colours of a page on a screen by their names in the style sheet: by day, and by night."""


@dataclass(frozen=True, slots=True)
class Colour:
    """Paper and ink in RGB, the ink alone where a word stands on white, and the style of a terminal."""

    paper: str
    ink: str
    word: str
    style: str


CATEGORIES: Mapping[str, Colour] = {
    "k1": Colour(DEEP, WHITE, DEEP, "bold white on rgb(11,79,108)"),
    "k2": Colour("2a7595", "ffffff", "2a7595", "bold white on rgb(42,117,149)"),
    "k3": Colour("9ccfe0", "1a242e", "1f6f8b", "bold black on rgb(156,207,224)"),
    "k3b": Colour("e6b455", "1a242e", "7a4f00", "bold black on rgb(230,180,85)"),
    "k4": Colour("cfcabd", "1a242e", "55606b", "bold black on rgb(207,202,189)"),
    "k0": Colour("ffffff", "1a242e", "55606b", "bold"),
}
"""The categories by their tone: ``k1`` is the best, ``k4`` the last, ``k3b`` a second variant, ``k0`` none."""

_BEST = Colour("bfe3d0", "0b3d2c", "14603f", "green")
_GOOD = Colour("d9efe3", "0b3d2c", "14603f", "green")
_MIDDLE = Colour("fff0c2", "5c4400", "7a4f00", "yellow")
_BAD = Colour("f7cfc6", "6b1d0e", "99291b", "red")
_PLAIN = Colour("e4e7eb", "333a44", "55606b", "")
_OPEN = Colour("ffffff", "4a5a8c", "55606b", "yellow")

VALUES: Mapping[str, Colour] = {
    **dict.fromkeys(("broad",), _BEST),
    **dict.fromkeys(("positive", "specific", "emerging", "in", "yes", "in_place", "met"), _GOOD),
    **dict.fromkeys(("mixed", "incidental", "planned", "possible", "lapsed", "warning", "overdue"), _MIDDLE),
    **dict.fromkeys(("negative", "declining", "not_met", "error"), _BAD),
    **dict.fromkeys(("none", "stable", "out", "no", "note", "not_applicable"), _PLAIN),
    **dict.fromkeys(("unknown", "open"), _OPEN),
}
"""The values of inputs and the like, by the word of the files."""


def colour_of(tone: str) -> Colour | None:
    """The colour of a tone, none where it has none."""
    return CATEGORIES.get(tone) or VALUES.get(tone)
