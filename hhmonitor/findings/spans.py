"""Places in a text, and stretches between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text. Line and column count from 1; columns count characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, from ``start`` up to but not including ``end``."""

    start: Position
    end: Position
