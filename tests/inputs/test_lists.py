"""Membership of nested priority lists, complete or not."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from hhmonitor.inputs.lists import memberships
from hhmonitor.model.criteria import PriorityList
from tests.support import country, gather

NAMES = ["short", "middle", "long"]


@st.composite
def nested(draw: st.DrawFn) -> dict[str, PriorityList]:
    """Three lists, each including the one before or none, with or without the market XX."""
    lists = {}
    for place, name in enumerate(NAMES):
        includes = draw(st.sampled_from([None, NAMES[place - 1]])) if place else None
        lists[name] = PriorityList(
            complete=draw(st.booleans()), includes=includes, members=("XX",) if draw(st.booleans()) else ("YY",)
        )
    return lists


@given(nested())
@settings(max_examples=300, deadline=None)
def test_memberships_are_the_consistent_worlds(lists: dict[str, PriorityList]) -> None:
    """A world puts the market in or out of each list so that what is named is in, what is complete and does not
    name it, even through a list that it includes, is out, and what is included is in as well."""

    def named(name: str) -> bool:
        one = lists[name]
        return "XX" in one.members or (one.includes is not None and named(one.includes))

    worlds = {
        world
        for world in product(("out", "in"), repeat=3)
        if all(
            (not named(name) or at[name] == "in")
            and (not one.complete or named(name) or at[name] == "out")
            and (one.includes is None or at[one.includes] == "out" or at[name] == "in")
            for at in [dict(zip(NAMES, world, strict=True))]
            for name, one in lists.items()
        )
    }
    found = memberships(lists, ["XX"])
    assert set(found) == worlds
    assert len(found) == len(worlds)
    assert found[0] == min(worlds, key=lambda world: world.count("in"))


NESTED = {
    "short": PriorityList(complete=False),
    "middle": PriorityList(complete=False, includes="short"),
    "long": PriorityList(complete=False, includes="middle"),
}


def test_who_is_said_to_be_in_or_out_is_so_of_the_lists_that_hang_on_it() -> None:
    # In the order short, middle, long. Off a list is off those that it includes, on it is on those that include it.
    assert memberships(NESTED, ["XX"], {"middle": "out"}) == (("out", "out", "out"), ("out", "out", "in"))
    assert memberships(NESTED, ["XX"], {"middle": "in"}) == (("out", "in", "in"), ("in", "in", "in"))
    named = {**NESTED, "short": PriorityList(complete=False, members=("XX",))}
    assert memberships(named, ["XX"]) == (("in", "in", "in"),)
    assert memberships(named, ["XX"], {"long": "out"}) == (("out", "out", "out"),)


def test_a_list_that_includes_one_that_is_not_there_includes_nobody_through_it() -> None:
    lists = {"long": PriorityList(complete=False, includes="gone")}
    assert memberships(lists, ["XX"]) == (("out",), ("in",))
    assert memberships(lists, ["XX"], {"long": "out"}) == (("out",),)


def test_a_country_is_on_a_list_that_names_its_region() -> None:
    alone, as_member = gather(country("ID")), gather(country("ID"), region="ASEAN-5")
    assert [entry.value for entry in alone.priority_lists.values()] == ["out", "unknown", "unknown"]
    assert [entry.value for entry in as_member.priority_lists.values()] == ["in", "in", "in"]


def test_lists_that_hang_together_share_a_block() -> None:
    blocks = [block for block in gather(country()).blocks if len(block.paths) > 1]
    assert [block.paths for block in blocks] == [
        ("priority_lists.top_9", "priority_lists.top_25", "priority_lists.top_50")
    ]
    assert blocks[0].alternatives == (("out", "out", "out"), ("out", "out", "in"), ("out", "in", "in"))
