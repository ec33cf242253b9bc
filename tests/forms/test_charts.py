"""Small lines."""

from __future__ import annotations

from hhmonitor.forms._charts import as_characters, as_points


def test_characters_go_from_low_to_high_and_leave_out_years_without_a_value() -> None:
    assert as_characters({2015: 1, 2016: 8, 2018: 4.5}) == "▁█ ▅"


def test_points_span_the_drawing_and_stand_on_their_years() -> None:
    assert as_points({2010: 3, 2020: 5, 2015: 4}, 100, 20) == ((0, 20), (50, 10), (100, 0))


def test_a_level_line_is_in_the_middle() -> None:
    assert as_points({2010: 3, 2011: 3}, 100, 20) == ((0, 10), (100, 10))
    assert as_characters({2010: 3}) == "▁"
