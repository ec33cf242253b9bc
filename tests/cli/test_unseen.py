"""Characters that cannot be seen, and bytes that are no text: from files, their names and arguments, to no output."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from hhmonitor import forms
from tests.cli.conftest import Command
from tests.cli.every_command import EVERY
from tests.statistics.forms import who_csv

ON = ("--as-of", "2020-12-31")

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What acts on a terminal, turns a line around, breaks lines where none is seen to break, or is no text at all."""

ODD = {
    "an escape": "\x1b[2J",
    "an override": "\u202e",
    "a line separator": "\u2028",
    "a next line": "\x85",
    "a mark of byte order": "\ufeff",
    "a byte": os.fsdecode(b"\xff"),
}
ALL = "a" + "b".join(ODD.values())

JOINED = "می\u200cخواهم"

FINDINGS = ("sarif", "junit", "github")


@pytest.fixture
def with_odd_name(small: Path) -> Path:
    """A project with a region whose name in the file steers the terminal."""
    name = '{en: "Nor\\0\\edics", nl: "Noord\\u202Eelijk"}'
    (small / "countries" / "regions" / "NORDICS.yaml").write_text(f"code: NORDICS\nname: {name}\nmembers: [DK, NO]\n")
    return small


@pytest.mark.parametrize("name", [*forms.names(), *FINDINGS])
def test_a_name_that_steers_is_a_finding_in_every_form(hhmonitor: Command, with_odd_name: Path, name: str) -> None:
    file = with_odd_name.parent / "findings"
    answer = hhmonitor("validate", "--root", with_odd_name, *ON, "--format", name, "--output", file)
    assert answer.status == 1
    if name not in ("docx", "pdf", "xlsx"):
        said = file.read_text(encoding="utf-8")
        assert said.count("HH140") >= 3
        assert not STEERING.search(said)


@pytest.mark.parametrize("command", ["classify", "check", "gaps", "review", "themes", "effort", "robustness"])
def test_no_command_goes_on_with_a_name_that_steers(hhmonitor: Command, with_odd_name: Path, command: str) -> None:
    answer = hhmonitor(command, "--root", with_odd_name, *ON)
    assert answer.status == 2
    for column in (16, 18, 37):
        assert f"NORDICS.yaml:2:{column}: error HH140" in answer.out + answer.err
    assert not STEERING.search(answer.err + answer.out)


@pytest.mark.slow
@pytest.mark.parametrize("command", EVERY)
def test_no_argument_gets_out_as_it_is(
    hhmonitor: Command, small: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each argument and each option of each command, with everything odd at once."""
    monkeypatch.chdir(small.parent)
    path, parameters = command.split(), EVERY[command].params
    root = ("--root", str(small)) if any("--root" in one.opts for one in parameters) else ()
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    usual = ["JP" for one in arguments]
    tries = [(*path, *(ALL if one is odd else "JP" for one in arguments), *root) for odd in arguments]
    tries += [
        (*path, *usual, *root, one.opts[0], value)
        for one in parameters
        if one.param_type_name == "option" and not one.is_flag
        for value in (ALL, f"JP={ALL}", f"{ALL}=II", str(small / ALL))
    ]
    for words in tries:
        answer = hhmonitor(*words)
        assert answer.status in (0, 1, 2), words
        assert not STEERING.search(answer.out + answer.err), words


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_arguments(hhmonitor: Command, small: Path, odd: str) -> None:
    for words in (
        ("classify", odd),
        ("--lang", odd),
        ("classify", "--format", odd),
        (odd,),
        (f"--{odd}",),
        ("new", odd),
    ):
        answer = hhmonitor(*words, *(["--root", small] if "classify" in words else []))
        assert answer.status == 2
        assert "internal error" not in answer.err
        assert not STEERING.search(answer.out + answer.err)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_names_of_files(hhmonitor: Command, small: Path, odd: str) -> None:
    for name in (f"X{odd}.yaml", f"JP.yaml{odd}", f"JP{odd}.yml"):
        (small / "countries" / name).write_text("code: JP\n")
    for form in ("terminal", "json", "csv", "markdown", "html", *FINDINGS):
        answer = hhmonitor("validate", "--root", small, *ON, "--format", form)
        assert answer.status == 1, answer.err
        assert not STEERING.search(answer.out + answer.err), form


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_names_of_folders_and_of_what_is_written(hhmonitor: Command, small: Path, odd: str) -> None:
    project = small.rename(small.parent / f"project{odd}")
    saved = project.parent / f"list{odd}.json"
    for words in (
        ("classify", *ON, "--output", saved),
        ("compare", *ON, "--base", saved),
        ("compare", *ON, "--base", project),
        ("fiche", "DE", "JP", *ON, "--output", project.parent / f"fiches{odd}"),
        ("report", *ON, "--output", project.parent / f"site{odd}"),
    ):
        answer = hhmonitor(*words, "--root", project)
        assert answer.status in (0, 1), answer.err
        assert not STEERING.search(answer.out + answer.err), words


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_files_of_figures(hhmonitor: Command, small: Path, tmp_path: Path, odd: str) -> None:
    file = tmp_path / f"who{odd}.csv"
    file.write_bytes(os.fsencode(who_csv().replace("JPN", f"JP{odd}")))
    answer = hhmonitor("indicators", "import", file, "--root", small, *ON)
    assert answer.status in (0, 1, 2)
    assert not STEERING.search(answer.out + answer.err)
    assert "HH140" not in hhmonitor("validate", "--root", small, *ON).out


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_a_text_that_no_file_may_hold_is_named_with_its_place(hhmonitor: Command, small: Path, odd: str) -> None:
    before = (small / "countries" / "JP.yaml").read_bytes()
    answer = hhmonitor("review", "record", "JP=IV", "--root", small, *ON, "--reason", f"abc{odd}")
    assert answer.status == 2
    assert "character 4 of “abc" in answer.err
    assert ("no text in UTF-8" if odd == ODD["a byte"] else f"U+{ord(odd[0]):04X}") in answer.err
    assert (small / "countries" / "JP.yaml").read_bytes() == before


def test_joiners_that_scripts_need_are_recorded(hhmonitor: Command, small: Path) -> None:
    assert hhmonitor("review", "record", "JP=IV", "--root", small, *ON, "--reason", JOINED).status == 0
    assert JOINED in (small / "countries" / "JP.yaml").read_text(encoding="utf-8")
    assert "HH140" not in hhmonitor("validate", "--root", small, *ON).out
    assert JOINED in hhmonitor("explain", "JP", "--root", small, *ON).out
