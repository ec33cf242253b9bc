"""The outlines of the world."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from hhmonitor.language.territories import territory_codes
from hhmonitor.site.world import WIDTH, world
from tests.support import REPOSITORY
from tools.freeze_world import placed

STEP = re.compile(r"-?\d+")


def test_every_country_of_the_list_is_on_the_map() -> None:
    listed = {path.stem for path in (REPOSITORY / "countries").glob("*.yaml")}
    assert len(listed) == 53
    assert listed <= set(world().outlines)


def test_every_code_is_one_of_iso_3166_or_that_of_kosovo() -> None:
    assert set(world().outlines) - {"", "XK"} <= territory_codes()


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


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "code"),
    [
        ("Crimea", 34.3, 45.2, "UA"),
        ("Donetsk", 38.0, 48.0, "UA"),
        ("Western Sahara", -13.0, 25.0, "EH"),
        ("Kosovo", 21.0, 42.6, "XK"),
        ("Hargeisa", 44.1, 9.6, "SO"),
        ("Kyrenia", 33.4, 35.25, "CY"),
        ("Taiwan", 121.0, 23.8, "TW"),
        ("Ramallah", 35.2, 32.0, "PS"),
        ("Abkhazia", 41.0, 43.0, "GE"),
    ],
)
def test_what_is_disputed_lies_where_the_united_nations_see_it(
    place: str, longitude: float, latitude: float, code: str
) -> None:
    point = placed(longitude, latitude)
    assert [found for found, outline in world().outlines.items() if _holds(outline.path, point)] == [code], place


def test_lines_that_are_disputed_are_kept_apart() -> None:
    """Western Sahara, Kosovo, Somaliland, Kashmir, Cyprus: a line begins within a few units of each."""
    starts = [tuple(map(int, STEP.findall(line)[:2])) for line in world().disputed.split("M")[1:]]
    for longitude, latitude in [(-8.7, 27.7), (21.5, 42.2), (48.0, 8.0), (77.0, 35.1), (34.0, 35.1)]:
        x, y = placed(longitude, latitude)
        assert any(abs(x - at_x) + abs(y - at_y) < 6 for at_x, at_y in starts), (longitude, latitude)


def _holds(path: str, point: tuple[float, float]) -> bool:
    """Whether a point lies within the rings of a path."""
    x, y = point
    inside = False
    for ring in path.split("M")[1:]:
        numbers = [int(number) for number in STEP.findall(ring)]
        at_x, at_y = numbers[:2]
        corners = [(at_x, at_y)]
        for step_x, step_y in zip(numbers[2::2], numbers[3::2], strict=True):
            at_x, at_y = at_x + step_x, at_y + step_y
            corners.append((at_x, at_y))
        for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside
