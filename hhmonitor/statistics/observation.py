"""A figure as its publisher issues it, before anything is made of it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from hhmonitor.findings import Finding, Place, Position, Span
from hhmonitor.statistics.limits import MOST_KEPT
from hhmonitor.statistics.metadata import Metadata
from hhmonitor.statistics.unreadable import Unreadable

PublisherId = Literal["world_bank", "who", "table"]
"""Whose file it is; ``table`` is a table in our own form."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


class Observation(NamedTuple):
    """One figure of one place in one year, all in the publisher's own words.

    ``value`` is empty where the publisher says that there is none. ``kind`` is ``country`` or ``aggregate`` where the
    publisher says which, else empty; ``part`` names the part of the population that the figure is about, empty for
    the whole. ``vintage`` is the day the figure was issued, as far as it stands with the figure; ``source`` is the id
    of a source in a table of our own form. ``line`` is where it stands, from 1.
    """

    series: str
    name: str
    place: str
    place_name: str
    year: str
    value: str
    line: int
    kind: str = ""
    part: str = ""
    vintage: str = ""
    source: str = ""


@lru_cache(maxsize=1024)
def issue_day(text: str) -> str:
    """The day of issue that a publisher's text begins with, as ``2024-06-28``; empty where it is no such day."""
    try:
        return date.fromisoformat(text[:10]).isoformat() if _DAY.match(text) else ""
    except ValueError:
        return ""


Wanted = Container[str]
"""The codes of the series that are wanted; rows of others are passed over."""


@dataclass(slots=True)
class Publication:
    """One file of a publisher, recognised and not yet read.

    ``observations`` reads it as a stream, and raises Unreadable where it breaks off. While it is read,
    ``other_series`` gathers the series that nobody wanted, code to name. ``vintage`` is the day on which the file
    says it was last changed, empty where it does not; ``metadata`` is what lay beside it;
    ``page`` and ``pages`` tell that it is one page of several, and ``following`` where the next one is to be had.
    """

    file: str
    publisher: PublisherId
    form: str
    read: Callable[[Publication, Wanted], Iterator[Observation]]
    vintage: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    page: int = 1
    pages: int = 1
    following: str = ""
    other_series: dict[str, str] = field(default_factory=dict)

    def observations(self, wanted: Wanted) -> Iterator[Observation]:
        """The figures of the series wanted, in the order of the file."""
        try:
            yield from self.read(self, wanted)
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error):
            raise Unreadable(Finding("HH612", Place(self.file))) from None

    def pass_over(self, code: str, name: str) -> None:
        """Remember that a series was there that nobody wanted; of very many the first ones."""
        if code not in self.other_series and len(self.other_series) < MOST_KEPT:
            self.other_series[code] = name

    def at(self, line: int) -> Place:
        """The place of a line of this file."""
        return Place(self.file, span=Span(Position(line, 1), Position(line, 1)))
