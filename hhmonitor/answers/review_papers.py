"""The papers for the meeting that revises the list of markets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from hhmonitor.answers.chances import chance_word
from hhmonitor.answers.document import Grid, Heading, Items, Paragraph, Part
from hhmonitor.answers.efforts import beyond_text, effort_matrix
from hhmonitor.answers.gaps import MOST_NAMED, gap_label
from hhmonitor.answers.ledger import Ledger
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import what_differs
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.robustness import assumption
from hhmonitor.answers.theme_words import ThemeWords
from hhmonitor.answers.why_not import Explained
from hhmonitor.answers.words import category_word, input_label
from hhmonitor.language import _, mark, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, percent
from hhmonitor.model import in_language
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.differences import in_the_way
from hhmonitor.questions.minimal_change import MinimalChanges
from hhmonitor.questions.reliability import BOUNDS, SOURCE_INTERVALS, Reason
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


class ReviewPapers:
    """Writes the papers, in the language in use."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._classification = review.classification
        self._criteria = review.classification.criteria

    def parts(self) -> Iterator[Part]:
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
        for number, (title, parts) in enumerate(sections, start=1):
            yield Heading(f"{number}. {title}")
            yield from parts

    # In short, and what is asked

    def _in_short(self) -> Iterator[Part]:
        review = self._review
        counts = Counter(one.category for one in review.markets)
        order = [category for category in (*self._criteria.outcomes, "none") if counts[category]]
        yield Heading(_("In short"))
        yield Items(
            [
                (
                    "",
                    _("{number} markets on the list: {counts}.").format(
                        number=len(review.markets),
                        counts=", ".join(f"{category_word(one)}: {counts[one]}" for one in order),
                    ),
                    (),
                ),
                ("", self._moves_in_short(), ()),
                ("", self._decisions_in_short(), ()),
                (
                    "",
                    _("Not determined: {undetermined}. Candidates for a better category: {candidates}.").format(
                        undetermined=len(review.undetermined), candidates=len(review.candidates)
                    ),
                    (),
                ),
                ("", self._targets_in_short(), ()),
            ]
        )

    def _moves_in_short(self) -> str:
        if self._review.comparison is not None:
            base = self._review.comparison.base.label
            return _("Since {base}: {summary}").format(
                base=base, summary=Ledger(self._review.comparison, self._criteria).summary()
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
        told = ngettext(
            "{number} decision departs from the rules.", "{number} decisions depart from the rules.", departing
        ).format(number=departing)
        if overdue:
            late = ngettext("{number} is overdue.", "{number} are overdue.", overdue).format(number=overdue)
        else:
            late = _("None is overdue.")
        return f"{told} {late}"

    def _targets_in_short(self) -> str:
        running = [self._name(one.code) for one in self._review.targets if one.status == "running"]
        if not running:
            return _("There are no special target markets at present.")
        return _("Special target markets: {markets}.").format(markets=listing(running))

    def _asked(self) -> Iterator[Part]:
        yield Heading(_("Decisions asked of the meeting"))
        yield Items(
            [(f"{number}.", text, details) for number, (text, details) in enumerate(self._questions(), start=1)]
        )

    def _questions(self) -> Iterator[tuple[str, Sequence[str]]]:
        review = self._review
        if review.differing:
            yield (
                _("Adopt these changes of category, or depart from them with a reason:"),
                [
                    _("{market}: from {declared} to {category}").format(
                        market=market_name(one.market),
                        declared=category_word(one.declared or ""),
                        category=category_word(one.category),
                    )
                    for one in review.differing
                ],
            )
        else:
            yield _("Adopt the list as it stands (section 1)."), ()
        if review.to_renew:
            yield (
                _("Renew or withdraw each of these decisions (section 5): {decisions}.").format(
                    decisions=listing([self._renewal(one) for one in review.to_renew])
                ),
                (),
            )
        if review.candidates:
            names = [self._to_candidate(one) for one in review.candidates]
            yield (
                _("Say of each candidate whether it stays where it is: {markets} (section 3).").format(
                    markets=listing(names)
                ),
                (),
            )
        if review.undetermined:
            yield (
                _("Say who finds out what decides the markets that are not determined (section 4)."),
                (),
            )
        yield self._question_on_targets(), ()
        gaps = [one for one in review.efforts.values() if one.gaps and one.asks_programme]
        if gaps:
            yield (
                _("Say who takes up the effort that is missing in: {markets} (section 10).").format(
                    markets=listing([market_name(one.one.market) for one in gaps])
                ),
                (),
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

    def _list(self) -> Iterator[Part]:
        yield Grid(
            [_("market"), _("category"), _("by the rules"), _("possible"), _("reliability"), _("remark")],
            [
                [
                    market_name(one.market),
                    category_word(one.category),
                    category_word(one.assessment.rule_category),
                    "" if one.assessment.determined else " ".join(map(category_word, one.assessment.possible)),
                    self._review.reliability[one.code].grade,
                    self._remark(one),
                ]
                for one in self._review.markets
            ],
        )
        yield Paragraph(_grades_explained())

    def _remark(self, one: Classified) -> str:
        remarks = []
        if one.by_decision:
            assert one.decision is not None
            remarks.append(_("decision, overdue") if one.decision.overdue else _("decision"))
        if one.kept is not None and one.category == one.kept:
            remarks.append(_("kept"))
        if one in self._review.candidates:
            remarks.append(_("candidate for {category}").format(category=one.assessment.candidate))
        target = self._special_target(one.code)
        if target is not None:
            remarks.append(_("special target market, {status}").format(status=_(_TARGET_STATUSES[target.status])))
        return "; ".join(remarks)

    def _special_target(self, code: str) -> SpecialTargetMarket | None:
        return next((target for target in self._review.targets if target.code == code), None)

    def _moves(self) -> Iterator[Part]:
        comparison = self._review.comparison
        if comparison is not None:
            yield from Ledger(comparison, self._criteria).body()
            return
        yield Paragraph(
            _(
                "No earlier list was given to compare with. With --base and a revision, a folder or a saved list, the "
                "moves and their causes stand here. {summary}"
            ).format(summary=self._moves_in_short())
        )

    def _candidates(self) -> Iterator[Part]:
        if not self._review.candidates:
            yield Paragraph(_("There are none."))
            return
        yield Paragraph(
            _("These markets meet all that the better category requires; only a preference keeps them out.")
        )
        yield Grid(
            [_("market"), _("now"), _("candidate for"), _("what is lacking")],
            [
                [
                    market_name(one.market),
                    category_word(one.category),
                    one.assessment.candidate or "",
                    "; ".join(
                        requirement_text(result, one.inputs, self._criteria)
                        for result in in_the_way(one, self._criteria, one.assessment.candidate or "")
                    ),
                ]
                for one in self._review.candidates
            ],
        )

    def _undetermined(self) -> Iterator[Part]:
        if not self._review.undetermined:
            yield Paragraph(_("Of every market one category is possible."))
            return
        yield Paragraph(
            _("The category by the rules is the one that is proven. What is not known can still change it:")
        )
        yield Grid(
            [_("market"), _("by the rules"), _("possible"), _("what decides first"), _("worth")],
            [
                [
                    market_name(one.market),
                    category_word(one.assessment.rule_category),
                    " ".join(map(category_word, one.assessment.possible)),
                    self._first_questions(one),
                    chance_word(self._review.gaps[one.code].unknowns[0].worth),
                ]
                for one in self._review.undetermined
            ],
        )

    def _first_questions(self, one: Classified) -> str:
        """The unknowns that are most worth knowing; a few where several are worth the same."""
        found = self._review.gaps[one.code].decisive
        alike = [gap for gap in found if gap.worth == found[0].worth] if found else []
        labels = [gap_label(self._classification, gap) for gap in alike[:MOST_NAMED]]
        return _(" or ").join(labels) + (" …" if len(alike) > MOST_NAMED else "")

    def _white_spots(self) -> Iterator[Part]:
        found = [(gap, self._classification[code]) for code, gaps in self._review.gaps.items() for gap in gaps.decisive]
        if not found:
            yield Paragraph(_("Nothing that is unknown can change a category."))
            return
        found.sort(key=lambda each: -each[0].worth)
        shown = found[:MOST_WHITE_SPOTS]
        yield Grid(
            [_("worth"), _("market"), _("unknown"), _("decides between")],
            [
                [
                    chance_word(gap.worth),
                    market_name(one.market),
                    gap_label(self._classification, gap),
                    listing([category_word(category) for category in gap.between]),
                ]
                for gap, one in shown
            ],
        )
        if len(found) > len(shown):
            text = _("These are the first {shown} of {all}; `hhmonitor gaps` shows all of them.")
            yield Paragraph(text.format(shown=len(shown), all=len(found)))
        yield Paragraph(_("Worth: the chance that learning it changes the category that is most probable."))
        yield Paragraph(assumption(self._criteria))

    def _near(self) -> Iterator[Part]:
        if not self._review.near:
            yield Paragraph(_("There are none."))
            return
        yield Grid(
            [_("market"), _("by the rules"), _("one change up"), _("one change down")],
            [
                [
                    market_name(near.one.market),
                    category_word(near.one.assessment.rule_category),
                    self._ways(near.one, near.up),
                    self._ways(near.one, near.down),
                ]
                for near in self._review.near
            ],
        )

    def _ways(self, one: Classified, changes: MinimalChanges | None) -> str:
        if changes is None:
            return "-"
        told = Explained(self._criteria, one.inputs)
        return "; ".join(f"{told.way(way)} → {category_word(way.category)}" for way in changes.ways)

    def _decisions(self) -> Iterator[Part]:
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
                yield Items([("", self._decision(each), self._reasons(each)) for each in found])

    def _decision(self, each: DecisionToReview) -> str:
        decision = each.decision
        return _("{market}: {category} by decision, {rule} by the rules ({who}, {date}; review by {review_by})").format(
            market=market_name(each.one.market),
            category=category_word(decision.category),
            rule=category_word(each.one.assessment.rule_category),
            who=in_language(decision.decided_by, selected()),
            date=date_text(decision.date),
            review_by=date_text(decision.review_by) if decision.review_by else _("no date"),
        )

    def _reasons(self, each: DecisionToReview) -> list[str]:
        reason = in_language(each.decision.reason, selected())
        if not each.departs:
            return [reason, _("The rules say the same by now: the decision can be withdrawn.")]
        difference = what_differs(each.one, self._criteria, each.decision.category)
        return [reason, _("By the rules: {difference}.").format(difference=difference)]

    def _targets(self) -> Iterator[Part]:
        if not self._review.targets:
            yield Paragraph(_("There are none."))
            return
        yield Grid(
            [_("market"), _("category"), _("from"), _("until"), _("status"), _("goals")],
            [self._target_row(one) for one in self._review.targets],
        )

    def _target_row(self, one: SpecialTargetMarket) -> list[str]:
        goals = "; ".join(in_language(goal, selected()) for goal in one.target.goals)
        category = category_word(self._classification[one.code].category)
        status = _(_TARGET_STATUSES[one.status])
        return [self._name(one.code), category, one.target.since, one.target.until, status, goals]

    def _stale(self) -> Iterator[Part]:
        stale = [(one, self._review.reliability[one.code]) for one in self._review.markets]
        rows = [
            [
                market_name(one.market),
                found.grade,
                percent(found.unknown),
                percent(found.low_confidence),
                percent(found.aged),
                "; ".join(
                    f"{self._input(each.path)} [{each.market}]: {listing([_(_REASONS[why]) for why in each.reasons])}"
                    for each in found.stale[:3]
                )
                + (" …" if len(found.stale) > 3 else ""),
            ]
            for one, found in stale
            if found.stale
        ]
        if not rows:
            yield Paragraph(_("No evidence has aged beyond its interval."))
            return
        yield Grid([_("market"), _("grade"), _("unknown"), _("low confidence"), _("aged"), _("among which")], rows)

    def _effort(self) -> Iterator[Part]:
        efforts = [self._review.efforts[code] for code in self._review.codes]
        asking = [one for one in efforts if one.asks_programme]
        yield from effort_matrix(asking, self._criteria)
        beyond = [(one, more) for one in efforts for more in one.beyond]
        if beyond:
            yield Paragraph(_("More than the category asks:"))
            yield Items([("", f"{market_name(one.one.market)}: {beyond_text(more)}", ()) for one, more in beyond])

    def _themes(self) -> Iterator[Part]:
        yield from ThemeWords(self._classification, self._review.themes).by_theme()

    def _recording(self) -> Iterator[Part]:
        yield Paragraph(
            _(
                "Each outcome is written into the file of its market with one command. A category with a reason "
                "becomes a decision; “rules” withdraws a decision and takes the category that the rules give."
            )
        )
        for one in self._review.to_renew[:1]:
            yield Paragraph(f"`hhmonitor review record {one.one.code}={one.decision.category} --reason …`")
            yield Paragraph(f"`hhmonitor review record {one.one.code}=rules`")

    def _name(self, code: str) -> str:
        return market_name(self._classification[code].market)

    def _input(self, path: str) -> str:
        return input_label(self._criteria, path)


def _grades_explained() -> str:
    bounds = ", ".join(f"{grade} ≤ {percent(bound)}" for grade, bound in BOUNDS[:-1])
    return _(
        "Reliability stands beside the category and never enters into it: the worst of the share of inputs unknown, of "
        "judgements with low confidence, and of evidence that has aged ({bounds}, else D). Evidence has aged where its "
        "judgement is older than one interval of review, its newest source or figure older than {intervals}, or "
        "nothing is dated."
    ).format(bounds=bounds, intervals=SOURCE_INTERVALS)
