"""``new`` and ``init``: what they write is in order, whole, and never in the place of something."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
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
    text = (
        path.read_text(encoding="utf-8")
        .replace("\n# indicators: ", "\nindicators: ")
        .replace("2018: ...", "2018: 4267")
    )
    path.write_text(text.replace("# sources:", "sources:\n  s1: {title: A source}"), encoding="utf-8")
    answer = hhmonitor("classify", "NZ", "--root", project, "--format", "json")
    assert json.loads(answer.out)["markets"][0]["inputs"]["health_system"]["market_size"]["value"] == "positive"


def _commented(text: str) -> list[int]:
    """The lines of a new file that are keys behind a #, by number: those that may be added."""
    return [number for number, line in enumerate(text.splitlines()) if re.match(r"# *[a-z0-9_]+:( [\[{\"]|$)", line)]


def _uncommented(text: str, numbers: Iterable[int]) -> str:
    lines = text.splitlines()
    for number in numbers:
        lines[number] = lines[number].removeprefix("# ")
    return "\n".join(lines) + "\n"


def _findings(project: Path) -> list[dict[str, str]]:
    answer = hhmonitor("validate", "--root", project, "--as-of", "2020-12-31", "--format", "json")
    findings: list[dict[str, str]] = json.loads(answer.out)["findings"]
    return findings


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_line_of_a_new_file_becomes_real_by_taking_the_mark_in_front_away(project: Path, language: str) -> None:
    hhmonitor("new", "NZ", "--root", project, "--lang", language)
    path = project / "countries/NZ.yaml"
    text = path.read_text(encoding="utf-8")
    offered = _commented(text)
    blocks = [[number] for number in offered] + [offered[-2:], offered]
    assert len(offered) == 11
    for block in blocks:
        path.write_text(_uncommented(text, block), encoding="utf-8")
        first = text.splitlines()[block[0]]
        assert [one for one in _findings(project) if one["severity"] == "error"], first
        assert hhmonitor("classify", "NZ", "--root", project).status == 2, first


def test_what_a_new_country_offers_to_add_works_where_it_stands_once_it_is_filled_in(project: Path) -> None:
    hhmonitor("new", "NZ", "--root", project)
    path = project / "countries/NZ.yaml"
    text = path.read_text(encoding="utf-8")
    text = _uncommented(text, _commented(text))
    filled = {
        "category: ...": "category: I",
        "review_by: ...": "review_by: 2022-07",
        "from: ...": "from: 2020-09",
        "until: ...": "until: 2021-12",
        "date: ...": "date: 2020-07",
        "since: ...": "since: 2020-03",
        "status: ...": "status: planned",
        "phase: ...": "phase: analysis",
        "2018: ...": "2018: 4267",
        "https://...": "https://example.org",
        '"..."': '"A text"',
    }
    for placeholder, value in filled.items():
        assert placeholder in text
        text = text.replace(placeholder, value)
    path.write_text(text, encoding="utf-8")
    shape = [one for one in _findings(project) if one["code"].startswith(("HH1", "HH2", "HH3"))]
    assert [one["code"] for one in shape if one["severity"] == "error"] == []


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


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Engeland", "Verenigd Koninkrijk (GB)"),
        ("schotland", "Verenigd Koninkrijk (GB)"),
        ("Portugla", "Portugal (PT)"),
        ("deu", "Duitsland (DE)"),
        ("NLD", "Nederland (NL)"),
        ("Nieuw Zeland", "Nieuw-Zeeland (NZ)"),
    ],
)
def test_the_country_that_was_meant_is_asked_for_and_never_taken(project: Path, given: str, meant: str) -> None:
    before = sorted(project.rglob("*"))
    answer = hhmonitor("new", given, "--root", project, "--lang", "nl")
    assert (answer.status, answer.out) == (2, "")
    assert f"bedoelt u {meant}?" in answer.err
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("given", ["Nederland", "NL", "Holland", "the Netherlands"])
def test_the_home_market_is_no_market(project: Path, given: str) -> None:
    answer = hhmonitor("new", given, "--root", project)
    assert (answer.status, "home market" in answer.err) == (2, True)
    assert not (project / "countries/NL.yaml").exists()


def test_a_country_without_figures_is_told_how_to_get_them(project: Path) -> None:
    assert "hhmonitor indicators fetch" in hhmonitor("new", "NZ", "--root", project).err
    (project / "countries/JP.yaml").unlink()
    assert "indicators" not in hhmonitor("new", "JP", "--root", project).err


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


def test_figures_of_a_new_country_are_taken_in_once_it_has_a_file(project: Path, tmp_path: Path) -> None:
    table = tmp_path / "figures/indicators.csv"
    table.parent.mkdir()
    row = "NZ,health_expenditure_per_capita_usd,2018,4267,who"
    table.write_text(f"market,indicator,year,value,source\n{row}\n", encoding="utf-8")
    kept = project / "countries/figures/indicators.csv"
    hhmonitor("indicators", "import", table, "--root", project)
    assert row not in kept.read_text(encoding="utf-8")
    hhmonitor("new", "NZ", "--root", project)
    hhmonitor("indicators", "import", table, "--root", project)
    assert row in kept.read_text(encoding="utf-8")
