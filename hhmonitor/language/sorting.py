"""Names in the order of a dictionary, Dutch or English: accents and capitals decide only between names else equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from hhmonitor.language.characters import LETTERS

T = TypeVar("T")
SortKey = tuple[str, str]

_LETTERS = str.maketrans({**LETTERS, "’": "'"})


def sort_key(name: str) -> SortKey:
    """What to sort a name by: “Zuid-Afrika” before “Zweden”, “Oeganda” and “Oekraïne” before “Oman”.

    Words go before letters, so that “Verenigd Koninkrijk” comes before “Verenigde Staten”. Both languages sort alike:
    the Dutch ij is an i and a j, as the Unicode CLDR has it.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(character for character in decomposed if not unicodedata.combining(character)), name


def alphabetical(things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """``things`` in the order of their names."""
    return sorted(things, key=lambda one: sort_key(name(one)))
