"""The README shows what the program shows."""

from __future__ import annotations

import io
import os
import re
from datetime import date
from html import unescape

import pytest
from rich.console import Console
from rich.text import Text

from hhmonitor.answers.listing import listing
from hhmonitor.forms import Page, form
from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from tests.support import REPOSITORY

PICTURE = REPOSITORY / ".github" / "classify.svg"
WIDTH = 150
DAY = date(2026, 10, 31)


def table() -> str:
    """The list of the README: as it comes along, on the day for which it was judged."""
    classification = Classification(load_project(Root(REPOSITORY, "option"), as_of=DAY), DAY)
    return str(form("terminal").render(listing(classification, classification.listed()), Page(WIDTH, colour=True)))


def self_contained(svg: str) -> str:
    """The picture without what it would fetch: rich names a host for the font, and its own address."""
    return re.sub(r"[ ]*<!--.*?-->\n|[ ]*@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)


def words_of(svg: str) -> str:
    """The text in a picture, without its blanks."""
    return "".join(unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))).split())


def test_the_picture_shows_the_list_as_it_is() -> None:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(table()))
    svg = self_contained(console.export_svg(title=f"hhmonitor classify --as-of {DAY}"))
    if os.environ.get("HHMONITOR_REFRESH"):
        PICTURE.write_text(svg, encoding="utf-8")
    assert words_of(svg) == words_of(PICTURE.read_text(encoding="utf-8")), "HHMONITOR_REFRESH=1 draws it anew"


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", (REPOSITORY / "README.md").read_text(encoding="utf-8")))
def test_what_it_links_to_is_there(path: str) -> None:
    assert (REPOSITORY / path).exists()
