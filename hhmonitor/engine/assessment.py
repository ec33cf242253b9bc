"""What the rules say of one market."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hhmonitor.model.criteria import Condition, Requirement

Outcome = Literal["met", "not_met", "unknown"]
"""Whether a requirement holds in all completions, in none, or in some."""

Strength = Literal["required", "preferred"]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one smallest condition.

    For a count: ``surely`` and ``at_most`` are the number of inputs that count in every and in some completion, out
    of ``total``.
    """

    condition: Condition
    outcome: Outcome
    surely: int = 0
    at_most: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """One requirement of one category, held against a market."""

    category: str
    requirement: Requirement
    strength: Strength
    outcome: Outcome
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The category by the rules, with everything it rests on.

    ``rule_category`` is that of the least favourable completion, ``possible`` those over all completions from best to
    worst, ``candidate`` the best category above it that only a preference keeps the market out of.
    """

    rule_category: str
    possible: tuple[str, ...]
    candidate: str | None
    requirements: tuple[RequirementResult, ...]

    @property
    def determined(self) -> bool:
        """Whether one category is possible."""
        return len(self.possible) == 1
