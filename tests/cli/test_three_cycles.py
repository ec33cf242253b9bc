"""Three revisions of a small list, through the commands alone, with what each of them must say worked out by hand.

What annex 1 asks, as the shipped criteria have it: I four positive characteristics, two themes and two dimensions, and
broad interest or a place on the top 9; II four, two and one; III two, one and one, and specific interest; IV one, one
and one. Nobody but Germany is on a list that is known.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Answer, Command
from tests.support import country_data, shipped_criteria_data, write_project, write_yaml

pytestmark = pytest.mark.slow

TEXTS = Path(__file__).parent / "three_cycles"
"""The ledgers, the cores of the papers and the minutes, each line of them worked out by hand."""

FIGURES = "market,indicator,year,value,source\n"
SOURCE = {"s": {"title": "Figures", "publisher": "A publisher"}}


def of(
    positive: int, themes: int, dimensions: int, interest: str, trend: str = "stable", **more: Any
) -> dict[str, Any]:
    """What is known of a market with so many positive characteristics, and themes and dimensions with interest."""
    return {
        "characteristics": ["positive"] * positive + ["negative"] * (6 - positive),
        "themes": ["specific"] * themes,
        "dimensions": ["specific"] * dimensions + ["none"] * (3 - dimensions),
        "sector_interest": interest,
        "trend": trend,
        **more,
    }


GERMANY = of(4, 2, 2, "broad", category="I")
GERMANY["characteristics"] = ["indicators", *GERMANY["characteristics"][1:]]
EXPECTED_JAPAN = {"en": "Effort takes time.", "nl": "Inzet kost tijd."}


class Secretary:
    """Works on one project through the commands, and edits market files as an analyst would."""

    def __init__(self, hhmonitor: Command, root: Path) -> None:
        self._hhmonitor = hhmonitor
        self.root = root
        self.day = ""

    def run(self, *words: str, status: int = 0) -> Answer:
        """A command on the day of the meeting."""
        answer = self._hhmonitor(*words, "--root", self.root, *(() if "--as-of" in words else ("--as-of", self.day)))
        assert answer.status == status, (words, answer.out, answer.err)
        return answer

    def data(self, *words: str) -> Any:
        """What a command answers to programs."""
        return json.loads(self.run(*words, "--format", "json").out)

    def said(self, *words: str) -> str:
        """What a command says to people, in one line."""
        return " ".join(self.run(*words).out.split())

    def writes(self, name: str, *words: str) -> None:
        """Hold what a command says against a text written by hand, line by line.

        Of papers the core alone, and nothing of where in a file something stands: how the files are laid out is not the
        secretary's.
        """
        expected = (TEXTS / name).read_text(encoding="utf-8")
        told = re.sub(r" \(countries/\S+\)| \(criteria/\S+\)", "", self.run(*words).out.partition("---\n\n## ")[0])
        assert told.strip() == expected.strip(), name

    def edit(self, code: str, **keys: Any) -> None:
        """Put keys at the top of a market's file."""
        path = self.path(code)
        write_yaml(path, {**yaml.safe_load(path.read_text(encoding="utf-8")), **keys})

    def path(self, code: str) -> Path:
        """The file of a market."""
        region = self.root / "countries" / "regions" / f"{code}.yaml"
        return region if region.exists() else self.root / "countries" / f"{code}.yaml"

    def asked(self) -> Mapping[str, tuple[str | None, str | None, list[str]]]:
        """The decisions asked by their ids: from what, to what, and the words of the command that records it."""
        papers = self.data("review")
        return {one["id"]: (one["from"], one["to"], shlex.split(one["command"])[1:]) for one in papers["asked"]}

    def record(self, identity: str) -> None:
        """Record a decision asked by its own command as it is printed, after a look at what it would write."""
        command = self.asked()[identity][2]
        assert "Nothing was written" in self.said(*command, "--dry-run")
        assert identity in self.asked()
        self.run(*command)
        assert identity not in self.asked()


def test_three_revisions(hhmonitor: Command, tmp_path: Path) -> None:
    africa = {"code": "AFRICA-OTHER", "name": {"en": "Africa, other", "nl": "Overig Afrika"}, "members": ["NG", "GH"]}
    nordics = {"code": "NORDICS", "name": {"en": "Nordics", "nl": "Noordse landen"}, "members": ["NO", "SE", "DK"]}
    nordic = of(4, 2, 1, "broad")
    decision = {
        "category": "II",
        "reason": EXPECTED_JAPAN,
        "decided_by": "LSH Internationaal Overleg",
        "date": "2020-12-31",
        "review_by": "2022-12",
    }
    root = write_project(
        tmp_path / "project",
        [
            country_data("DE", **GERMANY),
            country_data("JP", **of(4, 2, 2, "broad", category="II", decision=decision)),
            country_data("PE", **of(2, 1, 1, "specific", category="IIIa")),
            *(country_data(code, **nordic) for code in ("NO", "SE", "DK")),
            *(country_data(code, **of(1, 1, 1, "incidental")) for code in ("NG", "GH")),
        ],
        [africa | {"category": "IV"}, nordics | {"category": "II"}],
        FIGURES + "DE,health_expenditure_per_capita_usd,2019,1100,s\n" + "DE,population,2019,10000000,s\n",
    )
    (root / "countries" / "figures" / "sources.yaml").write_text(yaml.safe_dump(SOURCE), encoding="utf-8")
    secretary = Secretary(hhmonitor, root)
    first_revision(secretary)
    second_revision(secretary)
    third_revision(secretary)


def first_revision(secretary: Secretary) -> None:
    """The list as it was published: nothing to compare with, and nothing to move."""
    secretary.day = "2020-12-31"
    assert secretary.run("check").status == 0
    assert "no review before" in secretary.run("compare", status=2).err
    asked = secretary.asked()
    # Japan's decision is to be reviewed by the end of 2022, which is when the next revision is.
    assert {key: value[:2] for key, value in asked.items()} == {
        "criteria": (None, "2020-2023"),
        "lists": (None, None),
    }
    for identity in ("criteria", "lists"):
        secretary.record(identity)
    secretary.run("review", "note", "--present", "chair", "--present", "secretary", "--remark", "A good start.")
    secretary.run(
        "review", "action", "Ask the embassy about Peru.", "--by", "analyst", "--due", "2021-06", "--market", "PE"
    )
    dry = secretary.said("review", "close", "2020", "--dry-run")
    assert "reviews/2020.yaml" in dry
    assert not (secretary.root / "reviews" / "2020.yaml").exists()
    secretary.run("review", "close", "2020")
    assert "closed already" in secretary.run("review", "close", "2020", status=2).err
    kept = secretary.data("review", "show", "2020")
    # Everything that is on the list came on it: there was no review before.
    assert {code: (one["outcome"], one["from"], one["to"], one["rules"]) for code, one in kept["markets"].items()} == {
        "AFRICA-OTHER": ("adopted", None, "IV", "IV"),
        "DE": ("adopted", None, "I", "I"),
        "JP": ("decided", None, "II", "I"),
        "NORDICS": ("adopted", None, "II", "II"),
        "PE": ("adopted", None, "IIIa", "IIIa"),
    }


def second_revision(secretary: Secretary) -> None:
    """Peru falls, Mexico enters, Norway leaves its region, Japan's decision is renewed, Germany becomes a target."""
    secretary.day = "2022-12-31"
    peru, mexico = country_data(**of(1, 1, 1, "specific")), country_data("MX", **of(2, 1, 1, "specific", "emerging"))
    secretary.edit("PE", health_system=peru["health_system"])
    write_yaml(secretary.root / "countries" / "MX.yaml", mexico)
    secretary.run("market", "leave", "NO", "--yes")

    since = secretary.data("compare")
    assert since["base"] == {"label": "2020", "criteria": "2020-2023", "as_of": "2020-12-31"}
    assert {one["code"]: (one["from"], one["to"], one["direction"], one["explanations"]) for one in since["moves"]} == {
        "NO": (None, "II", "entered", [["regions"]]),
        "MX": (None, "IIIb", "entered", [["file"]]),
        "PE": ("IIIa", "IV", "down", [["evidence"]]),
    }
    (peru_falls,) = (one["causes"] for one in since["moves"] if one["code"] == "PE")
    assert [(one["path"], one["old"], one["new"]) for one in peru_falls] == [
        ("health_system.proposition_fit", "positive", "negative")
    ]

    asked = {key: value[:2] for key, value in secretary.asked().items()}
    assert asked == {
        "enter-MX": ("none", "IIIb"),
        "enter-NO": ("none", "II"),
        "move-PE": ("IIIa", "IV"),
        "renew-JP": ("II", "II"),
    }
    secretary.writes("ledger-2022.txt", "compare")
    secretary.writes("papers-2022.nl.md", "review", "--lang", "nl")
    assert "Ask the embassy about Peru." in secretary.said("review")

    # What cannot be is refused, and nothing is written.
    reviews = sorted((secretary.root / "reviews").iterdir())
    for words in (
        ("review", "record", "DK=II", "--reason", "x"),
        ("review", "record", "PE=II", "--reason", "x", "--review-by", "2021-01"),
        ("review", "renew", "JP", "--date", "2019-01"),
        ("review", "record", "PE=II", "--reason", "x", "--date", "2023-06-01"),
        ("review", "renew", "DE"),
        ("review", "close", "2022"),
    ):
        assert secretary.run(*words, status=2).err
    assert sorted((secretary.root / "reviews").iterdir()) == reviews

    for identity in ("enter-MX", "enter-NO", "move-PE", "renew-JP"):
        secretary.record(identity)
    assert list(secretary.asked()) == ["list"]
    secretary.run("review", "target", "DE", "--until", "2024-06", "--goal", "Five missions")
    secretary.run("review", "done", "2020", "1", "--on", "2021-05-03")
    assert "open" not in secretary.said("review").partition("In short")[0].partition("Agenda")[2]
    secretary.run(*secretary.asked()["list"][2])

    kept = secretary.data("review", "show", "2022-12")
    assert kept["base"] == "2020"
    assert {code: (one["outcome"], one["from"], one["to"]) for code, one in kept["markets"].items()} == {
        "JP": ("renewed", "II", "II"),
        "MX": ("adopted", None, "IIIb"),
        "NO": ("adopted", None, "II"),
        "PE": ("adopted", "IIIa", "IV"),
    }
    assert kept["markets"]["JP"]["replaced"]["date"] == "2020-12-31"
    assert kept["markets"]["JP"]["decision"]["review_by"] == "2024-12"
    assert kept["markets"]["JP"]["decision"]["reason_date"] == "2020-12-31"
    secretary.writes("minutes-2022.nl.md", "review", "minutes", "2022-12", "--lang", "nl")


def third_revision(secretary: Secretary) -> None:
    """New criteria, which keep who failed once: Germany is kept, Mexico taken off all the same; a region is recoded."""
    secretary.day = "2024-12-31"
    criteria = json.loads(json.dumps(shipped_criteria_data()))
    criteria |= {
        "id": "2024-2027",
        "title": {"en": "The criteria of 2024", "nl": "De criteria van 2024"},
        "period": {"from": "2024-01-01", "to": "2027-12-31"},
        "hysteresis": {"reviews": 2},
    }
    best, _second, third = criteria["categories"][:3]
    # One positive characteristic is enough for III now, which Peru has: it is specific, so it rises to IIIa.
    most = next(one for one in third["requires"] if one.get("count") == "health_system")
    most["at_least"] = 1
    best["keep"] = [{"id": "still_three", "count": "health_system", "at_least": 3}]
    write_yaml(secretary.root / "criteria" / "2024-2027.yaml", criteria)
    table = secretary.root / "countries" / "figures" / "indicators.csv"
    # 900 a head, and 9 billion for ten million people: below both bounds, so that Germany has three of its four.
    table.write_text(
        FIGURES
        + "DE,health_expenditure_per_capita_usd,2019,1100,s\n"
        + "DE,health_expenditure_per_capita_usd,2023,900,s\n"
        + "DE,population,2019,10000000,s\n"
        + "DE,population,2023,10000000,s\n",
        encoding="utf-8",
    )
    secretary.edit("MX", themes={})
    japan = country_data(**of(3, 2, 2, "broad"))
    secretary.edit("JP", health_system=japan["health_system"])
    secretary.run("market", "rename", "AFRICA-OTHER", "AFRICA", "--yes")

    since = secretary.data("compare")
    assert since["recoded"] == [{"code": "AFRICA", "formerly": "AFRICA-OTHER"}]
    assert {one["code"]: (one["from"], one["to"], one["direction"], one["explanations"]) for one in since["moves"]} == {
        "PE": ("IV", "IIIa", "up", [["criteria"]]),
    }
    # One review that finds a market below its category lets none fall.
    assert {
        one["code"]: (one["category"], one["rule_category"], *((why["old"], why["new"]) for why in one["causes"]))
        for one in since["held"]
    } == {"DE": ("I", "IIIa", ("1100 (2019)", "900 (2023)")), "MX": ("IIIb", "none", ("specific", "none"))}
    (japan_moved,) = since["overruled"]
    assert (japan_moved["code"], japan_moved["category"], japan_moved["from"], japan_moved["to"]) == (
        *("JP", "II"),
        *("I", "IIIa"),
    )

    asked = {key: value[:2] for key, value in secretary.asked().items()}
    assert asked == {
        "criteria": (None, "2024-2027"),
        "move-PE": ("IV", "IIIa"),
        "renew-JP": ("II", "II"),
        "kept-DE": ("I", "I"),
        "kept-MX": ("IIIb", "IIIb"),
        "target-DE": ("I", "I"),
        # One positive characteristic is enough for III, and the top 50 would be too: nobody knows who is on it.
        "find-AFRICA": ("IV", None),
    }
    secretary.writes("ledger-2024.txt", "compare")
    secretary.writes("papers-2024.en.md", "review")
    papers = secretary.said("review")
    assert "it is in IIIa. No review on record found it below yet. It falls when 2 reviews running" in papers
    assert "not on the list" not in papers

    for identity in ("criteria", "move-PE", "kept-DE", "target-DE", "find-AFRICA"):
        secretary.record(identity)
    # Nobody would have Mexico on the list any longer, whatever the criteria would let it keep.
    secretary.run("review", "record", "MX=rules")
    # Japan's decision is not renewed: the category of the rules is taken.
    assert "IIIa" in secretary.run("review", "record", "JP=rules").out
    secretary.run("review", "close", "2024")
    assert secretary.run("check").status == 0

    kept = secretary.data("review", "show", "2024")
    assert {code: (one["outcome"], one["from"], one["to"]) for code, one in kept["markets"].items()} == {
        "DE": ("kept", "I", "I"),
        "JP": ("withdrawn", "II", "IIIa"),
        "MX": ("left", "IIIb", None),
        "PE": ("adopted", "IV", "IIIa"),
    }
    assert [one["outcome"] for one in kept["special_targets"]] == ["ended"]
    assert [(one["market"], one["what"]["nl"]) for one in kept["actions"]] == [
        ("AFRICA", "Uitzoeken voor Overig Afrika: Top 50-prioriteitsmarkten.")
    ]
    secretary.writes("minutes-2024.en.md", "review", "minutes", "2024")
    # What was decided of a market that has another code by now is told by its name.
    secretary.writes("minutes-2020.nl.md", "review", "minutes", "2020", "--lang", "nl")
    listed = secretary.data("review", "list")["reviews"]
    assert [(one["name"], one["base"], one["kept"]) for one in listed] == [
        ("2020", None, 0),
        ("2022-12", "2020", 0),
        ("2024", "2022-12", 1),
    ]
    # A day that passes changes nothing; the next review that finds Germany below lets it fall.
    secretary.day = "2026-12-31"
    (germany,) = secretary.data("classify", "DE")["markets"]
    assert (germany["category"], germany["kept"]) == ("I", "I")
    assert secretary.asked()["fall-DE"][:2] == ("I", "IIIa")

    # A market that is removed is told as off the list.
    secretary.day = "2026-06-30"
    secretary.run("market", "remove", "PE", "--yes")
    moves = secretary.data("compare")["moves"]
    assert [(one["code"], one["from"], one["to"]) for one in moves if one["code"] == "PE"] == [("PE", "IIIa", None)]
    core = secretary.said("review").partition("## Annex A")[0]
    assert "Peru is taken off the list; it was in **IIIa** - it is described no more" in core
    assert "countries/" not in core
    secretary.record("fall-DE")
    secretary.run("review", "close", "2026", "--yes")
    assert secretary.data("review", "show", "2026")["markets"]["PE"]["outcome"] == "left"
    secretary.writes("minutes-2026.en.md", "review", "minutes", "2026")
