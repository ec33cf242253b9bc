"""Errors of YAML, told as an analyst would tell them."""

from __future__ import annotations

import re
from typing import Final

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.yaml.places import Mark, position_after

MAXIMUM_DEPTH: Final = 40
"""Levels of mappings and lists inside each other."""

# The sentences of both parsers of PyYAML, the one in C and the one in Python; the first that fits gives the code.
_PROBLEMS = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("HH132", r"quoted scalar\n.*unexpected (?:end of stream|document)"),
        ("HH138", r"quoted scalar\n.*(?:escape|hex)"),
        ("HH133", r"expected ',' or '[\]}]'"),
        ("HH134", r"could not find expected ':'"),
        ("HH135", r"mapping values are not allowed"),
        ("HH136", r"block (?:mapping|collection)\n|(?:sequence|block sequence) entries are not allowed"),
        ("HH137", r"cannot start any token|alphabetic or numeric|node content|\bURI\b|tag handle|expected '>'"),
        ("HH137", r"while scanning a block scalar"),
    )
)

_QUOTED = re.compile(r"""(?<=[\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.DOTALL)
_AFTER_A_QUOTATION = frozenset(("", *" \t\r\n,]}:"))

# Told where the quotation mark, the bracket or the key begins, for that is where to look.
_TOLD_AT_THE_START = frozenset({"HH132", "HH133", "HH134"})


def syntax_finding(error: Exception, text: str, file: str) -> Finding:
    """The finding for an error of the parser in ``text``: what it means, and where."""
    problem = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Finding("HH139", Place(file), {"problem": problem})
    if _levels(text[: mark.index]) > MAXIMUM_DEPTH:  # looking ahead for a key, a parser stops at a limit of its own
        here = Position(mark.line + 1, mark.column + 1)
        return Finding("HH116", _place(file, here, 1), {"maximum": str(MAXIMUM_DEPTH)})
    code = _code(f"{context}\n{problem}")
    if "while parsing a flow node" in context and not text[mark.index :].strip():
        opened = position_after(text[: max(text.rfind("["), text.rfind("{"), 0)])  # a bracket, and then the text ends
        return Finding("HH133", _place(file, opened, 1))
    if code in _TOLD_AT_THE_START:
        opening = getattr(error, "context_mark", None) or mark
        quotation = _open_quotation(text, opening, mark) if code == "HH133" else None
        if quotation is not None:
            return Finding("HH132", _place(file, quotation, 1))
        mark = opening
    elif code == "HH135":
        return _colon(text, mark, file)
    elif code == "HH136" and text[: mark.index].rstrip(" ").endswith(("'", '"')):
        code = "HH132"  # text after a closing quotation mark
    start = Position(mark.line + 1, mark.column + 1)
    return Finding(code, _place(file, start, 1), {"problem": problem} if code == "HH139" else {})


def _code(problem: str) -> str:
    return next((code for code, pattern in _PROBLEMS if pattern.search(problem)), "HH139")


def _levels(text: str) -> int:
    """How many brackets are open at the end of a text, those in quotations left out."""
    bare = _QUOTED.sub("", text)
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
