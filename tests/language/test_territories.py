from __future__ import annotations

import json
from pathlib import Path

import pytest

from hhmonitor.language.territories import (
    ALIASES,
    FROZEN,
    alpha_3,
    find_territory,
    territory_codes,
    territory_name,
)
from tools import freeze_territories

COUNTRIES = Path(__file__).parents[2] / "countries"


def test_there_are_the_249_countries_of_the_standard() -> None:
    codes = territory_codes()
    assert len(codes) == 249
    assert {"NL", "TW", "PS", "AX", "BQ", "SS"} <= codes
    # Kosovo's code is the users' own; the Union, Ascension and the Soviet Union are reserved or withdrawn.
    assert codes.isdisjoint({"XK", "EU", "AC", "SU", "UK", "ZZ"})


def test_names_come_in_both_languages() -> None:
    assert territory_name("DE", "en") == "Germany"
    assert territory_name("DE", "nl") == "Duitsland"
    assert territory_name("TW", "nl") == "Taiwan"


def test_what_is_no_country_has_no_name_and_no_other_code() -> None:
    assert territory_name("XX", "nl") is None
    assert alpha_3("XX") is None


@pytest.mark.parametrize(
    ("code", "letters"),
    # Countries beside a withdrawn code that the standard's own replaced.
    [
        ("JP", "JPN"),
        ("DE", "DEU"),
        ("CD", "COD"),
        ("FR", "FRA"),
        ("MM", "MMR"),
        ("TL", "TLS"),
        ("YE", "YEM"),
        ("RU", "RUS"),
    ],
)
def test_the_three_letter_code_is_the_one_in_force(code: str, letters: str) -> None:
    assert alpha_3(code) == letters


def test_three_letter_codes_are_unique() -> None:
    assert len({alpha_3(code) for code in territory_codes()}) == len(territory_codes())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States", "US"),
        ("Verenigde Staten", "US"),
        ("VS", "US"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("Great Britain", "GB"),
        ("verenigd koninkrijk", "GB"),
        ("South Korea", "KR"),
        ("zuid korea", "KR"),
        ("Turkey", "TR"),
        ("TÜRKIYE", "TR"),
        ("Turkije", "TR"),
        ("Czech Republic", "CZ"),
        ("Rusland", "RU"),
        ("Oekraine", "UA"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Antigua and Barbuda", "AG"),
        (" Japan ", "JP"),
    ],
)
def test_a_country_is_found_by_the_names_people_type(name: str, code: str) -> None:
    assert find_territory(name) == code


@pytest.mark.parametrize("name", ["", "-", "Atlantis", "JP"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert find_territory(name) is None


def test_every_name_finds_its_own_country() -> None:
    for code in territory_codes():
        for language in ("en", "nl"):
            assert find_territory(territory_name(code, language) or "") == code


def test_aliases_are_of_countries_and_say_something_new() -> None:
    assert set(ALIASES.values()) <= territory_codes()
    for alias, code in ALIASES.items():
        assert find_territory(alias) == code
        assert alias not in {territory_name(code, "en"), territory_name(code, "nl")}


def test_the_frozen_table_is_that_of_the_library() -> None:
    """The codes are a standard and must agree. Names may be polished between releases of the CLDR, so that only
    those of the countries that the monitor knows are held against the library installed."""
    frozen = json.loads(FROZEN.read_bytes())
    fresh = dict(freeze_territories.rows())
    assert {code: row[0] for code, row in frozen.items()} == {code: row[0] for code, row in fresh.items()}
    listed = sorted(path.stem for path in COUNTRIES.glob("*.yaml"))
    assert listed
    assert {code: frozen[code] for code in listed} == {code: fresh[code] for code in listed}


def test_the_frozen_file_holds_one_country_a_line() -> None:
    lines = FROZEN.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines, key=lambda line: (line == "}", line != "{", line))
    assert len(lines) == 2 + len(territory_codes())
    assert freeze_territories.render().count("\n") == len(lines)
