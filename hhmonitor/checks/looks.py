"""What checks look at: a market by itself, a whole project, the list as it is classified, figures that come in."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from hhmonitor.checks.look import Look, OneFile
from hhmonitor.findings import Finding, Place
from hhmonitor.model import Country, Criteria, Region

if TYPE_CHECKING:
    from hhmonitor.model.criteria import Indicator
    from hhmonitor.model.settings import Settings
    from hhmonitor.project import Contents, Project
    from hhmonitor.questions.classification import Classification, Classified
    from hhmonitor.questions.coverage import Coverage
    from hhmonitor.questions.figure_update import Update
    from hhmonitor.statistics import Harvest


@dataclass(frozen=True, eq=False)
class MarketFile(OneFile, Look):
    """A market by itself, beside criteria where there are any; a date after ``today`` lies in the future."""

    market: Country | Region
    file: str
    criteria: Criteria | None
    today: date


@dataclass(frozen=True, eq=False)
class WholeProject(Look):
    """Everything in a project folder that could be read."""

    contents: Contents

    @property
    def folder(self) -> Path:
        """The folder of the project."""
        return self.contents.root.path


@dataclass(frozen=True, eq=False)
class SettingsFile(OneFile, Look):
    """The settings of a project by themselves, as they hold on a day."""

    settings: Settings
    file: str
    on: date


@dataclass(frozen=True, eq=False)
class HeededSettings(SettingsFile):
    """The settings of a project, and everything that is ``found`` in it before any of it is ignored.

    ``places`` are the codes of its markets and its files.
    """

    found: Sequence[Finding]
    places: Collection[str]


@dataclass(frozen=True, eq=False)
class Standing(Look):
    """A project that can be classified, as it stands on a day."""

    at_most: ClassVar[int | None] = None
    classification: Classification

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each country and region, by code."""
        project = self.classification.project
        return {code: project.files[code] for code in (*project.countries, *project.regions)}


@dataclass(frozen=True, eq=False)
class Listed(Look):
    """A market that declares a category; ``between`` is where the criteria state what stands between it and theirs."""

    classified: Classified
    file: str
    between: Place | None


@dataclass(frozen=True, eq=False)
class FigureTables(Look):
    """The tables of figures of a project, as ``indicators list`` shows them."""

    at_most: ClassVar[int | None] = None
    project: Project


@dataclass(frozen=True, eq=False)
class Covered(Look):
    """Of which markets there are figures; ``file`` is the table."""

    at_most: ClassVar[int | None] = None
    coverage: Sequence[Coverage]
    file: str


@dataclass(frozen=True, eq=False)
class Gathered(Look):
    """What was found of each series in the files and answers of publishers."""

    at_most: ClassVar[int | None] = None
    harvests: Sequence[Harvest]


@dataclass(frozen=True, eq=False)
class Imported(Look):
    """What an update makes of what was gathered; ``sources`` are the ids that a table in our own form may name."""

    at_most: ClassVar[int | None] = None
    update: Update
    harvests: Sequence[Harvest]
    indicators: Mapping[str, Indicator]
    sources: Container[str] = ()
