"""Checks are found by standing in the folder; of what one finds in a file no more is told than anybody reads."""

from __future__ import annotations

from datetime import date

from hhmonitor.checks import found
from hhmonitor.checks.look import CriteriaFile
from hhmonitor.checks.looks import MarketFile
from hhmonitor.findings import MAXIMUM_FINDINGS
from tests.support import country, shipped_criteria


def test_of_a_file_with_very_many_mistakes_the_first_are_told() -> None:
    activities = [{"date": "2031-01-01", "kind": "event", "title": "x"}] * (MAXIMUM_FINDINGS + 50)
    look = MarketFile(country(activities=activities), "countries/XX.yaml", None, date(2026, 1, 1))
    assert sum(one.code == "HH321" for one in found(look)) == MAXIMUM_FINDINGS


def test_the_shipped_criteria_hinder_nothing() -> None:
    assert list(found(CriteriaFile(shipped_criteria(), "criteria/2020-2023.yaml"))) == []
