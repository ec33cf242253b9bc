"""Criteria and markets by chance, small enough to try every completion."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from hhmonitor.inputs import MarketInputs
from hhmonitor.model import Country, Criteria
from tests.support import gather, interest, judged

CHARACTERISTICS = ["a1", "a2", "a3"]
DIMENSIONS = ["b1", "b2"]
THEMES = ["c1", "c2"]
LISTS = ["short", "long"]

LEVELS = ["none", "specific", "broad"]
SECTOR = ["none", "incidental", "specific", "broad"]
TRENDS = ["declining", "stable", "emerging"]


@cache
def leaves() -> st.SearchStrategy[dict[str, Any]]:
    """One smallest condition of any kind."""
    return st.one_of(
        st.builds(lambda n: {"count": "health_system", "at_least": n}, st.integers(0, 3)),
        st.builds(
            lambda group, n, level: {"count": group, "at_least": n} | ({"level": level} if level else {}),
            st.sampled_from(["dimensions", "themes"]),
            st.integers(0, 2),
            st.sampled_from([None, "specific", "broad"]),
        ),
        st.builds(
            lambda values: {"characteristic": values},
            st.dictionaries(st.sampled_from(CHARACTERISTICS), st.sampled_from(["mixed", "positive"]), min_size=1),
        ),
        st.builds(
            lambda values: {"theme": values},
            st.dictionaries(st.sampled_from(THEMES), st.sampled_from(LEVELS), min_size=1),
        ),
        st.builds(
            lambda name, level: {"dimension": {name: level}}, st.sampled_from(DIMENSIONS), st.sampled_from(LEVELS)
        ),
        st.builds(lambda level: {"sector_interest": level}, st.sampled_from(SECTOR)),
        st.builds(lambda values: {"trend": values}, st.lists(st.sampled_from(TRENDS), min_size=1, unique=True)),
        st.builds(lambda name: {"priority_list": name}, st.sampled_from(LISTS)),
        st.just({"attache": "health"}),
        st.builds(lambda bound: {"indicator": "people", "at_least": bound}, st.integers(1, 3)),
    )


@cache
def conditions(*, monotone: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions, composed; a monotone one has no ``not`` and asks nothing of the trend."""
    simple = leaves().filter(lambda leaf: "trend" not in leaf) if monotone else leaves()

    def composed(parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        together = st.lists(parts, min_size=1, max_size=3)
        positive = st.one_of(st.builds(lambda p: {"any": p}, together), st.builds(lambda p: {"all": p}, together))
        return positive if monotone else st.one_of(positive, st.builds(lambda part: {"not": part}, parts))

    return st.recursive(simple, composed, max_leaves=4)


@st.composite
def criteria(draw: st.DrawFn, *, monotone: bool = False) -> Criteria:
    """Criteria of one to three categories, some with variants."""

    def requirement(number: int) -> dict[str, Any]:
        return {"id": f"r{number}", **draw(conditions(monotone=monotone))}

    categories = []
    for number in range(draw(st.integers(1, 3))):
        one: dict[str, Any] = {
            "id": f"K{number}",
            "requires": [requirement(place) for place in range(draw(st.integers(0, 2)))],
            "prefers": [requirement(place) for place in range(draw(st.integers(0, 1)))],
        }
        if draw(st.booleans()):
            one["variants"] = [{"id": f"K{number}b", "when": draw(conditions())}, {"id": f"K{number}a"}]
        categories.append(one)
    return Criteria.model_validate(
        {
            "id": "by-chance",
            "title": "By chance",
            "indicators": {"people": {"unit": "people"}},
            "health_system": {
                name: {"positive_when": {"indicator": "people", "at_least": 2}} for name in CHARACTERISTICS
            },
            "dimensions": {name: {} for name in DIMENSIONS},
            "attaches": {"health": {}},
            "themes": {name: {} for name in THEMES},
            "priority_lists": {
                "short": {"complete": draw(st.booleans()), "members": draw(st.sampled_from([[], ["XX"]]))},
                "long": {
                    "complete": draw(st.booleans()),
                    "includes": "short",
                    "members": draw(st.sampled_from([[], ["XX"]])),
                },
            },
            "categories": categories,
        }
    )


CHARACTERISTIC_VALUES = ["negative", "mixed", "positive", "unknown", "indicators"]


@st.composite
def countries(draw: st.DrawFn, *, known: bool = False) -> Country:
    """A country with unknowns by chance, or with none."""

    def one_of(values: list[str]) -> str:
        return draw(st.sampled_from([value for value in values if not (known and value in ("unknown", "indicators"))]))

    def characteristic() -> Any:
        value = one_of(CHARACTERISTIC_VALUES)
        return value if value == "indicators" else judged(value)

    figures = {"people": {"source": "s1", "values": {2020: draw(st.integers(0, 4)) * 1.0}}}
    no_inventory = not known and draw(st.integers(0, 3)) == 0
    return Country.model_validate(
        {
            "code": "XX",
            "health_system": {name: characteristic() for name in CHARACTERISTICS},
            "dimensions": {name: interest(one_of([*LEVELS, "unknown"])) for name in DIMENSIONS},
            "themes": "unknown"
            if no_inventory
            else {name: interest(one_of([*LEVELS, "unknown"])) for name in draw(st.sets(st.sampled_from(THEMES)))},
            "sector_interest": interest(one_of([*SECTOR, "unknown"])),
            "trend": judged(one_of([*TRENDS, "unknown"])),
            "attaches": {"health": one_of(["yes", "no", "unknown"])},
            "indicators": figures if known or draw(st.booleans()) else {},
        }
    )


@st.composite
def markets(draw: st.DrawFn, *, monotone: bool = False) -> tuple[Criteria, MarketInputs]:
    """Criteria with the inputs of a market under them."""
    rules = draw(criteria(monotone=monotone))
    return rules, gather(draw(countries()), rules)
