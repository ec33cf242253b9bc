"""Figures that are made of figures of different vintages: told by ``indicators list``."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import FIGURES, WARNING, Code, Text, check
from hhmonitor.checks.looks import Covered
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH607",
        WARNING,
        _m("{indicator} is made of figures of different vintages in {count} markets: {parts}"),
        file=FIGURES,
        title=Text("Figure made of different vintages", "Cijfer uit verschillende jaargangen"),
        why=Text(
            (
                "A product of figures of different vintages mixes two states of knowledge: a revised figure times "
                "one from before the revision."
            ),
            (
                "Een product van cijfers van verschillende jaargangen mengt twee standen van kennis: een herzien "
                "cijfer maal een van vóór de herziening."
            ),
        ),
        mend=Text(
            "Import the indicators again, from publications of the same time.",
            "Neem de indicatoren opnieuw over, uit publicaties van dezelfde tijd.",
        ),
        wrong=(
            "market,indicator,year,value,source\n"
            "JP,health_expenditure_per_capita_usd,2018,4500,who\n"
            "JP,population,2018,126000000,wdi"
        ),
        right=(
            "market,indicator,year,value,source\n"
            "JP,health_expenditure_per_capita_usd,2018,4500,who\n"
            "JP,population,2018,126000000,who"
        ),
        also={
            "countries/figures/sources.yaml": (
                "who: {title: A, publisher: WHO, date: 2020-01}\nwdi: {title: B, publisher: World Bank, date: 2022-01}"
            )
        },
    ),
)


@check(Covered)
def mixed(look: Covered) -> Iterator[Finding]:
    """The indicators with figures that are made of others of different vintages."""
    for one in look.coverage:
        cells = [cell for cell in one.known if cell.mixes_vintages]
        if cells:
            parts = (f"{part.figure.indicator} ({part.vintage})" for cell in cells for part in cell.provenance)
            details = {"indicator": one.indicator, "count": str(len(cells)), "parts": ", ".join(dict.fromkeys(parts))}
            yield Finding("HH607", Place(look.file), details)
