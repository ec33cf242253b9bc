"""A text in TOML with the places of its keys, as far as they stand on lines of their own.

The data come from Python's own reader. It tells no places, so that lines are looked through once more for them; what
stands within braces is told at the key that holds them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from hhmonitor.findings import DataPath, Finding, Place, Position, Span

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_TABLE = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_NAMES})[ \t]*\]")
_ENTRY = re.compile(rf"[ \t]*({_NAMES})[ \t]*=[ \t]*")
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
_VALUE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"'])*""")
_LONG_QUOTES = re.compile(r'"""|' + "'''")


@dataclass(frozen=True)
class TomlText:
    """The data of a text in TOML, days as text, with where its keys and values stand."""

    file: str
    data: dict[str, Any]
    _keys: dict[DataPath, Span] = field(repr=False)
    _values: dict[DataPath, Span] = field(repr=False)

    def below(self, *path: str) -> TomlText | None:
        """The table at a path, by itself; none where there is no such table."""
        data: Any = self.data
        for name in path:
            data = data.get(name) if isinstance(data, dict) else None
        if not isinstance(data, dict):
            return None
        depth = len(path)
        keys, values = (
            {place[depth:]: span for place, span in spans.items() if place[:depth] == path}
            for spans in (self._keys, self._values)
        )
        return TomlText(self.file, data, keys, values)

    def locate(self, place: Place) -> Place:
        """``place`` with its span filled in: that of the value, else of the key, else of the nearest key above it."""
        if place.path in self._values and not place.on_key:
            return replace(place, span=self._values[place.path])
        for length in range(len(place.path), 0, -1):
            span = self._keys.get(place.path[:length])
            if span is not None:
                return replace(place, span=span)
        return place


# What tomllib raises: its own errors are ValueErrors, and so is a number of too many digits; brackets can lie too deep.
_UNREADABLE = (ValueError, RecursionError)


def read_toml(text: str, file: str) -> TomlText | Finding:
    """The text as data with their places, or what is wrong with it (HH801), told where it cannot be read on."""
    try:
        data = tomllib.loads(text)
    except _UNREADABLE as error:
        return _unreadable(text, file, str(error).partition(" (at ")[0].partition(";")[0])
    keys, values = _places(text)
    return TomlText(file, _days_as_text(data), keys, values)


def _unreadable(text: str, file: str, problem: str) -> Finding:
    """What is wrong with a text, at the first line after all that can be read by itself."""
    lines = text.splitlines()
    sound = next((number for number in range(len(lines), 0, -1) if _is_sound("\n".join(lines[:number]))), 0)
    line = next((number for number in range(sound, len(lines)) if lines[number].strip()), sound)
    written = lines[line] if line < len(lines) else ""
    start = len(written) - len(written.lstrip()) + 1
    span = Span(Position(line + 1, start), Position(line + 1, max(start + 1, len(written.rstrip()) + 1)))
    return Finding("HH801", Place(file, span=span), {"problem": problem})


def _is_sound(text: str) -> bool:
    try:
        tomllib.loads(text)
    except _UNREADABLE:
        return False
    return True


def _days_as_text(data: Any) -> Any:
    """The same, with days and times written as ISO 8601 has them."""
    if isinstance(data, dict):
        return {key: _days_as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_days_as_text(value) for value in data]
    return data.isoformat() if isinstance(data, date | datetime | time) else data


def _places(text: str) -> tuple[dict[DataPath, Span], dict[DataPath, Span]]:
    """Where keys and values stand, by their paths."""
    keys: dict[DataPath, Span] = {}
    values: dict[DataPath, Span] = {}
    table: DataPath = ()
    times: dict[DataPath, int] = {}
    within_long_text = False
    for number, line in enumerate(text.splitlines(), 1):
        inside, within_long_text = within_long_text, within_long_text ^ (len(_LONG_QUOTES.findall(line)) % 2 == 1)
        if inside:
            continue
        if header := _TABLE.match(line):
            table = _path(header[2])
            keys.setdefault(table, _span(number, header.start(2), header.end(2)))
            if header[1] == "[[":
                times[table] = times.get(table, -1) + 1
                table = (*table, times[table])
                keys[table] = _span(number, header.start(2), header.end(2))
        elif entry := _ENTRY.match(line):
            path = (*table, *_path(entry[1]))
            keys[path] = _span(number, entry.start(1), entry.end(1))
            value = _VALUE.match(line, entry.end())
            assert value is not None  # it may match nothing
            values[path] = _span(number, entry.end(), entry.end() + len(value[0].rstrip()))
            for index, item in enumerate(_STRING.finditer(line, entry.end())):
                values[*path, index] = _span(number, item.start(), item.end())
    return keys, values


def _path(names: str) -> DataPath:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, names))


def _span(line: int, start: int, end: int) -> Span:
    return Span(Position(line, start + 1), Position(line, end + 1))
