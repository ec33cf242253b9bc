"""Texts of the files and of the catalogue as inline parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from hhmonitor.answers.blocks import Code, Content, Inline, Quiet, Said, Text, content
from hhmonitor.language import _, selected
from hhmonitor.model import Bilingual, in_language

LocalText = str | Bilingual | None
"""A text of a file: plain, in both languages, or not there."""


def told(text: LocalText, language: str) -> Text:
    """A text of a file in the language of the answer; a plain one is English, and says so in a Dutch answer."""
    return Text(in_language(text, language), "en" if isinstance(text, str) and language != "en" else None)


def filled(template: str, **parts: Said) -> Content:
    """A text of the catalogue in which inline parts take the places of the names between braces."""
    return content(list(_pieces(template, parts)))


def _pieces(template: str, parts: dict[str, Said]) -> Iterator[str | Inline]:
    for words, name, _specification, _conversion in Formatter().parse(template):
        yield words
        if name is not None:
            yield from content(parts[name])


def read_as(reading: LocalText) -> list[Content]:
    """How a word that the source leaves open was understood; nothing where the criteria do not say."""
    if reading is None:
        return []
    text = told(reading, selected())
    return [filled(_("read as: {reading}"), reading=Quiet(text.text, text.language))]


def prose(text: str) -> Content:
    """A text in which what stands between backquotes is typed or read by a program."""
    pieces = re.split(r"`([^`]+)`", text)
    return content([Code(piece) if place % 2 else piece for place, piece in enumerate(pieces)])
