"""The project folder: what it must hold, and how its files are called. Mostly raised where the folder is read."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, WARNING, Code, Text, check
from hhmonitor.checks.looks import WholeProject
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH301",
        ERROR,
        _m("this is no project folder: it does not hold countries/ and criteria/"),
        why=Text(
            "The list and its criteria stand together in one folder; in another folder there is nothing to work on.",
            "De lijst en haar criteria staan samen in één map; in een andere map valt er niets te doen.",
        ),
        mend=Text(
            "Go to the project folder, or name it with --root; `hhmonitor init DIR` makes a new one.",
            "Ga naar de projectmap, of noem hem met --root; `hhmonitor init DIR` maakt een nieuwe.",
        ),
        wrong="$ hhmonitor validate --root countries",
        right="$ hhmonitor validate --root .",
    ),
    Code(
        "HH302",
        ERROR,
        _m("there are no criteria: this folder holds no .yaml file"),
        why=Text(
            "Without criteria no market gets a category; a check that finds nothing wrong would be false comfort.",
            (
                "Zonder criteria krijgt geen markt een categorie; een controle die dan niets vindt, zou valse "
                "geruststelling zijn."
            ),
        ),
        mend=Text(
            "Put the file of the strategy period in criteria/.",
            "Zet het bestand van de strategieperiode in criteria/.",
        ),
        wrong={"criteria/2020-2023.yaml": None},
        right={},
    ),
    Code(
        "HH303",
        ERROR,
        _m("there are no markets: this folder and its regions/ hold no .yaml file"),
        why=Text(
            "A list without markets agrees with everything; a check of it says nothing.",
            "Een lijst zonder markten is het overal mee eens; een controle ervan zegt niets.",
        ),
        mend=Text(
            "Put the files of the markets in countries/; `hhmonitor new CODE` writes one that is ready to be filled.",
            (
                "Zet de bestanden van de markten in countries/; `hhmonitor new CODE` schrijft er een die klaar is "
                "om in te vullen."
            ),
        ),
        wrong={
            "countries/JP.yaml": None,
            "countries/DK.yaml": None,
            "countries/SE.yaml": None,
            "countries/regions/NORDICS.yaml": None,
        },
        right={},
    ),
    Code(
        "HH304",
        ERROR,
        _m("{code} has a file already: {file}"),
        why=Text(
            "Of two files with one code only one could count.",
            "Van twee bestanden met één code zou er maar één kunnen tellen.",
        ),
        mend=Text(
            "Correct the code, or remove one of the two files.",
            "Verbeter de code, of haal een van de twee bestanden weg.",
        ),
        wrong={"countries/KR.yaml": "code: JP"},
        right={"countries/KR.yaml": "code: KR"},
    ),
    Code(
        "HH305",
        ERROR,
        _m("the code {code} and the name of the file, {name}, are not the same"),
        why=Text(
            (
                "The file is found by its name and the market by its code; where they differ people read one "
                "market and change another."
            ),
            (
                "Het bestand wordt gevonden op naam en de markt op code; waar die verschillen leest men de ene "
                "markt en wijzigt de andere."
            ),
        ),
        mend=Text(
            "Rename the file, or correct the code.",
            "Hernoem het bestand, of verbeter de code.",
        ),
        wrong={"countries/KR.yaml": "code: CN"},
        right={"countries/KR.yaml": "code: KR"},
    ),
    Code(
        "HH306",
        ERROR,
        _m("there are no criteria “{criteria}”; there are: {known}"),
        why=Text(
            (
                "Each strategy period has its own criteria; without the right ones the categories would be those "
                "of another period."
            ),
            (
                "Elke strategieperiode heeft haar eigen criteria; met andere zouden de categorieën die van een "
                "andere periode zijn."
            ),
        ),
        mend=Text(
            "Name one of the criteria that are there.",
            "Noem een van de criteria die er zijn.",
        ),
        wrong="$ hhmonitor validate --criteria 2020-2032",
        right="$ hhmonitor validate --criteria 2020-2023",
    ),
    Code(
        "HH343",
        WARNING,
        _m("this file is not read; move it out of {folder}, so that nobody takes it for a part of the list"),
        why=Text(
            "What lies among the files of the markets is taken for one of them; this one counts for nothing.",
            "Wat tussen de bestanden van de markten ligt, wordt voor een ervan aangezien; dit bestand telt niet mee.",
        ),
        mend=Text(
            "Move it to another folder; what is in it goes into the .yaml file of its market.",
            "Zet het in een andere map; wat erin staat, hoort in het .yaml-bestand van zijn markt.",
        ),
        wrong={"countries/NZ.csv": "market,trend"},
        right={"notes/NZ.csv": "market,trend"},
    ),
)


@check(WholeProject)
def strays(look: WholeProject) -> Iterator[Finding]:
    """Files among those of the list that are none of them, notes on the folder aside."""
    from hhmonitor.checks.hindrances.unread_files import entries, meant_for, sort_of
    from hhmonitor.project.figures import COMMON, SERIES, SOURCES, TABLE
    from hhmonitor.project.kinds import FOLDERS, REVIEWS
    from hhmonitor.project.loading import AMBITIONS

    of_figures = {f"{COMMON}/{name}" for name in (TABLE, SOURCES, SERIES)} | {AMBITIONS}
    for folder in (*FOLDERS, COMMON):
        for path in entries(look.folder / folder):
            file = f"{folder}/{path.name}"
            if path.is_dir() or path.suffix.lower() == ".md" or file in of_figures:
                continue
            if folder == COMMON:
                known = sort_of(path) is not None
            else:
                kept_list = folder == REVIEWS and path.suffix == ".json" and path.with_suffix(".yaml").exists()
                known = kept_list or path.suffix == ".yaml" or meant_for(path) is not None
            if not known:
                yield Finding("HH343", Place(file), {"folder": f"{folder}/"})
