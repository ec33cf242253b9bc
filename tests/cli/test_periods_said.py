"""Every command that classifies says in one line that criteria or judgements are not of the day."""

import pytest

from tests.cli.conftest import Command

COMMANDS = [
    ["classify"],
    ["explain", "JP"],
    ["gaps"],
    ["robustness", "JP"],
    ["review"],
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
