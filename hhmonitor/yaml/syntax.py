"""Errors of YAML, told as an analyst would tell them."""

from __future__ import annotations

import re
from typing import Final

from yaml.scanner import ScannerError

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.yaml.places import Mark, position_after

MAXIMUM_DEPTH: Final = 40
"""Levels of mappings and lists inside each other."""

_QUOTED = re.compile(r"""(?<=[\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.DOTALL)
_AFTER_A_QUOTATION = frozenset(("", *" \t\r\n,]}:"))
_QUOTED_HERE = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'""", re.DOTALL)
_COMMENT = re.compile(r"(?:^|(?<=[\s\[{,]))#[^\r\n]*")
_ENDS = re.compile(r"\Z|(?<![^\r\n])(?:---|\.\.\.)(?!\S)")
_BLANK = re.compile(r"\s")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s*)*")


def syntax_finding(error: Exception, text: str, file: str) -> Finding:
    """The finding for an error of the parser in ``text``: what it means, and where.

    Both parsers of PyYAML, the one in C and the one in Python, are told by the type of the error, and by what stands
    in the text where what they were reading begins and where they stopped; never by their sentences.
    """
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Finding("HH139", Place(file), {"problem": problem})
    here = Position(mark.line + 1, mark.column + 1)
    if _levels(text[: mark.index]) > MAXIMUM_DEPTH:  # looking ahead for a key, a parser stops at a limit of its own
        return Finding("HH116", _place(file, here, 1), {"maximum": str(MAXIMUM_DEPTH)})
    within = getattr(error, "context_mark", None)
    opening: Mark = within or mark
    code = _scanned(text, opening, mark) if isinstance(error, ScannerError) else _parsed(text, within, mark)
    match code:
        case "HH132" | "HH134":
            here = Position(opening.line + 1, opening.column + 1)
        case "HH133" if opening.index == mark.index:  # a bracket, and then the text ends
            here = position_after(text[: max(text.rfind("["), text.rfind("{"))])
        case "HH133":
            quotation = _open_quotation(text, opening, mark)
            if quotation is not None:
                return Finding("HH132", _place(file, quotation, 1))
            here = Position(opening.line + 1, opening.column + 1)
        case "HH135":
            return _colon(text, mark, file)
        case "HH136" if text[: mark.index].rstrip(" ").endswith(("'", '"')):
            code = "HH132"  # text after a closing quotation mark
    return Finding(code, _place(file, here, 1), {"problem": problem} if code == "HH139" else {})


def _scanned(text: str, opening: Mark, mark: Mark) -> str:
    """The code for a text in which no words and signs can be told apart from ``mark`` on.

    ``opening`` is where what was being read begins; where that is nowhere else, a sign stands where none can.
    """
    if opening.index == mark.index:
        return {"-": "HH136", ":": "HH135"}.get(text[mark.index : mark.index + 1], "HH137")
    match text[opening.index]:
        case "'" | '"' if _QUOTED_HERE.match(text, opening.index, mark.index) is None:
            return "HH132" if _ENDS.match(text, mark.index) else "HH138"
        case "&" | "*" | "!" if not _BLANK.search(text, opening.index, mark.index):
            return "HH137"
        case "|" | ">" | "%":
            return "HH137"
    return "HH134"  # a key, and no colon came


def _parsed(text: str, opening: Mark | None, mark: Mark) -> str:
    """The code for a text of which the words and signs are sound, and that has one at ``mark`` that cannot be there.

    ``opening`` is where the mapping, the list or the value begins that cannot hold it, none for the text as a whole.
    """
    if opening is None:
        return "HH139"
    if _PROPERTIES.fullmatch(text, opening.index, mark.index):  # a value was awaited, and has not begun
        left_open = _COMMENT.sub("", text[: mark.index]).rstrip().endswith(("[", "{", ","))
        return "HH133" if left_open and not text[mark.index :].strip() else "HH137"
    open_bracket = text[opening.index] in "[{" and _levels(text[opening.index : mark.index]) > 0
    return "HH133" if open_bracket else "HH136"


def _levels(text: str) -> int:
    """How many brackets are open at the end of a text, those in quotations and comments left out."""
    bare = _COMMENT.sub("", _QUOTED.sub("", text))
    return sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))


def _open_quotation(text: str, opening: Mark, problem: Mark) -> Position | None:
    """The quotation mark after a bracket that nothing closes; none where they pair up.

    It shows in the quotation mark of a later line, taken for its end, with a word right behind it.
    """
    for quoted in _QUOTED.finditer(text, opening.index, problem.index):
        runs_on = "\n" in quoted[0] or "\r" in quoted[0]
        if runs_on and text[quoted.end() : quoted.end() + 1] not in _AFTER_A_QUOTATION:
            return position_after(text[: quoted.start()])
    return None


def _colon(text: str, mark: Mark, file: str) -> Finding:
    """What is wrong where a colon makes a key that cannot stand there.

    HH135 where its line holds a key already. Else the line above is at fault: HH136 where that has a key with a value
    and this line begins deeper, HH134 where that has no key.
    """
    lines = text[: mark.index].splitlines()
    here = Position(mark.line + 1, mark.column + 1)
    if re.search(r":[ \t]", lines[-1]):
        return Finding("HH135", _place(file, here, 1))
    above = next((number for number in range(len(lines) - 1, 0, -1) if lines[number - 1].strip()), None)
    if above is None or re.search(r":(?:[ \t]|$)", lines[above - 1]):
        return Finding("HH136", _place(file, here, 1))
    written = lines[above - 1]
    indent = len(written) - len(written.lstrip())
    return Finding("HH134", _place(file, Position(above, indent + 1), len(written.strip())))


def _place(file: str, start: Position, width: int) -> Place:
    return Place(file, span=Span(start, Position(start.line, start.column + width)))
