"""Decisions asked of a meeting in words: what is proposed, on what grounds, and the command that records it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.gaps import MOST_NAMED, gap_label
from hhmonitor.answers.ledger import Ledger
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import short_reason, what_differs
from hhmonitor.answers.texts import in_both
from hhmonitor.answers.words import category_word, input_label
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.language import _, mark, ngettext
from hhmonitor.language.dates import date_text, when_text
from hhmonitor.language.numbers import listing
from hhmonitor.model import Bilingual
from hhmonitor.questions.asked import Asked, AskedKind
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.comparison import Comparison
from hhmonitor.questions.gaps import Gaps, gaps
from hhmonitor.questions.hysteresis import failures_left
from hhmonitor.questions.periods import outside_period
from hhmonitor.questions.review import decisions_asked
from hhmonitor.questions.robustness import robustness
from hhmonitor.questions.special_targets import TargetFlaw

_TITLES: Mapping[AskedKind, str] = {
    "criteria": mark("Adopt the criteria"),
    "lists": mark("Adopt the lists of priority markets"),
    "enter": mark("Put on the list"),
    "leave": mark("Take off the list"),
    "move": mark("Move to another category"),
    "fall": mark("Let fall: the criteria keep it no longer"),
    "renew": mark("Renew the decision, or withdraw it"),
    "held": mark("Confirm the decision: the rules moved beneath it"),
    "withdraw": mark("Withdraw the decision: the rules say the same"),
    "kept": mark("Note that the criteria keep it"),
    "target": mark("End as a special target market"),
    "find": mark("Have found out what decides"),
    "list": mark("Adopt the list as it stands"),
}
"""What is asked, as the title of all that are alike."""

_FLAWS: Mapping[TargetFlaw, str] = {
    "ended": mark("its time has ended"),
    "category": mark("it is not in a category that they are chosen from"),
    "crowded": mark("there are more at once than may be"),
}

MOST_CAUSES = 3
"""How many causes are told of a market where there is little room."""


@dataclass(frozen=True)
class Group:
    """Decisions asked that are alike, each under its number, such as 2.1."""

    number: int
    kind: AskedKind
    asked: tuple[Asked, ...]

    @property
    def title(self) -> str:
        """What is asked in all of them."""
        return _(_TITLES[self.kind])

    def numbered(self) -> Iterator[tuple[str, Asked]]:
        """Each with its number; one that stands alone has that of its group."""
        for place, one in enumerate(self.asked, start=1):
            yield (str(self.number) if len(self.asked) == 1 else f"{self.number}.{place}"), one


def groups(asked: Sequence[Asked]) -> tuple[Group, ...]:
    """Decisions asked, like ones together, under numbers."""
    kinds = dict.fromkeys(one.kind for one in asked)
    return tuple(
        Group(number, kind, tuple(one for one in asked if one.kind == kind))
        for number, kind in enumerate(kinds, start=1)
    )


def command_text(one: Asked) -> str:
    """The command that records the proposal, as it is typed."""
    return shlex.join(("hhmonitor", *one.command))


def action_to_find_out(classification: Classification, code: str) -> Bilingual:
    """What somebody is to find out of an undetermined market, as the minutes have it, in both languages."""
    ruleset, inputs = classification.ruleset, classification.inputs(code)
    found = gaps(ruleset, inputs, robustness(ruleset, ErrorModel(classification.criteria), inputs))
    words = AskedWords(classification, None, {code: found})
    return in_both(
        lambda: _("Find out for {market}: {question}.").format(
            market=market_name(classification[code].market), question=words.question(code)
        )
    )


class AskedWords:
    """Tells decisions asked on one list, in the language in use; ``unknowns`` are those of its markets."""

    def __init__(
        self, classification: Classification, comparison: Comparison | None, unknowns: Mapping[str, Gaps]
    ) -> None:
        self._classification = classification
        self._criteria = classification.criteria
        self._unknowns = unknowns
        self._ledger = Ledger(comparison, classification.criteria) if comparison is not None else None

    def short(self, one: Asked) -> str:
        """A decision asked in a few words beneath the title of its group: the market, and what differs among these."""
        if one.kind == "lists":
            return listing(
                [input_label(self._criteria, f"priority_lists.{name}") for name in self._criteria.priority_lists]
            )
        if one.code is None:
            return one.after or ""
        what = f"({self.what(one)})" if one.kind in ("find", "target") else self.what(one)
        return f"{self._market(one.code)} {what}"

    def what(self, one: Asked) -> str:
        """What differs among decisions asked beneath one title: categories, or what is to be found out."""
        assert one.code is not None
        rule = category_word(self._classification[one.code].assessment.rule_category)
        before, after = category_word(one.before or ""), category_word(one.after or "")
        match one.kind:
            case "enter":
                return after
            case "leave" | "kept" | "withdraw":
                return before
            case "move" | "fall":
                return f"{before} → {after}"
            case "find":
                return self.question(one.code)
            case "target":
                assert one.flaw is not None
                return _(_FLAWS[one.flaw])
            case _:
                return _("{category} (by the rules {rule})").format(category=after, rule=rule)

    def proposal(self, one: Asked) -> str:
        """What is proposed, in a sentence."""
        short = self.short(one)
        return f"{_(_TITLES[one.kind])}: {short}." if short else f"{_(_TITLES[one.kind])}."

    def grounds(self, one: Asked) -> str:
        """Why it is asked, and what stands for it, in a sentence or two."""
        tell: Mapping[AskedKind, Callable[[Asked], str]] = {
            "criteria": lambda _one: self._of_criteria(),
            "lists": lambda _one: _("No review has adopted them as they are now."),
            "list": lambda _one: _("Nothing else is asked."),
            "find": self._of_finding,
            "kept": self._of_keeping,
            "target": self._of_target,
        }
        own = tell.get(one.kind, self._of_category)(one)
        return " ".join(part for part in (own, self.causes(one)) if part)

    def causes(self, one: Asked) -> str:
        """What moved it by the rules since the last review; nothing where nothing did."""
        if self._ledger is None or one.code is None or not one.why.causes or one.kind == "find":
            return ""
        told = self._ledger.causes(one.why, one.code, MOST_CAUSES)
        return _("Moved by the rules since {base}: {causes}.").format(base=self._ledger.base, causes=told)

    def question(self, code: str) -> str:
        """The unknowns that are most worth knowing; a few where several are worth the same."""
        found = self._unknowns[code].decisive
        alike = [gap for gap in found if gap.worth == found[0].worth] if found else []
        labels = [gap_label(self._classification, gap) for gap in alike[:MOST_NAMED]]
        return _(" or ").join(labels) + (" …" if len(alike) > MOST_NAMED else "")

    def _of_criteria(self) -> str:
        told = _("No review has adopted them as they are now.")
        outside = outside_period(self._criteria, self._classification.as_of)
        if outside is None or not outside.before:
            return told
        ended = _("They were for the period up to {day}.").format(day=date_text(outside.last))
        return f"{told} {ended}"

    def _of_category(self, one: Asked) -> str:
        assert one.code is not None
        market = self._classification[one.code]
        reason = short_reason(market, self._criteria)
        decision = market.market.decision
        if decision is None or not market.by_decision:
            return _("By the rules: {reason}.").format(reason=reason)
        if decision.review_by is None:
            taken = _("Decided {when}; no date of review.").format(when=when_text(decision.date))
        else:
            text = (
                _("Decided {when}, to be reviewed by {review_by}: overdue.")
                if one.overdue
                else _("Decided {when}, to be reviewed by {review_by}.")
            )
            taken = text.format(when=when_text(decision.date), review_by=date_text(decision.review_by))
        if decision.category == market.assessment.rule_category:
            return taken
        difference = what_differs(market, self._criteria, decision.category)
        return " ".join((taken, _("By the rules: {reason}.").format(reason=difference)))

    def _of_keeping(self, one: Asked) -> str:
        assert one.code is not None
        failed = len(self._classification.failures(one.code))
        rule = self._classification[one.code].assessment.rule_category
        left = failures_left(self._classification.ruleset, failed)
        below = (
            _("The rules give it no category.")
            if rule == "none"
            else _("By the rules it is in {rule}.").format(rule=category_word(rule))
        )
        if left is None:
            return " ".join((below, _("It stays for as long as it keeps within the bounds.")))
        found = _("No review on record found it below yet.")
        if failed:
            found = ngettext(
                "{failed} review on record found it below.", "{failed} reviews on record found it below.", failed
            ).format(failed=failed)
        falls = _("It falls when {left} reviews running, this one included, find it so.").format(left=left)
        return " ".join((below, found, falls))

    def _of_target(self, one: Asked) -> str:
        assert one.code is not None
        target = self._classification.project.market(one.code).special_target
        assert target is not None
        return _("A special target market from {since} until {until}, in category {category}.").format(
            since=date_text(target.since), until=date_text(target.until), category=category_word(one.after or "")
        )

    def _of_finding(self, one: Asked) -> str:
        assert one.code is not None
        possible = self._classification[one.code].assessment.possible
        return _("Possible: {categories}.").format(categories=listing([category_word(each) for each in possible]))

    def _market(self, code: str) -> str:
        return market_name(self._classification[code].market)

    def as_data(self, one: Asked, number: str) -> dict[str, Any]:
        """A decision asked as plain data."""
        return {
            "id": one.id,
            "number": number,
            "kind": one.kind,
            "code": one.code,
            "from": one.before,
            "to": one.after,
            "overdue": one.overdue,
            "proposal": self.proposal(one),
            "grounds": self.grounds(one),
            "command": command_text(one),
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision asked in a sentence, and the command that records it, as it is typed."""

    text: str
    command: str


def newly_asked(before: Classification, after: Classification) -> tuple[Proposal, ...]:
    """What a meeting is asked of the list as it is ``after`` a change, and was not before.

    What is to be found out about a market is not among it, nor that it is to adopt the list as it stands.
    """
    recoded = after.project.recoded
    known = {(one.kind, recoded.get(one.code or "", one.code)) for one in decisions_asked(before)}
    words = AskedWords(after, None, {})
    return tuple(
        Proposal(words.proposal(one), command_text(one))
        for one in decisions_asked(after)
        if (one.kind, one.code) not in known and one.kind not in ("find", "list")
    )
