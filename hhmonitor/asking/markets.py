"""Markets and categories as people name them; what means none is refused with the nearest that would do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hhmonitor.asking.refusal import UnknownMarket, refuse, suggesting
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification


def market_code(classification: Classification, name: str) -> str:
    """The code of the market that a code or a name in either language means. Raises UnknownMarket."""
    (code,) = codes_named(classification, [name])
    return code


def codes_named(classification: Classification, names: Iterable[str]) -> list[str]:
    """The codes of the markets that codes or names mean, each once. Raises UnknownMarket with all that mean none."""
    from hhmonitor.answers.names import market_named

    found = {name: market_named(classification.project, name) for name in names}
    unknown = [_no_market(classification, name) for name, code in found.items() if code is None]
    if unknown:
        raise UnknownMarket(*unknown)
    return list(dict.fromkeys(code for code in found.values() if code is not None))


def _no_market(classification: Classification, name: str) -> str:
    from hhmonitor.answers.names import market_names
    from hhmonitor.findings import nearest

    message = _("there is no market “{name}”").format(name=name)
    recoded = classification.project.recoded.get(name.upper())
    if recoded is not None:
        return message + _("; it has the code {code} now").format(code=recoded)
    return suggesting(message, nearest(name, market_names(classification.project)))


def market_codes(classification: Classification, names: Sequence[str] | None, *, members: bool = False) -> list[str]:
    """The codes of the markets named, each once, or of the whole list; with ``members`` those of regions too."""
    codes = codes_named(classification, names) if names else classification.listed()
    return list(dict.fromkeys(classification.with_members(codes) if members else codes))


def check_category(classification: Classification, given: str) -> None:
    """Raise Refused where the criteria have no such category; one with variants may be named as a whole."""
    known = classification.criteria.category_names
    check_word(given, tuple(known), _("there is no category “{given}”; there are: {known}"))


def check_word(given: str, known: Sequence[str], complaint: str) -> None:
    """Raise Refused where a word is not among those that are known."""
    if given in known:
        return
    from hhmonitor.findings import nearest

    refuse(suggesting(complaint.format(given=given, known=", ".join(known)), nearest(given, known)))
