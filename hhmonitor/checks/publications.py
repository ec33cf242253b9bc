"""Files of publishers that figures are taken in from. Raised by ``statistics`` and by an import."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, PUBLICATION, WARNING, Code, Text, check
from hhmonitor.checks.looks import Gathered
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH610",
        ERROR,
        _m("this file cannot be opened ({reason})"),
        title=Text("File of figures that cannot be opened", "Cijferbestand dat niet te openen is"),
        why=Text(
            "A file that is not there, or may not be read, brings no figures.",
            "Een bestand dat er niet is, of niet gelezen mag worden, levert geen cijfers.",
        ),
        mend=Text(
            "Give the right name, or ask for the right to read it.",
            "Geef de juiste naam, of vraag om leesrecht.",
        ),
        wrong="$ hhmonitor indicators import nowhere.csv --dry-run",
        right="$ hhmonitor indicators import countries/figures/indicators.csv --dry-run",
    ),
    Code(
        "HH611",
        ERROR,
        _m(
            "this is no file of figures that is known: the World Bank's, WHO's or our own table; it begins "
            "with “{found}”"
        ),
        file=PUBLICATION,
        title=Text("Unknown kind of file of figures", "Onbekend soort cijferbestand"),
        why=Text(
            (
                "What a file holds is found out from its content; of a form that is not known nobody can say which "
                "number is what."
            ),
            (
                "Wat een bestand bevat, wordt uit de inhoud afgeleid; bij een onbekende vorm is niet te zeggen "
                "welk getal wat is."
            ),
        ),
        mend=Text(
            (
                "Take the file as the publisher issues it, or make it a table with the columns market, indicator, "
                "year, value and source."
            ),
            (
                "Neem het bestand zoals de uitgever het geeft, of maak er een tabel van met de kolommen market, "
                "indicator, year, value en source."
            ),
        ),
        wrong=("country;2018\nJP;126000000"),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH612",
        ERROR,
        _m("this file breaks off here, or is damaged; get it anew from its publisher"),
        file=PUBLICATION,
        title=Text("File of figures that breaks off", "Cijferbestand dat afbreekt"),
        why=Text(
            "A download that broke off holds a part of the figures; the rest would look as if it had gone.",
            "Een afgebroken download bevat een deel van de cijfers; de rest zou verdwenen lijken.",
        ),
        mend=Text(
            "Download the file again.",
            "Download het bestand opnieuw.",
        ),
        wrong=(
            '[{"page":1,"pages":2,"lastupdated":"2024-06-28"},[{"indicator":{"id":"SP.POP.TOTL","value":"Population, '
            'total"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date'
        ),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH613",
        ERROR,
        _m("“{value}” is no figure; {indicator} of {market} in {year} is expected here"),
        file=PUBLICATION,
        title=Text("Text where a figure is expected", "Tekst waar een cijfer hoort"),
        why=Text(
            "A text where a number belongs is no figure, and guessing at it would be worse than leaving it out.",
            "Een tekst waar een getal hoort, is geen cijfer, en ernaar raden is erger dan het weglaten.",
        ),
        mend=Text(
            "Write the number in full, with a point before the decimals.",
            "Schrijf het getal voluit, met een punt vóór de decimalen.",
        ),
        wrong=("market,indicator,year,value,source\nJP,population,2018,126 million,who"),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH614",
        ERROR,
        _m("{indicator} of {market} in {year} is {value} here and {other} elsewhere in what was given"),
        file=PUBLICATION,
        title=Text("Two values of one figure", "Twee waarden van één cijfer"),
        why=Text(
            "Of two figures for one year only one can be right.",
            "Van twee cijfers voor één jaar kan er maar één kloppen.",
        ),
        mend=Text(
            "Give the file that is right alone, or import the files one by one.",
            "Geef alleen het juiste bestand, of neem de bestanden een voor een over.",
        ),
        wrong=(
            "market,indicator,year,value,source\nJP,population,2018,126000000,who\nJP,population,2018,127000000,who"
        ),
        right=("market,indicator,year,value,source\nJP,population,2018,126000000,who"),
    ),
    Code(
        "HH615",
        WARNING,
        _m("{series} is not whole: {count} of its {pages} pages are here; what is missing is not taken as gone"),
        file=PUBLICATION,
        title=Text("Series that is not whole", "Reeks die niet volledig is"),
        why=Text(
            (
                "Services give their answers in pages; of an answer in part nobody can tell what has gone and what "
                "did not come."
            ),
            (
                "Diensten geven hun antwoord in bladzijden; van een deel van het antwoord is niet te zeggen wat "
                "weg is en wat niet meekwam."
            ),
        ),
        mend=Text(
            "Give all pages, or use `hhmonitor indicators fetch`, which asks for all of them.",
            "Geef alle bladzijden, of gebruik `hhmonitor indicators fetch`, dat ze allemaal opvraagt.",
        ),
        wrong=(
            '[{"page":1,"pages":2,"lastupdated":"2024-06-28"},[{"indicator":{"id":"SP.POP.TOTL","value":"Population, '
            'total"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date":"2018"'
            ',"value":126000000}]]'
        ),
        right=(
            '[{"page":1,"pages":1,"lastupdated":"2024-06-28"},[{"indicator":{"id":"SP.POP.TOTL","value":"Population, '
            'total"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date":"2018"'
            ',"value":126000000}]]'
        ),
    ),
    Code(
        "HH617",
        ERROR,
        _m("this is no answer with figures; the publisher's service says: {message}"),
        file=PUBLICATION,
        title=Text("Answer without figures", "Antwoord zonder cijfers"),
        why=Text(
            (
                "The publisher's service answered with a message instead of figures, such as for a series that no "
                "longer exists."
            ),
            (
                "De dienst van de uitgever antwoordde met een melding in plaats van cijfers, bijvoorbeeld omdat "
                "een reeks niet meer bestaat."
            ),
        ),
        mend=Text(
            "Read what it says, and ask for another series or at another time.",
            "Lees wat er staat, en vraag een andere reeks of op een ander moment.",
        ),
        wrong=('[{"message":[{"id":"120","key":"Invalid value","value":"The parameter value is not valid"}]}]'),
        right=(
            '[{"page":1,"pages":1,"lastupdated":"2024-06-28"},[{"indicator":{"id":"SP.POP.TOTL","value":"Population, '
            'total"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date":"2018"'
            ',"value":126000000}]]'
        ),
    ),
    Code(
        "HH636",
        ERROR,
        _m(
            "{series} bears no day of issue, so that nobody can tell whether it is newer than the figures in the "
            "table; give the day with --date DATE"
        ),
        file=PUBLICATION,
        title=Text("Series without a day of issue", "Reeks zonder dag van uitgave"),
        why=Text(
            "Figures of an older issue would take the place of newer ones, and what they lack would seem to have gone.",
            (
                "Cijfers van een oudere uitgave zouden in de plaats van nieuwere komen, en wat eraan ontbreekt zou "
                "verdwenen lijken."
            ),
        ),
        mend=Text(
            "Find out with the publisher when the file was issued, and give that day: `--date 2026-07-01`.",
            "Zoek bij de uitgever op wanneer het bestand is uitgegeven, en geef die dag op: `--date 2026-07-01`.",
        ),
        wrong=(
            "Country Name,Country Code,Indicator Name,Indicator Code,2018\n"
            'Japan,JPN,"Population, total",SP.POP.TOTL,126000000'
        ),
        right=(
            "Data Source,World Development Indicators\nLast Updated Date,2024-06-28\n"
            "Country Name,Country Code,Indicator Name,Indicator Code,2018\n"
            'Japan,JPN,"Population, total",SP.POP.TOTL,126000000'
        ),
    ),
    Code(
        "HH637",
        ERROR,
        _m("this JSON is not a form that is known; to be figures as {publisher} answers them it lacks: {lacks}"),
        file=PUBLICATION,
        title=Text("Unknown form of JSON", "Onbekende vorm van JSON"),
        why=Text(
            "JSON can hold anything; only the answers of the World Bank and WHO say which number is what.",
            "JSON kan van alles bevatten; alleen de antwoorden van de Wereldbank en de WHO zeggen welk getal wat is.",
        ),
        mend=Text(
            "Save the whole answer of the service, with the page around the figures, or take its publisher's CSV.",
            "Bewaar het hele antwoord van de dienst, met de pagina om de cijfers heen, of neem de CSV van de uitgever.",
        ),
        wrong='{"version":"2.0","class":"dataset","label":"Population","value":[126000000],"id":["geo"],"size":[1]}',
        right=(
            '[{"page":1,"pages":1,"lastupdated":"2024-06-28"},[{"indicator":{"id":"SP.POP.TOTL","value":"Population, '
            'total"},"country":{"id":"JP","value":"Japan"},"countryiso3code":"JPN","date":"2018"'
            ',"value":126000000}]]'
        ),
    ),
    Code(
        "HH638",
        ERROR,
        _m("this is a workbook of the old kind (.xls), or one with a password, which cannot be read"),
        file=PUBLICATION,
        scene="old_workbook",
        title=Text("Old or locked workbook", "Oude of afgesloten werkmap"),
        why=Text(
            "Workbooks of before 2007 are made in a way of their own, and one with a password is locked.",
            "Werkmappen van vóór 2007 zijn op een eigen manier gemaakt, en een met een wachtwoord zit op slot.",
        ),
        mend=Text(
            "Open it in Excel and save it as `.xlsx` without a password, or take the CSV from the publisher.",
            "Open het in Excel en sla het op als `.xlsx` zonder wachtwoord, of neem de CSV van de uitgever.",
        ),
        wrong="API_SP.POP.TOTL_DS2_en_excel_v2.xls",
        right="API_SP.POP.TOTL_DS2_en_excel_v2.xlsx",
    ),
)


@check(Gathered)
def unfinished(look: Gathered) -> Iterator[Finding]:
    """The series of which pages are missing in what was taken in."""
    for one in look.harvests:
        if not one.whole:
            details = {"series": one.code, "count": str(len(one.pages)), "pages": str(max(one.pages.values()))}
            yield Finding("HH615", Place(next(iter(one.files), "")), details)
