"""The kinds of value of a form: how each is shown in a cell, and what of a cell is understood as what.

What people write is taken where it can mean one thing alone, in either language; whatever can be read in two ways is
told and never chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from hhmonitor.findings import enumerated, nearest
from hhmonitor.language import LANGUAGES, _, mark, selected, speaking
from hhmonitor.language.dates import date_text
from hhmonitor.language.typed_dates import TWO_WAYS, date_parts, iso_date
from hhmonitor.language.words_in_files import meanings
from hhmonitor.model import first_day

Datum = str | int | float | tuple[str, ...] | None
"""What one cell stands for in a file; none where the file says nothing there."""

LONGEST = 32_000
"""Characters of a text that are shown: a cell holds hardly more. A longer text cannot be changed in a form."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a cell: a text, a number or a day; ``percent`` where it is shown as a percentage."""

    value: str | int | float | bool | date
    percent: bool = False
    formula: bool = False

    @property
    def text(self) -> str:
        """What stands there, as a text on which nothing hangs but the words."""
        if isinstance(self.value, datetime):
            return self.value.date().isoformat()
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return tidied(str(self.value))


class Misread(Exception):
    """What stands in a cell cannot be taken as what belongs there: the code and the details of a finding."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Kind(Protocol):
    """A kind of value."""

    def shown(self, value: Datum) -> str | float:
        """How a datum is shown in a cell; empty where there is none."""
        ...

    def read(self, content: Content) -> Datum:
        """What a cell that is not empty stands for. Raises Misread."""
        ...


def tidied(text: str) -> str:
    """A text without what programs add to it unseen: blanks around it, hard blanks, and other ends of lines."""
    lines = re.sub(r"\r\n?|_x000D_\n?", "\n", text).replace("\u00a0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def same(kind: Kind, one: Datum, other: Datum) -> bool:
    """Whether two data show alike: a year is one, written as a number or as a text."""
    return kind.shown(one) == kind.shown(other)


# Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words: those of the files by the ones that are shown, and by all that they are understood from."""

    words: Mapping[str, str]
    understood: Mapping[str, str] = field(repr=False)

    def shown(self, value: Datum) -> str:
        return "" if value is None else self.words.get(str(value), str(value))

    def read(self, content: Content) -> str:
        text = content.text
        found = self.understood.get(text.casefold())
        meant = found or next((word for word in meanings(text) if word in self.words), None)
        if meant is None:
            near = self.understood.get((nearest(text, self.understood) or "").casefold())
            suggestion = {"suggestion": self.words[near]} if near else {}
            raise Misread("HH203", value=text, expected=enumerated(self.words.values()), **suggestion)
        return meant


def choice(values: Iterable[str], word: Callable[[str], str]) -> Choice:
    """The words of the files, shown as ``word`` says them in the language in use, understood in either language."""
    known = tuple(values)
    understood: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            understood |= {word(value).casefold(): value for value in known}
    understood |= {value.casefold(): value for value in known}
    return Choice({value: word(value) for value in known}, understood)


@dataclass(frozen=True, slots=True)
class Tick:
    """Whether something of a list is meant: an x, or nothing."""

    name: str

    def shown(self, value: Datum) -> str:
        return "" if value is None else "x"

    def read(self, content: Content) -> str:
        if content.text.casefold() not in {"x", "v", "1", "✓", "✔", "true", "ja", "yes"}:
            raise Misread("HH203", value=content.text, expected="x")
        return self.name


class Words:
    """A text as it is typed."""

    def shown(self, value: Datum) -> str:
        text = "" if value is None else tidied(str(value))
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"

    def read(self, content: Content) -> str:
        return content.text


# Sources


@dataclass(frozen=True, slots=True)
class References:
    """Ids of sources, of which there may be several; ``titles`` are those of the market, by id."""

    titles: Mapping[str, str]
    several: bool = True

    def shown(self, value: Datum) -> str:
        return ", ".join(value) if isinstance(value, tuple) else str(value or "")

    def read(self, content: Content) -> Datum:
        ids = tuple(dict.fromkeys(self._ids(content.text)))
        if self.several:
            return ids
        if len(ids) > 1:
            raise Misread("HH204", value=content.text, sort=mark("one source"))
        return ids[0]

    def _ids(self, text: str) -> Iterable[str]:
        """The ids in a text: as they are, or as the list to choose from has them, with the title behind them."""
        by_entry = {entry(one, title): one for one, title in self.titles.items() if title}
        by_folded = {one.casefold(): one for one in self.titles}
        text = " ".join(text.split())
        while text := text.strip(" ,;"):
            chosen = max((one for one in by_entry if text.startswith(one)), key=len, default="")
            if chosen:
                yield by_entry[chosen]
                text = text[len(chosen) :]
                continue
            word, text = re.match(r"([^ ,;]+)(.*)", text).groups()  # type: ignore[union-attr]
            found = by_folded.get(word.casefold())
            if found is None:
                described = {one: title for one, title in self.titles.items() if title}
                near = nearest(word, described)
                details = {"suggestion": near} if near else {}
                raise Misread("HH316", source=word, known=enumerated(described), **details)
            yield found


def entry(name: str, title: str) -> str:
    """A source in the list to choose from."""
    return f"{name} – {' '.join(title.split())}"


# Numbers

_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")
_SIMPLE = re.compile(r"-?\d+(?:[.,]\d+)?")


class Amount:
    """A figure, with a comma or a point before its decimals."""

    def shown(self, value: Datum) -> str | float:
        return value if isinstance(value, int | float) else str(value or "")

    def read(self, content: Content) -> int | float:
        if isinstance(content.value, int | float) and not isinstance(content.value, bool):
            # Excel takes 9,5% for 0.095; in the files a percentage is the number in front of its sign.
            return _plain(round(content.value * 100, 10) if content.percent else content.value)
        text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", content.text).removesuffix("%").strip()
        if _AMBIGUOUS.fullmatch(text):
            digits, decimals = re.split("[.,]", text)
            readings = f"{digits}{decimals}", f"{digits}{',' if selected() == 'nl' else '.'}{decimals}"
            raise Misread("HH903", value=content.text, first=readings[0], second=readings[1])
        if _GROUPED.fullmatch(text):
            last = max(text.rfind("."), text.rfind(","))
            grouped = text[last] if text.count(text[last]) > 1 or not re.search("[.,]", text[:last]) else ""
            whole, decimals = (text, "") if grouped else (text[:last], text[last + 1 :])
            return _plain(float(re.sub("[.,]", "", whole) + (f".{decimals}" if decimals else "")))
        if _SIMPLE.fullmatch(text):
            return _plain(float(text.replace(",", ".")))
        raise Misread("HH204", value=content.text, sort=mark("a number"))


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


class Year:
    """A year, as a whole number."""

    def shown(self, value: Datum) -> str | float:
        return value if isinstance(value, int) else str(value or "")

    def read(self, content: Content) -> int:
        if not re.fullmatch(r"[12]\d{3}", content.text):
            raise Misread("HH204", value=content.text, sort=mark("a year of four digits"))
        return int(content.text)


# Days


class Day:
    """A day, a month or a year, as precisely as it is known, or ``unknown``."""

    def shown(self, value: Datum) -> str:
        if value is None:
            return ""
        try:
            first_day(str(value))
        except ValueError:
            return str(value)
        return date_text(str(value))

    def read(self, content: Content) -> str | int:
        text = content.text
        if isinstance(content.value, date):
            return content.text
        if text.casefold() in {"onbekend", "unknown"}:
            return "unknown"
        found = date_parts(text)
        if found is None:
            raise Misread("HH205", value=text)
        year, month, day = found
        if month is not None and day is not None and selected() == "en" and TWO_WAYS.fullmatch(text):
            # The month may come first here: where only that gives a day it does, and where both do it is asked.
            if day > 12 or day == month:
                pass
            elif month > 12:
                month, day = day, month
            else:
                first, second = date_text(iso_date(year, month, day)), date_text(iso_date(year, day, month))
                raise Misread("HH903", value=text, first=first, second=second)
        written = iso_date(year, month, day)
        try:
            first_day(written)
        except ValueError:
            raise Misread("HH205", value=text) from None
        return int(year) if month is None else written


def help_on_days() -> str:
    """How a date is written, in a sentence."""
    return _("A year, a month or a day: 2024, March 2024 or 1 March 2024; or unknown.")
