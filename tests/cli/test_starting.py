"""``new`` and ``init``: what they write is in order, whole, and never in the place of something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from hhmonitor.yaml import read_file
from tests.example_project import build, hhmonitor


@pytest.fixture(autouse=True)
def _outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return build(tmp_path)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["NO", "no", "Noorwegen", "Norway"])
def test_a_new_country_is_in_order(project: Path, name: str, language: str) -> None:
    answer = hhmonitor("new", name, "--root", project, "--lang", language)
    path = project / "countries/NO.yaml"
    assert (answer.status, answer.out) == (0, f"{path}\n")
    assert hhmonitor("validate", "--root", project, "--strict").status == 0
    document = read_file(path, "NO.yaml").document
    assert document is not None
    assert document.data["code"] == "NO"
    assert "Noorwegen" in document.text
    assert "Norway" in document.text


def test_every_judgement_of_a_new_country_is_unknown(project: Path) -> None:
    assert hhmonitor("new", "FI", "--root", project).status == 0
    market = json.loads(hhmonitor("classify", "FI", "--root", project, "--format", "json").out)["markets"][0]
    for group in ("health_system", "dimensions", "themes", "attaches"):
        assert {one["value"] for one in market["inputs"][group].values()} == {"unknown"}
    assert market["declared"] is None


def test_figures_that_a_new_country_may_add_are_those_that_its_market_size_hangs_on(project: Path) -> None:
    hhmonitor("new", "NZ", "--root", project)
    path = project / "countries/NZ.yaml"
    text = path.read_text(encoding="utf-8").replace("\n# indicators: ", "\nindicators: ")
    path.write_text(text.replace("sources: {}", "sources:\n  s1: {title: A source}"), encoding="utf-8")
    answer = hhmonitor("classify", "NZ", "--root", project, "--format", "json")
    assert json.loads(answer.out)["markets"][0]["inputs"]["health_system"]["market_size"]["value"] == "positive"


def test_what_a_new_country_offers_to_add_can_be_added(project: Path) -> None:
    hhmonitor("new", "FI", "--root", project)
    path = project / "countries/FI.yaml"
    text = path.read_text(encoding="utf-8")
    for key in ("decision", "activities", "effort", "programme", "indicators", "special_target"):
        assert text.count(f"\n# {key}: ") == 1
        text = text.replace(f"\n# {key}: ", f"\n{key}: ").replace("goals: [...]", 'goals: ["..."]')
    text = text.replace("sources: {}", "sources:\n  s1: {title: A source}")
    path.write_text(text, encoding="utf-8")
    findings = json.loads(hhmonitor("validate", path, "--as-of", "2020-12-31", "--format", "json").out)["findings"]
    assert [one for one in findings if one["code"].startswith(("HH1", "HH2", "HH3"))] == []


def test_a_file_that_is_there_is_left_as_it_is(project: Path) -> None:
    before = (project / "countries/JP.yaml").read_bytes()
    answer = hhmonitor("new", "JP", "--root", project)
    assert (answer.status, answer.out) == (2, "")
    assert "is there already" in answer.err
    assert (project / "countries/JP.yaml").read_bytes() == before
    assert [path for path in (project / "countries").iterdir() if path.name.startswith(".")] == []


def test_no_such_country(project: Path) -> None:
    answer = hhmonitor("new", "Atlantis", "--root", project)
    assert (answer.status, "Atlantis" in answer.err) == (2, True)


def test_a_new_project_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a/project"
    answer = hhmonitor("init", folder)
    assert (answer.status, answer.out) == (0, f"{folder}\n")
    assert hhmonitor("validate", "--root", folder).status == 0
    # What the market that is copied along cites is newer than the day it is judged for; nothing else is amiss.
    strict = hhmonitor("validate", "--root", folder, "--strict", "--format", "json")
    assert {one["code"] for one in json.loads(strict.out)["findings"]} <= {"HH329"}
    assert hhmonitor("check", "--root", folder).status == 0
    assert {path.name for path in (tmp_path / "a").iterdir()} == {"project"}
    for name in (".github/workflows/monitor.yml", ".pre-commit-config.yaml"):
        assert yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        assert (folder / schema).is_file()
        assert list(folder.glob(pattern)) or "regions" in pattern
    monkeypatch.chdir(folder / "countries")
    assert hhmonitor("new", "KR").status == 0
    assert (folder / "countries/KR.yaml").is_file()


def test_an_empty_folder_may_be_there_and_another_may_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert hhmonitor("init", tmp_path / "empty").status == 0
    before = sorted(tmp_path.rglob("*"))
    assert hhmonitor("init", tmp_path / "empty").status == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_the_workflow_is_one_that_github_takes(tmp_path: Path) -> None:
    check_jsonschema = pytest.importorskip("check_jsonschema")
    hhmonitor("init", tmp_path / "project")
    workflow = str(tmp_path / "project/.github/workflows/monitor.yml")
    with pytest.raises(SystemExit) as stop:
        check_jsonschema.main(["--builtin-schema", "vendor.github-workflows", workflow])
    assert stop.value.code in (None, 0)


@pytest.mark.parametrize("command", ["classify", "validate", "check"])
def test_a_root_that_no_folder_can_be(command: str) -> None:
    assert hhmonitor(command, "--root", "x" * 300).status == 2


def test_a_new_project_in_a_folder_that_cannot_be(tmp_path: Path) -> None:
    assert hhmonitor("init", tmp_path / ("x" * 300)).status == 2
