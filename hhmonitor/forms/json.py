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


def render(answer: Answer, page: Page) -> str:
    """The data of the answer."""
    return as_json(answer.data)


def as_json(data: Mapping[str, Any]) -> str:
    """Plain data as JSON, a key of the top or a record of a list a line."""
    return "{" + ",\n ".join(f"{_line(key)}: {''.join(_value(value))}" for key, value in data.items()) + "}\n"


def _value(value: Any) -> Iterator[str]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        yield _line(value)
    elif value and isinstance(value[0], Mapping):
        yield "[\n  "
        yield ",\n  ".join(map(_line, value))
        yield "\n ]"
    else:
        yield _line(list(value))


def _line(value: Any) -> str:
    """A value on a line; what cannot be seen stands as its number, as JSON allows, and reads back as it was."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(character: str) -> str:
    return character if character.isprintable() else json.dumps(character)[1:-1]
