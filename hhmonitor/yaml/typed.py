"""What word processors type in the place of what YAML asks for, told where it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hhmonitor.findings import Finding, Mend, Place, Position, Retype, Span
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
    spaces = _found(text, file, _HARD_SPACE, "HH142", lambda span: Retype(" ", (span,)))
    return [*spaces, *_found(text, file, _BULLET, "HH143", lambda span: _hyphens(text, span))]


def cut_off(text: str, file: str) -> list[Finding]:
    """Text that ends at a # with a word right behind it, which was hardly meant as a note."""
    return list(_found(text, file, _CUT_OFF, "HH144")) if " #" in text else []


def _hyphens(text: str, first: Span) -> Retype:
    """Hyphens in the place of the first bullet of a list, and of all beneath it in its column."""
    row, column = first.start.line - 1, first.start.column
    lines = re.split(r"\r\n|\r|\n", text)
    bullet = lines[row][column - 1]
    spans: list[Span] = []
    for number, line in enumerate(lines[row:], first.start.line):
        if line.strip() and len(line) - len(line.lstrip(" ")) < column - 1:
            break  # the list has ended
        if re.match(rf" {{{column - 1}}}{bullet}[ {_SPACES}]", line):
            spans.append(Span(Position(number, column), Position(number, column + 2)))
    return Retype("- ", tuple(spans))


def _found(
    text: str, file: str, pattern: re.Pattern[str], code: str, mend: Callable[[Span], Mend] | None = None
) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        start = position_after(text[: match.start(1)])
        span = Span(start, Position(start.line, start.column + len(match[1])))
        details = {"character": f"U+{ord(match[1][0]):04X}"}
        yield Finding(code, Place(file, span=span), details, mend=mend and mend(span))
