"""On a stream that lacks signs each has a stand-in, and those of one answer stay apart: known is never unknown."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from hhmonitor.answers import efforts, ledger, listing, marks
from hhmonitor.answers.blocks import Mark
from hhmonitor.forms import Page, form
from hhmonitor.language.characters import STAND_INS, writable
from tests.cli.conftest import Command
from tests.forms.asking import answer_to, questions

ENCODINGS = ("ascii", "latin-1", "cp1252", "cp437", "cp850")

TOGETHER = {
    "the list": [*marks._SIGNS.values(), marks.UNKNOWN, marks.SURELY_INTERESTED],
    "requirements": marks.OUTCOME_MARKS.values(),
    "effort": [*set(efforts._SIGNS.values()), "·"],
    "what moved": {sign for sign, _tone, _word in ledger._DIRECTIONS.values()},
    "behind a category": ["◆", "◆!", *listing.TARGET_MARKS.values()],
}
"""Signs that stand in one table, and are told by one legend."""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("where", TOGETHER)
def test_signs_that_stand_together_stay_apart(where: str, encoding: str) -> None:
    signs = list(TOGETHER[where])
    assert len({writable(sign, encoding) for sign in signs}) == len(signs)


def signs_in(value: object) -> Iterator[str]:
    """The sign of every mark in a block, a cell, a sentence."""
    if isinstance(value, Mark):
        yield value.sign
    elif isinstance(value, list | tuple):
        for one in value:
            yield from signs_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from signs_in(getattr(value, field.name))


@pytest.mark.slow
@pytest.mark.parametrize("question", questions(), ids=" ".join)
def test_no_answer_has_two_marks_that_look_alike(question: tuple[str, ...]) -> None:
    answer = answer_to(question, "nl")
    signs = set(signs_in(answer.blocks))
    told = form("terminal").render(answer, Page())
    assert isinstance(told, str)
    for encoding in ENCODINGS:
        assert len({writable(sign, encoding) for sign in signs}) == len(signs), encoding
        shown = form("terminal").render(answer, Page(encoding=encoding))
        assert isinstance(shown, str)
        shown.encode(encoding)
        assert shown.count("?") == told.count("?"), encoding


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", ["json", "csv", "markdown", "html"])
def test_what_is_for_programs_is_utf_8_on_every_stream(
    hhmonitor: Command, small: object, monkeypatch: pytest.MonkeyPatch, encoding: str, name: str
) -> None:
    command = ("classify", "--root", str(small), "--as-of", "2020-12-31", "--format", name, "--lang", "nl")
    assert _on_a_stream_of(encoding, hhmonitor, command, monkeypatch) == hhmonitor(*command).out.encode()


@pytest.mark.parametrize("name", ["junit", "sarif", "github", "json"])
def test_findings_for_programs_are_utf_8_on_every_stream(
    hhmonitor: Command, small: object, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    command = ("check", "--root", str(small), "--as-of", "2020-12-31", "--format", name, "--lang", "nl")
    assert _on_a_stream_of("cp1252", hhmonitor, command, monkeypatch) == hhmonitor(*command).out.encode()


def _on_a_stream_of(encoding: str, run: Command, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> bytes:
    raw = io.BytesIO()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, errors=STAND_INS))
        run(*command)
        sys.stdout.flush()
        return raw.getvalue()
