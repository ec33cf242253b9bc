"""``search``: every text that holds the words, in either language, with the line where it stands."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.example_project import build, hhmonitor


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = build(tmp_path)
    path = folder / "countries/JP.yaml"
    text = path.read_text(encoding="utf-8")
    bilingual = 'rationale: {en: "Care for the elderly.", nl: "Ouderenzorg in één plan."}'
    path.write_text(text.replace('rationale: "Care for the elderly."', bilingual), encoding="utf-8")
    return folder


def found(project: Path, *words: str) -> set[tuple[str, int]]:
    """Path and line of what is found."""
    answer = hhmonitor("search", *words, "--root", project, "--format", "json")
    assert answer.status == 0, answer.err
    return {(one["path"], one["line"]) for one in json.loads(answer.out)["matches"]}


def line_of(project: Path, text: str) -> int:
    lines = (project / "countries/JP.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("words", "path", "stands_at"),
    [
        (["market", "study"], "sources.s2.title", "s2:"),
        (["Chamber"], "sources.s2.publisher", "s2:"),
        (["fair"], "activities.1.title", "kind: event"),
        (["devices", "asked"], "health_system.technology_match.rationale", "technology_match"),
        (["ZORG"], "themes.ageing_society.rationale", "ageing_society: {"),
        (["een", "ouderenzorg"], "themes.ageing_society.rationale", "ageing_society: {"),
        (["elderly"], "themes.ageing_society.rationale", "ageing_society: {"),
    ],
)
def test_a_text_is_found_at_its_line(project: Path, words: list[str], path: str, stands_at: str) -> None:
    assert found(project, *words) == {(path, line_of(project, stands_at))}


def test_codes_and_values_are_no_texts(project: Path) -> None:
    assert found(project, "positive") == set()
    assert found(project, "s1") == set()


def test_words_in_one_argument_stand_one_behind_the_other(project: Path) -> None:
    assert found(project, "are asked") == found(project, "asked", "are")
    assert found(project, "devices asked") == set()


def test_all_words_stand_in_one_text(project: Path) -> None:
    assert found(project, "elderly", "ouderenzorg") == set()


def test_the_text_is_shown_in_the_language_in_which_it_holds_the_words(project: Path) -> None:
    assert "Ouderenzorg" in hhmonitor("search", "ouderenzorg", "--root", project, "--lang", "en").out
    assert "Care for the elderly." in hhmonitor("search", "care", "--root", project, "--lang", "en").out
    rows = list(csv.DictReader(io.StringIO(hhmonitor("search", "fair", "--root", project, "--format", "csv").out)))
    assert [(row["market"], row["file"], row["text"]) for row in rows] == [("JP", "countries/JP.yaml", "Fair")]


def test_in_one_market_alone(project: Path) -> None:
    answer = hhmonitor("search", "fair", "--market", "Denmark", "--root", project)
    assert (answer.status, "Fair" in answer.out) == (0, False)
    assert hhmonitor("search", "fair", "--market", "Atlantis", "--root", project).status == 2
