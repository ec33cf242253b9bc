"""Completion as a shell asks for it: through variables of the environment, on a program of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.example_project import build
from tests.program import Program


def offered(program: Program, line: str, folder: Path, language: str = "en") -> list[str]:
    """The words that bash is offered at the end of a line."""
    words = line.split(" ")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))},
        "LANG": f"{language}_NL.UTF-8",
        "_HHMONITOR_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    return program(folder=folder, environment=environment).out.split()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("completion"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("hhmonitor val", {"validate"}),
        ("hhmonitor explain J", {"JP"}),
        ("hhmonitor explain HH20", {f"HH20{digit}" for digit in range(1, 10)}),
        ("hhmonitor classify Swe", {"SE"}),
        ("hhmonitor classify N", {"NORDICS"}),
        ("hhmonitor check --format s", {"sarif"}),
        ("hhmonitor check --criteria 20", {"2020-2023"}),
        ("hhmonitor check --lang n", {"nl"}),
        ("hhmonitor schema r", {"region"}),
        ("hhmonitor new Finl", {"FI"}),
    ],
)
def test_words_that_fit_are_offered(program: Program, project: Path, line: str, expected: set[str]) -> None:
    assert set(offered(program, line, project)) == expected


def test_names_are_those_of_the_language(program: Program, project: Path) -> None:
    assert offered(program, "hhmonitor explain Zwe", project, "nl") == ["SE"]
