"""The outlines of the world's countries, projected and frozen by :mod:`tools.freeze_world`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FROZEN = Path(__file__).with_name("world.json")
"""The frozen table: alpha-2 code to path, centre and area."""

WIDTH = 3000
"""Units across the whole drawing."""


class Outline(NamedTuple):
    """A country on the map: its SVG path, the centre of its largest part, and the area of that in square units."""

    path: str
    x: int
    y: int
    area: int


class World(NamedTuple):
    """The drawing: its height in units, the lines that are disputed as one SVG path, and the outlines by code; those of
    territories without one under ``""``."""

    height: int
    disputed: str
    outlines: Mapping[str, Outline]


@cache
def world() -> World:
    """The drawing of the world."""
    table = json.loads(FROZEN.read_bytes())
    return World(table["height"], table["disputed"], {code: Outline(*row) for code, row in table["countries"].items()})
