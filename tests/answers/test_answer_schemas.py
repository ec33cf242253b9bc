"""The JSON of every answer fits its schema, as a validator that knows nothing of hhmonitor says."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.schemas import answer_schema
from hhmonitor.answers.shapes import SHAPES
from hhmonitor.forms import Page, form
from tests.cli.conftest import Command
from tests.forms.asking import answer_to, questions
from tests.support import REPOSITORY

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema comes with the extra dev")

MORE = [
    ("explain", "ET", "--why-not", "I"),
    ("explain", "Peru"),
    ("classify", "--members"),
    ("what-if", "JP", "--set", "trend=emerging"),
    ("what-if", "KE", "--set", "priority_lists.top_25=in"),
    ("compare", "--base", ".", "--base-as-of", "2012-12-31"),
    ("effort", "ASEAN-5"),
    ("fiche", "NORDICS"),
]
"""Questions that bring out what the examples of the commands do not."""


@cache
def closed(name: str) -> Any:
    """A validator by the schema of an answer with no room for other keys: what is told is described."""

    def shut(node: Any) -> Any:
        if isinstance(node, list):
            return [shut(one) for one in node]
        if not isinstance(node, dict):
            return node
        made = {key: shut(value) for key, value in node.items()}
        if isinstance(node.get("properties"), dict) and node.get("type") == "object":
            made["additionalProperties"] = False
        return made

    schema = answer_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(shut(schema))


def faults(answer: Answer) -> list[str]:
    data = json.loads(form("json").render(answer, Page()))
    return [f"{one.json_path}: {one.message[:200]}" for one in closed(answer.name).iter_errors(data)]


@pytest.mark.slow
@pytest.mark.parametrize("question", [*questions(), *MORE], ids=" ".join)
def test_every_answer_fits_its_schema_and_tells_nothing_that_is_not_described(
    question: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert faults(answer_to(question, "en", "--as-of", "2026-10-31")) == []


@pytest.mark.parametrize(
    "question",
    [
        ("classify", "--members"),
        ("explain", "JP", "--why-not", "I"),
        ("check",),
        ("gaps",),
        ("what-if", "JP", "--set", "trend=emerging"),
        ("review",),
        ("fiche", "EAST-AFRICA"),
    ],
    ids=" ".join,
)
def test_answers_on_a_small_list_fit_their_schemas(question: tuple[str, ...], small: Path) -> None:
    assert faults(answer_to(question, "nl", "--as-of", "2020-12-31", "--root", str(small))) == []


def test_what_is_recorded_of_a_meeting_fits_its_schemas(small: Path, hhmonitor: Command) -> None:
    project = ("--root", str(small), "--as-of", "2020-12-31", "--format", "json")
    for arguments in (
        ("record", "JP=rules", "PE=rules"),
        ("minutes",),
        ("close", "2020"),
        ("list",),
        ("show", "2020"),
        ("minutes", "2020"),
    ):
        answer = hhmonitor("review", *arguments, *project)
        assert answer.status == 0, answer.err
        data = json.loads(answer.out)
        name = data["schema"].split("/")[1]
        assert name == f"review-{arguments[0]}"
        assert [one.message for one in closed(name).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("market-remove", ("market", "remove", "PE", "--dry-run")),
        ("market-join", ("market", "join", "PE", "EAST-AFRICA", "--dry-run")),
        ("market-leave", ("market", "leave", "KE", "--dry-run")),
        ("form-take", ("form", "take", "form.xlsx", "--dry-run")),
    ],
)
def test_what_is_changed_in_files_fits_its_schema(
    name: str, arguments: tuple[str, ...], small: Path, hhmonitor: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    assert hhmonitor("form", "make", "JP", "--output", "form.xlsx").status == 0
    answer = hhmonitor(*arguments, "--as-of", "2020-12-31", "--format", "json")
    assert answer.status == 0, answer.err
    data = json.loads(answer.out)
    assert data["schema"] == f"hhmonitor/{name}/1"
    assert [one.message for one in closed(name).iter_errors(data)] == []


def test_every_answer_has_a_shape() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "hhmonitor/answers").glob("*.py"))
    named = set(re.findall(r'[^.\w]Answer\(\s*"([a-z-]+)",', sources))
    assert {"classify", "gaps"} <= named <= set(SHAPES)
    commands = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "hhmonitor/cli").rglob("*.py"))
    assert set(re.findall(r'"((?:review|market)-[a-z]+)"', commands)) <= set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_names_its_answer_and_leaves_room_for_more(name: str, hhmonitor: Command) -> None:
    schema = json.loads(hhmonitor("schema", "answer", name).out)
    assert schema == answer_schema(name)
    assert schema["properties"]["schema"] == {"const": f"hhmonitor/{name}/1"}
    assert "additionalProperties" not in schema


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("answer",), "name the answer; there are: classify, "),
        (("answer", "clasify"), "did you mean classify?"),
        (("country", "JP"), "country takes no name"),
    ],
)
def test_what_is_no_answer(arguments: tuple[str, ...], said: str, hhmonitor: Command) -> None:
    answer = hhmonitor("schema", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
