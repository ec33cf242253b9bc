"""A text that was read: its data, and where each datum stands.

Positions are kept as the marks the parser made, in a tree of the same shape as the data; a :class:`Span` is made only
when somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol, TypeAlias

from hhmonitor.findings import DataPath, Finding, Place, Position, Span


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


@dataclass(slots=True)
class Document:
    """The data of one text, with the places of its keys and values.

    ``data`` holds dictionaries, lists, texts, whole and decimal numbers, booleans and None. A key is text, except for
    a whole number such as a year, which stays a number. ``text`` is the text as decoded, forbidden characters
    replaced by U+FFFD, so that it can be shown and its lines counted.
    """

    file: str
    data: dict[str, object]
    text: str
    _root: RawEntry = field(repr=False)

    def key_span(self, path: DataPath) -> Span | None:
        """Where the key at the end of ``path`` stands; none for an item of a list and for what is not there."""
        entry = self._entry(path)
        if entry is None or entry.key_start is None or entry.key_end is None:
            return None
        return span_between(entry.key_start, entry.key_end)

    def value_span(self, path: DataPath) -> Span | None:
        """Where the value at ``path`` stands, without the blank lines and comments after it; none if not there."""
        entry = self._entry(path)
        return None if entry is None else self._span_of_value(entry)

    def locate(self, place: Place) -> Place:
        """``place`` with its span filled in.

        Where the path is not in the document the nearest ancestor that is there stands in: its key, or for an item of
        a list its value. Where the key is asked for and there is none (an item of a list), the key above it is given.
        """
        if place.span is not None:
            return place
        found = [Entry(*self._root), *self._entries(place.path)]
        present = len(found) == len(place.path) + 1
        if present and not place.on_key:
            return replace(place, span=self._span_of_value(found[-1]))
        for entry in reversed(found):
            if entry.key_start is not None and entry.key_end is not None:
                return replace(place, span=span_between(entry.key_start, entry.key_end))
            if not present:
                break
        return replace(place, span=self._head_of_value(found[-1]))

    def _entry(self, path: DataPath) -> Entry | None:
        found = [Entry(*self._root), *self._entries(path)]
        return found[-1] if len(found) == len(path) + 1 else None

    def _entries(self, path: DataPath) -> Iterator[Entry]:
        """The entries along ``path``, as far as they are in the document."""
        inside = self._root[4]
        for part in path:
            if isinstance(inside, dict):
                raw = inside.get(str(part))
            elif isinstance(inside, list) and isinstance(part, int) and 0 <= part < len(inside):
                raw = inside[part]
            else:
                raw = None
            if raw is None:
                return
            yield Entry(*raw)
            inside = raw[4]

    def _span_of_value(self, entry: Entry) -> Span:
        last = entry
        # In block style the parser ends a collection where the next token stands; its last entry knows better.
        while last.inside and self.text[last.end.index - 1 : last.end.index] not in ("]", "}"):
            last = Entry(*(last.inside[-1] if isinstance(last.inside, list) else next(reversed(last.inside.values()))))
        written = self.text[entry.start.index : last.end.index]
        kept = written.rstrip()
        if len(kept) == len(written):
            return Span(_position(entry.start), _position(last.end))
        return Span(_position(entry.start), position_after(kept, _position(entry.start)))

    def _head_of_value(self, entry: Entry) -> Span:
        """The value where it stands on one line, else the place where it begins."""
        span = self._span_of_value(entry)
        return span if span.start.line == span.end.line else Span(span.start, span.start)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one text: the document, where there is anything usable, and what is wrong with it."""

    document: Document | None
    findings: tuple[Finding, ...]


def span_between(start: Mark, end: Mark) -> Span:
    """The stretch of text between two marks of the parser."""
    return Span(_position(start), _position(end))


def position_after(text: str, start: Position = Position(1, 1)) -> Position:  # noqa: B008  (a frozen value)
    """The position just after ``text`` when ``text`` begins at ``start``. Lines end as YAML ends them: LF, CR, CRLF."""
    breaks = text.count("\n") + text.count("\r") - text.count("\r\n")
    if not breaks:
        return Position(start.line, start.column + len(text))
    return Position(start.line + breaks, len(text) - max(text.rfind("\n"), text.rfind("\r")))


def _position(mark: Mark) -> Position:
    return Position(mark.line + 1, mark.column + 1)
