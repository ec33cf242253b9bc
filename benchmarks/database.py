"""Writes a file of the size and form of the World Bank's whole database of indicators.

``python -m benchmarks.database FILE [MEGABYTES] [SEED]``

All countries and aggregates, the years from 1960 on, and as many series as fill the file: those that are our
indicators among others that are not. About half of the cells hold a figure, as in the real one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from hhmonitor.language.territories import alpha_3, territory_codes, territory_name
from hhmonitor.statistics import catalogue

_YEARS = range(1960, 2026)
_AGGREGATES = ("ARB", "EUU", "HIC", "LMY", "OED", "SSF", "UMC", "WLD")


def write(path: Path, megabytes: int, seed: int = 2026) -> None:
    """Fill ``path``, which is written anew, with so many megabytes."""
    chance = random.Random(seed)
    places = [(alpha_3(code), territory_name(code, "en")) for code in sorted(territory_codes())]
    places += [(code, f"Aggregate {code}") for code in _AGGREGATES]
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        years = ",".join(f'"{year}"' for year in _YEARS)
        file.write(f'"Country Name","Country Code","Indicator Name","Indicator Code",{years}\r\n')
        for code, name in _series():
            for place, place_name in places:
                cells = ",".join(f'"{_figure(chance)}"' for _ in _YEARS)
                written += file.write(f'"{place_name}","{place}","{name}","{code}",{cells}\r\n')
            if written >= megabytes * 1_000_000:
                return


def _series() -> Iterator[tuple[str, str]]:
    for one in catalogue().known:
        if one.series.publisher == "world_bank":
            yield one.series.code, f"A series of ours ({one.series.named or one.unit})"
    number = 0
    while True:
        number += 1
        yield f"XX.OTH.{number:04}", f"Another series, number {number} (% of something else)"


def _figure(chance: random.Random) -> str:
    return f"{chance.uniform(5, 15):.12f}" if chance.random() < 0.5 else ""


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:]))
