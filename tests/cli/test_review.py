"""``review``, ``review record``, ``effort`` and ``themes`` as their users run them."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Command
from tests.support import REPOSITORY, golden, write_yaml

ON = ("--as-of", "2020-12-31")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_papers(hhmonitor: Command, small: Path, language: str) -> None:
    answer = hhmonitor("review", "--root", small, *ON, "--lang", language)
    assert answer.status == 0
    golden(f"review.{language}.md", answer.out)


def test_the_papers_of_the_real_list_name_every_market(hhmonitor: Command) -> None:
    answer = hhmonitor("review", "--root", REPOSITORY, *ON, "--lang", "nl")
    assert answer.status == 0
    listing = json.loads(hhmonitor("classify", "--root", REPOSITORY, *ON, "--format", "json", "--lang", "nl").out)
    for market in listing["markets"]:
        assert f"| {market['name']} |" in answer.out


def test_the_papers_with_an_earlier_list_tell_the_moves(hhmonitor: Command, small: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    assert hhmonitor("classify", "--root", small, *ON, "--format", "json", "--output", saved).status == 0
    germany = yaml.safe_load((small / "countries" / "DE.yaml").read_text())
    germany["dimensions"] = {name: {"level": "unknown"} for name in germany["dimensions"]}
    write_yaml(small / "countries" / "DE.yaml", germany)
    out = hhmonitor("review", "--root", small, *ON, "--base", saved).out
    assert "Since saved.json: 1 market moved." in out
    assert "Germany is taken off the list; it was in **I**" in out


# Recording the outcome


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


MINUTES = "reviews/open.yaml"
"""Where what was recorded since the last review stands."""


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files that were changed or made; of what was recorded there are minutes always."""
    assert set(after) == {*before, MINUTES}
    return {file for file, content in after.items() if before.get(file) != content} - {MINUTES}


def test_a_decision_is_written_and_counts(hhmonitor: Command, small: Path) -> None:
    before = files(small)
    answer = hhmonitor(
        *("review", "record", "DE=II", "--reason", "Effort: less", "--reason-nl", "Minder inzet", "--root", small, *ON)
    )
    assert answer.status == 0, answer.err
    assert changed(before, files(small)) == {"countries/DE.yaml"}
    old, new = (text["countries/DE.yaml"].decode() for text in (before, files(small)))
    block = (
        'decision:\n  category: II\n  reason:\n    en: "Effort: less"\n    nl: "Minder inzet"\n'
        '  decided_by: "LSH Internationaal Overleg"\n  date: 2020-12-31\n  review_by: 2022-12\n'
    )
    assert new.replace(block, "").replace("category: II\n", "category: I\n") == old
    market = json.loads(hhmonitor("classify", "DE", "--root", small, *ON, "--format", "json").out)["markets"][0]
    assert (market["category"], market["declared"], market["decision"]["in_force"]) == ("II", "II", True)


def test_a_decision_is_withdrawn(hhmonitor: Command, small: Path) -> None:
    assert hhmonitor("review", "record", "Japan=rules", "--root", small, *ON).status == 0
    market = json.loads(hhmonitor("classify", "JP", "--root", small, *ON, "--format", "json").out)["markets"][0]
    assert market["decision"] is None
    assert market["declared"] == market["category"] == market["rule_category"]


def test_several_at_once_each_with_its_reason(hhmonitor: Command, small: Path) -> None:
    before = files(small)
    arguments = ("DE=IV", "JP=IV", "--reason", "Germany=One", "--reason", "JP=Two")
    assert hhmonitor("review", "record", *arguments, "--root", small, *ON).status == 0
    assert changed(before, files(small)) == {"countries/DE.yaml", "countries/JP.yaml"}
    assert b"reason: One\n" in files(small)["countries/DE.yaml"]
    assert b"reason: Two\n" in files(small)["countries/JP.yaml"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("DE=II",),
        ("DE=V", "--reason", "x"),
        ("XX=II", "--reason", "x"),
        ("DE", "--reason", "x"),
        ("DE=I", "--reason", "x"),
        ("DE=II", "DE=IV", "--reason", "x"),
        ("DE=kept",),
        ("DE=II", "--reason", "x", "--date", "2020-02-30"),
        ("JP=rules", "DE=II"),
        (),
    ],
)
def test_what_cannot_be_recorded_writes_nothing(hhmonitor: Command, small: Path, arguments: tuple[str, ...]) -> None:
    before = files(small)
    answer = hhmonitor("review", "record", *arguments, "--root", small, *ON)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err
    assert files(small) == before


def test_a_dry_run_shows_and_does_not_write(hhmonitor: Command, small: Path) -> None:
    before = files(small)
    answer = hhmonitor("review", "record", "DE=II", "--reason", "x", "--dry-run", "--root", small, *ON)
    assert "+category: II" in answer.out
    assert files(small) == before


def test_what_was_recorded_as_data(hhmonitor: Command, small: Path) -> None:
    arguments = ("review", "record", "DE=II", "--reason", "x", "--root", small, *ON, "--format", "json")
    dry, real = (json.loads(hhmonitor(*arguments, *more).out) for more in (["--dry-run"], []))
    assert (dry["written"], real["written"]) == (False, True)
    assert dry["files"] == real["files"]
    assert [one["file"] for one in real["files"]] == ["countries/DE.yaml", MINUTES]


def test_the_papers_as_data(hhmonitor: Command, small: Path) -> None:
    papers = json.loads(hhmonitor("review", "--root", small, *ON, "--format", "json").out)
    listed = json.loads(hhmonitor("classify", "--root", small, *ON, "--format", "json").out)
    assert {one["code"]: one["category"] for one in papers["markets"]} == {
        one["code"]: one["category"] for one in listed["markets"]
    }
    assert [(one["code"], one["overdue"]) for one in papers["decisions"]] == [("JP", True)]


def test_the_list_that_comes_with_the_program_is_not_written_to(
    hhmonitor: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HHMONITOR_ROOT", raising=False)
    answer = hhmonitor("review", "record", "DE=II", "--reason", "x", "--dry-run", *ON)
    assert answer.status == 2
    assert "--root" in answer.err


def test_the_prompt_asks_of_each_open_question(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Peru would leave the list, and that is left; Japan's decision is overdue: it is renewed, for another reason.
    monkeypatch.setattr("sys.stdin", io.StringIO("\nII\nStill so\n" + "\n" * 10))
    before = files(small)
    answer = hhmonitor("review", "record", "--ask", "--root", small, *ON)
    assert answer.status == 0, answer.err
    assert changed(before, files(small)) == {"countries/JP.yaml"}
    assert "Renew the decision, or withdraw it: Japan II (by the rules IIIa)." in answer.err
    assert 'reason: "Still so"' in files(small)["countries/JP.yaml"].decode()


def test_after_a_typo_the_prompt_offers_what_it_offered_and_whoever_stops_keeps_what_was_answered(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["\n", "Ia\n", "kept\n", "II\n", "Still so\n"])

    class Typing(io.StringIO):
        def readline(self, *_limit: Any) -> str:
            for answer in answers:
                return answer
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Typing())
    answer = hhmonitor("review", "record", "--ask", "--root", small, *ON)
    assert answer.status == 0, answer.err
    # The rules give Japan IIIa by themselves, and the criteria keep nobody.
    offered = "I, II, IIIb, IV, none, rules"
    assert answer.err.count(f"{offered}, or Enter to leave it: ") == 3
    assert f"there is no outcome “Ia”; there are: {offered}" in answer.err
    assert "did you mean I?" in answer.err
    assert "JP is not kept by the criteria" in answer.err
    assert 'reason: "Still so"' in files(small)["countries/JP.yaml"].decode()


# Effort and themes


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_effort_for_all_markets(hhmonitor: Command, small: Path, language: str) -> None:
    answer = hhmonitor("effort", "--root", small, *ON, "--lang", language)
    assert answer.status == 0
    golden(f"effort.{language}.txt", answer.out)


def test_the_effort_for_one_market_as_data(hhmonitor: Command) -> None:
    answer = hhmonitor("effort", "Duitsland", "--root", REPOSITORY, *ON, "--format", "json")
    (germany,) = json.loads(answer.out)["markets"]
    assert germany["category"] == "I"
    items = {item["id"]: item for item in germany["items"]}
    # The newest mission on file is of before 2019, and so is the newest visit to the Netherlands.
    assert (items["minister_mission"]["status"], items["incoming_visits"]["status"]) == ("lapsed", "lapsed")
    assert (items["incoming_visits"]["every_months"], items["incoming_visits"]["lapses_after_months"]) == (None, 24)
    assert "minister_mission" in germany["gaps"]


def test_the_effort_says_how_long_counts_what_shows_it(hhmonitor: Command) -> None:
    answer = hhmonitor("effort", "Germany", "--root", REPOSITORY, *ON, "--lang", "en", "--format", "markdown")
    (visits,) = (line for line in answer.out.splitlines() if "Incoming visits" in line)
    assert "September 2017" in visits
    assert "it counts for 24 months" in visits


def test_a_date_that_is_incomplete_is_told_beside_what_it_shows(hhmonitor: Command, small: Path) -> None:
    file = small / "countries" / "JP.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["activities"] = [{"date": "2020", "kind": "incoming_visit", "title": "A visit"}]
    write_yaml(file, data)
    on = ("--root", small, "--as-of", "2020-06-30", "--lang", "en")
    for command in ("effort", "fiche"):
        answer = hhmonitor(command, "JP", *on, "--format", "markdown")
        (visits,) = (line for line in answer.out.splitlines() if "Incoming visits" in line)
        assert "possibly in place" in visits
        assert "its date is incomplete" in visits


def test_the_themes_in_every_form(hhmonitor: Command, small: Path) -> None:
    data = json.loads(hhmonitor("themes", "--root", small, *ON, "--format", "json").out)
    assert data["themes"][0]["broad"] == ["DE", "JP"]
    text = hhmonitor("themes", "--root", small, *ON).out
    assert "broad interest: Germany (I), Japan (II)" in text
    assert "Without a market:" in text
    markdown = hhmonitor("themes", "--root", small, *ON, "--format", "markdown", "--lang", "nl").out
    assert "| Duitsland | **I** |" in markdown


def test_the_ambitions_are_those_of_the_strategy(hhmonitor: Command) -> None:
    data = json.loads(hhmonitor("themes", "--ambitions", "--root", REPOSITORY, *ON, "--format", "json").out)
    levels = {one["id"]: (one["figures"], one["target"]) for one in data["ambitions"] if one["target"] is not None}
    # Table 1 of the strategy.
    assert levels == {
        "added_value": ({"2012": 4576, "2016": 4490}, 5700),
        "exports": ({"2012": 6403, "2016": 6600}, 8300),
        "employment": ({"2012": 35000, "2016": 37000}, 42000),
        "rd_expenditure": ({"2012": 670}, 900),
        "production": ({"2012": 18327}, 23000),
        "companies": ({"2012": 2490, "2016": 3100}, 4000),
    }
    assert "Ambities" in hhmonitor("themes", "--ambitions", "--root", REPOSITORY, *ON, "--lang", "nl").out


def test_a_project_without_ambitions_says_so(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("themes", "--ambitions", "--root", small, *ON)
    assert answer.status == 2
    assert "ambitions.yaml" in answer.err


# Special target markets, and what stays in its category, in the list


def test_special_target_markets_are_shown_in_every_list(hhmonitor: Command, small: Path) -> None:
    for code, until in (("DE", "2021-12"), ("JP", "2020-06")):
        file = small / "countries" / f"{code}.yaml"
        market = yaml.safe_load(file.read_text())
        market["special_target"] = {"from": "2019-09", "until": until, "decided_by": "LSH Internationaal Overleg"}
        write_yaml(file, market)
    table = hhmonitor("classify", "--root", small, *ON).out
    assert "Germany ★ " in table
    assert "Japan ★!" in table
    assert "★! its time has ended" in table
    assert "| Japan ★! |" in hhmonitor("classify", "--root", small, *ON, "--format", "markdown").out
    listed = json.loads(hhmonitor("classify", "--root", small, *ON, "--format", "json").out)["markets"]
    statuses = {market["code"]: market["special_target"] for market in listed}
    assert (statuses["DE"], statuses["JP"], statuses["PE"]) == ("running", "ended", None)
    papers = hhmonitor("review", "--root", small, *ON).out
    assert "**End as a special target market**: Japan" in papers


def test_a_market_that_is_kept_is_told_and_recorded(hhmonitor: Command, small: Path) -> None:
    file = small / "criteria" / "2020-2023.yaml"
    file.write_text(file.read_text() + "\nhysteresis: {reviews: 2}\n")
    project = ("--root", small)

    def category(day: str) -> str:
        listed = hhmonitor("classify", "PE", *project, "--as-of", day, "--format", "json").out
        return str(json.loads(listed)["markets"][0]["category"])

    assert category("2020-12-31") == "IV"
    assert hhmonitor("review", "record", "PE=kept", *project, *ON).status == 0
    closed = hhmonitor("review", "close", "2020", *project, *ON)
    assert closed.status == 0, closed.err
    assert not (small / MINUTES).exists()
    assert yaml.safe_load((small / "reviews" / "2020.yaml").read_text())["markets"]["PE"]["outcome"] == "kept"
    # A day that passes is no review: it is kept until the next one, which would be the second running, and falls there.
    assert category("2022-12-31") == "IV"
    later = ("--as-of", "2022-12-31")
    assert hhmonitor("review", "record", "PE=kept", *project, *later).status == 2
    assert "PE=rules" in hhmonitor("review", "close", "2022", *project, *later).err
    assert hhmonitor("review", "record", "PE=rules", *project, *later).status == 0
    assert hhmonitor("review", "close", "2022", *project, *later).status == 0
    assert category("2022-12-31") == "none"


# The papers of the real list


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_core_of_the_papers_fits_two_pages_and_names_no_file(
    hhmonitor: Command, tmp_path: Path, language: str
) -> None:
    import pypdf

    day = ("--as-of", "2026-11-26", "--lang", language)
    core, _annexes = hhmonitor("review", "--root", REPOSITORY, *day).out.split("\n---\n")
    assert len(re.findall(r"\w+", core)) < 900
    assert not re.search(r"\.yaml|\.csv|:\d+\)|hhmonitor ", core)
    papers = tmp_path / "papers.pdf"
    assert hhmonitor("review", "--root", REPOSITORY, *day, "--output", papers).status == 0
    pages = [page.extract_text() for page in pypdf.PdfReader(papers).pages]
    annex = {"en": "Annex A", "nl": "Bijlage A"}[language]
    assert [place for place, text in enumerate(pages) if re.search(rf"^{annex}\. ", text, re.MULTILINE)] == [2]
