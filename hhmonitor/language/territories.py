"""Names of the countries of ISO 3166-1 in English and Dutch, and the country that a name means.

The names are those of the Unicode CLDR, frozen in ``territories.json`` by
:mod:`tools.freeze_territories` and read when first asked for.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FROZEN = Path(__file__).with_name("territories.json")
"""The frozen table: alpha-2 code to alpha-3 code, English name and Dutch name."""

ALIASES: Mapping[str, str] = {
    # Names that people type and CLDR does not give, in either language; accents, case and punctuation do not count.
    "Bosnia": "BA",
    "Bosnië": "BA",
    "Brunei Darussalam": "BN",
    "Wit-Rusland": "BY",
    "DR Congo": "CD",
    "Democratic Republic of the Congo": "CD",
    "Democratische Republiek Congo": "CD",
    "Republic of the Congo": "CG",
    "Ivory Coast": "CI",
    "PRC": "CN",
    "People's Republic of China": "CN",
    "Volksrepubliek China": "CN",
    "Cabo Verde": "CV",
    "Kaapverdische Eilanden": "CV",
    "Czech Republic": "CZ",
    "Tsjechische Republiek": "CZ",
    "Bondsrepubliek Duitsland": "DE",
    "Great Britain": "GB",
    "Groot-Brittannië": "GB",
    "UK": "GB",
    "VK": "GB",
    "Hong Kong": "HK",
    "Islamic Republic of Iran": "IR",
    "Korea": "KR",
    "Republic of Korea": "KR",
    "Republiek Korea": "KR",
    "DPRK": "KP",
    "Lao PDR": "LA",
    "Macao": "MO",
    "Macau": "MO",
    "Burma": "MM",
    "Birma": "MM",
    "Myanmar": "MM",
    "Macedonia": "MK",
    "Macedonië": "MK",
    "Holland": "NL",
    "The Netherlands": "NL",
    "Palestine": "PS",
    "Palestina": "PS",
    "Russian Federation": "RU",
    "Russische Federatie": "RU",
    "Saudi": "SA",
    "Saudi-Arabië": "SA",
    "Swaziland": "SZ",
    "Syrian Arab Republic": "SY",
    "East Timor": "TL",
    "Turkey": "TR",
    "Formosa": "TW",
    "Emirates": "AE",
    "Emiraten": "AE",
    "UAE": "AE",
    "VAE": "AE",
    "America": "US",
    "Amerika": "US",
    "United States of America": "US",
    "Verenigde Staten van Amerika": "US",
    "USA": "US",
    "VS": "US",
    "Vatican": "VA",
    "Vaticaan": "VA",
    "Holy See": "VA",
    "Viet Nam": "VN",
}

PARTS: Mapping[str, str] = {
    # Parts of a country that people take for one; never meant without asking.
    "England": "GB",
    "Engeland": "GB",
    "Scotland": "GB",
    "Schotland": "GB",
    "Wales": "GB",
    "Northern Ireland": "GB",
    "Noord-Ierland": "GB",
    "Flanders": "BE",
    "Vlaanderen": "BE",
    "Wallonia": "BE",
    "Wallonië": "BE",
    "Bavaria": "DE",
    "Beieren": "DE",
    "Catalonia": "ES",
    "Catalonië": "ES",
    "California": "US",
    "Californië": "US",
    "Quebec": "CA",
    "Tibet": "CN",
    "Bali": "ID",
    "Dubai": "AE",
    "Abu Dhabi": "AE",
}


class _Territory(NamedTuple):
    alpha_3: str
    en: str
    nl: str


@cache
def _table() -> dict[str, _Territory]:
    rows: dict[str, list[str]] = json.loads(FROZEN.read_bytes())
    return {code: _Territory(*row) for code, row in rows.items()}


def territory_codes() -> frozenset[str]:
    """The 249 official alpha-2 codes."""
    return frozenset(_table())


def territory_name(code: str, language: str) -> str | None:
    """The name of the country with this alpha-2 code, in Dutch for ``nl`` and else in English; none if unknown."""
    territory = _table().get(code)
    if territory is None:
        return None
    return territory.nl if language == "nl" else territory.en


@cache
def other_names(code: str) -> tuple[str, ...]:
    """What people also call the country with this alpha-2 code, in either language, and parts of it that they name."""
    return tuple(name for names in (ALIASES, PARTS) for name, meant in names.items() if meant == code)


def alpha_3(code: str) -> str | None:
    """The three-letter code, by which many publishers of figures name the country with this alpha-2 code."""
    territory = _table().get(code)
    return territory.alpha_3 if territory else None


def alpha_2(code: str) -> str | None:
    """The two-letter code of the country with this three-letter code, the other way round of :func:`alpha_3`."""
    return _by_alpha_3().get(code)


@cache
def _by_alpha_3() -> dict[str, str]:
    return {territory.alpha_3: code for code, territory in _table().items()}


def find_territory(name: str) -> str | None:
    """The alpha-2 code of the country that goes by this name, in either language or as an alias; none if unknown.

    Case, accents, spaces and punctuation do not count: "zuid korea" finds Zuid-Korea. Codes are not names; only those
    that people say, such as UK and VS, are aliases.
    """
    return codes_by_name().get(folded(name))


@cache
def codes_by_name() -> Mapping[str, str]:
    """The alpha-2 code by each name of a country, in either language or as an alias, as :func:`folded` writes it."""
    names = {folded(name): code for name, code in ALIASES.items()}
    for code, territory in _table().items():
        names[folded(territory.en)] = names[folded(territory.nl)] = code
    return names


def folded(name: str) -> str:
    """A name as it is compared: small letters and digits only, and "&" as the word it stands for."""
    decomposed = unicodedata.normalize("NFKD", name.replace("&", "and").casefold())
    return "".join(character for character in decomposed if character.isalnum())
