"""What people write is text in every form: no markup, no formula, and nothing that steers a terminal."""

from __future__ import annotations

import io

import openpyxl
import pytest
from markdown_it import MarkdownIt

from hhmonitor import forms
from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Badge,
    Bar,
    Bars,
    Cell,
    Cited,
    Code,
    Event,
    Gauge,
    Heading,
    Item,
    Items,
    Line,
    Link,
    Mark,
    Market,
    Number,
    Paragraph,
    Quiet,
    Reference,
    Row,
    Sources,
    Strong,
    Table,
    Text,
    Timeline,
    Verbatim,
)
from tests.forms.reading import READERS, squashed

HOSTILE = (
    "<img src=x onerror=alert(1)>|b **c**",
    "[click](javascript:alert(1)) `code` _it_ ~no~ &amp; \\end",
    "# heading\n- item\n1. one\n> quote\n```\n</code></pre><script>x</script>",
    "=HYPERLINK(A1) #let x = 1 $x$ @ref <label>",
    "]] --> {{ x }} {% y %} ' \" `` ```",
)
STEERING = "\x1b[31mred\x00\x07\u202eevil\u2066\x85"


def everything(text: str) -> Answer:
    """An answer that says a text in every place where a text can stand."""
    return Answer(
        "everything",
        text,
        lambda: [
            Heading(text, 1),
            Heading([text, Badge(text, "k1")]),
            Paragraph(
                [
                    text,
                    " ",
                    Text(text, "en"),
                    " ",
                    Strong(text),
                    " ",
                    Quiet(text),
                    " ",
                    Code(text),
                    " ",
                    Link(text, "https://example.org/?a=<b>|c"),
                    " ",
                    Market(text, "XX"),
                    " ",
                    Mark("+", "positive", text),
                    Number(text, 1.0),
                    Gauge(text, 0.5),
                    Cited((1,)),
                ]
            ),
            Items([Item(text, Mark("?", "unknown", text), [text]), text], numbered=True),
            Table(
                [text, text],
                [
                    Row([text, Cell(text, "positive", Line({2019: 1.0, 2020: 2.0}, text), text)]),
                    Row([text, text], "member"),
                ],
                text,
            ),
            Bars((Bar(text, 0.5, text, "k1"),), text),
            Timeline((Event(2019.5, text, text, (Text(text),)),), text),
            Verbatim(text),
            Sources((Reference(1, text, text, "https://example.org/"),)),
        ],
    )


@pytest.mark.parametrize("name", [name for name in forms.names() if name not in ("csv", "json")])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_out_as_it_went_in(name: str, text: str) -> None:
    made = forms.form(name).render(everything(text), forms.Page(width=400))
    said = squashed(READERS[name](made))
    assert all(squashed(word) in said for word in text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_becomes_markup(text: str) -> None:
    page = str(forms.form("html").render(everything(text), forms.Page()))
    from_markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    other = from_markdown.render(str(forms.form("markdown").render(everything(text), forms.Page())))
    for made in (page, other):
        assert "<img" not in made
        assert "<script>x" not in made
        assert 'href="javascript' not in made


@pytest.mark.parametrize("text", HOSTILE)
def test_the_table_keeps_its_columns_in_markdown(text: str) -> None:
    made = str(forms.form("markdown").render(everything(text), forms.Page()))
    page = MarkdownIt("commonmark").enable("table").render(made)
    assert page.count("<table>") == 1
    assert page.count("<th>") == 2
    assert page.count("<td>") == 4


@pytest.mark.parametrize("name", forms.names())
def test_nothing_steers_a_terminal_or_turns_a_line_around(name: str) -> None:
    made = forms.form(name).render(everything(STEERING), forms.Page(width=200))
    said = READERS[name](made)
    if name in ("json", "csv"):  # escaped there; what reads it would take the escape away
        said = made if isinstance(made, str) else made.decode()
    assert not any(one in said for one in "\x1b\x00\x07\u202e\u2066")


def test_a_formula_is_a_text_in_a_sheet() -> None:
    made = forms.form("xlsx").render(everything("=1+1"), forms.Page())
    assert isinstance(made, bytes)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"} == {
        "s"
    }


def test_a_spreadsheet_takes_no_formula_from_csv() -> None:
    made = str(forms.form("csv").render(everything("=1+1"), forms.Page()))
    assert "'=1+1" in made
    assert ",=1+1" not in made
