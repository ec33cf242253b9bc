"""The nearest valid word to one that is not known, and the valid words as a row."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

MAXIMUM_WORDS = 1000
"""Valid words that are looked at; there are never so many where people choose one, only where a file is hostile."""

_SHOWN = 40


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of ``known`` nearest to ``word``, case aside, or none when nothing comes near."""
    import difflib  # only where something is wrong

    by_folded = {candidate.casefold(): candidate for candidate in islice(known, MAXIMUM_WORDS)}
    matches = difflib.get_close_matches(word[:100].casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def enumerated(words: Iterable[str]) -> str:
    """Words in a row, those past the fortieth left out; a dash where there is none."""
    first = list(islice(words, _SHOWN + 1))
    return ", ".join(first[:_SHOWN]) + (", …" if len(first) > _SHOWN else "") or "–"
