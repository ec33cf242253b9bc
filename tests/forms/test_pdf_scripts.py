"""A PDF shows the scripts of the markets' languages, and numbers of characters that no font has: it never fails."""

import io
import re

import pypdf
import pytest

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Code, Paragraph, Strong
from hhmonitor.forms import Page, pdf


def text_of(title: str) -> str:
    """What a reader finds in the PDF of an answer with this title, plain and bold."""
    answer = Answer("fiche", title, lambda: [Paragraph([title, Strong(title), Code(title)])])
    made = pypdf.PdfReader(io.BytesIO(pdf.render(answer, Page())))
    return "".join(page.extract_text() for page in made.pages)


@pytest.mark.parametrize(
    "word",
    [
        "経済産業省", "经济", "보건복지부", "カナひら", "กระทรวง", "የጤና", "وزارة", "משרד", "स्वास्थ्य", "საქართველო",
        "Հայաստան", "ក្រសួង", "ລາວ", "မြန်မာ", "Ελλάδα", "Україна", "Việt Nam",
    ],
)  # fmt: skip
def test_scripts_of_markets_are_set_as_they_are(word: str) -> None:
    assert "[U+" not in text_of(f"Title {word}")


@pytest.mark.parametrize("character", ["\U00012000", "\U00013000", "\U000e0041", "\U000f0000"])
def test_a_character_without_a_glyph_does_not_lose_the_document(character: str) -> None:
    assert "Title" in text_of(f"Title {character}")


def test_a_character_without_a_glyph_is_told_by_its_number() -> None:
    assert "[U+12000]" in text_of("Title \U00012000 and 経")


@pytest.mark.parametrize("emoji", ["😀", "🇯🇵", "👩‍⚕️", "❤️", "👍🏽"])
def test_emoji_do_not_lose_the_document(emoji: str) -> None:
    assert "Title" in text_of(f"Title {emoji}{emoji} x{emoji}")


def test_what_stands_beside_such_a_character_stays() -> None:
    text = text_of("स्वास्थ्य\U00012000 经济\U00012000 e\u0301\U00012000")
    assert set(re.findall(r"\[U\+(\w+)\]", text)) == {"12000"}
