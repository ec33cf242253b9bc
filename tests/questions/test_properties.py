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
def test_any_market_under_any_criteria(market: Market) -> None:
    """All that must hold of a market, of each that is drawn: drawing one costs more than looking at it."""
    criteria, inputs = market
    ruleset = Ruleset(criteria)
    without_errors_what_has_a_chance_is_what_is_possible(ruleset, inputs)
    judgements_that_can_be_wrong_take_nothing_away(criteria, inputs)
    where_one_category_is_possible_no_unknown_matters(ruleset, inputs)
    no_change_is_needed_to_stay(ruleset, inputs)
    a_reason_is_part_of_what_is_known(ruleset, inputs)


def without_errors_what_has_a_chance_is_what_is_possible(ruleset: Ruleset, inputs: MarketInputs) -> None:
    found = robustness(ruleset, ErrorModel(ruleset.criteria), inputs)
    assert sum(found.probabilities.values()) == 1
    possible = tuple(category for category, chance in found.probabilities.items() if chance)
    assert possible == ruleset.assess(inputs).possible


def judgements_that_can_be_wrong_take_nothing_away(criteria: Criteria, inputs: MarketInputs) -> None:
    erring = criteria.model_copy(update={"error_rates": ErrorRates(high=0.05, medium=0.15, low=0.3)})
    ruleset = Ruleset(erring)
    found = robustness(ruleset, ErrorModel(erring), inputs)
    assert sum(found.probabilities.values()) == 1
    assert all(found.probabilities[category] for category in ruleset.assess(inputs).possible)
    assert all(0 <= one.worth <= 1 for one in found.inputs)


def where_one_category_is_possible_no_unknown_matters(ruleset: Ruleset, inputs: MarketInputs) -> None:
    found = gaps(ruleset, inputs, robustness(ruleset, ErrorModel(ruleset.criteria), inputs))
    assert set(found.possible) == set(ruleset.assess(inputs).possible)
    for one in found.unknowns:
        assert len(one.between) != 1
        assert set(one.between) <= set(found.possible)
        # Without errors, learning what does not decide tells nothing, save of a list or figure others hang on.
        if not one.decisive and not one.path.startswith(("priority_lists.", "health_system.", "indicators.")):
            assert one.worth == 0


def no_change_is_needed_to_stay(ruleset: Ruleset, inputs: MarketInputs) -> None:
    near = Neighbourhood(ruleset, inputs)
    assert near.up_to(near.category).size == 0
    losses = near.losses()
    assert losses is None or losses.size != 0
    assert (losses is None) == (near.category == "none")


def a_reason_is_part_of_what_is_known(ruleset: Ruleset, inputs: MarketInputs) -> None:
    for reason in sufficient_reasons(ruleset, inputs):
        assert all(part.number <= len(part.paths) for part in reason.parts)
        assert all(len(one) == reason.size for one in reason.sets())
