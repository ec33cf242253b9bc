"""Texts of the files of a project and of the catalogue as inline parts, in the language of the answer.

A text that is not in that language is marked with its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from string import Formatter

from hhmonitor.answers.blocks import Code, Content, Inline, Quiet, Said, Text, content
from hhmonitor.language import LANGUAGES, _, selected, speaking
from hhmonitor.model import Bilingual, in_language

PLAIN = "en"
"""The language of a plain text in a file that names none."""

LocalText = str | Bilingual | None
"""A text of a file: plain, in both languages, or not there."""


def told(text: LocalText, written_in: str = PLAIN) -> Text:
    """A text in the language in use; one that is there in another alone carries that.

    A plain text is in the language that its file is ``written_in``.
    """
    language = text.language(selected()) if isinstance(text, Bilingual) else written_in
    return Text(in_language(text, selected()), language if text and language != selected() else None)


def in_both(make: Callable[[], str]) -> Bilingual:
    """A text of the catalogue in both languages, as a file keeps it."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = make()
    return Bilingual(**said)


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
    text = told(reading)
    return [filled(_("read as: {reading}"), reading=Quiet(text.text, text.language))]


def web_address(url: str | None) -> str | None:
    """An address of a file as far as it leads to the web; whoever follows it should not find anything else."""
    return url if url is not None and url.startswith(("http://", "https://")) else None


def prose(text: str) -> Content:
    """A text in which what stands between backquotes is typed or read by a program."""
    pieces = re.split(r"`([^`]+)`", text)
    return content([Code(piece) if place % 2 else piece for place, piece in enumerate(pieces)])
