"""What the shell offers when a word is half typed: markets, criteria, revisions, codes, and the words of options."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hhmonitor.model import Criteria

VARIABLE = "_HHMONITOR_COMPLETE"
"""The variable by which a shell asks for words instead of running a command."""

Words = Callable[[Path], Iterator[tuple[str, str]]]
"""The words that there are in a project folder, each with what it stands for."""


def offer_words(command: Any) -> None:
    """Give every parameter of a command, and of those below it, the words that the shell may offer for it."""
    for below in getattr(command, "commands", {}).values():
        offer_words(below)
    for parameter in command.params:
        words = _words_for(parameter)
        if words is not None:
            parameter.shell_complete = _completer(words)


def _words_for(parameter: Any) -> Words | None:
    metavar = str(parameter.metavar or "").strip("[].")
    if metavar in _BY_METAVAR:
        return _BY_METAVAR[metavar]
    words = metavar.split("|")
    if len(words) > 1 and not any(word.isupper() for word in words):
        return lambda _root: ((word, "") for word in words)
    return _BY_NAME.get(parameter.name)


def _completer(words: Words) -> Callable[[Any, str], list[Any]]:
    def complete(context: Any, incomplete: str) -> list[Any]:
        from hhmonitor.cli.typer_internals import CompletionItem

        root = _root(context.params.get("root"))
        typed = incomplete.casefold()
        return [
            CompletionItem(word, help=meaning or None)
            for word, meaning in dict.fromkeys(words(root))
            if word.casefold().startswith(typed) or (typed and meaning.casefold().startswith(typed))
        ]

    return complete


def _root(option: Path | None) -> Path:
    from hhmonitor.project.failure import ProjectFailure
    from hhmonitor.project.root import embedded_root, find_root

    try:
        return find_root(option, os.environ, Path.cwd()).path
    except ProjectFailure:
        return embedded_root()


def _markets(root: Path) -> Iterator[tuple[str, str]]:
    """The codes of the markets, by the names of their files: nothing is read, for the shell is waiting."""
    from hhmonitor.language import selected
    from hhmonitor.language.territories import territory_name

    for folder in ("countries", "countries/regions"):
        for path in sorted((root / folder).glob("*.yaml")):
            yield path.stem, territory_name(path.stem, selected()) or ""


def _markets_and_codes(root: Path) -> Iterator[tuple[str, str]]:
    yield from _markets(root)
    # Without their titles: a letter is to find markets by their names, and not a dozen codes as well.
    yield from ((code, "") for code, _title in _codes(root))


def _criteria(root: Path) -> Iterator[tuple[str, str]]:
    yield from ((path.stem, "") for path in sorted((root / "criteria").glob("*.yaml")))


def _countries(_root: Path) -> Iterator[tuple[str, str]]:
    from hhmonitor.language import selected
    from hhmonitor.language.territories import territory_codes, territory_name

    yield from ((code, territory_name(code, selected()) or "") for code in sorted(territory_codes()))


def _revisions(root: Path) -> Iterator[tuple[str, str]]:
    from hhmonitor.project.revision import revisions

    yield from ((name, "") for name in revisions(root))


def _reviews(root: Path) -> Iterator[tuple[str, str]]:
    """The reviews that were closed, by the names of their files."""
    from hhmonitor.project.kinds import REVIEWS
    from hhmonitor.project.reviews import OPEN

    names = (path.stem for path in sorted((root / REVIEWS).glob("*.yaml")))
    yield from ((name, "") for name in names if name != OPEN)


def _earlier_states(root: Path) -> Iterator[tuple[str, str]]:
    yield from _reviews(root)
    yield from _revisions(root)


def _categories(root: Path) -> Iterator[tuple[str, str]]:
    yield from ((name, "") for criteria in _criteria_sets(root) for name in criteria.category_names)


def _indicators(root: Path) -> Iterator[tuple[str, str]]:
    yield from ((name, "") for criteria in _criteria_sets(root) for name in criteria.indicators)


def _criteria_sets(root: Path) -> Iterator[Criteria]:
    """The criteria that can be read: their words stand nowhere else."""
    from hhmonitor.project.loading import read_criteria

    for path in sorted((root / "criteria").glob("*.yaml")):
        criteria, _findings = read_criteria(path)
        if criteria is not None:
            yield criteria


def _kinds_of_cause(_root: Path) -> Iterator[tuple[str, str]]:
    from hhmonitor.questions.change import KINDS

    yield from ((kind, "") for kind in KINDS)


def _topics(_root: Path) -> Iterator[tuple[str, str]]:
    from hhmonitor.answers.guides import topics

    yield from ((topic, "") for topic in topics())


def _codes(_root: Path) -> Iterator[tuple[str, str]]:
    from hhmonitor.checks import CODES

    yield from ((code, declared.title.said) for code, declared in CODES.items())


_BY_METAVAR: dict[str, Words] = {
    "MARKET": _markets,
    "MARKET|CODE": _markets_and_codes,
    "CATEGORY": _categories,
    "INDICATOR": _indicators,
    "KIND": _kinds_of_cause,
    "REF": _revisions,
    "REVIEW": _reviews,
    "REVIEW|REF|DIR|FILE": _earlier_states,  # where none fits, shells offer files
    "TOPIC": _topics,
}
"""The words of a parameter, by what stands for it in the help: capitals stand for something else than themselves."""

_BY_NAME: dict[str, Words] = {
    "accept": _codes,
    "base_criteria": _criteria,
    "country": _countries,
    "criteria": _criteria,
    "new": _criteria,
    "old": _criteria,
}
"""The words of a parameter whose stand-in says too little, by its name."""
