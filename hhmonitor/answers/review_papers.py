"""The papers for the meeting that revises the list of markets: a core of two pages, and annexes.

The core holds the agenda, what is to be known in short, the decisions asked, and what moved and why. It names no file;
what it rests on stands in the annexes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers import ledger
from hhmonitor.answers.answer import Answer, Data, Rows
from hhmonitor.answers.asked import AskedWords, Group, groups
from hhmonitor.answers.blocks import (
    Block,
    Break,
    Cell,
    Column,
    Heading,
    Item,
    Items,
    Market,
    Paragraph,
    Picture,
    Row,
    Strong,
    Table,
)
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name
from hhmonitor.answers.review_annexes import Annexes, white_spots
from hhmonitor.answers.words import category_word
from hhmonitor.language import _, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing
from hhmonitor.model import in_language
from hhmonitor.model.review import Action
from hhmonitor.questions.asked import Asked, AskedKind
from hhmonitor.questions.minimal_change import MinimalChanges
from hhmonitor.questions.periods import outside_period
from hhmonitor.questions.review import Review

MOST_CAUSES = 3
"""How many causes of a move the core tells."""

_TOGETHER: frozenset[AskedKind] = frozenset({"find", "kept"})
"""What is decided for all markets at once, so that the core names them in a row."""


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What the papers were made from: the fingerprint of the project's files, and its commit where git knows it."""

    fingerprint: str
    commit: str | None


def papers(review: Review, made_from: MadeFrom, picture: Callable[[], Picture] | None = None) -> Answer:
    """The papers for the meeting; ``picture`` draws the map of the list."""
    return Answer(
        "review",
        _("Revision of the list of markets"),
        lambda: _Papers(review, made_from, picture).blocks(),
        data=lambda: _data(review),
        rows=lambda: _rows(review),
    )


# For programs


def _data(review: Review) -> Data:
    """Everything that the papers rest on, markets by their codes."""
    classification = review.classification
    words = AskedWords(classification, review.comparison, review.gaps)
    return {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "next_review": review.next_review.isoformat(),
        "markets": list(_records(review)),
        "since": ledger.as_data(review.comparison) if review.comparison is not None else None,
        "asked": [words.as_data(one, number) for group in groups(review.asked) for number, one in group.numbered()],
        "actions": [
            {"review": one.review, "number": one.number, "overdue": one.overdue, **_action(one.action)}
            for one in review.actions
        ],
        "decisions": [
            {
                "code": each.one.code,
                "category": each.decision.category,
                "rule_category": each.one.assessment.rule_category,
                "departs": each.departs,
                "due": each.due,
                "overdue": each.overdue,
                "date": each.decision.date,
                "review_by": each.decision.review_by,
            }
            for each in review.decisions
        ],
        "special_targets": [
            {"code": one.code, "from": one.target.since, "until": one.target.until, "status": one.status}
            for one in review.targets
        ],
        "white_spots": [
            {"code": one.code, "path": gap.path, "worth": float(gap.worth), "between": list(gap.between)}
            for gap, one in white_spots(review)
        ],
        "near": [
            {"code": near.one.code, "up": _outcomes(near.up), "down": _outcomes(near.down)} for near in review.near
        ],
        "aged": [
            {
                "code": one.code,
                "evidence": [
                    {"market": each.market, "path": each.path, "reasons": list(each.reasons)}
                    for each in review.reliability[one.code].stale
                ],
            }
            for one in review.markets
            if review.reliability[one.code].stale
        ],
        "effort_missing": {code: [line.item.id for line in one.gaps] for code, one in review.efforts.items()},
        "themes_without_market": list(review.themes.without_market),
    }


def _outcomes(changes: MinimalChanges | None) -> list[str]:
    """The categories that one change brings."""
    return list(dict.fromkeys(way.category for way in changes.ways)) if changes is not None else []


def _records(review: Review) -> Iterator[dict[str, Any]]:
    targets = {one.code: one.status for one in review.targets}
    for one in review.markets:
        found = review.reliability[one.code]
        yield {
            "code": one.code,
            "name": market_name(one.market),
            "category": one.category,
            "declared": one.declared,
            "rule_category": one.assessment.rule_category,
            "possible": list(one.assessment.possible),
            "candidate": one.assessment.candidate if one in review.candidates else None,
            "by_decision": one.by_decision,
            "kept": one.stays_in is not None,
            "special_target": targets.get(one.code),
            "reliability": found.grade,
            "unknown": found.unknown,
            "low_confidence": found.low_confidence,
            "aged": found.aged,
        }


def _rows(review: Review) -> Rows:
    """A record for each market on the list."""
    records = list(_records(review))
    return Rows(tuple(records[0]), tuple(tuple(map(_plain, record.values())) for record in records))


def _plain(value: object) -> object:
    """A value as tables have it."""
    return " ".join(value) if isinstance(value, list) else "" if value is None else value


def _action(one: Action) -> dict[str, Any]:
    return one.model_dump(mode="json", by_alias=True)


# For people


class _Papers:
    """Writes the papers, in the language in use."""

    def __init__(self, review: Review, made_from: MadeFrom, picture: Callable[[], Picture] | None) -> None:
        self._review = review
        self._classification = review.classification
        self._criteria = review.classification.criteria
        self._picture = picture
        self._words = AskedWords(review.classification, review.comparison, review.gaps)
        self._groups = groups(review.asked)
        self._annexes = Annexes(review, self._words, self._groups, made_from.fingerprint, made_from.commit)

    def blocks(self) -> Iterator[Block]:
        """All papers as one document: the core, and the annexes on new pages."""
        yield Heading(_("Revision of the list of markets"), 1)
        yield Paragraph(
            _("Papers for the LSH Internationaal Overleg of {day}. Criteria: {criteria}.").format(
                day=date_text(self._classification.as_of), criteria=in_language(self._criteria.title, selected())
            )
        )
        yield from self._agenda()
        yield from self._in_short()
        yield from self._asked()
        yield from self._moved()
        yield Break()
        yield from self._annexes.blocks()

    def _agenda(self) -> Iterator[Block]:
        review = self._review
        first, last = self._groups[0].number, self._groups[-1].number
        numbers = str(first) if first == last else f"{first}–{last}"
        actions = ngettext(
            "Opening; {number} action of earlier meetings is open",
            "Opening; {number} actions of earlier meetings are open",
            len(review.actions),
        ).format(number=len(review.actions))
        yield Heading(_("Agenda"))
        moved = [_("What moved, and why")] if review.comparison is not None else []
        yield Items(
            [
                actions if review.actions else _("Opening"),
                *moved,
                _("Decisions asked ({numbers})").format(numbers=numbers),
                self._question_on_targets(),
                _("Actions and close; the next revision is in {month}").format(
                    month=date_text(f"{review.next_review:%Y-%m}")
                ),
            ],
            numbered=True,
        )

    def _question_on_targets(self) -> str:
        rules = self._criteria.special_targets
        if rules is None:
            return _("Special target markets: are they wanted?")
        return _("Special target markets: at most {number}, from {categories}").format(
            number=rules.at_most, categories=listing(rules.from_categories)
        )

    # In short

    def _in_short(self) -> Iterator[Block]:
        yield Heading(_("In short"))
        yield Items(
            filter(
                None,
                [
                    self._counts(),
                    self._period(),
                    self._moves_in_short(),
                    self._decisions_in_short(),
                    self._open_in_short(),
                    self._targets_in_short(),
                    self._reliability_in_short(),
                ],
            )
        )
        if self._picture is not None:
            yield self._picture()

    def _counts(self) -> str:
        counts = Counter(one.category for one in self._review.markets)
        order = [category for category in (*self._criteria.outcomes, "none") if counts[category]]
        return _("{number} markets on the list: {counts}.").format(
            number=len(self._review.markets),
            counts=", ".join(f"{category_word(one)}: {counts[one]}" for one in order),
        )

    def _period(self) -> str:
        """That the criteria do not cover the day, where they do not."""
        outside = outside_period(self._criteria, self._classification.as_of)
        if outside is None or not outside.before:
            return ""
        return _("The criteria were for the period up to {day}; there are no newer ones.").format(
            day=date_text(outside.last)
        )

    def _moves_in_short(self) -> str:
        comparison = self._review.comparison
        if comparison is not None:
            summary = ledger.Ledger(comparison, self._criteria).summary()
            return _("Since {base}: {summary}").format(
                base=comparison.base.label, summary=summary[:1].lower() + summary[1:]
            )
        differing = len(self._review.differing)
        if not differing:
            return _("Every market has the category that was published.")
        return ngettext(
            "{number} market comes out in another category than was published.",
            "{number} markets come out in another category than was published.",
            differing,
        ).format(number=differing)

    def _decisions_in_short(self) -> str:
        decisions = self._review.decisions
        if not decisions:
            return _("No decision departs from the rules.")
        departing, same = len(self._review.departing), len(decisions) - len(self._review.departing)
        overdue = len(self._review.overdue)
        parts = [
            ngettext(
                "{number} decision departs from the rules.", "{number} decisions depart from the rules.", departing
            )
        ]
        numbers = [departing]
        if same:
            parts.append(
                ngettext("{number} says what the rules say by now.", "{number} say what the rules say by now.", same)
            )
            numbers.append(same)
        if overdue:
            parts.append(ngettext("{number} is overdue.", "{number} are overdue.", overdue))
            numbers.append(overdue)
        return " ".join(part.format(number=number) for part, number in zip(parts, numbers, strict=True))

    def _open_in_short(self) -> str:
        undetermined, candidates = len(self._review.undetermined), len(self._review.candidates)
        text = _("Of no market more than one category is possible.")
        if undetermined:
            text = ngettext(
                "Of {number} market more than one category is possible.",
                "Of {number} markets more than one category is possible.",
                undetermined,
            ).format(number=undetermined)
        if not candidates:
            return text
        more = ngettext(
            "{number} market is kept out of a better category by a preference alone.",
            "{number} markets are kept out of a better category by a preference alone.",
            candidates,
        ).format(number=candidates)
        return f"{text} {more}"

    def _targets_in_short(self) -> str:
        running = [self._name(one.code) for one in self._review.targets if one.status == "running"]
        if not running:
            return _("There are no special target markets at present.")
        return _("Special target markets: {markets}.").format(markets=listing(running))

    def _reliability_in_short(self) -> str:
        grades = Counter(one.grade for one in self._review.reliability.values())
        return _("Reliability of the grounds, from A to D: {counts}.").format(
            counts=", ".join(f"{grade}: {grades[grade]}" for grade in sorted(grades))
        )

    # What is asked

    def _asked(self) -> Iterator[Block]:
        yield Heading(_("Decisions asked"))
        yield Table(
            [
                Column(_("no.")),
                Column(_("decision")),
                Column(_("now"), scale="category"),
                Column(_("proposed"), scale="category"),
                Column(_("by the rules"), scale="category"),
                Column(_("vote")),
            ],
            [row for group in self._groups for row in self._rows_of(group)],
            _("Decisions asked"),
        )
        yield Paragraph(_("Annex A gives the grounds of each, and the command that records it."), "quiet")

    def _rows_of(self, group: Group) -> Iterator[Row]:
        """A row with what is asked in all of a group, and one for each market that is decided on by itself."""
        first, *more = group.asked
        number = str(group.number)
        if group.kind in _TOGETHER:
            names = listing([self._name(one.code) for one in group.asked if one.code is not None])
            yield Row([number, Cell([Strong(group.title), f": {names}"]), "", "", "", ""])
            return
        if not more:
            yield self._row(number, first, title=group.title)
            return
        yield Row([number, Cell(Strong(group.title)), "", "", "", ""])
        for place, one in group.numbered():
            yield self._row(place, one)

    def _row(self, number: str, one: Asked, title: str = "") -> Row:
        if one.code is None:
            said = f": {self._words.short(one)}" if self._words.short(one) else ""
            return Row([number, Cell([Strong(title), said]), "", "", "", ""])
        market = self._classification[one.code]
        name = Market(market_name(market.market), one.code)
        proposed = badge(self._criteria, one.after) if one.after is not None else self._words.what(one)
        return Row(
            [
                number,
                Cell([Strong(title), ": ", name] if title else name),
                badge(self._criteria, one.before or "none"),
                proposed,
                badge(self._criteria, market.assessment.rule_category),
                "",
            ]
        )

    # What moved

    def _moved(self) -> Iterator[Block]:
        comparison = self._review.comparison
        if comparison is None:
            return
        yield Heading(_("What moved since {base}, and why").format(base=comparison.base.label))
        told = ledger.Ledger(comparison, self._criteria)
        items: list[Item] = list(told.in_short(MOST_CAUSES))
        yield Items(items) if items else Paragraph(_("Nothing moved, on the list or by the rules."))

    def _name(self, code: str | None) -> str:
        return market_name(self._classification[code or ""].market)
