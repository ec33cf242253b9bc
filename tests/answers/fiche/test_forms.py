"""A fiche in each of its forms: complete, at most two pages, the same bytes every time, and harmless."""

from __future__ import annotations

import io
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt

from hhmonitor import forms
from hhmonitor.answers.blocks import Heading, plain
from hhmonitor.answers.fiche import fiche_answer
from hhmonitor.language import select
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.fiche import Fiche, FicheMaker
from tests.answers.fiche.conftest import HARMFUL
from tests.support import AS_OF, REPOSITORY, shipped_project


def made(fiche: Fiche, form: str) -> str | bytes:
    """The fiche in one of the forms."""
    return forms.form(form).render(fiche_answer(fiche), forms.Page())


def sections(fiche: Fiche) -> list[str]:
    """The titles of its sections."""
    return [plain(one.content) for one in fiche_answer(fiche).blocks if isinstance(one, Heading) and one.level == 2]


class Elements(HTMLParser):
    """The elements of a page, with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("form", forms.names())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_same_fiche_gives_the_same_bytes(japan: Fiche, form: str, language: str) -> None:
    select(language)
    assert made(japan, form) == made(japan, form)


def test_markdown_tells_every_section_and_numbers_its_sources(japan: Fiche) -> None:
    page = made(japan, "markdown")
    assert isinstance(page, str)
    for title in sections(japan):
        assert f"\n## {title}\n" in page
    assert "\n1. [" in page
    assert "Health expenditure per head ▁ █" in page


def test_markdown_takes_nothing_in_a_text_for_markup(japan: Fiche) -> None:
    page = made(japan, "markdown")
    assert isinstance(page, str)
    shown = Elements(MarkdownIt("commonmark").enable("table").render(page))
    assert "script" not in {tag for tag, _attributes in shown.found}
    assert [attributes["href"] for tag, attributes in shown.found if tag == "a"] == ["https://example.org/?a=1&b=2"]
    assert f"Reason {HARMFUL}" in shown.text


def test_html_takes_nothing_in_a_text_for_markup(japan: Fiche) -> None:
    page = made(japan, "html")
    assert isinstance(page, str)
    shown = Elements(page)
    assert "script" not in {tag for tag, _attributes in shown.found}
    assert f"Reason {HARMFUL}" in shown.text
    links = [str(attributes.get("href")) for tag, attributes in shown.found if tag == "a"]
    assert all(link.startswith(("#", "https://example.org")) for link in links)


def test_html_stands_by_itself(japan: Fiche) -> None:
    page = made(japan, "html")
    assert isinstance(page, str)
    shown = Elements(page)
    assert not {"link", "img", "iframe"} & {tag for tag, _attributes in shown.found}
    assert "url(" not in page


def test_html_citations_lead_to_their_source(japan: Fiche) -> None:
    page = made(japan, "html")
    assert isinstance(page, str)
    shown = Elements(page).found
    anchors = {attributes["id"] for _tag, attributes in shown if "id" in attributes}
    cited = {
        str(attributes["href"])[1:] for tag, attributes in shown if tag == "a" and str(attributes["href"])[0] == "#"
    }
    assert "source-1" in cited
    assert cited <= anchors


def pdf_text(pdf: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing (Debian: poppler-utils)")
    (folder / "fiche.pdf").write_bytes(pdf)
    made = subprocess.run(["pdftotext", "-layout", "fiche.pdf", "-"], cwd=folder, capture_output=True, check=True)
    return made.stdout.decode()


def test_pdf_says_what_the_texts_say(japan: Fiche, tmp_path: Path) -> None:
    content = made(japan, "pdf")
    assert isinstance(content, bytes)
    text = " ".join(pdf_text(content, tmp_path).split())
    for title in sections(japan):
        assert title in text
    assert "#panic()" in text
    assert "{{ 7 * 7 }}" in text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_pdf_has_at_most_two_pages_for_every_market_of_the_list(language: str, tmp_path: Path) -> None:
    """The markets with the longest files of the list that comes with the program."""
    select(language)
    fiches = FicheMaker(Classification(shipped_project(), AS_OF))
    by_length = sorted((REPOSITORY / "countries").glob("*.yaml"), key=lambda path: -path.stat().st_size)
    for code in (*(path.stem for path in by_length[:4]), "MENA-7", "GULF-6"):
        content = made(fiches.fiche(code), "pdf")
        assert isinstance(content, bytes)
        assert pdf_text(content, tmp_path).count("\f") <= 2, code


def test_pdf_looks_like_something(japan: Fiche, tmp_path: Path) -> None:
    """Both ink and paper, on a page that a program other than ours has drawn."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is missing (Debian: poppler-utils)")
    content = made(japan, "pdf")
    assert isinstance(content, bytes)
    (tmp_path / "fiche.pdf").write_bytes(content)
    subprocess.run(
        ["pdftoppm", "-r", "40", "-gray", "fiche.pdf", "page"], cwd=tmp_path, check=True, capture_output=True
    )
    page = next(iter(sorted(tmp_path.glob("page*.pgm")))).read_bytes()
    pixels = page.split(b"255\n", 1)[1]
    dark = sum(pixel < 128 for pixel in pixels) / len(pixels)
    assert 0.01 < dark < 0.3


def test_word_opens_and_says_what_the_texts_say(japan: Fiche) -> None:
    content = made(japan, "docx")
    assert isinstance(content, bytes)
    document = Document(io.BytesIO(content))
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 2"]
    assert headings == sections(japan)
    assert any(f"Reason {HARMFUL}" in one.text for one in document.paragraphs)
    assert document.core_properties.title == "Japan"
    assert document.tables[0].rows[1].cells[0].text == "Market size"


def test_word_is_sound_xml_with_links(japan: Fiche) -> None:
    content = made(japan, "docx")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))
        relations = parts.read("word/_rels/document.xml.rels").decode()
    assert "https://example.org/?a=1&amp;b=2" in relations
    assert "javascript" not in relations
