"""The order in which the keys of a market's file stand, as ``docs/format.md`` shows them (*A country*)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hhmonitor.findings import DataPath

_TOP: Final = (
    "code", "name", "members", "language", "formerly", "category", "reference_date", "decision", "failed_reviews",
    "health_system", "dimensions", "attaches", "themes", "sector_interest", "trend", "activities", "effort", "relation",
    "ambition", "contact", "programme", "indicators", "special_target", "sources",
)  # fmt: skip

_STATEMENT: Final = ("value", "level", "confidence", "rationale", "sources")
_LANGUAGES: Final = ("en", "nl")

_INSIDE: Final = {
    "decision": ("category", "reason", "reason_by", "reason_date", "decided_by", "date", "review_by"),
    "health_system": _STATEMENT,
    "dimensions": _STATEMENT,
    "themes": _STATEMENT,
    "sector_interest": _STATEMENT,
    "trend": _STATEMENT,
    "activities": ("date", "kind", "title", "themes", "dimensions", "source", "note"),
    "effort": ("status", "note", "source"),
    "programme": ("phase", "since", "note"),
    "indicators": ("source", "values"),
    "special_target": ("from", "until", "decided_by", "goals", "plan"),
    "sources": ("title", "publisher", "url", "date", "note"),
}
"""The keys of what stands under a key at the top, directly or under a name or a position of its own."""

_NAMED: Final = ("health_system", "dimensions", "themes", "activities", "effort", "indicators", "sources")
"""Keys at the top that hold things by name or in a row."""


def key_before(path: DataPath, present: Sequence[str]) -> str | None:
    """The key, of those present beside it, behind which the key at the end of ``path`` comes; none where it is first.

    A key that has no place of its own comes last.
    """
    order = {key: number for number, key in enumerate(_order(path))}
    # Attachés have names of their own, and their sources close the row.
    others = -1 if path[0] == "attaches" else len(order)
    own = order.get(str(path[-1]), others)
    ranks = [(order.get(key, others), number) for number, key in enumerate(present)]
    before = [(rank, number) for rank, number in ranks if rank <= own]
    return present[max(before)[1]] if before else None


def _order(path: DataPath) -> tuple[str, ...]:
    if len(path) == 1:
        return _TOP
    top, depth = path[0], len(path)
    if top == "attaches" and depth == 2:
        return ("sources",)
    if depth == (3 if top in _NAMED else 2) and top in _INSIDE:
        return _INSIDE[str(top)]
    return _LANGUAGES if path[-1] in _LANGUAGES else ()
