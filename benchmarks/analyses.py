"""What the analyses cost: white spots, robustness, minimal changes and reasons of 60 markets, in processor time.

Beside it MR-Sort of the package ``mcda`` on scenarios drawn by lot: how sure a category is, is asked by sampling where
nothing counts it. It sorts the same countries by as many inputs, and gets each scenario ready made.
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date

from benchmarks.processes import REPOSITORY
from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Gatherer, MarketInputs
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import Country, Criteria
from hhmonitor.model.market import Interest, Judgement, SectorInterest, Trend
from hhmonitor.project import find_root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.gaps import gaps
from hhmonitor.questions.minimal_change import Neighbourhood
from hhmonitor.questions.reasons import sufficient_reasons
from hhmonitor.questions.robustness import robustness

DAY = date(2020, 12, 31)
SCENARIOS = 10_000
UNKNOWNS = 20


def classification() -> Classification:
    return Classification(load_project(find_root(REPOSITORY, os.environ, REPOSITORY), None, DAY), DAY)


def everything(criteria: Criteria, markets: Sequence[MarketInputs]) -> None:
    """All that the analyses say of these markets, from the criteria as they were read."""
    ruleset, errors = Ruleset(criteria), ErrorModel(criteria)
    for inputs in markets:
        gaps(ruleset, inputs, robustness(ruleset, errors, inputs))
        near = Neighbourhood(ruleset, inputs)
        for target in ruleset.order:
            if ruleset.rank(target) < ruleset.rank(near.category):
                near.up_to(target)
        near.losses()
        sufficient_reasons(ruleset, inputs)


def chances(criteria: Criteria, markets: Sequence[MarketInputs]) -> None:
    """Robustness alone."""
    ruleset, errors = Ruleset(criteria), ErrorModel(criteria)
    for inputs in markets:
        robustness(ruleset, errors, inputs)


def with_unknowns(country: Country, criteria: Criteria, chance: random.Random) -> Country:
    """A country with so many of its inputs unknown that they are twenty with the two open priority lists."""
    groups = ("health_system", "dimensions", "themes")
    judged = [(group, name) for group in groups for name in getattr(criteria, group)]
    judged += [("sector_interest", ""), ("trend", "")]
    known = set(chance.sample(judged, len(judged) - (UNKNOWNS - 2)))

    def kept(group: str, name: str) -> bool:
        return (group, name) in known

    inventory = {} if country.themes == "unknown" else country.themes
    return country.model_copy(
        update={
            "health_system": {
                name: one if kept("health_system", name) else Judgement(value="unknown")
                for name, one in country.health_system.items()
            },
            "dimensions": {
                name: one if kept("dimensions", name) else Interest(level="unknown")
                for name, one in country.dimensions.items()
            },
            "themes": {
                name: inventory.get(name, Interest(level="none")) if kept("themes", name) else Interest(level="unknown")
                for name in criteria.themes
            },
            "sector_interest": country.sector_interest
            if kept("sector_interest", "")
            else SectorInterest(level="unknown"),
            "trend": country.trend if kept("trend", "") else Trend(value="unknown"),
        }
    )


def processor_time(work: Callable[[], object], rounds: int) -> float:
    """The median of the seconds of processor time that the work takes; garbage is left, as the program leaves it."""
    took = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
        gc.enable()
    return statistics.median(took)


def sampling(countries: int, scenarios: int) -> float:
    """The seconds of processor time that MR-Sort takes to sort so many countries in one scenario."""
    from mcda.matrices import PerformanceTable
    from mcda.outranking.mrsort import MRSort
    from mcda.scales import QuantitativeScale

    chance = random.Random(2020)
    inputs = [f"input {number}" for number in range(19)]
    scales = {name: QuantitativeScale(0, 3) for name in inputs}
    weights = dict.fromkeys(inputs, 1 / len(inputs))
    profiles = PerformanceTable(
        [dict.fromkeys(inputs, level) for level in (0.5, 1, 1.5, 2)],
        scales=scales,
        alternatives=["IV", "III", "II", "I"],
    )
    names = [f"country {number}" for number in range(countries)]
    drawn = [[{name: chance.randint(0, 3) for name in inputs} for _ in names] for _ in range(scenarios)]

    def sort() -> None:
        for scenario in drawn:
            table = PerformanceTable(scenario, scales=scales, alternatives=names)
            MRSort(table, weights, profiles, 0.5).assign()

    return processor_time(sort, 3) / scenarios


def main(rounds: int) -> None:
    listed = classification()
    criteria, project = listed.criteria, listed.project
    real = [listed.inputs(code) for code in (*project.countries, *project.regions)]
    chance, gatherer = random.Random(2020), Gatherer(criteria, project.figures, DAY)
    # Outside the top 9 the two other lists are open.
    outside = [one for code, one in project.countries.items() if "in" not in _memberships(listed, code)]
    unknown = [
        gatherer.country(with_unknowns(outside[number % len(outside)], criteria, chance)) for number in range(len(real))
    ]
    countries = [listed.inputs(code) for code in project.countries]
    result = {
        "markets": len(real),
        "everything": processor_time(lambda: everything(criteria, real), rounds),
        "unknown": processor_time(lambda: everything(criteria, unknown), rounds),
        "countries": len(countries),
        "robustness": processor_time(lambda: chances(criteria, countries), rounds),
        "sampling": SCENARIOS * sampling(len(countries), 20),
    }
    print(json.dumps(result))


def _memberships(listed: Classification, code: str) -> set[str]:
    return {one.value for one in listed.inputs(code).priority_lists.values()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
