"""The answer to a question: one value, made once in the language asked for, that every form can show.

It holds blocks for people, plain data for programs, and rows for tables. Each of the three is made when a form first
asks for it, so that the list as JSON does not pay for the words of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from hhmonitor.answers.blocks import (
    Bars,
    Block,
    Cell,
    Count,
    Heading,
    Items,
    Paragraph,
    Sheet,
    Sources,
    Table,
    Timeline,
    Verbatim,
    plain,
)
from hhmonitor.language import selected, speaking

Data = Mapping[str, Any]
"""What stands in JSON: text, numbers, truths, none, and lists and mappings of those."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Records for a program that reads tables: a header, and a record for each thing.

    Words are those of the files; what can be counted is a number, what is so or not a truth, and what there is not is
    empty text.
    """

    header: tuple[str, ...]
    records: tuple[tuple[object, ...], ...]


class Each(Sequence[Any]):
    """Plain data of many things, each made when it is come to: ten thousand markets need not be held at once."""

    def __init__(self, make: Callable[[Any], Any], things: Sequence[Any]) -> None:
        self._make, self._things = make, things

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return Each(self._make, self._things[place])
        return self._make(self._things[place])


class Answer:
    """What was asked, answered.

    All of it is in the language in use when it was asked, whatever is in use when it is shown. ``name`` is the
    question's, such as ``classify``; with ``version`` it names the shape of ``data``. ``status`` is how
    the command ends: 0 where all is well, 1 where the question found what it looks for. On paper an answer is laid out
    in so many ``columns``, and on at most so many ``pages`` where that is said.
    """

    version = 1

    def __init__(
        self,
        name: str,
        title: str,
        blocks: Callable[[], Iterable[Block]],
        *,
        data: Callable[[], Data] | None = None,
        rows: Callable[[], Rows] | None = None,
        sheets: Callable[[], Iterable[Sheet]] | None = None,
        status: int = 0,
        columns: int = 1,
        pages: int | None = None,
    ) -> None:
        self.name = name
        self.title = title
        self.status = status
        self.columns = columns
        self.pages = pages
        self.language = selected()
        self._blocks, self._data, self._rows, self._sheets = blocks, data, rows, sheets

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What is said to people."""
        with speaking(self.language):
            return tuple(self._blocks())

    @cached_property
    def data(self) -> Data:
        """What is said to programs, under the name and version of its shape."""
        with speaking(self.language):
            made = self._data() if self._data is not None else {"title": self.title, "facts": _facts(self.blocks)}
            return {"schema": f"hhmonitor/{self.name}/{self.version}", **made}

    @cached_property
    def rows(self) -> Rows:
        """What is said as records; where the question has none of its own, everything that the blocks say."""
        if self._rows is not None:
            with speaking(self.language):
                return self._rows()
        header = ("section", "row", "column", "text")
        return Rows(header, tuple(tuple(fact[key] for key in header) for fact in _facts(self.blocks)))

    @property
    def own_sheets(self) -> bool:
        """Whether the question has sheets of its own, which say in their way what the tables say."""
        return self._sheets is not None

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """What is said as sheets of a workbook; where the question has none of its own, its tables."""
        if self._sheets is not None:
            with speaking(self.language):
                return tuple(self._sheets())
        return tuple(Sheet(one, one.title) for one in self.blocks if isinstance(one, Table))


def yes_no(truth: bool) -> str:
    """A truth as the files write it."""
    return "yes" if truth else "no"


def _facts(blocks: Sequence[Block]) -> list[dict[str, str]]:
    """Everything that blocks say, a record for each piece: under which heading, in which row and column, and what."""
    section = ""
    found = []
    for block in blocks:
        if isinstance(block, Heading):
            section = plain(block.content)
        found += [
            {"section": section, "row": row, "column": column, "text": text} for row, column, text in _pieces(block)
        ]
    return found


def _pieces(block: Block) -> Iterator[tuple[str, str, str]]:
    match block:
        case Paragraph(said) if said:
            yield "", "", plain(said)
        case Items(items):
            for item in items:
                sign = f"{item.mark.sign} " if item.mark else ""
                yield "", "", sign + plain(item.content)
                yield from ((plain(item.content), "", plain(detail)) for detail in item.details)
        case Table(columns, rows):
            for row in rows:
                name = cell_text(row.cells[0])
                for column, cell in zip(columns, row.cells, strict=True):
                    yield name, column.title, cell_text(cell)
        case Bars(bars):
            yield from ((bar.label, "", bar.text) for bar in bars)
        case Timeline(events):
            yield from ((event.date, event.kind, plain(event.content)) for event in events)
        case Verbatim(text):
            yield "", "", text
        case Sources(references):
            for one in references:
                yield str(one.number), "", ", ".join(part for part in (one.title, one.details, one.url) if part)
        case _:
            pass


def cell_text(cell: Cell | Count) -> str:
    """What a cell says, as words alone."""
    if isinstance(cell, Count):
        return str(cell.value)
    note = plain(cell.note)
    return f"{plain(cell.content)}{f' ({note})' if note else ''}".strip()
