"""Markets taken off the list, recoded, and joining or leaving a region, by the commands that do so."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Command
from tests.support import write_yaml

ON = ("--as-of", "2020-12-31", "--lang", "en")


@pytest.fixture
def small(small: Path) -> Path:
    """The small list, with the sources of its figures described, so that nothing in it is wrong."""
    write_yaml(small / "countries" / "figures" / "sources.yaml", {"s": {"title": "A yearbook"}})
    return small


def content(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def data(root: Path, file: str) -> dict[str, Any]:
    return dict(yaml.safe_load((root / file).read_text(encoding="utf-8")))


def listed(hhmonitor: Command, root: Path) -> dict[str, str]:
    """The category in force of each market on the list."""
    answer = hhmonitor("classify", "--root", root, *ON, "--format", "json")
    return {one["code"]: one["category"] for one in json.loads(answer.out)["markets"]}


@pytest.mark.parametrize(
    "command",
    [
        ["remove", "JP"],
        ["remove", "EAST-AFRICA", "--members", "stay"],
        ["rename", "JP", "KR"],
        ["join", "PE", "EAST-AFRICA"],
        ["leave", "ET"],
    ],
    ids=" ".join,
)
def test_a_dry_run_shows_what_would_change_and_writes_nothing(
    hhmonitor: Command, small: Path, command: list[str]
) -> None:
    before = content(small)
    answer = hhmonitor("market", *command, "--root", small, *ON, "--dry-run")
    assert answer.status == 0, answer.err
    assert "Nothing was written." in answer.out
    assert content(small) == before
    answer = hhmonitor("market", *command, "--root", small, *ON, "--yes")
    assert answer.status == 0, answer.err
    changed = {name for name in content(small) | before if content(small).get(name) != before.get(name)}
    # A file that has another name is told under it.
    told = {line for line in answer.out.splitlines() if line.startswith("countries/")}
    assert told == changed - ({"countries/JP.yaml"} if command[0] == "rename" else set())


def test_a_market_that_is_removed_is_off_the_list(hhmonitor: Command, small: Path) -> None:
    assert hhmonitor("market", "remove", "Japan", "--root", small, *ON, "--yes").status == 0
    assert set(listed(hhmonitor, small)) == {"DE", "EAST-AFRICA", "PE"}
    assert hhmonitor("validate", "--root", small).status == 0


def test_whoever_removes_a_region_says_what_becomes_of_its_members(hhmonitor: Command, small: Path) -> None:
    before = content(small)
    answer = hhmonitor("market", "remove", "EAST-AFRICA", "--root", small, *ON, "--yes")
    assert (answer.status, content(small)) == (2, before)
    assert "KE and ET are members; say with --members stay or --members go" in answer.err
    assert hhmonitor("market", "remove", "EAST-AFRICA", "--members", "go", "--root", small, *ON, "--yes").status == 0
    assert set(listed(hhmonitor, small)) == {"DE", "JP", "PE"}


def test_the_command_that_puts_a_former_member_on_the_list_is_told_and_does_so(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("market", "leave", "KE", "--root", small, *ON, "--yes", "--format", "json")
    asked = {one["proposal"]: shlex.split(one["command"]) for one in json.loads(answer.out)["asked"]}
    (entering,) = (command for proposal, command in asked.items() if "Kenya" in proposal)
    assert entering[:3] == ["hhmonitor", "review", "record"]
    assert listed(hhmonitor, small)["KE"] == "IIIb"
    assert "category" not in data(small, "countries/KE.yaml")
    assert hhmonitor(*entering[1:], "--root", small, "--lang", "en", "--yes").status == 0
    assert data(small, "countries/KE.yaml")["category"] == "IIIb"


def test_that_the_rules_move_a_region_is_for_the_meeting_and_stops_nothing(hhmonitor: Command, small: Path) -> None:
    """Without Kenya nothing is known of East Africa, and by the rules it has no category."""
    answer = hhmonitor("market", "leave", "KE", "--root", small, *ON, "--yes", "--format", "json")
    assert answer.status == 0
    proposals = [one["proposal"] for one in json.loads(answer.out)["asked"]]
    assert any(proposal.startswith("Take off the list: East Africa") for proposal in proposals), proposals


def test_a_country_that_joins_a_region_is_on_the_list_as_part_of_it(hhmonitor: Command, small: Path) -> None:
    assert hhmonitor("market", "join", "Japan", "EAST-AFRICA", "--root", small, *ON, "--yes").status == 0
    assert "JP" not in listed(hhmonitor, small)
    assert hhmonitor("validate", "--root", small).status == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["rename", "JP", "ZZ"], "ZZ is not the code of a country"),
        (["rename", "JP", "kr"], "capitals and digits"),
        (["rename", "JP", "DE"], "there is a market DE already"),
        (["leave", "JP"], "JP is no member of a region"),
        (["join", "JP", "DE"], "DE is no region"),
        (["remove", "XX"], "there is no market “XX”"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_what_cannot_be_is_refused_with_the_reason(
    hhmonitor: Command, small: Path, command: list[str], said: str
) -> None:
    before = content(small)
    answer = hhmonitor("market", *command, "--root", small, *ON, "--yes")
    assert (answer.status, content(small)) == (2, before)
    assert said in answer.err


def test_a_market_that_is_recoded_is_told_as_recoded(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    """One that figures judge, one that a list names, a region and a member: none of them left, entered or moved."""
    criteria = data(small, "criteria/2020-2023.yaml")
    criteria["priority_lists"]["top_9"]["members"] = ["US", "EAST-AFRICA", "DE"]
    write_yaml(small / "criteria" / "2020-2023.yaml", criteria)
    saved = tmp_path / "before.json"
    assert hhmonitor("classify", "--root", small, *ON, "--format", "json", "--output", saved).status == 0
    for old, new in (("DE", "AT"), ("EAST-AFRICA", "HORN"), ("KE", "TZ")):
        assert hhmonitor("market", "rename", old, new, "--root", small, *ON, "--yes").status == 0
    answer = hhmonitor("compare", "--root", small, *ON, "--base", saved, "--format", "json")
    assert answer.status == 0, answer.err
    told = json.loads(answer.out)
    assert told["moves"] == []
    assert {one["code"]: one["formerly"] for one in told["recoded"]} == {"AT": "DE", "HORN": "EAST-AFRICA", "TZ": "KE"}
    assert (
        "there is no market “EAST-AFRICA”; it has the code HORN now"
        in hhmonitor("explain", "EAST-AFRICA", "--root", small, *ON).err
    )


def test_a_code_that_is_taken_back_leaves_the_file_as_it_was(hhmonitor: Command, small: Path) -> None:
    assert hhmonitor("market", "rename", "JP", "KR", "--root", small, *ON, "--yes").status == 0
    assert data(small, "countries/KR.yaml")["formerly"] == "JP"
    assert hhmonitor("market", "rename", "KR", "JP", "--root", small, *ON, "--yes").status == 0
    assert "formerly" not in data(small, "countries/JP.yaml")
