"""Bring the Dutch catalogue up to date with the texts in the code, compile it, and name texts that lack their Dutch.

``python -m tools.catalogue``: new texts are added with an empty translation, texts that are gone leave it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "hhmonitor" / "language" / "locale" / "nl" / "LC_MESSAGES"

# Which files hold texts that people read, and how they are read.
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "ngettext": (1, 2), "mark": None, "_m": None}


def extracted() -> Catalog:
    """Every text of the code that people read."""
    found = Catalog()
    for folder in ("hhmonitor", "tools"):
        told = extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS)
        for _file, _line, message, _comments, context in told:
            found.add(message, context=context)
    return found


def updated(known: Catalog, texts: Catalog) -> Catalog:
    """The catalogue with exactly these texts; the Dutch of those that stay is kept."""
    dutch = {_key(message.id): message for message in known if message.id}
    for message in dutch.values():
        if message.id not in texts:
            known.delete(message.id)
    for message in texts:
        if message.id and _key(message.id) not in dutch:
            known.add(message.id, ("", "") if isinstance(message.id, (tuple, list)) else "", flags=message.flags)
    return known


def _key(identity: str | list[str] | tuple[str, ...]) -> str:
    """The text under which a message is found: of a plural, its singular."""
    return identity if isinstance(identity, str) else identity[0]


def main() -> int:
    """Write the catalogue and its compiled form; the exit status is 1 where a text lacks its Dutch."""
    path = FOLDER / "hhmonitor.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="nl")
    catalogue = updated(catalogue, extracted())
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, sort_output=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    missing = [message.id for message in catalogue if message.id and not any(message.string or ())]
    for one in missing:
        print(f"no Dutch: {one!r}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
