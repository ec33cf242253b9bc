"""Runs one case of the rules.

A case says how many characteristics are positive (``positive``), mixed and unknown, the others being negative; the
levels of the first dimensions and themes, the others being none (``themes: unknown`` for no inventory); the interest
of the sector, the trend, and where the market stands on each priority list (``in``, ``out`` or ``unknown``).
"""

from __future__ import annotations

import copy
from typing import Any

from hhmonitor.engine import Ruleset
from hhmonitor.model import Criteria
from tests.support import CHARACTERISTICS, DIMENSIONS, country, gather, shipped_criteria_data

Case = dict[str, Any]

LISTS = ("top_9", "top_25", "top_50")


class CaseFailure(AssertionError):
    """A case did not come out."""


def run(case: Case) -> None:
    """Classify the market of a case under the shipped criteria. Raises CaseFailure where it does not come out."""
    market = case["market"]
    criteria = _criteria(market.get("lists", {}))
    assessment = Ruleset(criteria).assess(gather(_country(market), criteria))
    outcomes = {f"{one.category} {one.requirement.id}": one.outcome for one in assessment.requirements}
    found = {
        "category": assessment.rule_category,
        "possible": list(assessment.possible),
        "candidate": assessment.candidate,
        "outcomes": {name: outcomes[name] for name in case.get("outcomes", {})},
    }
    for key in ("category", "possible", "candidate", "outcomes"):
        if key in case and case[key] != found[key]:
            raise CaseFailure(f"{key}: expected {case[key]}, found {found[key]}")


def _country(market: Case) -> Any:
    values = [
        value
        for value in ("positive", "mixed", "unknown")
        for _ in range(market.get("characteristics", {}).get(value, 0))
    ]
    dimensions = market.get("dimensions", [])
    return country(
        characteristics=values + ["negative"] * (len(CHARACTERISTICS) - len(values)),
        dimensions=[*dimensions, *["none"] * (len(DIMENSIONS) - len(dimensions))],
        themes=market.get("themes", []),
        sector_interest=market.get("sector_interest", "none"),
        trend=market.get("trend", "stable"),
    )


def _criteria(places: dict[str, str]) -> Criteria:
    """The shipped criteria with lists on which the market stands as the case says; ``out`` where it says nothing."""
    data = copy.deepcopy(shipped_criteria_data())
    for name in LISTS:
        place = places.get(name, "out")
        one = data["priority_lists"][name]
        one["complete"] = place != "unknown"
        one["members"] = ["XX"] if place == "in" else []
    return Criteria.model_validate(data)
