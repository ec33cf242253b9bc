"""The method, as the documentation tells it, as a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from hhmonitor.answers.guides import GUIDES
from hhmonitor.language import _

_METHOD = next(one for one in GUIDES if one.en == "method")
_RELATIVE_LINK = re.compile(r'<a href="(?!https?:|#)([^"]*)">(.*?)</a>', re.DOTALL)


def method_as_html() -> Markup | None:
    """The method in the language in use; none where the documentation is not there."""
    try:
        text = _METHOD.text()
    except OSError:
        return None
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    _label_cells(tokens)
    page = markdown.renderer.render(tokens, markdown.options, {})
    return Markup(_accessible(_RELATIVE_LINK.sub(_link, page)))


def method_as_text() -> str:
    """The method in the language in use, as its file has it. Raises OSError where it did not come along."""
    return _METHOD.text()


def _link(found: re.Match[str]) -> str:
    """A link to another file of the documentation, as one to the page that shows it; plain text where none does."""
    address, text = found.groups()
    pages = {f"{_METHOD.en}.md": "../en/method.html", f"{_METHOD.nl}.md": "../nl/method.html"}
    page = "criteria.html" if address.endswith(".yaml") else pages.get(address)
    return f'<a href="{page}">{text}</a>' if page else text


def _label_cells(tokens: Sequence[Token]) -> None:
    """Give each cell of a table the heading of its column, for where there is no room for columns."""
    heads: list[str] = []
    column = 0
    for token, inside in pairwise(tokens):
        if token.type == "table_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(inside.content)
        elif token.type == "td_open":
            if column:
                token.attrSet("data-title", heads[column])
            column += 1


def _accessible(text: str) -> str:
    """A page whose wide tables can be scrolled with the keyboard, and whose empty corners are no headings."""
    label = escape(_("table"))
    frame = f'<div class="scroll" role="group" tabindex="0" aria-label="{label}"><table>'
    text = text.replace("<table>", frame).replace("</table>", "</table></div>")
    return text.replace("<th></th>", "<td></td>")
