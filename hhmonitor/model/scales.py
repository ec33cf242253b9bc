"""The scales on which inputs are judged. A scale knows which of its values is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CharacteristicValue = Literal["negative", "mixed", "positive"]
InterestLevel = Literal["none", "specific", "broad"]
SectorInterestLevel = Literal["none", "incidental", "specific", "broad"]
TrendValue = Literal["declining", "stable", "emerging"]
Presence = Literal["no", "yes"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale.

    ``values`` are all values that a judgement may have, worst first; ``open`` are those that stay possible while
    nothing is known, least favourable first.
    """

    values: tuple[str, ...]
    open: tuple[str, ...]

    def at_least(self, value: str) -> frozenset[str]:
        """The values that are as good as ``value`` or better. Raises ValueError where it is not on the scale."""
        return frozenset(self.values[self.values.index(value) :])

    def rank(self, value: str) -> int:
        """The place of ``value`` on the scale, 0 for the worst."""
        return self.values.index(value)

    def ordered(self, values: frozenset[str] | set[str]) -> tuple[str, ...]:
        """``values`` from worst to best."""
        return tuple(value for value in self.values if value in values)


CHARACTERISTIC = Scale(("negative", "mixed", "positive"), ("negative", "positive"))
INTEREST = Scale(("none", "specific", "broad"), ("none", "specific", "broad"))
SECTOR_INTEREST = Scale(("none", "incidental", "specific", "broad"), ("none", "incidental", "specific", "broad"))
TREND = Scale(("declining", "stable", "emerging"), ("stable", "emerging"))
PRESENCE = Scale(("no", "yes"), ("no", "yes"))
MEMBERSHIP = Scale(("out", "in"), ("out", "in"))

SCALES = {
    "health_system": CHARACTERISTIC,
    "dimensions": INTEREST,
    "themes": INTEREST,
    "sector_interest": SECTOR_INTEREST,
    "trend": TREND,
    "attaches": PRESENCE,
    "priority_lists": MEMBERSHIP,
}
"""The scale of each group of inputs."""
