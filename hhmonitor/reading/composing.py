"""Events of YAML to plain data and the places of it.

A stack of our own over PyYAML's stream of events: three times as fast as its loader, keeps positions, cannot overflow
the stack of the interpreter, and refuses what has no business in a file that people read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from hhmonitor.findings import DataPath, Finding, Place
from hhmonitor.language import mark as _m
from hhmonitor.reading.document import Document, Mark, RawEntry, span_between
from hhmonitor.reading.scalars import CAPITAL_WORDS, NUMBER_STARTS, WORDS, number_or_text
from hhmonitor.reading.syntax import syntax_finding

MAXIMUM_DEPTH: Final = 40
"""Levels of mappings and lists inside each other."""

MAXIMUM_FINDINGS: Final = 200
"""Findings of one text that are kept; the rest are counted."""

FIRST_PLACE = _m("first written here")

# Letters that are drawn as nothing at all, beside the characters that Python calls not printable.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NoKey:
    """Stands where a mapping has no key that a value can go under."""


_AWAITED: Final = _NoKey()
_REFUSED: Final = _NoKey()


class _TooDeepError(Exception):
    """More levels than a file of this kind can need."""


class Composer:
    """Reads one text, once."""

    def __init__(self, text: str, file: str) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._file = file
        self._dropped = 0
        # What was left behind at every collection that is open: the collection around it with its marks and its
        # start, and the key (with its marks) under which the open one belongs. Outermost first.
        self._outer: list[tuple[Any, Any, Any, Any, Any, Any]] = []

    def compose(self) -> Document | None:
        """The document, or None where there is nothing usable; ``findings`` tells what is wrong."""
        document = None
        try:
            document = self._document(*self._compose(_PARSER(self._text).get_event))
        except _TooDeepError:
            pass
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # ValueError and OverflowError: the parser in Python, for the number of a character that cannot be.
            self._keep(syntax_finding(error, self._text, self._file))
        if self._dropped:
            self.findings.append(Finding("HH109", Place(self._file), {"count": str(self._dropped)}))
        return document

    def _compose(self, next_event: Callable[[], Any]) -> tuple[object, RawEntry | None]:
        """The value at the top with its entry; no entry where the text holds nothing.

        One loop and local names: this is where the time goes.
        """
        top: tuple[object, RawEntry | None] = (None, None)
        outer = self._outer
        container: Any = None  # the collection being filled; None above the top
        marks: Any = None  # the entries of what is in it
        opened: Any = None  # where it starts
        key: Any = None  # in a mapping: the key awaited, refused, or waiting for its value; else None
        key_start: Any = None
        key_end: Any = None
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                if key is _AWAITED:
                    key_start, key_end, key = event.start_mark, event.end_mark, event.value
                    if not (
                        key in marks
                        or event.style
                        or not (key.isidentifier() and key.isascii())
                        or event.tag
                        or event.anchor
                        or key == "null"
                    ):
                        continue  # by far the most keys
                    key = self._key(event, marks)
                    continue
                value, start, end, inside = event.value, event.start_mark, event.end_mark, None
                if event.anchor or event.tag:
                    self._refuse_properties(event, container, key)
                if not event.style:
                    if value in WORDS:
                        value = WORDS[value]
                    elif value[0] in NUMBER_STARTS or value in CAPITAL_WORDS:
                        value = self._number_or_word(event, container, key)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor or event.tag:
                    self._refuse_properties(event, container, key)
                outer.append((container, marks, opened, key, key_start, key_end))
                opened = event.start_mark
                if len(outer) > MAXIMUM_DEPTH:
                    self._report("HH116", opened, event.end_mark, {"maximum": str(MAXIMUM_DEPTH)})
                    raise _TooDeepError
                if kind is MappingStartEvent:
                    container, marks, key = {}, {}, _AWAITED
                else:
                    container, marks, key = [], [], None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value, start, end, inside = container, opened, event.end_mark, marks
                container, marks, opened, key, key_start, key_end = outer.pop()
            elif kind is AliasEvent:
                value, start, end, inside = None, event.start_mark, event.end_mark, None
                self._report("HH122", start, end, {"name": shortened(event.anchor)}, container, key)
                if key is _AWAITED:
                    key = _REFUSED
                    continue
            elif kind is DocumentStartEvent and top[1] is not None:
                self._report("HH115", event.start_mark, event.end_mark)
                return top
            elif kind is StreamEndEvent:
                return top
            else:
                continue

            # A value is complete: it goes where it belongs.
            if key is None:
                if container is None:
                    top = (value, (None, None, start, end, inside))
                else:
                    container.append(value)
                    marks.append((None, None, start, end, inside))
            elif key is _AWAITED:
                self._report("HH118", start, self._end_on_line(start, end))
                key = _REFUSED
            else:
                if key is not _REFUSED:
                    container[key] = value
                    marks[str(key)] = (key_start, key_end, start, end, inside)
                key = _AWAITED

    def _document(self, value: object, entry: RawEntry | None) -> Document | None:
        """The document, if what stands at the top is a mapping."""
        if entry is None or (value is None and entry[2].index == entry[3].index):
            self._keep(Finding("HH113", Place(self._file)))
            return None
        if not isinstance(value, dict):
            self._report("HH114", entry[2], self._end_on_line(entry[2], entry[3]))
            return None
        return Document(self._file, value, self._text, entry)

    def _key(self, event: Any, marks: dict[str, Any]) -> str | int | _NoKey:
        """The key that a scalar makes, or that it is refused."""
        text: str = event.value
        plain = not event.style
        if event.anchor or event.tag:
            self._refuse_properties(event)
        if plain and text == "<<":
            self._report("HH123", event.start_mark, event.end_mark)
            return _REFUSED
        if plain and text in WORDS and WORDS[text] is None:
            self._report("HH119", event.start_mark, event.end_mark)
            return _REFUSED
        key: str | int = text
        if plain and text[0] in NUMBER_STARTS:
            scalar = number_or_text(text)
            if isinstance(scalar.value, int):
                key = scalar.value
            elif scalar.code is not None:
                self._report_key(scalar.code, event, key, number_details(text))
        invisible = [character for character in text if is_invisible(character)]
        if invisible:
            details = {"key": shortened(text), "character": f"U+{ord(invisible[0]):04X}"}
            self._report_key("HH120", event, key, details)
        # Two keys are the same where they read the same: 2018 and "2018" too.
        first = marks.get(str(key))
        if first is None:
            return key
        self._report_key("HH117", event, key, {"key": shortened(text)}, first)
        return _REFUSED

    def _number_or_word(self, event: Any, container: Any, key: Any) -> str | int | float:
        """The value of an unquoted scalar that begins like a number, or is a word that others take for a boolean."""
        text: str = event.value
        if text in CAPITAL_WORDS:
            details = {"value": text, "word": text.lower()}
            self._report("HH131", event.start_mark, event.end_mark, details, container, key)
            return text
        scalar = number_or_text(text)
        if scalar.code is not None:
            self._report(scalar.code, event.start_mark, event.end_mark, number_details(text), container, key)
        return scalar.value

    def _refuse_properties(self, event: Any, container: Any = None, key: Any = None) -> None:
        """Refuse the anchor and the tag before a node."""
        end = event.end_mark if event.__class__ is ScalarEvent else event.start_mark
        if event.anchor:
            self._report("HH121", event.start_mark, end, {"name": shortened(event.anchor)}, container, key)
        if event.tag:
            self._report("HH124", event.start_mark, end, {"tag": shortened(event.tag)}, container, key)

    def _report(
        self,
        code: str,
        start: Mark,
        end: Mark,
        details: dict[str, str] | None = None,
        container: Any = None,
        key: Any = None,
    ) -> None:
        """Keep a finding about the value being read in ``container`` under ``key``."""
        place = Place(self._file, self._path(container, key), span=span_between(start, end))
        self._keep(Finding(code, place, details or {}))

    def _report_key(
        self, code: str, event: Any, key: str | int, details: dict[str, str], first: RawEntry | None = None
    ) -> None:
        """Keep a finding about a key, which may have been written before."""
        path = (*self._path(), key)
        place = Place(self._file, path, on_key=True, span=span_between(event.start_mark, event.end_mark))
        if first is None or first[0] is None or first[1] is None:
            self._keep(Finding(code, place, details))
        else:
            related = Place(self._file, path, on_key=True, span=span_between(first[0], first[1]))
            self._keep(Finding(code, place, details, related, FIRST_PLACE))

    def _keep(self, finding: Finding) -> None:
        if len(self.findings) < MAXIMUM_FINDINGS:
            self.findings.append(finding)
        else:
            self._dropped += 1

    def _path(self, container: Any = None, key: Any = None) -> DataPath:
        """The way to the value being read, as far as its keys can be used."""
        path: list[str | int] = []
        for around, under in (*((frame[0], frame[3]) for frame in self._outer), (container, key)):
            if isinstance(around, list):
                path.append(len(around))
            elif isinstance(under, _NoKey):
                break
            elif under is not None:
                path.append(under)
        return tuple(path)

    def _end_on_line(self, start: Mark, end: Mark) -> Mark:
        """``end``, or ``start`` where the value goes on over several lines."""
        return end if end.line == start.line else start


def is_invisible(character: str) -> bool:
    """Whether a character of a key cannot be seen, or looks like an ordinary space and is none."""
    return not character.isprintable() or character in _BLANK_LETTERS or "\ufe00" <= character <= "\ufe0f"


def shortened(text: str) -> str:
    """``text`` short enough to stand in a sentence."""
    return text if len(text) <= 60 else text[:59] + "…"


def number_details(text: str) -> dict[str, str]:
    """What the messages about numbers name: the number as written, without its points, and without leading zeros."""
    whole = text.replace(".", "")
    sign = "-" if text.startswith("-") else ""
    return {
        "value": shortened(text),
        "whole": shortened(whole),
        "short": text.rstrip("0") + ("0" if text.rstrip("0").endswith(".") else ""),
        "plain": shortened(sign + (text.lstrip("+-0") or "0")),
    }
