"""What an unquoted scalar means.

By the rules of YAML 1.2 for booleans, and stricter for numbers: what another reader could take for another number is
text here, and a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
"""The only words that are not text."""

CAPITAL_WORDS = frozenset({"True", "TRUE", "False", "FALSE", "Null", "NULL"})
"""Words that other readers of YAML take for a boolean or for nothing, and that are text here."""

NUMBER_STARTS = frozenset("+-.0123456789")
"""The characters that a number, or what looks like one, begins with."""

SPECIAL_STARTS = NUMBER_STARTS | {word[:1] for word in (*WORDS, *CAPITAL_WORDS)}
"""The characters that any unquoted scalar begins with that may not be text; among them none at all."""

MAXIMUM_DIGITS = 18
"""More digits than these are no figure of anything in the field, and slow to compute with."""

# In order: the first that fits the whole scalar names it.
_NUMBERS = re.compile(
    r"""
      (?P<whole>     -?(?:0|[1-9][0-9]*) )
    | (?P<thousand>  -?[1-9][0-9]{0,2}\.[0-9]{3} )
    | (?P<decimal>   -?(?:0|[1-9][0-9]*)\.[0-9]+ )
    | (?P<HH130>     [-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?      # 1.000.000
                   | [-+]?[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]+              # 1.000,50 and 1,5
                   | [-+]?[0-9]+,[0-9]+                                 # 1000,50
                   | [-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)? )       # 1,000,000.50
    | (?P<HH125>     [-+]?0[0-9]+(?:\.[0-9]*)? )
    | (?P<HH126>     [-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)? )
    | (?P<HH127>     [-+]?[0-9]+(?:_[0-9]+)+(?:\.[0-9]*)?               # 1_000
                   | [-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+   # 1e3
                   | [-+]?\.[0-9]+ | [-+]?[0-9]+\. | \+[0-9]+\.?[0-9]*  # .5, 5. and +5
                   | [-+]?0x[0-9a-fA-F_]+ | [-+]?0o[0-7_]+ | [-+]?0b[01_]+ )
    | (?P<HH128>     [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN) )
    """,
    re.VERBOSE,
)


_HARMFUL_RANGES = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
_HARMFUL = re.compile(f"[{_HARMFUL_RANGES}]")
_ESCAPE_OR_HARMFUL = re.compile(
    rf"\\x[0-9a-fA-F]{{2}}|\\u[0-9a-fA-F]{{4}}|\\U[0-9a-fA-F]{{8}}|\\.|[{_HARMFUL_RANGES}]", re.DOTALL
)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""The escapes of a letter that stand for a harmful character."""

# Letters that are drawn as nothing at all, beside the characters that Python calls not printable.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


class Scalar(NamedTuple):
    """The value of a scalar, and the code of what is wrong with how it is written, if anything is."""

    value: str | int | float | bool | None
    code: str | None = None


class Key(NamedTuple):
    """A key, or None where it cannot be one, and the code of what is wrong with it, if anything is."""

    value: str | int | None
    code: str | None = None


def plain_value(text: str) -> Scalar:
    """What an unquoted scalar means."""
    if text in WORDS:
        return Scalar(WORDS[text])
    if text[0] in NUMBER_STARTS:
        return _number_or_text(text)
    return Scalar(text, "HH131" if text in CAPITAL_WORDS else None)


def key_value(text: str, plain: bool) -> Key:
    """The key that a scalar makes: text, or a whole number such as a year."""
    if plain and text == "<<":
        return Key(None, "HH123")
    if plain and text in WORDS and WORDS[text] is None:
        return Key(None, "HH119")
    if any(map(is_invisible, text)):
        return Key(text, "HH120")
    if plain and text[0] in NUMBER_STARTS:
        value, code = _number_or_text(text)
        return Key(value if isinstance(value, int) else text, code)
    return Key(text)


def is_invisible(character: str) -> bool:
    """Whether a character cannot be seen, or looks like an ordinary space and is none."""
    return not character.isprintable() or character in _BLANK_LETTERS or "\ufe00" <= character <= "\ufe0f"


def harmful(text: str) -> bool:
    """Whether a text holds a character that steers a terminal, turns the direction of writing or breaks lines unseen.

    Ordinary line breaks, tabs and the joiners that scripts need are none of these.
    """
    return not text.isprintable() and _HARMFUL.search(text) is not None


def without_harm(text: str) -> str:
    """The text with U+FFFD for each harmful character."""
    return _HARMFUL.sub("\ufffd", text)


def harmful_characters(written: str, quoted: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and character of each harmful character in a scalar as written, with escapes where it is ``quoted``.

    Quoted is what stands between double quotes, the only place where YAML has escapes.
    """
    for match in (_ESCAPE_OR_HARMFUL if quoted else _HARMFUL).finditer(written):
        character = _escaped(match[0]) if match[0].startswith("\\") else match[0]
        if _HARMFUL.match(character):
            yield match.start(), match.end(), character


def _escaped(escape: str) -> str:
    """The character that an escape between double quotes stands for."""
    digits = escape[2:]
    return chr(int(digits, 16)) if digits else _ESCAPES.get(escape[1], " ")


def _number_or_text(text: str) -> Scalar:
    """What an unquoted scalar that begins like a number means."""
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return Scalar(text)
    kind = match.lastgroup
    if kind not in ("whole", "thousand", "decimal"):
        return Scalar(text, kind)
    if sum(map(str.isdigit, text)) > MAXIMUM_DIGITS:
        return Scalar(text, "HH128")
    if kind == "whole":
        return Scalar(int(text))
    return Scalar(float(text), "HH129" if kind == "thousand" else None)
