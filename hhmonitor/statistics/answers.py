"""What the services of publishers answer, in JSON: the World Bank's API v2 and WHO's OData."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TextIO

from hhmonitor.findings import Finding
from hhmonitor.statistics.json_stream import JsonStream, Malformed, TooLong
from hhmonitor.statistics.limits import LONGEST_ROW
from hhmonitor.statistics.observation import Observation, Publication, PublisherId, Wanted, issue_day
from hhmonitor.statistics.tables import part_of_population
from hhmonitor.statistics.unreadable import Unreadable

Opener = Callable[[], TextIO]
"""Opens the text of a file anew, from its beginning."""

WORLD_BANK_ANSWER = "World Bank, API v2, JSON"
WHO_ANSWER = "WHO, Global Health Observatory, OData JSON"

_WORLD_BANK_PAGE = ("page", "pages")
_WORLD_BANK_FIGURE = ("indicator", "country", "date", "value")
_WHO_FIGURE = ("IndicatorCode", "SpatialDim", "TimeDim", "NumericValue")
_NAMES = {"world_bank": "World Bank", "who": "WHO"}
_JSON = re.compile(r"\s*(\[\s*[\[{\]\"]|\{\s*[}\"])")


class Answer(NamedTuple):
    """A form in which a service answers: whose it is, what it is called, and what reads it."""

    publisher: PublisherId
    form: str
    read: Callable[[Opener, Publication, Wanted], Iterator[Observation]]


class OtherForm(Exception):
    """JSON that is no answer with figures; one of ``publisher`` would have the keys ``lacks``."""

    def __init__(self, publisher: str, lacks: str) -> None:
        super().__init__(lacks)
        self.publisher = publisher
        self.lacks = lacks


def answer_in(head: str, *, cut: bool) -> Answer | None:
    """The form of an answer that begins with ``head``, which is ``cut`` from more; none where that is no JSON.

    Raises OtherForm where it is JSON of another kind.
    """
    if not _JSON.match(head):
        return None
    stream = JsonStream(io.StringIO(head))
    try:
        if head.lstrip()[0] == "[":
            _look_at_world_bank(stream)
            return WORLD_BANK
        _look_at_who(stream)
        return WHO
    except Malformed:
        answer = WORLD_BANK if head.lstrip()[0] == "[" else WHO
        if cut:  # an answer with figures comes to its first figure much sooner
            raise _no_figures(answer) from None
        return answer  # damaged, which is told with its line where it is read


def _look_at_world_bank(stream: JsonStream) -> None:
    """Raise OtherForm where this is no page of the World Bank's, by what it says of itself and by its first figure."""
    stream.skip("[")
    page = stream.value() if stream.peek() == "{" else None
    if isinstance(page, Mapping) and "message" in page:
        return
    _needs(WORLD_BANK, page, _WORLD_BANK_PAGE)
    if stream.peek() == "[":
        _needs_of_first(WORLD_BANK, stream, _WORLD_BANK_FIGURE)


def _look_at_who(stream: JsonStream) -> None:
    """Raise OtherForm where this is no page of WHO's, by its keys and by its first figure."""
    for key in stream.fields():
        if key == "error":
            return
        if key == "value" and stream.peek() == "[":
            _needs_of_first(WHO, stream, _WHO_FIGURE)
            return
        stream.value()
    raise _no_figures(WHO)


def _needs_of_first(answer: Answer, stream: JsonStream, keys: tuple[str, ...]) -> None:
    for record in stream.items():
        _needs(answer, record, keys)
        return


def _needs(answer: Answer, record: object, keys: tuple[str, ...]) -> None:
    lacks = [key for key in keys if not isinstance(record, Mapping) or key not in record]
    if lacks:
        raise OtherForm(_NAMES[answer.publisher], ", ".join(lacks))


def _no_figures(answer: Answer) -> OtherForm:
    keys = _WORLD_BANK_PAGE if answer is WORLD_BANK else (f"value: [{', '.join(_WHO_FIGURE)}]",)
    return OtherForm(_NAMES[answer.publisher], ", ".join(keys))


def read_world_bank(open_text: Opener, publication: Publication, wanted: Wanted) -> Iterator[Observation]:
    """The figures of an answer of the World Bank: ``[what page this is, the figures]``."""
    with open_text() as text:
        stream = JsonStream(text)
        try:
            stream.skip("[")
            _world_bank_page(stream.value(), publication)
            if stream.peek() == "[":
                for record in stream.items():
                    yield from _world_bank_figure(record, stream.line, publication, wanted)
            elif stream.value() is not None:  # null where there are no figures
                raise Malformed
            stream.skip("]")
            stream.end()
        except TooLong:
            details = {"limit": str(LONGEST_ROW)}
            raise Unreadable(Finding("HH631", publication.at(stream.line), details)) from None
        except (Malformed, AttributeError, KeyError, TypeError, ValueError):
            raise Unreadable(Finding("HH612", publication.at(stream.line))) from None


def _world_bank_page(page: Mapping[str, Any], publication: Publication) -> None:
    if "message" in page:
        said = "; ".join(str(one.get("value") or one.get("key")) for one in page["message"])
        raise Unreadable(Finding("HH617", publication.at(1), {"message": said}))
    publication.page, publication.pages = int(page.get("page") or 1), int(page.get("pages") or 1)
    publication.vintage = issue_day(str(page.get("lastupdated") or "")) or publication.vintage


def _world_bank_figure(
    record: Mapping[str, Any], line: int, publication: Publication, wanted: Wanted
) -> Iterator[Observation]:
    indicator, country = record["indicator"], record["country"]
    if indicator["id"] not in wanted:
        publication.pass_over(indicator["id"], indicator["value"])
        return
    value = record["value"]
    yield Observation(
        indicator["id"],
        indicator["value"],
        # Some aggregates have no code of three letters, only one of their own in place of the two.
        record.get("countryiso3code") or country["id"],
        country["value"],
        str(record["date"]),
        "" if value is None else str(value),
        line,
    )


def read_who(open_text: Opener, publication: Publication, wanted: Wanted) -> Iterator[Observation]:
    """The figures of an answer of WHO: an object whose ``value`` holds them."""
    with open_text() as text:
        stream = JsonStream(text)
        found = False
        try:
            for key in stream.fields():
                if key == "value":
                    found = True
                    for record in stream.items():
                        yield from _who_figure(record, stream.line, publication, wanted)
                elif key == "@odata.nextLink":
                    publication.following = str(stream.value() or "")
                    publication.pages = publication.page + bool(publication.following)
                elif key == "error":
                    said = str(stream.value().get("message"))
                    raise Unreadable(Finding("HH617", publication.at(stream.line), {"message": said}))
                else:
                    stream.value()
            stream.end()
            if not found:
                raise Malformed
        except TooLong:
            details = {"limit": str(LONGEST_ROW)}
            raise Unreadable(Finding("HH631", publication.at(stream.line), details)) from None
        except (Malformed, AttributeError, KeyError, TypeError, ValueError):
            raise Unreadable(Finding("HH612", publication.at(stream.line))) from None


def _who_figure(
    record: Mapping[str, Any], line: int, publication: Publication, wanted: Wanted
) -> Iterator[Observation]:
    code = record["IndicatorCode"]
    if code not in wanted:
        publication.pass_over(code, "")
        return
    value, kind = record.get("NumericValue"), str(record.get("SpatialDimType") or "")
    yield Observation(
        code,
        "",
        str(record.get("SpatialDim") or ""),
        "",
        str(record.get("TimeDim") or ""),
        "" if value is None else str(value),
        line,
        {"": "", "COUNTRY": "country"}.get(kind.upper(), "aggregate"),
        part_of_population(str(record.get(part) or "") for part in ("Dim1", "Dim2", "Dim3")),
        issue_day(str(record.get("Date") or "")),
    )


WORLD_BANK = Answer("world_bank", WORLD_BANK_ANSWER, read_world_bank)
WHO = Answer("who", WHO_ANSWER, read_who)
