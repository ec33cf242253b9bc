"""A text that was read: its data, and where each datum stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hhmonitor.findings import DataPath, Finding, Place, Span
from hhmonitor.yaml.composing import Composer
from hhmonitor.yaml.places import Entry, RawEntry, position_after, position_of, span_between


@dataclass(slots=True)
class Document:
    """The data of one text, with the places of its keys and values.

    ``data`` holds dictionaries, lists, texts, whole and decimal numbers, booleans and None. A key is text, except for
    a whole number such as a year, which stays a number. ``text`` is the text as decoded, forbidden characters
    replaced by U+FFFD, so that it can be shown and its lines counted.

    Places are looked up when the first is asked for: most files are in order, and nobody asks.
    """

    file: str
    data: dict[str, object]
    text: str
    _root: RawEntry | None = field(default=None, repr=False, compare=False)

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
        found = self.along(place.path)
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
        found = self.along(path)
        return found[-1] if len(found) == len(path) + 1 else None

    def along(self, path: DataPath) -> list[Entry]:
        """The entries along ``path``, from the top down, as far as they are in the document."""
        if self._root is None:
            self._root = Composer(self.text, self.file).compose()[1]
        assert self._root is not None  # there is data, so there is a place where it stands
        found = [Entry(*self._root)]
        for part in path:
            inside = found[-1].inside
            if isinstance(inside, dict) and str(part) in inside:
                found.append(Entry(*inside[str(part)]))
            elif isinstance(inside, list) and isinstance(part, int) and 0 <= part < len(inside):
                found.append(Entry(*inside[part]))
            else:
                break
        return found

    def extent(self, entry: Entry) -> tuple[int, int]:
        """Where a value begins and ends in ``text``, without the blank lines and comments after it."""
        last = entry
        # In block style the parser ends a collection where the next token stands; its last entry knows better.
        while last.inside and self.text[last.end.index - 1 : last.end.index] not in ("]", "}"):
            last = Entry(*(last.inside[-1] if isinstance(last.inside, list) else next(reversed(last.inside.values()))))
        return entry.start.index, entry.start.index + len(self.text[entry.start.index : last.end.index].rstrip())

    def _span_of_value(self, entry: Entry) -> Span:
        start, end = self.extent(entry)
        if end == entry.end.index:
            return span_between(entry.start, entry.end)
        return Span(position_of(entry.start), position_after(self.text[start:end], position_of(entry.start)))

    def _head_of_value(self, entry: Entry) -> Span:
        """The value where it stands on one line, else the place where it begins."""
        span = self._span_of_value(entry)
        return span if span.start.line == span.end.line else Span(span.start, span.start)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one text: the document, where there is anything usable, and what is wrong with it."""

    document: Document | None
    findings: tuple[Finding, ...]
