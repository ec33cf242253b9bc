"""What an answer says to people: blocks of text with inline parts, which every form lays out in its own way.

Nothing here knows a form, and no text here is markup: a form escapes all of it by its one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

# Inline parts


@dataclass(frozen=True)
class Text:
    """Words. ``language`` is that of the text where it is not the answer's own, such as ``en`` in a Dutch answer."""

    text: str
    language: str | None = None


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True)
class Quiet:
    """Words that are said less loudly."""

    text: str
    language: str | None = None


@dataclass(frozen=True)
class Code:
    """What is typed or read by a program: a command, a path, a key."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to an address on the web."""

    text: str
    url: str


@dataclass(frozen=True)
class Market:
    """The name of a market, which leads to its page where the form has one."""

    text: str
    code: str


@dataclass(frozen=True)
class Badge:
    """A category. ``tone`` is its colour in the palette, by its place among the categories."""

    text: str
    tone: str


@dataclass(frozen=True)
class Mark:
    """A sign for a glance. ``word`` says the same; ``tone`` is the word of the files that it stands for."""

    sign: str
    tone: str
    word: str


@dataclass(frozen=True)
class Number:
    """A number as it is said in the language of the answer, with its value for a sheet that goes on counting.

    ``decimals`` is how many of them are shown; a ``share`` runs from 0 to 1 and is shown as a percentage; a ``year``
    has no separator of thousands.
    """

    text: str
    value: float
    decimals: int = 0
    share: bool = False
    year: bool = False


@dataclass(frozen=True)
class Gauge:
    """A share, from 0 to 1, as a small bar with the share in words behind it."""

    text: str
    share: float


@dataclass(frozen=True)
class Day:
    """A date as it is said in the language of the answer, and as the files write it (2019, 2019-06, 2019-06-14)."""

    text: str
    date: str


@dataclass(frozen=True)
class Cited:
    """The numbers of the sources that something rests on."""

    numbers: tuple[int, ...]


Inline = Text | Strong | Quiet | Code | Link | Market | Badge | Mark | Number | Gauge | Day | Cited
Content = tuple[Inline, ...]
Said: TypeAlias = "str | Inline | Iterable[Said]"
"""What a block can be made of: words, an inline part, or several of either."""


def content(said: Said) -> Content:
    """What is said as inline parts; words alone become text, and nothing said is no part."""
    if isinstance(said, str):
        return (Text(said),) if said else ()
    if isinstance(said, Iterable):
        return tuple(part for one in said for part in content(one))
    return (said,)


def plain(said: Content) -> str:
    """The words alone, as a program that knows no looks would show them."""
    return "".join(map(_plain, said)).strip()


def _plain(part: Inline) -> str:
    match part:
        case Mark(sign, _, _):
            return sign
        case Cited(numbers):
            return f" [{', '.join(map(str, numbers))}]" if numbers else ""
        case _:
            return part.text


# Blocks


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title. ``name`` tells what sort of part begins here, for those who lay it out.

    Where an answer is laid out in columns, a ``wide`` part takes all of them.
    """

    content: Content
    level: int = 2
    name: str = ""
    wide: bool = False

    def __init__(self, said: Said, level: int = 2, name: str = "", wide: bool = False) -> None:
        object.__setattr__(self, "content", content(said))
        object.__setattr__(self, "level", level)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "wide", wide)


@dataclass(frozen=True)
class Paragraph:
    """Running text. ``kind`` is its part in the whole: "" for plain, else one of ``PARAGRAPHS``."""

    content: Content
    kind: str = ""

    def __init__(self, said: Said, kind: str = "") -> None:
        object.__setattr__(self, "content", content(said))
        object.__setattr__(self, "kind", kind)


PARAGRAPHS = ("kicker", "verdict", "status", "lead", "quiet", "legend", "imprint", "finding")
"""The line above a title; the category under it; remarks beside it; the summary; what is said less loudly; what marks
mean; what it was made from; what is wrong at a place in a file, which a terminal keeps on one line for editors."""


@dataclass(frozen=True)
class Item:
    """One of a list: what is said, with a sign before it where it has one, and what is said of it beneath."""

    content: Content
    mark: Mark | None = None
    details: tuple[Content, ...] = ()

    def __init__(self, said: Said, mark: Mark | None = None, details: Iterable[Said] = ()) -> None:
        object.__setattr__(self, "content", content(said))
        object.__setattr__(self, "mark", mark)
        object.__setattr__(self, "details", tuple(map(content, details)))


@dataclass(frozen=True)
class Items:
    """A list, numbered where ``numbered``."""

    items: tuple[Item, ...]
    numbered: bool = False

    def __init__(self, items: Iterable[Item | Said], numbered: bool = False) -> None:
        object.__setattr__(self, "items", tuple(one if isinstance(one, Item) else Item(one) for one in items))
        object.__setattr__(self, "numbered", numbered)


@dataclass(frozen=True)
class Line:
    """A small line of values by year, with what it shows in words; ``low`` and ``high`` are its bounds as words."""

    series: Mapping[int, float]
    description: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length from 0 to 1, the length in words, and its colour in the palette."""

    label: str
    share: float
    text: str
    tone: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars beneath each other, with what they show in words."""

    bars: tuple[Bar, ...]
    description: str


@dataclass(frozen=True)
class Event:
    """Something that happened: when as a year with its fraction (none where unknown) and in words, and what."""

    year: float | None
    date: str
    kind: str
    content: Content


@dataclass(frozen=True)
class Timeline:
    """What happened, newest first, with what it shows in words."""

    events: tuple[Event, ...]
    description: str


@dataclass(frozen=True)
class Cell:
    """What stands in a table. ``tone`` colours it, ``line`` stands beneath it, ``note`` is said less loudly."""

    content: Content = ()
    tone: str = ""
    line: Line | None = None
    note: Content = ()

    def __init__(self, said: Said = (), tone: str = "", line: Line | None = None, note: Said = ()) -> None:
        object.__setattr__(self, "content", content(said))
        object.__setattr__(self, "tone", tone)
        object.__setattr__(self, "line", line)
        object.__setattr__(self, "note", content(note))


@dataclass(frozen=True)
class Count:
    """In a sheet: how many cells of the same row, from one column to another, say one of these words.

    ``value`` is that number now; a sheet goes on counting when somebody changes a cell, other forms show the number.
    """

    first: int
    last: int
    words: tuple[str, ...]
    value: int


@dataclass(frozen=True)
class Column:
    """A column of a table.

    ``width`` in characters is what a sheet gives it; ``wide`` columns are left out where there is no room; the title of
    an ``upright`` one stands upright where that can be; ``short`` is the title where there is little room.
    ``scale`` tells what its words stand for: ``category``, ``value`` or ``outcome``.
    """

    title: str
    width: int = 14
    wide: bool = False
    upright: bool = False
    short: str = ""
    scale: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Row:
    """A row. ``kind`` tells what sort it is, such as ``member`` for what stands under the row before it."""

    cells: tuple[Cell | Count, ...]
    kind: str = ""

    def __init__(self, cells: Iterable[Cell | Count | Said], kind: str = "") -> None:
        made = (one if isinstance(one, Cell | Count) else Cell(one) for one in cells)
        object.__setattr__(self, "cells", tuple(made))
        object.__setattr__(self, "kind", kind)


@dataclass(frozen=True)
class Table:
    """Rows under a header; the first cell of a row names it.

    ``title`` says what it shows, for who does not see it and for the name of a sheet. Tables of one ``kind`` in an
    answer have their columns under each other.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    kind: str = ""

    def __init__(
        self,
        columns: Iterable[Column | str],
        rows: Iterable[Row | Iterable[Cell | Count | Said]],
        title: str = "",
        kind: str = "",
    ) -> None:
        object.__setattr__(self, "columns", tuple(one if isinstance(one, Column) else Column(one) for one in columns))
        object.__setattr__(self, "rows", tuple(one if isinstance(one, Row) else Row(one) for one in rows))
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "kind", kind)


@dataclass(frozen=True)
class Verbatim:
    """Lines as they are typed or stand in a file, such as a command to copy."""

    text: str


@dataclass(frozen=True)
class Reference:
    """A source as it is listed, under its number."""

    number: int
    title: str
    details: str = ""
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Sources:
    """The sources that were cited."""

    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Break:
    """A new page begins here, where the form has pages."""


Block = Heading | Paragraph | Items | Table | Bars | Timeline | Verbatim | Sources | Break


@dataclass(frozen=True)
class Sheet:
    """A table as a sheet of a workbook: what it is about in a line, and how many first columns stay in sight."""

    table: Table
    about: str = ""
    in_sight: int = 1
