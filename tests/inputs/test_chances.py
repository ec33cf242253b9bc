"""How likely each value of an input is: what is judged may be wrong, what is unknown is open, what is stated holds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hhmonitor.inputs.chances import Chances, ErrorModel
from hhmonitor.inputs.space import Block
from hhmonitor.model import Country, Criteria
from tests.support import country, country_data, gather, interest, shipped_criteria

RATES = {"high": 0.05, "medium": 0.2, "low": 0.4}


def sector_interest(stated: str, **more: Any) -> Chances:
    data = shipped_criteria().model_dump(by_alias=True, exclude_none=True) | {"error_rates": RATES}
    criteria = Criteria.model_validate(data, strict=False)
    market = Country.model_validate(country_data() | {"sector_interest": interest(stated) | more})
    inputs = gather(market, criteria)
    (found,) = [one for one in ErrorModel(criteria).chances(inputs) if one.block.paths == ("sector_interest",)]
    return found


def shares(chances: Chances) -> dict[object, Fraction]:
    alternatives = [value for (value,) in chances.block.alternatives]
    return dict(zip(alternatives, [Fraction(one, sum(chances.weights)) for one in chances.weights], strict=True))


@pytest.mark.parametrize(
    ("confidence", "wrong"), [("high", Fraction(1, 20)), ("medium", Fraction(1, 5)), ("low", Fraction(2, 5))]
)
def test_a_judgement_that_is_wrong_is_any_other_of_its_scale_alike(confidence: str, wrong: Fraction) -> None:
    judged = sector_interest("specific", confidence=confidence)
    assert judged.uncertain
    assert shares(judged) == {
        "none": wrong / 3,
        "incidental": wrong / 3,
        "specific": 1 - wrong,
        "broad": wrong / 3,
    }


def test_an_unknown_takes_each_value_alike() -> None:
    unknown = sector_interest("unknown")
    assert unknown.uncertain
    assert shares(unknown) == dict.fromkeys(("none", "incidental", "specific", "broad"), Fraction(1, 4))


def test_what_does_not_err_is_certain_and_there_is_nothing_to_learn_of_it() -> None:
    criteria = shipped_criteria()
    (attache,) = [
        one
        for one in ErrorModel(criteria).chances(gather(country(attaches={"health": "yes"}), criteria))
        if one.block.paths == ("attaches.health",)
    ]
    assert shares(attache) == {"yes": 1}
    assert not attache.uncertain
    assert list(attache.learnt()) == []


def test_what_is_learnt_of_inputs_that_hang_together_is_each_that_is_open() -> None:
    block = Block(("p", "q", "r"), (("out", "out", "in"), ("out", "in", "in"), ("in", "in", "in")))
    assert list(Chances(block, (1, 2, 3)).learnt()) == [("p", [(1, 2, 0), (0, 0, 3)]), ("q", [(1, 0, 0), (0, 2, 3)])]
