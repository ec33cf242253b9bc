"""A form, and a question, takes one file: it is found, and every other question or form goes with it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from hhmonitor import forms
from hhmonitor.cli import app, commands
from tests.cli.conftest import Command

SHOUTING = """
from hhmonitor.answers.blocks import Heading, plain

ENDINGS, EXTRA, BINARY = (".shout",), None, False


def render(answer, page):
    return "\\n".join(plain(one.content).upper() for one in answer.blocks if isinstance(one, Heading)) + "\\n"
"""

COUNTING = """
from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Heading, Paragraph
from hhmonitor.cli.context import Context, answering

HELP = "Count the markets."
EXAMPLES = ([],)


@answering()
def count_markets(context: Context) -> Answer:
    number = len(context.classification.listed())
    blocks = [Heading("Markets", 1), Paragraph(f"There are {number} markets.")]
    return Answer("count-markets", "Markets", lambda: blocks)
"""


@pytest.fixture
def with_toys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for package, name, text in ((forms, "shouting", SHOUTING), (commands, "count_markets", COUNTING)):
        folder = tmp_path / package.__name__
        folder.mkdir()
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    # The list of forms stands in the help of a command, and so is made when the command is.
    from hhmonitor.cli.commands import classify

    importlib.reload(classify)
    yield
    monkeypatch.undo()
    importlib.reload(classify)


@pytest.mark.usefixtures("with_toys")
def test_a_new_form_is_there_for_every_question(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    answer = hhmonitor("classify", "--root", small, "--format", "shouting")
    assert answer.out.startswith("MARKETS BY CATEGORY")
    assert hhmonitor("classify", "--root", small, "--output", tmp_path / "list.shout").status == 0
    assert (tmp_path / "list.shout").read_text(encoding="utf-8") == answer.out


@pytest.mark.usefixtures("with_toys")
@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json", "csv", "shouting"])
def test_a_new_question_is_there_in_every_form(hhmonitor: Command, small: Path, form: str) -> None:
    assert "count-markets" in app.command_names()
    assert "market" in hhmonitor("count-markets", "--root", small, "--format", form).out.casefold()
