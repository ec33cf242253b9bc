"""Setting, adding and taking out single data of a file: nothing else of it changes."""

from __future__ import annotations

from typing import Any

import pytest

from hhmonitor.project.editing import CannotEdit, Edit, edited
from hhmonitor.project.failure import NotWritten
from hhmonitor.yaml import read_text
from tests.support import REPOSITORY

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
trend: {value: stable, rationale: 'It goes on.', sources: [s1]}   # for now
activities:
  # the newest first
  - date: 2020-03
    kind: mission
    title: "A visit"   # by plane
  - {date: 2019, kind: event, title: Fair}
attaches: {economic: no, innovation: yes}
# Sources below
sources:
  s1: {title: "A: b"}   # the report
"""


def edit(text: str, *path: str | int, to: Any) -> str:
    return edited(text.encode(), FILE, [Edit(path, to)]).decode()


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("category",), "I", "category: II      # as", "category: I      # as"),
        (("decision", "category"), "I", "  category: II\n", "  category: I\n"),
        (("decision", "reason"), "Another.", ">-\n    Two lines\n    of reason.", ">-\n    Another."),
        (("trend", "value"), "emerging", "{value: stable,", "{value: emerging,"),
        (("trend", "rationale"), "It's new.", "'It goes on.'", "'It''s new.'"),
        (("trend", "confidence"), "low", "{value: stable,", "{value: stable, confidence: low,"),
        (("trend", "sources"), ["s1", "s2"], "[s1]}", "[s1, s2]}"),
        (("attaches", "economic"), "yes", "economic: no", "economic: yes"),
        (("activities", 0, "title"), "A trip", '"A visit"   #', '"A trip"   #'),
        (("activities", 1, "kind"), "mou", "kind: event", "kind: mou"),
        (("activities", 1), None, "  - {date: 2019, kind: event, title: Fair}\n", ""),
        (("sources", "s1", "date"), 2020, '"A: b"}', '"A: b", date: 2020}'),
        (("decision", "date"), "2020-07", "of reason.\n", "of reason.\n  date: 2020-07\n"),
    ],
)
def test_one_datum_changes_its_own_characters(path: tuple[str | int, ...], value: Any, old: str, new: str) -> None:
    changed = edit(TEXT, *path, to=value)
    assert changed == TEXT.replace(old, new, 1)


def test_a_key_that_is_new_gets_a_line_of_its_own() -> None:
    assert edit(TEXT, "contact", to="A role").replace('contact: "A role"\n', "") == TEXT


def test_a_block_is_taken_out() -> None:
    start, end = TEXT.index("decision:"), TEXT.index("trend:")
    assert edit(TEXT, "decision", to=None) == TEXT[:start] + TEXT[end:]


def test_an_item_comes_where_a_list_has_it() -> None:
    data = read_text(TEXT.encode(), FILE).document
    assert data is not None
    new = {"date": "2019-06", "kind": "mission", "title": "Between"}
    before = list(data.data["activities"])  # type: ignore[call-overload]
    changed = edit(TEXT, "activities", to=[before[0], new, before[1]])
    head, tail = TEXT[: TEXT.index("  - {date: 2019")], TEXT[TEXT.index("  - {date: 2019") :]
    assert changed == head + "  - date: 2019-06\n    kind: mission\n    title: Between\n" + tail


def test_what_is_there_already_is_left_as_it_is_written() -> None:
    text = "code: JP\nsources: {s1: {title:   'A'}}  # so\n"
    assert edit(text, "sources", to={"s1": {"title": "A"}}) == text
    assert edit(text, "formerly", to=None) == text


def test_ends_of_lines_stay() -> None:
    changed = edit(TEXT.replace("\n", "\r\n"), "decision", to={"category": "I"})
    assert "\n" not in changed.replace("\r\n", "")


def test_a_byte_order_mark_stays() -> None:
    content = b"\xef\xbb\xbfcode: JP\ncategory: I\n"
    assert edited(content, FILE, [Edit(("category",), "II")]) == b"\xef\xbb\xbfcode: JP\ncategory: II\n"


def test_a_file_without_an_end_of_line() -> None:
    document = read_text(edit("code: JP", "category", to="I").encode(), FILE).document
    assert document is not None
    assert document.data == {"code": "JP", "category": "I"}


@pytest.mark.parametrize(
    "text", ["true", "no", "null", "12", "a: b", "- a", "", " a", "é", "a # b", "'", "two\nlines\n"]
)
def test_what_is_written_is_read_back(text: str) -> None:
    for base in ("code: JP\n", "code: JP\ncontact: old\n", "code: JP\ncontact: >-\n  old\n"):
        document = read_text(edit(base, "contact", to=text).encode(), FILE).document
        assert document is not None
        assert document.data == {"code": "JP", "contact": text}


@pytest.mark.parametrize("character", ["\ud800", "\u202e", "\x07"])
def test_what_no_file_may_hold_is_not_written(character: str) -> None:
    with pytest.raises(NotWritten):
        edit("code: JP\n", "relation", to={"en": f"a{character}b"})


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(CannotEdit):
        edit("code: [\n", "category", to="I")


@pytest.mark.parametrize("code", ["JP", "DE", "KE"])
def test_in_a_file_that_is_shipped_each_datum_is_taken_out_and_put_back(code: str) -> None:
    content = (REPOSITORY / f"countries/{code}.yaml").read_bytes()
    document = read_text(content, FILE).document
    assert document is not None
    for path, value in [
        (("trend", "value"), "declining"),
        (
            ("sector_interest", "rationale", "nl"),
            "Een andere zin, die wat langer is dan de regels van dit bestand zijn, en dus "
            "over meer dan een regel gaat.",
        ),
        (("health_system", "reform_plans", "sources"), ["s1"]),
        (("sources", "s1", "title"), 'A "quoted" title'),
    ]:
        present: Any = document.data
        for part in path:
            present = present[part]
        changed = edited(content, FILE, [Edit(path, value)])
        lines, others = content.decode().splitlines(), changed.decode().splitlines()
        key = next(number for number, (one, other) in enumerate(zip(lines, others, strict=False)) if one != other)
        end = next(
            number for number, (one, other) in enumerate(zip(lines[::-1], others[::-1], strict=False)) if one != other
        )
        assert 1 <= len(lines) - end - key <= 6  # the lines of the datum alone
        assert edited(changed, FILE, [Edit(path, present)]).decode().splitlines()[:key] == lines[:key]
