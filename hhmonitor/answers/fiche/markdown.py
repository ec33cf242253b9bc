"""A fiche in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hhmonitor.answers.document import Grid, Heading, Paragraph, Part
from hhmonitor.answers.document import Items as List
from hhmonitor.answers.document import as_markdown as document
from hhmonitor.answers.fiche.blocks import Block, Cell, Items, Note, Numbers, Prose, Reference, Table, Timeline
from hhmonitor.answers.fiche.sparkline import as_characters

_SPECIAL = re.compile(r"([\\`*_<>\[\]])")


def as_markdown(note: Note) -> str:
    """The note as one document in Markdown."""
    return document(_parts(note))


def _parts(note: Note) -> Iterator[Part]:
    yield Heading(_plain(note.title), 1)
    headline = f"{note.category_word} · {note.category_label}" if note.category_label else note.category_word
    yield Paragraph(f"**{_plain(headline)}** ({'; '.join(_plain(cell.text) for cell in note.status)})")
    yield Paragraph(_plain(note.summary))
    for section in note.sections:
        yield Heading(_plain(section.title))
        for block in section.blocks:
            yield _part(block)
    if note.sources:
        yield Heading(note.sources_title)
        yield Paragraph("\n".join(map(_reference, note.sources)))
    yield Paragraph(f"*{_plain(note.imprint)}*")


def _part(block: Block) -> Part:
    match block:
        case Table(_, _, header, rows):
            return Grid([_plain(title) for title in header], [[_cell(cell) for cell in row] for row in rows])
        case Prose(text, label, sources):
            return Paragraph(f"{f'**{_plain(label)}:** ' if label else ''}{_plain(text)}{_numbers(sources)}")
        case Items(items):
            return List([("", _cell(item), ()) for item in items])
        case Timeline(events, _):
            return List(
                [
                    ("", f"{one.date} · {_plain(one.kind)}: {_plain(one.title)}{_numbers(one.sources)}", ())
                    for one in events
                ]
            )


def _cell(cell: Cell) -> str:
    text = f"{cell.mark} {_plain(cell.text)}".strip()
    if cell.chart is not None:
        text = f"{text} {as_characters(cell.chart.series)}"
    note = f" ({_plain(cell.note)})" if cell.note else ""
    return f"{text}{note}{_numbers(cell.sources)}"


def _numbers(sources: Numbers) -> str:
    return f" [{', '.join(map(str, sources))}]" if sources else ""


def _reference(source: Reference) -> str:
    title = f"[{_plain(source.title)}](<{source.url}>)" if source.url else _plain(source.title)
    return f"{source.number}. {title}{f', {_plain(source.details)}' if source.details else ''}"


def _plain(text: str) -> str:
    """A text in which nothing is taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
