"""A project folder to a loaded project, and every way in which that can fail: the code, the place, the nearest word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from hhmonitor.answers.findings import message
from hhmonitor.findings import Finding
from hhmonitor.project import Project, ProjectFailure, Root, load_project
from tests.support import REPOSITORY, small_list


def load(folder: Path, criteria: str | None = None, as_of: date | None = None) -> Project:
    return load_project(Root(folder, "option"), criteria, as_of)


def findings(folder: Path) -> list[Finding]:
    with pytest.raises(ProjectFailure) as failure:
        load(folder)
    return list(failure.value.findings)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_list(tmp_path / "project")


def test_the_shipped_project_is_without_findings() -> None:
    project = load(REPOSITORY)
    assert len(project.countries) == 53
    assert len(project.regions) == 7
    assert project.findings == ()
    assert sum(len(region.members) for region in project.regions.values()) == 28


def test_regions_know_their_members_and_markets_their_files(small: Path) -> None:
    project = load(small)
    assert project.region_of == {"KE": "EAST-AFRICA", "ET": "EAST-AFRICA"}
    assert project.files["EAST-AFRICA"] == "countries/regions/EAST-AFRICA.yaml"


def test_hidden_files_and_other_files_are_left_alone(small: Path) -> None:
    (small / "countries" / ".JP.yaml").write_text("not: a market")
    (small / "countries" / "notes.txt").write_text("not a market")
    assert set(load(small).countries) == {"DE", "ET", "JP", "KE", "PE"}


CASES: dict[str, tuple[str, str, str, str, int, str | None]] = {
    # what is wrong: (file, text, what stands there instead, code, column of the place, suggestion)
    "a key that is not known": ("countries/PE.yaml", "trend:", "trent:", "HH201", 1, "trend"),
    "a key that is not known, inside": (
        "countries/PE.yaml",
        "dimensions:\n  innovation:\n    level",
        "dimensions:\n  innovation:\n    levl",
        "HH201",
        5,
        "level",
    ),
    "a key that is missing": ("countries/PE.yaml", "sector_interest:\n  level: unknown\n", "", "HH202", 1, None),
    "a word that is not on the scale": (
        "countries/KE.yaml",
        "value: positive",
        "value: positif",
        "HH203",
        12,
        "positive",
    ),
    "a list where a text is expected": ("countries/KE.yaml", "rationale: seen", "rationale: [seen]", "HH204", 16, None),
    "a day that does not exist": ("countries/KE.yaml", "'2020-12-31'", "2020-02-30", "HH205", 17, None),
    "a code that is none": ("countries/KE.yaml", "code: KE", "code: k e", "HH206", 7, None),
    "a characteristic the criteria do not know": (
        "countries/PE.yaml",
        "  venture_capital:",
        "  venture_capitol:",
        "HH307",
        3,
        "venture_capital",
    ),
    "a theme the criteria do not know": (
        "countries/KE.yaml",
        "  digital_transformation:",
        "  digital_transformatio:",
        "HH307",
        3,
        "digital_transformation",
    ),
    "a category the criteria do not know": ("countries/PE.yaml", "category: IV", "category: IVa", "HH307", 11, "IV"),
    "figures that do not judge this": (
        "countries/PE.yaml",
        "  venture_capital:\n    value: unknown",
        "  venture_capital: indicators",
        "HH308",
        20,
        None,
    ),
    "a code that is not the name of the file": ("countries/PE.yaml", "code: PE", "code: PA", "HH305", 7, None),
    "a member without a file": ("countries/regions/EAST-AFRICA.yaml", "- ET", "- ETH", "HH309", 3, "ET"),
    "a member named twice": ("countries/regions/EAST-AFRICA.yaml", "- ET", "- ET\n- KE", "HH310", 3, None),
    "a bound that no market can reach": ("criteria/2020-2023.yaml", "at_least:  4", "at_least:  7", "HH314", 20, None),
    "a list that is not defined": (
        "criteria/2020-2023.yaml",
        "priority_list:   top_9",
        "priority_list:   top_8",
        "HH307",
        31,
        "top_9",
    ),
    "a condition of two kinds": (
        "criteria/2020-2023.yaml",
        "count:     themes",
        "count: themes\n        trend: [stable]",
        "HH207",
        0,
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_found_at_its_place(small: Path, name: str) -> None:
    file, text, instead, code, column, suggestion = CASES[name]
    path = small / file
    before = path.read_text(encoding="utf-8")
    assert text in before, f"the case is out of date: {text!r} is not in {file}"
    path.write_text(before.replace(text, instead, 1), encoding="utf-8")
    found = [finding for finding in findings(small) if finding.code == code]
    assert found, [finding.code for finding in findings(small)]
    place = found[0].place
    assert place.file == file
    assert place.span is not None
    line = path.read_text(encoding="utf-8").splitlines()[place.span.start.line - 1]
    if column:
        assert place.span.start.column == column, line
    if suggestion:
        assert found[0].details["suggestion"] == suggestion


def test_all_findings_of_all_files_come_at_once_and_in_order(small: Path) -> None:
    for code in ("PE", "KE", "JP"):
        path = small / "countries" / f"{code}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("trend:", "trent:"), encoding="utf-8")
    (small / "countries" / "DE.yaml").write_text("code: [", encoding="utf-8")
    found = findings(small)
    assert [finding.place.file for finding in found] == sorted(finding.place.file for finding in found)
    assert {finding.place.file for finding in found} >= {f"countries/{code}.yaml" for code in ("DE", "JP", "KE", "PE")}


def edit_criteria(small: Path, change: Callable[[dict[str, object]], None]) -> None:
    path = small / "criteria" / "2020-2023.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize(
    ("section", "name", "key", "value"),
    [
        ("indicators", "population", "product_of", ["health_expenditure_total_usd"]),
        ("priority_lists", "top_9", "includes", "top_50"),
    ],
)
def test_what_is_made_of_itself_is_refused(small: Path, section: str, name: str, key: str, value: object) -> None:
    def change(data: dict[str, object]) -> None:
        data[section][name][key] = value  # type: ignore[index]

    edit_criteria(small, change)
    assert "HH311" in {finding.code for finding in findings(small)}


def test_two_categories_of_one_name_are_refused(small: Path) -> None:
    path = small / "criteria" / "2020-2023.yaml"
    text = path.read_text(encoding="utf-8")
    assert "- id: IV" in text
    path.write_text(text.replace("- id: IV", "- id: II"), encoding="utf-8")
    found = [finding for finding in findings(small) if finding.code == "HH312"]
    assert found[0].related is not None


def test_a_project_without_criteria_or_without_markets_is_refused(tmp_path: Path) -> None:
    (tmp_path / "countries").mkdir()
    (tmp_path / "criteria").mkdir()
    assert {finding.code for finding in findings(tmp_path)} == {"HH302", "HH303"}


def test_the_criteria_are_those_asked_for_else_those_of_the_day(small: Path) -> None:
    later = (small / "criteria" / "2020-2023.yaml").read_text(encoding="utf-8")
    later = later.replace('id:     "2020-2023"', 'id: "2024-2027"')
    later = later.replace('{from: "2020-01-01", to: "2023-12-31"}', '{from: "2024-01-01", to: "2027-12-31"}')
    (small / "criteria" / "2024-2027.yaml").write_text(later, encoding="utf-8")
    assert load(small, as_of=date(2020, 12, 31)).criteria.id == "2020-2023"
    assert load(small, as_of=date(2024, 1, 1)).criteria.id == "2024-2027"
    assert load(small, as_of=date(2010, 1, 1)).criteria.id == "2020-2023"
    assert load(small, "2020-2023", date(2025, 1, 1)).criteria.id == "2020-2023"
    # A day that none covers has the newest that began before it; one that an older period covers has that.
    assert load(small, as_of=date(2028, 1, 1)).criteria.id == "2024-2027"
    spanning = later.replace('id: "2024-2027"', 'id: "2021-2030"').replace(
        '{from: "2024-01-01", to: "2027-12-31"}', '{from: "2021-01-01", to: "2030-12-31"}'
    )
    (small / "criteria" / "2021-2030.yaml").write_text(spanning, encoding="utf-8")
    assert load(small, as_of=date(2028, 1, 1)).criteria.id == "2021-2030"
    assert load(small, as_of=date(2027, 12, 31)).criteria.id == "2024-2027"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("DE,population,2019,many,s", "HH603"),
        ("DE,population,2019", "HH603"),
        ("DE,population,last,5,s", "HH603"),
        ("DE,population,2019,inf,s", "HH603"),
        ("DE,health_expenditure_per_capita_usd,2019,1,s", "HH604"),
    ],
)
def test_a_row_that_is_no_figure_is_found_with_its_line(small: Path, row: str, code: str) -> None:
    table = small / "countries" / "figures" / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    (found,) = findings(small)
    assert found.code == code
    assert found.place.span is not None
    assert found.place.span.start.line == 4


@pytest.mark.parametrize(("content", "code"), [("a,b,c\n", "HH602"), ("", "HH602"), ("market\udcff", "HH601")])
def test_a_table_of_another_form_is_refused(small: Path, content: str, code: str) -> None:
    table = small / "countries" / "figures" / "indicators.csv"
    table.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert [finding.code for finding in findings(small)] == [code]


def test_a_project_without_a_table_of_figures_has_none(small: Path) -> None:
    (small / "countries" / "figures" / "indicators.csv").unlink()
    assert load(small).figures == {}


def test_every_key_that_is_missing_is_told_at_once(small: Path) -> None:
    (small / "countries/PE.yaml").write_text("code: PE\n", encoding="utf-8")
    missing = [finding.details["key"] for finding in findings(small) if finding.code == "HH202"]
    assert missing == ["health_system", "dimensions", "themes", "sector_interest", "trend"]


@pytest.mark.parametrize(("statement", "other"), [("sector_interest:\n  value", "level"), ("trend:\n  level", "value")])
def test_value_and_level_exchanged_is_told_once(small: Path, statement: str, other: str) -> None:
    group, key = statement.split(":\n  ")
    path = small / "countries/PE.yaml"
    text = path.read_text(encoding="utf-8")
    assert f"{group}:\n  {other}" in text
    path.write_text(text.replace(f"{group}:\n  {other}", statement), encoding="utf-8")
    [finding] = findings(small)
    assert (finding.code, finding.details) == ("HH214", {"key": key, "other": other})
    assert finding.place.path == (group, key)


def test_a_code_in_small_letters_is_suggested_in_capitals(small: Path) -> None:
    path = small / "countries/KE.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("code: KE", "code: ke"), encoding="utf-8")
    told = next(message(finding) for finding in findings(small) if finding.code == "HH206")
    assert told == (
        "“ke” is not written as code is written here: capitals and digits, with dashes between them; did you mean “KE”?"
    )


def test_a_category_in_a_digit_is_suggested_as_its_numeral(small: Path) -> None:
    path = small / "countries/PE.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("category: IV", "category: 4"), encoding="utf-8")
    [finding] = findings(small)
    assert (finding.code, finding.details["suggestion"]) == ("HH204", "IV")
