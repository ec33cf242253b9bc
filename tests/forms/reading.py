"""What stands in an answer's file, read by a program that had no part in writing it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pypdf
from markdown_it import MarkdownIt


def words_of_html(page: str) -> str:
    """The text of a page, what only a screen reader is told included."""
    reader = _TextOfPage()
    reader.feed(page)
    return " ".join(reader.words)


class _TextOfPage(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "script")
        told = dict(attrs)
        self.words += [value for name in ("aria-label", "href") if (value := told.get(name))]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def words_of_markdown(text: str) -> str:
    """The text of what the Markdown makes."""
    return words_of_html(MarkdownIt("commonmark").enable("table").render(text))


def words_of_docx(content: bytes) -> str:
    """The text of paragraphs and tables, links included."""
    document = docx.Document(io.BytesIO(content))
    texts = [node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")]
    return " ".join([*texts, *(one.target_ref for one in document.part.rels.values() if one.is_external)])


def words_of_pdf(content: bytes) -> str:
    """The text of every page."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    links = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]
    return " ".join([_over_pages([page.extract_text() for page in reader.pages]), *links])


def _over_pages(pages: Sequence[str]) -> str:
    """The text of pages, where a word that is broken at the foot of one goes on below the head of the table."""
    text = ""
    for page in pages:
        broken = re.search(r"-\n(?P<foot>[^\n]* \d+ / \d+)\Z", text)
        if broken:
            head, _line, rest = page.partition("\n")
            text = f"{text[: broken.start()]}{rest} {broken['foot']} {head}"
        else:
            text = f"{text} {page}"
    return text


def words_of_xlsx(content: bytes) -> str:
    """The text of every cell of every sheet."""
    return " ".join(str(value) for value in _cells(content) if value is not None)


def numbers_of_xlsx(content: bytes) -> list[float]:
    """The numbers in all cells."""
    return [value for value in _cells(content) if isinstance(value, int | float)]


def _cells(content: bytes) -> Iterator[Any]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                yield cell.value
                if cell.hyperlink is not None:
                    yield cell.hyperlink.target


def words_of_json(text: str) -> str:
    """All texts and numbers of the data."""
    return " ".join(_leaves(json.loads(text)))


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield key
            yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    else:
        yield str(data)


def words_of_csv(text: str) -> str:
    """All cells."""
    return " ".join(cell for record in csv.reader(io.StringIO(text), strict=True) for cell in record)


READERS: Mapping[str, Callable[[Any], str]] = {
    "terminal": str,
    "markdown": words_of_markdown,
    "html": words_of_html,
    "docx": words_of_docx,
    "pdf": words_of_pdf,
    "xlsx": words_of_xlsx,
    "json": words_of_json,
    "csv": words_of_csv,
}
"""For each form, what reads it."""


def squashed(text: str) -> str:
    """Letters and digits alone: lines may be broken, and words parted, differently in every form."""
    return "".join(one for one in text.casefold() if one.isalnum())
