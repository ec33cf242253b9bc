"""Where words stand in what was written on the markets: rationales, sources, activities, decisions and the like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from hhmonitor.findings import DataPath
from hhmonitor.model import Bilingual, Country, Region
from hhmonitor.project import Project

_WHY = ("rationale", "reason", "decided_by", "note")
_OF_SOURCES = ("title", "publisher", "url")
_OF_MARKETS = ("name", "relation", "ambition", "contact", "goals", "plan")
_TEXTS = frozenset((*_WHY, *_OF_SOURCES, *_OF_MARKETS))
"""The keys under which people write texts, in whatever part of a file."""


@dataclass(frozen=True, slots=True)
class Match:
    """A text in which all words stand: in which market's file, at which data path."""

    code: str
    file: str
    path: DataPath
    text: str | Bilingual


def search(project: Project, words: Sequence[str], codes: Iterable[str]) -> Iterator[Match]:
    """The texts of these markets that hold every word, in either language, in the order of the file.

    Case and accents do not count, and a word may be a part of a longer one: ``zorg`` is found in ``Ouderenzorg``.
    """
    wanted = [_folded(word) for word in words]
    for code in codes:
        for path, text in _texts(project.market(code), ()):
            versions = text.said.values() if isinstance(text, Bilingual) else (text,)
            if any(all(word in version for word in wanted) for version in map(_folded, versions)):
                yield Match(code, project.files[code], path, text)


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds every word, as :func:`search` reads it."""
    folded = _folded(text)
    return all(_folded(word) in folded for word in words)


def _texts(value: object, path: DataPath) -> Iterator[tuple[DataPath, str | Bilingual]]:
    """The texts within a part of a market, with their places."""
    if isinstance(value, str | Bilingual):
        if next((part for part in reversed(path) if isinstance(part, str)), "") in _TEXTS:
            yield path, value
    elif isinstance(value, Country | Region | BaseModel):
        for name, inner in value:
            yield from _texts(inner, (*path, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*path, place))


def _folded(text: str) -> str:
    """A text as it is compared: small letters without accents, and single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).split())
