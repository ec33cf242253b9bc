"""Freezes the codes and names of the countries into ``territories.json``: a tool for developers, not for users.

``python -m tools.freeze_territories`` writes the file anew. It needs Babel, which carries the Unicode
CLDR: the names in English and Dutch, and the table of equivalent codes from which ISO 3166-1 is read. The program
itself reads the frozen file only; loading Babel would cost it more than all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import ascii_uppercase

from babel import Locale
from babel.core import get_global

from hhmonitor.language.territories import FROZEN

# CLDR gives three letters to codes that are no country's too: those that ISO 3166-1 reserves, the European Union and
# some islands among them, and those that it leaves to its users.
_RESERVED = frozenset({"AC", "CP", "DG", "EU", "TA"})
_USERS = frozenset({"AA", "ZZ", *(f"Q{c}" for c in ascii_uppercase[12:]), *(f"X{c}" for c in ascii_uppercase)})

# Of the codes that CLDR holds equal to one country's, those that ISO has withdrawn (ISO 3166-3): Burma, the German
# Democratic Republic, Metropolitan France, East Timor under its old code, Democratic Yemen and Zaire.
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})


def official_codes() -> dict[str, str]:
    """The 249 countries of ISO 3166-1: alpha-2 to alpha-3 code.

    CLDR has no such list as it stands, but its table of equivalent codes leads from every three-letter code to the
    two-letter code that means the same; what is left once other uses are taken out is the list.
    """
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    official: dict[str, str] = {}
    for alias, codes in aliases.items():
        three_letters = len(alias) == 3 and alias.isalpha() and alias not in _WITHDRAWN
        if three_letters and len(codes) == 1 and codes[0] not in _RESERVED | _USERS:
            if codes[0] in official:
                raise ValueError(f"{codes[0]} has two three-letter codes, {official[codes[0]]} and {alias}")
            official[codes[0]] = alias
    return official


def rows() -> Iterator[tuple[str, list[str]]]:
    """Every country by its code, in order, with its alpha-3 code and its names in English and in Dutch."""
    english, dutch = Locale("en").territories, Locale("nl").territories
    for code, alpha_3 in sorted(official_codes().items()):
        # One apostrophe all through the program: the straight one, which people have on their keyboards.
        yield code, [alpha_3, *(names[code].replace("’", "'") for names in (english, dutch))]


def render() -> str:
    """The text of the frozen file: one country a line, so that a change of CLDR shows as the lines it touches."""
    lines = (f"{json.dumps(code)}: {json.dumps(names, ensure_ascii=False)}" for code, names in rows())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    Path(FROZEN).write_text(render(), encoding="utf-8")
