"""Coverage and provenance: which figures there are, how old they are and where they come from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hhmonitor.checks import found
from hhmonitor.checks.looks import Covered
from hhmonitor.inputs import Figure
from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.coverage import Cell, Coverage, coverage
from hhmonitor.questions.provenance import Provenance, mixes_vintages, provenance
from tests.support import country_data, write_project

TABLE = """market,indicator,year,value,source
JP,health_expenditure_per_capita_usd,2018,4000,who
JP,population,2018,126000000,bank
JP,population,2021,125000000,bank
DE,population,2019,83000000,nobody
"""
SOURCES = """
who: {title: Expenditure per head, publisher: WHO, date: 2024-12, licence: CC BY-NC-SA 3.0 IGO}
bank: {title: Population, publisher: World Bank, date: 2026-07, licence: CC BY 4.0}
"""


@pytest.fixture
def classification(tmp_path: Path) -> Classification:
    own = {
        "indicators": {"gdp_usd": {"source": "s1", "values": {2017: 5e9}}},
        "sources": {"s1": {"title": "Own", "publisher": "An office", "date": "2020"}},
    }
    root = write_project(
        tmp_path / "p", [country_data("JP"), country_data("DE"), country_data("TW", **own)], figures=TABLE
    )
    (root / "countries/figures/sources.yaml").write_text(SOURCES, encoding="utf-8")
    as_of = date(2020, 12, 31)
    return Classification(load_project(Root(root, "option"), as_of=as_of), as_of)


def of(classification: Classification, indicator: str) -> Coverage:
    (found,) = coverage(classification, [indicator])
    return found


def test_the_newest_figure_of_the_day_counts_and_the_rest_are_white_spots(classification: Classification) -> None:
    population = of(classification, "population")
    assert {cell.market: cell.figure.year for cell in population.cells if cell.figure} == {"DE": 2019, "JP": 2018}
    assert population.white_spots == ("TW",)
    assert population.age == 2  # the middle of 2018 and 2019, in 2020


def test_a_market_s_own_figures_count_with_their_own_source(classification: Classification) -> None:
    (cell,) = of(classification, "gdp_usd").known
    (found,) = cell.provenance
    assert (found.title, found.publisher, found.vintage, found.own) == ("Own", "An office", "2020", True)


def test_a_figure_tells_its_source_vintage_and_licence(classification: Classification) -> None:
    market = classification.project.countries["JP"]
    figure = classification.gatherer.figures_of(market).newest("population")
    assert figure is not None
    (origin,) = provenance(classification.project, market, figure)
    assert (origin.source, origin.title, origin.vintage, origin.licence) == (
        "bank",
        "Population",
        "2026-07",
        "CC BY 4.0",
    )


def test_a_source_that_is_named_nowhere_has_its_id(classification: Classification) -> None:
    (cell,) = (cell for cell in of(classification, "population").cells if cell.market == "DE")
    assert cell.provenance[0].title == "nobody"
    assert cell.provenance[0].vintage is None


def test_a_derived_figure_of_two_vintages_is_warned_of(classification: Classification) -> None:
    total = of(classification, "health_expenditure_total_usd")
    (cell,) = total.known
    assert mixes_vintages(cell.provenance)
    (finding,) = found(Covered([total], "table"))
    assert finding.code == "HH607"
    assert finding.details["parts"] == "health_expenditure_per_capita_usd (2024-12), population (2026-07)"
    assert not any(found(Covered([of(classification, "population")], "table")))


def test_sources_are_counted_by_market(classification: Classification) -> None:
    sources = of(classification, "population").sources
    assert {name: count for name, (_origin, count) in sources.items()} == {"bank": 1, "nobody": 1}


def test_the_source_that_most_figures_are_from_comes_first() -> None:
    figure = Figure("population", 2020, 1.0)
    cells = [
        Cell("population", f"X{place}", figure, (Provenance(figure, source, source),))
        for place, source in enumerate(("z", "b", "z", "a"))
    ]
    assert list(Coverage("population", 2020, tuple(cells)).sources) == ["z", "a", "b"]
