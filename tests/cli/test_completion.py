"""Completion as a shell asks for it: through variables of the environment, on a program of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.example_project import REPOSITORY, build
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
    folder = build(tmp_path_factory.mktemp("completion"))
    (folder / "reviews").mkdir()
    for name in ("2020", "open"):
        (folder / f"reviews/{name}.yaml").touch()
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("add", "-A"),
        ("commit", "-qm", "as it was"),
        ("tag", "v2020"),
        ("branch", "yearly"),
        ("branch", "ye$(touch${IFS}hurt)"),  # which no shell is to be offered
    ):
        subprocess.run([*git, *arguments], cwd=folder, check=True, capture_output=True)
    return folder


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
        ("hhmonitor explain JP --why-not III", {"III", "IIIa", "IIIb"}),
        ("hhmonitor compare --only fig", {"figures"}),
        ("hhmonitor compare --base v", {"v2020"}),
        ("hhmonitor compare --base 20", {"2020"}),
        ("hhmonitor review minutes 20", {"2020"}),
        ("hhmonitor report --base HE", {"HEAD"}),
        ("hhmonitor review --base ye", {"yearly"}),
        ("hhmonitor validate --changed-since v", {"v2020"}),
        ("hhmonitor compare --base-criteria 20", {"2020-2023"}),
        ("hhmonitor criteria diff 20", {"2020-2023"}),
        ("hhmonitor indicators list pop", {"population", "population_65_plus_pct"}),
        ("hhmonitor indicators import --accept HH64", {"HH641"}),
        ("hhmonitor docs meth", {"method"}),
    ],
)
def test_words_that_fit_are_offered(program: Program, project: Path, line: str, expected: set[str]) -> None:
    assert set(offered(program, line, project)) == expected


def test_names_are_those_of_the_language(program: Program, project: Path) -> None:
    assert offered(program, "hhmonitor explain Zwe", project, "nl") == ["SE"]


def test_a_project_without_git_has_no_revisions(program: Program, tmp_path: Path) -> None:
    assert offered(program, "hhmonitor compare --base ", build(tmp_path / "project")) == []


ASKED = {
    "bash": """
        COMP_WORDS=($LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _hhmonitor_completion hhmonitor
        printf '%s\\n' "${COMPREPLY[@]}"
    """,
    # What zsh would show is held by functions that only its line editor has; these stand in for them.
    "zsh": """
        _arguments() { print -r -- "$@" }
        words=(${=LINE}); CURRENT=${#words}
        _hhmonitor_completion
    """,
    "fish": "complete -C $LINE",
}
"""How each shell is made to say which words it offers at the end of a line."""

BEFORE = {"bash": "", "zsh": "compdef() { }; ", "fish": ""}


@pytest.mark.slow
@pytest.mark.parametrize("shell", list(ASKED))
@pytest.mark.parametrize(
    ("line", "expected", "other"),
    [
        ("hhmonitor val", "validate", "classify"),
        ("hhmonitor explain J", "JP", "SE"),
        ("hhmonitor compare --base v", "v2020", "yearly"),
        ("hhmonitor validate --changed-since ye", "yearly", "hurt"),
        ("hhmonitor check --lang n", "nl", "en"),
    ],
)
def test_a_shell_completes_a_word(
    shell: str, line: str, expected: str, other: str, project: Path, tmp_path: Path
) -> None:
    executable = shutil.which(shell)
    if executable is None:
        pytest.skip(f"there is no {shell} here")
    command = tmp_path / "bin/hhmonitor"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hhmonitor "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "LINE": line,
    }
    script = subprocess.run(
        [str(command)],
        env=environment | {"_HHMONITOR_COMPLETE": f"source_{shell}"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    done = subprocess.run(
        [executable, "-c", f"{BEFORE[shell]}\n{script}\n{ASKED[shell]}"],
        cwd=project,
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert expected in done.stdout
    assert other not in done.stdout
    assert not (project / "hurt").exists()
