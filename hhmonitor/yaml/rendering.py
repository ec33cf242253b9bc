"""Plain data as YAML, in the manner of a file: how it ends lines, indents, quotes and folds.

Every text is written so that it comes back as it went in: what could be read as something else is put between
quotation marks, and each way of writing is tried out before it is taken.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from hhmonitor.yaml.document import Document
from hhmonitor.yaml.places import Entry
from hhmonitor.yaml.reader import read_text

Value = str | int | float | bool | None | Mapping[Any, "Value"] | Sequence["Value"]
"""Plain data to write. A key of a mapping without a value is left out."""

SWITCHES = frozenset({"yes", "no", "on", "off", "y", "n"})
"""Words that are text here, and a boolean to readers of YAML 1.1."""

_WORDS = SWITCHES | {"true", "false", "null"}
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|\d{4}(-\d{2}){1,2}")
_PROSE = re.compile(r"[^\W\d_](?:[^\s:#]|:(?=[^\s:])|(?<! )#|[ ](?=[^\s#]))*")
_DATE = re.compile(r"\d{4}(-\d{2}){1,2}")
_IN_FLOW = frozenset(",[]{}")

_PLAIN, _SINGLE, _DOUBLE, _FOLDED, _LITERAL = "", "'", '"', ">", "|"
_NARROWEST, _WIDEST = 80, 120

T = TypeVar("T", int, str)


class Written(NamedTuple):
    """A value as it is written: what stands behind its key or dash, and the lines below, indented from there."""

    first: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is laid out: ends of lines, columns of a step and of a dash under its key, columns of a line.

    ``styles`` says by the first character how the texts under a key of that name are written mostly, ``long`` how
    those that fill a line are.
    """

    end: str = "\n"
    step: int = 2
    dash: int = 2
    width: int = 110
    long: str = _DOUBLE
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def style(self, name: str, text: str) -> str:
        """How a text under a key of that name is written that was not there before."""
        style = self.styles.get(name)
        if style is None:
            return self.long if len(text) > self.width // 2 else _PLAIN if _WORD.fullmatch(text) else _DOUBLE
        return self.long if len(text) > self.width and style not in (_FOLDED, _LITERAL) else style


def manner_of(document: Document) -> Manner:
    """How a file is laid out; what it does not show is as the files that come with the program do it."""
    text = document.text
    steps: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    styles: dict[str, Counter[str]] = {}
    long: Counter[str] = Counter()
    for above, name, entry in _walk(document.along(())[0]):
        style = style_of(text, entry)
        if entry.inside and text[entry.start.index] not in "[{" and above is not None:
            (steps if isinstance(entry.inside, dict) else dashes)[_head_column(text, entry) - above] += 1
        elif entry.inside is None and name:
            styles.setdefault(name, Counter())[style] += 1
            if style and entry.end.index - entry.start.index > _NARROWEST // 2:
                long[style] += 1
    lines = (len(line) for line in text.splitlines())
    return Manner(
        end="\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n",
        step=_most(steps, 2),
        dash=_most(dashes, 2),
        width=max((length for length in lines if _NARROWEST <= length <= _WIDEST), default=Manner().width),
        long=_most(long, _DOUBLE),
        styles={name: counted.most_common(1)[0][0] for name, counted in styles.items()},
    )


def style_of(text: str, entry: Entry) -> str:
    """The character with which a value begins that is quoted, folded or literal; empty for any other."""
    first = text[entry.start.index : entry.start.index + 1]
    return first if first and first in "'\"|>" else _PLAIN


def as_yaml(data: Mapping[str, Value]) -> str:
    """Plain data as a whole file, in block style; what has no value is left out."""
    return "".join(f"{line}\n" for line in block_lines(data, Manner(), 0))


def block_lines(data: Mapping[Any, Value], manner: Manner, column: int) -> list[str]:
    """The lines of a mapping in block style, whose keys stand in that column (from 0); they are not indented yet."""
    return [
        line
        for key, value in data.items()
        if value is not None
        for line in headed(f"{scalar(key)}:", as_block(value, manner, column, str(key)))
    ]


def headed(head: str, written: Written) -> list[str]:
    """The lines of a value behind its key or its dash."""
    return [f"{head} {written.first}" if written.first else head, *written.rest]


def as_block(value: Value, manner: Manner, column: int, name: str = "") -> Written:
    """A value under a key of that name, which stands in that column (from 0)."""
    if isinstance(value, Mapping):
        if all(one is None for one in value.values()):
            return Written("{}")
        inside = block_lines(value, manner, column + manner.step)
        return Written("", tuple(" " * manner.step + line for line in inside))
    if isinstance(value, Sequence) and not isinstance(value, str):
        flow = as_flow(value)
        if not any(isinstance(one, Mapping | list | tuple) for one in value) and (
            column + len(name) + 2 + len(flow) <= manner.width
        ):
            return Written(flow)
        lines = (line for one in value for line in headed("-", as_item(one, manner, column + manner.dash)))
        return Written("", tuple(" " * manner.dash + line for line in lines))
    if isinstance(value, str):
        return text_as(value, manner.style(name, value), manner, column)
    return Written(scalar(value))


def as_item(value: Value, manner: Manner, column: int) -> Written:
    """A value behind a dash, which stands in that column (from 0)."""
    if isinstance(value, Mapping) and any(one is not None for one in value.values()):
        first, *rest = block_lines(value, manner, column + 2)
        return Written(first, tuple(f"  {line}" for line in rest))
    if isinstance(value, str) or not isinstance(value, Sequence):
        return as_block(value, manner, column)
    return Written(as_flow(value))


def as_flow(value: Value, *, switches: bool = False) -> str:
    """A value on one line, as it stands inside braces or brackets too."""
    if isinstance(value, Mapping):
        inside = (f"{scalar(key)}: {as_flow(one)}" for key, one in value.items() if one is not None)
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(as_flow, value))}]"
    return scalar(value, switches=switches)


def scalar(value: object, *, switches: bool = False) -> str:
    """A single value on one line: a text as it is where nothing can be read into it, else between quotation marks.

    With ``switches`` words such as ``no`` go without them.
    """
    if isinstance(value, str) and _WORD.fullmatch(value):
        folded = value.casefold()
        if folded not in _WORDS or (switches and folded in SWITCHES):
            return value
    if isinstance(value, float):
        return _decimal(value)
    return json.dumps(value, ensure_ascii=False)


def text_as(
    text: str, style: str, manner: Manner, column: int, *, flow: bool = False, switches: bool = False
) -> Written:
    """A text in a style where it comes back so, else between quotation marks.

    ``column`` (from 0) is that of its key. Inside braces it is ``flow``; ``switches`` as in :func:`scalar`.
    """
    if style == _PLAIN and (switches or text.casefold() not in _WORDS):
        prose = _PROSE.fullmatch(text) and not (flow and _IN_FLOW.intersection(text))
        if (prose or _DATE.fullmatch(text)) and _comes_back(Written(text), text):
            return Written(text)
    elif style == _SINGLE and "\n" not in text:
        written = Written("'" + text.replace("'", "''") + "'")
        if _comes_back(written, text):
            return written
    elif style in (_FOLDED, _LITERAL) and text and not flow:
        body = text.removesuffix("\n")
        width = max(manner.width - column - manner.step, _NARROWEST // 2)
        lines = _folded(body, width) if style == _FOLDED else body.split("\n")
        header = style if text.endswith("\n") else f"{style}-"
        written = Written(header, tuple(" " * manner.step + line if line else "" for line in lines))
        if _comes_back(written, text):
            return written
    return Written(scalar(text, switches=switches))


def _comes_back(written: Written, text: str) -> bool:
    lines = "\n".join(headed("text:", written))
    reading = read_text(f"{lines}\nend: end\n".encode("utf-8", "replace"), "")
    return (
        not reading.findings and reading.document is not None and reading.document.data == {"text": text, "end": "end"}
    )


def _folded(text: str, width: int) -> Iterator[str]:
    """The lines of a text that is folded: an empty line for each break of its own."""
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            yield ""
        line = ""
        # Between single spaces alone: a line that begins with a space would be taken as it is.
        for word in re.split(r"(?<! ) (?! )", paragraph):
            if line and len(line) + 1 + len(word) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield line


def _decimal(value: float) -> str:
    """A number with its point, and a fourth decimal where three could be taken for thousands."""
    text = format(Decimal(repr(value)), "f")
    text = text if "." in text else f"{text}.0"
    return f"{text}0" if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text) else text


def _walk(top: Entry) -> Iterator[tuple[int | None, str, Entry]]:
    """Every value with the column of the key above it (none at the top) and its own name, if it has a key."""
    waiting: list[tuple[int | None, str, Entry]] = [(None, "", top)]
    while waiting:
        above, name, entry = waiting.pop()
        yield above, name, entry
        if isinstance(entry.inside, dict):
            for key, raw in entry.inside.items():
                inner = Entry(*raw)
                waiting.append((inner.key_start.column if inner.key_start else None, key, inner))
        elif entry.inside:
            waiting.extend((None, "", Entry(*raw)) for raw in entry.inside)


def _head_column(text: str, entry: Entry) -> int:
    """The column in which the keys or the dashes of a collection in block style stand."""
    return entry.start.column


def _most(counted: Counter[T], default: T) -> T:
    return counted.most_common(1)[0][0] if counted else default
