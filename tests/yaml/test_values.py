"""What scalars mean: booleans by YAML 1.2, strict numbers, and text for everything else."""

from __future__ import annotations

import pytest

from hhmonitor.yaml import read_text


def read(text: str) -> object:
    reading = read_text(text.encode(), "JP.yaml")
    assert reading.findings == ()
    assert reading.document is not None
    return reading.document.data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("2019", 2019),
        ("-12", -12),
        ("123456789012345678", 123456789012345678),
        ("0.05", 0.05),
        ("-2.5", -2.5),
        ("0.125", 0.125),
        ("1000.000", 1000.0),
        ("20000000000", 20000000000),
    ],
)
def test_booleans_nothing_and_numbers(written: str, meant: object) -> None:
    assert read(f"a: {written}\n") == {"a": meant}
    value = read(f"a: [1, {written} , 2]\n" if written else "a: [1, ~, 2]\n")
    assert value == {"a": [1, meant, 2]}
    assert type(value["a"][1]) is type(meant)  # type: ignore[index]


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "yes",
        "no",
        "on",
        "Off",
        "y",
        "2020-12-31",
        "2019-06",
        "2024-02-30",
        "2020-12-31 12:30",
        "31-12-2020",
        "01/02/2020",
        "2020/2023",
        "https://example.org:8080/a?b=1&c=2",
        "S2, A1",
        "1.2.3",
        "3D printing",
        "5G",
        "1st",
        "12 to 14",
        "10%",
        "--",
        "...",
        "+",
        "-x",
        ".",
        ".a",
        "1:75",
        "4 of 6",
        "1, 2 and 3",
        "+31 20",
        "0-14",
        "truely",
        "nullable",
        "Yes",
        "TRue",
        "e3",
        "1e",
        "0x",
        "0xyz",
        "٣",
        "½",
        "R&D",
        "a*b",
        "What?",
        "1 000",
    ],
)
def test_everything_else_is_text(written: str) -> None:
    assert read(f"a: {written}\n") == {"a": written}


@pytest.mark.parametrize("written", ["014", "12:30", "1.000", "1,5", "True", "null", "2019", "", "~", "1e3", "<<"])
def test_what_is_quoted_is_text_and_never_flagged(written: str) -> None:
    assert read(f"a: \"{written}\"\nb: '{written}'\n") == {"a": written, "b": written}


def test_a_block_text_is_text() -> None:
    assert read("a: >-\n  014\nb: |\n  true\n") == {"a": "014", "b": "true\n"}


def test_keys_are_text_except_whole_numbers() -> None:
    data = read('2018: a\n"2019": b\ntrue: c\n1.5: d\nNO: e\n"null": f\n"<<": g\nASEAN-5: h\nfinanciële: i\n')
    assert data == {
        2018: "a",
        "2019": "b",
        "true": "c",
        "1.5": "d",
        "NO": "e",
        "null": "f",
        "<<": "g",
        "ASEAN-5": "h",
        "financiële": "i",
    }


def test_no_other_meaning_for_a_key_seen_before() -> None:
    assert read("level: 1\n") == {"level": 1}
    assert read('"level": 1\n') == {"level": 1}


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffa: é\nb: [1]\n",
        "a: é\r\nb: [1]\r\n",
        "a: é\rb: [1]\r",
        "---\na: é\nb: [1]\n...\n",
    ],
)
def test_line_ends_and_a_mark_at_the_start_do_not_matter(text: str) -> None:
    assert read(text) == {"a": "é", "b": [1]}


def test_collections_keep_their_order_and_may_be_empty() -> None:
    data = read("b: {}\na: []\nc:\n- - 1\n  - {d: [2]}\n-\n")
    assert data == {"b": {}, "a": [], "c": [[1, {"d": [2]}], None]}
    assert list(data) == ["b", "a", "c"]  # type: ignore[call-overload]


def test_an_empty_mapping_is_a_document() -> None:
    assert read("{}") == {}
