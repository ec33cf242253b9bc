"""What a meeting decided, in words: its outcomes on markets, what it adopted, its actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hhmonitor.answers.answer import Data, Rows
from hhmonitor.answers.blocks import Block, Column, Content, Day, Inline, Item, Market, Said, Table, Text, content
from hhmonitor.answers.decisions import reason_given
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name
from hhmonitor.answers.texts import filled, told
from hhmonitor.answers.words import list_word
from hhmonitor.language import _, mark, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing
from hhmonitor.language.territories import territory_name
from hhmonitor.model import in_language
from hhmonitor.model.review import Action, MarketOutcome, Minutes, OutcomeKind, Review, TargetOutcome
from hhmonitor.questions.classification import Classification

KINDS: Mapping[OutcomeKind, str] = {
    "decided": mark("Decisions that depart from the rules"),
    "renewed": mark("Decisions that were renewed"),
    "withdrawn": mark("Decisions that were withdrawn"),
    "adopted": mark("Categories as the rules give them"),
    "left": mark("Off the list"),
    "kept": mark("Kept in their category by the criteria"),
}
"""What became of markets, as the title of all that are alike, in the order in which they are told."""

_WORDS: Mapping[OutcomeKind, str] = {
    "decided": mark("decided"),
    "renewed": mark("renewed"),
    "withdrawn": mark("decision withdrawn"),
    "adopted": mark("by the rules"),
    "left": mark("off the list"),
    "kept": mark("kept"),
}


def outcome_word(kind: OutcomeKind) -> str:
    """What became of a market, in a word or two."""
    return _(_WORDS[kind])


def as_data(minutes: Minutes) -> Data:
    """What was decided as plain data, as the files of reviews have it."""
    return minutes.model_dump(mode="json", by_alias=True)


def as_rows(minutes: Minutes) -> Rows:
    """A record for each market on which something was decided."""
    return Rows(
        ("code", "outcome", "from", "to", "rules", "reason", "review_by"),
        tuple(
            (
                code,
                one.outcome,
                one.before or "",
                one.to or "",
                one.rules or "",
                in_language(one.decision.reason, selected()) if one.decision else "",
                (one.decision.review_by or "") if one.decision else "",
            )
            for code, one in minutes.markets.items()
        ),
    )


class OutcomeWords:
    """Tells what a meeting decided, in the language in use; the markets and categories are named as they are now."""

    def __init__(self, classification: Classification, minutes: Minutes) -> None:
        self._classification = classification
        self._minutes = minutes

    def market(self, code: str) -> Market:
        """A market by name, also one that is gone."""
        project = self._classification.project
        code = project.recoded.get(code, code)
        if code in project.regions or code in project.countries:
            return Market(market_name(project.market(code)), code)
        return Market(territory_name(code, selected()) or code, code)

    def category(self, category: str | None) -> Inline:
        """A category in force; none where a market was not on the list."""
        return badge(self._classification.criteria, category or "none")

    def sentence(self, code: str, one: MarketOutcome) -> Content:
        """What becomes of a market, in a sentence."""
        departs = one.outcome in ("decided", "renewed", "kept")
        if one.to is None:
            text = (
                _("{market} is taken off the list, where it was in {before}; the rules give {rules}.")
                if departs
                else _("{market} is taken off the list, where it was in {before}.")
            )
        elif one.before is None:
            text = (
                _("{market} comes on the list in {to}; the rules give {rules}.")
                if departs
                else _("{market} comes on the list in {to}.")
            )
        elif one.before == one.to:
            text = _("{market} stays in {to}; the rules give {rules}.") if departs else _("{market} stays in {to}.")
        else:
            text = (
                _("{market} goes from {before} to {to}; the rules give {rules}.")
                if departs
                else _("{market} goes from {before} to {to}.")
            )
        return filled(
            text,
            market=self.market(code),
            before=self.category(one.before),
            to=self.category(one.to),
            rules=self.category(one.rules),
        )

    @staticmethod
    def grounds(one: MarketOutcome) -> Iterator[Said]:
        """Why it was decided and until when, and what no longer holds."""
        if one.decision is not None:
            yield reason_given(one.decision)
            if one.decision.review_by is not None:
                yield _("To be reviewed by {day}.").format(day=date_text(one.decision.review_by))
        elif one.replaced is not None:
            yield _("The decision of {day} no longer holds.").format(day=date_text(one.replaced.date))

    def by_kind(self) -> Iterator[tuple[str, list[Item]]]:
        """The outcomes on markets, like ones together under the title of all of them."""
        for kind, title in KINDS.items():
            alike = [(code, one) for code, one in self._minutes.markets.items() if one.outcome == kind]
            if alike:
                yield _(title), [Item(self.sentence(code, one), details=self.grounds(one)) for code, one in alike]

    def adopted(self) -> Iterator[str]:
        """The criteria and the lists of priority markets that were adopted."""
        adopted = self._minutes.adopted
        if adopted.criteria is not None:
            known = self._classification.project.criteria_sets.get(adopted.criteria.id)
            title = in_language(known.title, selected()) if known is not None else adopted.criteria.id
            yield _("The criteria are adopted: {title}.").format(title=title)
        if adopted.lists:
            names = [
                _("{list} ({number})").format(list=list_word(name), number=len(one.members))
                if one.complete
                else _("{list} (incomplete)").format(list=list_word(name))
                for name, one in adopted.lists.items()
            ]
            yield _("The lists of priority markets are adopted: {lists}.").format(lists=listing(names))

    def targets(self) -> Iterator[Item]:
        """The special target markets that were named or ended."""
        yield from map(self._target, self._minutes.special_targets)

    def _target(self, one: TargetOutcome) -> Item:
        text = (
            _("{market} is a special target market from {since} until {until}.")
            if one.outcome == "named"
            else _("{market} is no longer a special target market; it was one from {since}.")
        )
        sentence = filled(
            text,
            market=self.market(one.market),
            since=Day(date_text(one.target.since), one.target.since),
            until=Day(date_text(one.target.until), one.target.until),
        )
        details: Sequence[Text] = [*map(told, one.target.goals)] if one.outcome == "named" else []
        return Item(sentence, details=[*details, *([told(one.evaluation)] if one.evaluation is not None else [])])

    def actions(self) -> Block:
        """The actions that were agreed on, each under its number."""
        return actions_table(
            [(str(number), action) for number, action in enumerate(self._minutes.actions, start=1)], self.market
        )


def actions_table(actions: Sequence[tuple[str, Action]], market: Any) -> Table:
    """Actions under their numbers: what, on which market, by whom, by when, and when it was done."""
    return Table(
        [Column(_("no.")), Column(_("action")), Column(_("market")), Column(_("by")), Column(_("due")), _("done")],
        [
            [
                number,
                told(one.what),
                market(one.market) if one.market is not None else "–",
                told(one.by),
                Day(date_text(one.due), one.due),
                Day(date_text(one.done), one.done) if one.done is not None else _("open"),
            ]
            for number, one in actions
        ],
        _("Actions"),
    )


def day_of(minutes: Minutes, classification: Classification) -> str:
    """The day of a meeting in words; that of the classification where it is under way."""
    return date_text(minutes.date) if isinstance(minutes, Review) else date_text(classification.as_of)


def texts(said: Sequence[Any]) -> list[Content]:
    """Texts of a review as the items of a list."""
    return [content(told(one)) for one in said]
