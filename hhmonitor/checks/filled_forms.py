"""Forms for Excel that come back: that they are forms, and that each cell can mean one thing alone.

Raised where a form is read and laid beside the project (``workbook``). What a form says of a market is held to the
same rules as a file is; such findings have the codes that they have there, and name the cell.
"""

from __future__ import annotations

from hhmonitor.checks.declaring import ERROR, FORM, Code, Text
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH901",
        ERROR,
        _m("this is no form that hhmonitor made, or it is damaged; give the .xlsx that `hhmonitor form make` wrote"),
        title=Text("No form for Excel", "Geen formulier voor Excel"),
        file=FORM,
        scene="no_form",
        why=Text(
            (
                "A form carries, unseen, what each of its lines is about and what it was made from; without it "
                "nothing can be read."
            ),
            (
                "Een formulier draagt ongezien mee waar elke regel over gaat en waaruit het is gemaakt; zonder dat "
                "valt er "
                "niets te lezen."
            ),
        ),
        mend=Text(
            (
                "Give the form itself, saved as .xlsx and without a password; cells pasted into another workbook are "
                "no form."
            ),
            (
                "Geef het formulier zelf, bewaard als .xlsx en zonder wachtwoord; cellen die in een andere werkmap "
                "zijn "
                "geplakt, zijn geen formulier."
            ),
        ),
        wrong="a workbook with the cells of the form in it",
        right="JP!C6: 2020",
    ),
    Code(
        "HH902",
        ERROR,
        _m(
            "this form was made by another version of hhmonitor or under other criteria; make it anew, and copy into "
            "it what "
            "was filled in"
        ),
        title=Text("Form of another version", "Formulier van een andere versie"),
        file=FORM,
        scene="other_version",
        why=Text(
            (
                "What a cell is about follows from the criteria; a value in the wrong place would be a judgement that "
                "nobody made."
            ),
            (
                "Waar een cel over gaat, volgt uit de criteria; een waarde op de verkeerde plaats zou een oordeel "
                "zijn dat "
                "niemand heeft gegeven."
            ),
        ),
        mend=Text(
            "Make the form anew with `hhmonitor form make`, and copy the cells that were filled in.",
            "Maak het formulier opnieuw met `hhmonitor form make`, en kopieer de ingevulde cellen.",
        ),
        wrong="a form of version 0",
        right="JP!C6: 2020",
    ),
    Code(
        "HH903",
        ERROR,
        _m("“{value}” can be read as {first} and as {second}; write the one that is meant"),
        title=Text("Two readings of one cell", "Cel die op twee manieren te lezen is"),
        file=FORM,
        why=Text(
            "A point is a decimal point to some and parts thousands to others; no reading is chosen for you.",
            "Een punt scheidt voor de een decimalen en voor de ander duizendtallen; er wordt niet voor u gekozen.",
        ),
        mend=Text(
            "Write thousands without a mark and decimals as far as they go; write a month as a word.",
            "Schrijf duizendtallen zonder teken en decimalen voluit; schrijf een maand als woord.",
        ),
        wrong="Figures!C5: Population (people)\nFigures!D5: 2018\nFigures!E5: 9.725\nFigures!F5: s1",
        right="Figures!C5: Population (people)\nFigures!D5: 2018\nFigures!E5: 9725\nFigures!F5: s1",
    ),
    Code(
        "HH904",
        ERROR,
        _m("“{value}” stands on a line that the form does not have; write it on one of its own lines"),
        title=Text("Line that is not the form's own", "Regel die niet bij het formulier hoort"),
        file=FORM,
        why=Text(
            "Each line of a form knows which market and which datum it is about; of one that was added nobody knows.",
            (
                "Elke regel van een formulier weet over welke markt en welk gegeven hij gaat; van een toegevoegde "
                "regel "
                "weet niemand dat."
            ),
        ),
        mend=Text(
            "Use the empty lines of the sheet; when they are full, take the form in and make it anew.",
            "Gebruik de lege regels van het blad; zijn die vol, verwerk dan het formulier en maak het opnieuw.",
        ),
        wrong="JP!C200: positive",
        right="JP!C6: 2020",
    ),
    Code(
        "HH905",
        ERROR,
        _m("this line stands in the form twice, here and at {place}; take one of them out"),
        title=Text("Line that stands in the form twice", "Regel die tweemaal in het formulier staat"),
        file=FORM,
        scene="line_twice",
        why=Text(
            "Of two lines on the same subject no one can tell which holds.",
            "Van twee regels over hetzelfde valt niet te zeggen welke geldt.",
        ),
        mend=Text(
            "Take out the line that was copied.",
            "Haal de gekopieerde regel weg.",
        ),
        wrong="a line copied with all of its columns",
        right="JP!C6: 2020",
    ),
    Code(
        "HH906",
        ERROR,
        _m("the form has no place any more for {subject} of {market}; a line or a column was taken out"),
        title=Text("Line that is gone from the form", "Regel die uit het formulier weg is"),
        file=FORM,
        scene="line_gone",
        why=Text(
            "A line that is gone may have been deleted to take out what it said, or by accident; that is not guessed.",
            (
                "Een regel die weg is, kan verwijderd zijn om te schrappen wat er stond, of per ongeluk; daarnaar "
                "wordt "
                "niet geraden."
            ),
        ),
        mend=Text(
            "Put the line back, and empty its cells to take out what they say; or make the form anew.",
            "Zet de regel terug, en maak de cellen leeg om te schrappen wat er staat; of maak het formulier opnieuw.",
        ),
        wrong="a sheet without one of its lines",
        right="JP!C6: 2020",
    ),
    Code(
        "HH907",
        ERROR,
        _m(
            "{subject} is “{form}” here and “{now}” in the project by now, and was “{base}” when the form was made; "
            "to keep "
            "what the project says write that, else make the form anew"
        ),
        title=Text("Changed in the form and in the project", "Gewijzigd in het formulier én in het project"),
        file=FORM,
        why=Text(
            "Two people changed the same thing; whichever were written, the work of one would be lost unseen.",
            (
                "Twee mensen hebben hetzelfde gewijzigd; wat er ook geschreven werd, het werk van een van beiden ging "
                "ongezien verloren."
            ),
        ),
        mend=Text(
            (
                "Agree on one of the two. Write what the project says to leave it so; for the other, make a new form "
                "and fill that in."
            ),
            (
                "Word het eens over een van beide. Vul in wat het project zegt om het zo te laten; maak voor het "
                "andere een "
                "nieuw formulier en vul dat in."
            ),
        ),
        wrong="JP!C28: none",
        right="JP!C6: 2020-12-31",
        also={"countries/JP.yaml": 'sector_interest: {level: specific, rationale: "Some companies.", sources: [s1]}'},
    ),
    Code(
        "HH908",
        ERROR,
        _m("{subject} is left to the figures: empty the other cells of its line, or choose a judgement"),
        title=Text("Explanation beside the figures", "Toelichting naast de cijfers"),
        file=FORM,
        why=Text(
            "What the figures judge has no explanation of its own in the file; what was written there would be lost.",
            (
                "Wat de cijfers beoordelen, heeft in het bestand geen eigen toelichting; wat daar is ingevuld, ging "
                "verloren."
            ),
        ),
        mend=Text(
            "Empty the cells beside it; or choose a judgement, which wins over the figures.",
            "Maak de cellen ernaast leeg; of kies een oordeel, dat wint van de cijfers.",
        ),
        wrong="JP!C8: by the figures\nJP!D8: high",
        right="JP!C8: by the figures",
    ),
    Code(
        "HH909",
        ERROR,
        _m("this was changed in the form, and the project no longer has it; empty the line, or make the form anew"),
        title=Text("Changed in the form, gone from the project", "Gewijzigd in het formulier, weg uit het project"),
        file=FORM,
        why=Text(
            "Somebody took it out after the form was made; to write it again would undo that unseen.",
            (
                "Iemand heeft het weggehaald nadat het formulier was gemaakt; het weer schrijven zou dat ongezien "
                "terugdraaien."
            ),
        ),
        mend=Text(
            "Empty the line; or write it on an empty line, and it is added anew.",
            "Maak de regel leeg; of schrijf het op een lege regel, en het komt er opnieuw bij.",
        ),
        wrong="Activities!D6: mission",
        right="Activities!D6: fair or conference",
        also={"countries/JP.yaml": "activities: []"},
    ),
    Code(
        "HH910",
        ERROR,
        _m("{what} is missing on this line; a figure has an indicator, a year, a value and a source"),
        title=Text("Figure that is not complete", "Cijfer dat niet volledig is"),
        file=FORM,
        why=Text(
            "A figure that does not say what it is, of which year or from where, cannot be used or checked.",
            (
                "Een cijfer dat niet zegt wat het is, van welk jaar of waarvandaan, is niet te gebruiken en niet na "
                "te gaan."
            ),
        ),
        mend=Text(
            "Fill in all four cells, or empty the line.",
            "Vul alle vier de cellen in, of maak de regel leeg.",
        ),
        wrong="Figures!C5: Population (people)\nFigures!D5: 2018\nFigures!E5: 125000000",
        right="Figures!C5: Population (people)\nFigures!D5: 2018\nFigures!E5: 125000000\nFigures!F5: s1",
    ),
    Code(
        "HH911",
        ERROR,
        _m("this says “{value}”, and {place} says “{other}” of the same; write one of them in both"),
        title=Text("Two cells that contradict each other", "Twee cellen die elkaar tegenspreken"),
        file=FORM,
        why=Text(
            (
                "Both cells fill the same place in the file, and one value fits there: an indicator has one source, a "
                "year one figure."
            ),
            (
                "Beide cellen vullen dezelfde plaats in het bestand, en daar past één waarde: een indicator heeft één "
                "bron, "
                "een jaar één cijfer."
            ),
        ),
        mend=Text(
            "Write the same in both cells, or empty one of the lines.",
            "Vul in beide cellen hetzelfde in, of maak een van de regels leeg.",
        ),
        wrong=(
            "Figures!C5: Population (people)\nFigures!D5: 2018\nFigures!E5: 125000000\nFigures!F5: s1\n"
            "Figures!C6: Population (people)\nFigures!D6: 2019\nFigures!E6: 124000000\nFigures!F6: s2"
        ),
        right=(
            "Figures!C5: Population (people)\nFigures!D5: 2018\nFigures!E5: 125000000\nFigures!F5: s1\n"
            "Figures!C6: Population (people)\nFigures!D6: 2019\nFigures!E6: 124000000\nFigures!F6: s1"
        ),
    ),
)
