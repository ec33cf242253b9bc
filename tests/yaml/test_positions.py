"""Where keys and values stand: lines and columns from 1, columns in characters."""

from __future__ import annotations

import pytest

from hhmonitor.findings import DataPath, Place, Position, Span
from hhmonitor.yaml import Document, read_text

TEXT = """\
# a remark
code: JP
naïve: {level: broad, sources: [s1, "s 2"]}
health_system:
  market_size:
    value: positive   # a remark behind
    rationale: >-
      Two lines
      of text.

  venture_capital: indicators

themes:
- a: 1
  b: 2
- c
nothing:
last:
  years: {2018: 1700}
"""


def document(text: str = TEXT) -> Document:
    reading = read_text(text.encode(), "JP.yaml")
    assert reading.document is not None
    return reading.document


def span(start_line: int, start_column: int, end_line: int, end_column: int) -> Span:
    return Span(Position(start_line, start_column), Position(end_line, end_column))


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("code",), span(2, 1, 2, 5), span(2, 7, 2, 9)),
        (("naïve",), span(3, 1, 3, 6), span(3, 8, 3, 44)),
        (("naïve", "level"), span(3, 9, 3, 14), span(3, 16, 3, 21)),
        (("naïve", "sources", 1), None, span(3, 37, 3, 42)),
        (("health_system",), span(4, 1, 4, 14), span(5, 3, 11, 30)),
        (("health_system", "market_size"), span(5, 3, 5, 14), span(6, 5, 9, 15)),
        (("health_system", "market_size", "value"), span(6, 5, 6, 10), span(6, 12, 6, 20)),
        (("health_system", "market_size", "rationale"), span(7, 5, 7, 14), span(7, 16, 9, 15)),
        (("health_system", "venture_capital"), span(11, 3, 11, 18), span(11, 20, 11, 30)),
        (("themes",), span(13, 1, 13, 7), span(14, 1, 16, 4)),
        (("themes", 0), None, span(14, 3, 15, 7)),
        (("themes", 0, "b"), span(15, 3, 15, 4), span(15, 6, 15, 7)),
        (("nothing",), span(17, 1, 17, 8), span(17, 9, 17, 9)),
        (("last", "years", 2018), span(19, 11, 19, 15), span(19, 17, 19, 21)),
        (("nowhere",), None, None),
        (("themes", 2), None, None),
        (("themes", -1), None, None),
        (("themes", "a"), None, None),
        (("code", "value"), None, None),
        ((), None, span(2, 1, 19, 22)),
    ],
    ids=str,
)
def test_places_of_keys_and_values(path: DataPath, key: Span | None, value: Span | None) -> None:
    assert document().key_span(path) == key
    assert document().value_span(path) == value


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("JP.yaml", ("code",)), span(2, 7, 2, 9)),
        (Place("JP.yaml", ("code",), on_key=True), span(2, 1, 2, 5)),
        # not there: the key of the nearest that is
        (Place("JP.yaml", ("code", "value")), span(2, 1, 2, 5)),
        (Place("JP.yaml", ("health_system", "market_size", "sources")), span(5, 3, 5, 14)),
        (Place("JP.yaml", ("health_system", "market_size", "sources", 0), on_key=True), span(5, 3, 5, 14)),
        # an item of a list has no key
        (Place("JP.yaml", ("naïve", "sources", 0), on_key=True), span(3, 23, 3, 30)),
        (Place("JP.yaml", ("naïve", "sources", 0, "x")), span(3, 33, 3, 35)),
        (Place("JP.yaml", ("themes", 0, "level")), span(14, 3, 14, 3)),
        # the document itself
        (Place("JP.yaml", ("nowhere",)), span(2, 1, 2, 1)),
        (Place("JP.yaml", (), on_key=True), span(2, 1, 2, 1)),
    ],
    ids=str,
)
def test_a_place_is_located(place: Place, expected: Span) -> None:
    located = document().locate(place)
    assert located.span == expected
    assert (located.file, located.path, located.on_key) == (place.file, place.path, place.on_key)


def test_a_place_with_a_span_keeps_it() -> None:
    place = Place("JP.yaml", ("code",), span=span(9, 9, 9, 9))
    assert document().locate(place) is place


def test_places_are_the_same_with_windows_line_ends_and_a_mark_at_the_start() -> None:
    windows = document("\ufeff" + TEXT.replace("\n", "\r\n"))
    for path in [("code",), ("themes", 0, "b"), ("health_system",), ("health_system", "market_size", "rationale"), ()]:
        assert windows.value_span(path) == document().value_span(path)


def test_a_file_with_a_warning_has_places_too() -> None:
    assert document("a: 1.000\nb: c\n").value_span(("b",)) == span(2, 4, 2, 5)


def test_an_astral_character_counts_as_one() -> None:
    assert document("{a: 😀, b: c}").key_span(("b",)) == span(1, 8, 1, 9)
