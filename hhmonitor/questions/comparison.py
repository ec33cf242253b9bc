"""What moved between two states of the list, and why.

Two states differ in single *changes*, each of a kind: a judgement, a parameter of the criteria, a list, a figure, a
decision, the members of a region. To tell what moved a market, states in between are tried: those changes made and
those not. Of the kinds, the smallest sets that bring the new category by themselves are told: ``{evidence}`` alone,
``{criteria, evidence}`` only together, or either of two. Within these, only the changes that matter are causes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal, Protocol, get_args

from hhmonitor.findings import Place
from hhmonitor.model import Country, Region

Kind = Literal["evidence", "criteria", "lists", "figures", "decision", "regions", "in_force", "file"]
"""What kind of change it is. ``in_force``: the category in force, which counts under hysteresis alone; ``file``: the
market's file came or went."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Direction = Literal["up", "down", "across", "entered", "left"]
"""``across`` is from one variant of a category to another."""

Shown = str | int | float | tuple[str, ...] | None
"""A value as the files write it; none where nothing was said."""


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


@dataclass(frozen=True, slots=True)
class Moment:
    """One of the two states: what it is called, its criteria and its day."""

    label: str
    criteria: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Move:
    """A market whose category changed.

    ``before`` and ``after`` are none where it was not on the list. ``explanations`` are the smallest sets of kinds of
    change that bring about the new category by themselves; ``causes`` the changes in them that matter.
    """

    market: Country | Region | str
    code: str
    before: str | None
    after: str | None
    direction: Direction
    explanations: tuple[tuple[Kind, ...], ...]
    causes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A market that stays in its category because of hysteresis, and the category the rules give."""

    code: str
    category: str
    rule_category: str


@dataclass(frozen=True, slots=True)
class Overruled:
    """A market that by the rules goes from ``before`` to ``after`` while a decision keeps it where it was."""

    market: Country | Region | str
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ledger of moves between two states, the best categories first.

    Where it is narrowed down to moves with a cause of some ``kinds``, ``hidden`` are the moves that are left out.
    """

    base: Moment
    now: Moment
    moves: tuple[Move, ...]
    unchanged: tuple[str, ...]
    held: tuple[Held, ...] = ()
    overruled: tuple[Overruled, ...] = ()
    kinds: tuple[Kind, ...] = ()
    hidden: tuple[Move, ...] = ()

    def only(self, kinds: Collection[str]) -> Comparison:
        """The same narrowed down to the moves that have a cause of one of these kinds."""
        shown = tuple(move for move in self.moves if any(cause.kind in kinds for cause in move.causes))
        hidden = tuple(move for move in self.moves if move not in shown)
        return replace(self, moves=shown, kinds=tuple(kind for kind in KINDS if kind in kinds), hidden=hidden)


class Between(Protocol):
    """Two states, and the ones in between that are had by making some of the changes."""

    base: Moment
    now: Moment

    def before(self) -> Sequence[str]:
        """The markets on the list in the first state."""

    def after(self) -> Sequence[str]:
        """The markets on the list in the second state."""

    def changes(self, code: str) -> Sequence[Change]:
        """Everything that differs between the states and can bear on a market that is in both."""

    def arrival(self, code: str) -> Change:
        """Why a market is on one of the two lists only."""

    def category(self, code: str, made: frozenset[Change]) -> str:
        """The category of a market that is in both states when these changes are made and no others."""

    def first_category(self, code: str) -> str:
        """The category in the first state."""

    def last_category(self, code: str) -> str:
        """The category in the second state."""

    def rule_categories(self, code: str) -> tuple[str, str]:
        """The categories that the rules give in the first state and in the second, decisions aside."""

    def by_decision(self, code: str) -> bool:
        """Whether a decision gives the category in the second state."""

    def rank(self, category: str) -> int:
        """The rank of a category, 0 for the best; variants share theirs."""

    def market(self, code: str) -> Country | Region | str:
        """The market, or its name where only that is known."""

    def held(self) -> Iterable[Held]:
        """The markets that stay in their category because of hysteresis."""


def compare(between: Between) -> Comparison:
    """The ledger: each market that moved, entered or left, with its causes."""
    first, last = set(between.before()), set(between.after())
    moves = [_arrived(between, code, entered=code in last) for code in first ^ last]
    unchanged = []
    for code in sorted(first & last):
        if between.first_category(code) == between.last_category(code):
            unchanged.append(code)
        else:
            moves.append(_moved(between, code))

    def order(move: Move) -> tuple[int, str, str]:
        return between.rank(move.after or "none"), move.after or "", move.code

    return Comparison(
        between.base,
        between.now,
        tuple(sorted(moves, key=order)),
        tuple(unchanged),
        tuple(between.held()),
        tuple(_overruled(between, unchanged)),
    )


def _overruled(between: Between, unchanged: Iterable[str]) -> Iterator[Overruled]:
    for code in unchanged:
        before, after = between.rule_categories(code)
        if before != after and between.by_decision(code):
            yield Overruled(between.market(code), code, before, after)


def _arrived(between: Between, code: str, *, entered: bool) -> Move:
    cause = between.arrival(code)
    return Move(
        between.market(code),
        code,
        None if entered else between.first_category(code),
        between.last_category(code) if entered else None,
        "entered" if entered else "left",
        ((cause.kind,),),
        (cause,),
    )


def _moved(between: Between, code: str) -> Move:
    before, after = between.first_category(code), between.last_category(code)
    changes = tuple(between.changes(code))

    def suffice(made: Iterable[Change]) -> bool:
        return between.category(code, frozenset(made)) == after

    explanations = tuple(_smallest_sets(changes, suffice))
    causes = _that_matter(changes, explanations, suffice)
    ranks = between.rank(before), between.rank(after)
    direction: Direction = "across" if ranks[0] == ranks[1] else "up" if ranks[1] < ranks[0] else "down"
    return Move(between.market(code), code, before, after, direction, explanations, causes)


Suffice = Callable[[Iterable[Change]], bool]


def _smallest_sets(changes: Sequence[Change], suffice: Suffice) -> Iterator[tuple[Kind, ...]]:
    """The sets of kinds that bring the new category, none holding another that does."""
    present = [kind for kind in KINDS if any(change.kind == kind for change in changes)]
    found: list[set[Kind]] = []
    for size in range(1, len(present) + 1):
        for kinds in combinations(present, size):
            if any(one <= set(kinds) for one in found):
                continue
            if suffice(change for change in changes if change.kind in kinds):
                found.append(set(kinds))
                yield kinds


def _that_matter(
    changes: Sequence[Change], explanations: Iterable[tuple[Kind, ...]], suffice: Suffice
) -> tuple[Change, ...]:
    """The changes in the explanations that matter: leaving out one after another keeps those that are needed.

    What is left depends on where one begins where any of several will do, so it is tried from either end.
    """
    matter: set[Change] = set()
    for kinds in explanations:
        concerned = [change for change in changes if change.kind in kinds]
        for order in (concerned, concerned[::-1]):
            kept = list(order)
            for change in order:
                without = [one for one in kept if one is not change]
                if suffice(without):
                    kept = without
            matter.update(kept)
    return tuple(change for change in changes if change in matter)
