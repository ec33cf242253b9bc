"""What puts right what was found, where one answer alone is right: declared by whoever finds the fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.findings.spans import Span

Datum = str | int | float | bool | Mapping[str, Any] | Sequence[Any]
"""Plain data, as a file holds them."""


@dataclass(frozen=True, slots=True)
class Put:
    """Another value in the place of the datum that the finding is about."""

    value: Datum


@dataclass(frozen=True, slots=True)
class Retype:
    """Other text in the place of stretches of text: of that of the finding, where ``at`` names no others."""

    text: str
    at: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SaveAs:
    """The file saved in UTF-8, whose bytes are text in another encoding."""

    encoding: str


@dataclass(frozen=True, slots=True)
class Move:
    """The file under the name, with its folder, by which it is read."""

    file: str


Mend = Put | Retype | SaveAs | Move
