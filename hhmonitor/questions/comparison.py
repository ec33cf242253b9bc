"""What moved between two states of the list, and why.

Two states differ in single *changes*, each of a kind: a judgement, a parameter of the criteria, a list, a figure, a
decision, the members of a region. To tell what moved a market, states in between are tried: those changes made and
those not. Of the kinds, the smallest sets that bring the new category by themselves are told: ``{evidence}`` alone,
``{criteria, evidence}`` only together, or either of two. Within these, only the changes that matter are causes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple

from hhmonitor.engine import NONE
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.questions.change import KINDS, Change, Kind, Moment, Recoded

if TYPE_CHECKING:
    from hhmonitor.questions.between import Between

Direction = Literal["up", "down", "across", "entered", "left"]
"""``across`` is from one variant of a category to another."""


class Why(NamedTuple):
    """What brought a category about.

    ``explanations`` are the smallest sets of kinds of change that do so by themselves; ``causes`` the changes in them
    that matter.
    """

    explanations: tuple[tuple[Kind, ...], ...] = ()
    causes: tuple[Change, ...] = ()

    @property
    def learned(self) -> bool:
        """Whether it comes of nothing but what became known, or is no longer known."""
        return bool(self.causes) and all(cause.learned is not None for cause in self.causes)


@dataclass(frozen=True, slots=True)
class Move:
    """A market whose category changed; ``before`` and ``after`` are none where it was not on the list."""

    market: Country | Region
    code: str
    before: str | None
    after: str | None
    direction: Direction
    why: Why


@dataclass(frozen=True, slots=True)
class Beneath:
    """A market whose category by the rules went from ``before`` to ``after`` while that on the list did not follow.

    ``category`` is the one on the list now: by a decision, or by the rules, which have come to give what a decision
    gave before.
    """

    market: Country | Region
    code: str
    category: str
    before: str
    after: str
    why: Why


@dataclass(frozen=True, slots=True)
class Held:
    """A market that stays in its category because of hysteresis, and the category that the rules give.

    ``why`` tells how the rules came to give it since the earlier state, and nothing where they gave it before.
    """

    market: Country | Region
    code: str
    category: str
    rule_category: str
    why: Why


@dataclass(frozen=True)
class Comparison:
    """The ledger of moves between two states, the best categories first.

    ``overruled`` are markets that a decision keeps from where the rules brought them, ``confirmed`` those that the
    rules brought where a decision had them. ``without_effect`` is what changed and brought no market anywhere. Where
    it is narrowed down to what has a cause of some ``kinds``, ``hidden`` is what is left out. ``regions`` are those of
    either state, by their codes.
    """

    base: Moment
    now: Moment
    criteria_then: Criteria
    moves: tuple[Move, ...]
    unchanged: tuple[str, ...]
    held: tuple[Held, ...] = ()
    overruled: tuple[Beneath, ...] = ()
    confirmed: tuple[Beneath, ...] = ()
    without_effect: tuple[Change, ...] = ()
    recoded: tuple[Recoded, ...] = ()
    regions: Mapping[str, Region] = field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    hidden: tuple[Move | Beneath, ...] = ()

    def only(self, kinds: Collection[str]) -> Comparison:
        """The same narrowed down to what has a cause of one of these kinds."""

        def concerned(one: Move | Beneath) -> bool:
            return any(cause.kind in kinds for cause in one.why.causes)

        everything: tuple[Move | Beneath, ...] = (*self.moves, *self.overruled, *self.confirmed)
        return replace(
            self,
            moves=tuple(filter(concerned, self.moves)),
            overruled=tuple(filter(concerned, self.overruled)),
            confirmed=tuple(filter(concerned, self.confirmed)),
            without_effect=tuple(change for change in self.without_effect if change.kind in kinds),
            kinds=tuple(kind for kind in KINDS if kind in kinds),
            hidden=tuple(one for one in everything if not concerned(one)),
        )


def compare(between: Between) -> Comparison:
    """The ledger: each market that moved, entered or left, or that something kept from it, with its causes."""
    first, last = set(between.before()), set(between.after())
    both = sorted(first & last)
    moves = [_arrived(between, code, entered=code in last) for code in first ^ last]
    moves += [_moved(between, code) for code in both if _differs(between, code)]
    beneath = [one for code in both if (one := _beneath(between, code)) is not None]
    held = tuple(_held(between))
    reasons = [*(move.why for move in moves), *(one.why for one in beneath), *(one.why for one in held)]
    causes = {cause for why in reasons for cause in why.causes}
    changes = dict.fromkeys(change for code in both for change in between.changes(code))

    def order(move: Move) -> tuple[int, str, str]:
        return between.rank(move.after or "none"), move.after or "", move.code

    return Comparison(
        between.base,
        between.now,
        between.criteria_then,
        tuple(sorted(moves, key=order)),
        tuple(code for code in both if not _differs(between, code)),
        held,
        tuple(one for one in beneath if between.last(one.code).by_decision),
        tuple(one for one in beneath if not between.last(one.code).by_decision),
        tuple(change for change in changes if change not in causes),
        between.recoded,
        between.regions,
    )


def _differs(between: Between, code: str) -> bool:
    return between.first(code).category != between.last(code).category


def _beneath(between: Between, code: str) -> Beneath | None:
    """A market that the rules moved beneath what it has on the list; none where it is no such."""
    one = between.last(code)
    before, after = between.first(code).assessment.rule_category, one.assessment.rule_category
    if before == after or one.by_hysteresis:
        return None
    if not one.by_decision and _differs(between, code):
        return None
    return Beneath(between.market(code), code, one.category, before, after, _why_by_rules(between, code))


def _held(between: Between) -> Iterator[Held]:
    before = set(between.before())
    for code in between.after():
        one = between.last(code)
        if not one.by_hysteresis:
            continue
        rule = one.assessment.rule_category
        moved = code in before and between.first(code).assessment.rule_category != rule
        why = _why_by_rules(between, code) if moved else Why()
        yield Held(between.market(code), code, one.category, rule, why)


def _arrived(between: Between, code: str, *, entered: bool) -> Move:
    cause = between.arrival(code)
    return Move(
        between.market(code),
        code,
        None if entered else between.first(code).category,
        between.last(code).category if entered else None,
        "entered" if entered else "left",
        Why(((cause.kind,),), (cause,)),
    )


def _moved(between: Between, code: str) -> Move:
    before, after = between.first(code).category, between.last(code).category
    direction = _direction(between, before, after)
    why = _why(between.changes(code), lambda made: between.category(code, frozenset(made)) == after)
    return Move(between.market(code), code, before, after, direction, why)


def _direction(between: Between, before: str, after: str) -> Direction:
    """Which way a market moved; one without a category is not on the list."""
    if NONE in (before, after):
        return "entered" if before == NONE else "left"
    ranks = between.rank(before), between.rank(after)
    return "across" if ranks[0] == ranks[1] else "up" if ranks[1] < ranks[0] else "down"


def _why_by_rules(between: Between, code: str) -> Why:
    """How the rules came to give the category that they give now."""
    after = between.last(code).assessment.rule_category
    changes = [change for change in between.changes(code) if change.kind not in ("decision", "in_force")]
    return _why(changes, lambda made: between.rule_category(code, frozenset(made)) == after)


def _why(changes: Sequence[Change], suffice: Suffice) -> Why:
    explanations = tuple(_smallest_sets(changes, suffice))
    return Why(explanations, _that_matter(changes, explanations, suffice))


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
