"""How much the grounds of a category can bear: stale evidence, and a grade of reliability beside the category.

An input is *stale* where the judgement is older than one interval of review, counted from the ``reference_date`` of
its file; where the newest dated source behind it is older than two; or where the figure behind it is. Without dates
nothing can be said: it is *undated*.

The grade, A to D, is the worst of three shares, each held against the same bounds (10, 25 and 50 percent): inputs that
are unknown; judgements of low confidence among those made; stale or undated ones among those known. It never enters
into the category. A region's inputs are those of its members where its own file does not say them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hhmonitor.inputs import Input
from hhmonitor.model import last_day
from hhmonitor.model.market import Market
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.periods import months_before

SOURCE_INTERVALS = 2
"""How many intervals of review a source or a figure may be old."""

DEFAULT_INTERVAL = 24
"""Months between reviews where the criteria do not say."""

BOUNDS = (("A", 0.10), ("B", 0.25), ("C", 0.50), ("D", 1.0))
"""The highest share for each grade."""

Grade = Literal["A", "B", "C", "D"]
Reason = Literal["judged", "source", "figure", "undated"]
"""Why an input is stale: its judgement, its newest source or its figure is too old, or nothing is dated."""

_COUNTED = ("health_system", "dimensions", "themes", "sector_interest", "trend")


@dataclass(frozen=True, slots=True)
class Staleness:
    """How old the grounds of one known input are.

    ``judged`` is the day for which the judgement holds, ``newest`` the last day that the newest dated source or
    figure can mean; none where there is no date.
    """

    market: str
    path: str
    judged: date | None
    newest: date | None
    reasons: tuple[Reason, ...]

    @property
    def stale(self) -> bool:
        """Whether there is any reason to look at it again."""
        return bool(self.reasons)


@dataclass(frozen=True, slots=True)
class Reliability:
    """The grade of one market, with the shares (0 to 1) that it rests on and the staleness of its inputs."""

    grade: Grade
    unknown: float
    low_confidence: float
    aged: float
    staleness: tuple[Staleness, ...]

    @property
    def stale(self) -> tuple[Staleness, ...]:
        """The inputs that ask for another look."""
        return tuple(one for one in self.staleness if one.stale)


def reliability(classification: Classification, code: str) -> Reliability:
    """The reliability of one market, as of the day of the classification."""
    stated = list(_stated(classification, code))
    known = [_staleness(classification, market, one) for market, one in stated if one.known]
    judged = [one.statement for _market, one in stated if one.known and one.statement is not None]
    unknown = _share(sum(not one.known for _market, one in stated), len(stated))
    low = _share(sum(statement.confidence == "low" for statement in judged), len(judged))
    aged = _share(sum(one.stale for one in known), len(known))
    return Reliability(_grade(max(unknown, low, aged)), unknown, low, aged, tuple(known))


def _stated(classification: Classification, code: str) -> Iterator[tuple[Market, Input]]:
    """The inputs that count, each with the market whose file says it; a theme left out of an inventory is no input."""
    one = classification[code]
    for path, entry in one.inputs.by_path.items():
        if path.partition(".")[0] not in _COUNTED:
            continue
        if entry.basis == "members":
            for member in one.members:
                yield from ((market, own) for market, own in _stated(classification, member) if own.path == path)
        elif entry.statement is not None or entry.figures or not entry.known:
            yield one.market, entry


def _staleness(classification: Classification, market: Market, one: Input) -> Staleness:
    review = classification.criteria.review
    interval = review.every_months if review else DEFAULT_INTERVAL
    as_of = classification.as_of
    judged = last_day(market.reference_date) if market.reference_date else None
    oldest_source = months_before(as_of, SOURCE_INTERVALS * interval)
    if one.figures:
        newest = date(min(_years(one)), 12, 31)
        return Staleness(market.code, one.path, None, newest, ("figure",) if newest < oldest_source else ())
    newest_source = _newest_source(market, one)
    reasons: list[Reason] = []
    if judged is not None and judged < months_before(as_of, interval):
        reasons.append("judged")
    if newest_source is not None and newest_source < oldest_source:
        reasons.append("source")
    if newest_source is None:
        reasons.append("undated")
    return Staleness(market.code, one.path, judged, newest_source, tuple(reasons))


def _years(one: Input) -> Iterator[int]:
    for figure in one.figures:
        yield from (factor.year for factor in figure.factors or (figure,))


def _newest_source(market: Market, one: Input) -> date | None:
    names = one.statement.sources if one.statement else ()
    cited = (market.sources[name] for name in names if name in market.sources)
    days = [day for source in cited if source.date is not None and (day := last_day(source.date)) is not None]
    return max(days, default=None)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _grade(share: float) -> Grade:
    for grade, bound in BOUNDS:
        if share <= bound:
            return grade  # type: ignore[return-value]
    return "D"
