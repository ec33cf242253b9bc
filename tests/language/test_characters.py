"""Characters on their way out: what a stream cannot write keeps its meaning, and nothing unseen gets through."""

import pytest

from hhmonitor.language.characters import visible, visible_lines, writable

MARKS = "●○◐·−✗?"
"""Signs for values that stand beside each other in one table; the last says that a value is unknown."""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "cp850", "utf-8"])
def test_marks_stay_apart_in_every_encoding(encoding: str) -> None:
    shown = [writable(mark, encoding) for mark in MARKS]
    assert len(set(shown)) == len(MARKS)


def test_what_can_be_written_stays() -> None:
    assert writable("Curaçao ●", "latin-1") == "Curaçao #"


def test_a_letter_loses_its_accent_before_it_becomes_a_number() -> None:
    assert writable("Łódź", "ascii") == "Lodz"
    assert writable("経", "ascii") == r"\u7d4c"


@pytest.mark.parametrize("unseen", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\udcff"])
def test_what_cannot_be_seen_does_not_get_out(unseen: str) -> None:
    assert visible(f"a{unseen}b") == "a\ufffdb"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_that_scripts_need_stay(joiner: str) -> None:
    assert visible(f"می{joiner}خواهم") == f"می{joiner}خواهم"


def test_lines_stay_lines() -> None:
    assert visible_lines("a\nb\x1b") == "a\nb\ufffd"
