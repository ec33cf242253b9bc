"""The settings of a project: what holds by default, what is of another weight, and what is put up with for a time."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

import hhmonitor as from_python
from hhmonitor.yaml import MAXIMUM_BYTES
from tests.example_project import JAPAN, REPOSITORY, build, hhmonitor

PYPROJECT = "pyproject.toml"
AS_OF = ("--as-of", "2020-12-31")
DECISION = 'decision: {category: II, reason: "r", decided_by: d, date: 2018, review_by: 2020-07}\nreference_date:'
"""A decision that is overdue (HH405) and superfluous (HH404)."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    folder = build(tmp_path / "project")
    (folder / "countries/JP.yaml").write_text(JAPAN.replace("reference_date:", DECISION), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def settle(project: Path, text: str, file: str = "hhmonitor.toml") -> None:
    (project / file).write_text(text, encoding="utf-8")


def ignore(**more: str) -> str:
    """An ignore of the overdue decision, with some keys as TOML has them; none where it is empty."""
    stated = {"code": '"HH405"', "reason": '"They meet in May."', "until": "2021-05-31"} | more
    return "[[ignore]]\n" + "".join(f"{key} = {value}\n" for key, value in stated.items() if value)


def found(*arguments: str) -> list[tuple[str, str, str, int]]:
    """Severity, code, file and line of every finding of a gate."""
    answer = json.loads(hhmonitor(*arguments, *AS_OF, "--format", "json").out)
    return [
        (one["severity"], one["code"], one["file"], one["start"]["line"] if one["start"] else 0)
        for one in answer["findings"]
    ]


def codes(*arguments: str) -> set[str]:
    return {code for _severity, code, _file, _line in found(*arguments)}


GATES = pytest.mark.parametrize("gate", ["check", "validate"])


@GATES
def test_what_is_ignored_is_no_finding_and_is_counted(project: Path, gate: str) -> None:
    assert codes(gate) == {"HH404", "HH405"}
    settle(project, ignore())
    assert codes(gate) == {"HH404"}
    assert hhmonitor(gate, *AS_OF).out.splitlines()[-1].endswith("1 warning, 1 ignored")


@GATES
def test_until_its_last_day_it_is_ignored_and_then_it_is_a_finding_again(project: Path, gate: str) -> None:
    for until, expected in (("2020-12-31", False), ("2020-12-30", True), ("2020", False), ("2019", True)):
        settle(project, ignore(until=until))
        assert ("HH405" in codes(gate)) is expected, until


def test_that_it_has_ended_is_told_at_its_day(project: Path) -> None:
    settle(project, ignore(until="2020-06-30"))
    assert ("warning", "HH805", "hhmonitor.toml", 4) in found("validate")
    settle(project, ignore(until="2020-12-31"))
    assert "HH805" not in codes("validate")


@pytest.mark.parametrize("key", ["code", "reason", "until"])
def test_an_ignore_says_what_why_and_until_when(project: Path, key: str) -> None:
    for value in ("", '"  "') if key == "reason" else ("",):
        settle(project, ignore(**{key: value}))
        assert ("error", "HH802", "hhmonitor.toml", 1) in found("validate")
        assert hhmonitor("check", *AS_OF).status == 2


def test_a_code_that_does_not_exist_is_told_with_the_nearest(project: Path) -> None:
    settle(project, ignore(code='"HH45"'))
    answer = hhmonitor("validate", *AS_OF)
    assert "hhmonitor.toml:2:8: error HH803: there is no code “HH45”; did you mean “HH405”?" in answer.out
    assert (answer.status, hhmonitor("check", *AS_OF).status) == (1, 2)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ('["JP"]', []),
        ('["countries/JP.yaml"]', []),
        ('["JP", "SE"]', [3]),
        ('["SE", "countries/DK.yaml"]', [3, 3]),
    ],
)
def test_what_ignores_nothing_is_told_for_each_place(project: Path, where: str, told: list[int]) -> None:
    settle(project, ignore(reason="", until="") + f'where = {where}\nreason = "r"\nuntil = 2021-01-01\n')
    assert [line for _severity, code, _file, line in found("validate") if code == "HH806"] == told


@pytest.mark.parametrize(
    ("named", "meant"),
    [("Japan", "JP"), ("jp", "JP"), ("NORDIC", "NORDICS"), ("contries/JP.yaml", "countries/JP.yaml"), ("SE", None)],
)
def test_a_place_that_is_none_is_told_with_the_nearest(project: Path, named: str, meant: str | None) -> None:
    settle(project, ignore(where=f'["{named}"]'))
    (line,) = [line for line in hhmonitor("validate", *AS_OF).out.splitlines() if "HH806" in line]
    assert line.endswith(f"did you mean “{meant}”?") if meant else "did you mean" not in line


def test_what_the_other_gate_finds_is_not_taken_for_nothing(project: Path) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("category: II", "category: I"), encoding="utf-8")
    settle(project, ignore(code='"HH401"'))
    assert codes("validate") == set()
    assert (hhmonitor("check", *AS_OF).status, codes("check")) == (0, set())


def test_an_error_that_stops_every_command_can_be_neither_ignored_nor_made_less(project: Path) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("category: II", "categorie: II"), encoding="utf-8")
    settle(project, ignore(code='"HH201"') + '[severity]\nHH202 = "note"\nHH203 = "error"\n')
    told = found("validate")
    assert [(code, line) for _severity, code, file, line in told if file == "hhmonitor.toml"] == [
        ("HH804", 2),
        ("HH804", 6),
    ]
    assert "HH201" in {code for _severity, code, _file, _line in told}


def test_a_code_has_the_severity_that_is_given_to_it(project: Path) -> None:
    settle(project, '[severity]\nHH405 = "error"\nHH404 = "note"\n')
    assert {(severity, code) for severity, code, _file, _line in found("check")} == {
        ("error", "HH405"),
        ("note", "HH404"),
    }
    assert hhmonitor("check", *AS_OF).status == 1
    # A note is never an error, under --strict neither.
    settle(project, '[severity]\nHH405 = "note"\nHH404 = "note"\n')
    assert hhmonitor("check", *AS_OF, "--strict").status == 0
    sarif = json.loads(hhmonitor("check", *AS_OF, "--format", "sarif").out)
    assert {one["level"] for one in sarif["runs"][0]["results"]} == {"note"}


def test_criteria_and_language_are_those_of_the_settings_unless_others_are_asked_for(project: Path) -> None:
    text = (project / "criteria/2020-2023.yaml").read_text(encoding="utf-8")
    (project / "criteria/other.yaml").write_text(
        re.sub("^id:.*", "id: other", text, count=1, flags=re.MULTILINE), encoding="utf-8"
    )
    settle(project, 'criteria = "other"\nlanguage = "nl"\n')
    assert "criteria other" in hhmonitor("classify", *AS_OF).err
    assert "1 markt nagegaan" in hhmonitor("check", *AS_OF).out
    asked = hhmonitor("check", *AS_OF, "--lang", "en", "--criteria", "2020-2023")
    assert "1 market checked" in asked.out
    assert "criteria 2020-2023" in asked.err
    assert from_python.open(project, as_of="2020-12-31").criteria == "other"


def test_criteria_that_do_not_exist_are_told_where_they_are_asked_for(project: Path) -> None:
    settle(project, '\ncriteria = "2020-2032"\n')
    assert ("error", "HH306", "hhmonitor.toml", 2) in found("validate")
    assert "did you mean “2020-2023”?" in hhmonitor("classify", *AS_OF).err


def test_settings_that_cannot_be_read_stop_what_relies_on_them(project: Path) -> None:
    settle(project, 'langauge = "nl"\n')
    for command in ("classify", "gaps"):
        answer = hhmonitor(command, *AS_OF)
        assert (answer.status, answer.out) == (2, "")
        assert "hhmonitor.toml:1:1: error HH201" in answer.err
        assert "did you mean “language”?" in answer.err
    assert hhmonitor("check", *AS_OF).status == 2
    assert hhmonitor("explain", "HH201").status == 0


def test_a_table_of_pyproject_does_as_well(project: Path) -> None:
    settle(
        project, '[project]\nname = "list"\n\n[tool.hhmonitor]\n[tool.hhmonitor.severity]\nHH999 = "note"\n', PYPROJECT
    )
    assert ("error", "HH803", PYPROJECT, 6) in found("validate")
    settle(project, '[project]\nname = "hhmonitor"\n', PYPROJECT)
    assert codes("validate") == {"HH404", "HH405"}


def test_of_two_sets_of_settings_the_one_that_is_not_read_is_told(project: Path) -> None:
    settle(project, 'language = "nl"\n')
    settle(project, '[tool.hhmonitor]\nlanguage = "en"\n', PYPROJECT)
    assert ("warning", "HH807", PYPROJECT, 0) in found("validate")
    assert "1 markt nagegaan" in hhmonitor("check", *AS_OF).out


def test_the_settings_can_be_validated_as_a_file(project: Path) -> None:
    settle(project, ignore(code='"HH45"'))
    assert codes("validate", "hhmonitor.toml") == {"HH803"}


# Grouped, all, quiet


def repeat(project: Path) -> None:
    """Three countries with a source that is cited nowhere (HH317)."""
    for code in ("JP", "DK", "SE"):
        path = project / f"countries/{code}.yaml"
        text = path.read_text(encoding="utf-8")
        extra = '  s9: {title: "t", publisher: "p", date: 2020}\n'
        path.write_text(text + extra if "\nsources:" in text else text + "sources:\n" + extra, encoding="utf-8")


def test_a_code_that_repeats_itself_is_told_once_with_its_markets(project: Path) -> None:
    repeat(project)
    out = hhmonitor("validate", *AS_OF).out
    assert "warning HH317, 3 markets: Source cited nowhere\n - DK, JP, SE\n" in out
    assert "JP.yaml:2:" not in out
    assert re.search(r"countries/JP.yaml:3:\d+: warning HH405: this decision", out)  # found once, and told at its line
    assert "--all" in out


def test_all_shows_each_by_itself(project: Path) -> None:
    repeat(project)
    out = hhmonitor("validate", *AS_OF, "--all").out
    assert out.count("warning HH317: the source s9 is cited nowhere") == 3
    assert "3 markets" not in out


def test_programs_are_told_each_whatever_people_are_shown(project: Path) -> None:
    repeat(project)
    for more in ((), ("--all",), ("--quiet",)):
        assert [code for _severity, code, _file, _line in found("validate", *more)].count("HH317") == 3


def test_quiet_says_nothing_where_all_is_well_and_errors_where_it_is_not(project: Path) -> None:
    for gate in ("check", "validate"):
        answer = hhmonitor(gate, *AS_OF, "--quiet")
        assert (answer.status, answer.out, answer.err) == (0, "", "")
    settle(project, '[severity]\nHH405 = "error"\n')
    out = hhmonitor("check", *AS_OF, "--quiet").out
    assert "error HH405" in out
    assert "HH404" not in out
    assert out.splitlines()[-1] == "✗ 1 market checked: 1 error, 1 warning"


def test_all_and_quiet_contradict_each_other(project: Path) -> None:
    assert hhmonitor("check", *AS_OF, "--all", "--quiet").status == 2


# Since a revision


def git(project: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)


@pytest.fixture
def committed(project: Path) -> Path:
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "as it was")
    return project


SINCE = ("validate", "--changed-since", "HEAD")


def test_only_what_a_change_brought_is_told_and_the_rest_is_counted(committed: Path) -> None:
    assert found(*SINCE) == []
    path = committed / "countries/JP.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("# a line more\n" + text + '  s9: {title: "t", publisher: "p", date: 2020}\n', encoding="utf-8")
    assert codes(*SINCE) == {"HH317"}
    assert hhmonitor(*SINCE, *AS_OF).out.splitlines()[-1].endswith("1 warning, 2 left out that were there at HEAD")


def test_what_a_change_brought_decides_the_exit_status(committed: Path) -> None:
    settle(committed, '[severity]\nHH405 = "error"\n')
    git(committed, "add", "-A")
    git(committed, "commit", "-qm", "strict")
    assert hhmonitor("validate", *AS_OF).status == 1
    assert hhmonitor(*SINCE, *AS_OF).status == 0
    # A finding that becomes worse is one that the change brought, as is one that is no longer ignored.
    assert ("error", "HH405") in {one[:2] for one in found("validate", "--changed-since", "HEAD~1")}


def test_a_mistake_without_a_path_is_known_by_its_line(committed: Path) -> None:
    path = committed / "countries/SE.yaml"
    path.write_text("trend: [\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    git(committed, "commit", "-qam", "broken")
    assert found(*SINCE) == []
    path.write_text("# moved\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert found(*SINCE) == []


def test_a_file_of_the_change_can_be_asked_for_alone(committed: Path) -> None:
    repeat(committed)
    assert [file for _severity, _code, file, _line in found(*SINCE, "countries/DK.yaml")] == ["countries/DK.yaml"]


def test_a_revision_that_does_not_exist(committed: Path) -> None:
    answer = hhmonitor("validate", "--changed-since", "nope")
    assert (answer.status, answer.out) == (2, "")
    assert "“nope” is no git revision of" in answer.err


@pytest.mark.parametrize(("guide", "heading"), [("format", "## Settings"), ("formaat", "## Instellingen")])
def test_the_settings_of_the_guide_are_settings(project: Path, guide: str, heading: str) -> None:
    text = (REPOSITORY / f"docs/{guide}.md").read_text(encoding="utf-8")
    settle(project, text.partition(heading)[2].partition("```toml\n")[2].partition("```")[0])
    assert codes("validate") == {"HH405", "HH806"}  # the one is an error now, the other is for what is not found here


def test_settings_that_are_no_ordinary_file_hold_up_nothing(project: Path) -> None:
    os.mkfifo(project / "hhmonitor.toml")
    assert codes("validate") >= {"HH108"}
    assert hhmonitor("classify", *AS_OF).status == 2
    (project / "hhmonitor.toml").unlink()
    (project / "hhmonitor.toml").mkdir()
    assert "HH106" in codes("validate")


def test_settings_that_are_too_large_are_not_read(project: Path) -> None:
    settle(project, "#" * (MAXIMUM_BYTES + 1))
    assert "HH104" in codes("validate")


def test_what_is_ignored_is_not_told_beside_other_answers_either(project: Path) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "contact: TRUE\n", encoding="utf-8")
    assert "HH131" in hhmonitor("classify", *AS_OF).err
    settle(project, ignore(code='"HH131"'))
    assert "HH131" not in hhmonitor("classify", *AS_OF).err


def test_an_earlier_state_is_judged_by_its_own_settings(committed: Path) -> None:
    text = (committed / "criteria/2020-2023.yaml").read_text(encoding="utf-8")
    other = re.sub("^id:.*", "id: other", text, count=1, flags=re.MULTILINE)
    (committed / "criteria/other.yaml").write_text(other, encoding="utf-8")
    settle(committed, 'criteria = "other"\n')
    git(committed, "add", "-A")
    git(committed, "commit", "-qm", "other criteria")
    ledger = json.loads(hhmonitor("compare", *AS_OF, "--base", "HEAD", "--format", "json").out)
    assert (ledger["base"]["criteria"], ledger["now"]["criteria"]) == ("other", "other")
