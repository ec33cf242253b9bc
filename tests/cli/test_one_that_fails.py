"""Where one of several documents cannot be made, the others are, and it is said which is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from hhmonitor import forms
from hhmonitor.answers.answer import Answer
from tests.cli.conftest import Command


def test_the_others_are_written(hhmonitor: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = forms.form("markdown")

    def failing(answer: Answer, page: forms.Page) -> str | bytes:
        if "Japan" in answer.title:
            raise ValueError("no such glyph")
        return form.render(answer, page)

    monkeypatch.setattr(forms, "form", lambda _name: replace(form, render=failing))
    said = hhmonitor("fiche", "JP", "DE", "--format", "markdown", "--output", tmp_path / "out")
    assert said.status == 3
    assert "JP is left out" in said.err
    assert (tmp_path / "out" / "DE.md").is_file()
    assert not (tmp_path / "out" / "JP.md").exists()
