"""What must hold of the analyses for any criteria and any market."""

from __future__ import annotations

from hypothesis import given, settings

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import MarketInputs
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.model import Criteria
from hhmonitor.model.criteria import ErrorRates
from hhmonitor.questions.gaps import gaps
from hhmonitor.questions.minimal_change import Neighbourhood
from hhmonitor.questions.reasons import sufficient_reasons
from hhmonitor.questions.robustness import robustness
from tests.engine.strategies import markets

Market = tuple[Criteria, MarketInputs]


@given(markets())
@settings(max_examples=80, deadline=None)
def test_without_errors_what_has_a_chance_is_what_is_possible(market: Market) -> None:
    criteria, inputs = market
    ruleset = Ruleset(criteria)
    found = robustness(ruleset, ErrorModel(criteria), inputs)
    assert sum(found.probabilities.values()) == 1
    possible = tuple(category for category, chance in found.probabilities.items() if chance)
    assert possible == ruleset.assess(inputs).possible


@given(markets())
@settings(max_examples=60, deadline=None)
def test_judgements_that_can_be_wrong_take_nothing_away(market: Market) -> None:
    criteria, inputs = market
    erring = criteria.model_copy(update={"error_rates": ErrorRates(high=0.05, medium=0.15, low=0.3)})
    ruleset = Ruleset(erring)
    found = robustness(ruleset, ErrorModel(erring), inputs)
    assert sum(found.probabilities.values()) == 1
    assert all(found.probabilities[category] for category in ruleset.assess(inputs).possible)
    assert all(0 <= one.worth <= 1 for one in found.inputs)


@given(markets())
@settings(max_examples=80, deadline=None)
def test_where_one_category_is_possible_no_unknown_matters(market: Market) -> None:
    criteria, inputs = market
    ruleset = Ruleset(criteria)
    found = gaps(ruleset, inputs, robustness(ruleset, ErrorModel(criteria), inputs))
    assert set(found.possible) == set(ruleset.assess(inputs).possible)
    for one in found.unknowns:
        assert len(one.between) != 1
        assert set(one.between) <= set(found.possible)
        # Without errors, learning what does not decide tells nothing, save of a list or figure others hang on.
        if not one.decisive and not one.path.startswith(("priority_lists.", "health_system.", "indicators.")):
            assert one.worth == 0


@given(markets())
@settings(max_examples=80, deadline=None)
def test_no_change_is_needed_to_stay_and_a_reason_is_part_of_what_is_known(market: Market) -> None:
    criteria, inputs = market
    ruleset = Ruleset(criteria)
    near = Neighbourhood(ruleset, inputs)
    assert near.up_to(near.category).size == 0
    assert near.down_to(near.category).size == 0
    losses = near.losses()
    assert losses is None or losses.size != 0
    assert (losses is None) == (near.category == "none")
    for reason in sufficient_reasons(ruleset, inputs):
        assert all(part.number <= len(part.paths) for part in reason.parts)
        assert all(len(one) == reason.size for one in reason.sets())
