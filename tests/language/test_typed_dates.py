"""Dates as people type them: one that can mean one day is understood, one that can mean two is not."""

from __future__ import annotations

import pytest

from hhmonitor.language.typed_dates import one_date


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14-06-2019", "2019-06-14"),
        ("06/14/2019", "2019-06-14"),
        ("3.3.2019", "2019-03-03"),
        ("14 juni 2019", "2019-06-14"),
        ("June 14, 2019", "2019-06-14"),
        ("mrt 2019", "2019-03"),
        ("06-2019", "2019-06"),
        ("2019-6-1", "2019-06-01"),
        ("2019", "2019"),
        ("03-04-2019", None),
        ("31-02-2019", None),
        ("14 06", None),
        ("the summer of 2019", None),
    ],
)
def test_what_a_typed_date_means(typed: str, meant: str | None) -> None:
    assert one_date(typed) == meant
