"""That something cannot be done, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from hhmonitor.findings import Finding


class Refused(Exception):
    """What was asked for cannot be done. As text it says why, in the language that was in use.

    ``messages`` are what is to be said of it, ``findings`` what is wrong in files, where that is why; their names start
    from ``folder``.
    """

    def __init__(self, *messages: str, findings: Sequence[Finding] = (), folder: Path = Path()) -> None:
        super().__init__("\n".join([*_told(findings), *messages]))
        self.messages = messages
        self.findings = tuple(findings)
        self.folder = folder

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownMarket(Refused, KeyError):
    """There is no such market; to Python it is a key that is not there."""


def refuse(*messages: str) -> NoReturn:
    """Refuse with a message, or with several. Raises Refused."""
    raise Refused(*messages)


def suggesting(message: str, suggestion: str | None) -> str:
    """A message, with the nearest word that would do where there is one."""
    from hhmonitor.language import _

    return message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else "")


def _told(findings: Sequence[Finding]) -> list[str]:
    """A line for each finding: where, how bad, under which code, and what."""
    if not findings:
        return []
    from hhmonitor.answers.findings import message, severity_word, usual_severity, where

    return [f"{where(one.place)}: {severity_word(usual_severity(one))} {one.code}: {message(one)}" for one in findings]
