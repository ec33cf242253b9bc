"""Keys that are unknown, missing, or taken for each other. Raised where a file becomes a model, and by completeness."""

from __future__ import annotations

from hhmonitor.checks.declaring import ERROR, Code, Text
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH201",
        ERROR,
        _m("“{key}” is not a key that is known here"),
        title=Text("Unknown key", "Onbekende sleutel"),
        why=Text(
            (
                "A key that nobody knows is mostly a typing error; passed over, the judgement under it would count "
                "for nothing."
            ),
            (
                "Een sleutel die niemand kent, is meestal een tikfout; zou hij worden overgeslagen, dan telde het "
                "oordeel eronder niet mee."
            ),
        ),
        mend=Text(
            "Write the key as it is suggested, or remove it.",
            "Schrijf de sleutel zoals voorgesteld, of haal hem weg.",
        ),
        wrong="categorie: II",
        right="category: II",
        mended=True,
    ),
    Code(
        "HH202",
        ERROR,
        _m("“{key}” is missing here; write it, if only as unknown"),
        title=Text("Missing key", "Ontbrekende sleutel"),
        why=Text(
            (
                "What is not known is said to be unknown: then everybody sees that it was looked at. A missing key "
                "may as well have been forgotten."
            ),
            (
                "Wat niet bekend is, heet onbekend (unknown): dan ziet iedereen dat ernaar gekeken is. Een "
                "ontbrekende sleutel kan ook vergeten zijn."
            ),
        ),
        mend=Text(
            "Add the key, with unknown where nothing is known.",
            "Zet de sleutel erbij, met unknown waar niets bekend is.",
        ),
        wrong=("dimensions:\n  innovation: {level: unknown}\n  trade: {level: unknown}"),
        right=(
            "dimensions:\n  innovation: {level: unknown}\n  investment: {level: unknown}\n  trade: {level: unknown}"
        ),
    ),
    Code(
        "HH212",
        ERROR,
        _m("“{key}” is not a year or name that can be a key of {subject}"),
        title=Text("No year or name as a key", "Geen jaartal of naam als sleutel"),
        why=Text(
            "Figures stand by year, and names are texts; another key is found by nobody.",
            "Cijfers staan per jaar, en namen zijn teksten; een andere sleutel wordt door niemand gevonden.",
        ),
        mend=Text(
            "Write a year of four digits, or a name.",
            "Schrijf een jaar van vier cijfers, of een naam.",
        ),
        wrong="indicators: {population: {source: s1, values: {year 2018: 126000000}}}",
        right="indicators: {population: {source: s1, values: {2018: 126000000}}}",
    ),
    Code(
        "HH214",
        ERROR,
        _m(
            "“{key}” is not the key here but “{other}”: dimensions, themes and the interest from the sector "
            "have a level, characteristics and the trend a value"
        ),
        title=Text("Level and value exchanged", "Level en value verwisseld"),
        why=Text(
            (
                "Interest comes in levels, from none to broad; a characteristic and the trend have a value. Each "
                "has its own key, and under the other one nothing is read."
            ),
            (
                "Interesse kent niveaus (level), van geen tot breed; een karakteristiek en de trend hebben een "
                "waarde (value). Elk heeft zijn eigen sleutel, en onder de andere wordt niets gelezen."
            ),
        ),
        mend=Text(
            "Write level under dimensions, themes and sector_interest, and value under health_system and trend.",
            "Schrijf level onder dimensions, themes en sector_interest, en value onder health_system en trend.",
        ),
        wrong=('dimensions:\n  innovation: {value: broad, rationale: "Two missions a year.", sources: [s]}'),
        right=('dimensions:\n  innovation: {level: broad, rationale: "Two missions a year.", sources: [s]}'),
        mended=True,
    ),
)
