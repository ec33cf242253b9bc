"""The method, as the documentation tells it, as a page."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from hhmonitor.language import _, selected

_NAMES = {"en": "method.md", "nl": "methode.md"}
_RELATIVE_LINK = re.compile(r'<a href="(?!https?:|#)([^"]*)">(.*?)</a>', re.DOTALL)


def method_as_html() -> Markup | None:
    """The method in the language in use; none where the documentation is not there."""
    for folder in _folders():
        path = folder / _NAMES[selected()]
        if path.is_file():
            text = MarkdownIt("commonmark", {"html": False}).enable("table").render(path.read_text(encoding="utf-8"))
            return Markup(_accessible(_RELATIVE_LINK.sub(_link, text)))
    return None


def _link(found: re.Match[str]) -> str:
    """A link to another file of the documentation, as one to the page that shows it; plain text where none does."""
    address, text = found.groups()
    pages = {name: f"../{language}/method.html" for language, name in _NAMES.items()}
    page = "criteria.html" if address.endswith(".yaml") else pages.get(address)
    return f'<a href="{page}">{text}</a>' if page else text


def _accessible(text: str) -> str:
    """A page whose wide tables can be scrolled with the keyboard, and whose empty corners are no headings."""
    frame = f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(_("table"))}"><table>'
    text = text.replace("<table>", frame).replace("</table>", "</table></div>")
    return text.replace("<th></th>", "<td></td>")


def _folders() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parents[2]
    return package / "embedded" / "docs", package.parent / "docs"
