"""``compare`` over a git history of three cycles, a folder and a snapshot."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from tests.cli.conftest import Command
from tests.support import country_data, interest, shipped_criteria_data, write_project, write_yaml

ON = ("--as-of", "2020-12-31")

GOOD: dict[str, Any] = {
    "characteristics": ["positive", "positive", "positive", "positive", "negative", "negative"],
    "dimensions": ["specific", "specific", "none"],
    "themes": ["specific", "specific"],
    "sector_interest": "broad",
    "trend": "stable",
}
LESS: dict[str, Any] = {**GOOD, "characteristics": ["positive"] * 3 + ["negative"] * 3}


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Analyst", "-c", "user.email=analyst@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def nordics(*members: str) -> dict[str, Any]:
    return {"code": "NORDICS", "name": {"en": "Nordics", "nl": "Nordics"}, "members": list(members)}


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Three cycles: 2020; 2022, in which evidence and members change; 2024, with other criteria and a decision."""
    folder = write_project(
        tmp_path / "project",
        [
            country_data("JP", **LESS),
            country_data("PE", **GOOD),
            country_data("DK", **LESS),
            country_data("NO", **GOOD),
            country_data("KR", **LESS),
        ],
        [nordics("DK")],
    )
    countries = folder / "countries"
    git(folder, "init", "-q")
    commit(folder, "2020")
    write_yaml(countries / "JP.yaml", country_data("JP", **GOOD))
    (countries / "PE.yaml").unlink()
    write_yaml(countries / "TW.yaml", country_data("TW", **LESS))
    write_yaml(countries / "regions" / "NORDICS.yaml", nordics("DK", "NO"))
    commit(folder, "2022")
    criteria = yaml.safe_load(yaml.safe_dump(shipped_criteria_data()))
    criteria["categories"][0]["requires"][0]["at_least"] = 3
    write_yaml(folder / "criteria" / "2020-2023.yaml", criteria)
    decision = {"category": "II", "reason": "Later.", "decided_by": "LSH Internationaal Overleg", "date": "2020-06"}
    write_yaml(countries / "TW.yaml", country_data("TW", **LESS, decision=decision))
    commit(folder, "2024")
    return folder


def commit(folder: Path, cycle: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", cycle)
    git(folder, "tag", f"review-{cycle}")


def ledger(hhmonitor: Command, folder: Path, base: str, *more: str) -> dict[str, Any]:
    answer = hhmonitor("compare", "--base", base, "--root", folder, *ON, "--format", "json", *more)
    assert answer.status == 0, answer.err
    found = json.loads(answer.out)
    assert isinstance(found, dict)
    return found


def moves(found: dict[str, Any]) -> dict[str, tuple[str | None, str | None, str, list[list[str]]]]:
    return {
        move["code"]: (move["from"], move["to"], move["direction"], move["explanations"]) for move in found["moves"]
    }


def test_the_first_cycle_to_the_second(hhmonitor: Command, history: Path) -> None:
    git(history, "checkout", "-q", "review-2022")
    found = ledger(hhmonitor, history, "review-2020")
    assert moves(found) == {
        "JP": ("IIIa", "I", "up", [["evidence"]]),
        "NORDICS": ("IIIa", "I", "up", [["regions"]]),
        "TW": (None, "IIIa", "entered", [["file"]]),
        "PE": ("I", None, "left", [["file"]]),
        "NO": ("I", None, "left", [["regions"]]),
    }
    assert found["unchanged"] == 1
    japan = next(move for move in found["moves"] if move["code"] == "JP")
    line = (history / "countries" / "JP.yaml").read_text().splitlines().index("  reimbursement_access:") + 1
    assert japan["causes"] == [
        {
            "kind": "evidence",
            "market": "JP",
            "path": "health_system.reimbursement_access",
            "old": "negative",
            "new": "positive",
            "learned": None,
            "file": "countries/JP.yaml",
            "line": line,
        }
    ]


def test_the_papers_say_in_words_who_joined_a_region(hhmonitor: Command, history: Path) -> None:
    git(history, "checkout", "-q", "review-2022")
    told = hhmonitor("review", "--base", "review-2020", "--root", history, *ON).out
    core = told.partition("## Annex")[0]
    assert "Nordics: **IIIa** → **I**\n  - Norway belongs to it now\n" in core
    assert "Norway is taken off the list; it was in **I**\n  - it belongs to Nordics now\n" in core
    write_yaml(history / "countries" / "regions" / "NORDICS.yaml", nordics("DK"))
    told = hhmonitor("review", "--base", "review-2022", "--root", history, *ON, "--lang", "nl").out
    assert "Noorwegen hoort er niet meer bij" in told


def test_the_second_cycle_to_the_third(hhmonitor: Command, history: Path) -> None:
    found = ledger(hhmonitor, history, "review-2022")
    assert moves(found) == {
        "KR": ("IIIa", "I", "up", [["criteria"]]),
        # By the new bound it would be in I; the decision is what counts.
        "TW": ("IIIa", "II", "up", [["decision"]]),
    }
    korea = next(move for move in found["moves"] if move["code"] == "KR")
    assert [(cause["path"], cause["old"], cause["new"]) for cause in korea["causes"]] == [
        ("categories.I.requires.most_characteristics.at_least", 4, 3)
    ]


def test_over_both_cycles_several_causes_are_each_enough(hhmonitor: Command, history: Path) -> None:
    found = moves(ledger(hhmonitor, history, "review-2020"))
    assert found["JP"][3] == [["evidence"], ["criteria"]]
    assert found["NORDICS"][3] == [["criteria"], ["regions"]]


@pytest.mark.parametrize("base", ["folder", "snapshot"])
def test_what_a_decision_holds_is_told(hhmonitor: Command, tmp_path: Path, base: str) -> None:
    decision = {"category": "II", "reason": "Stay.", "decided_by": "LSH Internationaal Overleg", "date": "2019"}
    then, now = (
        write_project(tmp_path / name, [country_data("KR", **GOOD), country_data("JP", **evidence, decision=decision)])
        for name, evidence in (("then", LESS), ("now", GOOD))
    )
    if base == "snapshot":
        saved = tmp_path / "then.json"
        assert hhmonitor("classify", "--root", then, *ON, "--format", "json", "--output", saved).status == 0
        then = saved
    found = ledger(hhmonitor, now, str(then))
    assert found["moves"] == []
    (japan,) = found["overruled"]
    assert (japan["code"], japan["category"], japan["from"], japan["to"]) == ("JP", "II", "IIIa", "I")
    # What moved it by the rules is told as of any other move.
    assert japan["explanations"] == [["evidence"]]
    assert [cause["path"] for cause in japan["causes"]] == ["health_system.reimbursement_access"]
    told = " ".join(hhmonitor("compare", "--base", then, "--root", now, *ON).out.split())
    assert "Japan (JP): by the rules IIIa → I, on the list II" in told
    told = " ".join(hhmonitor("compare", "--base", then, "--root", now, *ON, "--lang", "nl").out.split())
    assert "Japan (JP): volgens de regels IIIa → I, op de lijst II" in told


def test_one_kind_of_cause(hhmonitor: Command, history: Path) -> None:
    assert list(moves(ledger(hhmonitor, history, "review-2022", "--only", "decision"))) == ["TW"]


def test_what_is_left_out_is_told(hhmonitor: Command, history: Path) -> None:
    found = ledger(hhmonitor, history, "review-2022", "--only", "decision")
    # Beneath its decision Taiwan moved by the rules too, for the new bound.
    assert (found["only"], found["hidden"]) == (["decision"], ["KR", "TW"])
    told = " ".join(
        hhmonitor("compare", "--base", "review-2022", "--root", history, *ON, "--only", "decision").out.split()
    )
    assert "2 markets moved." in told
    assert "2 markets are left out: South Korea (KR) and Taiwan (TW) by the rules." in told
    whole = " ".join(hhmonitor("compare", "--base", "review-2022", "--root", history, *ON).out.split())
    assert "left out" not in whole


def test_the_records_hold_every_cause(hhmonitor: Command, history: Path) -> None:
    out = hhmonitor("compare", "--base", "review-2020", "--root", history, *ON, "--format", "csv").out
    records = [record for record in csv.DictReader(io.StringIO(out)) if record["code"] == "JP"]
    assert {record["explanations"] for record in records} == {"evidence | criteria"}
    assert {(record["kind"], record["old"], record["new"]) for record in records} == {
        ("evidence", "negative", "positive"),
        ("criteria", "4", "3"),
    }


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv", "xlsx"])
def test_every_form_tells_of_causes_that_count_only_together(hhmonitor: Command, tmp_path: Path, form: str) -> None:
    # Of the four positive characteristics asked two are there; a third alone does not do, nor does a bound of three.
    few = {**GOOD, "characteristics": ["positive"] * 2 + ["negative"] * 4}
    then, now = (
        write_project(tmp_path / name, [country_data("JP", **some)]) for name, some in (("then", few), ("now", LESS))
    )
    criteria = yaml.safe_load(yaml.safe_dump(shipped_criteria_data()))
    criteria["categories"][0]["requires"][0]["at_least"] = 3
    write_yaml(now / "criteria" / "2020-2023.yaml", criteria)
    output = tmp_path / f"answer.{form}"
    assert hhmonitor("compare", "--base", then, "--root", now, *ON, "--format", form, "--output", output).status == 0
    if form == "xlsx":
        sheets = openpyxl.load_workbook(output)
        said = " ".join(str(cell.value) for sheet in sheets for row in sheet for cell in row)
    else:
        said = output.read_text(encoding="utf-8")
    expected = {"json": '[["evidence", "criteria"]]', "csv": "evidence + criteria"}
    assert expected.get(form, "only together: evidence and criteria") in said


def test_a_saved_list_has_its_own_day_and_criteria(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    assert hhmonitor("classify", "--root", small, *ON, "--format", "json", "--output", saved).status == 0
    for option in (("--base-as-of", "2019"), ("--base-criteria", "2020-2023")):
        for command in ("compare", "review"):
            answer = hhmonitor(command, "--base", saved, "--root", small, *ON, *option)
            assert (answer.status, answer.out) == (2, "")
            assert option[0] in answer.err


def test_the_work_tree_is_not_touched(hhmonitor: Command, history: Path) -> None:
    (history / "countries" / "JP.yaml").write_text("code: JP  # half written\n")
    write_yaml(history / "countries" / "JP.yaml", country_data("JP", **LESS))
    before = {path: path.read_bytes() for path in history.rglob("*") if path.is_file()}
    # What is not committed counts as it stands now: Japan was in I at the second review, and is again by the new bound.
    assert "JP" not in moves(ledger(hhmonitor, history, "review-2022"))
    assert {path: path.read_bytes() for path in history.rglob("*") if path.is_file()} == before
    assert git(history, "status", "--short") == " M countries/JP.yaml\n"


def test_a_snapshot_tells_the_same_as_the_revision(hhmonitor: Command, history: Path, tmp_path: Path) -> None:
    git(history, "checkout", "-q", "review-2022")
    saved = tmp_path / "2022.json"
    assert hhmonitor("classify", "--root", history, *ON, "--format", "json", "--output", saved).status == 0
    git(history, "checkout", "-q", "review-2024")
    assert_alike(hhmonitor, history, saved, "review-2022")


def assert_alike(hhmonitor: Command, history: Path, saved: Path, revision: str) -> None:
    """The whole ledger is the same, places of what is gone included; only what the base is called differs."""
    from_list, from_revision = (ledger(hhmonitor, history, base) for base in (str(saved), revision))
    assert (from_list["base"].pop("label"), from_revision["base"].pop("label")) == (saved.name, revision)
    assert from_list == from_revision


def test_a_market_that_was_recoded_is_told_as_that(hhmonitor: Command, history: Path, tmp_path: Path) -> None:
    git(history, "checkout", "-q", "review-2022")
    saved = tmp_path / "2022.json"
    assert hhmonitor("classify", "--root", history, *ON, "--format", "json", "--output", saved).status == 0
    (history / "countries" / "regions" / "NORDICS.yaml").unlink()
    north = nordics("DK", "NO") | {"code": "NORTH", "formerly": "NORDICS", "dimensions": {"trade": interest("broad")}}
    write_yaml(history / "countries" / "regions" / "NORTH.yaml", north | {"sources": {"s1": {"title": "A source"}}})
    found = ledger(hhmonitor, history, "review-2022")
    assert found["moves"] == []
    assert found["recoded"] == [{"code": "NORTH", "formerly": "NORDICS"}]
    assert [(one["market"], one["path"], one["new"]) for one in found["without_effect"]] == [
        ("NORTH", "dimensions.trade", "broad")
    ]
    assert_alike(hhmonitor, history, saved, "review-2022")
    told = " ".join(hhmonitor("compare", "--base", "review-2022", "--root", history, *ON).out.split())
    assert "Nordics has the code NORTH now; it was NORDICS" in told
    assert "Changed without effect on a category: evidence: 1 (NORTH)." in told


def test_what_became_known_is_told_apart_from_what_changed(hhmonitor: Command, tmp_path: Path) -> None:
    then, now = (
        write_project(
            tmp_path / name,
            [country_data("JP", **{**LESS, "trend": trend}), country_data("KR", **{**LESS, "trend": other})],
        )
        for name, trend, other in (("then", "emerging", "emerging"), ("now", "unknown", "stable"))
    )
    found = ledger(hhmonitor, now, str(then))
    # Both go from IIIb to IIIa: of Japan the trend is no longer known, in South Korea it is another one.
    assert moves(found) == {
        "JP": ("IIIb", "IIIa", "across", [["evidence"]]),
        "KR": ("IIIb", "IIIa", "across", [["evidence"]]),
    }
    assert [move["learned_only"] for move in found["moves"]] == [True, False]
    told = " ".join(hhmonitor("compare", "--base", then, "--root", now, *ON).out.split())
    assert "not a change in the market, only in what is known of it no longer known: trend: emerging → unknown" in told
    assert "evidence: trend: emerging → stable" in told


def test_markets_stand_by_name_in_the_language_asked_for(hhmonitor: Command, tmp_path: Path) -> None:
    then, now = (
        write_project(tmp_path / name, [country_data(code, **each) for code in ("CH", "CL", "DE")])
        for name, each in (("then", LESS), ("now", GOOD))
    )

    def names(lang: str) -> list[str]:
        told = hhmonitor("compare", "--base", then, "--root", now, *ON, "--lang", lang).out
        return re.findall(r"(\S+) \([A-Z]{2}\): IIIa → I", told)

    assert names("en") == ["Chile", "Germany", "Switzerland"]
    assert names("nl") == ["Chili", "Duitsland", "Zwitserland"]


def test_a_snapshot_tells_the_causes(hhmonitor: Command, history: Path, tmp_path: Path) -> None:
    git(history, "checkout", "-q", "review-2020")
    saved = tmp_path / "2020.json"
    assert hhmonitor("classify", "--root", history, *ON, "--format", "json", "--output", saved).status == 0
    git(history, "checkout", "-q", "review-2022")
    found = ledger(hhmonitor, history, str(saved))
    assert moves(found)["JP"] == ("IIIa", "I", "up", [["evidence"]])
    assert moves(found)["NORDICS"] == ("IIIa", "I", "up", [["regions"]])
    assert moves(found)["PE"][:3] == ("I", None, "left")
    assert moves(found)["NO"][3] == [["regions"]]


def test_a_folder_is_a_base_too(hhmonitor: Command, history: Path, tmp_path: Path) -> None:
    git(history, "worktree", "add", "-q", str(tmp_path / "then"), "review-2022")
    assert "KR" in moves(ledger(hhmonitor, history, str(tmp_path / "then")))


def test_the_text_in_both_languages(hhmonitor: Command, history: Path) -> None:
    english = hhmonitor("compare", "--base", "review-2022", "--root", history, *ON).out
    assert "South Korea (KR): IIIa → I" in english
    dutch = hhmonitor("compare", "--base", "review-2022", "--root", history, *ON, "--lang", "nl").out
    assert "Zuid-Korea (KR): IIIa → I" in dutch
    assert "De meeste karakteristieken positief: 4 → 3" in dutch


@pytest.mark.parametrize("base", ["nowhere", "--help-me", ""])
def test_a_base_that_is_nothing_is_refused(hhmonitor: Command, history: Path, base: str) -> None:
    answer = hhmonitor("compare", f"--base={base}", "--root", history, *ON)
    assert (answer.status, answer.out) == (2, "")
    assert base in answer.err


def test_a_base_that_cannot_be_read_is_told_with_its_findings(hhmonitor: Command, history: Path) -> None:
    git(history, "checkout", "-q", "-b", "broken")
    (history / "countries" / "JP.yaml").write_text("code: [\n")
    commit(history, "broken")
    git(history, "checkout", "-q", "review-2024")
    answer = hhmonitor("compare", "--base", "review-broken", "--root", history, *ON)
    assert answer.status == 2
    assert "countries/JP.yaml:1" in answer.err
    assert "review-broken" in answer.err


def test_a_file_that_is_no_snapshot_is_refused(hhmonitor: Command, history: Path, tmp_path: Path) -> None:
    for text in ("{", "[]", '{"criteria": "x", "as_of": "2020-12-31", "markets": [{}]}'):
        (tmp_path / "saved.json").write_text(text)
        assert hhmonitor("compare", "--base", tmp_path / "saved.json", "--root", history, *ON).status == 2


def test_a_file_that_is_larger_than_any_list_is_not_gone_through(
    hhmonitor: Command, history: Path, tmp_path: Path
) -> None:
    with (tmp_path / "saved.json").open("wb") as file:
        file.truncate(3 << 30)
    answer = hhmonitor("compare", "--base", tmp_path / "saved.json", "--root", history, *ON)
    assert answer.status == 2
    assert "it is larger than 256 MB" in answer.err


@pytest.mark.parametrize("key", ["code", "category", "region", "declared", "rule_category", "possible"])
@pytest.mark.parametrize("odd", [5, [1]])
def test_a_snapshot_that_was_tampered_with_is_refused(
    hhmonitor: Command, small: Path, tmp_path: Path, key: str, odd: object
) -> None:
    saved = tmp_path / "saved.json"
    hhmonitor("classify", "--root", small, *ON, "--format", "json", "--output", saved)
    document = json.loads(saved.read_text(encoding="utf-8"))
    document["markets"][0][key] = odd
    saved.write_text(json.dumps(document))
    answer = hhmonitor("compare", "--base", saved, "--root", small, *ON)
    assert answer.status == 2
    assert "saved.json" in answer.err


def test_a_saved_list_whose_evidence_says_otherwise_is_refused(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    hhmonitor("classify", "--root", small, *ON, "--format", "json", "--output", saved)
    document = json.loads(saved.read_text(encoding="utf-8"))
    document["evidence"]["countries"]["DE"]["dimensions"]["innovation"]["level"] = "none"
    saved.write_text(json.dumps(document))
    answer = hhmonitor("compare", "--base", saved, "--root", small, *ON)
    assert answer.status == 2
    assert "gives another list than it holds (DE)" in answer.err


def test_a_list_saved_without_its_evidence_is_refused_by_name(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    hhmonitor("classify", "--root", small, *ON, "--format", "json", "--output", saved)
    document = json.loads(saved.read_text(encoding="utf-8"))
    del document["evidence"]
    saved.write_text(json.dumps(document))
    answer = hhmonitor("compare", "--base", saved, "--root", small, *ON)
    assert answer.status == 2
    assert "saved.json was saved by an earlier version" in answer.err


@pytest.mark.parametrize("base", ["x" * 300, "[" * 100_000])
def test_a_base_that_no_file_can_be_is_refused(hhmonitor: Command, small: Path, tmp_path: Path, base: str) -> None:
    (tmp_path / "deep.json").write_text(base)
    for given in ("x" * 300, tmp_path / "deep.json"):
        assert hhmonitor("compare", "--base", given, "--root", small, *ON).status == 2


def test_a_kind_that_does_not_exist_is_refused(hhmonitor: Command, history: Path) -> None:
    answer = hhmonitor("compare", "--base", "review-2022", "--root", history, *ON, "--only", "evidance")
    assert answer.status == 2
    assert "evidence" in answer.err
