"""The valid word that is meant by one that is not known, and the valid words as a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from hhmonitor.language.territories import PARTS, alpha_2, codes_by_name, folded
from hhmonitor.language.words_in_files import meanings

MAXIMUM_WORDS = 1000
"""Valid words that are looked at; there are never so many where people choose one, only where a file is hostile."""

_SHOWN = 40
_LONGEST = 100

_LIKENESS = 0.8
"""The share of letters in common, from 0 to 1, below which words have nothing to do with each other."""

_LIKENESS_OF_AKIN = 0.65
"""The same for words that begin with the same letter and hold no digit: another code is another thing."""

_SHORTEST = 4
"""Characters of a word below which it is too short for a misspelling to be told from another word."""

_AROUND = " \t\u00a0\u2018\u2019\u201a\u201c\u201d\u201e\"'"
"""Quotation marks and blanks, which stand around a word by mistake."""

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of ``known`` that ``word`` means or is nearest to, case aside, or none when nothing comes near.

    A Dutch word means the English one of the files, and ``3a`` the numeral ``IIIa``.
    """
    import difflib  # only where something is wrong

    by_folded = {candidate.casefold(): candidate for candidate in islice(known, MAXIMUM_WORDS)}
    for meant in (*meanings(word[:_LONGEST]), numeral(word)):
        if meant.casefold() in by_folded:
            return by_folded[meant.casefold()]
    folded = word[:_LONGEST].casefold()
    akin = [one for one in by_folded if one[:1] == folded[:1] and not any(map(str.isdigit, folded))]
    matches = difflib.get_close_matches(folded, list(by_folded), n=1, cutoff=_LIKENESS) or difflib.get_close_matches(
        folded, akin, n=1, cutoff=_LIKENESS_OF_AKIN
    )
    return by_folded[matches[0]] if matches else None


def certain(word: str, known: Iterable[str]) -> str | None:
    """The word of ``known`` that ``word`` means without a doubt, or none.

    The same but for case, quotation marks and blanks around it; a Dutch word for it; or a misspelling that is near to
    it, and near to no other.
    """
    import difflib  # only where something is wrong

    plain = bare(word[:_LONGEST])
    words = list(islice(known, MAXIMUM_WORDS))
    by_folded = {candidate.casefold(): candidate for candidate in words}
    meant = {
        by_folded[one] for one in (plain.casefold(), *meanings(plain), numeral(plain).casefold()) if one in by_folded
    }
    if meant or len(plain) < _SHORTEST:
        return meant.pop() if len(meant) == 1 else None
    near = difflib.get_close_matches(plain.casefold(), list(by_folded), n=2, cutoff=_LIKENESS)
    digits = any(map(str.isdigit, "".join((plain, *near))))  # another number is another thing
    return by_folded[near[0]] if len(near) == 1 and not digits else None


def bare(text: str) -> str:
    """A text without the quotation marks and the blanks around it."""
    return text.strip(_AROUND)


def nearest_territory(name: str) -> str | None:
    """The alpha-2 code of the country that was probably meant by what names none, or none when nothing comes near.

    A part of a country means the whole, a three-letter code the two-letter one; else the nearest name in either
    language counts. It is to be asked, and never to be taken.
    """
    part = {folded(one): code for one, code in PARTS.items()}.get(folded(name))
    near = part or alpha_2(name.strip().upper()) or nearest(folded(name), codes_by_name())
    return codes_by_name().get(near, near) if near else None


def suggested(word: str | None) -> dict[str, str]:
    """The detail of a finding that names what was probably meant; no detail where there is no such word."""
    return {"suggestion": word} if word else {}


def numeral(word: str) -> str:
    """A digit, with or without a letter behind it, as the Roman numeral that categories have: ``3a`` as ``IIIa``.

    Empty for any other word.
    """
    found = re.fullmatch(r"([1-9])([A-Za-z]?)", word)
    return _NUMERALS[int(found[1]) - 1] + found[2].lower() if found else ""


def enumerated(words: Iterable[str]) -> str:
    """Words in a row, those past the fortieth left out; a dash where there is none."""
    first = list(islice(words, _SHOWN + 1))
    return ", ".join(first[:_SHOWN]) + (", …" if len(first) > _SHOWN else "") or "–"
