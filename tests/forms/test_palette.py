"""Every colour of every form is one of the palette."""

from __future__ import annotations

import re
from pathlib import Path

import hhmonitor
from hhmonitor.forms import _palette

PACKAGE = Path(hhmonitor.__file__).parent
PALETTE = PACKAGE / "forms" / "_palette.py"
COLOUR = re.compile(r"""#(?:[0-9a-fA-F]{3}){1,2}(?![\w-])|["'](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6}["']""")


def test_no_file_but_the_palette_holds_a_colour() -> None:
    kinds = (".py", ".css", ".js", ".html", ".typ")
    files = [path for path in PACKAGE.rglob("*") if path.suffix in kinds and path != PALETTE]
    assert len(COLOUR.findall(PALETTE.read_text(encoding="utf-8"))) > 20
    found = {str(path.relative_to(PACKAGE)): COLOUR.findall(path.read_text(encoding="utf-8")) for path in files}
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_the_sign_of_the_site_is_in_the_colours_of_the_palette() -> None:
    colours = re.findall(r"#([0-9a-f]{3,6})\b", (PACKAGE / "site" / "favicon.svg").read_text(encoding="utf-8"))
    assert set(colours) == {_palette.DEEP, _palette.WHITE[:3]}
