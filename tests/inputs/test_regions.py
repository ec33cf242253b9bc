"""A region's inputs against every way in which its members' unknowns can fall."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hhmonitor.inputs.regions import aggregate
from hhmonitor.model.scales import CHARACTERISTIC, INTEREST, PRESENCE, SECTOR_INTEREST, TREND, Scale

SCALES = {
    "health_system": CHARACTERISTIC,
    "dimensions": INTEREST,
    "sector_interest": SECTOR_INTEREST,
    "trend": TREND,
    "attaches": PRESENCE,
}


def plainly(group: str, rule: str, values: tuple[str, ...], scale: Scale) -> str:
    """The region's value for known values of its members, as the specification says it."""
    if rule == "any":
        return max(values, key=scale.rank)
    if group == "health_system":
        return "positive" if 2 * values.count("positive") >= len(values) else "negative"
    if group == "trend":
        (first, most), *others = Counter(values).most_common()
        return "stable" if any(number == most for _value, number in others) else first
    reached = [value for value in scale.values if 2 * sum(v in scale.at_least(value) for v in values) >= len(values)]
    return reached[-1]


@pytest.mark.parametrize("group", SCALES)
@pytest.mark.parametrize("rule", ["majority", "any"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_rule_equals_enumeration(group: str, rule: str, data: st.DataObject) -> None:
    scale = SCALES[group]
    some = st.sets(st.sampled_from(scale.values), min_size=1)
    sets = [scale.ordered(values) for values in data.draw(st.lists(some, min_size=1, max_size=5))]
    expected = {plainly(group, rule, values, scale) for values in product(*sets)}
    assert set(aggregate(group, rule, sets, scale)) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (["positive", "negative"], ("positive",)),
        (["positive", "mixed", "negative"], ("negative",)),
        (["positive", "positive", "mixed"], ("positive",)),
        (["mixed"], ("negative",)),
    ],
)
def test_half_of_the_members_is_a_majority(members: list[str], expected: tuple[str, ...]) -> None:
    assert aggregate("health_system", "majority", [(value,) for value in members], CHARACTERISTIC) == expected


def test_members_that_are_open_leave_the_region_open_only_where_they_could_tip_it() -> None:
    unknown = CHARACTERISTIC.open
    known = ("positive",)
    assert aggregate("health_system", "majority", [known, unknown], CHARACTERISTIC) == ("positive",)
    assert aggregate("health_system", "majority", [known, unknown, unknown], CHARACTERISTIC) == ("negative", "positive")


def test_a_tie_of_trends_is_stable() -> None:
    assert aggregate("trend", "majority", [("emerging",), ("declining",)], TREND) == ("stable",)
