"""Whatever the bytes, reading answers; and what it answers does not depend on the way it took."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from subprocess import run

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hhmonitor.checks import CODES
from hhmonitor.yaml import Reading, composing, read_file, read_text

REPOSITORY = Path(__file__).parents[2]
FILES = sorted((REPOSITORY / "countries").rglob("*.yaml"))
REAL = [path.read_bytes() for path in FILES[::9]]

bounded = settings(max_examples=150, derandomize=True, deadline=None, database=None)

fragments = st.sampled_from(
    [
        "a",
        "b",
        "level",
        "2018",
        "014",
        "1.000",
        "true",
        "null",
        "~",
        "<<",
        "&x",
        "*x",
        "!!str",
        "x y",
        "é",
        "\xa0",
        "😀",
        ": ",
        ":",
        "- ",
        "? ",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "\\",
        "#",
        " #",
        "|",
        ">-",
        "%",
        "@",
        "---\n",
        "...\n",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\t",
        "\r",
        "\x00",
        "\ufeff",
        "\u2028",
        "\x85",
    ]
)
texts = st.lists(fragments, max_size=40).map("".join)


def sound(reading: Reading) -> None:
    """What holds of every reading."""
    assert reading.document is not None or reading.findings
    for finding in reading.findings:
        assert CODES[finding.code].message.format(**finding.details)
        if finding.place.span is not None:
            assert finding.place.span.start <= finding.place.span.end
    if reading.document is not None:
        walk(reading, reading.document.data, ())


def walk(reading: Reading, value: object, path: tuple[str | int, ...]) -> None:
    assert reading.document is not None
    span = reading.document.value_span(path)
    assert span is not None
    assert span.start <= span.end
    if isinstance(value, dict):
        for key, inner in value.items():
            assert reading.document.key_span((*path, key)) is not None
            walk(reading, inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            walk(reading, inner, (*path, index))


@bounded
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    sound(read_text(content, "JP.yaml"))


@bounded
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    sound(read_text(text.encode("utf-8", "surrogatepass"), "JP.yaml"))


@bounded
@given(texts)
def test_any_yaml(text: str) -> None:
    sound(read_text(text.encode(), "JP.yaml"))


@settings(bounded, max_examples=60)
@given(st.sampled_from(REAL), st.floats(0, 1), st.integers(0, 20), texts)
def test_real_files_with_something_changed(content: bytes, where: float, removed: int, added: str) -> None:
    start = int(where * len(content))
    sound(read_text(content[:start] + added.encode() + content[start + removed :], "JP.yaml"))


@bounded
@given(texts)
def test_the_quick_way_gives_the_data_of_the_careful_way(text: str) -> None:
    quick = composing.compose_quickly(text)
    composer = composing.Composer(text, "JP.yaml")
    data, _ = composer.compose()
    if quick is not None:
        assert repr(quick) == repr(data)
        assert composer.findings == []
    elif data is not None and not composer.findings:
        # The quick way may give up on what is in order, and does so for one thing only: numbers as quoted keys.
        assert any(character.isdigit() for character in text)


@bounded
@given(texts)
def test_the_parser_in_python_never_raises_either(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "_PARSER", yaml.SafeLoader)
        sound(read_text(text.encode(), "JP.yaml"))


@pytest.mark.parametrize(
    "text", ['a: "\\UFFFFFFFF"', 'a: "\\U00110000"', "a: [b", "a: 'b", "a: 1\n  b: 2", "a: @b", "a: 1.000"]
)
def test_the_parser_in_python_tells_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [finding.code for finding in read_text(text.encode(), "JP.yaml").findings]
    monkeypatch.setattr(composing, "_PARSER", yaml.SafeLoader)
    told = [finding.code for finding in read_text(text.encode(), "JP.yaml").findings]
    assert told == (["HH139"] if "\\U" in text else usual)


def as_we_read(value: object) -> object:
    """What ``yaml.load`` gives, with dates as text and Norway as NO."""
    if isinstance(value, dict):
        return {("NO" if key is False else key): as_we_read(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_we_read(inner) for inner in value]
    if isinstance(value, bool):
        return {True: "yes", False: "no"}[value]
    return str(value) if type(value).__name__ == "date" else value


def as_we_wrote(value: object) -> object:
    """Our data, with the words that ``yaml.load`` takes for booleans in one form."""
    if isinstance(value, dict):
        return {key: as_we_wrote(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_we_wrote(inner) for inner in value]
    if isinstance(value, bool):
        return {True: "yes", False: "no"}[value]
    return "no" if value == "NO" else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_files_give_what_yaml_load_gives(path: Path) -> None:
    reading = read_file(path, path.name)
    assert reading.findings == ()
    assert reading.document is not None
    expected = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    assert as_we_wrote(reading.document.data) == as_we_read(expected)


@pytest.mark.parametrize("path", FILES[::7], ids=lambda path: path.stem)
def test_real_files_have_a_place_for_everything(path: Path) -> None:
    sound(read_file(path, path.name))


def test_importing_is_cheap() -> None:
    script = (
        "import sys, hhmonitor.yaml; print([name for name in ('pydantic', 'typer', 'rich') if name in sys.modules])"
    )
    done = run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert done.stdout.strip() == "[]"


def test_the_collector_of_cycles_is_left_as_it_was() -> None:
    read_text(b"a: 1", "JP.yaml")
    assert gc.isenabled()
    gc.disable()
    try:
        read_text(b"a: 1", "JP.yaml")
        assert not gc.isenabled()
    finally:
        gc.enable()
