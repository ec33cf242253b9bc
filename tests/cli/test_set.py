"""``set``: a datum from the command line, in just its lines, with grounds of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.example_project import JAPAN, Outcome, build, hhmonitor

ON = ("--as-of", "2020-12-31")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)
    return build(tmp_path / "project")


def put(project: Path, *arguments: str) -> Outcome:
    return hhmonitor("set", *arguments, "--root", project, *ON)


def japan(project: Path) -> str:
    return (project / "countries/JP.yaml").read_bytes().decode()


def test_a_judgement_with_its_grounds_changes_just_its_line(project: Path) -> None:
    answer = put(
        project, "Japan", "venture_capital=positief", "--rationale", "There is money.", "--rationale-nl", "Er is geld.",
        "--source", "s1", "--confidence", "low",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    written = japan(project)
    before, after = JAPAN.split("{value: unknown}")
    assert written.startswith(before.rstrip())
    assert written.endswith(after)
    between = written[len(before.rstrip()) : -len(after)]
    assert yaml.safe_load(between) == {
        "value": "positive",
        "confidence": "low",
        "rationale": {"en": "There is money.", "nl": "Er is geld."},
        "sources": ["s1"],
    }
    assert "What it does to the list" in answer.out


def test_the_grounds_on_file_are_not_those_of_another_judgement(project: Path) -> None:
    before = japan(project)
    answer = put(project, "JP", "trend=emerging")
    assert (answer.status, japan(project)) == (2, before)
    assert "--rationale" in answer.err
    assert put(project, "JP", "trend=unknown").status == 0
    assert japan(project) == JAPAN.replace(
        'trend: {value: stable, rationale: "A mission a year.", sources: []}', "trend: {value: unknown}"
    )


def test_the_same_judgement_gets_better_grounds_and_keeps_the_rest(project: Path) -> None:
    assert put(project, "JP", "proposition_fit=positive", "--source", "s2").status == 0
    assert japan(project) == JAPAN.replace(
        'rationale: "The themes match.", sources: [s1]', 'rationale: "The themes match.", sources: [s2]'
    )


def test_the_first_theme_of_an_inventory_says_nothing_of_the_others(project: Path) -> None:
    new = ("sources.s1.title=Annual report", "sources.s1.date=14 juni 2019")
    answer = put(project, "DK", "biopharma=broad", *new, "--rationale", "They ask for it.", "--source", "s1")
    assert answer.status == 0, answer.err
    listed = hhmonitor("classify", "DK", "--format", "json", "--root", project, *ON)
    (market,) = json.loads(listed.out)["markets"]
    values = {name: one["value"] for name, one in market["inputs"]["themes"].items()}
    assert values.pop("biopharma") == "broad"
    assert set(values.values()) == {"unknown"}


def test_any_other_datum_goes_by_its_path_and_is_taken_out_by_nothing(project: Path) -> None:
    assert put(project, "JP", "sources.s2.date=14-06-2018", "attaches.health=ja", "activities.1.title=").status == 2
    assert japan(project) == JAPAN  # an activity needs its title, and all is written or nothing
    assert put(project, "JP", "sources.s2.date=14-06-2018", "attaches.health=ja", "sources.s2.publisher=").status == 0
    expected = (
        JAPAN.replace("health: no", "health: yes")
        .replace("date: 2019-06-14", "date: 2018-06-14")
        .replace(', publisher: "Chamber of Commerce"', "")
    )
    assert japan(project) == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("JP", "trnd=stable"), "did you mean trend"),
        (("JP", "trend=stabel"), "did you mean stable"),
        (("JP", "trend"), "PATH=VALUE"),
        (("JP", "category=I"), "review record"),
        (("JP", "code=KR"), "nothing called"),
        (("JP", "trend=emerging", "--rationale", "So.", "--source", "s9"), "sources.s9.title"),
        (("JP", "contact=The embassy", "--rationale", "So."), "judgement"),
        (("JP", "reform_plans=mixed", "--rationale", "So.", "--confidence", "certain"), "confidence"),
        (("JP", "sources.s1="), "HH316"),
        (("JP", "reference_date=31 february 2020"), "HH205"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    project: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = put(project, *arguments)
    assert answer.status == 2, answer.out
    assert said in answer.err
    assert japan(project) == JAPAN


def test_it_is_shown_only(project: Path) -> None:
    answer = put(project, "JP", "sector_interest=specific", "--rationale", "Fewer of them.", "--dry-run")
    assert answer.status == 0
    assert "+sector_interest: {level: specific" in answer.out
    assert "Nothing was written." in answer.out
    assert japan(project) == JAPAN
