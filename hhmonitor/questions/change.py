"""What can differ between two states of the list: single changes, each of a kind, and the two moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from hhmonitor.findings import Place
from hhmonitor.model import Country, Region

Kind = Literal["evidence", "criteria", "lists", "figures", "decision", "regions", "in_force", "file"]
"""What kind of change it is. ``in_force``: the category in force, which counts under hysteresis alone; ``file``: the
market's file came or went."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest figure of a series, and its year."""

    value: float
    year: int


Shown = Newest | str | int | float | tuple[str, ...] | None
"""A value as the files write it; none where nothing was said."""


Learned = Literal["known", "unknown"]
"""What became of a datum where nothing is said of the market itself: it is known now, or no longer known."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between the two states.

    ``market`` is the one whose file or figure it is, none for the criteria; ``path`` names what changed; ``place`` is
    where it stands now, or stood before where it is gone.
    """

    kind: Kind
    market: str | None
    path: str
    old: Shown
    new: Shown
    place: Place | None = None

    @property
    def learned(self) -> Learned | None:
        """Whether a datum became known or unknown, rather than another one."""
        if self.kind not in ("evidence", "figures"):
            return None
        unknown = "unknown" if self.kind == "evidence" else None
        if self.new == unknown:
            return "unknown"
        return "known" if self.old == unknown else None


@dataclass(frozen=True, slots=True)
class Moment:
    """One of the two states: what it is called, its criteria and its day."""

    label: str
    criteria: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Recoded:
    """A market that had another code in the earlier state."""

    market: Country | Region
    code: str
    formerly: str
