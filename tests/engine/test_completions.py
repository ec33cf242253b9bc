"""Counting the completions of a market, and what one block decides, against going through them one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hhmonitor.engine import NONE, Ruleset, completions
from hhmonitor.engine.completions import Completions
from hhmonitor.engine.diagram import MOST_LEVELS, Diagram
from hhmonitor.inputs import Block, MarketInputs
from hhmonitor.inputs.space import Intractable
from hhmonitor.model import Criteria
from tests.engine import naive
from tests.engine.strategies import markets

Choice = tuple[int, ...]
"""The number of an alternative for each block."""


def outcomes(criteria: Criteria, blocks: Sequence[Block]) -> Iterator[tuple[Choice, int]]:
    """Every completion with the place of its category in the order of the criteria."""
    order = [*criteria.outcomes, NONE]
    for choice in product(*(range(len(block.alternatives)) for block in blocks)):
        at = {
            path: value
            for block, number in zip(blocks, choice, strict=True)
            for path, value in zip(block.paths, block.alternatives[number], strict=True)
        }
        yield choice, order.index(naive.category(criteria, at))


@given(markets(), st.data())
@settings(max_examples=120, deadline=None)
def test_completions_are_counted_as_they_are_enumerated(
    market: tuple[Criteria, MarketInputs], data: st.DataObject
) -> None:
    criteria, inputs = market
    blocks = inputs.blocks
    assume(prod(len(block.alternatives) for block in blocks) <= 3000)
    weights = [data.draw(st.tuples(*[st.integers(1, 3)] * len(block.alternatives))) for block in blocks]
    counted = Completions(Ruleset(criteria), blocks, weights)
    every = list(outcomes(criteria, blocks))
    leaves = len(criteria.outcomes) + 1

    def weighed(chosen: Choice, *, beside: int | None = None) -> int:
        return prod(own[one] for place, (own, one) in enumerate(zip(weights, chosen, strict=True)) if place != beside)

    whole = [0] * leaves
    for choice, leaf in every:
        whole[leaf] += weighed(choice)
    assert counted.categories == tuple(whole)

    for number, block in enumerate(blocks):
        if len(block.alternatives) == 1:
            continue
        given_each = [[0] * leaves for _ in block.alternatives]
        beside: dict[Choice, list[int]] = {}
        for choice, leaf in every:
            given_each[choice[number]][leaf] += weighed(choice, beside=number)
            beside.setdefault((*choice[:number], *choice[number + 1 :]), []).append(leaf)
        # What makes no difference may be told with its own weight: the shares are the same.
        for found, expected in zip(counted.given(number), given_each, strict=True):
            assert sum(found)
            assert [one * sum(expected) for one in found] == [one * sum(found) for one in expected]
        pairs = list(combinations(range(len(block.alternatives)), 2))
        for some in (pairs, pairs[:1]):
            decided = {
                leaf
                for leaves_beside in beside.values()
                for one, other in some
                if leaves_beside[one] != leaves_beside[other]
                for leaf in (leaves_beside[one], leaves_beside[other])
            }
            assert counted.apart(number, some) == decided


def test_counts_beyond_the_highest_bound_are_one_answer() -> None:
    """At least one of three and at least two of three: none, one, and two or more are all there is to tell."""
    themes = {"a": {}, "b": {}, "c": {}}
    criteria = Criteria.model_validate(
        {
            "id": "counting",
            "title": "Counting",
            "health_system": {},
            "dimensions": {},
            "themes": themes,
            "categories": [
                {"id": "A", "requires": [{"id": "two", "count": "themes", "at_least": 2}]},
                {"id": "B", "requires": [{"id": "one", "count": "themes", "at_least": 1}]},
            ],
        }
    )
    ruleset = Ruleset(criteria)
    assert ruleset.space.widths == [3]
    for specific, expected in enumerate((NONE, "B", "A", "A")):
        levels = ["specific"] * specific + ["none"] * (3 - specific)
        at = {f"themes.{name}": level for name, level in zip(themes, levels, strict=True)}
        assert ruleset.category(at) == expected


def test_as_many_levels_as_there_may_be_are_asked() -> None:
    assert Diagram(2, [2] * MOST_LEVELS).depth == MOST_LEVELS
    with pytest.raises(Intractable):
        Diagram(2, [2] * (MOST_LEVELS + 1))


def test_what_decides_is_refused_where_it_is_too_much_to_go_through(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Criteria.model_validate(
        {
            "id": "one",
            "title": "One",
            "health_system": {},
            "dimensions": {},
            "themes": {"a": {}},
            "categories": [{"id": "A", "requires": [{"id": "has", "theme": {"a": "specific"}}]}],
        }
    )
    block = Block(("themes.a",), (("none",), ("specific",)))
    assert Completions(Ruleset(rules), [block]).apart(0, [(0, 1)]) == {0, 1}
    monkeypatch.setattr(completions, "MOST_PAIRS", -1)
    with pytest.raises(Intractable):
        Completions(Ruleset(rules), [block]).apart(0, [(0, 1)])
