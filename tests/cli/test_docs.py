"""``docs``: the guides by name, in the language in use."""

from __future__ import annotations

from hhmonitor.answers.guides import GUIDES
from hhmonitor.language import LANGUAGES
from tests.cli.conftest import Command
from tests.support import REPOSITORY

DOCS = REPOSITORY / "docs"


def test_docs_lists_the_guides_with_what_they_are_about(hhmonitor: Command) -> None:
    for language in LANGUAGES:
        answer = hhmonitor("docs", "--lang", language)
        assert answer.status == 0
        for guide in GUIDES:
            assert getattr(guide, language) in answer.out


def test_docs_prints_a_guide_as_it_is(hhmonitor: Command) -> None:
    answer = hhmonitor("docs", "methode", "--lang", "nl")
    assert answer.out == (DOCS / "methode.md").read_text(encoding="utf-8")


def test_docs_without_such_a_guide_is_bad_usage(hhmonitor: Command) -> None:
    answer = hhmonitor("docs", "analist", "--lang", "en")
    assert answer.status == 0
    answer = hhmonitor("docs", "analysts", "--lang", "en")
    assert answer.status == 2
    assert "did you mean analyst?" in answer.err
