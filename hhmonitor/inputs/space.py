"""The inputs of a market as sets of possible values (``docs/semantics.md``, *Inputs*)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from hhmonitor.inputs.figures import Figure
from hhmonitor.model.market import Statement

Basis = Literal["judgement", "indicators", "members", "list", "unknown"]
"""What an input rests on."""

Value = str | Fraction
"""A value of an input: a word of its scale, or a figure."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a market.

    ``path`` names it, such as ``themes.biopharma``; ``possible`` are the values that it can have, least favourable
    first: one where it is known. ``statement`` and ``figures`` are what it rests on, where it rests on them.
    """

    path: str
    possible: tuple[str, ...]
    basis: Basis
    statement: Statement | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def known(self) -> bool:
        """Whether one value is left."""
        return len(self.possible) == 1

    @property
    def value(self) -> str:
        """The one value that is possible, else ``unknown``."""
        return self.possible[0] if self.known else "unknown"


@dataclass(frozen=True, slots=True)
class Block:
    """Inputs that take their values together, independently of all other blocks.

    Mostly one input by itself. Nested priority lists share a block, and so do the inputs that hang on the same
    missing figures. ``alternatives`` are the combinations of values that can occur, least favourable first.
    """

    paths: tuple[str, ...]
    alternatives: tuple[tuple[Value, ...], ...]

    @property
    def lowest(self) -> tuple[Value, ...]:
        """The lowest value of each input, whether or not they can occur together: no better than what is proven."""
        if len(self.paths) == 1:
            return self.alternatives[0]
        return tuple(min(column, key=favour) for column in zip(*self.alternatives, strict=True))


def favour(value: Value) -> bool | Fraction:
    """Sorts the values of one input least favourable first: negative, out and small before positive, in and large."""
    return value in ("positive", "in") if isinstance(value, str) else value


@dataclass(frozen=True)
class MarketInputs:
    """Every input of one market, and which of them hang together.

    ``joint`` are the blocks of more than one input; ``members`` are the inputs of a region's members.
    """

    code: str
    health_system: Mapping[str, Input]
    dimensions: Mapping[str, Input]
    themes: Mapping[str, Input]
    sector_interest: Input
    trend: Input
    attaches: Mapping[str, Input]
    priority_lists: Mapping[str, Input]
    joint: tuple[Block, ...] = ()
    members: tuple[MarketInputs, ...] = field(default=())

    @cached_property
    def by_path(self) -> Mapping[str, Input]:
        """All inputs by their path, in the order of the criteria."""
        return {entry.path: entry for entry in self._all()}

    def _all(self) -> Iterator[Input]:
        yield from self.health_system.values()
        yield from self.dimensions.values()
        yield from self.themes.values()
        yield self.sector_interest
        yield self.trend
        yield from self.attaches.values()
        yield from self.priority_lists.values()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All inputs in blocks that are independent of each other."""
        together = {path for block in self.joint for path in block.paths}
        alone = (
            Block((entry.path,), tuple((value,) for value in entry.possible))
            for entry in self._all()
            if entry.path not in together
        )
        return (*alone, *self.joint)
