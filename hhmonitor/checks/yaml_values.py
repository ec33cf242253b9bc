"""Numbers and words in YAML that programs read in different ways. Raised by reading (``yaml``)."""

from __future__ import annotations

from hhmonitor.checks.declaring import ERROR, WARNING, Code, Text
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH125",
        ERROR,
        _m(
            "“{value}” begins with a zero, and some programs read another number in it; write {plain}, or "
            "“{value}” between quotes where it is text"
        ),
        title=Text("Number with zeros in front", "Getal met nullen ervoor"),
        why=Text(
            "To some programs 014 is twelve (octal), to others fourteen.",
            "Voor het ene programma is 014 twaalf (achttallig), voor het andere veertien.",
        ),
        mend=Text(
            "Write the number without zeros in front, or the text between quotes.",
            "Schrijf het getal zonder nullen ervoor, of de tekst tussen aanhalingstekens.",
        ),
        wrong="indicators: {population: {source: s1, values: {2018: 014}}}",
        right="indicators: {population: {source: s1, values: {2018: 14}}}",
    ),
    Code(
        "HH126",
        ERROR,
        _m("“{value}” is read by some programs as a number in base 60; put it between quotes"),
        title=Text("Text that reads as a number in base 60", "Tekst die als zestigtallig getal te lezen is"),
        why=Text(
            "In older YAML 12:30 is the number 750, in base 60.",
            "In oudere YAML is 12:30 het getal 750, zestigtallig.",
        ),
        mend=Text(
            "Put it between quotes.",
            "Zet het tussen aanhalingstekens.",
        ),
        wrong="contact: 12:30",
        right='contact: "12:30"',
    ),
    Code(
        "HH127",
        ERROR,
        _m(
            "“{value}” is no number as numbers are written here; write digits, with a point before the "
            "decimals, such as 1000, -5 or 0.5, or put quotes around it where it is text"
        ),
        title=Text("Number written another way", "Anders geschreven getal"),
        why=Text(
            "Programs differ on notations such as 1_000 and 0x1F; a figure must mean the same everywhere.",
            (
                "Programma’s verschillen over schrijfwijzen als 1_000 en 0x1F; een cijfer moet overal hetzelfde "
                "betekenen."
            ),
        ),
        mend=Text(
            "Write plain digits, with a point before the decimals.",
            "Schrijf gewone cijfers, met een punt vóór de decimalen.",
        ),
        wrong="indicators: {population: {source: s1, values: {2018: 1_000}}}",
        right="indicators: {population: {source: s1, values: {2018: 1000}}}",
    ),
    Code(
        "HH128",
        ERROR,
        _m(
            "“{value}” is no number that can be worked with; write one of at most 18 digits, or put quotes "
            "around it where it is text"
        ),
        title=Text("Number that cannot be worked with", "Getal waarmee niet te rekenen is"),
        why=Text(
            "A number past 18 digits cannot be held exactly, and infinity or “not a number” is no figure.",
            "Een getal van meer dan 18 cijfers is niet exact te bewaren, en oneindig of “geen getal” is geen cijfer.",
        ),
        mend=Text(
            "Write the figure in its unit, or between quotes where it is text.",
            "Schrijf het cijfer in zijn eenheid, of tussen aanhalingstekens waar het tekst is.",
        ),
        wrong="indicators: {population: {source: s1, values: {2018: 12345678901234567890}}}",
        right="indicators: {population: {source: s1, values: {2018: 126000000}}}",
    ),
    Code(
        "HH129",
        WARNING,
        _m(
            "“{value}” is read as a decimal number, the point being the decimal sign; write {whole} where "
            "thousands are meant, and {short} otherwise"
        ),
        title=Text("Point of thousands or of decimals", "Punt voor duizendtallen of voor decimalen"),
        why=Text(
            "In Dutch 1.000 is a thousand; here, as in every program, it is one.",
            "In het Nederlands is 1.000 duizend; hier, zoals in elk programma, is het één.",
        ),
        mend=Text(
            "Write 1000 for a thousand and 1.0 for one; three decimals that are meant get a fourth: 9.7250.",
            "Schrijf 1000 voor duizend en 1.0 voor één; drie decimalen die bedoeld zijn krijgen een vierde: 9.7250.",
        ),
        wrong="indicators: {population: {source: s1, values: {2018: 1.000}}}",
        right="indicators: {population: {source: s1, values: {2018: 1000}}}",
    ),
    Code(
        "HH130",
        ERROR,
        _m(
            "“{value}” is no number as numbers are written here; write thousands without a separator and a "
            "point before the decimals, such as 1000000 or 1000.5, or put quotes around it where it is text"
        ),
        title=Text("Number with commas or several points", "Getal met komma's of meer punten"),
        why=Text(
            "With points or spaces between thousands a figure is no number to a program.",
            "Met punten of spaties tussen duizendtallen is een cijfer voor een programma geen getal.",
        ),
        mend=Text(
            "Write thousands without a separator.",
            "Schrijf duizendtallen zonder scheidingsteken.",
        ),
        wrong="indicators: {population: {source: s1, values: {2018: 1.000.000}}}",
        right="indicators: {population: {source: s1, values: {2018: 1000000}}}",
        mended=True,
    ),
    Code(
        "HH131",
        WARNING,
        _m(
            "“{value}” is text here, while other programs read “{word}” in it; write {word} in small letters, "
            "or put quotes around it where it is text"
        ),
        title=Text("Yes, no or null in capitals", "Ja, nee of null in hoofdletters"),
        why=Text(
            (
                "Here only true and false are truth values, so that Norway is NO; other programs read True or NULL "
                "as something else than text."
            ),
            (
                "Hier zijn alleen true en false waarheidswaarden, zodat Noorwegen NO is; andere programma’s lezen "
                "in True of NULL iets anders dan tekst."
            ),
        ),
        mend=Text(
            "Write the word in small letters, or between quotes where it is text.",
            "Schrijf het woord in kleine letters, of tussen aanhalingstekens waar het tekst is.",
        ),
        wrong="contact: True",
        right='contact: "True"',
    ),
)
