"""Every example in the guides does what the guide says."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from doctest import DocTestParser, DocTestRunner
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.guides import GUIDES
from hhmonitor.cli.app import run
from hhmonitor.language import LANGUAGES, select
from hhmonitor.yaml import read_text
from tests.docs.examples import Change, Command, Fill, Session, Write, answers, put, steps, yaml_blocks
from tests.support import REPOSITORY

DOCS = REPOSITORY / "docs"
FILES = [(getattr(guide, language), language) for guide in GUIDES for language in LANGUAGES]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), FILES)
def test_every_example_runs_as_it_is_told(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("countries", "criteria", "reviews"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for variable in ("HHMONITOR_ROOT", "GITHUB_ACTIONS"):
        monkeypatch.delenv(variable, raising=False)
    names: dict[str, Any] = {}
    for step in steps(DOCS / f"{name}.md"):
        match step:
            case Write() | Change() | Fill():
                put(step, tmp_path)
            case Session(text):
                said: list[str] = []
                session = DocTestParser().get_doctest(text, {}, name, name, 0)
                session.globs = names
                assert DocTestRunner().run(session, out=said.append, clear_globs=False).failed == 0, "".join(said)
            case Command(line, status, expected):
                found, answer = _answer(line, language, capsys)
                assert found == status, f"$ {line}\n{answer}"
                assert not expected or answers(expected, answer), f"$ {line}\n{answer}"


_BESIDE = ("Project: ", "The criteria ", "De criteria ", "The judgements ", "De oordelen ")
"""How lines begin that say which project, criteria and judgements are used; the guides leave them out."""


def _answer(line: str, language: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit status of a command and what it says, without the line on which project is used."""
    select(language)
    program, *arguments = shlex.split(line)
    if program != "hhmonitor":
        done = subprocess.run(line, shell=True, check=False, capture_output=True, encoding="utf-8")
        return done.returncode, done.stdout + done.stderr
    status = run(arguments)
    said = capsys.readouterr()
    aside = "".join(part for part in said.err.splitlines(keepends=True) if not part.startswith(_BESIDE))
    return status, said.out + aside


@pytest.mark.parametrize(("name", "language"), FILES)
def test_every_piece_of_yaml_can_be_read(name: str, language: str) -> None:
    for text in yaml_blocks(DOCS / f"{name}.md"):
        reading = read_text(text.encode(), name)
        assert not reading.findings, f"{reading.findings}\n{text}"
