"""The settings of a project: what holds where a command is not told otherwise, and what is put up with for a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from hhmonitor.findings import market_of
from hhmonitor.model.base import Items, Model, last_day

KNOWN_DAY_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def _year_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _day_that_exists(text: str) -> str:
    try:
        last_day(text)
    except ValueError:
        raise PydanticCustomError("date", "a date is expected") from None
    return text


KnownDay = Annotated[
    str, BeforeValidator(_year_as_text), Field(pattern=KNOWN_DAY_PATTERN), AfterValidator(_day_that_exists)
]
"""``2026``, ``2026-12`` or ``2026-12-31``: a day that exists, or a month or year."""


class Ignore(Model):
    """Findings of one code that are put up with, for a reason and until a day, that day included.

    ``where`` names the markets, by their codes, and the files that it holds for; everywhere where it names none.
    """

    code: str
    where: Items[str] = ()
    reason: str
    until: KnownDay

    @cached_property
    def last_day(self) -> date:
        """The last day on which they are put up with."""
        day = last_day(self.until)
        assert day is not None  # a day that is not known is refused
        return day

    def holds_for(self, code: str, file: str, place: str | None = None) -> bool:
        """Whether a finding of a code in a file is one of these; with a ``place``, whether it is one for that place."""
        places = self.where if place is None else (place,)
        return code == self.code and (not places or file in places or market_of(file) in places)


class Settings(Model):
    """All settings; ``severity`` gives codes another severity than they have by themselves."""

    criteria: str | None = None
    language: Literal["nl", "en"] | None = None
    severity: Mapping[str, Literal["error", "warning", "note"]] = {}
    ignore: Items[Ignore] = ()
