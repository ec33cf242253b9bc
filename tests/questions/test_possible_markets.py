"""All possible markets, held against going through them one by one."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import pytest

from hhmonitor.engine import Ruleset
from hhmonitor.questions import possible_markets
from hhmonitor.questions.possible_markets import PossibleMarkets, TooManyKinds, blocks_of_all_inputs
from tests.questions.criteria_by_hand import category, criteria, dimensions, positive, ruleset, themes

I = category("I", positive(1), themes(2, "broad"), prefers=[{"priority_list": "top_9"}])  # noqa: E741
II = category(
    "II",
    {"any": [{"theme": {"biopharma": "specific"}}, {"not": {"priority_list": "top_25"}}]},
    dimensions(1),
    prefers=[{"sector_interest": "specific"}],
    variants=[{"id": "IIb", "when": {"trend": ["emerging"]}}, {"id": "IIa"}],
)


def one_by_one(rules: Ruleset) -> Counter[str]:
    """The categories of all possible markets, each looked at by itself."""
    found: Counter[str] = Counter()
    blocks = blocks_of_all_inputs([rules.criteria])
    for choice in product(*(block.alternatives for block in blocks)):
        completion = {
            path: value
            for block, values in zip(blocks, choice, strict=True)
            for path, value in zip(block.paths, values, strict=True)
        }
        found[rules.category(completion)] += 1
    return found


def small(*categories: dict[str, Any]) -> Ruleset:
    """Criteria with few inputs, so that all markets can be gone through."""
    return ruleset(*categories, themes={"biopharma": {}, "one_health": {}}, health_system={"size": {}})


def test_every_market_is_counted_in_its_category() -> None:
    rules = small(I, II)
    possible = PossibleMarkets(rules)
    gathered: Counter[str] = Counter()
    for kind in possible.kinds():
        gathered[rules.category_of(kind.mask)] += kind.count
    assert gathered == one_by_one(rules)
    assert possible.size == gathered.total()


def test_the_examples_of_a_kind_are_of_that_kind_and_the_first_is_never_better() -> None:
    rules = small(I, II)
    for kind in PossibleMarkets(rules).kinds():
        for example in (kind.lowest, kind.highest):
            state = sum(rules.encoding.contribution(path, value) for path, value in example.items())
            assert rules.encoding.mask(state) == kind.mask
        assert sum(tally.low for _, tally in kind.ways) <= kind.favour


def test_a_market_on_a_list_is_on_the_list_that_includes_it() -> None:
    lists = [block for block in blocks_of_all_inputs([criteria(I)]) if len(block.paths) == 2]
    assert set(lists[0].alternatives) == {("out", "out"), ("out", "in"), ("in", "in")}


def test_under_two_criteria_an_input_that_one_does_not_know_counts_for_the_other_alone() -> None:
    old = ruleset(category("I", themes(1)), themes={"biopharma": {}})
    new = ruleset(category("I", themes(1)), themes={"biopharma": {}, "one_health": {}})
    both = PossibleMarkets(old, new)
    by_answer: Counter[tuple[str, str]] = Counter()
    for kind in both.kinds():
        by_answer[old.category_of(kind.masks[0]), new.category_of(kind.masks[1])] += kind.count
    # Of the nine ways in which two themes can stand, six hold interest in biopharma, two in one health alone.
    assert {answer: both.share(count) * 9 for answer, count in by_answer.items()} == {
        ("I", "I"): 6,
        ("none", "I"): 2,
        ("none", "none"): 1,
    }


def test_figures_are_tried_in_each_of_the_cells_into_which_bounds_cut_them() -> None:
    rules = ruleset(category("I", {"indicator": "spending", "at_least": 10}), indicators={"spending": {"unit": "USD"}})
    possible = PossibleMarkets(rules)
    answers: Counter[str] = Counter()
    for kind in possible.kinds():
        answers[rules.category_of(kind.mask)] += kind.count
    assert possible.share(answers["I"]) * 2 == 1  # below the bound, and from it on


def test_criteria_with_too_many_separate_questions_are_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible_markets, "TOO_MANY", 10)
    with pytest.raises(TooManyKinds):
        PossibleMarkets(ruleset(I, II))
