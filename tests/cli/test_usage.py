"""Help pages and mistakes in usage are told in both languages, though the library beneath has English only."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from hhmonitor.cli.app import run
from hhmonitor.cli.typer_internals import UsageError
from hhmonitor.cli.usage import mistake_as_text
from hhmonitor.language import select
from tests.cli.conftest import Command
from tests.cli.every_command import EVERY, usage_of
from tests.program import Program

MISTAKES = [
    (["classify", "--nope"], "there is no option --nope", "de optie --nope bestaat niet"),
    (
        ["classify", "--membrs"],
        "there is no option --membrs; did you mean --members?",
        "de optie --membrs bestaat niet; bedoelt u --members?",
    ),
    (["clasify"], "there is no command clasify; did you mean classify?", "de opdracht clasify bestaat niet"),
    (["explain"], "MARKET|CODE is missing", "MARKT|CODE ontbreekt"),
    (["explain", "JP", "and", "more"], "this is more than is asked for: and more", "hier wordt niet om gevraagd"),
    (["classify", "--format"], "a value is missing after --format", "na --format ontbreekt een waarde"),
    (["classify", "--members=yes"], "--members takes no value", "bij --members hoort geen waarde"),
    (["--lang"], "a value is missing after --lang", "na --lang ontbreekt een waarde"),
    (
        ["criteria", "shw"],
        "there is no command shw; did you mean show?",
        "de opdracht shw bestaat niet; bedoelt u show?",
    ),
    (["criteria", "calibrate", "--reach", "x"], "--reach: “x” is no whole number", "--reach: “x” is geen geheel getal"),
    (
        ["criteria", "calibrate", "--reach", "4"],
        "--reach: 4 is too much; it may be at most 3",
        "--reach: 4 is te veel; het mag hoogstens 3 zijn",
    ),
    (["indicators", "fetch", "--timeout", "x"], "--timeout: “x” is no number", "--timeout: “x” is geen getal"),
    (
        ["indicators", "fetch", "--timeout", "nan"],
        "--timeout: nan is too little; it must be at least 0.1",
        "--timeout: nan is te weinig; het moet minstens 0.1 zijn",
    ),
]


@pytest.mark.parametrize(("arguments", "english", "dutch"), MISTAKES)
def test_a_mistake_is_told_in_the_language_in_use(
    arguments: list[str], english: str, dutch: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, expected in (("en", english), ("nl", dutch)):
        select(language)
        assert run(arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert f"hhmonitor: {expected}" in said.err


def test_a_mistake_is_told_whatever_words_the_library_has_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    select("en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UsageError, "format_message", lambda _error: "something else altogether")
        for arguments, english, _dutch in MISTAKES:
            assert run(arguments) == 2
            assert f"hhmonitor: {english}" in capsys.readouterr().err


@pytest.mark.parametrize("command", EVERY)
def test_no_command_leaves_a_mistake_to_the_words_of_the_library(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(UsageError, "format_message", lambda _error: "something else altogether")
    for mistake in (["--nope"], ["--lang"], ["much", "more", "than", "is", "asked", "for"]):
        run([*command.split(), *mistake])
        assert "something else altogether" not in capsys.readouterr().err


@pytest.mark.parametrize("command", EVERY)
def test_a_line_of_usage_has_brackets_around_what_may_be_left_out_and_no_other_marks(command: str) -> None:
    what = r"[\w|=/-]+"
    assert re.fullmatch(
        rf"\[OPTIONS\](?: {what}| \[{what}\])*(?:\.\.\.)?(?: COMMAND \[ARGS\]\.\.\.)?", usage_of(command)
    )


def test_a_mistake_says_where_help_is_to_be_found(capsys: pytest.CaptureFixture[str]) -> None:
    select("en")
    for arguments, _english, _dutch in MISTAKES:
        run(arguments)
        assert "--help” shows what there is to choose from." in capsys.readouterr().err


def test_a_mistake_of_a_sort_that_is_not_known_is_said_as_the_library_says_it() -> None:
    assert mistake_as_text(UsageError("something new")) == "hhmonitor: something new\n"


class Page(Protocol):
    """The help page of a command, in a language, on a terminal so many columns wide."""

    def __call__(self, language: str, *arguments: str, columns: int = 100) -> str: ...


@pytest.fixture
def page(program: Program) -> Page:
    def shown(language: str, *arguments: str, columns: int = 100) -> str:
        spoken = {"LC_ALL": "nl_NL.UTF-8" if language == "nl" else "C.UTF-8", "COLUMNS": str(columns)}
        asked = [] if "--help" in arguments else ["--help"]
        ended = program(*arguments, *asked, environment=os.environ | spoken)
        assert ended.status == 0, ended.err
        return ended.out

    return shown


def test_the_help_page_of_a_command_is_all_in_one_language(page: Page) -> None:
    english, dutch = page("en", "classify"), page("nl", "classify")
    for word in ("Usage:", "[OPTIONS]", "Arguments:", "Options:", "Show this message and exit.", "FILE"):
        assert word in english
        assert word not in dutch
    for word in ("Gebruik:", "[OPTIES]", "Argumenten:", "Opties:", "Toon deze uitleg en stop."):
        assert word in dutch
    assert "[default: 1" in page("en", "criteria", "calibrate")
    assert "[standaard: 1" in page("nl", "criteria", "calibrate")
    assert "Opdrachten:" in page("nl")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help", "--lang", "nl"),
        ("--lang", "nl", "--help"),
        ("--lang=nl", "--help"),
        ("--lang", "nl", "gaps", "--help"),
    ],
)
def test_help_comes_in_the_language_asked_for_wherever_it_is_asked(page: Page, arguments: tuple[str, ...]) -> None:
    text = page("en", *arguments)
    assert "Gebruik:" in text
    assert "Options:" not in text


@pytest.mark.parametrize("group", ["criteria", "indicators", "review"])
def test_a_group_of_commands_can_be_asked_for_help_in_either_language(page: Page, group: str) -> None:
    assert "Gebruik:" in page("en", group, "--lang", "nl")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_list_of_commands_describes_each_in_full(page: Page, language: str) -> None:
    text = page(language, columns=80)
    assert "..." not in text.partition("[")[2].partition("\n")[2]
    assert max(map(len, text.splitlines())) <= 80


TEXTS = """
import json, sys
import typer
from hhmonitor.language import select
select(sys.argv[1])
from hhmonitor.cli.app import application
from hhmonitor.cli.usage import Context, in_our_words, in_words

def texts(command, name, found):
    context = Context(command, info_name=name)
    found[name] = command.help
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            found[f"{name} {parameter.name}"] = in_words(*record)
    for part in getattr(command, "commands", {}).values():
        texts(part, f"{name} {part.name}", found)
    return found

print(json.dumps(texts(in_our_words(typer.main.get_command(application())), "hhmonitor", {})))
"""
SAME_IN_BOTH = frozenset({"CODE", "INDICATOR", "URL"})
"""Words that are rightly the same in Dutch and English."""


def test_everything_on_every_help_page_is_told_in_both_languages() -> None:
    english, dutch = (
        json.loads(
            subprocess.run(
                [sys.executable, "-c", TEXTS, language], capture_output=True, encoding="utf-8", check=True
            ).stdout
        )
        for language in ("en", "nl")
    )
    assert english.keys() == dutch.keys()
    for name, text in english.items():
        assert text, f"{name} has no text"
        if isinstance(text, str):
            assert dutch[name] != text or text in SAME_IN_BOTH, f"{name}: {text}"
            continue
        (written, meaning), (geschreven, betekenis) = text, dutch[name]
        assert meaning, f"{name} {written} is not described"
        assert betekenis != meaning or meaning in SAME_IN_BOTH, f"{name}: {meaning}"
        stand_ins = [
            word for word in re.findall(r"\b[A-Z]{3,}\b", written) if word in geschreven and word not in SAME_IN_BOTH
        ]
        assert not stand_ins, f"{name}: {stand_ins} is English in Dutch"


@pytest.mark.parametrize(("columns", "least", "most"), [(80, 70, 80), (120, 90, 100)])
def test_a_help_page_fits_its_terminal_and_stays_readable(
    hhmonitor: Command, monkeypatch: pytest.MonkeyPatch, columns: int, least: int, most: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    widest = max(map(len, hhmonitor("validate", "--help").out.splitlines()))
    assert least < widest <= most
