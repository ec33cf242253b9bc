"""``criteria`` as its users run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Command
from tests.support import REPOSITORY

ON = ("--as-of", "2020-12-31")
SHIPPED = ("--root", REPOSITORY, *ON)


def rewritten(project: Path, **changes: Any) -> Path:
    """A project whose criteria have been changed: ``changes`` replace parts of the first category."""
    file = project / "criteria" / "2020-2023.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["categories"][0].update(changes)
    file.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return project


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("question", [("show",), ("verify",), ("calibrate",), ("diff", "2020-2023", "2020-2023")])
def test_every_answer_fits_the_terminal(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch, width: int, language: str, question: Any
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    answer = hhmonitor("criteria", *question, "--root", small, *ON, "--lang", language)
    assert answer.status == 0
    assert max(map(len, answer.out.splitlines())) <= width
    assert "…" not in answer.out


def test_show_puts_the_categories_beside_each_other(hhmonitor: Command) -> None:
    answer = hhmonitor("criteria", "show", *SHIPPED, "--format", "markdown")
    assert "| characteristics positive | 4 of 6 | 4 of 6 | 2 of 6 | 1 of 6 |" in answer.out
    assert "| themes with interest | 2 of 8 | 2 of 8 | 1 of 8 | 1 of 8 |" in answer.out
    assert "| dimensions with interest | 2 of 3 | 1 of 3 | 1 of 3 | 1 of 3 |" in answer.out
    assert "IIIb: trend: emerging; otherwise IIIa" in answer.out


def test_show_tells_place_and_reading_of_every_requirement(hhmonitor: Command) -> None:
    document = json.loads(hhmonitor("criteria", "show", *SHIPPED, "--format", "json", "--lang", "nl").out)
    requirements = [one for category in document["categories"] for one in (*category["requires"], *category["prefers"])]
    assert len(requirements) == 16
    assert all(one["reference"] and one["reading"] and one["text"] for one in requirements)


def test_the_shipped_criteria_are_sound_and_their_gaps_are_told(hhmonitor: Command) -> None:
    answer = hhmonitor("criteria", "verify", *SHIPPED, "--format", "json")
    document = json.loads(answer.out)
    assert answer.status == 0
    assert document["sound"]
    assert {one["severity"] for one in document["findings"]} == {"note"}
    gaps = [one for one in document["findings"] if one["code"] == "HH511"]
    # Nothing takes a market without a characteristic, without a theme, or without a dimension.
    assert [one["path"][-1] for one in gaps] == [0, 1, 2]
    assert all(one["path"][:3] == ["categories", 3, "requires"] for one in gaps)


def test_a_category_out_of_reach_is_an_error_at_its_place(hhmonitor: Command, small: Path) -> None:
    impossible = [{"id": "broad", "sector_interest": "broad"}, {"id": "none", "not": {"sector_interest": "incidental"}}]
    project = rewritten(small, requires=impossible, prefers=[])
    answer = hhmonitor("criteria", "verify", "--root", project, *ON)
    assert answer.status == 1
    assert "HH501 no market can get category I: nobody meets all that it asks" in answer.out
    file = (project / "criteria" / "2020-2023.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(file, 1) if text.startswith("- id: I"))
    assert f"criteria/2020-2023.yaml:{line}:" in answer.out


def test_a_better_market_with_a_lower_category_is_told_with_an_example(hhmonitor: Command, small: Path) -> None:
    not_all = [{"id": "not_all", "not": {"count": "themes", "at_least": 8}}]
    answer = hhmonitor("criteria", "verify", "--root", rewritten(small, requires=not_all), *ON, "--format", "json")
    assert answer.status == 1
    (worst, *_others) = json.loads(answer.out)["findings"]
    assert worst["code"] == "HH504"
    assert "when a theme goes from none to specific, the category goes from I to" in worst["message"]
    assert "interest from 7 of 8 themes" in worst["message"]


def test_calibrate_says_in_both_languages_that_agreement_is_no_proof(hhmonitor: Command) -> None:
    answer = hhmonitor("criteria", "calibrate", *SHIPPED)
    assert answer.status == 0
    assert "Agreement is no proof of a reading." in answer.out
    dutch = hhmonitor("criteria", "calibrate", *SHIPPED, "--lang", "nl")
    assert "Overeenstemming bewijst niet dat een uitleg juist is." in dutch.out


def test_calibrate_tries_more_than_a_hundred_thousand_readings(hhmonitor: Command) -> None:
    document = json.loads(hhmonitor("criteria", "calibrate", *SHIPPED, "--format", "json").out)
    assert document["readings"] > 100_000
    assert sum(one["readings"] for one in document["by_agreement"]) == document["readings"]
    assert len(document["published"]) == len(document["markets"]) == 32
    nearest = document["efficient"][0]
    assert (nearest["steps"], nearest["reading"]) == (0, [])
    assert nearest["agreeing"] == document["agreeing_now"]
    steps = [one["steps"] for one in document["efficient"]]
    agreement = [one["agreement"] for one in document["efficient"]]
    assert steps == sorted(set(steps))
    assert agreement == sorted(set(agreement))


def test_calibrate_needs_a_published_category(hhmonitor: Command, tmp_path: Path) -> None:
    from tests.support import country_data, write_project

    project = write_project(tmp_path / "project", [country_data("PE")])
    answer = hhmonitor("criteria", "calibrate", "--root", project, *ON)
    assert (answer.status, answer.out) == (2, "")
    assert "no market has a published category" in answer.err


def test_diff_tells_what_changed_who_moves_and_how_much_of_everything(
    hhmonitor: Command, small: Path, tmp_path: Path
) -> None:
    shipped = small / "criteria" / "2020-2023.yaml"
    other = tmp_path / "other.yaml"
    other.write_text(shipped.read_text(encoding="utf-8").replace("at_least:  4", "at_least:  6", 1), encoding="utf-8")
    answer = hhmonitor("criteria", "diff", "2020-2023", other, "--root", small, *ON)
    text = " ".join(answer.out.split())
    assert answer.status == 0
    assert (
        "I, “Most characteristics positive” (required): at least 6 of 6 characteristics positive; "
        "it was: at least 4 of 6 characteristics positive"
    ) in text
    assert "1 of 4 real markets get another category" in text
    document = json.loads(
        hhmonitor("criteria", "diff", "2020-2023", other, "--root", small, *ON, "--format", "json").out
    )
    assert [(one["code"], one["before"], one["after"]) for one in document["markets"]] == [("DE", "I", "II")]
    assert {(one["before"], one["after"]) for one in document["possible_markets"]["moves"]} == {("I", "II")}


def test_diff_of_criteria_with_themselves(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("criteria", "diff", "2020-2023", "2020-2023", "--root", small, *ON)
    assert answer.status == 0
    assert "The two are the same." in answer.out


def test_diff_suggests_the_nearest_criteria(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("criteria", "diff", "2020-2032", "2020-2023", "--root", small, *ON)
    assert answer.status == 2
    assert "did you mean 2020-2023?" in answer.err


def test_diff_shows_what_is_wrong_in_a_file(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("id: x\ntitle: X\nhealth_system: {}\ndimensions: {}\nthemes: {}\ncategories: [{idd: I}]\n")
    answer = hhmonitor("criteria", "diff", "2020-2023", wrong, "--root", small, *ON)
    assert answer.status == 2
    assert "wrong.yaml:6:" in answer.err


def test_check_verifies_the_criteria_too_and_leaves_what_is_only_good_to_know(hhmonitor: Command, small: Path) -> None:
    before = hhmonitor("check", "--root", small, *ON)
    assert "HH5" not in before.out
    impossible = [{"id": "both", "all": [{"trend": ["emerging"]}, {"not": {"trend": ["emerging"]}}]}]
    answer = hhmonitor("check", "--root", rewritten(small, requires=impossible), *ON)
    assert answer.status == 1
    assert "HH501" in answer.out
    assert "HH503" in answer.out
