"""The decisions that a meeting is asked for: one list, each with its proposal, its grounds and its command.

Everything that counts or names decisions asked takes them from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hhmonitor.engine import NONE
from hhmonitor.model.market import Decision
from hhmonitor.model.review import Action
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.comparison import Comparison, Why
from hhmonitor.questions.meeting import adopted_criteria, adopted_lists, falls, last_adopted, open_minutes
from hhmonitor.questions.special_targets import TargetFlaw, flaws

AskedKind = Literal[
    "criteria", "lists", "enter", "leave", "move", "fall", "renew", "held", "withdraw", "kept", "target", "find", "list"
]
"""What is asked: to adopt criteria, or lists of priority markets; that a market comes on the list, leaves it, moves, or
falls now that hysteresis keeps it no longer; to renew a decision that is due, to confirm one beneath which the rules
moved, or to withdraw one that says what the rules say; to know that hysteresis keeps a market; to end a special target
market; to find out what an undetermined market hangs on; to adopt the list as it stands, where nothing else is asked.
"""

ORDER: tuple[AskedKind, ...] = (
    *("criteria", "lists", "enter", "leave", "move", "fall", "renew", "held", "withdraw", "kept", "target"),
    *("find", "list"),
)
"""The order in which decisions are asked, like ones together."""

_NO_REASON = Why()


@dataclass(frozen=True, slots=True)
class DecisionToReview:
    """A decision on a market of the list, with what the rules say.

    ``due``: it is to be reviewed before the next review, so this one must do it; ``overdue``: it should have been.
    ``departs``: it says something else than the rules.
    """

    one: Classified
    decision: Decision
    overdue: bool
    due: bool
    departs: bool


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action that is not done yet: the review that decided on it (none for this one), and its number there."""

    review: str | None
    number: int
    action: Action
    overdue: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision asked: on a market, or on the whole.

    ``before`` and ``after`` are the categories now and as proposed; ``why`` tells what moved the market by the rules
    since the last review, where that is known. ``command`` are the arguments that record the proposal.
    """

    id: str
    kind: AskedKind
    command: tuple[str, ...]
    code: str | None = None
    before: str | None = None
    after: str | None = None
    overdue: bool = False
    flaw: TargetFlaw | None = None
    why: Why = _NO_REASON


def asked(
    classification: Classification,
    comparison: Comparison | None,
    codes: Sequence[str],
    decisions: Sequence[DecisionToReview],
    actions: Sequence[OpenAction],
) -> tuple[Asked, ...]:
    """Every decision asked of the meeting of the day, like ones together, markets in the order of ``codes``.

    What the meeting has recorded already is not asked once more, nor what somebody is finding out.
    """
    asking = _Asking(
        classification,
        _whys(comparison) if comparison is not None else {},
        {one.one.code: one for one in decisions},
        {one.action.market for one in actions},
        ("--as-of", classification.as_of.isoformat()),
    )
    found = [*asking.adoptions(), *asking.on_markets(codes), *asking.on_targets()]
    return tuple(sorted(found, key=lambda one: ORDER.index(one.kind))) or (asking.as_it_stands(),)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks of one list; ``finding`` are the markets that somebody is finding out about."""

    classification: Classification
    whys: Mapping[str, Why]
    decisions: Mapping[str, DecisionToReview]
    finding: set[str | None]
    day: tuple[str, ...]

    def adoptions(self) -> Iterator[Asked]:
        """Criteria and lists that are not those adopted last."""
        last = last_adopted(self.classification)
        criteria = adopted_criteria(self.classification)
        if last.criteria != criteria:
            yield Asked("criteria", "criteria", ("review", "adopt", "criteria", *self.day), after=criteria.id)
        lists = adopted_lists(self.classification)
        if last.lists != lists:
            yield Asked("lists", "lists", ("review", "adopt", "lists", *self.day))

    def on_markets(self, codes: Sequence[str]) -> Iterator[Asked]:
        """What is asked on each market of the list."""
        for code in codes:
            one = self.classification[code]
            found = self._on_decision(one) if one.by_decision else self._on_category(one)
            if found is not None:
                yield found
            if not one.assessment.determined and code not in self.finding:
                yield self._on(one, "find", ("review", "find", code))

    def _on_decision(self, one: Classified) -> Asked | None:
        decision = self.decisions[one.code]
        renewed = ("review", "renew", one.code)
        if not decision.departs:
            return self._on(one, "withdraw", _recorded(one, "rules"), one.category, overdue=decision.overdue)
        if decision.due or one.declared != (None if one.category == NONE else one.category):
            return self._on(one, "renew", renewed, one.category, overdue=decision.overdue)
        return self._on(one, "held", renewed, one.category) if one.code in self.whys else None

    def _on_category(self, one: Classified) -> Asked | None:
        rule, declared = one.assessment.rule_category, one.declared or NONE
        if falls(self.classification, one):
            return self._on(one, "fall", _recorded(one, "rules"), rule)
        if one.by_hysteresis:
            known = open_minutes(self.classification).markets.get(one.code)
            return None if known is not None else self._on(one, "kept", _recorded(one, "kept"), one.category)
        if declared == rule:
            return None
        kind: AskedKind = "enter" if declared == NONE else "leave" if rule == NONE else "move"
        return self._on(one, kind, _recorded(one, "rules"), rule)

    def on_targets(self) -> Iterator[Asked]:
        """The special target markets that are to end."""
        for code, flaw in flaws(self.classification).items():
            one = self.classification[code]
            yield self._on(one, "target", ("review", "target", code, "--end"), one.category, flaw=flaw)

    def as_it_stands(self) -> Asked:
        """To adopt the list, where nothing else is asked."""
        return Asked("list", "list", ("review", "close", f"{self.classification.as_of:%Y-%m}", *self.day))

    def _on(
        self,
        one: Classified,
        kind: AskedKind,
        command: tuple[str, ...],
        after: str | None = None,
        *,
        overdue: bool = False,
        flaw: TargetFlaw | None = None,
    ) -> Asked:
        return Asked(
            id=f"{kind}-{one.code}",
            kind=kind,
            command=(*command, *self.day),
            code=one.code,
            before=one.declared or NONE,
            after=after,
            overdue=overdue,
            flaw=flaw,
            why=self.whys.get(one.code, _NO_REASON),
        )


def _recorded(one: Classified, outcome: str) -> tuple[str, ...]:
    return ("review", "record", f"{one.code}={outcome}")


def _whys(comparison: Comparison) -> dict[str, Why]:
    """What moved each market by the rules since the earlier state."""
    beneath = (*comparison.overruled, *comparison.confirmed)
    found = [
        *((move.code, move.why) for move in comparison.moves),
        *((one.code, one.why) for one in beneath),
        *((one.code, one.why) for one in comparison.held),
    ]
    return {code: why for code, why in found if why.causes}
