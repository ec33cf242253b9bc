"""The text of a file: whether it is there, can be read, and is text in UTF-8. Raised by reading (``yaml``)."""

from __future__ import annotations

from hhmonitor.checks.declaring import ERROR, Code, Text
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH101",
        ERROR,
        _m("this file is not text in UTF-8: byte {byte} here is no part of a character; save the file as UTF-8"),
        title=Text("Not text in UTF-8", "Geen tekst in UTF-8"),
        why=Text(
            (
                "Files are read as UTF-8, the way in which every current program saves text; anything else would "
                "turn letters into other letters."
            ),
            (
                "Bestanden worden gelezen als UTF-8, zoals elk gangbaar programma tekst opslaat; anders zouden "
                "letters in andere letters veranderen."
            ),
        ),
        mend=Text(
            "Open the file in an editor, choose “Save with encoding” and take UTF-8.",
            "Open het bestand in een editor, kies “Opslaan met codering” en neem UTF-8.",
        ),
        wrong="code: JP\x81",
        right="code: JP",
        encoding="cp1252_with_holes",
    ),
    Code(
        "HH102",
        ERROR,
        _m("this file is saved as UTF-16 (“Unicode” in some programs); save it as UTF-8"),
        title=Text("Saved as UTF-16", "Opgeslagen als UTF-16"),
        why=Text(
            (
                "Windows programs that offer “Unicode” save two bytes for every letter; most tools for YAML and "
                "git cannot work with that."
            ),
            (
                "Windows-programma’s die “Unicode” aanbieden, slaan twee bytes per letter op; de meeste "
                "hulpmiddelen voor YAML en git kunnen daar niet mee werken."
            ),
        ),
        mend=Text(
            "Save the file again as UTF-8.",
            "Sla het bestand opnieuw op als UTF-8.",
        ),
        wrong="code: JP",
        right="code: JP",
        encoding="utf-16",
        mended=True,
    ),
    Code(
        "HH103",
        ERROR,
        _m(
            "this file is saved as Windows-1252 or Latin-1, not as UTF-8: byte {byte} here was meant as "
            "“{character}”; save the file as UTF-8"
        ),
        title=Text("Saved as Windows-1252 or Latin-1", "Opgeslagen als Windows-1252 of Latin-1"),
        why=Text(
            (
                "In the older Windows and Latin encodings é and ë are other bytes than in UTF-8; read as they "
                "stand they would be lost."
            ),
            (
                "In de oudere coderingen van Windows zijn é en ë andere bytes dan in UTF-8; zo gelezen zouden ze "
                "verloren gaan."
            ),
        ),
        mend=Text(
            "Save the file again as UTF-8.",
            "Sla het bestand opnieuw op als UTF-8.",
        ),
        wrong="contact: attaché in Tokyo",
        right="contact: attaché in Tokyo",
        encoding="cp1252",
        mended=True,
    ),
    Code(
        "HH104",
        ERROR,
        _m("this file is larger than {maximum}, the most that is read; a file for one market is far smaller"),
        title=Text("File too large", "Bestand te groot"),
        why=Text(
            (
                "No description of a market comes near a million bytes; a file that does is mostly something else, "
                "put there by mistake."
            ),
            (
                "Geen beschrijving van een markt komt in de buurt van een miljoen bytes; een bestand dat zo groot "
                "is, is meestal iets anders dat er per ongeluk staat."
            ),
        ),
        mend=Text(
            "Take the file away, or leave out what does not belong in it.",
            "Haal het bestand weg, of laat eruit wat er niet in hoort.",
        ),
        wrong="a file of more than 1 MB",
        right="code: JP",
        scene="large",
    ),
    Code(
        "HH105",
        ERROR,
        _m("this file does not exist, or is a link to a file that does not"),
        title=Text("File that does not exist", "Bestand dat niet bestaat"),
        why=Text(
            "A link that points nowhere looks like a market that is there, while there is nothing to read.",
            "Een koppeling die nergens heen wijst, lijkt een markt die er is, terwijl er niets te lezen valt.",
        ),
        mend=Text(
            "Put the file there, or remove the link.",
            "Zet het bestand er neer, of haal de koppeling weg.",
        ),
        wrong="countries/XX.yaml -> elsewhere/XX.yaml (a link to a file that is not there)",
        right="countries/JP.yaml",
        scene="dangling_link",
    ),
    Code(
        "HH106",
        ERROR,
        _m("this is a folder; a file is expected here"),
        title=Text("Folder where a file is expected", "Map waar een bestand hoort"),
        why=Text(
            "A folder with the name of a market file is passed over by no one, and read by no one either.",
            (
                "Een map met de naam van een landenbestand wordt door niemand gelezen, en mag ook niet ongemerkt "
                "blijven."
            ),
        ),
        mend=Text(
            "Give the folder another name, or put the file that was meant in its place.",
            "Geef de map een andere naam, of zet het bedoelde bestand ervoor in de plaats.",
        ),
        wrong="countries/XX.yaml/ (a folder)",
        right="countries/JP.yaml",
        scene="folder",
    ),
    Code(
        "HH107",
        ERROR,
        _m("this file cannot be opened ({reason}); make sure that you may read it"),
        title=Text("File that cannot be opened", "Bestand dat niet te openen is"),
        why=Text(
            "A file that cannot be opened cannot be judged, and leaving it out would change the list without a word.",
            (
                "Een bestand dat niet open kan, kan niet worden beoordeeld, en het weglaten zou de lijst ongemerkt "
                "veranderen."
            ),
        ),
        mend=Text(
            "Ask for the right to read the file, or repair the link that leads to itself.",
            "Vraag om leesrecht op het bestand, of herstel de koppeling die naar zichzelf wijst.",
        ),
        wrong="countries/XX.yaml -> XX.yaml (a link to itself)",
        right="countries/JP.yaml",
        scene="circular_link",
    ),
    Code(
        "HH108",
        ERROR,
        _m("this is not an ordinary file but a pipe or a device; put a text file here"),
        title=Text("Pipe or device where a file is expected", "Pijp of apparaat waar een bestand hoort"),
        why=Text(
            "A pipe or a device has no fixed content; the same run could give another answer the next time.",
            (
                "Een pijp of een apparaat heeft geen vaste inhoud; dezelfde opdracht zou de volgende keer iets "
                "anders kunnen geven."
            ),
        ),
        mend=Text(
            "Put an ordinary text file in its place.",
            "Zet er een gewoon tekstbestand voor in de plaats.",
        ),
        wrong="countries/XX.yaml (a named pipe)",
        right="countries/JP.yaml",
        scene="pipe",
    ),
    Code(
        "HH109",
        ERROR,
        _m("more than {count} findings on this file; mend the ones above first, the others are not shown"),
        title=Text("More findings than are shown", "Meer bevindingen dan worden getoond"),
        why=Text(
            (
                "Many findings on one file mostly have one cause; after the first ones are mended the rest is "
                "often gone."
            ),
            (
                "Veel bevindingen over één bestand hebben meestal één oorzaak; zijn de eerste hersteld, dan is de "
                "rest vaak ook weg."
            ),
        ),
        mend=Text(
            "Mend the findings that are shown, and run the command again.",
            "Herstel de bevindingen die er staan, en voer de opdracht opnieuw uit.",
        ),
        wrong="more than 200 keys that are not known",
        right="code: JP",
        scene="many_findings",
    ),
    Code(
        "HH110",
        ERROR,
        _m(
            "an invisible byte order mark stands in the middle of the text ({count} in this file), often where "
            "files were pasted together; remove it"
        ),
        title=Text("Byte order mark in the middle of the text", "Byte order mark midden in de tekst"),
        why=Text(
            (
                "Some editors put an invisible mark at the start of a file; where files are pasted together it "
                "ends up in the middle, inside a key or a value."
            ),
            (
                "Sommige editors zetten een onzichtbaar teken aan het begin van een bestand; bij het samenplakken "
                "belandt het in het midden, binnen een sleutel of waarde."
            ),
        ),
        mend=Text(
            "Retype the line, or remove the mark with an editor that shows it.",
            "Typ de regel opnieuw, of verwijder het teken met een editor die het laat zien.",
        ),
        wrong=("code: JP\n\ufeffcategory: II"),
        right=("code: JP\ncategory: II"),
        mended=True,
    ),
    Code(
        "HH111",
        ERROR,
        _m("the character {character} cannot be seen and may not stand in a file ({count} in this file); remove it"),
        title=Text("Character that may not stand in a file", "Teken dat niet in een bestand mag staan"),
        why=Text(
            "A character that nobody sees can change a word without anybody noticing, or act on the terminal.",
            "Een teken dat niemand ziet, kan een woord ongemerkt veranderen of de terminal beïnvloeden.",
        ),
        mend=Text(
            "Retype the word.",
            "Typ het woord opnieuw.",
        ),
        wrong='contact: "embassy\x1b in Tokyo"',
        right='contact: "embassy in Tokyo"',
    ),
    Code(
        "HH141",
        ERROR,
        _m("this is {sort}, and not the text that its name promises; start from a file that hhmonitor new CODE writes"),
        title=Text("Another kind of file than its name says", "Een ander soort bestand dan de naam zegt"),
        why=Text(
            (
                "A document of Word or Excel does not become text by giving it another name; what is in it is not "
                "read, and the market would be missing."
            ),
            (
                "Een document van Word of Excel wordt geen tekst door het anders te noemen; wat erin staat, wordt "
                "niet gelezen, en de markt zou ontbreken."
            ),
        ),
        mend=Text(
            (
                "Make the file anew with `hhmonitor new CODE`, in an editor for text such as Notepad type over what "
                "the document says, and keep the document elsewhere."
            ),
            (
                "Maak het bestand opnieuw met `hhmonitor new CODE`, neem in een teksteditor zoals Kladblok over wat "
                "in het document staat, en bewaar het document ergens anders."
            ),
        ),
        wrong="{\\rtf1 code: JP}",
        right="code: JP",
    ),
)
