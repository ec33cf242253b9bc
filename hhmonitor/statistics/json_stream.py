"""The objects of an array in a JSON text, one after the other, without holding the whole of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from hhmonitor.statistics.limits import LONGEST_ROW

_BLOCK = 1 << 16
_BLANK = re.compile(r"[\s,]*")

# Numbers stay the text they are, so that nothing is lost or added on the way into our table.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)


class Malformed(Exception):
    """The text is no JSON, or ends before it is whole."""


class TooLong(Malformed):
    """A value is longer than one of an answer with figures can be."""


class JsonStream:
    """A JSON text read piece by piece. Raises Malformed where it goes wrong, ``line`` telling where.

    Of the text no more is held in memory than the value that is read.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._buffer = ""
        self._at = 0
        self._ended = False
        self.line = 1

    def skip(self, expected: str) -> None:
        """Pass over one character, such as an opening bracket."""
        if self.peek() != expected:
            raise Malformed
        self._at += 1

    def peek(self) -> str:
        """The next character that is no blank or comma."""
        while True:
            match = _BLANK.match(self._buffer, self._at)
            self._pass_to(match.end() if match else self._at)
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._fill():
                raise Malformed

    def value(self) -> Any:
        """The next value: an object, a list, a text; numbers as text."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._buffer, self._at)
            except (json.JSONDecodeError, RecursionError):
                end = None
            # A number at the end of what was read may go on, and what cannot be read yet may be incomplete.
            if end is not None and (end < len(self._buffer) or self._ended):
                self._pass_to(end)
                return found
            if len(self._buffer) - self._at > LONGEST_ROW:
                raise TooLong
            if not self._fill() and end is None:
                raise Malformed

    def items(self) -> Iterator[Any]:
        """The values of the array that begins here."""
        self.skip("[")
        while self.peek() != "]":
            yield self.value()
        self._at += 1

    def fields(self) -> Iterator[str]:
        """The keys of the object that begins here; the caller reads the value of each before it goes on."""
        self.skip("{")
        while self.peek() != "}":
            key = self.value()
            self.skip(":")
            yield str(key)
        self._at += 1

    def end(self) -> None:
        """Make sure that nothing follows."""
        try:
            self.peek()
        except Malformed:
            return
        raise Malformed

    def _fill(self) -> bool:
        if self._ended:
            return False
        try:
            block = self._text.read(_BLOCK)
        except UnicodeDecodeError:
            raise Malformed from None
        self._ended = not block
        self._buffer = self._buffer[self._at :] + block
        self._at = 0
        return bool(block)

    def _pass_to(self, position: int) -> None:
        self.line += self._buffer.count("\n", self._at, position)
        self._at = position
