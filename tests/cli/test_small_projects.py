"""Corners of the rules from outside: small projects (``tests/projects``), each with neighbours, and the right answer.

The right answers are worked out by hand from ``docs/semantics.md``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.support import REPOSITORY

PROJECTS = REPOSITORY / "tests" / "projects"
ON = ("--as-of", "2020-12-31")

Amend = Callable[[dict[str, Any], dict[str, Any]], None]
"""Changes the criteria and the country of a project in place, both as data."""


@pytest.fixture
def data(hhmonitor: Command, tmp_path: Path) -> Callable[..., Any]:
    """The data of the only market in a command's answer, on a project that may be amended first."""

    def asked(command: str, project: str, amend: Amend = lambda criteria, country: None) -> Any:
        folder = shutil.copytree(PROJECTS / project, tmp_path / project)
        (country,) = (folder / "countries").glob("*.yaml")
        both = [json.loads(file.read_text(encoding="utf-8")) for file in (folder / "criteria/x.yaml", country)]
        amend(*both)
        for file, content in zip((folder / "criteria/x.yaml", country), both, strict=True):
            file.write_text(json.dumps(content), encoding="utf-8")
        answer = hhmonitor(
            command, *([country.stem] * (command == "explain")), "--root", folder, *ON, "--format", "json"
        )
        assert answer.status == 0, answer.err
        return json.loads(answer.out)["markets"][0]

    return asked


def test_off_an_open_list_the_worse_category_is_what_is_proven(data: Callable[..., Any]) -> None:
    found = data("classify", "off-the-list")
    assert (found["rule_category"], found["possible"], found["candidate"]) == ("B", ["A", "B"], None)


def _complete(criteria: dict[str, Any], country: dict[str, Any]) -> None:
    criteria["priority_lists"]["l"]["complete"] = True


def _either(criteria: dict[str, Any], country: dict[str, Any]) -> None:
    # Off the list or on it: whatever is learnt, it holds.
    criteria["categories"][0]["requires"][0] = {
        "id": "r",
        "any": [{"not": {"priority_list": "l"}}, {"priority_list": "l"}],
    }


def _neither(criteria: dict[str, Any], country: dict[str, Any]) -> None:
    criteria["categories"][0]["requires"].append({"id": "s", "priority_list": "l"})


@pytest.mark.parametrize(("amend", "category"), [(_complete, "A"), (_either, "A"), (_neither, "B")])
def test_neighbours_of_which_one_category_is_possible(data: Callable[..., Any], amend: Amend, category: str) -> None:
    found = data("classify", "off-the-list", amend)
    assert (found["rule_category"], found["possible"], found["determined"]) == (category, [category], True)


def test_of_two_characteristics_judged_by_known_figures_one_suffices(hhmonitor: Command) -> None:
    said = hhmonitor("explain", "AD", "--root", PROJECTS / "known-figures", *ON).out
    assert "This alone is enough for A, whatever all else were: c0: positive." in said


@pytest.mark.parametrize(("bound", "possible"), [(100, ["A"]), (101, ["A"]), (99, ["A", "none"]), (0, ["A", "none"])])
def test_a_product_of_missing_factors(data: Callable[..., Any], bound: float, possible: list[str]) -> None:
    """Either factor is ten or more, or their product is below a hundred, and may come as near to it as you like."""

    def amend(criteria: dict[str, Any], country: dict[str, Any]) -> None:
        criteria["health_system"]["c0"]["positive_when"]["any"][2]["at_most"] = bound

    assert data("classify", "missing-factors", amend)["possible"] == possible


@pytest.mark.parametrize(("within", "category"), [(None, "A"), (3, "A"), (19, "A"), (20, "B"), (30, "B")])
def test_years_of_factors(data: Callable[..., Any], within: int | None, category: str) -> None:
    """The year that both have lies twenty years before the newest: too old, unless the criteria say otherwise."""

    def amend(criteria: dict[str, Any], country: dict[str, Any]) -> None:
        if within is not None:
            criteria["indicators"]["g"]["shared_year_within"] = within

    found = data("explain", "years-of-factors", amend)
    (figure,) = found["inputs"]["health_system"]["c0"]["figures"]
    assert (found["category"], figure["value"]) == (category, 2500 if category == "A" else 1)


def test_mixed_years_are_told(hhmonitor: Command) -> None:
    said = hhmonitor("explain", "AD", "--root", PROJECTS / "years-of-factors", *ON).out
    assert "2,500 u in 2019 (product of f 2020 and p 2019)" in said


def test_what_is_learnt_of_a_tie_is_worth_all(data: Callable[..., Any]) -> None:
    (unknown,) = data("gaps", "tie")["unknowns"]
    assert (unknown["path"], unknown["worth"], unknown["between"]) == ("priority_lists.l", 1, ["A", "B"])


@pytest.mark.parametrize("variant", [False, True])
def test_no_category_is_called_none(hhmonitor: Command, tmp_path: Path, variant: bool) -> None:
    folder = shutil.copytree(PROJECTS / "called-none", tmp_path / "project")
    if variant:
        file = folder / "criteria" / "x.yaml"
        criteria = json.loads(file.read_text(encoding="utf-8"))
        variants = [{"id": "none", "when": {"trend": ["stable"]}}, {"id": "Ab"}]
        criteria["categories"] = [{"id": "A", "variants": variants}]
        file.write_text(json.dumps(criteria), encoding="utf-8")
    for command in ("validate", "classify", "explain", "gaps", "robustness", "check"):
        answer = hhmonitor(command, *(["AD"] if command == "explain" else []), "--root", folder, *ON)
        assert answer.status == (1 if command == "validate" else 2), command
        assert "HH327" in answer.out + answer.err


def test_criteria_that_name_inputs_one_by_one_leave_what_they_left(data: Callable[..., Any]) -> None:
    assert data("explain", "named-inputs")["possible"] == ["K01", "none"]


@pytest.mark.parametrize("links", [4, 10, 20, 40])
def test_a_chain_of_squares_is_refused_at_the_link_that_goes_too_far(
    hhmonitor: Command, tmp_path: Path, links: int
) -> None:
    """The fourth is the product of sixteen base figures; how many links come after makes no more to say."""
    folder = shutil.copytree(PROJECTS / "years-of-factors", tmp_path / "project")
    file = folder / "criteria" / "x.yaml"
    criteria = json.loads(file.read_text(encoding="utf-8"))
    for link in range(links):
        before = f"z{link - 1}" if link else "f"
        criteria["indicators"][f"z{link}"] = {"unit": "u", "product_of": [before, before]}
    file.write_text(json.dumps(criteria), encoding="utf-8")
    answer = hhmonitor("validate", "--root", folder, *ON, "--format", "json")
    findings = json.loads(answer.out)["findings"]
    assert answer.status == 1
    assert [one["code"] for one in findings if one["severity"] == "error"] == ["HH328"]
