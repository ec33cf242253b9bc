"""The engine against the plain reading of the specification, on criteria and markets by chance."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hhmonitor.engine import NONE, Assessment, Ruleset
from hhmonitor.inputs import Input, MarketInputs
from hhmonitor.model import Country, Criteria
from hhmonitor.model.scales import SCALES
from tests.engine import naive
from tests.engine.strategies import markets
from tests.support import country, country_data, gather, shipped_criteria

Market = tuple[Criteria, MarketInputs]


@given(markets(), st.data())
@settings(max_examples=400, deadline=None)
def test_any_market_under_any_criteria(market: Market, data: st.DataObject) -> None:
    """All that must hold of a market, of each that is drawn: drawing one costs more than looking at it."""
    criteria, inputs = market
    ruleset = Ruleset(criteria)
    assessment = ruleset.assess(inputs)
    every = list(naive.completions(inputs))
    the_engine_equals_enumeration(criteria, inputs, every, assessment)
    a_completion_gets_the_category_of_the_plain_reading(ruleset, every)
    possible_runs_from_best_to_worst_and_holds_the_rules_category(criteria, assessment)
    learning_an_unknown_never_leaves_the_possible_set(ruleset, inputs, assessment, data)


def the_engine_equals_enumeration(
    criteria: Criteria, inputs: MarketInputs, every: list[naive.Completion], assessment: Assessment
) -> None:
    assert set(assessment.possible) == {naive.category(criteria, at) for at in every}
    assert assessment.rule_category == naive.rule_category(criteria, set(assessment.possible))
    assert assessment.rule_category in assessment.possible
    assert assessment.candidate == naive.candidate(criteria, every, naive.worst_case(inputs, every))
    for result in assessment.requirements:
        assert result.outcome == naive.outcome(result.requirement, every), result.requirement
        assert [found.condition for found in result.found] == list(naive.smallest(result.requirement))
        for found in result.found:
            assert found.outcome == naive.outcome(found.condition, every)
            assert (found.surely, found.at_most, found.total) == naive.counted(found.condition, every)


def a_completion_gets_the_category_of_the_plain_reading(ruleset: Ruleset, every: list[naive.Completion]) -> None:
    for at in every[:200]:
        assert ruleset.category(at) == naive.category(ruleset.criteria, at)


def possible_runs_from_best_to_worst_and_holds_the_rules_category(criteria: Criteria, assessment: Assessment) -> None:
    order = [*criteria.outcomes, NONE]
    places = [order.index(category) for category in assessment.possible]
    assert places == sorted(places)
    assert assessment.rule_category in assessment.possible
    assert assessment.determined == (len(assessment.possible) == 1)


def learning_an_unknown_never_leaves_the_possible_set(
    ruleset: Ruleset, inputs: MarketInputs, before: Assessment, data: st.DataObject
) -> None:
    unknown = [entry for entry in inputs.by_path.values() if not entry.known and not _joint(inputs, entry)]
    if not unknown:
        return
    entry = data.draw(st.sampled_from(unknown))
    learned = with_values(inputs, entry.path, (data.draw(st.sampled_from(entry.possible)),))
    assert set(ruleset.assess(learned).possible) <= set(before.possible)


@given(markets(monotone=True), st.data())
@settings(max_examples=300, deadline=None)
def test_improving_a_known_input_never_lowers_the_category(market: Market, data: st.DataObject) -> None:
    criteria, inputs = market
    known = [entry for entry in inputs.by_path.values() if entry.known and not _joint(inputs, entry)]
    entry = data.draw(st.sampled_from(known))
    scale = SCALES[entry.path.partition(".")[0]]
    better = data.draw(st.sampled_from(scale.values[scale.rank(entry.value) :]))
    ruleset = Ruleset(criteria)
    before = ruleset.assess(inputs).rule_category
    after = ruleset.assess(with_values(inputs, entry.path, (better,))).rule_category
    assert ruleset.rank(after) <= ruleset.rank(before)


def _joint(inputs: MarketInputs, entry: Input) -> bool:
    return any(entry.path in block.paths for block in inputs.joint)


def with_values(inputs: MarketInputs, path: str, values: tuple[str, ...]) -> MarketInputs:
    """The inputs with other possible values for one of them."""
    changed = replace(inputs.by_path[path], possible=values)
    group, _dot, name = path.partition(".")
    return replace(inputs, **{group: {**getattr(inputs, group), name: changed} if name else changed})


def test_everything_unknown_leaves_every_category_possible() -> None:
    assessment = Ruleset(shipped_criteria()).assess(gather(country()))
    assert assessment.possible == ("I", "II", "IIIa", "IIIb", "IV", "none")
    assert assessment.rule_category == "none"


def test_the_same_unknown_has_the_same_value_wherever_it_occurs() -> None:
    data = {
        "id": "tautology",
        "title": "One of the two always holds",
        "health_system": {},
        "dimensions": {},
        "themes": {},
        "categories": [
            {
                "id": "A",
                "requires": [{"id": "r", "any": [{"sector_interest": "broad"}, {"not": {"sector_interest": "broad"}}]}],
            }
        ],
    }
    criteria = Criteria.model_validate(data)
    inputs = gather(country(), criteria)
    assessment = Ruleset(criteria).assess(inputs)
    assert assessment.possible == ("A",)
    assert assessment.requirements[0].outcome == "met"


def test_the_last_category_does_without_its_preference() -> None:
    data = {
        "id": "last",
        "title": "A preference that cannot hold",
        "health_system": {},
        "dimensions": {},
        "themes": {},
        "categories": [
            {"id": "A", "prefers": [{"id": "p", "sector_interest": "broad"}]},
            {"id": "B", "prefers": [{"id": "p", "sector_interest": "broad"}]},
        ],
    }
    criteria = Criteria.model_validate(data)
    assessment = Ruleset(criteria).assess(gather(country(sector_interest="none"), criteria))
    assert assessment.rule_category == "B"
    assert assessment.candidate == "A"
    assert [result.outcome for result in assessment.requirements] == ["not_met", "not_met"]


def test_a_declining_trend_counts_as_stable_for_the_variants() -> None:
    ruleset = Ruleset(shipped_criteria())
    known = {
        "characteristics": ["positive"] * 2 + ["negative"] * 4,
        "dimensions": ["specific", "none", "none"],
        "themes": ["specific"],
        "sector_interest": "specific",
    }
    by_trend = {
        trend: ruleset.assess(gather(country(trend=trend, **known))).rule_category
        for trend in ("declining", "stable", "emerging")
    }
    assert by_trend == {"declining": "IIIa", "stable": "IIIa", "emerging": "IIIb"}


def test_the_rules_category_is_no_better_than_the_lowest_value_of_each_input() -> None:
    """One of the two is positive, whatever the missing figure is; neither is proven by itself."""
    grown = {"indicator": "people", "at_least": 10}
    criteria = Criteria.model_validate(
        {
            "id": "opposed",
            "title": "Two characteristics that hang on one figure, in opposite ways",
            "indicators": {"people": {"unit": "people"}},
            "health_system": {"a": {"positive_when": grown}, "b": {"positive_when": {"not": grown}}},
            "dimensions": {},
            "themes": {},
            "categories": [
                {"id": "A", "requires": [{"id": "b_positive", "characteristic": {"b": "positive"}}]},
                {"id": "B"},
            ],
        }
    )
    data = country_data() | {"health_system": {"a": "indicators", "b": "indicators"}, "dimensions": {}}
    assessment = Ruleset(criteria).assess(gather(Country.model_validate(data), criteria))
    assert assessment.possible == ("A", "B")
    assert assessment.rule_category == "B"
