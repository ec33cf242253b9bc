"""Categories per second: the rules of the monitor against a rules engine written in Rust, on the same markets.

Both are asked the category of markets of which everything is known. zen-engine (GoRules) has the categories as a
decision table in its own format, and gets the counts ready made; the monitor counts for itself.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Value
from hhmonitor.model import Criteria
from hhmonitor.project.shape import validated
from hhmonitor.yaml import read_file

CRITERIA = Path(__file__).parents[1] / "criteria" / "2020-2023.yaml"

CHARACTERISTICS = (
    "market_size",
    "proposition_fit",
    "reform_plans",
    "reimbursement_access",
    "technology_match",
    "venture_capital",
)
DIMENSIONS = ("innovation", "investment", "trade")
THEMES = (
    "digital_transformation",
    "accessible_medtech",
    "biopharma",
    "high_tech_products",
    "ageing_society",
    "care_infrastructure",
    "public_health",
    "one_health",
)
LEVELS = ("none", "specific", "broad")
INTERESTS = ("none", "incidental", "specific", "broad")
LISTS = ("top_9", "top_25", "top_50")


@dataclass(frozen=True, slots=True)
class Market:
    """A market of which everything is known, in the words of the criteria."""

    health_system: Mapping[str, str]
    dimensions: Mapping[str, str]
    themes: Mapping[str, str]
    sector_interest: str
    trend: str
    lists: frozenset[str]


Engine = Callable[[int], str]
"""Gives the category of the market with this number; what can be prepared for a market has been."""


def sample(count: int, seed: int = 2020) -> list[Market]:
    """Markets drawn by lot, each leaning to one side: with fair coins throughout, hardly any would be in IV or out."""
    chance = random.Random(seed)
    return [_drawn(chance) for _ in range(count)]


def _drawn(chance: random.Random) -> Market:
    favour = chance.random()

    def level(scale: Sequence[str]) -> str:
        return chance.choice(scale[1:]) if chance.random() < favour else scale[0]

    shortest_list = chance.choice((*LISTS, None))
    return Market(
        health_system={id_: level(("negative", "positive")) for id_ in CHARACTERISTICS},
        dimensions={id_: level(LEVELS) for id_ in DIMENSIONS},
        themes={id_: level(LEVELS) for id_ in THEMES},
        sector_interest=level(INTERESTS),
        trend=chance.choice(("stable", "emerging")),
        lists=frozenset(LISTS[LISTS.index(shortest_list) :] if shortest_list else ()),
    )


def monitor(markets: Sequence[Market]) -> Engine:
    """The rules of the monitor over the criteria that the repository ships."""
    document = read_file(CRITERIA, CRITERIA.name).document
    criteria = validated(Criteria, document)[0] if document else None
    if criteria is None:
        raise ValueError(f"{CRITERIA} does not validate")
    category = Ruleset(criteria).category
    completions = [completion(market) for market in markets]
    return lambda number: category(completions[number])


def completion(market: Market) -> dict[str, Value]:
    """A value for every input, as the rules name them."""
    return {
        **{f"health_system.{id_}": value for id_, value in market.health_system.items()},
        **{f"dimensions.{id_}": level for id_, level in market.dimensions.items()},
        **{f"themes.{id_}": level for id_, level in market.themes.items()},
        **{f"priority_lists.{id_}": "in" if id_ in market.lists else "out" for id_ in LISTS},
        "sector_interest": market.sector_interest,
        "trend": market.trend,
    }


# The categories as rows of a decision table, the first that fits being taken: the least number of characteristics,
# themes and dimensions, then one preference to a row, since a row is a conjunction. Interest is its place in INTERESTS.
_ROWS: tuple[tuple[int, int, int, Mapping[str, str], str], ...] = (
    (4, 2, 2, {"top_9": "true"}, "I"),
    (4, 2, 2, {"sector_interest": ">= 3"}, "I"),
    (4, 2, 1, {"top_25": "true"}, "II"),
    (4, 2, 1, {"sector_interest": ">= 3"}, "II"),
    (2, 1, 1, {"top_50": "true", "trend": "'emerging'"}, "IIIb"),
    (2, 1, 1, {"sector_interest": ">= 2", "trend": "'emerging'"}, "IIIb"),
    (2, 1, 1, {"top_50": "true"}, "IIIa"),
    (2, 1, 1, {"sector_interest": ">= 2"}, "IIIa"),
    (1, 1, 1, {}, "IV"),
    (0, 0, 0, {}, "none"),
)
_FIELDS = ("characteristics", "themes", "dimensions", "sector_interest", "trend", *LISTS)


def decision_table() -> dict[str, Any]:
    """The categories as a JSON decision model (JDM), the format of zen-engine."""
    rows = [
        dict.fromkeys(_FIELDS, "")
        | {"_id": str(number), "category": f"'{category}'"}
        | {"characteristics": f">= {positive}", "themes": f">= {themes}", "dimensions": f">= {dimensions}"}
        | dict(preference)
        for number, (positive, themes, dimensions, preference, category) in enumerate(_ROWS)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": field, "name": field, "field": field} for field in _FIELDS],
        "outputs": [{"id": "category", "name": "category", "field": "category"}],
        "rules": rows,
    }
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "market"},
        {"id": "table", "type": "decisionTableNode", "name": "categories", "content": table},
        {"id": "out", "type": "outputNode", "name": "category"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return {"nodes": [node | {"position": {"x": 0, "y": 0}} for node in nodes], "edges": edges}


def counts(market: Market) -> dict[str, Any]:
    """What the decision table asks of a market."""
    return {
        "characteristics": list(market.health_system.values()).count("positive"),
        "themes": sum(level != "none" for level in market.themes.values()),
        "dimensions": sum(level != "none" for level in market.dimensions.values()),
        "sector_interest": INTERESTS.index(market.sector_interest),
        "trend": market.trend,
        **{list_: list_ in market.lists for list_ in LISTS},
    }


def zen_parsed(markets: Sequence[Market]) -> Engine:
    """zen-engine as its documentation begins: a decision created from its JSON."""
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(decision_table()))
    contexts = [counts(market) for market in markets]
    return lambda number: decision.evaluate(contexts[number])["result"]["category"]


def zen_compiled(markets: Sequence[Market]) -> Engine:
    """zen-engine at its fastest: a decision of a static loader, which it compiles once."""
    import zen

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"categories": decision_table()}}})
    contexts = [counts(market) for market in markets]
    return lambda number: engine.evaluate("categories", contexts[number])["result"]["category"]


ENGINES: Mapping[str, Callable[[Sequence[Market]], Engine]] = {
    "hhmonitor": monitor,
    "zen_parsed": zen_parsed,
    "zen_compiled": zen_compiled,
}


def evaluations_per_second(names: Sequence[str], rounds: int, count: int = 2000) -> dict[str, float]:
    """The median rate of each engine, measured by turns over the same markets, once they agree on every one of them."""
    markets = sample(count)
    engines = {name: ENGINES[name](markets) for name in names}
    agree(markets, engines)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name, engine in engines.items():
            started = time.perf_counter()
            for number in range(count):
                engine(number)
            seconds[name].append(time.perf_counter() - started)
    return {name: count / statistics.median(times) for name, times in seconds.items()}


def agree(markets: Sequence[Market], engines: Mapping[str, Engine]) -> None:
    """Fail on the first market that the engines place differently, or where a category is missing from the sample."""
    seen: set[str] = set()
    for number, market in enumerate(markets):
        answers = {name: engine(number) for name, engine in engines.items()}
        if len(set(answers.values())) != 1:
            raise AssertionError(f"{answers} for {market}")
        seen.update(answers.values())
    if seen != {row[-1] for row in _ROWS}:
        raise AssertionError(f"the sample holds no market of every category: {sorted(seen)}")


if __name__ == "__main__":
    # In a process of its own, so that the measurements of memory elsewhere do not begin from this one's.
    rounds_, *names_ = sys.argv[1:]
    print(json.dumps(evaluations_per_second(names_ or list(ENGINES), int(rounds_))))
