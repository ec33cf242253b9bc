"""Whatever key of the criteria has another value, the comparison tells it: none is forgotten when one is added."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from hhmonitor import checks
from hhmonitor.answers.criteria_changes import Comparison, change_text
from hhmonitor.checks.look import CriteriaFile
from hhmonitor.findings import DataPath
from hhmonitor.language import select
from hhmonitor.model import Bilingual, Criteria
from hhmonitor.model.criteria import RegionRules
from hhmonitor.project import Root, load_project
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.criteria_changes import changes
from tests.support import AS_OF, REPOSITORY, shipped_criteria_data

TEXT = {"en": "a text", "nl": "een tekst"}
WORDS = {"reference": "S1", "reading": TEXT}
EVERY_KIND: list[dict[str, Any]] = [
    {"count": "themes", "at_least": 1, "level": "broad"},
    {"characteristic": {"market_size": "positive"}},
    {"dimension": {"trade": "broad"}},
    {"theme": {"biopharma": "specific"}},
    {"sector_interest": "broad"},
    {"trend": ["emerging", "stable"]},
    {"priority_list": "top_9"},
    {"attache": "health"},
    {"indicator": "population", "at_least": 5, "at_most": 9},
    {"any": [{"trend": ["emerging"]}, {"attache": "health"}]},
    {"all": [{"sector_interest": "specific"}, {"attache": "health"}]},
    {"not": {"priority_list": "top_9"}},
]


def whole() -> dict[str, Any]:
    """Small criteria with every key that there is: the shipped ones with less of the same, and with more keys."""
    data = deepcopy(shipped_criteria_data())
    data["categories"] = first, third = [data["categories"][0], data["categories"][2]]
    for category in (first, third):
        category |= {
            "label": TEXT,
            "description": TEXT,
            "requires": [{"id": "broad", "sector_interest": "broad"}],
            "prefers": category["prefers"][:1],
        }
        category["effort"] = category["effort"][:1]
    for group, name in (("health_system", "market_size"), ("dimensions", "trade"), ("themes", "biopharma")):
        data[group] = {name: data[group][name]}
    first["requires"] = [{"id": f"r{number}", "label": TEXT, **WORDS, **one} for number, one in enumerate(EVERY_KIND)]
    first["keep"] = [{"id": "enough", "label": TEXT, **WORDS, "count": "health_system", "at_least": 1}]
    first["effort"].append(
        {
            "id": "all_of_it",
            "label": TEXT,
            "who": "us",
            "how_often": TEXT,
            "every_months": 6,
            "lapses_after_months": 9,
            "strength": "to_consider",
            "evidence": ["mission", "event"],
            "caution": TEXT,
            "follows": first["effort"][0]["id"],
            **WORDS,
            "note": TEXT,
        }
    )
    third["variants"][0] |= {"label": TEXT, "description": TEXT, **WORDS}
    for group in ("health_system", "dimensions", "attaches", "themes"):
        next(iter(data[group].values())).update(label=TEXT, description=TEXT, **WORDS)
    data["themes"]["biopharma"]["numeral"] = "IV"
    data["indicators"]["health_expenditure_total_usd"] |= {
        "label": TEXT,
        "description": TEXT,
        "shared_year_within": 2,
    }
    data["priority_lists"]["top_3"] = {"complete": True, "members": ["US"]}
    data["priority_lists"]["top_25"] |= {"label": TEXT, **WORDS}
    data["regions"] = dict.fromkeys(RegionRules.model_fields, "any")
    data["period"] = {"from": "2020-01-01", "to": "2023-12-31"}
    data["review"] = {"every_months": 12}
    data["source"] = {"title": TEXT, "publisher": TEXT, "date": "2020-01", "url": "https://example.org"}
    data["error_rates"] = {"high": 0.1, "medium": 0.2, "low": 0.3}
    data["special_targets"] = {"label": TEXT, **WORDS, "at_most": 3, "from_categories": ["I", "II"]}
    data["hysteresis"] = {"reviews": 2, **WORDS}
    return dict(json.loads(json.dumps(data)))  # in which no two places share a value


def leaves(node: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """Every value that holds no other, with its place; lists of words as a whole too."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        if all(isinstance(one, str) for one in node):
            yield path, node
        for place, value in enumerate(node):
            yield from leaves(value, (*path, place))
    else:
        yield path, node


def models(node: object) -> Iterator[BaseModel]:
    """Every model that criteria are made of."""
    if isinstance(node, BaseModel):
        yield node
        for name in type(node).model_fields:
            yield from models(getattr(node, name))
    elif isinstance(node, dict | tuple):
        for one in node.values() if isinstance(node, dict) else node:
            yield from models(one)


OTHER_LANGUAGE = {"en": "in the other language", "nl": "in de andere taal"}
"""What is said of a text that is another, but not in the language in use."""

SCALES = ("positive", "mixed", "negative", "broad", "specific", "incidental", "stable", "emerging", "declining")
OTHERS = ("majority", "any", "required", "incidental", "2031", "dimensions", "health_system")
NAMES = tuple(name for group in ("indicators", "attaches", "priority_lists") for name in whole()[group])


def others(value: Any) -> Iterator[Any]:
    """Values that may be allowed where this one is."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1, value / 2)
    elif isinstance(value, list):
        yield from (value[1:], value[::-1], [*value, "JP"], [*value, "stable"])
    else:
        yield from (f"{value}_x", f"{value}x", *SCALES, *OTHERS, *NAMES)


def otherwise(data: dict[str, Any], path: DataPath) -> Criteria:
    """The criteria with another value in one place, the first that the model allows."""
    old = Criteria.model_validate(data)
    changed = deepcopy(data)
    node: Any = changed
    for part in path[:-1]:
        node = node[part]
    for other in others(node[path[-1]]):
        node[path[-1]] = other
        try:
            new = Criteria.model_validate(changed)
        except ValidationError:
            continue
        wrong = checks.found(CriteriaFile(new, ""))
        if new != old and all(one.place.path[0] == "special_targets" for one in wrong):
            return new
    raise AssertionError(f"no other value is allowed at {path}")


@pytest.fixture(scope="module")
def old() -> Classification:
    project = load_project(Root(REPOSITORY, "option"), None, AS_OF)
    return Classification(project, AS_OF, Criteria.model_validate(whole()))


def test_the_whole_has_every_key_that_the_model_knows() -> None:
    found = {(type(one), name) for one in models(Criteria.model_validate(whole())) for name in one.model_fields_set}
    known = {(kind, name) for kind, _name in found for name in kind.model_fields}
    # A requirement is a condition, of which each kind is there in one of them.
    assert {(kind.__name__, name) for kind, name in known - found if kind.__name__ != "Condition"} == set()
    assert Bilingual in {kind for kind, _name in found}


@pytest.mark.slow
def test_every_value_that_is_another_is_told_in_both_languages(old: Classification) -> None:
    data = whole()
    for path, _value in leaves(data):
        if path == ("id",):  # by which the two are called
            continue
        new = Classification(old.project, AS_OF, otherwise(data, path))
        found = changes(old.criteria, new.criteria)
        assert found, path
        comparison = Comparison(old, new, ("old", "new"), found, (), 0, None)
        in_the_other_language = 0
        for language in ("en", "nl"):
            select(language)
            told = [change_text(one, comparison) for one in found]
            assert all(told)
            in_the_other_language += any(OTHER_LANGUAGE[language] in one for one in told)
        # A text that is another in one language may be told as such in the other one; nothing else may.
        assert in_the_other_language <= (path[-1] in ("en", "nl")), (path, told)


def test_every_key_that_is_left_out_is_told(old: Classification) -> None:
    data = whole()
    for path, _value in leaves(data):
        shorter = deepcopy(data)
        node: Any = shorter
        for part in path[:-1]:
            node = node[part]
        del node[path[-1]]
        try:
            new = Criteria.model_validate(shorter)
        except ValidationError:
            continue
        if new != old.criteria:
            assert changes(old.criteria, new), path
            assert changes(new, old.criteria), path
