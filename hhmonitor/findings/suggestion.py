"""The nearest valid word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of ``known`` nearest to ``word``, case aside, or none when nothing comes near."""
    import difflib  # only where something is wrong

    by_folded = {candidate.casefold(): candidate for candidate in known}
    matches = difflib.get_close_matches(word[:100].casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None
