"""How the inputs of a region follow from those of its members (``docs/semantics.md``, *Regions*).

Every function takes the members' sets of possible values and returns the region's set, exactly, least favourable
value first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from hhmonitor.model.scales import CHARACTERISTIC, INTEREST, TREND, Scale

Sets = Sequence[Collection[str]]


def aggregate(group: str, rule: str, sets: Sets, scale: Scale) -> tuple[str, ...]:
    """The region's possible values of one input of ``group`` under the rule ``majority`` or ``any``."""
    if rule == "any":
        return any_member(sets, scale)
    if group == "trend":
        return most_members(sets)
    if scale is CHARACTERISTIC:
        return majority_positive(sets)
    return level_of_half(sets, scale)


def any_member(sets: Sets, scale: Scale) -> tuple[str, ...]:
    """``any``: the best value that a member has, as the set of possible maxima."""
    floor = max(min(scale.rank(value) for value in values) for values in sets)
    return scale.ordered({value for value in chain.from_iterable(sets) if scale.rank(value) >= floor})


def majority_positive(sets: Sets) -> tuple[str, ...]:
    """``majority`` of a characteristic: positive where at least half of the members are, else negative."""
    surely = sum(set(values) == {"positive"} for values in sets)
    at_most = sum("positive" in values for values in sets)
    possible = {"positive"} if 2 * at_most >= len(sets) else set()
    if 2 * surely < len(sets):
        possible.add("negative")
    return CHARACTERISTIC.ordered(possible)


def level_of_half(sets: Sets, scale: Scale = INTEREST) -> tuple[str, ...]:
    """``majority`` of a level: the highest level that at least half of the members reach."""

    def highest(ranks: Iterable[int]) -> int:
        return sorted(ranks, reverse=True)[(len(sets) - 1) // 2]

    ranked = [[scale.rank(value) for value in values] for values in sets]
    lowest_case, best_case = highest(map(min, ranked)), highest(map(max, ranked))
    present = {lowest_case, best_case} | {rank for ranks in ranked for rank in ranks}
    return tuple(scale.values[rank] for rank in sorted(present) if lowest_case <= rank <= best_case)


def most_members(sets: Sets) -> tuple[str, ...]:
    """``majority`` of the trend: the value that most members have, a tie being stable."""
    tallies = {frozenset[tuple[str, int]]()}
    for values in sets:
        tallies = {
            frozenset((Counter(dict(tally)) + Counter([value])).items()) for tally in tallies for value in values
        }
    outcomes = {_winner(dict(tally)) for tally in tallies}
    # Stable is the least favourable trend; declining counts as stable.
    return tuple(value for value in ("stable", "declining", "emerging") if value in outcomes)


def _winner(tally: dict[str, int]) -> str:
    most = max(tally.values())
    leaders = [value for value in TREND.values if tally.get(value) == most]
    return leaders[0] if len(leaders) == 1 else "stable"
