"""Every pitfall of YAML that a file can fall into: its code, and the line and column where it is told."""

from __future__ import annotations

import pytest
import yaml

from hhmonitor.checks import CODES
from hhmonitor.yaml import MAXIMUM_BYTES, read_text
from hhmonitor.yaml.syntax import syntax_finding

DEEP = "a: " + "[" * 40

# name: (the text, [(code, line, column), ...])
PITFALLS: dict[str, tuple[str | bytes, list[tuple[str, int, int]]]] = {
    # bytes
    "a byte of no character": (b"a: b\nc: caf\xc3\xa9 \xe9\xc3", [("HH101", 2, 9)]),
    "a character cut short": ("a: é".encode()[:-1] + b"\x00", [("HH101", 1, 4)]),
    "UTF-16 with a mark": ("a: b\n".encode("utf-16"), [("HH102", 1, 1)]),
    "UTF-16 without a mark": ("a: b\n".encode("utf-16-be"), [("HH102", 1, 1)]),
    "Latin-1": ("a: b\nc: financiële\n".encode("latin-1"), [("HH103", 2, 11)]),
    "Windows-1252": ("a: “b”\n".encode("cp1252"), [("HH103", 1, 4)]),
    "a byte order mark further on": ("a: b\n\ufeffc: d\n", [("HH110", 2, 1)]),
    "a second byte order mark": (b"\xef\xbb\xbf\xef\xbb\xbfa: b", [("HH110", 1, 1)]),
    "a control character, told once": ("a: b\x07\nc: d\x07\n", [("HH111", 1, 5)]),
    "a NUL": ("a: bread\x00\n", [("HH111", 1, 9)]),
    "a line separator": ("a: b\u2028c\n", [("HH111", 1, 5)]),
    # in a value, written as an escape or as it is
    "an escape of the terminal": ('a: {en: "b\\0\\ec"}\n', [("HH140", 1, 11), ("HH140", 1, 13)]),
    "an override of direction": ('a: "\\u202Eb"\n', [("HH140", 1, 5)]),
    "an isolate, as its long number": ('a: "b\\U00002066"\n', [("HH140", 1, 6)]),
    "a line separator, by its letter": ('a: "b\\Lc"\n', [("HH140", 1, 6)]),
    "an override on a later line": ("a: b\nc: d\u202e\n", [("HH140", 2, 5)]),
    # the whole text
    "a tab before a key": ("a:\n\tb: 1\n  \tc: 2\n", [("HH112", 2, 1), ("HH112", 3, 3)]),
    "a second document": ("a: 1\n---\na: 2\n", [("HH115", 2, 1)]),
    "a list at the top": ("- a\n- b\n", [("HH114", 1, 1)]),
    "a text at the top": ("\nJapan\n", [("HH114", 2, 1)]),
    "forty-one levels": (DEEP + "1" + "]" * 40, [("HH116", 1, 43)]),
    # keys
    "a key twice": ("a: 1\nb: 2\na: 3\n", [("HH117", 3, 1)]),
    "a key twice, once quoted": ('a: {b: 1, "b": 2}\n', [("HH117", 1, 11)]),
    "a year twice, once as text": ('2018: 1\n"2018": 2\n', [("HH117", 2, 1)]),
    "a number twice, in two ways": ("0: 1\n-0: 2\n", [("HH117", 2, 1)]),
    "a list as key": ("a:\n  [b]: c\n", [("HH118", 2, 3)]),
    "a mapping as key": ("? b: 1\n  c: 2\n: d\n", [("HH118", 1, 3)]),
    "no key": ("a:\n  ? \n  : b\n", [("HH119", 2, 4)]),
    "a null key": ("null: a\n~: b\n", [("HH119", 1, 1), ("HH119", 2, 1)]),
    "a no-break space in a key": ("a\u00a0b: 1\n", [("HH120", 1, 1)]),
    "a zero width space in a key": ("x: {level\u200b: broad}\n", [("HH120", 1, 5)]),
    "a soft hyphen in a quoted key": ('"le\\u00advel": broad\n', [("HH120", 1, 1)]),
    "a variation selector in a key": ("a\ufe0f: 1\n", [("HH120", 1, 1)]),
    "a Hangul filler in a key": ("a\u3164: 1\n", [("HH120", 1, 1)]),
    "a key with leading zeros": ("007: a\n", [("HH125", 1, 1)]),
    # what YAML can do and we do not want
    "an anchor on a scalar": ("a: &x b\n", [("HH121", 1, 4)]),
    "an anchor on a list": ("a: &x [b]\n", [("HH121", 1, 4)]),
    "an anchor on a key": ("&x a: b\n", [("HH121", 1, 1)]),
    "an alias": ("a: &x b\nc: *x\n", [("HH121", 1, 4), ("HH122", 2, 4)]),
    "an alias of nothing": ("a: *x\n", [("HH122", 1, 4)]),
    "an alias as key": ("*x : a\n", [("HH122", 1, 1)]),
    "a merge": ("a:\n  <<: {b: 1}\n", [("HH123", 2, 3)]),
    "a tag on a scalar": ("a: !!str 1\n", [("HH124", 1, 4)]),
    "a tag on a mapping": ("a: !thing {b: 1}\n", [("HH124", 1, 4)]),
    "a tag that runs code elsewhere": ("a: !!python/object/apply:os.system [ls]\n", [("HH124", 1, 4)]),
    "a tag on a key": ("!x a: 1\n", [("HH124", 1, 1)]),
    "a tag of no kind": ("a: ! b\n", [("HH124", 1, 4)]),
    # scalars
    "leading zeros": ("a: 014\n", [("HH125", 1, 4)]),
    "leading zeros before a point": ("a: -007.5\n", [("HH125", 1, 4)]),
    "a time": ("a: 12:30\n", [("HH126", 1, 4)]),
    "a time with seconds": ("a: [x, 12:30:59]\n", [("HH126", 1, 8)]),
    "underscores": ("a: 1_000\n", [("HH127", 1, 4)]),
    "an exponent": ("a: 1e3\n", [("HH127", 1, 4)]),
    "an exponent after decimals": ("a: -1.5E-3\n", [("HH127", 1, 4)]),
    "nothing before the point": ("a: .5\n", [("HH127", 1, 4)]),
    "nothing after the point": ("a: 5.\n", [("HH127", 1, 4)]),
    "a plus sign": ("a: +5\n", [("HH127", 1, 4)]),
    "hexadecimal": ("a: 0x1F\n", [("HH127", 1, 4)]),
    "octal": ("a: 0o7\n", [("HH127", 1, 4)]),
    "binary": ("a: 0b11\n", [("HH127", 1, 4)]),
    "infinity": ("a: -.inf\n", [("HH128", 1, 4)]),
    "not a number": ("a: .nan\n", [("HH128", 1, 4)]),
    "nineteen digits": ("a: 1234567890123456789\n", [("HH128", 1, 4)]),
    "nineteen digits around a point": ("a: 123456789012345678.9\n", [("HH128", 1, 4)]),
    "five thousand digits": ("a: " + "9" * 5000, [("HH128", 1, 4)]),
    "a Dutch thousand": ("a: 1.000\n", [("HH129", 1, 4)]),
    "a Dutch million": ("a: 1.000.000\n", [("HH130", 1, 4)]),
    "a Dutch amount": ("a: 1.000,50\n", [("HH130", 1, 4)]),
    "a decimal comma": ("a: 1,5\n", [("HH130", 1, 4)]),
    "an English million": ("a: 1,000,000.5\n", [("HH130", 1, 4)]),
    "a boolean in capitals": ("a: True\nb: FALSE\n", [("HH131", 1, 4), ("HH131", 2, 4)]),
    "null in capitals": ("a: [Null, NULL]\n", [("HH131", 1, 5), ("HH131", 1, 11)]),
    # what cannot be read at all: told where to look
    "a decimal comma between braces": ("a: {2020: 4600,5}\n", [("HH130", 1, 11)]),
    "an English million between braces, told once": ("a: {2020: 5,100,000, 2021: 6}\n", [("HH130", 1, 11)]),
    "a comma and a point between braces": ("a: {2020: 5,100.5,2021: 6}\n", [("HH130", 1, 11)]),
    "two decimal commas between braces": ("a: {2020: 1,5,2021: -2,5}\n", [("HH130", 1, 11), ("HH130", 1, 21)]),
    "a double quotation mark that stays open between braces": (
        'a: {b: c, d: "Partly., e: [f]}\ng: {b: c, d: "Fully.", e: [f]}\n',
        [("HH132", 1, 14)],
    ),
    "a single quotation mark that stays open between brackets": ("a: ['b, c]\nd: ['e']\n", [("HH132", 1, 5)]),
    "a comma that is missing after a text on two lines": ('a: {b: "c\n  d" e: f}\n', [("HH133", 1, 4)]),
    "a quotation mark that stays open": ('a: "b\nc: d\n', [("HH132", 1, 4)]),
    "a quoted text that runs into a document": ("a: 'x\n---\n", [("HH132", 1, 4)]),
    "an apostrophe between single quotes": ("a: 'it's'\n", [("HH132", 1, 8)]),
    "a list that stays open": ("a: [b, c\nd: e\n", [("HH133", 1, 4)]),
    "a mapping that stays open": ("a: {b: c\n", [("HH133", 1, 4)]),
    "a list that opens at the end": ("a: 1\nb: [\n", [("HH133", 2, 4)]),
    "the wrong bracket": ("a: [b, c}\n", [("HH133", 1, 4)]),
    "a key without a colon": ("a: 1\nb\nc: 2\n", [("HH134", 2, 1)]),
    "a first key without a colon": ("level\nb: 2\n", [("HH134", 1, 1)]),
    "a colon without a space": ("a:\n  level:broad\n  b: 2\n", [("HH134", 2, 3)]),
    "a dash without a space": ("a:\n- b\n-c\n", [("HH134", 3, 1)]),
    "a text with a colon": ("a: S2: the criteria\n", [("HH135", 1, 6)]),
    "a key deeper than its neighbours": ("a: 1\n  b: 2\n", [("HH136", 2, 4)]),
    "a key between two levels": ("a:\n    b: 1\n  c: 2\n", [("HH136", 3, 3)]),
    "a key among list items": ("a:\n  - b\n  c: 1\n", [("HH136", 3, 3)]),
    "a list item behind a key": ("a: - b\n", [("HH136", 1, 4)]),
    "a bracket that closes nothing": ("a: ]\n", [("HH137", 1, 4)]),
    "an at sign": ("a: @home\n", [("HH137", 1, 4)]),
    "a backtick": ("a: `b`\n", [("HH137", 1, 4)]),
    "a percent sign": ("a: %b\n", [("HH137", 1, 4)]),
    "an asterisk for a star": ("a: * b\n", [("HH137", 1, 5)]),
    "an ampersand at the end": ("a: &", [("HH137", 1, 5)]),
    "a block text with words behind its sign": ("a: |b\n", [("HH137", 1, 5)]),
    "a Windows path between double quotes": ('a: "C:\\queue"\n', [("HH138", 1, 7)]),
    "an escape without its digits": ('a: "\\xZZ"\n', [("HH138", 1, 7)]),
    "a bracket in a remark within a list": ("a: [# [\nb: c\n", [("HH133", 1, 4)]),
    "a list for a key, and then a key that is deeper": ("[a]: b\n  c: d\n", [("HH118", 1, 1), ("HH136", 2, 4)]),
    "a quoted key without a colon": ("a: 1\n'b'\nc: 2\n", [("HH134", 2, 1)]),
    "two quotation marks in a text that stays open": ("a: 'b'' c\nd: e\n", [("HH132", 1, 4)]),
    "a bracket before a comma that ends it all": ("a: [b,\n", [("HH133", 1, 4)]),
    "a version of YAML that is none": ("%YAML 2.0\n---\na: b\n", [("HH139", 1, 1)]),
}


@pytest.mark.parametrize(("content", "expected"), PITFALLS.values(), ids=PITFALLS.keys())
def test_pitfall(content: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    findings = read_text(content if isinstance(content, bytes) else content.encode(), "JP.yaml").findings
    told = []
    for finding in findings:
        assert finding.place.file == "JP.yaml"
        assert finding.place.span is not None
        told.append((finding.code, finding.place.span.start.line, finding.place.span.start.column))
    assert told == expected


SYNTAX = [content for content, ((code, *_), *_) in PITFALLS.values() if "HH132" <= code <= "HH139"]


@pytest.mark.parametrize("parser", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize("content", SYNTAX)
def test_a_mistake_is_told_whatever_words_the_parser_has_for_it(content: str, parser: type[yaml.SafeLoader]) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        list(yaml.parse(content, Loader=parser))
    error = raised.value
    usual = syntax_finding(error, content, "JP.yaml")
    error.context = error.problem = error.note = "something else altogether"
    told = syntax_finding(error, content, "JP.yaml")
    assert (told.code, told.place) == (usual.code, usual.place)
    ((expected, line, _column), *_) = next(found for text, found in PITFALLS.values() if text == content)
    assert usual.place.span is not None
    assert (usual.code, usual.place.span.start.line) == (expected, line)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only a remark\n", b"---\n", b"\xef\xbb\xbf", b"---\n...\n"])
def test_a_file_that_holds_nothing(content: bytes) -> None:
    reading = read_text(content, "JP.yaml")
    assert reading.document is None
    assert [finding.code for finding in reading.findings] == ["HH113"]


def test_a_file_may_be_as_large_as_the_maximum_and_no_larger() -> None:
    largest = b"a: " + b"b" * (MAXIMUM_BYTES - 3)
    assert read_text(largest, "JP.yaml").findings == ()
    assert [finding.code for finding in read_text(largest + b"b", "JP.yaml").findings] == ["HH104"]


def test_forty_levels_are_read() -> None:
    assert read_text(("a: " + "[" * 39 + "]" * 39).encode(), "JP.yaml").findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 25000,
        "[\n" * 25000,
        "a: " + "{a: " * 25000,
        "? " * 25000,
        "- - - " * 9000,
        "? - " * 12000,
        "".join(" " * level + "a:\n" for level in range(1400)),
    ],
    ids=["brackets", "brackets on lines", "braces", "question marks", "dashes", "both", "indentation"],
)
def test_bottomless_levels_are_one_finding(text: str) -> None:
    assert [finding.code for finding in read_text(text.encode(), "JP.yaml").findings] == ["HH116"]


@pytest.mark.parametrize(
    ("text", "last"), [("a: [" + "1e3," * 1000 + "]", "HH109"), ("a:\n" + "\tb: 1\n" * 1000, "HH112")]
)
def test_findings_stop_somewhere(text: str, last: str) -> None:
    findings = read_text(text.encode(), "JP.yaml").findings
    assert 200 <= len(findings) <= 201
    assert findings[-1].code == last


def test_all_findings_of_a_file_in_one_go() -> None:
    text = "a: 014\na: 1\nb: *x\n? [c]\n: 1.000\nd:\n  - e: 12:30\n"
    findings = read_text(text.encode(), "JP.yaml").findings
    assert [(finding.code, finding.place.path) for finding in findings] == [
        ("HH125", ("a",)),
        ("HH117", ("a",)),
        ("HH122", ("b",)),
        ("HH118", ()),
        ("HH129", ()),
        ("HH126", ("d", 0, "e")),
    ]


def test_findings_before_a_syntax_error_are_kept() -> None:
    findings = read_text(b"a: 014\nb: [\n", "JP.yaml").findings
    assert [finding.code for finding in findings] == ["HH125", "HH133"]


def test_a_key_twice_shows_both_places_and_keeps_the_first() -> None:
    reading = read_text(b"a: {b: 1}\nc: 2\na: {b: 3}\n", "JP.yaml")
    (finding,) = reading.findings
    assert finding.place.on_key
    assert finding.related is not None
    assert finding.related.span is not None
    assert (finding.related.file, finding.related.span.start.line) == ("JP.yaml", 1)
    assert finding.related_label == "first written here"
    assert reading.document is not None
    assert reading.document.data == {"a": {"b": 1}, "c": 2}


def test_a_value_that_is_refused_stays_text() -> None:
    reading = read_text(b"a: 014\nb: 1.000\nc: True\n", "JP.yaml")
    assert reading.document is not None
    assert reading.document.data == {"a": "014", "b": 1.0, "c": "True"}


@pytest.mark.parametrize("value", ["4600,5", "5,100,000", "5,100.5"])
def test_a_number_that_a_comma_cuts_is_shown_as_a_whole(value: str) -> None:
    (finding,) = read_text(f"a: {{2020: {value}}}\n".encode(), "JP.yaml").findings
    assert finding.details["value"] == value
    assert finding.place.span is not None
    assert finding.place.span.end.column == 11 + len(value)


def test_a_comma_without_a_space_divides_where_the_next_number_is_a_key() -> None:
    reading = read_text(b"a: {2020: 4600,2021: 5, 2022: }\n", "JP.yaml")
    assert reading.findings == ()
    assert reading.document is not None
    assert reading.document.data == {"a": {2020: 4600, 2021: 5, 2022: None}}


def test_every_message_can_be_filled_and_names_no_other_detail() -> None:
    for content, _ in PITFALLS.values():
        for finding in read_text(content if isinstance(content, bytes) else content.encode(), "JP.yaml").findings:
            assert "{" not in CODES[finding.code].message.format(**finding.details)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1.000", ["“1.000”", "write 1000 ", "otherwise"]),
        ("a: -007", ["“-007”", "write -7,"]),
        ("a\u00a0b: 1", ["U+00A0"]),
        ("a: !!str 1", ["“!!str”"]),
        ("a: b\x00c\x00", ["U+0000", "(2 in this file)"]),
        ("a: " + "9" * 100, ["…”"]),
    ],
)
def test_messages_name_what_was_found_and_what_to_write(text: str, words: list[str]) -> None:
    (finding,) = read_text(text.encode(), "JP.yaml").findings
    message = CODES[finding.code].message.format(**finding.details)
    assert [word for word in words if word not in message] == []
