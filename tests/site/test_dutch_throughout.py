"""The Dutch site and the Dutch fiches hold no English but names, and what is cited under its own title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.support import REPOSITORY

WITHOUT_END = ("br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "use", "wbr")
SPOKEN = ("alt", "aria-label", "content", "data-label", "placeholder", "title")
"""Attributes whose text people read, or hear."""

ENGLISH = """
    the and with which this these those have has from their its they whose there where what who why how than would
    could should been being into about between each every other less least such after before because while does
    did done shown given country countries evidence interest unknown undated year years healthcare market figures
    judgement judgements not but only decision review rules broad mixed stable emerging declining known according
    overdue nothing none
"""
"""Words that are frequent in English and do not exist in Dutch."""

NAME = re.compile(r"\b[A-Z][\w-]*(?:(?: (?:and|for|in|of|on|the|to|with|&))* [A-Z][\w-]*)+")
"""What is called by a name keeps it: “House of the Future”."""


class Read(HTMLParser):
    """The texts of a page that are said to be in its own language, without code, scripts and the sources."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._data = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        passed_over = (
            self._passed_over()
            or tag in ("code", "script", "style")
            or given.get("lang") == "en"
            or given.get("class") == "references"
            or "data-source" in given
        )
        if not passed_over:
            self.texts += [text for name in SPOKEN if (text := given.get(name))]
        self._data = given.get("type") == "application/json"
        if tag not in WITHOUT_END:
            self._open.append((tag, passed_over))

    def handle_endtag(self, tag: str) -> None:
        self._data = False
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._data:
            self.texts += sentences(json.loads(data))
        elif data.strip() and not self._passed_over():
            self.texts.append(" ".join(data.split()))

    def _passed_over(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def english_in(text: str) -> set[str]:
    words = re.findall(r"\b[A-Z]?[a-z]+\b", NAME.sub("", text))  # in capitals it is an abbreviation, or a code
    return set(ENGLISH.split()).intersection(word.lower() for word in words)


def sentences(data: Any) -> Iterator[str]:
    """The texts that a script shows later, in which there is more than one word."""
    if isinstance(data, str):
        if " " in data:  # what stands between braces is filled in
            yield re.sub(r"\{\w+\}", "", data)
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from sentences(value)


def english_on(folder: Path) -> list[tuple[str, str, set[str]]]:
    """Where there is English on the pages in this folder, and by which words that was seen."""
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 50
    return [
        (str(page.relative_to(folder)), text, words)
        for page in pages
        for text in Read(page.read_text(encoding="utf-8")).texts
        if (words := english_in(text))
    ]


A_FILE = re.compile(r"\S*(?:\.(?:yaml|toml)\b|\.csv:\d|\b(?:countries|criteria|reviews)/|\bHH\d{3}\b)\S*")


def files_named_on(folder: Path) -> list[tuple[str, str]]:
    """Where the pages in this folder show a file of the project, a place in it, or a code of a finding."""
    return [
        (str(page.relative_to(folder)), named)
        for page in sorted(folder.rglob("*.html"))
        for named in A_FILE.findall(
            re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", " ", page.read_text(encoding="utf-8"))
        )
    ]


def test_english_is_seen() -> None:
    page = (
        '<html lang="nl"><p title="the reason">De reden</p><p>and <b>which</b></p><p lang="en">the title</p>'
        '<p>In het House of the Future</p><code>the_code</code><script type="application/json">["from it"]</script>'
    )
    assert [text for text in Read(page).texts if english_in(text)] == ["the reason", "and", "which", "from it"]


NOW = ("--root", REPOSITORY, "--as-of", "2026-10-31", "--lang", "nl")


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["public", "working"])
def test_the_dutch_site_holds_no_english(hhmonitor: Command, tmp_path: Path, edition: str) -> None:
    answer = hhmonitor("report", "--edition", edition, "--output", tmp_path / "site", *NOW)
    assert answer.status == 0, answer.err
    assert english_on(tmp_path / "site" / "nl") == []
    if edition == "public":
        assert files_named_on(tmp_path / "site") == []


@pytest.mark.slow
def test_the_dutch_fiches_hold_no_english(hhmonitor: Command, tmp_path: Path) -> None:
    answer = hhmonitor("fiche", "--all", "--format", "html", "--output", tmp_path / "fiches", *NOW)
    assert answer.status == 0, answer.err
    assert english_on(tmp_path / "fiches") == []
