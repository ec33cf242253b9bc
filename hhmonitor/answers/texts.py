"""Texts of the files of a project, in the language of the answer where they have it, and marked where they have not."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from hhmonitor.answers.blocks import Content, Inline, Said, Text, content
from hhmonitor.language import selected
from hhmonitor.model import Bilingual, in_language

PLAIN = "en"
"""The language of a plain text in a file that names none."""


def told(text: str | Bilingual | None, written_in: str = PLAIN) -> Text:
    """A text in the language in use; a plain one in a file that is ``written_in`` another language carries that."""
    words = in_language(text, selected())
    return Text(words, written_in if isinstance(text, str) and written_in != selected() else None)


def filled(template: str, **parts: Said) -> Content:
    """A text of the catalogue in which inline parts take the places of the names between braces."""
    return content(list(_pieces(template, parts)))


def _pieces(template: str, parts: dict[str, Said]) -> Iterator[str | Inline]:
    for words, name, _specification, _conversion in Formatter().parse(template):
        yield words
        if name is not None:
            yield from content(parts[name])
