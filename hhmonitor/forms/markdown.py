"""An answer in Markdown (CommonMark with tables). Nothing in a text is taken for markup: what could be is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Badge,
    Bars,
    Block,
    Break,
    Cell,
    Cited,
    Code,
    Content,
    Count,
    Gauge,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Link,
    Mark,
    Paragraph,
    Reference,
    Row,
    Sources,
    Strong,
    Table,
    Text,
    Timeline,
    Verbatim,
)
from hhmonitor.forms import Page
from hhmonitor.forms._charts import as_characters, bar_of_characters
from hhmonitor.language.characters import visible

ENDINGS, EXTRA, BINARY = (".md", ".markdown"), None, False

_SPECIAL = re.compile(r"([\\`*_<>\[\]|~&])")
_LEADING = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s|$)", re.MULTILINE)
_CLOSING = re.compile(r"(?<=\s)(#+)$")
_BREAKS = re.compile(r"\s*\n\s*")


def render(answer: Answer, page: Page) -> str:
    """The blocks, one under the other."""
    return "\n".join(chain.from_iterable((*_block(block), "") for block in answer.blocks)).rstrip() + "\n"


def escaped(text: str) -> str:
    """A text in which nothing is taken for Markdown or HTML, on one line; what only counts at its start aside."""
    return _SPECIAL.sub(r"\\\1", visible(_BREAKS.sub(" ", text)))


def _escaped_lead(lead: str) -> str:
    return f"{lead[:-1]}\\{lead[-1]}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(said, level):
            yield f"{'#' * level} {_title(said)}"
        case Paragraph(said, kind):
            yield f"*{_said(said)}*" if kind == "imprint" else _said(said)
        case Items(items, numbered):
            yield from chain.from_iterable(
                _item(item, f"{number}." if numbered else "-") for number, item in enumerate(items, start=1)
            )
        case Table():
            yield from _table(block)
        case Bars(bars):
            yield from (f"- {escaped(bar.label)}: {bar_of_characters(bar.share)} {escaped(bar.text)}" for bar in bars)
        case Timeline(events):
            yield from (f"- {escaped(one.date)} · {escaped(one.kind)}: {_said(one.content)}" for one in events)
        case Verbatim(text):
            yield from _fenced(text)
        case Sources(references):
            yield from map(_reference, references)
        case Break():
            yield "---"


def _item(item: Item, bullet: str) -> Iterator[str]:
    yield f"{bullet} {_said((item.mark, Text(' '), *item.content) if item.mark else item.content)}"
    yield from (f"{' ' * (len(bullet) + 1)}- {_said(detail)}" for detail in item.details)


def _table(table: Table) -> Iterator[str]:
    yield _cells([escaped(column.title) for column in table.columns])
    yield f"|{''.join('---:|' if column.numeric else '---|' for column in table.columns)}"
    yield from (_cells(_row(row)) for row in table.rows)


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(row: Row) -> list[str]:
    cells = [_cell(cell) for cell in row.cells]
    return [f"└ {cells[0]}", *cells[1:]] if row.kind == "member" else cells


def _cell(cell: Cell | Count) -> str:
    if isinstance(cell, Count):
        return str(cell.value)
    line = f" {_line(cell.line)}" if cell.line else ""
    note = f" ({_said(cell.note)})" if cell.note else ""
    return f"{_said(cell.content)}{line}{note}".strip()


def _line(line: Line) -> str:
    return as_characters(line.series)


def _said(said: Content) -> str:
    """What is said, on a line of its own: nothing at its start makes a list or a heading of it."""
    text = _words(said)
    return _LEADING.sub(lambda found: f"{found[1]}{_escaped_lead(found[2])}", text)


def _title(said: Content) -> str:
    """What a heading says: nothing at its start makes a list of it, but signs at its end would be left out."""
    return _CLOSING.sub(r"\\\1", _words(said))


def _words(said: Content) -> str:
    return "".join(map(_inline, said)).strip()


def _inline(part: Inline) -> str:
    match part:
        case Strong(text) | Badge(text, _):
            return f"**{escaped(text)}**" if text.strip() else escaped(text)
        case Code(text):
            return _code(text)
        case Link(text, url):
            return f"[{escaped(text)}](<{_address(url)}>)"
        case Mark(sign):
            return escaped(sign)
        case Gauge(text, share):
            return f"{bar_of_characters(share)} {escaped(text)}"
        case Cited(numbers):
            return f" \\[{', '.join(map(str, numbers))}\\]" if numbers else ""
        case _:
            return escaped(part.text)


def _code(text: str) -> str:
    """A text as code: in more backquotes than it holds; a pipe would end a cell even here."""
    text = visible(_BREAKS.sub(" ", text))
    if "|" in text:
        return escaped(text)
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"{ticks}{text}{ticks}"


def _address(url: str) -> str:
    return visible(url).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace("|", "%7C")


def _fenced(text: str) -> Iterable[str]:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return (fence, *map(visible, text.rstrip("\n").split("\n")), fence)


def _reference(one: Reference) -> str:
    title = f"[{escaped(one.title)}](<{_address(one.url)}>)" if one.url else escaped(one.title)
    return f"{one.number}. {title}{f', {escaped(one.details)}' if one.details else ''}"
