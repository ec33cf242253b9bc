"""When a decision is in force and when it is overdue (SEMANTICS: Decisions): from its first day, past its last."""

from __future__ import annotations

from datetime import date

import pytest

from hhmonitor.model.market import Decision
from hhmonitor.questions.classification import decision_status

REASON = {"category": "II", "reason": "Agreed.", "decided_by": "Steering group"}


@pytest.mark.parametrize(
    ("review_by", "last_day", "day_after"),
    [
        ("2022-07-15", date(2022, 7, 15), date(2022, 7, 16)),
        ("2022-07", date(2022, 7, 31), date(2022, 8, 1)),
        ("2022", date(2022, 12, 31), date(2023, 1, 1)),
    ],
)
def test_a_decision_is_overdue_once_every_day_that_its_review_could_mean_is_past(
    review_by: str, last_day: date, day_after: date
) -> None:
    decision = Decision.model_validate({**REASON, "date": "2020-07", "review_by": review_by})
    assert [decision_status(decision, day).overdue for day in (last_day, day_after)] == [False, True]
    assert [decision_status(decision, day).in_force for day in (last_day, day_after)] == [True, True]


def test_a_decision_without_a_day_of_review_is_never_overdue() -> None:
    decision = Decision.model_validate({**REASON, "date": "2020-07"})
    assert not decision_status(decision, date(2099, 1, 1)).overdue


def test_a_decision_that_is_not_in_force_yet_is_not_overdue() -> None:
    decision = Decision.model_validate({**REASON, "date": "2024-01-01", "review_by": "2022"})
    status = decision_status(decision, date(2023, 6, 1))
    assert not status.in_force
    assert not status.overdue
