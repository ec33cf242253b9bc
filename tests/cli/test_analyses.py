"""``gaps``, ``robustness`` and ``what-if`` as their users run them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hhmonitor.cli.commands.what_if import complete_parameter, complete_setting
from tests.cli.conftest import Command
from tests.support import country_data, golden, write_project

AS_OF = ("--as-of", "2020-12-31")
COMMANDS = [
    ("gaps",),
    ("gaps", "EAST-AFRICA"),
    ("robustness",),
    ("robustness", "EAST-AFRICA"),
    ("what-if", "JP", "--set", "sector_interest=broad"),
    ("what-if", "--set-criteria", "I.most_characteristics.at_least=6"),
]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("width", [80, 160])
def test_as_people_see_them(
    hhmonitor: Command,
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    language: str,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    answer = hhmonitor(*command, "--root", small, *AS_OF, "--lang", language)
    assert answer.status == 0
    assert max(map(len, answer.out.splitlines())) <= width
    named = "-".join(part.replace("=", "-") for part in command if not part.startswith("--"))
    golden(f"{named}-{width}.{language}.txt", answer.out)


def data(hhmonitor: Command, small: Path, *arguments: str) -> Any:
    answer = hhmonitor(*arguments, "--root", small, *AS_OF, "--format", "json")
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


def test_gaps_as_json(hhmonitor: Command, small: Path) -> None:
    markets = {one["code"]: one for one in data(hhmonitor, small, "gaps")["markets"]}
    assert markets.keys() == {"DE", "JP", "PE", "EAST-AFRICA"}
    germany = {one["path"]: one for one in markets["DE"]["unknowns"]}
    # Four characteristics are positive, two dimensions have interest, and it is in the top 9: all that I asks.
    assert markets["DE"]["possible"] == ["I"]
    assert germany.keys() == {"health_system.venture_capital", "dimensions.trade"} | {
        f"attaches.{kind}" for kind in ("economic", "innovation", "health")
    }
    assert not any(one["decisive"] for one in germany.values())
    for one in markets.values():
        deciding = [gap["worth"] for gap in one["unknowns"] if gap["decisive"]]
        assert deciding == sorted(deciding, reverse=True)
        assert all(0 <= gap["worth"] <= 1 for gap in one["unknowns"])


def test_robustness_as_json(hhmonitor: Command, small: Path) -> None:
    answer = data(hhmonitor, small, "robustness", "DE", "Japan", "--members")
    assert "independent" in answer["assumption"]
    for one in answer["markets"]:
        assert list(one["probabilities"]) == ["I", "II", "IIIa", "IIIb", "IV", "none"]
        assert sum(one["probabilities"].values()) == pytest.approx(1, abs=1e-12)
        assert one["stability"] == one["probabilities"][one["rule_category"]]
        worths = [entry["worth"] for entry in one["inputs"]]
        assert worths == sorted(worths, reverse=True)


@pytest.mark.parametrize(
    ("language", "nested", "left_out"),
    [
        ("en", "The lists are nested", "A wider window also shows: most worth knowing"),
        ("nl", "De lijsten omvatten elkaar", "Een breder venster toont ook: meest de moeite waard om te weten"),
    ],
)
def test_a_list_that_decides_nothing_can_be_worth_knowing_and_both_commands_say_why(
    hhmonitor: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, nested: str, left_out: str
) -> None:
    """Category II asks for the top 25. The top 50 then decides nothing, but who is not on it is not on the top 25.

    The trend is open, so that II and the two variants of III are about as probable and a little can tip the balance.
    """
    known = country_data(
        "NO",
        characteristics=["positive"] * 6,
        dimensions=["specific", "none", "none"],
        themes=["specific", "specific"],
        sector_interest="specific",
    )
    root = write_project(tmp_path / "project", [known, country_data("PE", category="IV")])
    (market,) = json.loads(hhmonitor("gaps", "NO", "--root", root, *AS_OF, "--format", "json").out)["markets"]
    unknowns = {one["path"]: one for one in market["unknowns"]}
    assert unknowns["priority_lists.top_25"]["decisive"]
    assert not unknowns["priority_lists.top_50"]["decisive"]
    assert unknowns["priority_lists.top_50"]["worth"] > 0
    for command in ("gaps", "robustness"):
        assert nested in hhmonitor(command, "NO", "--root", root, *AS_OF, "--lang", language).out
    for columns, told in ((80, True), (160, False)):
        monkeypatch.setenv("COLUMNS", str(columns))
        answer = hhmonitor("robustness", "--root", root, *AS_OF, "--lang", language)
        assert (left_out in answer.out) is told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "At 0% it does not dethrone one by itself; together with others it decides."),
        ("nl", "Bij 0% verandert het op zichzelf niet welke categorie het waarschijnlijkst is; samen met"),
    ],
)
def test_what_decides_only_together_with_others_is_told_to_be_so(
    hhmonitor: Command, tmp_path: Path, language: str, told: str
) -> None:
    """Any of eight open themes will do: no single one is worth anything, and each can be the one that decides."""
    root = write_project(tmp_path / "project", [country_data("IT", characteristics=["positive"] * 6)])
    (market,) = json.loads(hhmonitor("gaps", "IT", "--root", root, *AS_OF, "--format", "json").out)["markets"]
    themes = [one for one in market["unknowns"] if one["path"].startswith("themes.")]
    assert {(one["decisive"], one["worth"]) for one in themes} == {(True, 0)}
    assert told in hhmonitor("gaps", "IT", "--root", root, *AS_OF, "--lang", language, "--format", "markdown").out


def test_a_source_that_is_wrong(hhmonitor: Command, small: Path) -> None:
    answer = data(hhmonitor, small, "robustness", "DE", "--if-source-wrong", "s1")
    assert answer["if_source_wrong"] == "s1"
    assert (
        answer["otherwise"]["probabilities"]
        == data(hhmonitor, small, "robustness", "DE")["markets"][0]["probabilities"]
    )
    assert answer["markets"][0]["probabilities"] != answer["otherwise"]["probabilities"]
    told = hhmonitor("robustness", "DE", "--if-source-wrong", "s1", "--root", small, *AS_OF)
    assert "If source s1 is wrong" in told.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("robustness", "DE", "--if-source-wrong", "s11"), "did you mean s1?"),
        (("robustness", "--if-source-wrong", "s1"), "name one market"),
        (("robustness", "--format", "yaml"), "no form"),
        (("gaps", "Germny"), "did you mean Germany?"),
        (("what-if", "DE"), "--set PATH=VALUE"),
        (("what-if", "--set", "trend=stable"), "name one market"),
        (("what-if", "DE", "--set", "trend"), "PATH=VALUE"),
        (("what-if", "DE", "--set", "trned=stable"), "did you mean trend?"),
        (("what-if", "DE", "--set", "trend=stabel"), "did you mean stable?"),
        (("what-if", "DE", "--set", "top_25=in", "--set", "top_50=out"), "contradicts"),
        (("what-if", "--set-criteria", "one_theme.at_least=2"), "can mean"),
        (("what-if", "--set-criteria", "error_rates.low=2"), "low"),
        (("what-if", "--set-criteria", "top_25.complete=perhaps"), "true, false"),
    ],
)
def test_what_cannot_be_asked(hhmonitor: Command, small: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = hhmonitor(*arguments, "--root", small, *AS_OF)
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.err


def test_what_if_as_json(hhmonitor: Command, small: Path) -> None:
    answer = data(hhmonitor, small, "what-if", "JP", "--set", "sector_interest=broad")
    (market,) = answer["markets"]
    assert answer["settings"] == [{"market": "JP", "path": "sector_interest", "value": "broad"}]
    assert (market["before"]["rule_category"], market["after"]["rule_category"]) == ("IIIa", "I")
    assert market["before"]["category"] == market["after"]["category"] == "II", "the decision stays in force"
    turned = {one["category"]: one for one in market["requirements"]}
    assert turned["I"]["before"]["outcome"] == "not_met"
    assert turned["I"]["after"]["outcome"] == "met"


def test_what_if_of_the_criteria_and_of_a_market_at_once(hhmonitor: Command, small: Path) -> None:
    both = ("--set-criteria", "I.most_characteristics.at_least=5", "--set", "venture_capital=positive")
    (market,) = data(hhmonitor, small, "what-if", "DE", *both)["markets"]
    assert (market["before"]["rule_category"], market["after"]["rule_category"]) == ("I", "I")
    (market,) = data(hhmonitor, small, "what-if", "DE", *both[:2])["markets"]
    assert (market["after"]["rule_category"], market["after"]["possible"]) == ("II", ["I", "II"])


@pytest.mark.parametrize(
    ("language", "told", "row"),
    [
        (
            "en",
            "Category III remains; within it the market goes from IIIb to IIIa, because IIIb asks for trend: emerging.",
            "| IIIb | ✓ trend: emerging, needed: emerging | ✗ trend: stable, needed: emerging |",
        ),
        (
            "nl",
            "Het blijft categorie III; daarbinnen gaat de doelmarkt van IIIb naar IIIa, want IIIb vraagt trend: "
            "opkomend.",
            "| IIIb | ✓ trend: opkomend, nodig: opkomend | ✗ trend: stabiel, nodig: opkomend |",
        ),
    ],
)
def test_another_variant_is_told_with_what_it_asks(
    hhmonitor: Command, tmp_path: Path, language: str, told: str, row: str
) -> None:
    known = country_data(
        "CA",
        characteristics=["positive"] * 3 + ["negative"] * 3,
        dimensions=["specific", "none", "none"],
        themes=["specific"],
        sector_interest="specific",
        trend="emerging",
    )
    root = write_project(tmp_path / "project", [known])
    arguments = ("what-if", "CA", "--set", "trend=stable", "--root", root, *AS_OF)
    answer = hhmonitor(*arguments, "--lang", language, "--format", "markdown")
    assert told in answer.out
    assert row in answer.out
    (market,) = json.loads(hhmonitor(*arguments, "--format", "json").out)["markets"]
    (variant,) = market["variants"]
    assert (variant["id"], variant["before"]["outcome"], variant["after"]["outcome"]) == ("IIIb", "met", "not_met")


def test_nothing_is_written(hhmonitor: Command, small: Path) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    hhmonitor("what-if", "DE", "--set", "trend=emerging", "--root", small)
    hhmonitor("what-if", "--set-criteria", "I.most_characteristics.at_least=5", "--root", small)
    assert before == {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_as_csv_and_as_markdown(hhmonitor: Command, small: Path, command: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(hhmonitor(*command, "--root", small, "--format", "csv").out)))
    assert rows
    assert all(row["market"] in {"DE", "JP", "PE", "EAST-AFRICA"} for row in rows)
    assert hhmonitor(*command, "--root", small, "--format", "markdown").out.startswith("# ")


def test_paths_complete_on_the_shell(small: Path, tmp_path: Path) -> None:
    context: Any = SimpleNamespace(params={"root": small})
    assert list(complete_setting(context, "health_system.v")) == ["health_system.venture_capital="]
    assert list(complete_setting(context, "trend=")) == [
        "trend=emerging", "trend=stable", "trend=declining", "trend=unknown",
    ]  # fmt: skip
    assert list(complete_setting(context, "indicators.population=")) == ["indicators.population=unknown"]
    assert list(complete_parameter(context, "categories.I.requires.most")) == [
        "categories.I.requires.most_characteristics=",
        "categories.I.requires.most_characteristics.at_least=",
    ]
    nowhere: Any = SimpleNamespace(params={"root": tmp_path / "nowhere"})
    assert list(complete_setting(nowhere, "")) == []
    assert list(complete_parameter(nowhere, "")) == []
