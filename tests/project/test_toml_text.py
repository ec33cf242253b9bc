"""Settings are told at their lines: what Python's own reader of TOML does not say is looked for in the text."""

from __future__ import annotations

import pytest

from hhmonitor.findings import DataPath, Finding, Place
from hhmonitor.project.toml_text import TomlText, read_toml

TEXT = """\
# settings
language = "nl"
note = \"\"\"
language = "en"
\"\"\"
[severity]
HH405 = "error"  # all of them
"HH403" = 'note'

[[ignore]]
code = "HH404"
where = ["JP", "KR"]
[[ignore]]
code = "HH405"
until = 2026-12-31
inner.key = 1
"""


def read(text: str) -> TomlText:
    found = read_toml(text, "hhmonitor.toml")
    assert isinstance(found, TomlText)
    return found


@pytest.mark.parametrize(
    ("path", "line", "column", "end"),
    [
        (("language",), 2, 12, 16),
        (("severity", "HH405"), 7, 9, 16),
        (("severity", "HH403"), 8, 11, 17),
        (("ignore", 0, "code"), 11, 8, 15),
        (("ignore", 0, "where"), 12, 9, 21),
        (("ignore", 0, "where", 1), 12, 16, 20),
        (("ignore", 1, "code"), 14, 8, 15),
        (("ignore", 1, "until"), 15, 9, 19),
        (("ignore", 1, "inner", "key"), 16, 13, 14),
        (("ignore", 1, "reason"), 13, 3, 9),  # what is missing is told where its table begins
    ],
)
def test_a_value_is_told_where_it_stands(path: DataPath, line: int, column: int, end: int) -> None:
    span = read(TEXT).locate(Place("hhmonitor.toml", path)).span
    assert span is not None
    assert (span.start.line, span.start.column, span.end.line, span.end.column) == (line, column, line, end)


def test_a_key_is_told_where_it_stands() -> None:
    span = read(TEXT).locate(Place("hhmonitor.toml", ("severity", "HH405"), on_key=True)).span
    assert span is not None
    assert (span.start.line, span.start.column, span.end.column) == (7, 1, 6)


def test_a_table_of_a_shared_file_is_told_by_its_lines_there() -> None:
    shared = read('[project]\nname = "list"\n[tool.hhmonitor]\nlanguage = "nl"\n').below("tool", "hhmonitor")
    assert shared is not None
    assert shared.data == {"language": "nl"}
    span = shared.locate(Place("pyproject.toml", ("language",))).span
    assert span is not None
    assert span.start.line == 4
    assert read("a = 1\n").below("tool", "hhmonitor") is None


def test_days_are_text_as_everywhere_else() -> None:
    assert read("day = 2026-12-31\ntimes = [{at = 2026-01-01}]\n").data == {
        "day": "2026-12-31",
        "times": [{"at": "2026-01-01"}],
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("language = nl\n", 1),
        ('language = "nl"\n\nseverity\n', 3),
        ('a = [\n  "b",\n  c,\n]\n', 1),  # the list that it is in
        ("[a\n", 1),
        ('a = "b\n', 1),
        ("a = 1\na = 2\n", 2),
    ],
)
def test_what_is_no_toml_is_told_where_it_cannot_be_read_on(text: str, line: int) -> None:
    found = read_toml(text, "hhmonitor.toml")
    assert isinstance(found, Finding)
    assert found.code == "HH801"
    assert found.place.span is not None
    assert found.place.span.start.line == line


@pytest.mark.parametrize("value", ["9" * 6000, "[" * 3000, "[" * 3000 + "]" * 3000])
def test_a_value_beyond_all_measure_is_a_finding_at_its_line(value: str) -> None:
    found = read_toml(f'lang = "nl"\nx = {value}\n', "hhmonitor.toml")
    assert isinstance(found, Finding)
    assert (found.code, found.place.span.start.line if found.place.span else None) == ("HH801", 2)
