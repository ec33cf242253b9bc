"""Setting the keys of a file: nothing else of it changes."""

from __future__ import annotations

import pytest

from hhmonitor.project.editing import CannotEdit, with_keys

FILE = "countries/JP.yaml"

TEXT = """\
# Japan, looked at in 2020
code: JP
category: II      # as published

decision:         # for two years
  category: II
  reason: >-
    Two lines
    of reason.
# Sources below
sources:
  s1: {title: "A: b"}   # the report
"""


def edited(text: str, **keys: object) -> str:
    return with_keys(text.encode(), FILE, keys, after=("code", "category")).decode()  # type: ignore[arg-type]


def test_a_word_is_replaced_in_its_place() -> None:
    assert edited(TEXT, category="I") == TEXT.replace("category: II      # as", "category: I      # as")


def test_a_block_is_replaced_and_what_stands_around_it_stays() -> None:
    changed = edited(TEXT, decision={"category": "I", "reason": {"en": 'Say "x": y # z', "nl": "Één"}})
    head, tail = TEXT[: TEXT.index("decision:")], TEXT[TEXT.index("# Sources") :]
    assert changed == (
        head
        + "decision:\n"
        + "  category: I\n"
        + "  reason:\n"
        + '    en: "Say \\"x\\": y # z"\n'
        + '    nl: "Één"\n'
        + tail
    )


def test_a_block_is_taken_out() -> None:
    start, end = TEXT.index("decision:"), TEXT.index("# Sources")
    assert edited(TEXT, decision=None) == TEXT[:start] + TEXT[end:]


def test_a_new_key_comes_after_those_named() -> None:
    changed = edited(TEXT, failed_reviews=["2022-12"])
    assert changed == TEXT.replace("# as published\n", "# as published\nfailed_reviews: [2022-12]\n")


def test_a_key_that_is_not_there_is_not_missed() -> None:
    assert edited(TEXT, failed_reviews=None) == TEXT


def test_ends_of_lines_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    changed = edited(text, decision={"category": "I"})
    assert "\n" not in changed.replace("\r\n", "")


def test_a_byte_order_mark_stays() -> None:
    changed = with_keys(b"\xef\xbb\xbfcode: JP\ncategory: I\n", FILE, {"category": "II"}, after=("code",))
    assert changed == b"\xef\xbb\xbfcode: JP\ncategory: II\n"


def test_a_file_without_an_end_of_line() -> None:
    assert edited("code: JP", category="I") == "code: JP\ncategory: I\n"


@pytest.mark.parametrize("word", ["true", "no", "null", "12", "a: b", "- a", "", " a", "é"])
def test_what_is_written_is_read_back(word: str) -> None:
    # That it is read back as it was meant, the function makes sure of itself.
    assert edited("code: JP\n", category=word).startswith("code: JP\ncategory: ")


@pytest.mark.parametrize("text", ["{code: JP, category: II}\n", "  code: JP\n  category: II\n", "code: [\n"])
def test_a_file_laid_out_otherwise_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        edited(text, decision={"category": "I"})
