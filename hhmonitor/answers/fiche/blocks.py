"""What a fiche is made of once it is in words: sections of blocks, which every form of output lays out in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Numbers = tuple[int, ...]
"""The numbers of the sources that something rests on."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A small line of values by year, with what it shows in words for who does not see it."""

    series: Mapping[int, float]
    description: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a table or a list.

    ``mark`` is a sign for a glance and ``tone`` the word of the files that it stands for, such as ``positive``; the
    text says the same. ``chart`` stands beneath it. ``note`` is said less loudly. ``market`` is the code of a market
    whose fiche this leads to.
    """

    text: str = ""
    note: str = ""
    mark: str = ""
    tone: str = ""
    sources: Numbers = ()
    chart: Chart | None = None
    market: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first cell of a row names it. ``kind`` tells what sort of table it is."""

    kind: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, with a word before it where it has one."""

    text: str
    label: str = ""
    sources: Numbers = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list without order."""

    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when as a year with its fraction (none where unknown) and in words, and what."""

    year: float | None
    date: str
    kind: str
    title: str
    sources: Numbers = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, newest first, with what it shows in words."""

    events: tuple[Event, ...]
    description: str


Block = Table | Prose | Items | Timeline


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the fiche under its own heading."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is listed, under its number."""

    number: int
    title: str
    details: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A fiche in words. ``status`` are short remarks beside the category; ``imprint`` says what it was made from."""

    code: str
    title: str
    kicker: str
    category: str
    category_word: str
    category_label: str
    status: tuple[Cell, ...]
    summary: str
    sections: tuple[Section, ...]
    sources_title: str
    sources: tuple[Reference, ...]
    imprint: str
