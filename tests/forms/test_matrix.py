"""Every command in every form and both languages: each opens in a program of its own, and all say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from hhmonitor import forms
from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Cell, Day, Gauge, Market, Number, Table
from tests.forms.asking import answer_to, pieces, questions
from tests.forms.reading import READERS, squashed

pytestmark = pytest.mark.slow

FOR_PEOPLE = ("terminal", "markdown", "html", "docx", "pdf", "xlsx")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("question", questions(), ids=" ".join)
def test_every_form_says_all_that_the_answer_says(question: tuple[str, ...], language: str) -> None:
    answer = answer_to(question, language)
    for name in FOR_PEOPLE:
        said = squashed(READERS[name](rendered(answer, name)))
        missing = [word for word in facts(answer, name) if word not in said]
        assert missing == [], (name, missing[:5])


@pytest.mark.parametrize("question", questions(), ids=" ".join)
def test_programs_are_told_of_every_market_that_people_are_told_of(question: tuple[str, ...]) -> None:
    answer = answer_to(question, "en")
    codes = {part.code for part in inline(answer) if isinstance(part, Market)}
    for name in ("json", "csv"):
        said = READERS[name](rendered(answer, name))
        assert {code for code in codes if code not in said} == set(), name


@pytest.mark.parametrize("question", questions(), ids=" ".join)
def test_data_name_their_shape_and_no_place_of_this_machine(question: tuple[str, ...]) -> None:
    answer = answer_to(question, "en")
    assert re.fullmatch(r"hhmonitor/[a-z-]+/\d+", answer.data["schema"])
    made = rendered(answer, "json")
    assert isinstance(made, bytes)
    assert str(forms.__path__[0]).partition("/hhmonitor/")[0] not in made.decode()


def rendered(answer: Answer, name: str) -> str | bytes:
    return forms.form(name).render(answer, forms.Page(width=200))


def facts(answer: Answer, form: str) -> Iterator[str]:
    """Every word of the answer that this form must show."""
    if form == "xlsx" and answer.own_sheets:
        # The sheets say in their own columns what the tables of the page say in theirs.
        yield from (squashed(part.text) for part in inline(answer) if isinstance(part, Market))
        return
    # A terminal has a short title for some columns.
    short = {column.title for table in tables(answer) for column in table.columns if column.short}
    hidden = {squashed(part.text) for part in inline(answer) if isinstance(part, Number | Gauge | Day)}
    for piece in pieces(answer):
        for key in ("section", "row", "column", "text"):
            if form == "terminal" and key == "column" and piece[key] in short:
                continue
            for word in piece[key].split():
                told = squashed(word)
                # A sheet holds numbers and dates as such, and shows them in its own way.
                if told and not (form == "xlsx" and any(told in one for one in hidden)):
                    yield told


def tables(answer: Answer) -> Iterator[Table]:
    return (block for block in answer.blocks if isinstance(block, Table))


def inline(answer: Answer) -> Iterator[object]:
    for table in tables(answer):
        for row in table.rows:
            for cell in row.cells:
                if isinstance(cell, Cell):
                    yield from cell.content
