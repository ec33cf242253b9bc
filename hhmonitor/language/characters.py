"""Characters on their way out: what a person can see of a text, and what stands for a sign that a stream cannot write.

A stream that lacks a sign, as those of older Windows consoles do, gets another that it can write, in the text and in
the legend alike, so that a known value never looks like an unknown one.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping

_JOINERS = "\u200c\u200d"
"""Joiners that some scripts need within words."""

LETTERS: Mapping[str, str] = {
    "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss",
    "Ø": "O", "Æ": "AE", "Œ": "OE", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH",
}  # fmt: skip
"""Letters that Unicode does not take apart, as an English or Dutch dictionary places them."""

_STAND_INS: Mapping[str, str] = {
    **LETTERS,
    "●": "#", "○": "o", "◐": "%", "·": ".", "−": "-", "±": "~", "≈": "=", "✓": "v", "✗": "x", "◆": "*", "★": "@",
    "☆": "a", "△": "^", "█": "#", "░": ".", "└": "`", "→": "->", "↑": "^", "↓": "v", "↗": "/", "↘": "\\", "≥": ">=",
    "≤": "<=", "…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "‹": "<", "›": ">", "€": "EUR",
    "×": "x", "•": "*", "\u00a0": " ", "\u202f": " ", "\ufffd": "<?>",
    **dict(zip("▁▂▃▄▅▆▇", "1234567", strict=True)),
}  # fmt: skip
"""What stands for a sign where it cannot be written; the signs of values stay apart, also from the ? of unknown."""

STAND_INS = "stand-ins"
"""The name under which :func:`open` and its kin know :func:`writable`'s way with what cannot be written."""


def visible(text: str) -> str:
    """The text with ``U+FFFD`` for every character that is not printable, but for tabs and the joiners of scripts.

    So nothing of it steers a terminal, turns a line around or cannot be written in XML.
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\t" or one in _JOINERS else "\ufffd" for one in text)


def visible_lines(text: str) -> str:
    """A text of several lines, of which each is :func:`visible`."""
    return "\n".join(map(visible, text.split("\n")))


def writable(text: str, encoding: str) -> str:
    """The text in characters that a stream of this encoding can write."""
    return text.encode(encoding, STAND_INS).decode(encoding)


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """What to write instead of the first character that the encoding lacks, and where to go on.

    A sign has its stand-in, a letter loses its accent; all others stand as their number, as ``\\u7d4c``.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    return _nearest(character, error.encoding), error.start + 1


def _nearest(character: str, encoding: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    for nearest in (_STAND_INS.get(character), base if base.isalpha() else None):
        if nearest is not None and _can_be_written(nearest, encoding):
            return nearest
    return character.encode("ascii", "backslashreplace").decode("ascii")


def _can_be_written(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


codecs.register_error(STAND_INS, _stand_in)
