"""The reasoning on one market, in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hhmonitor.analysis.classification import Classification
from hhmonitor.language import select
from hhmonitor.presentation.document import as_markdown
from hhmonitor.presentation.explanation import Explanation
from hhmonitor.project import find_root, load_project
from tests.support import AS_OF, country_data, write_project


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
    root = write_project(
        tmp_path / "project", members, [{"code": "NORDICS", "name": "Nordics", "members": ["DK", "SE"]}]
    )
    classification = Classification(load_project(find_root(root, os.environ, root), None, AS_OF), AS_OF)
    select(language)
    text = as_markdown(Explanation(classification, "NORDICS").parts())
    assert row in text
    assert told in text
