"""What all models share: they are strict, closed and frozen; dates are text; texts may be bilingual."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Strict, Tag, model_validator
from pydantic_core import PydanticCustomError

T = TypeVar("T")
Items = Annotated[tuple[T, ...], Strict(False)]
"""A list in the file, a tuple in the model."""


class Model(BaseModel):
    """Base of every model: no unknown keys, no conversions, no changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, populate_by_name=True)


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def first_day(text: str) -> date | None:
    """The first day that a date of any precision can mean, or none for ``unknown``.

    ``2020`` gives 1 January 2020, ``2020-07`` gives 1 July 2020. Raises ValueError for what is no date.
    """
    return _day(text, last=False)


def last_day(text: str) -> date | None:
    """The last day that a date of any precision can mean, or none for ``unknown``. Raises ValueError as above."""
    return _day(text, last=True)


@lru_cache(maxsize=10_000)  # the files of a project give the same days again and again
def _day(text: str, *, last: bool) -> date | None:
    if text == "unknown":
        return None
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))


def _check_date(value: Any) -> Any:
    """Dates are text; a bare year comes out of YAML as a number and is taken as the text it was."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise PydanticCustomError("date", "a date is expected")
    try:
        first_day(value)
    except ValueError:
        raise PydanticCustomError("date", "a date is expected") from None
    return value


DATE_PATTERN = r"^(unknown|\d{4}(-\d{2}(-\d{2})?)?)$"

Date = Annotated[str, BeforeValidator(_check_date), Field(pattern=DATE_PATTERN)]
"""``2019``, ``2019-06``, ``2019-06-14`` or ``unknown``: a day that exists, or a month or year."""


class Bilingual(Model):
    """One text in both languages, or in one of them that is named."""

    en: str | None = None
    nl: str | None = None

    @model_validator(mode="after")
    def _said(self) -> Bilingual:
        if self.en is None and self.nl is None:
            raise PydanticCustomError("text_in_no_language", "a text in a language is expected")
        return self

    @property
    def said(self) -> dict[str, str]:
        """The text in each language in which it is there."""
        return {name: text for name, text in (("en", self.en), ("nl", self.nl)) if text is not None}

    def language(self, wanted: str) -> str:
        """The language in which it is told to who wants this one: that, or the only one that there is."""
        return wanted if getattr(self, wanted, None) is not None else "en" if self.en is not None else "nl"


def _shape_of_text(value: Any) -> str:
    return "<bilingual>" if isinstance(value, dict | Bilingual) else "<plain>"


Text = Annotated[
    Annotated[str, Tag("<plain>")] | Annotated[Bilingual, Tag("<bilingual>")],
    Discriminator(_shape_of_text),
]
"""A text that people read: one plain string, or ``{en: ..., nl: ...}``, of which one may be left out."""


def in_language(text: str | Bilingual | None, language: str, otherwise: str = "") -> str:
    """``text`` in ``language`` (``nl`` or ``en``), or in the only one that it has; a plain text is the same in both."""
    if text is None:
        return otherwise
    if isinstance(text, str):
        return text
    return (text.nl if text.language(language) == "nl" else text.en) or otherwise


def named_language(text: str | Bilingual | None, language: str) -> str | Bilingual | None:
    """A plain text with its ``language`` named, where that is not English; any other as it is."""
    return Bilingual(nl=text) if isinstance(text, str) and language == "nl" else text


IDENTIFIER_PATTERN = r"^[a-z][a-z0-9_]*$"

Identifier = Annotated[str, Field(pattern=IDENTIFIER_PATTERN)]
"""A name that criteria give to a characteristic, theme, list and the like."""
