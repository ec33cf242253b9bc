"""Readings of the criteria per second: all of them together, against one by one.

One by one, every reading is written out as criteria and made into rules, and these place the real markets; a sample
of the readings stands for all, since all would take hours.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date

from benchmarks.processes import REPOSITORY
from hhmonitor.engine import Ruleset
from hhmonitor.model import Criteria
from hhmonitor.project import Root, load_project
from hhmonitor.questions.calibration import calibrate
from hhmonitor.questions.classification import Classification

DAY = date(2020, 12, 31)


def drawn_reading(criteria: Criteria, chance: random.Random) -> Criteria:
    """The criteria with every bound on a count moved by one at most, drawn by lot."""
    categories = tuple(
        category.model_copy(
            update={
                "requires": tuple(
                    one
                    if one.count is None
                    else one.model_copy(update={"at_least": max(1.0, (one.at_least or 0) + chance.choice((-1, 0, 1)))})
                    for one in category.requires
                )
            }
        )
        for category in criteria.categories
    )
    return criteria.model_copy(update={"categories": categories})


def readings_per_second(rounds: int, sample: int = 200) -> Mapping[str, float]:
    """The median rates, measured by turns."""
    classification = Classification(load_project(Root(REPOSITORY, "option"), None, DAY), DAY)
    codes = classification.listed()
    markets = [classification.inputs(code) for code in codes]
    published = {code: category for code in codes if (category := classification[code].declared) is not None}
    chance = random.Random(2020)
    drawn = [drawn_reading(classification.criteria, chance) for _ in range(sample)]

    def together() -> int:
        return calibrate(Ruleset(classification.criteria), markets, published).readings

    def one_by_one() -> int:
        for reading in drawn:
            rules = Ruleset(reading)
            for market in markets:
                rules.category({path: entry.possible[0] for path, entry in market.by_path.items()})
        return len(drawn)

    ways: dict[str, Callable[[], int]] = {"together": together, "one_by_one": one_by_one}
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            rates[name].append(way() / (time.perf_counter() - started))
    return {name: statistics.median(found) for name, found in rates.items()}


if __name__ == "__main__":
    # In a process of its own, as the engines are.
    print(json.dumps(readings_per_second(int(sys.argv[1]))))
