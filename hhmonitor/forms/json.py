"""An answer as JSON: its data, under the name and version of their shape.

Lists of records, such as the markets of a list, are written a record a line: quick, and good to compare two answers by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.forms import Page

ENDINGS, EXTRA, BINARY = (".json",), None, False


def render(answer: Answer, page: Page) -> bytes:
    """The data of the answer, a key of the top or a record of a list a line.

    Each line is made into bytes as it comes: as text, ten thousand markets would be held several times over.
    """
    return b"".join(piece.encode("utf-8", "replace") for piece in _pieces(answer.data))


def _pieces(data: Mapping[str, Any]) -> Iterator[str]:
    before = "{"
    for key, value in data.items():
        yield f"{before}{_line(key)}: "
        yield from _value(value)
        before = ",\n "
    yield "}\n"


def _value(value: Any) -> Iterator[str]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        yield _line(value)
    elif value and isinstance(value[0], Mapping):
        for number, record in enumerate(value):
            yield ",\n  " if number else "[\n  "
            yield _line(record)
        yield "\n ]"
    else:
        yield _line(list(value))


def _line(value: Any) -> str:
    """A value on a line; what cannot be seen stands as its number, as JSON allows, and reads back as it was."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(character: str) -> str:
    return character if character.isprintable() else json.dumps(character)[1:-1]
