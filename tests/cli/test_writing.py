"""Every command that writes, stopped at every call by which it does: the next command finds old or new, no litter."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.cli.output import settle_earlier
from hhmonitor.project import changes, writing
from tests.cli.conftest import Command
from tests.killing import stopped_everywhere
from tests.project.test_changes import broken_off_in, everything
from tests.statistics import forms

ON = ("--as-of", "2020-12-31")
CRITERIA = "criteria/2020-2023.yaml"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user in which journals stand."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "hhmonitor"


COMMANDS: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "record": (changes, "change_files", ("review", "record", "DE=II", "JP=rules", "--reason", "x", *ON)),
    "import": (changes, "change_files", ("indicators", "import", "{figures}", *ON)),
    "new": (changes, "change_files", ("new", "BE")),
    "init": (writing, "make_folder", ("init", "{area}/new")),
    "report": (writing, "write_folder", ("report", *ON, "--output", "{area}/site")),
    "fiche": (writing, "write_folder", ("fiche", "DE", "JP", *ON, "--output", "{area}/fiches")),
    "output": (writing, "write_output", ("classify", *ON, "--output", "{area}/list.csv")),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_call_the_next_command_finds_old_or_new(
    hhmonitor: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, state: Path
) -> None:
    module, writer, words = COMMANDS[name]
    (tmp_path / "who.csv").write_text(forms.who_csv(), encoding="utf-8")
    area = tmp_path / "area"
    area.mkdir()
    shutil.move(small, area / "project")
    shutil.copytree(area, tmp_path / "before")
    calls: list[Callable[[], object]] = []
    real = getattr(module, writer)

    def remembered(*given: Any, **named: Any) -> None:
        # Of a site a few files will do.
        given = tuple(dict(list(one.items())[:2]) if isinstance(one, Mapping) else one for one in given)
        calls.append(lambda: real(*given, **named))

    # The command does all its work but the writing once, here; the children only write.
    monkeypatch.setattr(module, writer, remembered)
    root = () if name == "init" else ("--root", area / "project")
    answer = hhmonitor(*(one.format(area=area, figures=tmp_path / "who.csv") for one in words), *root)
    assert answer.status == 0, answer.err
    (work,) = calls

    def prepare() -> None:
        shutil.rmtree(area)
        shutil.copytree(tmp_path / "before", area)

    old, ends = everything(area), []
    for moment in stopped_everywhere(work, "killed", prepare):
        settle_earlier(area / "project")
        ends.append(everything(area))
        assert not state.exists() or not any(state.iterdir()), moment
    assert len(ends) > 5
    assert ends[-1] != old
    assert all(end in (old, ends[-1]) for end in ends)


def test_any_command_finishes_what_was_stopped_halfway_and_says_so(hhmonitor: Command, small: Path) -> None:
    file = "countries/DE.yaml"
    present = (small / file).read_bytes()
    change = changes.Change(file, present, present.replace(b"category: I\n", b"category: IV\n"))
    broken_off_in(small, [change])
    answer = hhmonitor("classify", "DE", "--root", small, *ON, "--format", "csv")
    assert f"it is finished now: {file}" in answer.err
    assert "IV" in answer.out
    again = hhmonitor("classify", "DE", "--root", small, *ON, "--format", "csv")
    assert "finished" not in again.err
    assert again.out == answer.out
    assert changes.JOURNAL not in everything(small)


def test_a_decision_that_another_made_meanwhile_is_not_lost(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one thinks about the answer, another records one on the same market."""
    text = (small / "countries" / "JP.yaml").read_bytes()
    theirs = text.replace(b"category: II\n", b"category: IV\n")
    assert theirs != text

    def answer() -> str:
        (small / "countries" / "JP.yaml").write_bytes(theirs)
        return "yes\n"

    class Prompt:
        isatty = staticmethod(lambda: True)
        readline = staticmethod(answer)

    monkeypatch.setattr("sys.stdin", Prompt)
    told = hhmonitor("review", "record", "JP=II", "--reason", "because", "--root", small, *ON)
    assert told.status == 2
    assert "countries/JP.yaml was changed meanwhile" in told.err
    assert (small / "countries" / "JP.yaml").read_bytes() == theirs


def test_the_criteria_are_not_written_over(hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(small)
    monkeypatch.chdir(small)
    for words in (
        ("classify", *ON, "--format", "csv", "--output", CRITERIA),
        ("classify", *ON, "--format", "csv", "--output", small / CRITERIA),
        ("report", *ON, "--output", "."),
        ("report", *ON, "--output", "countries", "--force"),
        ("report", *ON, "--output", "reviews/site", "--force"),
        ("fiche", "--all", *ON, "--output", "countries", "--force"),
    ):
        answer = hhmonitor(*words)
        assert answer.status == 2, words
        assert answer.err.splitlines()[-1].startswith("hhmonitor: ")
        assert everything(small) == before


def test_a_folder_of_somebody_else_needs_force(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "notes.txt").write_text("of a person")
    words = ("fiche", "DE", "JP", "--root", small, *ON, "--output", tmp_path / "site")
    answer = hhmonitor(*words)
    assert answer.status == 2
    assert "--force" in answer.err
    assert hhmonitor(*words, "--force").status == 0
    assert hhmonitor(*words).status == 0
    assert (tmp_path / "site" / "notes.txt").exists()
