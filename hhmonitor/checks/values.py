"""Values that cannot stand where they do. Raised where a file becomes a model (``project``)."""

from __future__ import annotations

from hhmonitor.checks.declaring import CRITERIA, ERROR, REGION, Code, Text
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH203",
        ERROR,
        _m("{subject} cannot be “{value}”; one of these is expected: {expected}"),
        title=Text("Word that is none of the choices", "Woord dat niet tot de keuzes hoort"),
        why=Text(
            (
                "The rules know the words of the scale alone; any other word would have no place in the order from "
                "bad to good."
            ),
            (
                "De regels kennen alleen de woorden van de schaal; een ander woord heeft geen plaats in de "
                "volgorde van slecht naar goed."
            ),
        ),
        mend=Text(
            "Choose one of the words that are named.",
            "Kies een van de genoemde woorden.",
        ),
        wrong='trend: {value: stabel, rationale: "A mission a year."}',
        right='trend: {value: stable, rationale: "A mission a year."}',
        mended=True,
    ),
    Code(
        "HH204",
        ERROR,
        _m("{subject} cannot be “{value}”; expected here: {sort}"),
        title=Text("Value of another kind", "Waarde van een andere soort"),
        why=Text(
            "A value of another sort cannot be read as what is meant: a number is no text, and a word no list.",
            (
                "Een waarde van een andere soort is niet te lezen als wat bedoeld is: een getal is geen tekst, en "
                "een woord geen lijst."
            ),
        ),
        mend=Text(
            (
                "Write a value of the sort that is named; put a text that looks like a number between quotes, and "
                "items of a list between square brackets."
            ),
            (
                "Schrijf een waarde van de genoemde soort; zet een tekst die op een getal lijkt tussen "
                "aanhalingstekens, en onderdelen van een lijst tussen vierkante haken."
            ),
        ),
        wrong="contact: 2020",
        right='contact: "LSH contact at the embassy in Tokyo"',
        mended=True,
    ),
    Code(
        "HH206",
        ERROR,
        _m("“{value}” is not written as {subject} is written here: {sort}"),
        title=Text("Not written as it should be", "Niet geschreven zoals het hoort"),
        why=Text(
            "Codes and ids are written in one way, so that they can be found and compared.",
            "Codes en namen worden op één manier geschreven, zodat ze te vinden en te vergelijken zijn.",
        ),
        mend=Text(
            (
                "Codes of markets are in capitals, with digits and dashes; ids in the criteria in small letters, "
                "with digits and underscores."
            ),
            (
                "Codes van markten staan in hoofdletters, met cijfers en streepjes; namen in de criteria in kleine "
                "letters, met cijfers en lage streepjes."
            ),
        ),
        wrong="code: jp",
        right="code: JP",
        mended=True,
    ),
    Code(
        "HH210",
        ERROR,
        _m("{subject} is empty; at least one item is expected"),
        file=REGION,
        title=Text("Empty list", "Lege lijst"),
        why=Text(
            "A region without members has nothing to add up, and a condition without parts asks nothing.",
            "Een regio zonder leden heeft niets om op te tellen, en een voorwaarde zonder delen vraagt niets.",
        ),
        mend=Text(
            "Name at least one item.",
            "Noem minstens één onderdeel.",
        ),
        wrong="members: []",
        right="members: [DK, SE]",
    ),
    Code(
        "HH211",
        ERROR,
        _m("{subject} cannot be {value}; the bound is {bound}"),
        file=CRITERIA,
        title=Text("Number out of bounds", "Getal buiten de grenzen"),
        why=Text(
            (
                "Outside its bounds a figure has no meaning: a chance lies between 0 and 1, and a number of months "
                "is at least 1."
            ),
            (
                "Buiten zijn grenzen betekent een getal niets: een kans ligt tussen 0 en 1, en een aantal maanden "
                "is minstens 1."
            ),
        ),
        mend=Text(
            "Write a number within the bound that is named.",
            "Schrijf een getal binnen de genoemde grens.",
        ),
        wrong="error_rates: {high: 0.05, medium: 15, low: 0.30}",
        right="error_rates: {high: 0.05, medium: 0.15, low: 0.30}",
    ),
    Code(
        "HH213",
        ERROR,
        _m("{subject} holds too many items; at most {bound} are read"),
        file=CRITERIA,
        title=Text("Too many items", "Te veel onderdelen"),
        why=Text(
            "Nobody weighs so many items by hand; a file with so many was made by accident or to do harm.",
            (
                "Niemand weegt zoveel onderdelen met de hand; een bestand met zoveel is per ongeluk of met kwade "
                "bedoelingen gemaakt."
            ),
        ),
        mend=Text(
            "Remove what does not belong there.",
            "Haal weg wat er niet hoort.",
        ),
        wrong=(
            "priority_lists: {a: {complete: true}, b: {complete: true}, c: {complete: true}, d: {complete: true}, "
            "e: {complete: true}, f: {complete: true}, g: {complete: true}, h: {complete: true}, i: {complete: "
            "true}, j: {complete: true}, k: {complete: true}}"
        ),
        right="priority_lists: {a: {complete: true}, b: {complete: true}}",
    ),
    Code(
        "HH215",
        ERROR,
        _m("“...” holds a place open here; write what belongs there, or put the # back in front of the line"),
        title=Text("Place held open by three dots", "Plaats opengehouden met drie puntjes"),
        why=Text(
            (
                "A new file shows with three dots where something is to be written. Taken as it stands, a decision "
                "or a source that nobody meant would count."
            ),
            (
                "Een nieuw bestand toont met drie puntjes waar iets moet komen te staan. Zo overgenomen zou een "
                "besluit of een bron meetellen die niemand bedoeld heeft."
            ),
        ),
        mend=Text(
            "Write what belongs there; or leave the key out, or put the # back in front of the line.",
            "Schrijf wat er hoort te staan; of laat de sleutel weg, of zet het # terug aan het begin van de regel.",
        ),
        wrong='contact: "..."',
        right='contact: "LSH contact at the embassy in Tokyo"',
    ),
)
