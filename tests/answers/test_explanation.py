"""The reasoning on one market, in words."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.document import as_markdown
from hhmonitor.answers.explanation import Explanation
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
    text = as_markdown(Explanation(classification, "NORDICS").parts())
    assert row in text
    assert told in text


@pytest.mark.parametrize(
    ("language", "asked", "now"),
    [
        (
            "en",
            "## Why the rules do not give {}",
            "By the rules the market is now in no category, while IIIa is in force",
        ),
        (
            "nl",
            "## Waarom de regels {} niet geven",
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
    text = as_markdown(Explanation(classification, "PE").parts())
    assert now in text
    assert text.index(asked.format("IIIa")) < text.index(asked.format("IV"))
