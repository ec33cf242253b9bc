"""What an unquoted scalar means.

By the rules of YAML 1.2 for booleans, and stricter for numbers: what another reader could take for another number is
text here, and a finding.
"""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
"""The only words that are not text."""

CAPITAL_WORDS = frozenset({"True", "TRUE", "False", "FALSE", "Null", "NULL"})
"""Words that other readers of YAML take for a boolean or for nothing, and that are text here."""

NUMBER_STARTS = frozenset("+-.0123456789")
"""The characters that a number, or what looks like one, begins with."""

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


class Scalar(NamedTuple):
    """The value of a scalar, and the code of what is wrong with how it is written, if anything is."""

    value: str | int | float
    code: str | None = None


def number_or_text(text: str) -> Scalar:
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
