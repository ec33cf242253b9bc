"""The outlines of the world."""

from __future__ import annotations

import re

import pytest

from hhmonitor.language.territories import territory_codes
from hhmonitor.site.world import WIDTH, world
from tests.support import REPOSITORY

STEP = re.compile(r"-?\d+")


def test_every_country_of_the_list_is_on_the_map() -> None:
    listed = {path.stem for path in (REPOSITORY / "countries").glob("*.yaml")}
    assert len(listed) == 53
    assert listed <= set(world().outlines)


def test_every_code_is_one_of_iso_3166() -> None:
    assert set(world().outlines) - {""} <= territory_codes()


def test_countries_lie_where_they_are() -> None:
    """West of, and north of, as any atlas has it."""
    places = world().outlines
    assert places["US"].x < places["BR"].x < places["GB"].x < places["DE"].x < places["IN"].x < places["JP"].x
    assert places["NO"].y < places["NL"].y < places["EG"].y < places["KE"].y < places["ZA"].y


def test_large_countries_are_larger_as_areas_are_kept() -> None:
    places = world().outlines
    # Square kilometres: Brazil 8.5 million, Australia 7.7, India 3.3, France 0.55, Poland 0.31, Belgium 0.03.
    assert places["BR"].area / places["AU"].area == pytest.approx(8.5 / 7.7, rel=0.06)
    assert places["BR"].area / places["IN"].area == pytest.approx(8.5 / 3.2, rel=0.1)
    assert places["FR"].area > places["PL"].area > places["BE"].area


@pytest.mark.parametrize("code", ["RU", "US", "FJ", "NZ", "NO", "ID"])
def test_no_outline_runs_across_the_map(code: str) -> None:
    """Where the edge cuts a country in two, a careless drawing joins the halves right across the world."""
    for ring in world().outlines[code].path.split("M")[1:]:
        steps = [int(number) for number in STEP.findall(ring)][2::2]
        assert max(map(abs, steps)) < WIDTH / 4


def test_the_outlines_are_small() -> None:
    assert sum(len(outline.path) for outline in world().outlines.values()) < 100_000
