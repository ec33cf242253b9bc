"""Every code has a page in both languages; of its two examples the wrong one is found, and the right one is not."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.blocks import Heading, Paragraph, plain
from hhmonitor.answers.code_pages import FOLDER, content_of, example_file, is_code, page
from hhmonitor.answers.texts import prose
from hhmonitor.findings import CODES
from hhmonitor.language import select
from hhmonitor.yaml import MAXIMUM_BYTES, read_file
from tests.example_project import JAPAN, OPEN_COUNTRY, build, hhmonitor
from tests.support import CHARACTERISTICS, DIMENSIONS, THEMES

AS_OF = ("--as-of", "2020-12-31")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    select("en")


def _large(folder: Path) -> None:
    (folder / "XX.yaml").write_bytes(b" " * (MAXIMUM_BYTES + 1))


def _many_findings(folder: Path) -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(300))
    (folder / "DE.yaml").write_text(OPEN_COUNTRY.format(code="DE") + keys, encoding="utf-8")


def _intricate(folder: Path) -> None:
    path = folder.parent / "criteria/2020-2023.yaml"
    conditions = [f"{{theme: {{{name}: {level}}}}}" for name in THEMES for level in ("specific", "broad")]
    conditions += [f"{{dimension: {{{name}: {level}}}}}" for name in DIMENSIONS for level in ("specific", "broad")]
    conditions += [f"{{characteristic: {{{name}: positive}}}}" for name in CHARACTERISTICS]
    asked = f"categories:\n  - {{id: I, requires: [{{id: x, any: [{', '.join(conditions)}]}}]}}\n  - id: II"
    path.write_text(laid_over(path.read_text(encoding="utf-8"), asked), encoding="utf-8")


SCENES: Mapping[str, Callable[[Path], None]] = {
    "large": _large,
    "many_findings": _many_findings,
    "dangling_link": lambda folder: (folder / "XX.yaml").symlink_to(folder / "elsewhere.yaml"),
    "circular_link": lambda folder: (folder / "XX.yaml").symlink_to(folder / "XX.yaml"),
    "folder": lambda folder: (folder / "XX.yaml").mkdir(),
    "intricate": _intricate,
    "pipe": lambda folder: os.mkfifo(folder / "XX.yaml"),
}
"""What is put into countries/ for an example that no text can show."""


def blocks(text: str) -> dict[str, str]:
    """A file in pieces, each under the key at the top that it begins with; what cannot be cut is one piece."""
    parts = re.split(r"(?m)^(?=[A-Za-z_])", text)
    return {re.split(r"[:\s]", part, maxsplit=1)[0]: part.rstrip("\n") + "\n" for part in parts if part.strip()}


def laid_over(base: str, piece: str) -> str:
    """A file with a piece in the place of what stood under the same keys at the top."""
    return "".join((blocks(base) | blocks(piece)).values())


def codes(*commands: tuple[str, ...]) -> set[str]:
    """The codes of everything that commands find in the current folder."""
    found: set[str] = set()
    for command in commands:
        answer = hhmonitor(*command, *AS_OF)
        found |= set(re.findall(r"HH\d{3}", answer.out + answer.err))
    return found


GATES = (("validate", "--format", "json"), ("check", "--format", "json"))


def commands_for(content: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The commands that may come upon a finding."""
    if content.get("in") == "import" or "imports" in content:
        return (("indicators", "import", "figures.csv", "--dry-run"),)
    if content["code"].startswith("HH5"):
        return (("criteria", "verify", "--format", "json"),)
    if content["code"].startswith("HH6"):
        return (*GATES, ("indicators", "list"))
    return GATES


def put(project: Path, content: Mapping[str, Any], example: str | dict[str, str | None], *, wrong: bool) -> set[str]:
    """Put an example into the project, and see what is found."""
    if isinstance(example, str) and example.startswith("$ "):
        _dollar, _program, *arguments = shlex.split(example)
        return codes(tuple(arguments))
    files = dict(content.get("also", {}))
    if content["code"].startswith("HH5"):
        files["countries/JP.yaml"] = "category: null"  # which no criteria can contradict
    if "imports" in content:
        files["figures.csv"] = content["imports"]
    if isinstance(example, dict):
        files |= example
    elif "scene" in content:
        if wrong:
            SCENES[content["scene"]](project / "countries")
    else:
        files[example_file(content)] = example
    for name, text in files.items():
        path = project / name
        if text is None:
            path.unlink()
            continue
        whole = text if name.endswith(".csv") or _is_text_level(content) else _whole(path, text)
        encoding = content.get("encoding", "utf-8") if wrong else "utf-8"
        # Latin-1 gives every byte, those too that Windows leaves without a character.
        path.write_bytes(whole.encode("latin-1" if encoding == "cp1252_with_holes" else encoding))
    return codes(*commands_for(content))


def _is_text_level(content: Mapping[str, Any]) -> bool:
    """Whether the examples are about the text of a file, and stand by themselves."""
    return bool(content["code"].startswith("HH1"))


def _whole(path: Path, piece: str) -> str:
    """The file at a path, or one for a country that has none yet, with a piece laid over it."""
    base = path.read_text(encoding="utf-8") if path.exists() else OPEN_COUNTRY.format(code=path.stem)
    return laid_over(base, piece)


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_is_found_and_the_right_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    content = {**content_of(code), "code": code}
    for wrong in (True, False):
        project = build(tmp_path / f"{wrong}")
        monkeypatch.chdir(project)
        found = put(project, content, content["wrong" if wrong else "right"], wrong=wrong)
        assert (code in found) is wrong, found
        if not wrong:
            assert not {one for one in found if one.startswith("HH1")}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_it_is_why_it_matters_and_how_to_mend_it(code: str, language: str) -> None:
    select(language)
    content = content_of(code)
    blocks = page(code).blocks
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert [one.level for one in headings] == [1, 2, 2, 2]
    assert plain(headings[0].content).startswith(f"{code} (")
    said = [plain(block.content) for block in blocks if isinstance(block, Paragraph)]
    for part in ("why", "mend"):
        assert plain(prose(content[part][language])) in said
        assert content[part]["en"] != content[part]["nl"]
        assert content[part][language].endswith((".", "`."))
    for before, after in pairwise(headings[1:]):
        between = blocks[blocks.index(before) + 1 : blocks.index(after)]
        assert between, f"nothing under {plain(before.content)}"


def test_no_page_is_of_a_code_that_is_not_there() -> None:
    for path in FOLDER.glob("*.yaml"):
        reading = read_file(path, path.name)
        assert reading.findings == ()
        assert reading.document is not None
        assert set(reading.document.data) <= set(CODES)
        assert list(reading.document.data) == sorted(reading.document.data)


@pytest.mark.parametrize(("text", "expected"), [("HH201", True), ("hh201", True), ("HH2010", False), ("JP", False)])
def test_codes_are_told_from_markets(text: str, expected: bool) -> None:
    assert is_code(text) is expected


def test_the_base_of_the_examples_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(build(tmp_path))
    assert codes(*GATES, ("indicators", "import", "countries/figures/indicators.csv", "--dry-run")) == set()
    assert laid_over(JAPAN, "") == JAPAN
