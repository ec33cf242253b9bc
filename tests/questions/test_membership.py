"""A member of a region has the region's category, and a profile of its own."""

from __future__ import annotations

import json
from pathlib import Path

from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from tests.cli.conftest import Command
from tests.support import AS_OF, country_data, write_project


def test_a_member_has_a_profile_and_the_category_of_its_region(tmp_path: Path) -> None:
    strong = {
        "characteristics": ["positive"] * 6,
        "dimensions": ["broad"] * 3,
        "themes": ["broad"] * 8,
        "sector_interest": "broad",
        "trend": "stable",
    }
    countries = [country_data("NO", **strong), country_data("DK"), country_data("SE"), country_data("JP")]
    region = {"code": "NORTH", "name": "North", "members": ["NO", "DK", "SE"]}
    folder = write_project(tmp_path / "project", countries, [region])
    classification = Classification(load_project(Root(folder, "option"), None, AS_OF), AS_OF)
    norway, japan = classification["NO"], classification["JP"]
    assert norway.profile == norway.assessment.rule_category != "none"
    assert classification.region_category("NO") == classification.category("NORTH") == "none"
    assert (japan.profile, classification.region_category("JP")) == (None, None)
    assert (classification["NORTH"].profile, classification.region_category("NORTH")) == (None, None)


def test_a_decision_in_the_file_of_a_member_counts_for_nothing(tmp_path: Path) -> None:
    classification = Classification(load_project(Root(with_a_stray_member(tmp_path), "option"), None, AS_OF), AS_OF)
    assert (classification["NO"].decision, classification["NO"].by_decision) == (None, False)
    assert classification["NO"].category == classification.category("NORTH") == "none"


def test_check_finds_what_a_member_cannot_declare(tmp_path: Path, hhmonitor: Command) -> None:
    answer = hhmonitor("check", "--root", with_a_stray_member(tmp_path), "--as-of", "2020-12-31", "--format", "json")
    found = json.loads(answer.out)
    assert answer.status == 1
    assert {one["code"] for one in found["findings"] if one["file"] == "countries/NO.yaml"} == {"HH330"}
    assert [(one["code"], one["agrees"]) for one in found["markets"]] == [("NO", False)]


def test_every_answer_on_a_member_calls_it_a_profile(tmp_path: Path, hhmonitor: Command) -> None:
    root = ("--root", with_a_stray_member(tmp_path), "--as-of", "2020-12-31")
    for words in (
        ("classify",),
        ("explain",),
        ("explain", "--why-not", "II"),
        ("gaps",),
        ("robustness",),
        ("what-if", "--set", "sector_interest=broad"),
        ("fiche",),
    ):
        command, *rest = words
        assert "profile" in hhmonitor(command, "NO", *rest, *root).out, words
    for words in (("gaps",), ("robustness",), ("what-if", "--set", "sector_interest=broad"), ("classify",)):
        command, *rest = words
        (market,) = json.loads(hhmonitor(command, "NO", *rest, *root, "--format", "json").out)["markets"]
        told = market.get("after", market)
        assert told.get("category") is None, words
        assert told["region_category"] == "none", words


def with_a_stray_member(folder: Path) -> Path:
    """A project with a region in no category, of which a member has a category and a decision in its file."""
    strong = {"characteristics": ["positive"] * 6, "dimensions": ["broad"] * 3, "themes": ["broad"] * 8}
    decision = {"category": "I", "reason": "so", "decided_by": "who", "date": "2020"}
    norway = country_data("NO", **strong, sector_interest="specific", trend="stable", category="I", decision=decision)
    region = {"code": "NORTH", "name": "North", "members": ["NO", "DK", "SE"]}
    return write_project(folder / "project", [norway, country_data("DK"), country_data("SE")], [region])
