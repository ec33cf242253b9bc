"""Which priority lists a market is on, and what an incomplete list leaves possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import product
from types import MappingProxyType

from hhmonitor.model.criteria import PriorityList


def memberships(
    lists: Mapping[str, PriorityList], names: Collection[str], given: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[str, ...], ...]:
    """Every consistent way in which a market can be in or out of the lists, in the order of ``lists``.

    ``names`` are the codes under which a list can name the market: its own, and its region's for a country. A market
    that a list includes through another is on it. Out of every open list comes first. ``given`` says of some lists
    whether the market is ``in``, ``out`` or ``unknown``, whatever the lists themselves say; where that contradicts
    itself there is no way.
    """
    settled = _settled(_as_given(lists, names, given), names)
    open_lists = [name for name in lists if name not in settled]
    return tuple(
        tuple("in" if assignment[name] else "out" for name in lists)
        for choice in product((False, True), repeat=len(open_lists))
        if _consistent(lists, assignment := {**settled, **dict(zip(open_lists, choice, strict=True))})
    )


def any_memberships(lists: Mapping[str, PriorityList]) -> tuple[tuple[str, ...], ...]:
    """Every consistent way in which any market could be in or out of the lists, whoever they name."""
    return memberships(lists, ("",), dict.fromkeys(lists, "unknown"))


def _as_given(
    lists: Mapping[str, PriorityList], names: Collection[str], given: Mapping[str, str]
) -> Mapping[str, PriorityList]:
    """The lists as they would be for this market: naming it where it is in, not naming it where it is not."""
    changed = dict(lists)
    for name, word in given.items():
        for one in (name, *_included(lists, name)) if word == "out" else (name,):
            others = tuple(member for member in changed[one].members if member not in names)
            members = (*others, *tuple(names)[:1]) if word == "in" else others
            changed[one] = changed[one].model_copy(update={"complete": word == "out", "members": members})
    return changed


def _settled(lists: Mapping[str, PriorityList], names: Collection[str]) -> dict[str, bool]:
    """The lists that the market is surely on (true) or surely not on (false)."""
    settled: dict[str, bool] = {}
    for name, one in lists.items():
        if not set(one.members).isdisjoint(names):
            settled |= dict.fromkeys((name, *_including(lists, name)), True)
    for name, one in lists.items():
        if one.complete and not settled.get(name):
            settled[name] = False  # and so is whoever it includes: no other way is consistent
    return settled


def _included(lists: Mapping[str, PriorityList], name: str) -> Iterator[str]:
    """The lists that this one includes, directly or through another."""
    inner = lists[name].includes
    if inner is not None and inner in lists:
        yield inner
        yield from _included(lists, inner)


def _including(lists: Mapping[str, PriorityList], name: str) -> Iterator[str]:
    """The lists that include this one, directly or through another."""
    for outer, one in lists.items():
        if one.includes == name:
            yield outer
            yield from _including(lists, outer)


def _consistent(lists: Mapping[str, PriorityList], assignment: Mapping[str, bool]) -> bool:
    """Whether every market of an included list is on the including one."""
    return all(
        assignment[name] or not assignment[one.includes]
        for name, one in lists.items()
        if one.includes is not None and one.includes in lists
    )
