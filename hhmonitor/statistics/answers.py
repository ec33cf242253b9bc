"""What the services of publishers answer, in JSON: the World Bank's API v2 and WHO's OData."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hhmonitor.findings import Finding
from hhmonitor.statistics.json_stream import JsonStream, Malformed
from hhmonitor.statistics.observation import Observation, Publication, Unreadable, Wanted
from hhmonitor.statistics.tables import Opener, part_of_population

WORLD_BANK_ANSWER = "World Bank, API v2, JSON"
WHO_ANSWER = "WHO, Global Health Observatory, OData JSON"


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
        except (Malformed, AttributeError, KeyError, TypeError, ValueError):
            raise Unreadable(Finding("HH612", publication.at(stream.line))) from None


def _world_bank_page(page: Mapping[str, Any], publication: Publication) -> None:
    if "message" in page:
        said = "; ".join(str(one.get("value") or one.get("key")) for one in page["message"])
        raise Unreadable(Finding("HH617", publication.at(1), {"message": said}))
    publication.page, publication.pages = int(page.get("page") or 1), int(page.get("pages") or 1)
    publication.vintage = str(page.get("lastupdated") or "")


def _world_bank_figure(
    record: Mapping[str, Any], line: int, publication: Publication, wanted: Wanted
) -> Iterator[Observation]:
    indicator, country = record["indicator"], record["country"]
    if indicator["id"] not in wanted:
        publication.other_series.setdefault(indicator["id"], indicator["value"])
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
        except (Malformed, AttributeError, KeyError, TypeError):
            raise Unreadable(Finding("HH612", publication.at(stream.line))) from None


def _who_figure(
    record: Mapping[str, Any], line: int, publication: Publication, wanted: Wanted
) -> Iterator[Observation]:
    code = record["IndicatorCode"]
    if code not in wanted:
        publication.other_series.setdefault(code, "")
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
        str(record.get("Date") or "")[:10],
    )
