"""Of which markets there are figures, how old they are and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from hhmonitor.inputs.figures import Figure
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.provenance import Provenance, mixes_vintages, provenance


@dataclass(frozen=True, slots=True)
class Cell:
    """The newest figure of one market for one indicator, and where it comes from; none where there is a white spot."""

    indicator: str
    market: str
    figure: Figure | None
    provenance: tuple[Provenance, ...] = ()

    @property
    def mixes_vintages(self) -> bool:
        """Whether the figure is made of figures of different vintages."""
        return mixes_vintages(self.provenance)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One indicator over all markets, as it was known on a day of ``year``."""

    indicator: str
    year: int
    cells: tuple[Cell, ...]

    @property
    def known(self) -> tuple[Cell, ...]:
        """The markets that there is a figure of."""
        return tuple(cell for cell in self.cells if cell.figure is not None)

    @property
    def white_spots(self) -> tuple[str, ...]:
        """The markets that there is no figure of."""
        return tuple(cell.market for cell in self.cells if cell.figure is None)

    @property
    def newest_years(self) -> tuple[int, ...]:
        """The newest year of each market that there is a figure of."""
        return tuple(cell.figure.year for cell in self.cells if cell.figure is not None)

    @property
    def age(self) -> int | None:
        """How many years old the newest figure of the middle market is."""
        years = self.newest_years
        return self.year - int(median(years)) if years else None

    @property
    def sources(self) -> dict[str, tuple[Provenance, int]]:
        """The sources of the newest figures, by id, with the number of markets; the most used one first."""
        found: dict[str, tuple[Provenance, int]] = {}
        for cell in self.cells:
            for one in cell.provenance:
                found[one.source] = (one, found.get(one.source, (one, 0))[1] + 1)
        return dict(sorted(found.items(), key=lambda item: (-item[1][1], item[0])))


def coverage(classification: Classification, indicators: Sequence[str] = ()) -> tuple[Coverage, ...]:
    """The indicators named, or all of the criteria, over the countries of the project."""
    project = classification.project
    figures = {code: classification.gatherer.figures_of(country) for code, country in sorted(project.countries.items())}

    def cell(indicator: str, code: str) -> Cell:
        figure = figures[code].newest(indicator)
        found = provenance(project, project.countries[code], figure) if figure is not None else ()
        return Cell(indicator, code, figure, found)

    return tuple(
        Coverage(indicator, classification.as_of.year, tuple(cell(indicator, code) for code in figures))
        for indicator in indicators or classification.criteria.indicators
    )
