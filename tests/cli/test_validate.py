"""``validate``: every mistake of every file in one run, each at its place; a file that is in order is left alone."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.example_project import JAPAN, OPEN_COUNTRY, build, hhmonitor


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    return build(tmp_path / "project")


def found(project: Path, *more: str | Path) -> list[tuple[str, str, int]]:
    """Code, file and line of every finding."""
    answer = hhmonitor("validate", "--root", project, "--as-of", "2020-12-31", "--format", "json", *more)
    findings = json.loads(answer.out)["findings"]
    return [(one["code"], one["file"], one["start"]["line"] if one["start"] else 0) for one in findings]


def spoil(project: Path, old: str, new: str, file: str = "countries/JP.yaml") -> int:
    """Change one text of a file that is in order; the line where the new one begins."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_project_is_in_order() -> None:
    answer = hhmonitor("validate", "--as-of", "2020-12-31")
    assert answer.status == 0, answer.out


def test_a_project_in_order(project: Path) -> None:
    answer = hhmonitor("validate", "--root", project, "--strict", "--as-of", "2020-12-31")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[-1] == "✓ 7 files read: no errors"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("proposition_fit:", "proposition_fi:", "HH307"),
        ("category: II", "categorie: II", "HH201"),
        ("value: mixed", "value: mixt", "HH203"),
        ("date: 2019-10", "date: 2019-13", "HH205"),
        ("date: 2019-06-14", "date: 2019-02-30", "HH205"),
        ("sources: [s1, s2]", "sources: [s1, s9]", "HH316"),
        ('  s2: {title: "Market', '  s3: {title: "New", date: 2020}\n  s2: {title: "Market', "HH317"),
        ('rationale: "Exports shrink.", ', "", "HH318"),
        (', rationale: "Many companies.", sources: [s1]', ', rationale: "Many companies."', "HH319"),
        ("date: 2018,", "date: 2020-01,", "HH320"),
        ("date: 2020-11", "date: 2999-11", "HH321"),
        ("reference_date: 2020-12-31", "reference_date: 2999", "HH321"),
        ("themes: [ageing_society]", "themes: [ageing_sociey]", "HH307"),
        ("dimensions: [trade]", "dimensions: [trades]", "HH307"),
        ("reference_date:", "effort: {lsh_kontact: {status: planned}}\nreference_date:", "HH307"),
    ],
)
def test_a_mistake_in_a_country_is_found_on_its_line(project: Path, old: str, new: str, code: str) -> None:
    line = spoil(project, old, new)
    assert (code, "countries/JP.yaml", line) in found(project)


def test_a_decision_is_neither_superfluous_nor_overdue_nor_backwards(project: Path) -> None:
    decision = "decision: {category: %s, reason: r, decided_by: d, date: %s, review_by: %s}\nreference_date:"
    rules = json.loads(hhmonitor("classify", "JP", "--root", project, "--as-of", "2020-12-31", "--format", "json").out)
    same = rules["markets"][0]["rule_category"]
    other = next(one for one in ("I", "II", "IIIa", "IV") if one != same)
    cases = [
        ((same, "2020", "2022"), {"HH404"}),
        ((other, "2018", "2019"), {"HH405"}),
        ((other, "2020", "2022"), set()),
        ((other, "2021", "2023"), {"HH409"}),
        ((other, "2020-06", "2019"), {"HH322", "HH405"}),
    ]
    path = project / "countries/JP.yaml"
    for values, expected in cases:
        path.write_text(JAPAN.replace("reference_date:", decision % values), encoding="utf-8")
        assert {code for code, _file, _line in found(project)} == expected, values


def test_special_targets_are_few_and_from_the_categories_that_may_be(project: Path) -> None:
    target = "special_target: {from: 2020-%02d, until: 2021, decided_by: d}\n"
    judged = JAPAN.replace("market_size: indicators", "market_size: {value: positive, rationale: r, sources: [s1]}")
    for number, code in enumerate(("JP", "DE", "FR", "IN"), start=1):
        text = judged.replace("code: JP", f"code: {code}")
        (project / f"countries/{code}.yaml").write_text(text + target % number, encoding="utf-8")
    assert found(project) == [("HH407", "countries/IN.yaml", JAPAN.count("\n") + 1)]
    # Those that ended before the next one began do not count with it.
    spoil(project, "until: 2021", "until: 2020-04-01", "countries/JP.yaml")
    assert {code for code, _file, _line in found(project)} == {"HH407"}  # on its last day it is one still
    spoil(project, "until: 2020-04-01", "until: 2020-03-31", "countries/JP.yaml")
    assert found(project) == []
    path = project / "countries/DK.yaml"
    path.write_text(path.read_text(encoding="utf-8") + target % 12, encoding="utf-8")
    assert "HH406" in {code for code, _file, _line in found(project)}
    # On its last day it is one still; the day after, nothing is asked of it any more.
    text = path.read_text(encoding="utf-8")
    for until, there in (("2020-12-31", True), ("2020-12-30", False)):
        path.write_text(text.replace("until: 2021", f"until: {until}"), encoding="utf-8")
        assert ("HH406" in {code for code, _file, _line in found(project)}) is there


def test_the_code_is_that_of_a_country_and_the_name_of_the_file(project: Path) -> None:
    (project / "countries/JP.yaml").rename(project / "countries/UK.yaml")
    assert found(project) == [("HH305", "countries/UK.yaml", 1)]
    spoil(project, "code: JP", "code: UK", "countries/UK.yaml")
    answer = hhmonitor("validate", "--root", project)
    assert answer.status == 1
    assert "did you mean “GB”?" in answer.out


def test_members_have_a_file_and_one_region(project: Path) -> None:
    (project / "countries/SE.yaml").unlink()
    other = "code: ISLES\nname: Isles\nmembers: [DK]\n"
    (project / "countries/regions/ISLES.yaml").write_text(other, encoding="utf-8")
    assert found(project) == [
        ("HH310", "countries/regions/NORDICS.yaml", 3),
        ("HH309", "countries/regions/NORDICS.yaml", 3),
    ]


def test_a_member_whose_file_is_not_in_order_has_a_file(project: Path) -> None:
    spoil(project, "code: SE", "kode: SE", "countries/SE.yaml")
    assert {code for code, _file, _line in found(project)} == {"HH201", "HH202"}


def test_figures_have_a_source_and_stand_there_once(project: Path) -> None:
    path = project / "countries/figures/indicators.csv"
    path.write_text(path.read_text(encoding="utf-8") + "JP,population,2018,1,\n", encoding="utf-8")
    assert {code for code, _file, _line in found(project)} == {"HH604", "HH323"}
    (project / "countries/figures/sources.yaml").write_text("other: {title: t}\n", encoding="utf-8")
    assert {"HH317", "HH323"} <= {code for code, _file, _line in found(project)}


def test_criteria_name_what_exists(project: Path) -> None:
    line = spoil(project, "[US, CN,", "[USA, CN,", "criteria/2020-2023.yaml")
    assert found(project) == [("HH325", "criteria/2020-2023.yaml", line)]
    line = spoil(project, "  from_categories: [I, II]", "  from_categories: [I, V]", "criteria/2020-2023.yaml")
    assert ("HH307", "criteria/2020-2023.yaml", line) in found(project)


def test_a_file_with_another_ending_is_not_passed_over(project: Path) -> None:
    (project / "countries/DE.yml").write_text(JAPAN, encoding="utf-8")
    assert found(project) == [("HH324", "countries/DE.yml", 0)]


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("category: II", "category:\u00a0II", "HH142", "U+00A0"),
        ("trend: {value", "trend:\u202f{value", "HH142", "U+202F"),
        ("  - {date: 2019-10", "  \u2013 {date: 2019-10", "HH143", "U+2013"),
        ("themes: [ageing_society]", "themes: \u2013 ageing_society", "HH143", "U+2013"),
        ('publisher: "Embassy"', "url: https://example.org/ #part,", "HH144", ""),
        (
            'trend: {value: stable, rationale: "A mission a year.", sources: []}',
            "trend: unknown",
            "HH204",
            "{value: unknown}",
        ),
        (
            'innovation: {level: broad, rationale: "Joint research.", sources: [s1]}',
            "innovation: broad",
            "HH204",
            "{level: broad}",
        ),
        ("venture_capital: {value: unknown}", "venture_capital: unknown", "HH203", "{value: unknown}"),
        ("code: JP", "code: unknown", "HH206", "JP"),
        ("category: II", "category: III", "HH345", "IIIa, IIIb"),
        ('publisher: "Embassy"', "url: www.example.org/page", "HH346", "https://www.example.org/page"),
    ],
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_told_says_what_to_write(
    project: Path, old: str, new: str, code: str, says: str, language: str
) -> None:
    spoil(project, old, new)
    answer = hhmonitor("validate", "--root", project, "--as-of", "2020-12-31", "--lang", language)
    told = [line for line in answer.out.splitlines() if f" {code}: " in line]
    assert len(told) == 1, answer.out
    assert says in told[0]


def test_a_note_after_a_value_and_a_number_in_a_quoted_text_are_no_mistake(project: Path) -> None:
    spoil(project, "category: II", "category: II  # as published")
    spoil(project, "Market study", "Market study #3")
    assert found(project) == []


@pytest.mark.parametrize("written", ["9.725", "1.000"])
def test_what_is_advised_for_three_decimals_is_no_longer_warned_of(project: Path, written: str) -> None:
    figures = f"indicators:\n  population: {{source: s1, values: {{2018: {written}}}}}\nsources:"
    spoil(project, "sources:\n", figures + "\n")
    told = hhmonitor("validate", "--root", project).out
    advised = re.findall(r"write (\S+) where thousands are meant, and (\S+) otherwise", told)[0]
    for number in advised:
        spoil(
            project,
            re.search(r"2018: \S+}}", (project / "countries/JP.yaml").read_text(encoding="utf-8"))[0],
            f"2018: {number}}}}}",
        )
        assert found(project) == []


def test_a_member_that_is_written_as_a_name_is_told_its_code(project: Path) -> None:
    spoil(project, "members: [DK", "members: [Nieuw-Zeeland, DK", "countries/regions/NORDICS.yaml")
    told = hhmonitor("validate", "--root", project).out
    assert "did you mean “NZ”?" in told


COUNTRY = OPEN_COUNTRY.format(code="NZ")
REGION_OF_TWO = "code: NORTH\nname: North\nmembers: [JP]\n"


@pytest.mark.parametrize(
    ("file", "text", "code", "says"),
    [
        ("countries/NZ.yaml.txt", COUNTRY, "HH324", "NZ.yaml"),
        ("countries/NZ.YAML", COUNTRY, "HH324", "NZ.yaml"),
        ("countries/NZ.txt", COUNTRY, "HH324", "NZ.yaml"),
        ("countries/NZ", COUNTRY, "HH324", "NZ.yaml"),
        ("countries/regions/NORTH.yml", REGION_OF_TWO, "HH324", "NORTH.yaml"),
        ("countries/oceania/NZ.yaml", COUNTRY, "HH342", "countries/"),
        ("countries/oceania/far/NZ.yaml", COUNTRY, "HH342", "countries/"),
        ("countries/figures/NZ.yaml", COUNTRY, "HH342", "countries/"),
        ("countries/regions/old/NORTH.yaml", REGION_OF_TWO, "HH342", "countries/regions/"),
        ("NZ.yaml", COUNTRY, "HH342", "countries/"),
        ("countries/NORTH.yaml", REGION_OF_TWO, "HH341", "countries/regions/"),
        ("countries/regions/NZ.yaml", COUNTRY, "HH341", "countries/"),
        ("criteria/NZ.yaml", COUNTRY, "HH341", "countries/"),
        ("countries/NZ.docx", "PK", "HH343", "countries/"),
        ("countries/notes.txt", "To do: ask the embassy.", "HH343", "countries/"),
        ("countries/JP.yaml.bak", JAPAN, "HH343", "countries/"),
        ("countries/figures/data.xlsx", "PK", "HH343", "countries/figures/"),
        ("countries/NZ.yaml", "PK\x03\x04\x14", "HH141", "Word"),
        ("countries/JP - kopie.yaml", JAPAN, "HH304", "countries/JP.yaml"),
        ("countries/AT.yaml", JAPAN, "HH304", "AT"),
    ],
)
def test_nothing_is_passed_over_in_silence(project: Path, file: str, text: str, code: str, says: str) -> None:
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text(text, encoding="utf-8")
    assert [(one, name) for one, name, _line in found(project)] == [(code, file)]
    assert says in hhmonitor("validate", "--root", project).out
    told_by_every_command = code != "HH343"
    assert (code in hhmonitor("classify", "--root", project).err) is told_by_every_command


@pytest.mark.parametrize("file", ["countries/README.md", "countries/.NZ.yaml.swp", "countries/~$NZ.yaml", "mkdocs.yml"])
def test_what_nobody_takes_for_a_market_is_left_alone(project: Path, file: str) -> None:
    (project / file).write_text("site_name: A list", encoding="utf-8")
    assert found(project) == []


def test_all_findings_of_all_files_in_one_run(project: Path) -> None:
    spoil(project, "value: mixed", "value: mixt")
    spoil(project, "sources: [s1, s2]", "sources: [s1, s2")
    spoil(project, "themes: unknown", "themes: unkown", "countries/DK.yaml")
    spoil(project, "themes: unknown", "thema: unknown", "countries/SE.yaml")
    files = {file for _code, file, _line in found(project)}
    assert files == {"countries/JP.yaml", "countries/DK.yaml", "countries/SE.yaml"}


def test_warnings_fail_under_strict_alone(project: Path) -> None:
    spoil(project, "date: 2018,", "date: 2020-01,")
    relaxed = hhmonitor("validate", "--root", project)
    assert (relaxed.status, "warning HH320" in relaxed.out) == (0, True)
    strict = hhmonitor("validate", "--root", project, "--strict")
    assert (strict.status, "error HH320" in strict.out) == (1, True)


def test_the_excerpt_has_carets_and_the_second_place(project: Path) -> None:
    spoil(project, "date: 2018,", "date: 2020-01,")
    out = hhmonitor("validate", "--root", project).out
    assert " |   - {date: 2020-01, kind" in out
    assert "^^^^^^^" in out
    assert "the activity above it" in out


def test_files_by_name(project: Path) -> None:
    spoil(project, "value: mixed", "value: mixt")
    spoil(project, "themes: unknown", "themes: unkown", "countries/DK.yaml")
    one = hhmonitor("validate", project / "countries/JP.yaml", "--format", "json")
    assert one.status == 1
    findings = json.loads(one.out)["findings"]
    assert [(each["code"], each["file"]) for each in findings] == [("HH203", "project/countries/JP.yaml")]
    assert hhmonitor("validate", project / "countries/SE.yaml").status == 0


def test_a_file_by_itself_is_held_against_the_criteria(project: Path, tmp_path: Path) -> None:
    alone = tmp_path / "JP.yaml"
    alone.write_text(JAPAN.replace("biopharma:", "biofarma:"), encoding="utf-8")
    answer = hhmonitor("validate", alone)
    assert answer.status == 1
    assert "JP.yaml:18:3: error HH307" in answer.out
    assert "did you mean “biopharma”?" in answer.out


def test_a_file_that_is_not_there_cannot_be_validated(project: Path) -> None:
    answer = hhmonitor("validate", project / "countries/XX.yaml")
    assert (answer.status, answer.out) == (2, "")
    assert "there is no file" in answer.err


@pytest.mark.parametrize(("empty", "code"), [("criteria", "HH302"), ("countries", "HH303")])
def test_nothing_to_read_is_never_green(tmp_path: Path, empty: str, code: str) -> None:
    project = build(tmp_path)
    for path in (project / empty).rglob("*.yaml"):
        path.unlink()
    for command in ("validate", "check", "classify"):
        answer = hhmonitor(command, "--root", project)
        assert answer.status == 2
        assert code in answer.out + answer.err


def test_no_project_folder(tmp_path: Path) -> None:
    answer = hhmonitor("validate", "--root", tmp_path)
    assert (answer.status, "HH301" in answer.err) == (2, True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(project: Path) -> None:
    (project / "countries/JP.yaml").chmod(0)
    assert ("HH107", "countries/JP.yaml", 0) in found(project)


def test_folders_and_links_that_look_like_files(project: Path) -> None:
    (project / "countries/XX.yaml").mkdir()
    (project / "countries/YY.yaml").symlink_to(project / "nowhere")
    os.mkfifo(project / "countries/ZZ.yaml")
    assert found(project) == [
        ("HH106", "countries/XX.yaml", 0),
        ("HH105", "countries/YY.yaml", 0),
        ("HH108", "countries/ZZ.yaml", 0),
    ]
    assert hhmonitor("validate", "--root", project).status == 1


def test_in_dutch(project: Path) -> None:
    spoil(project, "category: II", "categorie: II")
    out = hhmonitor("validate", "--root", project, "--lang", "nl").out
    assert "fout HH201" in out
    assert "bedoelt u “category”?" in out


@pytest.mark.parametrize("year", ["20", "1899", "2999"])
def test_own_figures_are_of_a_year_that_can_be(project: Path, year: str) -> None:
    path = project / "countries/JP.yaml"
    own = f"indicators:\n  population:\n    source: s1\n    values:\n      2019: 1\n      {year}: 2\n"
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    assert found(project) == [("HH326", "countries/JP.yaml", line)]


def test_a_factor_below_nought_is_a_finding_wherever_it_stands(project: Path) -> None:
    table = project / "countries/figures/indicators.csv"
    rows = table.read_text(encoding="utf-8")
    table.write_text(rows + "JP,population,2003,-5,s1\n", encoding="utf-8")
    line = rows.count("\n") + 1
    assert ("HH623", "countries/figures/indicators.csv", line) in found(project)
    # It stands in the way of classifying: products are reckoned with as if it could not be.
    assert hhmonitor("classify", "--root", project).status == 2
    table.write_text(rows, encoding="utf-8")
    own = "indicators:\n  population: {source: s1, values: {2019: -5}}\n"
    spoil(project, "reference_date:", f"{own}reference_date:")
    assert "HH623" in {code for code, _file, _line in found(project)}
