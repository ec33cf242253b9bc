"""The schemas are those of the models, are kept fresh, and an independent validator agrees with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.schemas import KINDS_OF_FILE, as_text, schema, schema_line
from hhmonitor.language import select
from tests.example_project import JAPAN, REPOSITORY, hhmonitor
from tests.support import shipped_criteria

check_jsonschema = pytest.importorskip("check_jsonschema", reason="check-jsonschema comes with the extra dev")

SHIPPED = [
    *(("country", 1, path) for path in sorted(REPOSITORY.glob("countries/*.yaml"))),
    *(("region", 2, path) for path in sorted(REPOSITORY.glob("countries/regions/*.yaml"))),
    *(("criteria", 1, path) for path in sorted(REPOSITORY.glob("criteria/*.yaml"))),
]


@pytest.fixture(autouse=True)
def _in_english() -> None:
    select("en")


def passes(kind: str, *paths: Path) -> bool:
    """Whether files pass their schema in check-jsonschema."""
    arguments = ["--schemafile", str(REPOSITORY / f"schemas/{kind}.json"), *map(str, paths)]
    try:
        check_jsonschema.main(arguments)
    except SystemExit as stop:
        return stop.code in (None, 0)
    return True


@pytest.mark.parametrize("kind", KINDS_OF_FILE)
def test_the_schemas_that_are_kept_are_fresh(kind: str) -> None:
    kept = (REPOSITORY / f"schemas/{kind}.json").read_text(encoding="utf-8")
    assert kept == as_text(schema(kind, shipped_criteria())), f"hhmonitor schema {kind} --output schemas/{kind}.json"
    assert hhmonitor("schema", kind, "--root", REPOSITORY).out == kept


def test_every_shipped_file_names_its_schema() -> None:
    for kind, depth, path in SHIPPED:
        with path.open(encoding="utf-8") as file:
            assert file.readline() == schema_line(depth, kind), path


@pytest.mark.parametrize("kind", KINDS_OF_FILE)
def test_every_shipped_file_passes(kind: str) -> None:
    assert passes(kind, *(path for one, _depth, path in SHIPPED if one == kind))


def test_the_country_of_the_examples_passes(tmp_path: Path) -> None:
    (tmp_path / "JP.yaml").write_text(JAPAN, encoding="utf-8")
    assert passes("country", tmp_path / "JP.yaml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("category: II", "categorie: II"),
        ("category: II", "category: V"),
        ("code: JP", "code: UK"),
        ("code: JP\n", ""),
        ("value: mixed", "value: mixt"),
        ("proposition_fit:", "proposition_fi:"),
        ("venture_capital: {value: unknown}", "venture_capital: positive"),
        ("biopharma:", "biofarma:"),
        ("date: 2019-10", "date: 2019-13"),
        ("health: no", "health: maybe"),
        ("themes: [ageing_society]", "themes: [ageing]"),
        (', rationale: "Many companies.", sources: [s1]', ', rationale: "Many companies."'),
        ('rationale: "Exports shrink.", ', ""),
        ("sources: [s1, s2]", "sources: s1"),
    ],
)
def test_what_a_schema_can_catch_it_catches(tmp_path: Path, old: str, new: str) -> None:
    assert JAPAN.count(old) == 1
    (tmp_path / "JP.yaml").write_text(JAPAN.replace(old, new), encoding="utf-8")
    assert not passes("country", tmp_path / "JP.yaml")


@pytest.mark.parametrize(
    "condition",
    ["{id: x, count: themes, trend: [stable]}", "{id: x}", "{id: x, trend: [rising]}", "{id: X, trend: [stable]}"],
)
def test_a_condition_that_is_none(tmp_path: Path, condition: str) -> None:
    text = (REPOSITORY / "criteria/2020-2023.yaml").read_text(encoding="utf-8")
    start = text.index("\ncategories:")
    text = f"{text[:start]}\ncategories:\n  - id: I\n    requires:\n      - {condition}\n"
    (tmp_path / "criteria.yaml").write_text(text, encoding="utf-8")
    assert not passes("criteria", tmp_path / "criteria.yaml")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", KINDS_OF_FILE)
def test_every_key_is_described_in_both_languages(kind: str, language: str) -> None:
    select(language)

    def keys(node: Any) -> list[tuple[str, Any]]:
        if isinstance(node, list):
            return [found for one in node for found in keys(one)]
        if not isinstance(node, dict):
            return []
        here = list(node["properties"].items()) if isinstance(node.get("properties"), dict) else []
        return here + [found for key, one in node.items() if key not in ("if", "then") for found in keys(one)]

    made = schema(kind, shipped_criteria())
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    described = keys({key: value for key, value in made.items() if key != "$defs"})
    for one in made["$defs"].values():
        described += keys({key: value for key, value in one.items() if key not in ("if", "then")})
    assert described
    assert [key for key, one in described if not one.get("description")] == []


def test_an_unknown_kind_of_file() -> None:
    answer = hhmonitor("schema", "contry")
    assert (answer.status, answer.out) == (2, "")
    assert "did you mean country?" in answer.err


def test_the_schemas_are_json() -> None:
    for kind in KINDS_OF_FILE:
        assert json.loads((REPOSITORY / f"schemas/{kind}.json").read_text(encoding="utf-8"))["title"]
