"""``check``: the category declared is the one assigned, or the very line is told, with what stands between."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft4Validator

from tests.example_project import JAPAN, REPOSITORY, Outcome, build, hhmonitor

AS_OF = ("--as-of", "2020-12-31")


@pytest.fixture(autouse=True)
def _outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return build(tmp_path)


def check(project: Path, *more: str) -> Outcome:
    return hhmonitor("check", "--root", project, *AS_OF, *more)


def declare(project: Path, category: str) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("category: II", f"category: {category}"), encoding="utf-8")


def test_the_shipped_list_agrees_with_its_criteria() -> None:
    assert hhmonitor("check", *AS_OF).status == 0


def test_a_wrong_category_in_the_shipped_list(tmp_path: Path) -> None:
    for folder in ("countries", "criteria"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    germany = tmp_path / "countries/DE.yaml"
    text = germany.read_text(encoding="utf-8")
    assert text.count("\ncategory: I\n") == 1
    germany.write_text(text.replace("\ncategory: I\n", "\ncategory: II\n"), encoding="utf-8")
    line = text[: text.index("\ncategory: I\n")].count("\n") + 2
    answer = check(tmp_path)
    assert answer.status == 1
    assert f"countries/DE.yaml:{line}:11: error HH401: Germany is declared II and the rules give I" in answer.out
    assert len(re.findall("error HH", answer.out)) == 1


def test_a_market_that_agrees(project: Path) -> None:
    answer = check(project)
    assert (answer.status, answer.out.splitlines()[-1]) == (0, "✓ 1 market checked: no errors")


def test_a_category_too_high_is_told_with_the_requirement_that_fails(project: Path) -> None:
    declare(project, "I")
    answer = check(project)
    assert answer.status == 1
    lines = answer.out.splitlines()[2:]
    assert lines[0].startswith("countries/JP.yaml:2:11: error HH401: Japan is declared I and the rules give II: ")
    assert "1 of 3 dimensions with interest, 2 needed" in lines[0]
    assert lines[1:3] == ["  2 | category: I", "    |           ^"]
    # The second place is that of the requirement in the criteria.
    criteria = (project / "criteria/2020-2023.yaml").read_text(encoding="utf-8").splitlines()
    place = re.match(r"  criteria/2020-2023.yaml:(\d+):\d+: the requirement between them", lines[3])
    assert place is not None
    assert "two_dimensions" in criteria[int(place[1]) - 1]


def test_a_category_too_low_is_told_with_what_is_met(project: Path) -> None:
    declare(project, "IIIa")
    answer = check(project)
    assert answer.status == 1
    assert "Japan is declared IIIa and the rules give II: all that II asks for is met" in answer.out


def test_another_variant_is_told_with_the_condition_on_it(project: Path) -> None:
    text = JAPAN.replace("sector_interest: {level: broad", "sector_interest: {level: specific")
    (project / "countries/JP.yaml").write_text(text.replace("category: II", "category: IIIb"), encoding="utf-8")
    out = check(project).out
    assert "Japan is declared IIIb and the rules give IIIa: IIIb is for: trend: stable" in out


def test_a_decision_in_force_is_what_counts(project: Path) -> None:
    decision = "decision: {category: IV, reason: r, decided_by: d, date: 2020}\nreference_date:"
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("reference_date:", decision), encoding="utf-8")
    answer = check(project)
    assert answer.status == 1
    assert "HH402: Japan is declared II and the decision in force gives IV: by the rules it is II" in answer.out
    path.write_text(path.read_text(encoding="utf-8").replace("category: II\n", "category: IV\n"), encoding="utf-8")
    assert check(project).status == 0


def test_an_undetermined_market_fails_under_strict_alone(project: Path) -> None:
    text = JAPAN.replace("market_size: indicators", "market_size: {value: unknown}")
    text = text.replace("category: II", "category: IIIa")
    (project / "countries/JP.yaml").write_text(text, encoding="utf-8")
    relaxed = check(project)
    assert relaxed.status == 0
    assert "warning HH403: by the rules Japan is undetermined: II or IIIa are possible" in relaxed.out
    assert check(project, "--strict").status == 1


def test_a_market_that_declares_nothing_is_not_on_the_list(project: Path) -> None:
    assert json.loads(check(project, "--format", "json").out)["markets"][0]["code"] == "JP"


def test_no_market_on_the_list_is_never_green(project: Path) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("category: II\n", ""), encoding="utf-8")
    answer = check(project)
    assert (answer.status, "HH408" in answer.out) == (2, True)


def test_a_file_that_is_wrong_is_told_apart_from_a_category_that_is(project: Path) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("category: II", "categorie: I"), encoding="utf-8")
    answer = check(project)
    assert answer.status == 2
    assert "countries/JP.yaml:2:1: error HH201" in answer.out
    assert "did you mean “category”?" in answer.out


def test_github_annotates_the_very_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(project, "I")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent))
    first, *_ = check(project).out.splitlines()
    file = f"{project.name}/countries/JP.yaml"
    assert first.startswith(f"::error file={file},line=2,endLine=2,col=11,endColumn=11,title=hhmonitor HH401::Japan")


def test_github_commands_cannot_be_forged(project: Path) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("category: II", 'category: "II\\n::error::100%"'), encoding="utf-8")
    lines = check(project, "--format", "github").out.splitlines()
    assert [line for line in lines if line.startswith("::")] == lines[:1]
    assert "100%25" in lines[0]


def test_json_is_versioned(project: Path) -> None:
    declare(project, "I")
    document = json.loads(check(project, "--format", "json").out)
    assert (document["version"], document["passed"], document["errors"]) == (1, False, 1)
    assert document["markets"][0] | {"file": None} == {
        "name": "JP Japan",
        "file": None,
        "code": "JP",
        "declared": "I",
        "category": "II",
        "rule_category": "II",
        "possible": ["II"],
        "determined": True,
        "by_decision": False,
        "agrees": False,
        "codes": ["HH401"],
    }
    finding = document["findings"][0]
    assert (finding["file"], finding["path"]) == ("countries/JP.yaml", ["category"])
    assert (finding["start"], finding["end"]) == ({"line": 2, "column": 11}, {"line": 2, "column": 12})
    assert finding["related"]["file"] == "criteria/2020-2023.yaml"


def test_junit_names_every_market_that_was_looked_at() -> None:
    suites = Xml.fromstring(hhmonitor("check", *AS_OF, "--format", "junit").out)
    names = {case.get("name", "").split()[0] for case in suites.iter("testcase")}
    listed = json.loads(hhmonitor("classify", *AS_OF, "--format", "json").out)["markets"]
    assert names == {market["code"] for market in listed if market["declared"]}
    assert suites.get("failures") == "0"


def test_junit_fails_the_market_that_does_not_agree(project: Path) -> None:
    declare(project, "I")
    suites = Xml.fromstring(check(project, "--format", "junit").out)
    failure = suites.find("testsuite/testcase/failure")
    assert failure is not None
    assert (failure.get("type"), suites.get("failures")) == ("HH401", "1")


@pytest.mark.parametrize(("current", "root"), [(".", "a/monitor"), ("a/other", "../monitor"), ("a/monitor", None)])
def test_files_are_named_from_the_top_of_the_repository(
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    current: str,
    root: str | None,
) -> None:
    declare(project, "I")
    top = tmp_path_factory.mktemp("repository")
    (top / "a" / "other").mkdir(parents=True)
    (top / ".git").mkdir()
    shutil.copytree(project, top / "a" / "monitor")
    monkeypatch.chdir(top / current)
    words = ("check", *AS_OF, *(("--root", root) if root else ()))
    (run,) = json.loads(hhmonitor(*words, "--format", "sarif").out)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a/monitor/countries/JP.yaml"
    assert "file=a/monitor/countries/JP.yaml," in hhmonitor(*words, "--format", "github").out


@pytest.mark.parametrize("current", ["", "repository", "repository/a/monitor/countries"])
def test_a_file_is_named_from_the_top_of_its_own_repository(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, current: str
) -> None:
    above = tmp_path_factory.mktemp("above")
    (above / "repository" / ".git").mkdir(parents=True)
    monitor = above / "repository" / "a" / "monitor"
    shutil.copytree(project, monitor)
    (monitor / "countries" / "JP.yaml").write_text("x: [", encoding="utf-8")
    monkeypatch.chdir(above / current)
    file = os.path.relpath(monitor / "countries" / "JP.yaml")
    assert "file=a/monitor/countries/JP.yaml," in hhmonitor("validate", file, "--format", "github").out


def test_sarif_says_where_and_by_which_rule(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(project, "I")
    monkeypatch.chdir(project)
    log = json.loads(check(project, "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "HH401"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "countries/JP.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 12}
    assert result["relatedLocations"][0]["message"]["text"] == "the requirement between them"


def test_nothing_breaks_out_of_markdown(project: Path) -> None:
    path = project / "countries/JP.yaml"
    path.write_text(JAPAN.replace("category: II", 'category: "a|b\\n# <script>"'), encoding="utf-8")
    out = check(project, "--format", "markdown").out
    told = next(line for line in out.splitlines() if "HH307" in line)
    assert "a\\|b" in told
    assert "\\<script\\>" in told
    # The excerpt of the file stands in a block of its own, which nothing in it ends.
    blocks = out.split("```")
    assert len(blocks) % 2 == 1
    assert "<script>" not in "".join(blocks[::2]).replace("\\<script\\>", "")


def test_sarif_is_valid_by_its_schema(project: Path) -> None:
    schemas = REPOSITORY / "build/npm/node_modules/@microsoft/jest-sarif/lib/schemas"
    if not schemas.is_dir():
        pytest.skip("the schema is missing (npm install --prefix build/npm @microsoft/jest-sarif)")
    (schema,) = (json.loads(path.read_text(encoding="utf-8")) for path in schemas.glob("sarif-2.1.0*.json"))
    log = json.loads(check(project, "--format", "sarif").out)
    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []


@pytest.mark.parametrize("form", ["text", "github", "json", "junit", "sarif", "markdown", "html", "csv"])
def test_every_form_tells_of_input_that_is_not_in_order(project: Path, form: str) -> None:
    (project / "countries/JP.yaml").write_text("categorie: II\n", encoding="utf-8")
    answer = check(project, "--format", form)
    assert (answer.status, "HH201" in answer.out) == (2, True)


def test_an_unknown_form(project: Path) -> None:
    answer = check(project, "--format", "jnuit")
    assert (answer.status, answer.out) == (2, "")
    assert "did you mean junit?" in answer.err


def test_a_finding_stays_on_one_line_however_narrow_the_window(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(project, "I")
    wide = check(project).out
    monkeypatch.setenv("COLUMNS", "40")
    assert check(project).out == wide


def test_what_is_said_beside_an_answer_is_said_as_in_the_answer(project: Path) -> None:
    (project / "countries/JP.yaml").write_text("categorie: II\n", encoding="utf-8")
    beside = hhmonitor("classify", "--root", project, *AS_OF).err
    _title, _line, *told = check(project).out.splitlines()
    tally = next(number for number, line in enumerate(told) if line.startswith("✗"))
    assert "\n".join(told[:tally]).rstrip() in beside


def test_the_data_name_no_folder_of_the_machine(project: Path) -> None:
    declare(project, "I")
    assert str(project) not in check(project, "--format", "json").out


def test_the_ending_of_the_file_says_which_form_of_findings(project: Path, tmp_path: Path) -> None:
    assert check(project, "--output", str(tmp_path / "out.sarif")).status == 0
    assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    refused = hhmonitor("classify", "--root", project, *AS_OF, "--output", tmp_path / "list.sarif")
    assert (refused.status, (tmp_path / "list.sarif").exists()) == (2, False)


def test_the_answer_goes_to_a_file_whole(project: Path, tmp_path: Path) -> None:
    answer = check(project, "--format", "junit", "--output", str(tmp_path / "out.xml"))
    assert (answer.status, answer.out) == (0, "")
    assert Xml.parse(tmp_path / "out.xml").getroot().tag == "testsuites"


def test_in_dutch(project: Path) -> None:
    declare(project, "I")
    out = check(project, "--lang", "nl").out
    assert "fout HH401: Japan staat op I en de regels geven II" in out
    assert "1 markt nagegaan: 1 fout" in out
