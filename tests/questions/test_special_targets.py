"""Special target markets run from their first day to their last, both included."""

from __future__ import annotations

from datetime import date

import pytest

from hhmonitor.model.market import SpecialTarget
from hhmonitor.questions.special_targets import target_status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2020, 2, 29), "upcoming"),
        (date(2020, 3, 1), "running"),
        (date(2021, 12, 31), "running"),
        (date(2022, 1, 1), "ended"),
    ],
)
def test_the_first_and_the_last_day_are_included(day: date, status: str) -> None:
    target = SpecialTarget.model_validate({"from": "2020-03", "until": "2021", "decided_by": "the board"})
    assert target_status(target, day) == status
