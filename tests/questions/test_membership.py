"""A member of a region has the region's category, and a profile of its own."""

from __future__ import annotations

from pathlib import Path

from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from tests.support import AS_OF, country_data, write_project


def test_a_member_has_a_profile_and_the_category_of_its_region(tmp_path: Path) -> None:
    strong = {
        "characteristics": ["positive"] * 6,
        "dimensions": ["broad"] * 3,
        "themes": ["broad"] * 8,
        "sector_interest": "broad",
        "trend": "stable",
    }
    countries = [country_data("NO", **strong), country_data("DK"), country_data("SE"), country_data("JP")]
    region = {"code": "NORTH", "name": "North", "members": ["NO", "DK", "SE"]}
    folder = write_project(tmp_path / "project", countries, [region])
    classification = Classification(load_project(Root(folder, "option"), None, AS_OF), AS_OF)
    norway, japan = classification["NO"], classification["JP"]
    assert norway.profile == norway.assessment.rule_category != "none"
    assert classification.region_category("NO") == classification.category("NORTH") == "none"
    assert (japan.profile, classification.region_category("JP")) == (None, None)
    assert (classification["NORTH"].profile, classification.region_category("NORTH")) == (None, None)
