"""``explain`` as its users run it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.support import REPOSITORY, golden

ON = ("--as-of", "2020-12-31")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("market", ["JP", "EAST-AFRICA"])
def test_the_reasoning_as_it_is_told(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch, market: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    answer = hhmonitor("explain", market, "--root", small, *ON, "--lang", language)
    assert answer.status == 0
    golden(f"explain-{market}.{language}.txt", answer.out)


def test_every_source_that_is_cited_is_listed(hhmonitor: Command) -> None:
    answer = hhmonitor("explain", "Verenigd Koninkrijk", "--root", REPOSITORY, *ON, "--format", "markdown")
    body, _heading, sources = answer.out.partition("## Sources")
    assert r"\[1, 2\]" in body
    source = (
        r"\d\. \[The NHS through the eyes of a Dutchie\]\(<https://www\.htworld.*>\), Health Tech World, October 2022"
    )
    assert re.search(source, sources)


def test_the_grounds_are_in_the_json_too(hhmonitor: Command) -> None:
    answer = hhmonitor("explain", "Japan", "--root", REPOSITORY, *ON, "--format", "json")
    (japan,) = json.loads(answer.out)["markets"]
    fit = japan["inputs"]["health_system"]["proposition_fit"]
    assert (fit["value"], fit["confidence"], fit["sources"]) == ("positive", "high", ["s1", "s2", "s3", "s4"])
    assert japan["inputs"]["health_system"]["market_size"]["figures"][0]["year"] == 2020


def test_a_country_says_which_region_it_is_a_member_of(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("explain", "Kenya", "--root", small, *ON)
    assert "member of the region East Africa" in answer.out


@pytest.mark.parametrize(
    ("language", "declared", "missing"),
    [
        ("en", "no category is declared in the file", "has figures up to 2020 of health expenditure per head"),
        (
            "nl",
            "in het bestand is geen categorie opgegeven",
            "bevat cijfers tot en met 2020 over zorguitgaven per hoofd",
        ),
    ],
)
def test_a_new_country_is_told_what_it_lacks(
    hhmonitor: Command, small: Path, language: str, declared: str, missing: str
) -> None:
    assert hhmonitor("new", "NZ", "--root", small).status == 0
    told = " ".join(hhmonitor("explain", "NZ", "--root", small, *ON, "--lang", language).out.split())
    assert declared in told
    assert missing in told
    assert "not on the list by itself" not in told


def test_only_a_member_of_a_region_is_not_on_the_list_by_itself(hhmonitor: Command, small: Path) -> None:
    assert "declared in the file: not on the list by itself" in hhmonitor("explain", "KE", "--root", small, *ON).out


@pytest.mark.parametrize(
    ("language", "title", "own", "never"),
    [
        (
            "en",
            "Kenya (KE): category IIIb through East Africa",
            "by its profile it would be IIIb",
            "Kenya is in category",
        ),
        ("nl", "Kenia (KE): categorie IIIb via Oost-Afrika", "volgens het eigen profiel zou het IIIb", "Kenia valt in"),
    ],
)
def test_a_member_has_the_category_of_its_region_and_a_profile_of_its_own(
    hhmonitor: Command, small: Path, language: str, title: str, own: str, never: str
) -> None:
    answer = hhmonitor("explain", "KE", "--root", small, *ON, "--lang", language)
    assert answer.out.splitlines()[0] == title
    told = " ".join(answer.out.split())
    assert own in told
    assert never not in told


def test_why_not_in_json_counts_the_steps_of_each_way(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("explain", "JP", "--why-not", "I", "--root", small, *ON, "--format", "json")
    document = json.loads(answer.out)
    assert document["schema"].startswith("hhmonitor/explain-why-not/")
    assert (document["category"], document["rule_category"], document["given_already"]) == ("I", "IIIa", False)
    # Only the preference is in the way: broad interest from the sector, or a list that no analyst can change.
    assert [one["strength"] for one in document["in_the_way"]] == ["preferred"]
    assert document["ways"] == [{"category": "I", "steps": [{"number": 1, "inputs": {"sector_interest": "broad"}}]}]


def test_a_market_that_is_not_there(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("explain", "Jpan", "--root", small)
    assert answer.status == 2
    assert "did you mean Japan?" in answer.err


def test_why_not_tells_the_obstacles_and_the_smallest_changes(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("explain", "JP", "--why-not", "I", "--root", small, *ON)
    assert answer.status == 0
    assert "The list cannot be changed by an analyst" in answer.out
    assert "interest from the sector from specific to broad" in answer.out


def test_why_not_a_category_that_is_not_there(hhmonitor: Command, small: Path) -> None:
    answer = hhmonitor("explain", "JP", "--why-not", "IIIc", "--root", small)
    assert answer.status == 2
    assert "there are: I, II, III, IIIa, IIIb, IV;" in answer.err
    assert "did you mean III?" in answer.err


def test_the_page_of_a_code(hhmonitor: Command) -> None:
    answer = hhmonitor("explain", "hh201")
    assert answer.status == 0
    assert answer.out.startswith("HH201 (error): Unknown key\n")
    page = hhmonitor("explain", "HH201", "--format", "markdown").out
    assert "`countries/JP.yaml`:" in page
    assert "```\ncategorie: II\n```" in page
    missing = hhmonitor("explain", "HH999")
    assert missing.status == 2
    assert "there is no code HH999" in missing.err


def test_smallest_changes_beyond_reach_are_said_to_be_so_and_all_else_is_told(
    hhmonitor: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = hhmonitor("explain", "JP", "--root", small, *ON)
    monkeypatch.setattr("hhmonitor.questions.minimal_change.MOST_PAIRS", -1)
    rest = hhmonitor("explain", "JP", "--root", small, *ON)
    assert (whole.status, rest.status) == (0, 0)
    assert "are too many to work out" in " ".join(rest.out.split())
    assert rest.out.splitlines()[:10] == whole.out.splitlines()[:10]
    for why_not in ("I", "IV"):
        answer = hhmonitor("explain", "JP", "--why-not", why_not, "--root", small, *ON)
        assert (answer.status, "too many to work out" in answer.out) == (0, True)
    assert hhmonitor("fiche", "JP", "--root", small, *ON).status == 0
