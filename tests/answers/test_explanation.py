"""The reasoning on one market, in words."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.explanation import explanation
from hhmonitor.forms import Page
from hhmonitor.forms.markdown import render
from hhmonitor.language import select
from hhmonitor.project import find_root, load_project
from hhmonitor.questions.classification import Classification
from tests.support import AS_OF, country_data, write_project


def opened(folder: Path, countries: Sequence[dict[str, Any]], regions: Sequence[dict[str, Any]] = ()) -> Classification:
    root = write_project(folder / "project", countries, regions)
    return Classification(load_project(find_root(root, os.environ, root), None, AS_OF), AS_OF)


@pytest.mark.parametrize(
    ("language", "told", "row"),
    [
        (
            "en",
            "characteristics: positive where at least half of the members are, otherwise negative",
            "| Market size | ± | ± | − |",
        ),
        (
            "nl",
            "karakteristieken: positief als minstens de helft van de leden dat is, anders negatief",
            "| Omvang van de markt | ± | ± | − |",
        ),
    ],
)
def test_a_region_of_mixed_members_is_negative_and_says_by_which_rule(
    tmp_path: Path, language: str, told: str, row: str
) -> None:
    members = [country_data(code, characteristics=["mixed"] * 6, trend="stable") for code in ("DK", "SE")]
    region = {"code": "NORDICS", "name": "Nordics", "members": ["DK", "SE"]}
    classification = opened(tmp_path, members, [region])
    select(language)
    text = render(explanation(classification, "NORDICS"), Page())
    assert row in text
    assert told in text


@pytest.mark.parametrize(
    ("language", "asked", "now"),
    [
        (
            "en",
            "## Why the rules do not give **{}**",
            "By the rules the market is now in no category, while IIIa is in force",
        ),
        (
            "nl",
            "## Waarom de regels **{}** niet geven",
            "valt de doelmarkt nu in geen enkele categorie, terwijl IIIa geldt",
        ),
    ],
)
def test_a_decision_for_a_better_category_is_asked_after_before_the_next_one_up(
    tmp_path: Path, language: str, asked: str, now: str
) -> None:
    decision = {"category": "IIIa", "reason": "because", "decided_by": "LSH", "date": "2020"}
    classification = opened(tmp_path, [country_data("PE", decision=decision)])
    select(language)
    text = render(explanation(classification, "PE"), Page())
    assert now in text
    assert text.index(asked.format("IIIa")) < text.index(asked.format("IV"))


def test_a_characteristic_by_majority_is_told_as_what_it_is(tmp_path: Path) -> None:
    mixed = {code: country_data(code, characteristics=["mixed"] * 6) for code in ("DK", "SE", "NO", "FI", "IS")}
    good = country_data("EE", characteristics=["positive"] * 6)
    region = {"code": "NORDICS", "name": "Nordics", "members": [*mixed, "EE"]}
    classification = opened(tmp_path, [*mixed.values(), good], [region])
    text = render(explanation(classification, "NORDICS"), Page())
    assert "Market size: not positive in most members (mixed in 5 of 6)" in text
    select("nl")
    text = render(explanation(classification, "NORDICS"), Page())
    assert "Omvang van de markt: niet positief bij de meeste leden (gemengd bij 5 van 6)" in text


def test_a_characteristic_that_is_the_regions_own_judgement_is_no_majority(tmp_path: Path) -> None:
    members = [country_data(code, characteristics=["mixed"] * 6) for code in ("DK", "SE")]
    own = {"market_size": {"value": "negative", "rationale": "seen", "sources": ["s1"]}}
    sources = {"s1": {"title": "A source"}}
    region = {"code": "NORDICS", "name": "Nordics", "members": ["DK", "SE"], "health_system": own, "sources": sources}
    text = render(explanation(opened(tmp_path, members, [region]), "NORDICS"), Page())
    assert "Market size: negative" in text


def test_what_it_takes_to_leave_is_told_where_the_criteria_hold_a_market(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", [country_data("PE", category="IV")])
    file = root / "criteria" / "2020-2023.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nhysteresis: {{reviews: 3}}\n", encoding="utf-8")
    classification = Classification(load_project(find_root(root, os.environ, root), None, AS_OF), AS_OF)
    text = render(explanation(classification, "PE"), Page())
    assert "until it fails at 3 reviews running" in text
