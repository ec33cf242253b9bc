"""The papers for the meeting that revises the list of markets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers import ledger
from hhmonitor.answers.answer import Answer, Data, Rows
from hhmonitor.answers.blocks import (
    Block,
    Code,
    Column,
    Content,
    Day,
    Heading,
    Inline,
    Item,
    Items,
    Market,
    Number,
    Paragraph,
    Row,
    Said,
    Table,
    Verbatim,
    content,
)
from hhmonitor.answers.chances import chance_number
from hhmonitor.answers.efforts import beyond_text, effort_matrix
from hhmonitor.answers.gaps import MOST_NAMED, gap_label
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import what_differs
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.robustness import assumption
from hhmonitor.answers.texts import filled, told
from hhmonitor.answers.theme_words import ThemeWords
from hhmonitor.answers.why_not import Explained
from hhmonitor.answers.words import category_word, input_label
from hhmonitor.language import _, mark, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, percent
from hhmonitor.model import in_language
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.differences import in_the_way
from hhmonitor.questions.gaps import Gap
from hhmonitor.questions.minimal_change import MinimalChanges
from hhmonitor.questions.reliability import BOUNDS, SOURCE_INTERVALS, Reason, Reliability
from hhmonitor.questions.review import DecisionToReview, Review
from hhmonitor.questions.special_targets import SpecialTargetMarket, TargetStatus

MOST_WHITE_SPOTS = 15
"""How many white spots the papers name."""

_TARGET_STATUSES: dict[TargetStatus, str] = {
    "running": mark("running"),
    "upcoming": mark("still to begin"),
    "ended": mark("ended"),
}

_REASONS: dict[Reason, str] = {
    "judged": mark("judged too long ago"),
    "source": mark("newest source too old"),
    "figure": mark("figure too old"),
    "undated": mark("sources without a date"),
}


def papers(review: Review) -> Answer:
    """The papers for the meeting."""
    return Answer(
        "review",
        _("Revision of the list of markets"),
        _Papers(review).blocks,
        data=lambda: _data(review),
        rows=lambda: _rows(review),
    )


# For programs


def _data(review: Review) -> Data:
    """Everything that the papers rest on, markets by their codes."""
    classification = review.classification
    return {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "next_review": review.next_review.isoformat(),
        "markets": list(_records(review)),
        "since": ledger.as_data(review.comparison) if review.comparison is not None else None,
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
            for gap, one in _white_spots(review)
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


def _white_spots(review: Review) -> list[tuple[Gap, Classified]]:
    """The unknowns that decide, the one most worth knowing first."""
    found = [(gap, review.classification[code]) for code, gaps in review.gaps.items() for gap in gaps.decisive]
    return sorted(found, key=lambda each: -each[0].worth)


# For people


class _Papers:
    """Writes the papers, in the language in use."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._classification = review.classification
        self._criteria = review.classification.criteria

    def blocks(self) -> Iterator[Block]:
        """All papers as one document."""
        day = self._classification.as_of
        yield Heading(_("Revision of the list of markets"), 1)
        yield Paragraph(
            _(
                "Papers for the LSH Internationaal Overleg of {day}. Criteria: {criteria}. Next revision: {next}."
            ).format(
                day=date_text(day),
                criteria=in_language(self._criteria.title, selected()),
                next=date_text(f"{self._review.next_review:%Y-%m}"),
            )
        )
        yield from self._in_short()
        yield from self._asked()
        sections = (
            (_("The list as it stands"), self._list()),
            (_("Moves since the last revision"), self._moves()),
            (_("Candidates for a better category"), self._candidates()),
            (_("Markets that are not determined"), self._undetermined()),
            (_("Decisions that depart from the rules"), self._decisions()),
            (_("Special target markets"), self._targets()),
            (_("White spots, by what they are worth"), self._white_spots()),
            (_("Markets one change away from another category"), self._near()),
            (_("Evidence that has aged"), self._stale()),
            (_("Effort against what the categories ask"), self._effort()),
            (_("Themes"), self._themes()),
            (_("Recording the outcome"), self._recording()),
        )
        for number, (title, blocks) in enumerate(sections, start=1):
            yield Heading(f"{number}. {title}")
            yield from blocks

    # In short, and what is asked

    def _in_short(self) -> Iterator[Block]:
        review = self._review
        counts = Counter(one.category for one in review.markets)
        order = [category for category in (*self._criteria.outcomes, "none") if counts[category]]
        yield Heading(_("In short"))
        yield Items(
            [
                _("{number} markets on the list: {counts}.").format(
                    number=len(review.markets),
                    counts=", ".join(f"{category_word(one)}: {counts[one]}" for one in order),
                ),
                self._moves_in_short(),
                self._decisions_in_short(),
                _("Not determined: {undetermined}. Candidates for a better category: {candidates}.").format(
                    undetermined=len(review.undetermined), candidates=len(review.candidates)
                ),
                self._targets_in_short(),
            ]
        )

    def _moves_in_short(self) -> str:
        if self._review.comparison is not None:
            base = self._review.comparison.base.label
            return _("Since {base}: {summary}").format(
                base=base, summary=ledger.Ledger(self._review.comparison, self._criteria).summary()
            )
        differing = len(self._review.differing)
        if not differing:
            return _("Every market has the category that its file declares.")
        return ngettext(
            "{number} market has another category than its file declares.",
            "{number} markets have another category than their files declare.",
            differing,
        ).format(number=differing)

    def _decisions_in_short(self) -> str:
        departing = len(self._review.departing)
        overdue = sum(one.overdue for one in self._review.decisions)
        number = ngettext(
            "{number} decision departs from the rules.", "{number} decisions depart from the rules.", departing
        ).format(number=departing)
        if overdue:
            late = ngettext("{number} is overdue.", "{number} are overdue.", overdue).format(number=overdue)
        else:
            late = _("None is overdue.")
        return f"{number} {late}"

    def _targets_in_short(self) -> str:
        running = [self._name(one.code) for one in self._review.targets if one.status == "running"]
        if not running:
            return _("There are no special target markets at present.")
        return _("Special target markets: {markets}.").format(markets=listing(running))

    def _asked(self) -> Iterator[Block]:
        yield Heading(_("Decisions asked of the meeting"))
        yield Items(self._questions(), numbered=True)

    def _questions(self) -> Iterator[Item | str]:
        review = self._review
        if review.differing:
            yield Item(
                _("Adopt these changes of category, or depart from them with a reason:"),
                details=map(self._change, review.differing),
            )
        else:
            yield _("Adopt the list as it stands (section 1).")
        if review.to_renew:
            yield _("Renew or withdraw each of these decisions (section 5): {decisions}.").format(
                decisions=listing([self._renewal(one) for one in review.to_renew])
            )
        if review.candidates:
            names = [self._to_candidate(one) for one in review.candidates]
            yield _("Say of each candidate whether it stays where it is: {markets} (section 3).").format(
                markets=listing(names)
            )
        if review.undetermined:
            yield _("Say who finds out what decides the markets that are not determined (section 4).")
        yield self._question_on_targets()
        gaps = [one for one in review.efforts.values() if one.gaps and one.asks_programme]
        if gaps:
            yield _("Say who takes up the effort that is missing in: {markets} (section 10).").format(
                markets=listing([market_name(one.one.market) for one in gaps])
            )

    def _change(self, one: Classified) -> Content:
        return filled(
            _("{market}: from {declared} to {category}"),
            market=self._market(one),
            declared=self._badge(one.declared or ""),
            category=self._badge(one.category),
        )

    def _renewal(self, one: DecisionToReview) -> str:
        template = (
            _("{market} ({category}; by the rules {rule}; overdue)")
            if one.overdue
            else _("{market} ({category}; by the rules {rule})")
        )
        return template.format(
            market=market_name(one.one.market),
            category=category_word(one.decision.category),
            rule=category_word(one.one.assessment.rule_category),
        )

    def _to_candidate(self, one: Classified) -> str:
        return f"{market_name(one.market)} ({category_word(one.category)} → {one.assessment.candidate})"

    def _question_on_targets(self) -> str:
        ended = [self._name(one.code) for one in self._review.targets if one.status == "ended"]
        rules = self._criteria.special_targets
        if ended:
            return _("Evaluate the special target markets that have ended ({markets}) and name new ones.").format(
                markets=listing(ended)
            )
        if rules is None:
            return _("Say whether special target markets are wanted.")
        return _("Say whether special target markets are wanted: {number} at most, from {categories}.").format(
            number=rules.at_most, categories=listing(rules.from_categories)
        )

    # The sections

    def _list(self) -> Iterator[Block]:
        yield Table(
            [
                Column(_("market")),
                Column(_("category"), scale="category"),
                Column(_("by the rules"), scale="category"),
                Column(_("possible")),
                Column(_("reliability")),
                Column(_("remark")),
            ],
            [
                [
                    self._market(one),
                    self._badge(one.category),
                    self._badge(one.assessment.rule_category),
                    "" if one.assessment.determined else " ".join(map(category_word, one.assessment.possible)),
                    self._review.reliability[one.code].grade,
                    self._remark(one),
                ]
                for one in self._review.markets
            ],
            _("The list as it stands"),
        )
        yield Paragraph(_grades_explained(), "quiet")

    def _remark(self, one: Classified) -> str:
        remarks = []
        if one.by_decision:
            assert one.decision is not None
            remarks.append(_("decision, overdue") if one.decision.overdue else _("decision"))
        if one.stays_in is not None:
            remarks.append(_("kept"))
        if one in self._review.candidates:
            remarks.append(_("candidate for {category}").format(category=one.assessment.candidate))
        target = self._special_target(one.code)
        if target is not None:
            remarks.append(_("special target market, {status}").format(status=_(_TARGET_STATUSES[target.status])))
        return "; ".join(remarks)

    def _special_target(self, code: str) -> SpecialTargetMarket | None:
        return next((target for target in self._review.targets if target.code == code), None)

    def _moves(self) -> Iterator[Block]:
        comparison = self._review.comparison
        if comparison is not None:
            yield from ledger.Ledger(comparison, self._criteria).body()
            return
        yield Paragraph(
            _(
                "No earlier list was given to compare with. With --base and a revision, a folder or a saved list, the "
                "moves and their causes stand here. {summary}"
            ).format(summary=self._moves_in_short())
        )

    def _candidates(self) -> Iterator[Block]:
        if not self._review.candidates:
            yield Paragraph(_("There are none."))
            return
        yield Paragraph(
            _("These markets meet all that the better category requires; only a preference keeps them out.")
        )
        yield Table(
            [_("market"), _("now"), _("candidate for"), _("what is lacking")],
            [
                [
                    self._market(one),
                    self._badge(one.category),
                    self._badge(one.assessment.candidate or ""),
                    "; ".join(
                        requirement_text(result, one.inputs, self._criteria)
                        for result in in_the_way(one, self._criteria, one.assessment.candidate or "")
                    ),
                ]
                for one in self._review.candidates
            ],
            _("Candidates for a better category"),
        )

    def _undetermined(self) -> Iterator[Block]:
        if not self._review.undetermined:
            yield Paragraph(_("Of every market one category is possible."))
            return
        yield Paragraph(
            _("The category by the rules is the one that is proven. What is not known can still change it:")
        )
        yield Table(
            [
                *map(Column, (_("market"), _("by the rules"), _("possible"), _("what decides first"))),
                Column(_("worth"), numeric=True),
            ],
            [
                [
                    self._market(one),
                    self._badge(one.assessment.rule_category),
                    " ".join(map(category_word, one.assessment.possible)),
                    self._first_questions(one),
                    chance_number(self._review.gaps[one.code].unknowns[0].worth),
                ]
                for one in self._review.undetermined
            ],
            _("Markets that are not determined"),
        )

    def _first_questions(self, one: Classified) -> str:
        """The unknowns that are most worth knowing; a few where several are worth the same."""
        found = self._review.gaps[one.code].decisive
        alike = [gap for gap in found if gap.worth == found[0].worth] if found else []
        labels = [gap_label(self._classification, gap) for gap in alike[:MOST_NAMED]]
        return _(" or ").join(labels) + (" …" if len(alike) > MOST_NAMED else "")

    def _white_spots(self) -> Iterator[Block]:
        found = _white_spots(self._review)
        if not found:
            yield Paragraph(_("Nothing that is unknown can change a category."))
            return
        shown = found[:MOST_WHITE_SPOTS]
        yield Table(
            [*map(Column, (_("market"), _("unknown"), _("decides between"))), Column(_("worth"), numeric=True)],
            [
                [
                    self._market(one),
                    gap_label(self._classification, gap),
                    listing([category_word(category) for category in gap.between]),
                    chance_number(gap.worth),
                ]
                for gap, one in shown
            ],
            _("White spots that can change a category"),
        )
        if len(found) > len(shown):
            text = _("These are the first {shown} of {all}; {command} shows all of them.")
            yield Paragraph(
                filled(text, shown=str(len(shown)), all=str(len(found)), command=Code("hhmonitor gaps")), "quiet"
            )
        yield Paragraph(_("Worth: the chance that learning it changes the category that is most probable."), "quiet")
        yield Paragraph(assumption(self._criteria), "quiet")

    def _near(self) -> Iterator[Block]:
        if not self._review.near:
            yield Paragraph(_("There are none."))
            return
        yield Table(
            [_("market"), _("by the rules"), _("one change up"), _("one change down")],
            [
                [
                    self._market(near.one),
                    self._badge(near.one.assessment.rule_category),
                    self._ways(near.one, near.up),
                    self._ways(near.one, near.down),
                ]
                for near in self._review.near
            ],
            _("Markets one change away from another category"),
        )

    def _ways(self, one: Classified, changes: MinimalChanges | None) -> str:
        if changes is None:
            return "–"
        words = Explained(self._criteria, one.inputs)
        return "; ".join(f"{words.way(way)} → {category_word(way.category)}" for way in changes.ways)

    def _decisions(self) -> Iterator[Block]:
        decisions = self._review.decisions
        if not decisions:
            yield Paragraph(_("There are none."))
            return
        for title, found in (
            (
                _("Overdue: in force until the meeting renews or withdraws them"),
                [one for one in decisions if one.overdue],
            ),
            (_("To be reviewed before the next revision"), [one for one in decisions if one.due and not one.overdue]),
            (_("To be reviewed later"), [one for one in decisions if not one.due]),
        ):
            if found:
                yield Heading(title, 3)
                yield Items(Item(self._decision(each), details=self._reasons(each)) for each in found)

    def _decision(self, each: DecisionToReview) -> Content:
        decision = each.decision
        return filled(
            _("{market}: {category} by decision, {rule} by the rules ({who}, {date}; review by {review_by})"),
            market=self._market(each.one),
            category=self._badge(decision.category),
            rule=self._badge(each.one.assessment.rule_category),
            who=told(decision.decided_by, each.one.market.language),
            date=Day(date_text(decision.date), decision.date),
            review_by=Day(date_text(decision.review_by), decision.review_by) if decision.review_by else _("no date"),
        )

    def _reasons(self, each: DecisionToReview) -> list[Said]:
        reason = told(each.decision.reason, each.one.market.language)
        if not each.departs:
            return [reason, _("The rules say the same by now: the decision can be withdrawn.")]
        difference = what_differs(each.one, self._criteria, each.decision.category)
        return [reason, _("By the rules: {difference}.").format(difference=difference)]

    def _targets(self) -> Iterator[Block]:
        if not self._review.targets:
            yield Paragraph(_("There are none."))
            return
        yield Table(
            [_("market"), _("category"), _("from"), _("until"), _("status"), _("goals")],
            [self._target_row(one) for one in self._review.targets],
            _("Special target markets"),
        )

    def _target_row(self, one: SpecialTargetMarket) -> Row:
        market, target = self._classification[one.code], one.target
        goals: list[Inline] = [told(goal, market.market.language) for goal in target.goals]
        return Row(
            [
                self._market(market),
                self._badge(market.category),
                Day(date_text(target.since), target.since),
                Day(date_text(target.until), target.until),
                _(_TARGET_STATUSES[one.status]),
                _joined(goals),
            ]
        )

    def _stale(self) -> Iterator[Block]:
        rows = [
            self._aged(one, self._review.reliability[one.code])
            for one in self._review.markets
            if self._review.reliability[one.code].stale
        ]
        if not rows:
            yield Paragraph(_("No evidence has aged beyond its interval."))
            return
        shares = (Column(title, numeric=True) for title in (_("unknown"), _("low confidence"), _("aged")))
        columns = [Column(_("market")), Column(_("grade")), *shares, Column(_("among which"))]
        yield Table(columns, rows, _("Evidence that has aged"))

    def _aged(self, one: Classified, found: Reliability) -> Row:
        among = "; ".join(
            f"{self._input(each.path)} [{each.market}]: {listing([_(_REASONS[why]) for why in each.reasons])}"
            for each in found.stale[:3]
        )
        shares = (Number(percent(each), each, share=True) for each in (found.unknown, found.low_confidence, found.aged))
        return Row([self._market(one), found.grade, *shares, among + (" …" if len(found.stale) > 3 else "")])

    def _effort(self) -> Iterator[Block]:
        efforts = [self._review.efforts[code] for code in self._review.codes]
        asking = [one for one in efforts if one.asks_programme]
        yield from effort_matrix(asking, self._criteria)
        beyond = [(one, more) for one in efforts for more in one.beyond]
        if beyond:
            yield Paragraph(_("More than the category asks:"))
            yield Items([f"{market_name(one.one.market)}: {beyond_text(more)}" for one, more in beyond])

    def _themes(self) -> Iterator[Block]:
        yield from ThemeWords(self._classification, self._review.themes).by_theme()

    def _recording(self) -> Iterator[Block]:
        yield Paragraph(
            _(
                "Each outcome is written into the file of its market with one command. A category with a reason "
                "becomes a decision; “rules” withdraws a decision and takes the category that the rules give."
            )
        )
        for one in self._review.to_renew[:1]:
            record = f"hhmonitor review record {one.one.code}="
            yield Verbatim(f"{record}{one.decision.category} --reason …\n{record}rules")

    def _market(self, one: Classified) -> Market:
        return Market(market_name(one.market), one.code)

    def _badge(self, category: str) -> Inline:
        return badge(self._criteria, category)

    def _name(self, code: str) -> str:
        return market_name(self._classification[code].market)

    def _input(self, path: str) -> str:
        return input_label(self._criteria, path)


def _joined(parts: Sequence[Inline]) -> Content:
    """The parts with semicolons between them."""
    return content([piece for part in parts for piece in ("; ", part)][1:])


def _grades_explained() -> str:
    bounds = ", ".join(f"{grade} ≤ {percent(bound)}" for grade, bound in BOUNDS[:-1])
    return _(
        "Reliability stands beside the category and never enters into it: the worst of the share of inputs unknown, of "
        "judgements with low confidence, and of evidence that has aged ({bounds}, else D). Evidence has aged where its "
        "judgement is older than one interval of review, its newest source or figure older than {intervals}, or "
        "nothing is dated."
    ).format(bounds=bounds, intervals=SOURCE_INTERVALS)
