"""What word processors type in the place of what YAML asks for, told where it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.yaml.places import position_after

BULLETS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2043\u2212\u25aa\u25cf\u00b7"
"""Dashes and dots that stand before an item of a list in a letter, and before none in YAML."""

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HARD_SPACE = re.compile(rf"^[ ]*(?:- )?[A-Za-z_][\w-]*:([{_SPACES}])", re.MULTILINE)
_BULLET = re.compile(rf"^[ ]*[A-Za-z_][\w-]*:[ ]*\r?\n[ ]*([{BULLETS}])[ {_SPACES}]", re.MULTILINE)
_CUT_OFF = re.compile(
    r"""(?:^[ ]*(?:-[ ])?|[{,][ ]*)[A-Za-z_][\w-]*:[ ]+   # a key
        (?=[^\s"'>|\[{#&*!])[^"'\n#,{}\[\]]*[ \t]          # and text without quotes
        (\#[^\s#!])                                        # that ends at a # with a word right behind it
    """,
    re.MULTILINE | re.VERBOSE,
)


def typed_otherwise(text: str, file: str) -> list[Finding]:
    """Hard spaces after a key, and a bullet before the first item of a list: no text with either is in order."""
    return [*_found(text, file, _HARD_SPACE, "HH142"), *_found(text, file, _BULLET, "HH143")]


def cut_off(text: str, file: str) -> list[Finding]:
    """Text that ends at a # with a word right behind it, which was hardly meant as a note."""
    return list(_found(text, file, _CUT_OFF, "HH144")) if " #" in text else []


def _found(text: str, file: str, pattern: re.Pattern[str], code: str) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        start = position_after(text[: match.start(1)])
        span = Span(start, Position(start.line, start.column + len(match[1])))
        yield Finding(code, Place(file, span=span), {"character": f"U+{ord(match[1][0]):04X}"})
