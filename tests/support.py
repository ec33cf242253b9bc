"""Markets and criteria made for tests, in few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hhmonitor.inputs import Gatherer, MarketInputs
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.reading import read_file

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
