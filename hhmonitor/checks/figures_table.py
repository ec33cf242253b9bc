"""The tables of figures: whether they can be read, and know only indicators of the criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, FIGURES, WARNING, Code, Text, check
from hhmonitor.checks.looks import Standing
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH601",
        ERROR,
        _m("the table of figures cannot be read ({reason})"),
        file=FIGURES,
        title=Text("Table of figures that cannot be read", "Cijfertabel die niet te lezen is"),
        why=Text(
            "The figures judge the size of the market; a table that cannot be read leaves it unknown everywhere.",
            "De cijfers beoordelen de omvang van de markt; met een onleesbare tabel is die overal onbekend.",
        ),
        mend=Text(
            "Save the table as CSV in UTF-8, with a quotation mark for each one opened.",
            "Sla de tabel op als CSV in UTF-8, met bij elk aanhalingsteken een sluitteken.",
        ),
        wrong=('market,indicator,year,value,source\n"JP,population,2018,126000000,who'),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH602",
        ERROR,
        _m("the first line of the table is “{found}”; expected: {expected}"),
        file=FIGURES,
        title=Text("Wrong first line of the table", "Verkeerde eerste regel van de tabel"),
        why=Text(
            "The columns are known by their first line; in another order a year would be read as a value.",
            (
                "De kolommen zijn bekend door hun eerste regel; in een andere volgorde zou een jaar als waarde "
                "worden gelezen."
            ),
        ),
        mend=Text(
            "Begin with the line market,indicator,year,value,source, and use commas, no semicolons.",
            "Begin met de regel market,indicator,year,value,source, en gebruik komma’s, geen puntkomma’s.",
        ),
        wrong=("market;indicator;year;value;source\nJP;population;2018;126000000;who"),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH603",
        ERROR,
        _m("this row is no figure: market, indicator, year, value and source are expected; found: {row}"),
        file=FIGURES,
        title=Text("Row that is no figure", "Rij die geen cijfer is"),
        why=Text(
            "A row that is no figure would be left out without anybody knowing.",
            "Een rij die geen cijfer is, zou ongemerkt wegvallen.",
        ),
        mend=Text(
            "Give the row its five fields, with a year of four digits and a plain number.",
            "Geef de rij haar vijf velden, met een jaar van vier cijfers en een gewoon getal.",
        ),
        wrong=("market,indicator,year,value,source\nJP,population,2018,126 million,who"),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH604",
        ERROR,
        _m("{indicator} of {market} in {year} stands here for the second time"),
        file=FIGURES,
        title=Text("Figure that stands there twice", "Cijfer dat er twee keer staat"),
        why=Text(
            "Of two figures for one year only one can be right.",
            "Van twee cijfers voor één jaar kan er maar één kloppen.",
        ),
        mend=Text(
            "Keep the row of the newest publication.",
            "Houd de rij van de nieuwste publicatie.",
        ),
        wrong=(
            "market,indicator,year,value,source\nJP,population,2018,126000000,who\nJP,population,2018,127000000,who"
        ),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH606",
        WARNING,
        _m("the criteria know no indicator “{indicator}”; {count} figures are of it"),
        file=FIGURES,
        title=Text("Figures of an unknown indicator", "Cijfers van een onbekende indicator"),
        why=Text(
            "Figures of an indicator that the criteria do not name are used by nothing.",
            "Cijfers van een indicator die de criteria niet noemen, worden nergens gebruikt.",
        ),
        mend=Text(
            "Correct the name, or add the indicator to the criteria.",
            "Verbeter de naam, of voeg de indicator aan de criteria toe.",
        ),
        wrong=("market,indicator,year,value,source\nJP,populatoin,2018,126000000,who"),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
)


@check(Standing)
def unknown_indicators(look: Standing) -> Iterator[Finding]:
    """The indicators of the tables that the criteria do not know, each at its first row."""
    from hhmonitor.checks.plausibility import placed_rows

    unknown: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for row, place in placed_rows(look.classification.project):
        if row.indicator not in look.classification.criteria.indicators:
            unknown[row.indicator] += 1
            first.setdefault(row.indicator, place)
    for indicator, count in unknown.items():
        yield Finding("HH606", first[indicator], {"indicator": indicator, "count": str(count)})
