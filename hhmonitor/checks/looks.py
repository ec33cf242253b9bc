"""What checks look at: one file, files together, or the list as it is classified."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from hhmonitor.findings import DataPath, Place
from hhmonitor.model import Country, Criteria, Region

if TYPE_CHECKING:
    from hhmonitor.project import Contents
    from hhmonitor.questions.classification import Classification, Classified


class Look:
    """Something that can be looked at. What is found ``hinders`` where nothing can be classified with it."""

    hinders: ClassVar[bool] = False


class _Hindrance(Look):
    hinders: ClassVar[bool] = True


@dataclass(frozen=True)
class CriteriaFile(_Hindrance):
    """A set of criteria by itself."""

    criteria: Criteria
    file: str

    def at(self, path: DataPath, *, on_key: bool = False) -> Place:
        """A place in the file."""
        return Place(self.file, path, on_key=on_key)


@dataclass(frozen=True)
class MarketUnderCriteria(_Hindrance):
    """A market, held against the criteria that it is to be classified by."""

    market: Country | Region
    file: str
    criteria: Criteria

    def at(self, path: DataPath, *, on_key: bool = False) -> Place:
        """A place in the file."""
        return Place(self.file, path, on_key=on_key)


@dataclass(frozen=True)
class Membership(_Hindrance):
    """The regions together; ``present`` are the countries that have a file, in order or not."""

    regions: Mapping[str, Region]
    files: Mapping[str, str]
    present: Collection[str]


@dataclass(frozen=True)
class MarketFile(Look):
    """A market by itself, beside criteria where there are any; a date after ``today`` lies in the future."""

    market: Country | Region
    file: str
    criteria: Criteria | None
    today: date

    def at(self, path: DataPath, *, on_key: bool = False) -> Place:
        """A place in the file."""
        return Place(self.file, path, on_key=on_key)


@dataclass(frozen=True)
class WholeProject(Look):
    """Everything in a project folder that could be read."""

    contents: Contents

    @property
    def folder(self) -> Path:
        """The folder of the project."""
        return self.contents.root.path


@dataclass(frozen=True)
class Standing(Look):
    """A project that can be classified, as it stands on a day."""

    classification: Classification

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each country and region, by code."""
        project = self.classification.project
        return {code: project.files[code] for code in (*project.countries, *project.regions)}


@dataclass(frozen=True)
class Listed(Look):
    """A market that declares a category; ``between`` is where the criteria state what stands between it and theirs."""

    classified: Classified
    file: str
    between: Place | None
