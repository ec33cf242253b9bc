"""Markets and criteria made for tests, in few words."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from hhmonitor.inputs import Gatherer, MarketInputs
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.project import Project, Root, load_project
from hhmonitor.yaml import read_file

REPOSITORY = Path(__file__).resolve().parents[1]
AS_OF = date(2020, 12, 31)

CHARACTERISTICS = (
    "market_size",
    "proposition_fit",
    "reform_plans",
    "reimbursement_access",
    "technology_match",
    "venture_capital",
)
DIMENSIONS = ("innovation", "investment", "trade")
THEMES = (
    "digital_transformation",
    "accessible_medtech",
    "biopharma",
    "high_tech_products",
    "ageing_society",
    "care_infrastructure",
    "public_health",
    "one_health",
)


def seeds(count: int, *, quick: int) -> list[Any]:
    """Seeds for trials at random: the first few tried in every run, the others with the slow tests."""
    return [*range(quick), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(quick, count))]


@cache
def shipped_criteria_data() -> dict[str, Any]:
    """The shipped criteria as they were read; copy before changing."""
    document = read_file(REPOSITORY / "criteria" / "2020-2023.yaml", "criteria/2020-2023.yaml").document
    assert document is not None
    return document.data


@cache
def shipped_criteria() -> Criteria:
    """The shipped criteria."""
    return Criteria.model_validate(shipped_criteria_data())


@cache
def shipped_project() -> Project:
    """The list that comes with the program, as of the end of 2020."""
    return load_project(Root(REPOSITORY, "option"), as_of=AS_OF)


def judged(value: str) -> dict[str, Any]:
    """A characteristic with this value and grounds as the format asks."""
    return {"value": value} | ({} if value == "unknown" else {"rationale": "seen", "sources": ["s1"]})


def interest(level: str) -> dict[str, Any]:
    """A dimension, theme or sector interest of this level and grounds as the format asks."""
    return {"level": level} | ({} if level == "unknown" else {"rationale": "seen", "sources": ["s1"]})


def country_data(
    code: str = "XX",
    *,
    characteristics: Sequence[str] = ("unknown",) * 6,
    dimensions: Sequence[str] = ("unknown",) * 3,
    themes: Sequence[str] | str = "unknown",
    sector_interest: str = "unknown",
    trend: str = "unknown",
    **more: Any,
) -> dict[str, Any]:
    """A country file as data: everything unknown but what is given, in the order of the shipped criteria."""
    return {
        "code": code,
        "reference_date": "2020-12-31",
        "health_system": {
            name: value if value == "indicators" else judged(value)
            for name, value in zip(CHARACTERISTICS, characteristics, strict=True)
        },
        "dimensions": {name: interest(level) for name, level in zip(DIMENSIONS, dimensions, strict=True)},
        "themes": "unknown"
        if isinstance(themes, str)
        else {name: interest(level) for name, level in zip(THEMES, themes, strict=False)},
        "sector_interest": interest(sector_interest),
        "trend": judged(trend),
        "sources": {"s1": {"title": "A source"}},
        **more,
    }


def country(code: str = "XX", **given: Any) -> Country:
    """A country; see :func:`country_data`."""
    return Country.model_validate(country_data(code, **given))


def region(code: str, members: Sequence[str], **more: Any) -> Region:
    """A region that says nothing itself but what is given."""
    return Region.model_validate({"code": code, "name": code, "members": list(members), **more})


def gather(
    market: Country,
    criteria: Criteria | None = None,
    figures: Mapping[str, Any] | None = None,
    as_of: date = AS_OF,
    region: str | None = None,
) -> MarketInputs:
    """The inputs of a country, under the shipped criteria where none are given."""
    return Gatherer(criteria or shipped_criteria(), figures or {}, as_of).country(market, region)


def write_project(
    folder: Path, countries: Sequence[dict[str, Any]] = (), regions: Sequence[dict[str, Any]] = (), figures: str = ""
) -> Path:
    """A project folder with the shipped criteria and these markets."""
    (folder / "criteria").mkdir(parents=True)
    (folder / "countries" / "regions").mkdir(parents=True)
    (folder / "countries" / "figures").mkdir()
    shipped = REPOSITORY / "criteria" / "2020-2023.yaml"
    (folder / "criteria" / "2020-2023.yaml").write_bytes(shipped.read_bytes())
    for data in countries:
        write_yaml(folder / "countries" / f"{data['code']}.yaml", data)
    for data in regions:
        write_yaml(folder / "countries" / "regions" / f"{data['code']}.yaml", data)
    if figures:
        (folder / "countries" / "figures" / "indicators.csv").write_text(figures, encoding="utf-8")
    return folder


def write_yaml(path: Path, data: dict[str, Any]) -> None:
    """One file of a project."""
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


def small_list(folder: Path) -> Path:
    """A project of four markets on the list, which shows everything that a list can show."""
    good = {
        "characteristics": ["indicators", "positive", "positive", "positive", "mixed", "unknown"],
        "dimensions": ["broad", "specific", "unknown"],
        "themes": ["broad", "specific"],
        "trend": "stable",
    }
    decision = {
        "category": "II",
        "reason": {"en": "Effort is already at this level.", "nl": "De inzet is al op dit niveau."},
        "decided_by": "LSH Internationaal Overleg",
        "date": "2019-06",
        "review_by": "2020-06",
    }
    return write_project(
        folder,
        [
            country_data("DE", sector_interest="broad", category="I", **good),
            country_data("JP", sector_interest="specific", category="II", decision=decision, **good),
            country_data(
                "KE",
                characteristics=["negative", "positive", "positive", "negative", "unknown", "unknown"],
                dimensions=["specific", "none", "none"],
                themes=["specific"],
                sector_interest="specific",
                trend="emerging",
            ),
            country_data("ET", trend="emerging"),
            country_data("PE", category="IV"),
        ],
        [
            {
                "code": "EAST-AFRICA",
                "name": {"en": "East Africa", "nl": "Oost-Afrika"},
                "members": ["KE", "ET"],
                "category": "IIIb",
                "reference_date": "2020-12-31",
            }
        ],
        "market,indicator,year,value,source\n"
        "DE,health_expenditure_per_capita_usd,2019,5478.5,s\n"
        "JP,health_expenditure_per_capita_usd,2019,4360.4,s\n",
    )


def golden(name: str, text: str) -> None:
    """Hold a text against the one that was looked at and kept.

    With ``HHMONITOR_REFRESH=1`` in the environment the kept one is written anew, to be looked at and committed.
    """
    kept = REPOSITORY / "tests" / "golden" / name
    if os.environ.get("HHMONITOR_REFRESH"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), f"{name} differs; HHMONITOR_REFRESH=1 writes it anew"
