"""Every command that classifies says in one line that criteria or judgements are not of the day."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.support import shipped_criteria_data, write_yaml

COMMANDS = [
    ["classify"],
    ["explain", "JP"],
    ["gaps"],
    ["robustness", "JP"],
    pytest.param(["review"], marks=pytest.mark.slow),
    ["effort"],
    ["themes"],
    ["check"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_a_day_after_the_period_is_said_once(hhmonitor: Command, command: list[str]) -> None:
    said = hhmonitor(*command, "--as-of", "2024-02-01").err
    assert said.count("ended on 31 December 2023; they are used for 1 February 2024") == 1


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_judgements_of_a_later_day_are_said_once(hhmonitor: Command, command: list[str]) -> None:
    said = hhmonitor(*command, "--as-of", "2020-12-31").err
    assert said.count("hold on a later day than 31 December 2020, and are used all the same.") == 1
    assert "they are used for" not in said


def test_a_day_before_the_period_is_said(hhmonitor: Command) -> None:
    said = hhmonitor("classify", "--as-of", "2019-01-01", "--lang", "nl").err
    assert "beginnen op 1 januari 2020" in said


@pytest.mark.parametrize(("day", "times"), [("2023-06-30", 0), ("2023-08-01", 1), ("2024-01-01", 0)])
def test_a_day_that_two_periods_cover_is_said(hhmonitor: Command, small: Path, day: str, times: int) -> None:
    later = {"id": "2023-2026", "period": {"from": "2023-07-01", "to": "2026-12-31"}}
    write_yaml(small / "criteria" / "2023-2026.yaml", shipped_criteria_data() | later)
    said = hhmonitor("classify", "--root", small, "--as-of", day, "--lang", "en").err
    assert said.count("The criteria 2020-2023 cover 1 August 2023 too; 2023-2026 are used.") == times
