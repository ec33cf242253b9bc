"""The language is that of who asks: for as long as it is asked for, and in that thread alone."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Paragraph
from hhmonitor.forms import Page, form
from hhmonitor.language import _, select, selected, speaking


def test_a_language_is_spoken_for_as_long_as_it_is_asked_for() -> None:
    with speaking("nl"):
        assert (selected(), _("unknown")) == ("nl", "onbekend")
        with speaking("en"):
            assert _("unknown") == "unknown"
        assert selected() == "nl"
    assert (selected(), _("unknown")) == ("en", "unknown")


def test_an_accident_does_not_leave_its_language_behind() -> None:
    with pytest.raises(KeyError), speaking("nl"):
        raise KeyError
    assert selected() == "en"


def test_threads_do_not_hear_each_other() -> None:
    both_have_chosen = Barrier(2)
    said = {}

    def speak(language: str) -> None:
        select(language)
        both_have_chosen.wait()
        said[language] = _("unknown")

    threads = [Thread(target=speak, args=[language]) for language in ("en", "nl")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {"en": "unknown", "nl": "onbekend"}


def test_an_answer_stays_in_the_language_in_which_it_was_asked() -> None:
    with speaking("nl"):
        answer = Answer("toy", _("unknown"), lambda: [Paragraph(_("unknown"))], data=lambda: {"said": _("unknown")})
    assert answer.data["said"] == "onbekend"
    assert str(form("markdown").render(answer, Page())).strip() == "onbekend"
    page = str(form("html").render(answer, Page()))
    assert '<html lang="nl">' in page
    assert "onbekend" in page
