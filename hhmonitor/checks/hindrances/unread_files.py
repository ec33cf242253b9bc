"""Markets and criteria that nothing reads: under another name than .yaml, in another folder, or in the wrong one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from hhmonitor.checks.declaring import ERROR, WARNING, Code, Text, check
from hhmonitor.checks.look import Folder
from hhmonitor.findings import Finding, Move, Place
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH324",
        ERROR,
        _m("this file is not read: only names that end in .yaml are; call it {name}"),
        title=Text("Market file that is not read", "Marktbestand dat niet wordt gelezen"),
        why=Text(
            (
                "Only .yaml is read; a market in a .yml file, or in one that Windows calls .yaml.txt, would be left "
                "off the list."
            ),
            (
                "Alleen .yaml wordt gelezen; een markt in een .yml-bestand, of in een bestand dat Windows .yaml.txt "
                "noemt, zou van de lijst vallen."
            ),
        ),
        mend=Text(
            (
                "Rename the file. Windows hides known endings: under View in the Explorer, “File name extensions” "
                "shows them."
            ),
            (
                "Hernoem het bestand. Windows verbergt bekende extensies: in de Verkenner zet u ze onder Beeld aan met "
                "“Bestandsnaamextensies”."
            ),
        ),
        wrong={"countries/KR.yaml.txt": "code: KR"},
        right={"countries/KR.yaml": "code: KR"},
        mended=True,
    ),
    Code(
        "HH341",
        ERROR,
        _m("a file of this kind belongs in {folder}/; move it there"),
        title=Text("File in the wrong folder", "Bestand in de verkeerde map"),
        why=Text(
            "The folder says what a file is: a country, a region or criteria. In another one it is read as that.",
            "De map zegt wat een bestand is: een land, een regio of criteria. In een andere map wordt het zo gelezen.",
        ),
        mend=Text(
            "Move the file to the folder that is named.",
            "Verplaats het bestand naar de genoemde map.",
        ),
        wrong={"countries/NORTH.yaml": "code: NORTH\nname: North\nmembers: [JP]"},
        right={"countries/regions/NORTH.yaml": "code: NORTH\nname: North\nmembers: [JP]"},
        mended=True,
    ),
    Code(
        "HH342",
        WARNING,
        _m("nothing in this folder is read; a file that belongs to the list stands in {folder}/ itself"),
        title=Text("Folder that is not read", "Map die niet wordt gelezen"),
        why=Text(
            (
                "Markets are read from countries/ and countries/regions/ alone; in any other folder they count for "
                "nothing."
            ),
            (
                "Markten worden alleen gelezen uit countries/ en countries/regions/; in een andere map tellen ze niet "
                "mee."
            ),
        ),
        mend=Text(
            "Move the file to the folder that is named; what is kept for later goes outside the project's folders.",
            (
                "Verplaats het bestand naar de genoemde map; wat u voor later bewaart, hoort buiten de mappen van het "
                "project."
            ),
        ),
        wrong={"countries/asia/KR.yaml": "code: KR"},
        right={"countries/KR.yaml": "code: KR"},
    ),
)

_ENDING = re.compile(r"\.ya?ml\b", re.IGNORECASE)
_KEYS = re.compile(r"^(code|id|name|members|health_system|categories|sector_interest):(?:\s|$)", re.MULTILINE)
_BEGINNING = 50_000
"""Bytes of a file that are looked at to see what it is."""

_MOST_FILES = 10_000
"""Files in folders of no use that are looked at."""


@check(Folder)
def other_names(look: Folder) -> Iterator[Finding]:
    """Files that were meant to be read, and are called otherwise."""
    from hhmonitor.project.kinds import FOLDERS

    for folder in FOLDERS:
        for path in entries(look.path / folder):
            name = meant_for(path)
            if name is not None:
                yield Finding("HH324", Place(f"{folder}/{path.name}"), {"name": name}, mend=Move(f"{folder}/{name}"))


@check(Folder)
def other_folders(look: Folder) -> Iterator[Finding]:
    """Files of markets and criteria where nobody looks for them."""
    from hhmonitor.project.kinds import FOLDER_OF, FOLDERS, evident_kind

    for path in islice(_elsewhere(look.path), _MOST_FILES):
        found = sort_of(path)
        folder = path.relative_to(look.path).parent.as_posix()
        if found is not None:
            kind = evident_kind(found)
            around = next((one for one in FOLDERS[::-1] if folder.startswith(f"{one}/")), "countries")
            details = {"folder": FOLDER_OF[kind] if kind else around}
            yield Finding("HH342", Place(path.relative_to(look.path).as_posix()), details)


def _elsewhere(root: Path) -> Iterator[Path]:
    """The files with a name that ends as ours do, at the top and in folders within those that are read."""
    from hhmonitor.project.figures import COMMON
    from hhmonitor.project.kinds import FOLDERS

    yield from (path for path in entries(root) if _ENDING.search(path.name) and path.is_file())
    for folder in FOLDERS:
        for inner in entries(root / folder):
            name = f"{folder}/{inner.name}"
            if name not in FOLDERS and inner.is_dir():
                yield from _within(inner, deep=name != COMMON)


def _within(folder: Path, *, deep: bool) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if deep and not one.startswith("."))
        yield from (Path(place) / file for file in sorted(files) if _ENDING.search(file) and not file.startswith("."))


def entries(folder: Path) -> list[Path]:
    """What stands in a folder, by name, but for what nobody put there to be read; nothing where there is none."""
    from hhmonitor.project.loading import HIDDEN

    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith(HIDDEN))


def meant_for(path: Path) -> str | None:
    """The name that a file should have to be read, where it seems to have been meant to be; none for any other.

    A copy kept beside the file that is read, such as ``NZ.yaml.bak``, is not meant to be.
    """
    if path.suffix == ".yaml" or path.is_dir():
        return None
    ending = _ENDING.search(path.name)
    if ending is None and (path.suffix.lower() not in {"", ".txt"} or sort_of(path) is None):
        return None
    name = f"{path.name[: ending.start()] if ending else path.stem}.yaml"
    return None if path.with_name(name).exists() else name


def sort_of(path: Path) -> frozenset[str] | None:
    """The keys at the top by which a market or criteria are known, as far as a file has them; none where it has none.

    A market has a code, criteria have an id with categories.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            beginning = stream.read(_BEGINNING).decode("utf-8", errors="ignore")
    except OSError:
        return None
    keys = frozenset(_KEYS.findall(beginning))
    return keys if "code" in keys or keys >= {"id", "categories"} else None
