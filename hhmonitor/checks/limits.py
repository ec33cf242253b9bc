"""Files of figures that are larger than figures can be, and addresses that are none. Raised by ``statistics``."""

from __future__ import annotations

from hhmonitor.checks.declaring import ERROR, PUBLICATION, Code, Text
from hhmonitor.language import mark as _m

_MEMORY = Text(
    "What is so large is no file of figures, and unpacking or reading it could fill the memory and the disk.",
    "Wat zo groot is, is geen bestand met cijfers; uitpakken of lezen zou het geheugen en de schijf kunnen vullen.",
)

DECLARED = (
    Code(
        "HH631",
        ERROR,
        _m(
            "this goes on for more than {limit} characters without an end: it is no row of figures, or lacks a closing "
            "mark"
        ),
        file=PUBLICATION,
        scene="endless_row",
        title=Text("Row without an end", "Rij zonder einde"),
        why=Text(
            "A row, or a value in JSON, is read whole; one without an end would fill the memory.",
            "Een rij, of een waarde in JSON, wordt in haar geheel gelezen; een zonder einde zou het geheugen vullen.",
        ),
        mend=Text(
            "Look whether a quotation mark in this row is never closed; else download the file again.",
            "Kijk of in deze rij een aanhalingsteken niet wordt gesloten; download anders het bestand opnieuw.",
        ),
        wrong='market,indicator,year,value,source\nJP,population,2018,126000000,"who ...',
        right="market,indicator,year,value,source\nJP,population,2018,126000000,who",
    ),
    Code(
        "HH632",
        ERROR,
        _m("this is {size} MB unpacked, more than the {limit} MB that a file of figures can be"),
        file=PUBLICATION,
        scene="large_entry",
        title=Text("File too large when unpacked", "Bestand te groot als het is uitgepakt"),
        why=_MEMORY,
        mend=Text(
            "Take the publisher's file of the series that are wanted, in place of that of its whole database.",
            "Neem van de uitgever het bestand van de gewenste reeksen in plaats van dat van de hele databank.",
        ),
        wrong="figures.zip: everything.csv (1200 MB)",
        right="figures.zip: API_SP.POP.TOTL.csv (1 MB)",
    ),
    Code(
        "HH633",
        ERROR,
        _m(
            "this zip holds {count} files of {size} MB together unpacked, more than the {most} files or {limit} MB "
            "that figures can be"
        ),
        file=PUBLICATION,
        scene="many_entries",
        title=Text("Zip with too much in it", "Zip waar te veel in zit"),
        why=_MEMORY,
        mend=Text(
            "Give the files that hold the figures by themselves, or in zips as the publisher made them.",
            "Geef de bestanden met de cijfers apart, of in zips zoals de uitgever ze maakte.",
        ),
        wrong="figures.zip: 0001.csv ... 1001.csv",
        right="figures.zip: API_SP.POP.TOTL.csv",
    ),
    Code(
        "HH634",
        ERROR,
        _m("this is {size} MB unpacked, more than {limit} times what it is packed: no figures shrink so much"),
        file=PUBLICATION,
        scene="shrunken_entry",
        title=Text("Zip that unpacks too far", "Zip die te ver uitpakt"),
        why=_MEMORY,
        mend=Text(
            "Download the file again from its publisher; if it is the same, unpack it and look what is in it.",
            "Download het bestand opnieuw bij de uitgever; is het hetzelfde, pak het dan uit en kijk wat erin zit.",
        ),
        wrong="figures.zip: figures.csv (300 MB, packed 0.3 MB)",
        right="figures.zip: figures.csv (300 MB, packed 60 MB)",
    ),
    Code(
        "HH641",
        ERROR,
        _m("“{address}” is no address that a service can have"),
        title=Text("No address of a service", "Geen adres van een dienst"),
        why=Text(
            "A service is asked at an address of the web, which begins with https:// or http:// and names a host.",
            "Een dienst wordt gevraagd op een adres van het web, dat begint met https:// of http:// en een host noemt.",
        ),
        mend=Text(
            "Write the address of the service without blanks, question mark or letters with accents.",
            "Schrijf het adres van de dienst zonder spaties, vraagteken of letters met accenten.",
        ),
        wrong="$ hhmonitor indicators fetch population --world-bank http://[ --dry-run",
        right="$ hhmonitor indicators import countries/figures/indicators.csv --dry-run",
    ),
)
