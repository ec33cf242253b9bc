"""What checks look at, as far as a project cannot be loaded without: the rest stands in ``looks``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
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
