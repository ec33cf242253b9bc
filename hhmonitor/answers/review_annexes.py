"""The annexes to the papers for the meeting: what the core rests on, each under a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from hhmonitor.answers import ledger
from hhmonitor.answers.answer import cell_text
from hhmonitor.answers.asked import AskedWords, Group, command_text
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
    content,
)
from hhmonitor.answers.chances import chance_number
from hhmonitor.answers.criteria_changes import since_then
from hhmonitor.answers.decisions import EDITORS, day_of_reason, reason_given
from hhmonitor.answers.efforts import beyond_text, effort_matrix
from hhmonitor.answers.gaps import gap_label
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name
from hhmonitor.answers.outcomes import actions_table
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.robustness import assumption
from hhmonitor.answers.texts import filled, told
from hhmonitor.answers.why_not import Explained
from hhmonitor.answers.words import category_word, input_label
from hhmonitor.language import _, mark
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, percent
from hhmonitor.questions.asked import Asked, DecisionToReview
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.differences import in_the_way
from hhmonitor.questions.gaps import Gap
from hhmonitor.questions.minimal_change import MinimalChanges
from hhmonitor.questions.reliability import BOUNDS, SOURCE_INTERVALS, Reason, Reliability, Staleness
from hhmonitor.questions.review import Review
from hhmonitor.questions.special_targets import SpecialTargetMarket, TargetStatus

MOST_WHITE_SPOTS = 15
"""How many white spots the papers name."""

MOST_AGED = 3
"""How many inputs of a market are named whose grounds have aged."""

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


def white_spots(review: Review) -> list[tuple[Gap, Classified]]:
    """The unknowns that decide, the one most worth knowing first."""
    found = [(gap, review.classification[code]) for code, gaps in review.gaps.items() for gap in gaps.decisive]
    return sorted(found, key=lambda each: -each[0].worth)


class Annexes:
    """Writes the annexes, in the language in use."""

    def __init__(
        self, review: Review, words: AskedWords, groups: Sequence[Group], fingerprint: str, commit: str | None
    ) -> None:
        self._review = review
        self._words = words
        self._groups = groups
        self._made_from = (fingerprint, commit)
        self._classification = review.classification
        self._criteria = review.classification.criteria

    def blocks(self) -> Iterator[Block]:
        """Every annex that has anything to say, under its letter."""
        review = self._review
        annexes: list[tuple[str, Iterator[Block]]] = [(_("Decisions asked: grounds and commands"), self._asked())]
        if review.actions:
            annexes.append((_("Open actions"), self._actions()))
        annexes.append((_("The list by the criteria and the decisions in force"), self._list()))
        if review.comparison is not None:
            told = ledger.Ledger(review.comparison, self._criteria)
            annexes.append((_("What moved since {base}: all causes").format(base=told.base), told.body()))
        annexes.append((_("Decisions in force"), self._decisions()))
        if review.targets:
            annexes.append((_("Special target markets"), self._targets()))
        annexes += [
            (_("Evidence that has aged"), self._stale()),
            (_("White spots, by what they are worth"), self._white_spots()),
            (_("Markets one change away from another category"), self._near()),
            (_("Effort against what the categories ask"), self._effort()),
            (_("Criteria and lists"), self._criteria_and_lists()),
            (_("What these papers were made from"), self._provenance()),
        ]
        for letter, (title, blocks) in zip(ascii_uppercase, annexes, strict=False):
            yield Heading(_("Annex {letter}. {title}").format(letter=letter, title=title))
            yield from blocks

    # What is asked, and what is to be done

    def _asked(self) -> Iterator[Block]:
        yield Paragraph(
            filled(
                _(
                    "Each outcome is recorded with one command, which shows what it writes; with {dry_run} it shows "
                    "only. To decide otherwise, name the category and the reason: {command}."
                ),
                dry_run=Code("--dry-run"),
                command=Code("hhmonitor review record JP=II --reason …"),
            )
        )
        for group in self._groups:
            yield Heading(f"{group.number}. {group.title}", 3)
            yield Items(
                Item([f"{number}  ", *self._short(one)], details=self._grounds(one)) for number, one in group.numbered()
            )

    def _short(self, one: Asked) -> Content:
        if one.code is None:
            return content(self._words.short(one))
        return content([self._market(self._classification[one.code]), f": {self._words.what(one)}"])

    def _grounds(self, one: Asked) -> list[Said]:
        return [self._words.grounds(one), Code(command_text(one))]

    def _actions(self) -> Iterator[Block]:
        found = [(f"{one.review or _('now')} {one.number}", one.action) for one in self._review.actions]
        yield actions_table(found, lambda code: self._market(self._classification[code]))
        done = "hhmonitor review done REVIEW NUMBER"
        yield Paragraph(filled(_("What was done is told with {command}."), command=Code(done)), "quiet")

    # The list

    def _list(self) -> Iterator[Block]:
        table = Table(
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
            _("The list by the criteria and the decisions in force"),
        )
        yield varying(table)
        yield Paragraph(_grades_explained(), "quiet")
        if self._review.candidates:
            yield Heading(_("Candidates for a better category"), 3)
            yield from self._candidates()

    def _remark(self, one: Classified) -> str:
        remarks = []
        if one.by_decision:
            assert one.decision is not None
            remarks.append(_("decision, overdue") if one.decision.overdue else _("decision"))
        if one.stays_in is not None:
            remarks.append(_("kept"))
        target = next((target for target in self._review.targets if target.code == one.code), None)
        if target is not None:
            remarks.append(_("special target market, {status}").format(status=_(_TARGET_STATUSES[target.status])))
        return "; ".join(remarks)

    def _candidates(self) -> Iterator[Block]:
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

    # What is not known, or not sure

    def _white_spots(self) -> Iterator[Block]:
        found = white_spots(self._review)
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

    # Decisions and special target markets

    def _decisions(self) -> Iterator[Block]:
        decisions = self._review.decisions
        if not decisions:
            yield Paragraph(_("There are none."))
            return
        everybody = {told(each.decision.decided_by, each.one.market.language) for each in decisions}
        together = len(decisions) > 1 and len(everybody) == 1
        if together:
            yield Paragraph(filled(_("All were taken by: {who}."), who=everybody.pop()))
        worded = {(each.decision.reason_by, day_of_reason(each.decision)) for each in decisions}
        alike = len(decisions) > 1 and len(worded) == 1 and decisions[0].decision.reason_by == EDITORS
        if alike:
            text = _("All reasons were worded by the editors of the Monitor, on the state of {date}.")
            yield Paragraph(text.format(date=date_text(day_of_reason(decisions[0].decision))))
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
                yield Items(
                    Item(self._decision(each, by_whom=not together), details=self._reasons(each, bare=alike))
                    for each in found
                )

    def _decision(self, each: DecisionToReview, *, by_whom: bool) -> Content:
        """A decision with its dates, and with who took it where that was not said of all of them."""
        decision = each.decision
        if by_whom:
            text = _("{market}: {category} by decision, {rule} by the rules ({who}, {date}; review by {review_by})")
        else:
            text = _("{market}: {category} by decision, {rule} by the rules ({date}; review by {review_by})")
        return filled(
            text,
            market=self._market(each.one),
            category=self._badge(decision.category),
            rule=self._badge(each.one.assessment.rule_category),
            who=told(decision.decided_by, each.one.market.language),
            date=Day(date_text(decision.date), decision.date),
            review_by=Day(date_text(decision.review_by), decision.review_by) if decision.review_by else _("no date"),
        )

    @staticmethod
    def _reasons(each: DecisionToReview, *, bare: bool) -> list[Said]:
        """Its reason, ``bare`` where it was said of all of them who worded it."""
        language = each.one.market.language
        reason: Said = told(each.decision.reason, language) if bare else reason_given(each.decision, language)
        if each.departs:
            return [reason]
        return [reason, _("The rules say the same by now: the decision can be withdrawn.")]

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
            f"{self._aged_input(each, one)}: {listing([_(_REASONS[why]) for why in each.reasons])}"
            for each in found.stale[:MOST_AGED]
        )
        shares = (Number(percent(each), each, share=True) for each in (found.unknown, found.low_confidence, found.aged))
        return Row([self._market(one), found.grade, *shares, among + (" …" if len(found.stale) > MOST_AGED else "")])

    def _aged_input(self, aged: Staleness, one: Classified) -> str:
        """An input; where it is of a member of a region, of which."""
        label = self._input(aged.path)
        return f"{label} [{aged.market}]" if aged.market != one.code else label

    def _effort(self) -> Iterator[Block]:
        efforts = [self._review.efforts[code] for code in self._review.codes]
        asking = [one for one in efforts if one.asks_programme]
        for block in effort_matrix(asking, self._criteria):
            yield varying(block) if isinstance(block, Table) else block
        beyond = [(one, more) for one in efforts for more in one.beyond]
        if beyond:
            yield Paragraph(_("More than the category asks:"))
            yield Items([f"{market_name(one.one.market)}: {beyond_text(more)}" for one, more in beyond])

    # The criteria, and what all of it was made from

    def _criteria_and_lists(self) -> Iterator[Block]:
        comparison = self._review.comparison
        if comparison is None:
            yield Paragraph(_("There is no earlier revision to hold them against."))
            return
        yield from since_then(comparison.criteria_then, self._classification)

    def _provenance(self) -> Iterator[Block]:
        fingerprint, commit = self._made_from
        comparison = self._review.comparison
        made = [
            filled(_("the files of the project, with the fingerprint {hash} (SHA-256)"), hash=Code(fingerprint)),
            *([filled(_("the commit {commit}"), commit=Code(commit))] if commit is not None else []),
            content(
                _("the criteria {criteria}, as of {day}").format(
                    criteria=self._criteria.id, day=date_text(self._classification.as_of)
                )
            ),
        ]
        if comparison is not None:
            earlier = comparison.base
            made.append(
                content(
                    _("compared with {base}: the criteria {criteria}, as of {day}").format(
                        base=earlier.label, criteria=earlier.criteria, day=date_text(earlier.as_of)
                    )
                )
            )
        yield Items(made)

    def _market(self, one: Classified) -> Market:
        return Market(market_name(one.market), one.code)

    def _badge(self, category: str) -> Inline:
        return badge(self._criteria, category)

    def _input(self, path: str) -> str:
        return input_label(self._criteria, path)


def varying(table: Table) -> Table:
    """A table without the columns that say the same in every row, of which there is more than one."""
    if len(table.rows) < 2:
        return table

    kept = [
        place
        for place in range(len(table.columns))
        if place == 0 or len({cell_text(row.cells[place]) for row in table.rows}) > 1
    ]
    columns = [table.columns[place] for place in kept]
    rows = [Row([row.cells[place] for place in kept], row.kind) for row in table.rows]
    return Table(columns, rows, table.title, table.kind)


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
