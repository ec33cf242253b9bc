"""The pure part of taking a form: what becomes of a file, key by key, and which keys are in conflict."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest

from hhmonitor.language import select
from hhmonitor.model import Criteria
from hhmonitor.project.loading import read_criteria
from hhmonitor.workbook.layout import Layout, MarketState, new_market
from hhmonitor.workbook.merging import Merge, merge
from hhmonitor.yaml import read_text
from tests.example_project import JAPAN
from tests.support import REPOSITORY
from tests.workbook.forms import filled

Key = tuple[Any, ...]


@pytest.fixture(autouse=True)
def _in_english() -> None:
    select("en")


@pytest.fixture(scope="module")
def criteria() -> Criteria:
    found, _findings = read_criteria(REPOSITORY / "criteria/2020-2023.yaml")
    assert found is not None
    return found


def data(text: str) -> dict[str, Any]:
    document = read_text(text.encode(), "JP.yaml").document
    assert document is not None
    return document.data


def merged(
    criteria: Criteria, values: Mapping[tuple[Key, str], Any], base: str = JAPAN, now: str | None = None
) -> Merge:
    layout = Layout(criteria, [MarketState("JP", data(base))])
    return merge(filled(layout, values), layout, {"JP": data(now or base)})


def outcome(found: Merge) -> dict[str, Any]:
    """What Japan's file is to say."""
    assert list(found.findings) == []
    (market,) = found.markets
    return dict(market.data)


def test_a_form_that_nobody_filled_in_changes_nothing_whatever_became_of_the_file(criteria: Criteria) -> None:
    changed = JAPAN.replace("level: broad", "level: specific").replace("Mission", "Another mission")
    for now in (JAPAN, changed):
        found = merged(criteria, {}, now=now)
        assert (found.markets, found.findings) == ([], [])


@pytest.mark.parametrize(
    ("key", "column", "value", "path", "datum"),
    [
        (("trend",), "value", "emerging", ("trend", "value"), "emerging"),
        (("trend",), "confidence", "low", ("trend", "confidence"), "low"),
        (("trend",), "sources", "s2", ("trend", "sources"), ["s2"]),
        (("trend",), "en", "Less.", ("trend", "rationale"), "Less."),
        (("attaches", "economic"), "value", "yes", ("attaches", "economic"), "yes"),
        (("reference_date",), "value", "March 2021", ("reference_date",), "2021-03"),
        (("contact",), "en", "A contact", ("contact",), "A contact"),
        (("programme", "phase"), "value", "phase 2: shared goals", ("programme", "phase"), "goals"),
        (("activities", 0), "kind", "event", ("activities", 0, "kind"), "event"),
        (("activities", 1), "themes.biopharma", "x", ("activities", 1, "themes"), ["biopharma"]),
        (("activities", 0), "themes.biopharma", "x", ("activities", 0, "themes"), ["ageing_society", "biopharma"]),
        (("activities", 0), "dimensions.trade", "", ("activities", 0), {"date": "2019-10", "kind": "mission"}),
        (("sources", "s1"), "url", "https://example.org", ("sources", "s1", "url"), "https://example.org"),
        (("sources", "s3"), "title", "Yearbook", ("sources", "s3"), {"title": "Yearbook"}),
        (("themes", "one_health"), "value", "unknown", ("themes", "one_health"), {"level": "unknown"}),
    ],
)
def test_one_cell_changes_one_datum(
    criteria: Criteria, key: Key, column: str, value: str, path: Key, datum: Any
) -> None:
    found = outcome(merged(criteria, {(key, column): value}))
    before = data(JAPAN)
    at: Any = found
    for part in path:
        at = at[part]
    assert {one: at[one] for one in datum} == datum if isinstance(datum, dict) else at == datum
    assert {name for name in {*found, *before} if found.get(name) != before.get(name)} == {path[0]}


def test_a_text_stays_plain_in_the_language_of_its_file_and_becomes_two_where_the_other_comes(
    criteria: Criteria,
) -> None:
    found = outcome(merged(criteria, {(("trend",), "nl"): "Een missie per jaar."}))
    assert found["trend"]["rationale"] == {"en": "A mission a year.", "nl": "Een missie per jaar."}
    dutch = f"language: nl\n{JAPAN}"
    assert outcome(merged(criteria, {(("trend",), "nl"): "Minder."}, dutch))["trend"]["rationale"] == "Minder."
    both = JAPAN.replace('"A mission a year."', "{en: A mission a year., nl: Een missie per jaar.}")
    left = outcome(merged(criteria, {(("trend",), "en"): ""}, both))["trend"]["rationale"]
    assert left == {"nl": "Een missie per jaar."}


def test_a_cell_that_is_emptied_takes_its_datum_out(criteria: Criteria) -> None:
    values = {(("health_system", "proposition_fit"), "confidence"): "", (("sources", "s1"), "publisher"): ""}
    found = outcome(merged(criteria, values))
    assert "confidence" not in found["health_system"]["proposition_fit"]
    assert found["sources"]["s1"] == {"title": "Country page", "date": "2020-11"}


def test_a_theme_comes_into_the_inventory_and_goes_out_of_it(criteria: Criteria) -> None:
    key = ("themes", "one_health")
    come = outcome(merged(criteria, {(key, "value"): "broad", (key, "en"): "Why", (key, "sources"): "s1"}))
    assert come["themes"]["one_health"] == {"level": "broad", "rationale": "Why", "sources": ["s1"]}
    said = outcome(merged(criteria, {(key, "en"): "Looked for", (key, "sources"): "s1"}))
    assert said["themes"]["one_health"] == {"level": "none", "rationale": "Looked for", "sources": ["s1"]}
    key = ("themes", "biopharma")
    gone = outcome(merged(criteria, {(key, "value"): "none", (key, "en"): "", (key, "sources"): ""}))
    assert list(gone["themes"]) == ["ageing_society"]


def test_the_first_theme_that_is_known_leaves_the_others_unknown(criteria: Criteria) -> None:
    themes = JAPAN[JAPAN.index("themes:") : JAPAN.index("sector_interest")]
    found = outcome(
        merged(criteria, {(("themes", "biopharma"), "value"): "none"}, JAPAN.replace(themes, "themes: unknown\n"))
    )
    assert found["themes"] == {name: {"level": "unknown"} for name in criteria.themes if name != "biopharma"}


def test_a_judgement_takes_the_place_of_the_figures_and_gives_it_back(criteria: Criteria) -> None:
    key = ("health_system", "market_size")
    judged = {(key, "value"): "mixed", (key, "en"): "Why", (key, "sources"): "s1, s2"}
    found = outcome(merged(criteria, judged))
    assert found["health_system"]["market_size"] == {"value": "mixed", "rationale": "Why", "sources": ["s1", "s2"]}
    by_hand = JAPAN.replace("market_size: indicators", "market_size: {value: unknown}")
    back = outcome(merged(criteria, {(key, "value"): "by the figures"}, by_hand))
    assert back["health_system"]["market_size"] == "indicators"
    assert [one.code for one in merged(criteria, {(key, "en"): "Why"}).findings] == ["HH908"]


def test_a_new_activity_comes_where_its_date_puts_it_and_only_once(criteria: Criteria) -> None:
    new = ("activities", "+1")
    values = {(new, "date"): "June 2019", (new, "kind"): "mission", (new, "en"): "Visit", (new, "source"): "s1"}
    found = outcome(merged(criteria, values))
    assert [one["title"] for one in found["activities"]] == ["Mission", "Visit", "Fair"]
    added = {"date": "2019-06", "kind": "mission", "title": "Visit", "source": "s1"}
    assert found["activities"][1] == added
    now = JAPAN.replace("  - {date: 2018", f"  - {added}\n  - {{date: 2018".replace("'", '"'))
    assert merged(criteria, values, now=now).markets == []


def test_an_activity_of_which_all_cells_are_emptied_is_taken_out(criteria: Criteria) -> None:
    columns = ("date", "kind", "en", "source")
    found = outcome(merged(criteria, {(("activities", 1), column): "" for column in columns}))
    assert [one["title"] for one in found["activities"]] == ["Mission"]


def test_an_activity_is_known_again_when_others_came_before_it(criteria: Criteria) -> None:
    now = JAPAN.replace("activities:\n", "activities:\n  - {date: 2020-01, kind: event, title: Newer, source: s1}\n")
    found = outcome(merged(criteria, {(("activities", 1), "kind"): "mission"}, now=now))
    assert [one["kind"] for one in found["activities"]] == ["event", "mission", "mission"]


def test_what_was_changed_in_two_places_is_a_conflict_with_both_values(criteria: Criteria) -> None:
    now = JAPAN.replace("sector_interest: {level: broad", "sector_interest: {level: specific")
    key = (("sector_interest",), "value")
    (finding,) = merged(criteria, {key: "none"}, now=now).findings
    assert finding.code == "HH907"
    assert (finding.details["base"], finding.details["form"], finding.details["now"]) == ("broad", "none", "specific")
    agreed = merged(criteria, {key: "specific"}, now=now)
    assert (agreed.markets, agreed.findings) == ([], [])


def test_what_was_changed_in_other_places_is_kept(criteria: Criteria) -> None:
    now = JAPAN.replace("value: stable", "value: emerging").replace('"Fair"', '"Large fair"')
    found = outcome(merged(criteria, {(("sector_interest",), "value"): "none"}, now=now))
    assert (found["trend"]["value"], found["sector_interest"]["level"]) == ("emerging", "none")
    assert found["activities"][1]["title"] == "Large fair"


def test_what_the_project_no_longer_has_is_not_brought_back(criteria: Criteria) -> None:
    now = JAPAN[: JAPAN.index("activities:")] + JAPAN[JAPAN.index("sources:\n  s1") :]
    assert [one.code for one in merged(criteria, {(("activities", 0), "kind"): "event"}, now=now).findings] == ["HH909"]
    layout = Layout(criteria, [MarketState("JP", data(JAPAN))])
    gone = merge(filled(layout, {(("trend",), "value"): "emerging"}), layout, {})
    assert [one.code for one in gone.findings] == ["HH909"]


def test_sources_that_two_people_add_under_one_id_are_both_kept(criteria: Criteria) -> None:
    values = {(("sources", "s3"), "title"): "Yearbook", (("trend",), "sources"): "s1, s3"}
    now = f"{JAPAN}  s3: {{title: Another page}}\n"
    found = outcome(merged(criteria, values, now=now))
    assert found["sources"]["s3"] == {"title": "Another page"}
    (name,) = [name for name, one in found["sources"].items() if one["title"] == "Yearbook"]
    assert found["trend"]["sources"] == ["s1", name]
    taken = f"{now}  {name}: {{title: Yearbook}}\n".replace("sources: []}", f"sources: [s1, {name}]}}")
    assert merged(criteria, values, now=taken).markets == []


def test_figures_of_its_own(criteria: Criteria) -> None:
    new = ("indicators", "+1")
    word = "Population (people)"
    values = {(new, "indicator"): word, (new, "year"): 2018, (new, "value"): "1.000.000,5", (new, "source"): "s1"}
    found = outcome(merged(criteria, values))
    assert found["indicators"] == {"population": {"source": "s1", "values": {2018: 1000000.5}}}
    missing = {key: value for key, value in values.items() if key[1] != "source"}
    assert [one.code for one in merged(criteria, missing).findings] == ["HH910"]
    base = f"{JAPAN}indicators: {{population: {{source: s1, values: {{2018: 5}}}}}}\n"
    twice = merged(criteria, values, base)
    assert [one.code for one in twice.findings] == ["HH911"]
    out = {(("indicators", "population", "values", 2018), column): "" for column in ("value", "source")}
    assert "indicators" not in outcome(merged(criteria, out, base))


def test_a_region_says_what_it_wants_to_say_itself(criteria: Criteria) -> None:
    base = "code: JP\nname: {en: N, nl: N}\nmembers: [DK, SE]\n"
    key = ("dimensions", "trade")
    values = {
        (key, "value"): "broad",
        (key, "en"): "Why",
        (key, "sources"): "s1",
        (("sources", "s1"), "title"): "A page",
    }
    found = outcome(merged(criteria, values, base))
    assert found["dimensions"] == {"trade": {"level": "broad", "rationale": "Why", "sources": ["s1"]}}
    says = (
        f"{base}themes: {{biopharma: {{level: none, rationale: Why, sources: [s1]}}}}\nsources: {{s1: {{title: T}}}}\n"
    )
    emptied = {(("themes", "biopharma"), column): "" for column in ("value", "en", "sources")}
    assert "themes" not in outcome(merged(criteria, emptied, says))


def test_a_new_market_is_made_of_what_is_filled_in(criteria: Criteria) -> None:
    layout = Layout(criteria, [new_market("JP", criteria, "2026-10-31")])
    assert merge(filled(layout, {}), layout, {}).markets == []
    (market,) = merge(filled(layout, {(("trend",), "value"): "stable"}), layout, {}).markets
    assert market.new
    assert (market.data["code"], market.data["trend"]) == ("JP", {"value": "stable"})


def test_a_merge_leaves_what_it_is_given_as_it_was(criteria: Criteria) -> None:
    now = data(JAPAN)
    before = deepcopy(now)
    layout = Layout(criteria, [MarketState("JP", now)])
    merge(
        filled(layout, {(("activities", 0), "kind"): "event", (("trend",), "value"): "emerging"}), layout, {"JP": now}
    )
    assert now == before
