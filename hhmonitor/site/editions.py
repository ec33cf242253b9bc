"""The two editions of the site, and the list as everybody is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from hhmonitor.model import Country, Region
from hhmonitor.questions.classification import Classification

Edition = Literal["public", "working"]
"""For everybody, or for the steering group: with what is work in hand, such as reviews that are due and chances."""

M = TypeVar("M", Country, Region)


def in_edition(classification: Classification, edition: Edition) -> Classification:
    """The list as an edition tells of it: everybody's has no word on when a decision is to be reviewed."""
    if edition == "working":
        return classification
    project = classification.project
    told = replace(project, countries=_told(project.countries), regions=_told(project.regions))
    return Classification(told, classification.as_of, classification.criteria)


def _told(markets: Mapping[str, M]) -> dict[str, M]:
    return {code: _without_review(market) for code, market in markets.items()}


def _without_review(market: M) -> M:
    if market.decision is None or market.decision.review_by is None:
        return market
    return market.model_copy(update={"decision": market.decision.model_copy(update={"review_by": None})})
