"""Freezes the outlines of the world's countries into ``world.json``: a tool for developers, not for users.

``python -m tools.freeze_world FILE`` writes the table anew from ``countries-50m.json`` of the npm
package world-atlas 2.0.2 (ISC licence, Michael Bostock), which holds the public domain outlines of Natural Earth. It
needs Babel for the codes. The outlines are projected (Equal Earth, which keeps areas comparable), simplified arc by
arc, so that neighbours go on sharing their border, and written as short SVG paths in whole units.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a topology, placed and simplified: each is a sum of steps, scaled and moved."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append(placed(x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(simplified(arc))
    return arcs


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


def rings(geometry: dict[str, Any], arcs: Sequence[Ring]) -> Iterator[Ring]:
    """The rings of a country; an arc with the number ~n is arc n backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for numbers in polygon:
            ring: Ring = []
            for number in numbers:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc[1:] if ring else arc
            yield ring


def cut_in_two(ring: Sequence[Point]) -> bool:
    """Whether a ring runs from one edge of the map to the other."""
    across = [x for x, _ in ring]
    return max(across) - min(across) > WIDTH / 2


def path(outlines: Iterable[Sequence[Point]]) -> str:
    """Rings as an SVG path in whole units, each step relative to the last."""
    parts = []
    for ring in outlines:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        drawn = "".join(f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}" for x, y in steps if x or y)
        if drawn:
            parts.append(f"M{points[0][0]} {points[0][1]}l{drawn.strip()}z")
    return "".join(parts)


def frozen(topology: dict[str, Any]) -> dict[str, list[Any]]:
    """Code to path, centre and area of the largest part; under no code everything that has none."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    arcs = decoded(topology)
    outlines: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        codes = aliases.get(geometry.get("id", ""), [])
        code = codes[0] if len(codes) == 1 else _BACKGROUND
        if code != _ANTARCTICA:
            outlines.setdefault(code, []).extend(ring for ring in rings(geometry, arcs) if not cut_in_two(ring))
    table = {}
    for code, found in sorted(outlines.items()):
        largest = max(found, key=area)
        kept = [ring for ring in found if ring is largest or area(ring) >= SMALLEST_ISLAND]
        table[code] = [path(kept), *map(round, centre(largest)), round(area(largest))]
    return table


def render(topology: dict[str, Any]) -> str:
    """The text of the frozen file: one country a line."""
    lines = (f"{json.dumps(code)}: {json.dumps(row)}" for code, row in frozen(topology).items())
    return f'{{"height": {HEIGHT}, "countries": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    Path(FROZEN).write_text(render(json.loads(Path(sys.argv[1]).read_bytes())), encoding="utf-8")
