"""Events of YAML to plain data, twice.

Both ways put a stack of their own over PyYAML's stream of events, which cannot overflow the stack of the interpreter.
:func:`compose_quickly` reads a text that is in order, at little more than the cost of its events, and gives up at
the first thing that needs a closer look. :class:`Composer` takes that closer look: it keeps the place of every datum
and finds all that is wrong. Where both give data it is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
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

from hhmonitor.findings import DataPath, Finding, Mend, Place, Position, Retype, Span
from hhmonitor.language import mark as _m
from hhmonitor.yaml.places import Mark, RawEntry, position_after, span_between
from hhmonitor.yaml.scalars import (
    NUMBER_STARTS,
    SPECIAL_STARTS,
    harmful,
    harmful_characters,
    is_invisible,
    key_value,
    plain_value,
    without_harm,
)
from hhmonitor.yaml.syntax import MAXIMUM_DEPTH, syntax_finding

MAXIMUM_FINDINGS: Final = 200
"""Findings after which reading stops."""

FIRST_PLACE = _m("first written here")

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NoKey:
    """Stands where a mapping has no key that a value can go under."""


_AWAITED: Final = _NoKey()
_REFUSED: Final = _NoKey()


# Keys in which nothing was wrong, quoted or not: files of one kind hold the same ones over and over.
_PROVEN_KEYS: set[str] = set()

# ValueError and OverflowError: the parser in Python, for the number of a character that cannot be.
_PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)


# A number that commas cut into pieces: in braces, each piece but the first is a key without a value.
_NUMBER_AND_COMMA = re.compile(r"[-+]?[0-9][0-9.,]*,$")
_REST_OF_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+(?![0-9]|[ \t]*:))*")
_NO_VALUE = re.compile(r"\s*[,}]")
_LONGEST_NUMBER = 40


class _Stop(Exception):
    """Reading on is of no use: too many levels, or too many findings."""


def compose_quickly(text: str) -> dict[str, object] | None:
    """The data of a text in which nothing is wrong, or None where it takes a :class:`Composer` to tell what is."""
    try:
        return _compose_quickly(_PARSER(text).get_event)
    except _PARSER_ERRORS:
        return None


def _compose_quickly(next_event: Callable[[], Any]) -> dict[str, object] | None:
    # One loop over local names: most of the time of reading a folder is spent here.
    top: dict[str, object] | None = None
    outer: list[tuple[Any, Any]] = []
    container: Any = None  # the collection being filled; None above the top
    key: Any = None  # in a mapping: the key, or that it is awaited; else None
    for event in iter(next_event, None):
        kind = event.__class__
        if kind is ScalarEvent:
            value = event.value
            if event.tag or event.anchor:
                return None
            if key is _AWAITED:
                key = value if value in _PROVEN_KEYS else _sound_key(value, not event.style)
                if key is None or key in container:
                    return None
                continue
            if harmful(value):
                return None
            if value[:1] in SPECIAL_STARTS and not event.style:
                value, code = plain_value(value)
                # A number without a value may be what a decimal comma cut off.
                if code is not None or (value is None and str(key)[:1] in NUMBER_STARTS):
                    return None
            if key is not None:
                container[key] = value
                key = _AWAITED
            elif container is not None:
                container.append(value)
            else:
                return None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag or event.anchor or key is _AWAITED or len(outer) == MAXIMUM_DEPTH:
                return None
            inner: Any = {} if kind is MappingStartEvent else []
            if key is not None:
                container[key] = inner
                outer.append((container, _AWAITED))
            elif container is not None:
                container.append(inner)
                outer.append((container, None))
            elif kind is MappingStartEvent and top is None:
                top = inner
                outer.append((None, None))
            else:
                return None
            container = inner
            key = _AWAITED if kind is MappingStartEvent else None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, key = outer.pop()
        elif kind is AliasEvent or (kind is DocumentStartEvent and top is not None):
            return None
    return top


def _sound_key(text: str, plain: bool) -> str | int | None:
    """The key that a scalar makes, or None where something may be wrong with it."""
    if not plain and text[:1] in NUMBER_STARTS:
        return None  # perhaps the same as a number
    key, code = key_value(text, plain)
    if code is not None:
        return None
    if isinstance(key, str) and key.isidentifier() and key != "null" and len(_PROVEN_KEYS) < 1000:
        _PROVEN_KEYS.add(key)
    return key


class Composer:
    """Reads one text, once."""

    def __init__(self, text: str, file: str) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._file = file
        # What was left behind at every collection that is open: the collection around it with its marks and its
        # start, and the key (with its marks) under which the open one belongs. Outermost first.
        self._outer: list[tuple[Any, Any, Any, Any, Any, Any]] = []

    def compose(self) -> tuple[dict[str, object] | None, RawEntry | None]:
        """The data with its entry, or None where there is nothing usable; ``findings`` tells what is wrong."""
        data: dict[str, object] | None = None
        entry: RawEntry | None = None
        with suppress(_Stop):
            try:
                value, entry = self._compose(_PARSER(self._text).get_event)
            except _PARSER_ERRORS as error:
                self._keep(syntax_finding(error, self._text, self._file))
            else:
                data = self._mapping(value, entry)
        return data, entry

    def _compose(self, next_event: Callable[[], Any]) -> tuple[object, RawEntry | None]:
        """The value at the top with its entry; no entry where the text holds nothing."""
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
                    key_start, key_end = event.start_mark, event.end_mark
                    key = self._key(event, marks)
                    continue
                value, start, end, inside = event.value, event.start_mark, event.end_mark, None
                if event.anchor or event.tag:
                    self._refuse_properties(event, container, key)
                if harmful(value):
                    self._refuse_characters(event, container, key)
                    value = without_harm(value)
                if not event.style:
                    value, code = plain_value(value)
                    if code is not None:
                        self._report(code, start, end, scalar_details(event.value), container, key)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor or event.tag:
                    self._refuse_properties(event, container, key)
                outer.append((container, marks, opened, key, key_start, key_end))
                opened = event.start_mark
                if len(outer) > MAXIMUM_DEPTH:
                    self._report("HH116", opened, event.end_mark, {"maximum": str(MAXIMUM_DEPTH)})
                    raise _Stop
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

    def _mapping(self, value: object, entry: RawEntry | None) -> dict[str, object] | None:
        """What stands at the top, if it is a mapping."""
        if isinstance(value, dict):
            return value
        if entry is None or (value is None and entry[2].index == entry[3].index):
            self._keep(Finding("HH113", Place(self._file)))
        else:
            self._report("HH114", entry[2], self._end_on_line(entry[2], entry[3]))
        return None

    def _key(self, event: Any, marks: dict[str, Any]) -> str | int | _NoKey:
        """The key that a scalar makes, or that it is refused."""
        text: str = event.value
        if event.anchor or event.tag:
            self._refuse_properties(event)
        if self._cut_off_by_a_comma(event):
            return _REFUSED
        key, code = key_value(text, not event.style)
        if code is not None:
            self._report_key(code, event, key, scalar_details(text))
        if key is None:
            return _REFUSED
        # Two keys are the same where they read the same: 2018 and "2018" too.
        first = marks.get(str(key))
        if first is None:
            return key
        self._report_key("HH117", event, key, {"key": shortened(text)}, first)
        return _REFUSED

    def _cut_off_by_a_comma(self, event: Any) -> bool:
        """Whether what looks like a key is the rest of a number with a comma in it, as in ``{2020: 4600,5}``.

        The number is told at its first comma, as a whole.
        """
        start: Mark = event.start_mark
        rest = _REST_OF_NUMBER.match(self._text, start.index)
        before = _NUMBER_AND_COMMA.search(self._text[max(0, start.index - _LONGEST_NUMBER) : start.index])
        if event.style or rest is None or before is None or not _NO_VALUE.match(self._text, event.end_mark.index):
            return False
        if "," not in before[0][:-1]:
            line, column = start.line + 1, start.column + 1
            span = Span(Position(line, column - len(before[0])), Position(line, column + len(rest[0])))
            self._keep(
                Finding(
                    "HH130",
                    Place(self._file, self._path(), span=span),
                    scalar_details(before[0] + rest[0]),
                    mend=_number_meant(before[0] + rest[0]),
                )
            )
        return True

    def _refuse_properties(self, event: Any, container: Any = None, key: Any = None) -> None:
        """Refuse the anchor and the tag before a node."""
        is_scalar = event.__class__ is ScalarEvent
        end: Mark = event.end_mark if is_scalar else event.start_mark
        if event.anchor:
            self._report("HH121", event.start_mark, end, {"name": shortened(event.anchor)}, container, key)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._report("HH124", event.start_mark, end, {"tag": shortened(tag)}, container, key)

    def _refuse_characters(self, event: Any, container: Any, key: Any) -> None:
        """Refuse the harmful characters of a value, each at its own place."""
        start: int = event.start_mark.index
        written = self._text[start : event.end_mark.index]
        for begin, end, character in harmful_characters(written, event.style == '"'):
            first = position_after(self._text[: start + begin])
            span = Span(first, Position(first.line, first.column + end - begin))
            place = Place(self._file, self._path(container, key), span=span)
            self._keep(Finding("HH140", place, {"character": f"U+{ord(character):04X}"}))

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
        written = self._text[start.index : end.index]
        self._keep(Finding(code, place, details or {}, mend=_number_meant(written) if code == "HH130" else None))

    def _report_key(
        self, code: str, event: Any, key: str | int | None, details: dict[str, str], first: RawEntry | None = None
    ) -> None:
        """Keep a finding about a key, which may have been written before; None where there is none to speak of."""
        path = self._path() if key is None else (*self._path(), key)
        place = Place(self._file, path, on_key=True, span=span_between(event.start_mark, event.end_mark))
        if first is None or first[0] is None or first[1] is None:
            mend = _key_meant(event.value) if code == "HH120" and not event.style else None
            self._keep(Finding(code, place, details, mend=mend))
        else:
            related = Place(self._file, path, on_key=True, span=span_between(first[0], first[1]))
            self._keep(Finding(code, place, details, related, FIRST_PLACE))

    def _keep(self, finding: Finding) -> None:
        self.findings.append(finding)
        if len(self.findings) == MAXIMUM_FINDINGS:
            self.findings.append(Finding("HH109", Place(self._file), {"count": str(MAXIMUM_FINDINGS)}))
            raise _Stop

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


def _number_meant(text: str) -> Mend | None:
    """The number that one with commas or several points can be alone; none where it can be two."""
    signs = re.sub(r"[^.,]", "", text)
    head, last, tail = text.rpartition(signs[-1:])
    if len(signs) == 1 and len(tail) == 3:
        return None  # thousands, or three decimals
    grouped = len(signs) > 1 and len(set(signs)) == 1
    whole = re.sub(r"[.,]", "", text if grouped else head)
    return Retype(whole if grouped else f"{whole}.{tail}0" if len(tail) == 3 else f"{whole}.{tail}") if last else None


def _key_meant(text: str) -> Mend | None:
    """A key without what cannot be seen in it, where a word is left that needs no quotation marks."""
    word = "".join(character for character in text if not is_invisible(character))
    return Retype(word) if word.isidentifier() else None


def scalar_details(text: str) -> dict[str, str]:
    """What the messages about scalars name: the text as written, and what could be written instead."""
    point_zero = text.rstrip("0")
    if point_zero == text:  # a fourth decimal says as well that no thousands are meant
        point_zero = text + "0"
    return {
        "value": shortened(text),
        "word": shortened(text.lower()),
        "whole": shortened(text.replace(".", "")),
        "short": shortened(point_zero + "0" if point_zero.endswith(".") else point_zero),
        "plain": shortened(("-" if text.startswith("-") else "") + (text.lstrip("+-0") or "0")),
        "character": next((f"U+{ord(character):04X}" for character in text if is_invisible(character)), ""),
    }


def shortened(text: str) -> str:
    """``text`` short enough to stand in a sentence, and what cannot be seen left out."""
    shown = "".join(character for character in text[:61] if not is_invisible(character))
    return shown if len(text) <= 60 else shown[:59] + "…"
