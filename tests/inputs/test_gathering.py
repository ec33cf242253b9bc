"""From a market's file to its inputs: what is stated, what is left out, what members add up to."""

from __future__ import annotations

from hhmonitor.inputs import Gatherer, MarketInputs
from hhmonitor.model import Country
from tests.support import AS_OF, country, gather, judged, region, shipped_criteria


def test_unknown_is_every_value_and_known_is_one() -> None:
    inputs = gather(country(characteristics=["mixed", *["unknown"] * 5], dimensions=["broad", "unknown", "none"]))
    assert inputs.health_system["market_size"].possible == ("mixed",)
    assert inputs.health_system["venture_capital"].possible == ("negative", "positive")
    assert [entry.value for entry in inputs.dimensions.values()] == ["broad", "unknown", "none"]
    assert inputs.sector_interest.possible == ("none", "incidental", "specific", "broad")
    assert inputs.trend.possible == ("stable", "emerging")
    assert inputs.attaches["health"].possible == ("no", "yes")


def test_a_theme_that_the_inventory_leaves_out_is_none_and_without_inventory_all_are_unknown() -> None:
    made = gather(country(themes=["broad"])).themes
    assert [entry.value for entry in made.values()] == ["broad", *["none"] * 7]
    assert {entry.basis for entry in made.values()} == {"judgement"}
    not_made = gather(country(themes="unknown")).themes
    assert {(entry.value, entry.basis) for entry in not_made.values()} == {("unknown", "unknown")}


def test_basis_says_what_an_input_rests_on() -> None:
    inputs = gather(country(characteristics=["positive", *["unknown"] * 5]))
    assert inputs.health_system["market_size"].basis == "judgement"
    assert inputs.health_system["venture_capital"].basis == "unknown"
    assert inputs.priority_lists["top_9"].basis == "list"


def of_region(members: list[Country], **stated: object) -> MarketInputs:
    gatherer = Gatherer(shipped_criteria(), {}, AS_OF)
    together = region("R", [member.code for member in members], **stated)
    return gatherer.region(together, [gatherer.country(member, "R") for member in members])


def test_a_region_adds_up_what_its_members_say() -> None:
    inputs = of_region(
        [
            country(
                "AA", characteristics=["positive"] * 6, dimensions=["none", "specific", "unknown"], trend="emerging"
            ),
            country("BB", characteristics=["negative"] * 6, dimensions=["none", "broad", "none"], trend="emerging"),
        ]
    )
    assert {entry.value for entry in inputs.health_system.values()} == {"positive"}
    assert [entry.value for entry in inputs.dimensions.values()] == ["none", "broad", "unknown"]
    assert inputs.trend.value == "emerging"
    assert inputs.trend.basis == "members"


def test_what_a_region_says_itself_wins_input_by_input() -> None:
    inputs = of_region(
        [country("AA", characteristics=["positive"] * 6, themes=["broad", "broad"])],
        health_system={"venture_capital": judged("negative")},
        themes={"biopharma": {"level": "specific", "rationale": "seen", "sources": ["s1"]}},
        trend=judged("unknown"),
    )
    assert inputs.health_system["venture_capital"].basis == "judgement"
    assert inputs.health_system["market_size"].basis == "members"
    assert [entry.value for entry in inputs.themes.values()][:3] == ["broad", "broad", "specific"]
    assert inputs.trend.value == "unknown"
