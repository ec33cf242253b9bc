"""What is supposed of a market's lists holds for that market, and every input says what it rests on."""

from __future__ import annotations

import pytest

from hhmonitor.inputs import Gatherer
from tests.support import AS_OF, country, gather, region, shipped_criteria


def test_a_membership_supposed_of_a_member_is_the_member_s_and_not_its_region_s() -> None:
    gatherer = Gatherer(shipped_criteria(), {}, AS_OF, {"AA": {"top_9": "in"}})
    member, other = (gatherer.country(country(code), "R") for code in ("AA", "BB"))
    together = gatherer.region(region("R", ["AA", "BB"]), [member, other])
    assert member.priority_lists["top_9"].value == "in"
    assert other.priority_lists["top_9"].value == together.priority_lists["top_9"].value != "in"


def test_a_membership_supposed_of_a_region_is_not_that_of_its_members() -> None:
    gatherer = Gatherer(shipped_criteria(), {}, AS_OF, {"R": {"top_9": "in"}})
    member = gatherer.country(country("AA"), "R")
    assert member.priority_lists["top_9"].value != "in"
    assert gatherer.region(region("R", ["AA"]), [member]).priority_lists["top_9"].value == "in"


@pytest.mark.parametrize(
    ("stated", "basis"), [("yes", "judgement"), ("no", "judgement"), ("unknown", "unknown"), (None, "unknown")]
)
def test_an_attache_that_is_stated_is_a_judgement(stated: str | None, basis: str) -> None:
    attaches = {} if stated is None else {"attaches": {"health": stated, "sources": ["s1"]}}
    found = gather(country(**attaches)).attaches["health"]
    assert found.basis == basis
    assert found.value == (stated or "unknown")
