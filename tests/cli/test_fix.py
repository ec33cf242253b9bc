"""``validate --fix``: what has one right answer is mended, what has two is left, and nothing else is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.example_project import JAPAN, OPEN_COUNTRY, build, hhmonitor
from tests.support import REPOSITORY

ON = ("--as-of", "2020-12-31")
FILE = "countries/JP.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    return build(tmp_path / "project")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def spoil(project: Path, *exchanged: tuple[str, str], end: str = "\n") -> None:
    """Japan with some of its text exchanged, and lines that end so."""
    text = JAPAN
    for old, new in exchanged:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (project / FILE).write_bytes(text.replace("\n", end).encode())


def fix(project: Path, *more: str) -> int:
    return hhmonitor("validate", "--fix", "--yes", "--root", project, *ON, *more).status


def japan(project: Path) -> str:
    return (project / FILE).read_bytes().decode()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("value: positive, confidence: high", "value: postive, confidence: high"),
        ("value: positive, confidence: high", "value: positief, confidence: hoog"),
        ("value: positive, confidence: high", "value: “positive”, confidence: 'High '"),
        ("level: none, rationale: \"Exports", "level: geen, rationale: \"Exports"),
        ("health: no", "health: nee"),
        ("reform_plans: {value: positive, rationale:", "reform_plans: {value: positive, onderbouwing:"),
        ("innovation: {level: broad", "innovation: {value: broad"),
        ("  reform_plans:", "  reform_plan:"),
        ("date: 2019-06-14", "date: 14-06-2019"),
        ("date: 2019-06-14", "date: 14 juni 2019"),
        ("date: 2020-11", "date: november 2020"),
        ("reference_date: 2020-12-31", "reference_date: “2020-12-31”"),
        ("code: JP", "code: jp"),
        ("code: JP", "code: unknown"),
        ("technology_match: {value: positive, rationale: \"Devices are asked for.\", sources: [s2]}",
         "technology_match: {value: positive, rationale: \"Devices are asked for.\", sources: s2}"),
        ("sources: [s1, s2]", "sources: [s1, S2]"),
        ("category: II", "category:\u00a0II"),
        ("activities:\n  - {date: 2019-10", "activities:\n  \u2013 {date: 2019-10"),
        ("trend: {", "trend\u00a0: {"),
        ("  innovation: {", "\tinnovation: {"),
    ],
)  # fmt: skip
def test_what_has_one_right_answer_is_mended_and_nothing_else_changes(project: Path, right: str, wrong: str) -> None:
    spoil(project, (right, wrong))
    if wrong.startswith("\t"):  # all lines of a block have tabs, or none
        spoil(project, *((f"  {name}: {{", f"\t{name}: {{") for name in ("innovation", "investment", "trade")))
    assert fix(project) == 0
    mended = japan(project).replace("confidence: 'high'", "confidence: high")
    assert mended == JAPAN


def test_every_item_of_a_list_gets_its_hyphen(project: Path) -> None:
    spoil(project, ("  - {date: 2019-10", "  • {date: 2019-10"), ("  - {date: 2018", "  • {date: 2018"))
    assert fix(project) == 0
    assert japan(project) == JAPAN


def test_one_mend_brings_another_to_light(project: Path) -> None:
    spoil(
        project, ("category: II", "category:\u00a0II"), ("stable", "stabiel"), ("date: 2019-06-14", "date: 14/6/2019")
    )
    assert fix(project) == 0
    assert japan(project) == JAPAN


def test_comments_layout_and_ends_of_lines_stay(project: Path) -> None:
    odd = (
        JAPAN.replace("category: II", "category:   II   # as published")
        .replace("trend: {value: stable,", "trend: {value:   'stabiel' ,")
        .replace("themes:\n", "\n# Themes, by hand.\nthemes:   \n")
        .replace("\n", "\r\n")
    )
    (project / FILE).write_bytes(b"\xef\xbb\xbf" + odd.encode())
    assert fix(project) == 0
    assert (project / FILE).read_bytes() == b"\xef\xbb\xbf" + odd.replace("'stabiel'", "'stable'").encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2019-06-14", "date: 03/04/2019"),  # 3 April, or 4 March
        ("category: II", "category: III"),  # IIIa or IIIb
        ("value: mixed", "value: good"),  # of no word's kind
        ('  s2: {title: "Market', '  s3: {title: "New", date: 2020}\n  s2: {title: "Market'),  # cite it, or remove it
        ("sources: [s1, s2]", "sources: [s1, s3]"),
        ("sources:\n  s1", "indicators: {population: {source: s1, values: {2018: 9.725}}}\nsources:\n  s1"),
        ("sources:\n  s1", "indicators: {population: {source: s1, values: {2018: 1,000}}}\nsources:\n  s1"),
        ("trend: {value: stable", "trend: {value: stable, value: emerging"),
        ("dimensions:\n  innovation", "dimensions:\n  \tinnovation"),  # spaces and a tab
    ],
)
def test_what_has_two_answers_is_left(project: Path, old: str, new: str) -> None:
    spoil(project, (old, new))
    before = files(project)
    fix(project)
    assert files(project) == before


def test_other_encodings_become_utf_8(project: Path) -> None:
    text = JAPAN.replace('"Embassy"', '"Attaché"')
    for encoding in ("cp1252", "utf-16"):
        (project / FILE).write_bytes(text.encode(encoding))
        assert fix(project) == 0
        assert japan(project) == text


def test_a_file_that_is_called_otherwise_gets_the_name_by_which_it_is_read(project: Path) -> None:
    (project / "countries/DE.yml").write_text(
        OPEN_COUNTRY.format(code="DE").replace("themes: unknown", "themes: onbekend")
    )
    (project / "countries/KR.yml").write_text("code: KR\n")
    assert fix(project) == 1
    assert (project / "countries/DE.yaml").read_text() == OPEN_COUNTRY.format(code="DE")
    assert not (project / "countries/DE.yml").exists()
    # Nobody joins the list with a fault of which the answer is not known.
    assert (project / "countries/KR.yml").exists()
    assert not (project / "countries/KR.yaml").exists()


def test_a_region_among_the_countries_goes_to_the_regions(project: Path) -> None:
    (project / "countries/regions/NORDICS.yaml").rename(project / "countries/NORDICS.yaml")
    text = (project / "countries/NORDICS.yaml").read_bytes()
    assert fix(project) == 0
    assert (project / "countries/regions/NORDICS.yaml").read_bytes() == text
    assert not (project / "countries/NORDICS.yaml").exists()


def test_it_shows_first_and_without_fix_nothing_is_written(project: Path) -> None:
    spoil(project, ("stable", "stabiel"))
    before = files(project)
    told = hhmonitor("validate", "--root", project, *ON)
    assert told.status == 1
    assert "1 of these has one right answer; hhmonitor validate --fix mends it" in told.out
    shown = hhmonitor("validate", "--fix", "--dry-run", "--root", project, *ON)
    assert shown.status == 1
    assert '+trend: {value: stable, rationale: "A mission a year.", sources: []}' in shown.out
    assert "Nothing was written." in shown.out
    refused = hhmonitor("validate", "--dry-run", "--root", project, *ON)
    assert refused.status == 2
    assert files(project) == before


def test_only_the_files_that_are_named_are_mended(project: Path) -> None:
    spoil(project, ("stable", "stabiel"))
    denmark = project / "countries/DK.yaml"
    denmark.write_text(denmark.read_text().replace("trend: {value: unknown}", "trend: unknown"))
    answer = hhmonitor("validate", denmark, "--fix", "--yes", *ON)
    assert answer.status == 0, answer.out + answer.err
    assert "trend: {value: unknown}" in denmark.read_text()
    assert "stabiel" in japan(project)


def test_programs_are_told_what_was_mended_and_what_can_be(project: Path) -> None:
    spoil(project, ("stable", "stabiel"), ("value: mixed", "value: good"))
    answer = json.loads(hhmonitor("validate", "--root", project, *ON, "--format", "json").out)
    assert sorted(one["fixable"] for one in answer["findings"]) == [False, True]
    assert answer["fixes"] is None
    answer = json.loads(hhmonitor("validate", "--fix", "--yes", "--root", project, *ON, "--format", "json").out)
    assert [one["fixable"] for one in answer["findings"]] == [False]
    assert (answer["fixes"]["findings"], answer["fixes"]["written"]) == (1, True)
    assert [one["file"] for one in answer["fixes"]["files"]] == [FILE]


def test_a_list_that_can_be_classified_hears_which_categories_move(project: Path) -> None:
    spoil(project, ('title: "Country page"', 'title: "Country page", url: www.who.int/data'))
    answer = hhmonitor("validate", "--fix", "--yes", "--root", project, *ON)
    assert answer.status == 0
    assert "The category of the market stays as it is." in answer.out
    assert 'url: "https://www.who.int/data"' in japan(project)


def test_findings_that_the_settings_put_up_with_are_left(project: Path) -> None:
    spoil(project, ('title: "Country page"', 'title: "Country page", url: www.who.int'))
    (project / "hhmonitor.toml").write_text(
        '[[ignore]]\ncode = "HH346"\nwhere = ["JP"]\nreason = "As the source writes it."\nuntil = 2021-12-31\n'
    )
    before = japan(project)
    fix(project)
    assert japan(project) == before


def test_servers_are_told_the_text_that_mends(project: Path) -> None:
    spoil(project, ("stable", "stabiel"))
    (run,) = json.loads(hhmonitor("validate", "--root", project, *ON, "--format", "sarif").out)["runs"]
    ((fix_of_it,),) = (one["fixes"] for one in run["results"])
    (change,) = fix_of_it["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = japan(project).splitlines()[region["startLine"] - 1]
    mended = (
        line[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
    )
    assert mended in JAPAN.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_shipped_file_comes_back_to_the_byte(tmp_path: Path, end: str) -> None:
    project = tmp_path / "shipped"
    for name in ("countries", "criteria"):
        shutil.copytree(REPOSITORY / name, project / name)
    paths = [*(project / "countries").glob("*.yaml"), *(project / "countries/regions").glob("*.yaml")]
    for path in paths:
        path.write_bytes(path.read_text(encoding="utf-8").replace("\n", end).encode())
    before = files(project)
    spoiled = {"value: positive": "value: positief", "level: broad": "value: breed", "rationale:": "onderbouwing:"}
    for path in paths:
        text = path.read_bytes().decode()
        for right, wrong in spoiled.items():
            text = text.replace(right, wrong, 2)
        path.write_bytes(text.encode())
    assert files(project) != before
    fix(project)
    assert files(project) == before
