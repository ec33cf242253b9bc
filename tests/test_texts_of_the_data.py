"""What the shipped files say stands in both languages, with sources that can be followed and that fit the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from hhmonitor.model import first_day
from tests.support import REPOSITORY

COUNTRIES = REPOSITORY / "countries"
FILES = sorted(COUNTRIES.rglob("*.yaml"))
TEXTS = {"rationale", "note", "relation", "reason", "comment", "description", "reading", "text"}
DATED = [*sorted(COUNTRIES.glob("*.yaml")), *sorted((COUNTRIES / "regions").glob("*.yaml"))]


def data(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


def walked(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value with its path, from the outside in."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walked(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from walked(inner, (*path, place))


def of_a_source(file: Path, path: tuple[str | int, ...]) -> bool:
    return path[:1] == ("sources",) or file.name == "sources.yaml"


def texts(file: Path) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """What people read: all but the titles of sources, which are in the language of the source."""
    for path, value in walked(data(file)):
        if path and (path[-1] in TEXTS or (path[-1] in {"title", "name"} and not of_a_source(file, path))):
            yield path, value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_people_read_stands_in_both_languages(file: Path) -> None:
    wrong = [
        path
        for path, text in texts(file)
        if not isinstance(text, dict) or set(text) != {"en", "nl"} or not all(part.strip() for part in text.values())
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_grounds_are_the_same_in_both(file: Path) -> None:
    wrong = [path for path, text in texts(file) if path[-1] not in {"name", "title"} and text["en"] == text["nl"]]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_address_can_be_followed(file: Path) -> None:
    addresses = [value for path, value in walked(data(file)) if path and path[-1] == "url"]
    assert [one for one in addresses if urlsplit(one).scheme not in {"http", "https"} or not urlsplit(one).netloc] == []


@pytest.mark.parametrize("file", DATED, ids=lambda file: file.stem)
def test_a_source_of_after_the_reference_date_says_why_it_counts(file: Path) -> None:
    market = data(file)
    last = first_day(market["reference_date"])
    assert last is not None
    for name, source in market.get("sources", {}).items():
        day = first_day(source.get("date", "unknown"))
        assert day is None or day <= last or source.get("note"), name


@pytest.mark.parametrize("file", sorted(COUNTRIES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_country_says_how_its_relation_stands(file: Path) -> None:
    assert "relation" in data(file)
