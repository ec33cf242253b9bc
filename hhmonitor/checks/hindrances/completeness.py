"""Whether a country's file says of everything that the criteria ask what is known, if only that nothing is."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, Code, Text, check
from hhmonitor.checks.look import MarketUnderCriteria
from hhmonitor.findings import Finding
from hhmonitor.language import mark as _m
from hhmonitor.model import Country

DECLARED = (
    Code(
        "HH308",
        ERROR,
        _m("{subject} is left to the figures, but the criteria do not say when figures make it positive"),
        title=Text("Left to figures that decide nothing", "Overgelaten aan cijfers die niets beslissen"),
        why=Text(
            "Only where the criteria state bounds can figures judge a characteristic.",
            "Alleen waar de criteria grenzen noemen, kunnen cijfers een karakteristiek beoordelen.",
        ),
        mend=Text(
            "Write a judgement instead, or give the criteria a positive_when.",
            "Schrijf in plaats daarvan een oordeel, of geef de criteria een positive_when.",
        ),
        wrong=(
            "health_system:\n"
            "  market_size: indicators\n"
            "  proposition_fit: {value: unknown}\n"
            "  reform_plans: indicators\n"
            "  reimbursement_access: {value: unknown}\n"
            "  technology_match: {value: unknown}\n"
            "  venture_capital: {value: unknown}"
        ),
        right=(
            "health_system:\n"
            "  market_size: indicators\n"
            "  proposition_fit: {value: unknown}\n"
            "  reform_plans: {value: unknown}\n"
            "  reimbursement_access: {value: unknown}\n"
            "  technology_match: {value: unknown}\n"
            "  venture_capital: {value: unknown}"
        ),
    ),
)


@check(MarketUnderCriteria)
def completeness(look: MarketUnderCriteria) -> Iterator[Finding]:
    """Every characteristic and every dimension is there; and figures judge only what the criteria let them."""
    country, criteria = look.market, look.criteria
    if not isinstance(country, Country):
        return
    for group, present, asked in (
        ("health_system", country.health_system, criteria.health_system),
        ("dimensions", country.dimensions, criteria.dimensions),
    ):
        for name in asked:
            if name not in present:
                yield Finding("HH202", look.at((group,), on_key=True), {"key": name, "subject": group})
    for name, stated in country.health_system.items():
        definition = criteria.health_system.get(name)
        if stated == "indicators" and definition is not None and definition.positive_when is None:
            yield Finding("HH308", look.at(("health_system", name)), {"subject": name})
