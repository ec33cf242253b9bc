"""Which day is covered by which criteria, and what is to be said of a day that none covers."""

from __future__ import annotations

from datetime import date

import pytest

from hhmonitor.model import Criteria
from hhmonitor.questions.periods import Misfit, also_covering, later_judgements, misfits, outside_period
from tests.support import country


def criteria(first: str | None = None, last: str = "") -> Criteria:
    data = {"id": first or "always", "title": "t", "health_system": {}, "dimensions": {}, "themes": {}}
    period = {"period": {"from": first, "to": last}} if first else {}
    return Criteria.model_validate({**data, **period, "categories": [{"id": "I"}]})


@pytest.mark.parametrize(
    ("day", "ended"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), None),
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), True),
    ],
)
def test_criteria_hold_from_the_first_to_the_last_day_of_their_period(day: date, ended: bool | None) -> None:
    found = outside_period(criteria("2020", "2023"), day)
    assert (found and found.before) == ended
    if found:
        assert (found.first, found.last) == (date(2020, 1, 1), date(2023, 12, 31))


def test_criteria_without_a_period_hold_always() -> None:
    assert outside_period(criteria(), date(1990, 1, 1)) is None
    assert misfits({"always": criteria(), "2020": criteria("2020", "2023")}) == ()


def test_periods_that_follow_each_other_leave_no_day_out_and_share_none() -> None:
    one = criteria("2020", "2023")
    assert misfits({"a": one, "b": criteria("2024", "2027")}) == ()
    assert misfits({"b": criteria("2024-01-02", "2027"), "a": one}) == (
        Misfit("a", "b", date(2024, 1, 1), date(2024, 1, 1), overlap=False),
    )
    assert misfits({"a": one, "b": criteria("2023-12-31", "2027")}) == (
        Misfit("a", "b", date(2023, 12, 31), date(2023, 12, 31), overlap=True),
    )


def test_a_short_period_within_a_long_one_leaves_no_gap_after_it() -> None:
    found = misfits({"a": criteria("2020", "2027"), "b": criteria("2021", "2022"), "c": criteria("2028", "2029")})
    assert found == (Misfit("a", "b", date(2021, 1, 1), date(2022, 12, 31), overlap=True),)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2023, 6, 30), ()), (date(2023, 7, 1), ("2020",)), (date(2023, 12, 31), ("2020",)), (date(2024, 1, 1), ())],
)
def test_other_criteria_that_cover_a_day_are_named(day: date, expected: tuple[str, ...]) -> None:
    one, other = criteria("2020", "2023"), criteria("2023-07", "2026")
    assert also_covering({"2020": one, "2023-07": other}, other, day) == expected


def test_criteria_that_are_asked_for_on_a_day_that_they_do_not_cover_have_no_others_beside_them() -> None:
    one, other = criteria("2020", "2023"), criteria("2024", "2027")
    assert also_covering({"2020": one, "2024": other}, one, date(2025, 1, 1)) == ()


def test_judgements_of_a_later_day_are_named() -> None:
    markets = [
        country("JP", reference_date="2021-06-30"),
        country("DE", reference_date="2022"),
        country("FR", reference_date="2021-07-01"),
    ]
    found = later_judgements(markets, date(2021, 6, 30))
    assert found is not None
    assert found.codes == ("DE", "FR")
    assert later_judgements(markets, date(2022, 1, 1)) is None
