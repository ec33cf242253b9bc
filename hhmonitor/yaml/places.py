"""Where data stand in a text: the marks of the parser, and spans made of them.

Marks are kept as the parser made them, in a tree of the shape of the data; a :class:`Span` is made only when somebody
asks for one.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol, TypeAlias

from hhmonitor.findings import Position, Span


class Mark(Protocol):
    """A position as PyYAML gives it: line and column count from 0, and so does ``index``, all in characters."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def index(self) -> int: ...


RawEntry: TypeAlias = "tuple[Mark | None, Mark | None, Mark, Mark, Marks | None]"
Marks: TypeAlias = "dict[str, RawEntry] | list[RawEntry]"
"""The entries of a mapping, by the text of the key, or of a list, by position; plain tuples, for there are many."""


class Entry(NamedTuple):
    """Where one datum stands: its key (none for an item of a list), its value, and what is inside the value."""

    key_start: Mark | None
    key_end: Mark | None
    start: Mark
    end: Mark
    inside: Marks | None


def span_between(start: Mark, end: Mark) -> Span:
    """The stretch of text between two marks of the parser."""
    return Span(position_of(start), position_of(end))


def position_after(text: str, start: Position = Position(1, 1)) -> Position:  # noqa: B008  (a frozen value)
    """The position just after ``text`` when ``text`` begins at ``start``. Lines end as YAML ends them: LF, CR, CRLF."""
    breaks = text.count("\n") + text.count("\r") - text.count("\r\n")
    if not breaks:
        return Position(start.line, start.column + len(text))
    return Position(start.line + breaks, len(text) - max(text.rfind("\n"), text.rfind("\r")))


def position_of(mark: Mark) -> Position:
    return Position(mark.line + 1, mark.column + 1)
