"""Errors of YAML, told as an analyst would tell them."""

from __future__ import annotations

import re
from typing import Any

from hhmonitor.findings import Finding, Place, Position, Span

# The sentences of both parsers of PyYAML, the one in C and the one in Python; the first that fits gives the code.
_PROBLEMS = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("HH132", r"quoted scalar\n.*unexpected (?:end of stream|document)"),
        ("HH138", r"quoted scalar\n.*(?:escape|hexadecimal)"),
        ("HH133", r"expected ',' or '[\]}]'"),
        ("HH134", r"could not find expected ':'"),
        ("HH135", r"mapping values are not allowed"),
        ("HH136", r"block (?:mapping|collection)\n|(?:sequence|block sequence) entries are not allowed"),
        ("HH137", r"cannot start any token|alphabetic or numeric|node content|\bURI\b|tag handle|expected '>'"),
        ("HH137", r"while scanning a block scalar"),
    )
)


def syntax_finding(error: Any, text: str, file: str) -> Finding:
    """The finding for an error of the parser: what it means, and where."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None) or ""
    if mark is None:
        return Finding("HH139", Place(file), {"problem": problem})
    start = Position(mark.line + 1, mark.column + 1)
    place = Place(file, span=Span(start, Position(start.line, start.column + 1)))
    code = _code(f"{context}\n{problem}")
    details = {"problem": problem} if code == "HH139" else {}
    context_mark = getattr(error, "context_mark", None)
    if code in ("HH132", "HH133") and context_mark is not None:
        opened = Position(context_mark.line + 1, context_mark.column + 1)
        return Finding(code, Place(file, span=Span(opened, Position(opened.line, opened.column + 1))), details)
    return Finding(code, place, details)


def _code(problem: str) -> str:
    return next((code for code, pattern in _PROBLEMS if pattern.search(problem)), "HH139")
