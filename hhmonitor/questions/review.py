"""Everything that the meeting which revises the list has to look at, gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import last_day
from hhmonitor.model.review import Action
from hhmonitor.questions.asked import Asked, DecisionToReview, OpenAction, asked
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.comparison import Comparison
from hhmonitor.questions.differences import next_better
from hhmonitor.questions.effort import Effort, effort
from hhmonitor.questions.gaps import Gaps, gaps
from hhmonitor.questions.minimal_change import MinimalChanges, Neighbourhood
from hhmonitor.questions.periods import months_after
from hhmonitor.questions.reliability import DEFAULT_INTERVAL, Reliability, reliability
from hhmonitor.questions.robustness import robustness
from hhmonitor.questions.special_targets import SpecialTargetMarket, special_targets
from hhmonitor.questions.themes import ThemeMatrix, theme_matrix


@dataclass(frozen=True, slots=True)
class Near:
    """A market that one change would bring up, or down, by the rules; none where it takes more."""

    one: Classified
    up: MinimalChanges | None
    down: MinimalChanges | None


@dataclass(frozen=True)
class Review:
    """The list on the day of the meeting, and what is asked of it. Markets are in the order of the list."""

    classification: Classification
    comparison: Comparison | None
    next_review: date
    codes: tuple[str, ...]
    decisions: tuple[DecisionToReview, ...]
    asked: tuple[Asked, ...]
    actions: tuple[OpenAction, ...]
    targets: tuple[SpecialTargetMarket, ...]
    gaps: Mapping[str, Gaps]
    near: tuple[Near, ...]
    reliability: Mapping[str, Reliability]
    efforts: Mapping[str, Effort]
    themes: ThemeMatrix

    @property
    def markets(self) -> tuple[Classified, ...]:
        """The markets of the list."""
        return tuple(self.classification[code] for code in self.codes)

    @property
    def differing(self) -> tuple[Classified, ...]:
        """The markets whose category in force is not the one assigned now."""
        return tuple(one for one in self.markets if one.declared is not None and one.declared != one.category)

    @property
    def candidates(self) -> tuple[Classified, ...]:
        """The markets that only a preference keeps out of a better category than the one assigned."""
        rank = self.classification.ruleset.rank
        return tuple(
            one
            for one in self.markets
            if one.assessment.candidate is not None and rank(one.assessment.candidate) < rank(one.category)
        )

    @property
    def undetermined(self) -> tuple[Classified, ...]:
        """The markets of which more than one category is possible."""
        return tuple(one for one in self.markets if not one.assessment.determined)

    @property
    def departing(self) -> tuple[DecisionToReview, ...]:
        """The decisions that say something else than the rules, overdue ones first."""
        return tuple(one for one in self.decisions if one.departs)

    @property
    def overdue(self) -> tuple[DecisionToReview, ...]:
        """The decisions whose review is overdue."""
        return tuple(one for one in self.decisions if one.overdue)


def decisions_asked(classification: Classification, comparison: Comparison | None = None) -> tuple[Asked, ...]:
    """The decisions that the meeting of the day is asked for, and nothing else of what it looks at."""
    codes, following = _in_order(classification, classification.listed()), next_review(classification)
    decisions = _decisions(classification, codes, following)
    return asked(classification, comparison, codes, decisions, open_actions(classification))


def review(
    classification: Classification, comparison: Comparison | None = None, codes: Sequence[str] | None = None
) -> Review:
    """What the meeting of the day of a classification has to look at.

    ``comparison`` is with the last review; ``codes`` are the markets on the list, in the order to show them in.
    """
    following = next_review(classification)
    codes = _in_order(classification, codes or classification.listed())
    decisions, actions = _decisions(classification, codes, following), open_actions(classification)
    return Review(
        classification=classification,
        comparison=comparison,
        next_review=following,
        codes=codes,
        decisions=decisions,
        asked=asked(classification, comparison, codes, decisions, actions),
        actions=actions,
        targets=special_targets(classification),
        gaps=_gaps(classification, codes),
        near=tuple(_near(classification, codes)),
        reliability={code: reliability(classification, code) for code in codes},
        efforts={code: effort(classification, code) for code in codes},
        themes=theme_matrix(classification, codes),
    )


def _in_order(classification: Classification, codes: Sequence[str]) -> tuple[str, ...]:
    """The markets by their categories, the best first."""
    order = classification.ruleset.order
    return tuple(sorted(codes, key=lambda code: order.get(classification[code].category, len(order))))


def open_actions(classification: Classification) -> tuple[OpenAction, ...]:
    """The actions that are not done yet, of the reviews on record and of the one under way, the oldest first.

    A market that was recoded since is in them under its code of today.
    """
    reviews, day = classification.project.reviews, classification.as_of
    recoded = classification.project.recoded

    def of_today(action: Action) -> Action:
        return action.model_copy(update={"market": recoded.get(action.market or "", action.market)})

    sources: list[tuple[str | None, tuple[Action, ...]]] = [(one.name, one.actions) for one in reviews.on_record(day)]
    if reviews.minutes is not None:
        sources.append((None, reviews.minutes.actions))
    return tuple(
        OpenAction(name, number, of_today(action), (last_day(action.due) or date.max) < day)
        for name, actions in sources
        for number, action in enumerate(actions, start=1)
        if action.done is None
    )


def _gaps(classification: Classification, codes: tuple[str, ...]) -> dict[str, Gaps]:
    """The white spots of the markets that are not determined."""
    ruleset, errors = classification.ruleset, ErrorModel(classification.criteria)
    open_ones = (classification.inputs(code) for code in codes if not classification[code].assessment.determined)
    return {inputs.code: gaps(ruleset, inputs, robustness(ruleset, errors, inputs)) for inputs in open_ones}


def _near(classification: Classification, codes: tuple[str, ...]) -> Iterator[Near]:
    """The markets one change away from another category, in what an analyst judges."""
    for code in codes:
        one = classification[code]
        near = Neighbourhood(classification.ruleset, one.inputs)
        above = next_better(classification.criteria, near.category)
        up = near.up_to(above.id) if above is not None else None
        down = near.losses()
        found = [changes if changes is not None and changes.size == 1 else None for changes in (up, down)]
        if any(found):
            yield Near(one, *found)


def next_review(classification: Classification) -> date:
    """The day of the review that follows on the day of a classification, by the term that the criteria set.

    In the first half of the term after a review on record it is the one due at the end of that term. A later day is
    taken as that of a review, held early or late, as it is where none is on record: a new term begins there.
    """
    review, day = classification.criteria.review, classification.as_of
    term = review.every_months if review else DEFAULT_INTERVAL
    on_record = classification.project.reviews.on_record(day)
    if on_record and day < months_after(on_record[-1].day, (term + 1) // 2):
        return months_after(on_record[-1].day, term)
    return months_after(day, term)


def _decisions(classification: Classification, codes: tuple[str, ...], following: date) -> tuple[DecisionToReview, ...]:
    found = []
    for one in (classification[code] for code in codes):
        status = one.decision
        if status is None or not status.in_force:
            continue
        until = last_day(status.decision.review_by) if status.decision.review_by else None
        found.append(
            DecisionToReview(
                one=one,
                decision=status.decision,
                overdue=status.overdue,
                due=until is None or until < following,
                departs=status.decision.category != one.assessment.rule_category,
            )
        )
    return tuple(sorted(found, key=lambda each: (not each.overdue, not each.due)))
