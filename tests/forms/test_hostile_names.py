"""A project whose texts try to be markup, asked every question: they come out as text in every form."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from hhmonitor import forms
from tests.forms.asking import answer_to, questions
from tests.support import REPOSITORY

pytestmark = pytest.mark.slow

NAME = "<img src=x onerror=alert(1)>|b **c**"
QUESTIONS = [one for one in questions() if one[0] not in ("validate", "check", "compare") and "." not in one]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with the name in place of a region's, a theme's, a reason, a source and an activity."""
    root = tmp_path_factory.mktemp("hostile")
    for folder in ("countries", "criteria"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for file, old in (
        ("countries/regions/EAST-AFRICA.yaml", '"East Africa"'),
        ("countries/regions/ASEAN-5.yaml", '"ASEAN-5"'),
        ("criteria/2020-2023.yaml", '"Biopharma and personalised medicine"'),
        ("criteria/2020-2023.yaml", '"Venture capital"'),
        ("countries/JP.yaml", "Ageing, care at home"),
        ("countries/DE.yaml", "Round tables on health data and AI"),
    ):
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, f'"{NAME}"' if old.startswith('"') else NAME), encoding="utf-8")
    return root


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_browser_sees_no_picture_and_runs_no_script(
    question: tuple[str, ...], hostile: Path, tmp_path: Path, browser: Any
) -> None:
    answer = answer_to(question, "en", "--root", str(hostile))
    page = forms.form("html").render(answer, forms.Page())
    other = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(str(forms.form("markdown").render(answer, forms.Page())))
    )
    for number, text in enumerate((page, other)):
        assert isinstance(text, str)
        file = tmp_path / f"{number}.html"
        file.write_text(f"<meta charset=utf-8>{text}" if number else text, encoding="utf-8")
        browser.get(file.as_uri())
        assert browser.execute_script("return document.images.length") == 0
        assert ("onerror=alert(1)" in browser.find_element("tag name", "body").text) == (NAME in _said(answer))


def _said(answer: Any) -> str:
    return "\n".join(str(value) for record in answer.rows.records for value in record) + "".join(
        str(block) for block in answer.blocks
    )
