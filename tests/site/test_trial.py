"""What the page reckons by itself is what the engine says: every change of one input, and many of several at once."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.trial import trial_data
from hhmonitor.engine import Assessment
from hhmonitor.language import select
from hhmonitor.model import Criteria, Region
from hhmonitor.project import Project, Root
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.criteria_settings import with_parameters
from hhmonitor.questions.trial import Trial
from hhmonitor.questions.what_if import NotSettable, Setting, if_market
from tests.questions import small_markets
from tests.site.conftest import shipped
from tests.support import write_yaml

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "hhmonitor" / "site" / "rules.js"


@dataclass(frozen=True)
class Case:
    """A market under settings of its inputs, by path, and of the knobs, by number."""

    code: str
    inputs: tuple[tuple[str, str], ...] = ()
    knobs: tuple[tuple[int, int], ...] = ()


def page(trial: Trial, cases: Sequence[Case]) -> list[Any]:
    """What the page makes of these cases; none where the settings contradict each other."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is missing (Debian: nodejs)")
    select("en")
    data = trial_data(trial)
    now = [knob.now for knob in trial.knobs]
    told, last = [], None
    for case in cases:
        chosen = [dict(case.knobs).get(number, place) for number, place in enumerate(now)]
        told.append({"code": case.code, "settings": case.inputs, "chosen": None if case.knobs == last else chosen})
        last = case.knobs
    made = subprocess.run(
        [node, HERE / "reckon.js", RULES],
        input=json.dumps({"data": data, "cases": told}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Any] = json.loads(made.stdout)
    return found


def engine(classification: Classification, trial: Trial, cases: Iterable[Case]) -> Iterator[Any]:
    """What the engine makes of them."""
    under: Classification = classification
    last: tuple[tuple[int, int], ...] = ()
    for case in cases:
        if case.knobs != last:
            under, last = set_knobs(classification, trial, case.knobs), case.knobs
        if not case.inputs:
            yield told(under[case.code].assessment)
            continue
        try:
            after = if_market(under, case.code, [Setting(*one) for one in case.inputs])
        except NotSettable:
            yield None
            continue
        after.__dict__["ruleset"] = under.ruleset  # the same criteria, made ready once
        yield told(after[case.code].assessment)


def set_knobs(classification: Classification, trial: Trial, knobs: Iterable[tuple[int, int]]) -> Classification:
    project = classification.project
    document = project.document(project.files[classification.criteria.id])
    assert document is not None
    settings = [Setting(trial.knobs[number].name, trial.knobs[number].values[place]) for number, place in knobs]
    data, _full = with_parameters(document.data, settings)
    return Classification(project, classification.as_of, Criteria.model_validate(data))


def told(assessment: Assessment) -> dict[str, Any]:
    return {
        "possible": list(assessment.possible),
        "rule": assessment.rule_category,
        "candidate": assessment.candidate,
        "requirements": [
            [
                one.requirement.id,
                one.outcome,
                [
                    [found.outcome, [found.surely, found.at_most] if found.condition.count else None]
                    for found in one.found
                ],
            ]
            for one in assessment.requirements
        ],
    }


def differing(classification: Classification, cases: Sequence[Case]) -> list[Any]:
    """The cases of which the page makes something else than the engine."""
    trial = Trial(classification)
    pairs = zip(cases, page(trial, cases), engine(classification, trial, cases), strict=True)
    return [(case, mine, theirs) for case, mine, theirs in pairs if mine != theirs]


def by_chance(folder: Path, seed: int) -> Classification:
    """A small project: criteria of every kind of condition, four countries, three of them in a region."""
    chance = random.Random(seed)
    rules = small_markets.criteria(chance)
    criteria = rules.model_dump(mode="json", by_alias=True, exclude_unset=True)
    write_yaml(folder / f"{seed}.yaml", criteria)
    countries = {code: small_markets.country(chance, rules, code) for code in ("AA", "BB", "CC", "DD")}
    stated = {"sector_interest": {"level": "specific"}} if chance.random() < 0.5 else {}
    region = Region.model_validate({"code": "R", "name": "R", "members": ["BB", "CC", "DD"], **stated})
    files = {rules.id: f"{seed}.yaml"}
    project = Project(Root(folder, "option"), rules, {rules.id: rules}, countries, {"R": region}, {}, files)
    return Classification(project, small_markets.AS_OF)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_it_follows_criteria_of_every_kind(tmp_path: Path, seed: int) -> None:
    classification, chance = by_chance(tmp_path, seed), random.Random(seed)
    trial = Trial(classification)
    listed = codes(classification)
    cases = [Case(code) for code in listed]
    cases += [Case(code, (one,)) for code in listed for one in single_changes(trial)]
    cases += [Case(chance.choice(listed), several(trial, chance)) for _number in range(100)]
    for _number in range(30 if trial.knobs else 0):
        knobs = some_knobs(trial, chance)
        cases += [Case(code, (), knobs) for code in listed]
        cases += [Case(chance.choice(listed), several(trial, chance), knobs) for _number in range(5)]
    assert differing(classification, cases) == []


def codes(classification: Classification) -> Sequence[str]:
    return classification.with_members(classification.listed())


def single_changes(trial: Trial) -> Iterator[tuple[str, str]]:
    yield from ((path, value) for path in trial.paths for value in trial.settable(path))


def several(trial: Trial, chance: random.Random) -> tuple[tuple[str, str], ...]:
    paths = [path for path in trial.paths if trial.settable(path)]
    some = set(chance.sample(paths, chance.randint(min(2, len(paths)), len(paths))))
    return tuple((path, chance.choice(trial.settable(path))) for path in paths if path in some)


def some_knobs(trial: Trial, chance: random.Random) -> tuple[tuple[int, int], ...]:
    every = len(trial.knobs)
    numbers = sorted(chance.sample(range(every), min(chance.choice((1, 1, 2, 3, 5, every)), every)))
    return tuple((number, chance.randrange(len(trial.knobs[number].values))) for number in numbers)


def single_settings(trial: Trial) -> Iterator[tuple[tuple[int, int], ...]]:
    yield from (((number, place),) for number, knob in enumerate(trial.knobs) for place in range(len(knob.values)))


def test_the_page_gives_the_list_as_the_engine_does() -> None:
    classification = shipped()
    assert differing(classification, [Case(code) for code in codes(classification)]) == []


def test_it_follows_a_handful_of_changes() -> None:
    classification, chance = shipped(), random.Random(15)
    trial = Trial(classification)
    listed = codes(classification)
    cases = [Case(chance.choice(listed), several(trial, chance)) for _number in range(40)]
    cases += [Case(chance.choice(listed), several(trial, chance), some_knobs(trial, chance)) for _number in range(6)]
    assert differing(classification, cases) == []


@pytest.mark.slow
def test_it_follows_every_change_of_one_input_of_every_market() -> None:
    classification = shipped()
    trial = Trial(classification)
    cases = [Case(code, (one,)) for code in codes(classification) for one in single_changes(trial)]
    assert differing(classification, cases) == []


@pytest.mark.slow
def test_it_follows_twenty_thousand_changes_of_several_inputs() -> None:
    classification, chance = shipped(), random.Random(2020)
    trial = Trial(classification)
    listed = codes(classification)
    cases = [Case(chance.choice(listed), several(trial, chance)) for _number in range(20_000)]
    assert differing(classification, cases) == []


@pytest.mark.slow
def test_it_follows_every_setting_of_the_criteria_over_the_whole_list() -> None:
    classification = shipped()
    cases = [Case(code, (), one) for one in single_settings(Trial(classification)) for code in codes(classification)]
    assert differing(classification, cases) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2023, 2024])
def test_it_follows_a_thousand_settings_of_the_criteria(seed: int) -> None:
    classification, chance = shipped(), random.Random(seed)
    trial, listed = Trial(classification), codes(classification)
    settings = [some_knobs(trial, chance) for _number in range(1_000)]
    cases = [Case(code, (), knobs) for knobs in settings for code in chance.sample(listed, 8)]
    assert differing(classification, cases) == []
