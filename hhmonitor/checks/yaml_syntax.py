"""The YAML of a file: its structure, its keys, and what of YAML is not used here. Raised by reading (``yaml``)."""

from __future__ import annotations

from hhmonitor.checks.declaring import ERROR, WARNING, Code, Text
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH112",
        ERROR,
        _m("this line is indented with a tab; indent with spaces"),
        title=Text("Indented with a tab", "Ingesprongen met een tab"),
        why=Text(
            (
                "YAML reads the structure from the spaces at the start of a line; tabs are as wide as each program "
                "pleases and are not allowed there."
            ),
            (
                "YAML leest de opbouw af aan de spaties aan het begin van een regel; tabs zijn in elk programma "
                "anders breed en mogen daar niet staan."
            ),
        ),
        mend=Text(
            "Replace the tab by two spaces for each level.",
            "Vervang de tab door twee spaties per niveau.",
        ),
        wrong=("trend:\n\tvalue: unknown"),
        right=("trend:\n  value: unknown"),
        mended=True,
    ),
    Code(
        "HH113",
        ERROR,
        _m("this file is empty; keys with their values are expected, such as “code: JP”"),
        title=Text("Empty file", "Leeg bestand"),
        why=Text(
            "An empty file is most likely one that was not saved; leaving the market out would change the list.",
            "Een leeg bestand is waarschijnlijk niet opgeslagen; de markt weglaten zou de lijst veranderen.",
        ),
        mend=Text(
            "Fill it; `hhmonitor new CODE` writes a file that is ready to be filled.",
            "Vul het; `hhmonitor new CODE` schrijft een bestand dat klaar is om in te vullen.",
        ),
        wrong="# nothing but a comment",
        right="code: JP",
    ),
    Code(
        "HH114",
        ERROR,
        _m(
            "this file holds a list or a single text at the top; keys with their values are expected, such as "
            "“code: JP”"
        ),
        title=Text("No keys at the top", "Bovenaan staan geen sleutels"),
        why=Text(
            "A market is a set of keys with values; a list or a loose text says nothing of it.",
            "Een markt is een reeks sleutels met waarden; een lijst of een losse tekst zegt er niets over.",
        ),
        mend=Text(
            "Begin each line at the top with a key and a colon.",
            "Begin elke regel op het hoogste niveau met een sleutel en een dubbele punt.",
        ),
        wrong="- code: JP",
        right="code: JP",
    ),
    Code(
        "HH115",
        ERROR,
        _m("a second document begins here; put one document in a file, and remove the line with “---”"),
        title=Text("Second document in one file", "Tweede document in één bestand"),
        why=Text(
            "Of two documents in one file only one could count, and nobody would see which.",
            "Van twee documenten in één bestand zou er maar één kunnen tellen, en niemand ziet welk.",
        ),
        mend=Text(
            "Give each market a file of its own, and remove the line with three dashes.",
            "Geef elke markt een eigen bestand, en haal de regel met drie streepjes weg.",
        ),
        wrong=("code: JP\n---\ncode: KR"),
        right="code: JP",
    ),
    Code(
        "HH116",
        ERROR,
        _m("more than {maximum} levels stand inside each other here; write it flatter"),
        title=Text("Nested too deeply", "Te diep genest"),
        why=Text(
            (
                "No file of the Monitor goes deeper than a few levels; brackets by the dozen are a mistake, and "
                "some programs crash on them."
            ),
            (
                "Geen bestand van de Monitor gaat dieper dan een paar niveaus; haken bij tientallen zijn een "
                "vergissing, en sommige programma’s lopen erop vast."
            ),
        ),
        mend=Text(
            "Remove the superfluous brackets.",
            "Haal de overtollige haken weg.",
        ),
        wrong="sources: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        right="sources: {s1: {title: One}}",
    ),
    Code(
        "HH117",
        ERROR,
        _m("the key “{key}” is written twice; keep one of the two"),
        title=Text("Key written twice", "Sleutel die er twee keer staat"),
        why=Text(
            (
                "YAML programs keep the last of two equal keys and drop the first without a word: a judgement "
                "would vanish."
            ),
            (
                "YAML-programma’s houden van twee gelijke sleutels de laatste en laten de eerste stilzwijgend "
                "vallen: een oordeel zou verdwijnen."
            ),
        ),
        mend=Text(
            "Keep one of the two.",
            "Houd er één over.",
        ),
        wrong=("code: JP\ncategory: II\ncategory: I"),
        right=("code: JP\ncategory: II"),
    ),
    Code(
        "HH118",
        ERROR,
        _m("a list or a mapping stands here where a key is expected; write a key as a single word"),
        title=Text("List or mapping in the place of a key", "Lijst of blok op de plaats van een sleutel"),
        why=Text(
            "A key names something and is a word; a list or a mapping names nothing.",
            "Een sleutel noemt iets en is een woord; een lijst of een reeks sleutels noemt niets.",
        ),
        mend=Text(
            "Write a word before the colon.",
            "Schrijf een woord vóór de dubbele punt.",
        ),
        wrong=("code: JP\n[a, b]: II"),
        right=("code: JP\ncategory: II"),
    ),
    Code(
        "HH119",
        ERROR,
        _m("there is no key here before the colon; write its name, or put quotes around the word null"),
        title=Text("No key before the colon", "Geen sleutel voor de dubbele punt"),
        why=Text(
            "Without a key nobody knows what the value is about; the word null means “nothing” in YAML.",
            "Zonder sleutel weet niemand waar de waarde over gaat; het woord null betekent in YAML “niets”.",
        ),
        mend=Text(
            "Write the name of the key.",
            "Schrijf de naam van de sleutel.",
        ),
        wrong=("code: JP\nnull: II"),
        right=("code: JP\ncategory: II"),
    ),
    Code(
        "HH120",
        ERROR,
        _m(
            "the key “{value}” holds a character that cannot be seen or is no ordinary space ({character}); "
            "type the key again"
        ),
        title=Text("Odd character in a key", "Vreemd teken in een sleutel"),
        why=Text(
            (
                "A hard space, as web pages and Word have them, looks like a space and is another character: the "
                "key is not the one you read."
            ),
            (
                "Een harde spatie, zoals webpagina’s en Word die hebben, lijkt een spatie en is een ander teken: "
                "de sleutel is niet die u leest."
            ),
        ),
        mend=Text(
            "Type the key again instead of pasting it.",
            "Typ de sleutel opnieuw in plaats van hem te plakken.",
        ),
        wrong=("code: JP\ncate\xa0gory: II"),
        right=("code: JP\ncategory: II"),
        mended=True,
    ),
    Code(
        "HH121",
        ERROR,
        _m(
            "“&{name}” gives this value a name (an anchor), and that is not used here; remove it, or put text "
            "that begins with & between quotes"
        ),
        title=Text("Anchor", "Anker"),
        why=Text(
            (
                "An anchor lets one value stand for another elsewhere; a reader, and a reviewer of a change, can "
                "no longer see what a line says."
            ),
            (
                "Met een anker staat de ene waarde voor een andere; wie leest of een wijziging beoordeelt, ziet "
                "dan niet meer wat een regel zegt."
            ),
        ),
        mend=Text(
            "Write the value out in both places; put a text that begins with & between quotes.",
            "Schrijf de waarde op beide plaatsen uit; zet een tekst die met & begint tussen aanhalingstekens.",
        ),
        wrong="code: &market JP",
        right="code: JP",
    ),
    Code(
        "HH122",
        ERROR,
        _m(
            "“*{name}” refers to a value elsewhere (an alias), and that is not used here; write the value out, "
            "or put text that begins with * between quotes"
        ),
        title=Text("Alias", "Verwijzing met een ster"),
        why=Text(
            (
                "An alias hides what is meant in another place; a few lines of them can also grow into millions of "
                "values."
            ),
            (
                "Een alias verbergt op een andere plaats wat er bedoeld is; een paar regels ervan kunnen ook "
                "uitgroeien tot miljoenen waarden."
            ),
        ),
        mend=Text(
            "Write the value out; put a text that begins with * between quotes.",
            "Schrijf de waarde uit; zet een tekst die met * begint tussen aanhalingstekens.",
        ),
        wrong=("code: JP\ncontact: *embassy"),
        right=('code: JP\ncontact: "*embassy"'),
    ),
    Code(
        "HH123",
        ERROR,
        _m("“<<” takes over the keys of another mapping, and that is not used here; write the keys out"),
        title=Text("Merged mapping", "Overgenomen sleutels"),
        why=Text(
            "Merging takes keys over that do not stand where they count.",
            "Samenvoegen neemt sleutels over die niet staan waar ze tellen.",
        ),
        mend=Text(
            "Write the keys out.",
            "Schrijf de sleutels uit.",
        ),
        wrong=("code: JP\ntrend:\n  <<: {value: unknown}"),
        right=("code: JP\ntrend:\n  value: unknown"),
    ),
    Code(
        "HH124",
        ERROR,
        _m(
            "“{tag}” says of what type the value is (a tag), and that is not used here; remove it, or put text "
            "that begins with ! between quotes"
        ),
        title=Text("Tag", "Typeaanduiding"),
        why=Text(
            "A tag changes what a value is, and in some programs it runs code.",
            "Een tag verandert wat een waarde is, en voert in sommige programma’s code uit.",
        ),
        mend=Text(
            "Remove it; put a text that begins with ! between quotes.",
            "Haal hem weg; zet een tekst die met ! begint tussen aanhalingstekens.",
        ),
        wrong="code: !!str JP",
        right="code: JP",
    ),
    Code(
        "HH132",
        ERROR,
        _m(
            "the quotation marks do not pair up here; close what was opened, and put text with an apostrophe "
            "between double quotes"
        ),
        title=Text("Quotation marks that do not pair up", "Aanhalingstekens die geen paar vormen"),
        why=Text(
            "Without its end a quoted text swallows the lines after it.",
            "Zonder einde slokt een tekst tussen aanhalingstekens de regels erna op.",
        ),
        mend=Text(
            "Close the quotation mark; put a text with an apostrophe between double quotes.",
            "Sluit het aanhalingsteken; zet een tekst met een apostrof tussen dubbele aanhalingstekens.",
        ),
        wrong=("code: JP\ncontact: 'the embassy's contact'"),
        right=('code: JP\ncontact: "the embassy\'s contact"'),
    ),
    Code(
        "HH133",
        ERROR,
        _m(
            "in the bracket that opens here a comma or the closing bracket is missing; add it, or put quotes "
            "around a text that holds brackets, commas or colons"
        ),
        title=Text("Comma or closing bracket missing", "Komma of sluithaak ontbreekt"),
        why=Text(
            "A bracket that stays open takes in what follows.",
            "Een haak die openblijft, neemt mee wat volgt.",
        ),
        mend=Text(
            "Add the comma or the closing bracket; put a text with brackets or commas between quotes.",
            "Zet de komma of de sluithaak erbij; zet een tekst met haken of komma’s tussen aanhalingstekens.",
        ),
        wrong="trend: {value: stable, sources: [s1, s2}",
        right="trend: {value: stable, sources: [s1, s2]}",
    ),
    Code(
        "HH134",
        ERROR,
        _m("this line lacks a colon with a space after its key (“key: value”), or a space after its dash (“- item”)"),
        title=Text("Colon or space missing", "Dubbele punt of spatie ontbreekt"),
        why=Text(
            "A key is told from its value by a colon and a space; without them the line is a loose text.",
            (
                "Een sleutel is van zijn waarde gescheiden door een dubbele punt en een spatie; zonder die twee is "
                "de regel een losse tekst."
            ),
        ),
        mend=Text(
            "Write “key: value”, and “- item” in a list.",
            "Schrijf “sleutel: waarde”, en “- onderdeel” in een lijst.",
        ),
        wrong=("code: JP\ncategory II\ntrend: {value: unknown}"),
        right=("code: JP\ncategory: II\ntrend: {value: unknown}"),
    ),
    Code(
        "HH135",
        ERROR,
        _m("this text holds a colon with a space after it, which makes a key of it; put the whole text between quotes"),
        title=Text("Colon within a text", "Dubbele punt in een tekst"),
        why=Text(
            "A colon with a space after it begins a value; inside a text it cuts the text in two.",
            "Een dubbele punt met een spatie begint een waarde; binnen een tekst knipt hij de tekst in tweeën.",
        ),
        mend=Text(
            "Put the whole text between double quotes.",
            "Zet de hele tekst tussen dubbele aanhalingstekens.",
        ),
        wrong=("code: JP\ncontact: Tokyo: the embassy"),
        right=('code: JP\ncontact: "Tokyo: the embassy"'),
    ),
    Code(
        "HH136",
        ERROR,
        _m(
            "this does not fit what stands above it; begin keys and list items of one level in the same "
            "column, and write one value after a key"
        ),
        title=Text("Indentation that does not fit", "Inspringing die niet past"),
        why=Text(
            "YAML reads what belongs together from the column in which lines begin.",
            "YAML leest aan de kolom waarin regels beginnen af wat bij elkaar hoort.",
        ),
        mend=Text(
            "Begin the keys of one level in the same column.",
            "Begin de sleutels van één niveau in dezelfde kolom.",
        ),
        wrong=("code: JP\ntrend:\n   value: stable\n  sources: []"),
        right=("code: JP\ntrend:\n  value: stable\n  sources: []"),
    ),
    Code(
        "HH137",
        ERROR,
        _m("a value cannot begin like this here; put quotes around the text, or leave out the character"),
        title=Text("Character that cannot begin a value", "Teken waarmee een waarde niet kan beginnen"),
        why=Text(
            "Characters such as @, ` and % have a meaning of their own at the start of a value.",
            "Tekens als @, ` en % hebben aan het begin van een waarde een eigen betekenis.",
        ),
        mend=Text(
            "Put the text between quotes.",
            "Zet de tekst tussen aanhalingstekens.",
        ),
        wrong="contact: @embassy",
        right='contact: "@embassy"',
    ),
    Code(
        "HH138",
        ERROR,
        _m(
            "a backslash between double quotes begins a special character, and this is none; write it twice, "
            "or use single quotes"
        ),
        title=Text("Backslash between double quotes", "Backslash tussen dubbele aanhalingstekens"),
        why=Text(
            "Between double quotes a backslash begins a special character, such as \\n for a new line.",
            (
                "Tussen dubbele aanhalingstekens begint een backslash een speciaal teken, zoals \\n voor een "
                "nieuwe regel."
            ),
        ),
        mend=Text(
            "Use single quotes, or write the backslash twice.",
            "Gebruik enkele aanhalingstekens, of schrijf de backslash dubbel.",
        ),
        wrong='contact: "C:\\documents"',
        right="contact: 'C:\\documents'",
    ),
    Code(
        "HH139",
        ERROR,
        _m("this cannot be read as YAML ({problem}); look at this line and the one above it"),
        title=Text("Not YAML", "Geen YAML"),
        why=Text(
            "What cannot be read as YAML says nothing that can be relied on.",
            "Wat niet als YAML te lezen is, zegt niets waarop te bouwen valt.",
        ),
        mend=Text(
            "Look at this line and the one above it, for a bracket, a quote or a space too few or too many.",
            "Kijk op deze regel en die erboven naar een haak, aanhalingsteken of spatie te weinig of te veel.",
        ),
        wrong=("%YAML 3.0\n---\ncode: JP"),
        right="code: JP",
    ),
    Code(
        "HH140",
        ERROR,
        _m("the character {character} cannot be seen and acts on the text or the screen; leave it out"),
        title=Text("Character that acts on the screen", "Teken dat iets doet met het scherm"),
        why=Text(
            "Such a character can change what a reader sees without changing what is judged, or act on the terminal.",
            (
                "Zo’n teken kan veranderen wat een lezer ziet zonder te veranderen wat wordt beoordeeld, of iets doen "
                "met de terminal."
            ),
        ),
        mend=Text(
            "Leave the character out; a line that must be broken is written as a block of text.",
            "Laat het teken weg; een regel die afgebroken moet worden, schrijft u als tekstblok.",
        ),
        wrong='contact: "embassy\\e in Tokyo"',
        right='contact: "embassy in Tokyo"',
    ),
    Code(
        "HH142",
        ERROR,
        _m("after this colon stands a space that is no ordinary one ({character}); type it again"),
        title=Text("Hard space after a colon", "Harde spatie na een dubbele punt"),
        why=Text(
            (
                "Word and web pages put a hard space where a line must not break. It looks like a space, and YAML "
                "sees no space after the colon."
            ),
            (
                "Word en webpagina’s zetten een harde spatie waar een regel niet mag worden afgebroken. Die lijkt op "
                "een spatie, maar YAML ziet dan geen spatie na de dubbele punt."
            ),
        ),
        mend=Text(
            "Remove the space after the colon, and type one.",
            "Haal de spatie na de dubbele punt weg en typ er zelf een.",
        ),
        wrong="code: JP\ncategory:\xa0II",
        right="code: JP\ncategory: II",
        mended=True,
    ),
    Code(
        "HH143",
        ERROR,
        _m("an item of a list begins with a hyphen and a space (“- item”); this is another sign ({character})"),
        title=Text("Bullet in the place of a hyphen", "Opsommingsteken op de plaats van een streepje"),
        why=Text(
            "Word turns a hyphen at the start of a line into a dash or a dot; YAML knows the hyphen alone.",
            "Word maakt van een koppelteken vooraan een regel een streepje of punt; YAML kent alleen het koppelteken.",
        ),
        mend=Text(
            "Type a hyphen and a space in front of each item.",
            "Typ voor elk onderdeel een koppelteken en een spatie.",
        ),
        wrong="code: JP\nactivities:\n  \u2013 {date: 2018, kind: event, title: Fair}",
        right="code: JP\nactivities:\n  - {date: 2018, kind: event, title: Fair}",
        mended=True,
    ),
    Code(
        "HH144",
        WARNING,
        _m("from the # on nothing is read; where it belongs to the text, put the whole text between quotes"),
        title=Text("Text lost behind a #", "Tekst die wegvalt achter een #"),
        why=Text(
            (
                "A # after a space begins a note that the program skips; of an address or a title the rest would be "
                "lost without a word."
            ),
            (
                "Een # na een spatie begint een opmerking die het programma overslaat; van een adres of een titel zou "
                "de rest ongemerkt verdwijnen."
            ),
        ),
        mend=Text(
            "Put the text between double quotes; put a space after the # where it does begin a note.",
            "Zet de tekst tussen dubbele aanhalingstekens; zet een spatie na het # als er wel een opmerking begint.",
        ),
        wrong="code: JP\ncontact: Office #3 in Tokyo",
        right='code: JP\ncontact: "Office #3 in Tokyo"',
    ),
)
