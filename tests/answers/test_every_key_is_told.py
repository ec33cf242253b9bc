"""Nothing that criteria can say is left untold: not by ``criteria show``, nor, of what is asked, by ``explain``."""

from __future__ import annotations

import pathlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.criteria_table import criteria_table
from hhmonitor.answers.explanation import explanation
from hhmonitor.forms import Page
from hhmonitor.forms.markdown import render
from hhmonitor.language import LANGUAGES, select
from hhmonitor.model import Country, Criteria
from hhmonitor.project import Project, Root, load_project
from hhmonitor.questions.classification import Classification
from tests.model.every_key import NAMES, Path, criteria_and_changes
from tests.support import AS_OF, country_data, write_project

EVERY = criteria_and_changes()


def by_path(changes: Iterable[tuple[Path, Any]]) -> Mapping[Path, list[Any]]:
    """What can stand at each place, beside what stands there now; a default that is left out is no change."""
    now = Criteria.model_validate(EVERY.value)
    found: dict[Path, list[Any]] = defaultdict(list)
    for path, data in changes:
        if Criteria.model_validate(data) != now:
            found[path].append(data)
    return found


def not_told_apart(changes: Iterable[tuple[Path, Any]], answer: Callable[[Any], Answer]) -> list[str]:
    """The places at which two values are told in the same words, in Dutch where that is what changes."""

    def tell(data: Any, language: str) -> str:
        select(language)
        return render(answer(data), Page())

    now = {language: tell(EVERY.value, language) for language in LANGUAGES}
    found = []
    for path, datas in by_path(changes).items():
        language = "nl" if path[-1] == "nl" else "en"
        if len({now[language], *(tell(data, language) for data in datas)}) <= len(datas):
            found.append(".".join(path))
    return found


def test_the_criteria_have_every_key() -> None:
    assert Criteria.model_validate(EVERY.value).model_fields_set == set(Criteria.model_fields)


@pytest.mark.slow
def test_criteria_show_tells_every_key_and_every_value_apart() -> None:
    assert not_told_apart(EVERY.others, lambda data: criteria_table(Criteria.model_validate(data))) == []


@pytest.fixture
def market(tmp_path: pathlib.Path) -> Project:
    """A project with a market of which little is known, under criteria with every key."""
    project = load_project(Root(write_project(tmp_path / "project", [country_data("PE")]), "option"), None, AS_OF)
    unknown = {"level": "unknown"}
    data = {
        "code": "PE",
        "category": EVERY.value["categories"][0]["id"],
        "health_system": {"first": "indicators", "second": {"value": "unknown"}},
        "dimensions": dict.fromkeys(NAMES, unknown),
        "themes": "unknown",
        "sector_interest": unknown,
        "trend": {"value": "unknown"},
    }
    return replace(project, countries={"PE": Country.model_validate(data)})


@pytest.mark.slow
def test_explain_tells_every_condition_and_every_reading_apart(market: Project) -> None:
    def explained(data: Any) -> Answer:
        return explanation(Classification(replace(market, criteria=Criteria.model_validate(data)), AS_OF), "PE")

    asked = [
        (path, data)
        for path, data in EVERY.others
        if ("(condition)" in path or "reading" in path)
        # How many special target markets there may be has no bearing on a category, nor has the effort for it.
        and path[0] != "special_targets"
        and "effort" not in path
        # Figures alone judge a characteristic.
        and "positive_when" not in path
    ]
    assert {path[0] for path, _data in asked} >= {
        "categories",
        "health_system",
        "themes",
        "hysteresis",
        "priority_lists",
    }
    assert not_told_apart(asked, explained) == []
