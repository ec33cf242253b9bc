"""What checks look at, as far as a project cannot be loaded without: the rest stands in ``looks``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from hhmonitor.findings import MAXIMUM_FINDINGS, DataPath, Place
from hhmonitor.model import Country, Criteria, Region


class Look:
    """Something that can be looked at.

    What is found ``hinders`` where nothing can be classified with it. Of what one check finds in files that people
    write, ``at_most`` so many findings are told; none where all are.
    """

    hinders: ClassVar[bool] = False
    at_most: ClassVar[int | None] = MAXIMUM_FINDINGS


class Hindrance(Look):
    """A look at what must be in order before anything can be classified."""

    hinders: ClassVar[bool] = True


class OneFile:
    """A look at one file."""

    file: str

    def at(self, path: DataPath, *, on_key: bool = False) -> Place:
        """A place in the file."""
        return Place(self.file, path, on_key=on_key)


@dataclass(frozen=True, eq=False)
class Folder(Hindrance):
    """The folder of a project: what stands in it, read or not."""

    path: Path


@dataclass(frozen=True, eq=False)
class CriteriaFile(OneFile, Hindrance):
    """A set of criteria by itself."""

    criteria: Criteria
    file: str


@dataclass(frozen=True, eq=False)
class MarketUnderCriteria(OneFile, Hindrance):
    """A market, held against the criteria that it is to be classified by."""

    market: Country | Region
    file: str
    criteria: Criteria


@dataclass(frozen=True, eq=False)
class Membership(Hindrance):
    """The regions together; ``present`` are the countries that have a file, in order or not."""

    regions: Mapping[str, Region]
    files: Mapping[str, str]
    present: Collection[str]


@dataclass(frozen=True, eq=False)
class Factors(Hindrance):
    """The figures under a set of criteria; ``place_of`` says where a figure of the tables stands."""

    criteria: Criteria
    table: Mapping[str, Mapping[str, Mapping[int, tuple[float, str]]]]
    markets: Sequence[Country | Region]
    files: Mapping[str, str]
    place_of: Callable[[str, str, int], Place | None]
