"""JSON Schemas (2020-12) of files and answers, for editors and for programs that know nothing of hhmonitor.

Those of files are made from the models that read them, so that the two cannot differ; the names that the criteria in
use define stand in them as keys and words, so that an editor can offer them. Those of answers are made from their
shapes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hhmonitor.answers.keys import KEYS
from hhmonitor.language import _, selected
from hhmonitor.language.territories import territory_codes
from hhmonitor.model import Country, Criteria, Region, in_language
from hhmonitor.model.base import Model
from hhmonitor.model.criteria import KINDS, Labelled

Schema = dict[str, Any]

KINDS_OF_FILE: Mapping[str, type[Model]] = {"country": Country, "region": Region, "criteria": Criteria}
"""The kinds of file that have a schema, with the model that reads each."""

FOLDER = "schemas"
"""Where a project keeps its schemas."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE = r"^(unknown|\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)$"
_DATES = {"date", "since", "from", "until", "to", "review_by", "reference_date"}


def schema(kind: str, criteria: Criteria) -> Schema:
    """The schema of one of ``KINDS_OF_FILE`` under a set of criteria, in the language in use."""
    model = KINDS_OF_FILE[kind]
    made = model.model_json_schema(by_alias=True)
    made["$defs"] = dict(sorted(made["$defs"].items()))
    for name, one in [(model.__name__, made), *made["$defs"].items()]:
        _describe(one, KEYS[name])
    if kind == "criteria":
        _exactly_one_kind(made["$defs"])
    else:
        _name(made, criteria, country=kind == "country")
        _ask_for_grounds(made["$defs"])
    titles = {"country": _("A country"), "region": _("A region"), "criteria": _("Criteria")}
    return {"$schema": _DIALECT, "title": f"hhmonitor: {titles[kind]}", **_plain(made)}


def answer_schema(name: str) -> Schema:
    """The schema of the JSON of the answer with this name; more keys than it names may be there."""
    from hhmonitor.answers.answer import Answer
    from hhmonitor.answers.shapes import SHAPES

    made = SHAPES[name].model_json_schema()
    properties = {"schema": {"const": f"hhmonitor/{name}/{Answer.version}"}, **made["properties"]}
    made |= {"properties": properties, "required": ["schema", *made["required"]]}
    for one in [made, *made.get("$defs", {}).values()]:
        one.pop("description", None)  # what a shape's docstring says, it says to developers
    return {"$schema": _DIALECT, "title": _("hhmonitor: the answer “{name}”").format(name=name), **_plain(made)}


def as_text(made: Schema) -> str:
    """A schema as it is kept."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def schema_line(depth: int, kind: str) -> str:
    """The first line of a file so many folders below the project, by which editors find its schema."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{kind}.json\n"


def _describe(one: Schema, texts: Mapping[str, str]) -> None:
    """Give every key its line, and dates both their forms: YAML reads a bare year as a number."""
    one.pop("description", None)
    for key, entry in one.get("properties", {}).items():
        if key in _DATES and _text_alone(entry):
            _dated(entry)
        entry["description"] = _(texts[key])


def _text_alone(entry: Schema) -> bool:
    """Whether a key holds a text, or nothing."""
    kinds = {one.get("type") for one in entry.get("anyOf", [entry])}
    return kinds <= {"string", "null"}


def _dated(entry: Schema) -> None:
    nothing = [{"type": "null"}] if any(one.get("type") == "null" for one in entry.get("anyOf", ())) else []
    year = {"type": "integer", "minimum": 1000, "maximum": 9999}
    for key in ("type", "pattern", "anyOf"):
        entry.pop(key, None)
    entry["anyOf"] = [{"type": "string", "pattern": _DATE}, year, *nothing]


def _name(made: Schema, criteria: Criteria, *, country: bool) -> None:
    """Put the names that the criteria define into the schema of a market."""
    properties, definitions = made["properties"], made["$defs"]
    if country:
        properties["code"] = {
            "enum": sorted(territory_codes()),
            "description": _("the code of the country in ISO 3166-1, which is the name of the file too"),
        }
    for group, labels in (("health_system", criteria.health_system), ("dimensions", criteria.dimensions)):
        one = properties[group]
        one["properties"] = _labelled(labels, one.pop("additionalProperties"))
        one["additionalProperties"] = False
        if country:
            one["required"] = list(labels)
    inventory = next(one for one in properties["themes"]["oneOf"] if one.get("type") == "object")
    inventory["properties"] = _labelled(criteria.themes, inventory.pop("additionalProperties"))
    inventory["additionalProperties"] = False
    attaches = definitions["Attaches"]
    attaches["properties"] |= _labelled(criteria.attaches, attaches.pop("additionalProperties"))
    attaches["additionalProperties"] = False
    properties["category"] = _one_of(criteria.outcomes, properties["category"], or_nothing=True)
    decision = definitions["Decision"]["properties"]
    decision["category"] = _one_of((*criteria.outcomes, "none"), decision["category"])
    activity = definitions["Activity"]["properties"]
    activity["themes"]["items"] = {"enum": list(criteria.themes)}
    activity["dimensions"]["items"] = {"enum": list(criteria.dimensions)}
    effort = {item.id: item.label for category in criteria.categories for item in category.effort}
    for key, names in (
        ("effort", effort),
        ("indicators", {name: one.label for name, one in criteria.indicators.items()}),
    ):
        one = properties[key]
        kept = one.pop("additionalProperties")
        one["properties"] = {
            name: _described(kept, in_language(label, selected(), name)) for name, label in names.items()
        }
        one["additionalProperties"] = False


def _labelled(names: Mapping[str, Labelled], each: Schema) -> Schema:
    return {name: _described(each, in_language(one.label, selected(), name)) for name, one in names.items()}


def _described(each: Schema, text: str) -> Schema:
    return {**each, "description": text}


def _one_of(words: Iterable[str], entry: Schema, *, or_nothing: bool = False) -> Schema:
    return {"enum": [*words, *([None] if or_nothing else [])], "description": entry["description"]}


def _ask_for_grounds(definitions: Schema) -> None:
    """A judgement that is not unknown says why, and on what it rests."""
    for name, key, asked in (
        ("Judgement", "value", ["rationale", "sources"]),
        ("Interest", "level", ["rationale", "sources"]),
        ("SectorInterest", "level", ["rationale", "sources"]),
        ("Trend", "value", ["rationale"]),
    ):
        one = definitions[name]
        one["if"] = {"properties": {key: {"not": {"const": "unknown"}}}, "required": [key]}
        one["then"] = {"required": asked}
        if "sources" in asked:
            one["then"]["properties"] = {"sources": {"minItems": 1}}


def _exactly_one_kind(definitions: Schema) -> None:
    """A condition has exactly one of the keys that say what it asks."""
    for name in ("Condition", "Requirement"):
        definitions[name]["oneOf"] = [{"required": [kind]} for kind in KINDS]


def _plain(node: Any) -> Any:
    """A schema without what says nothing to anybody: pydantic's titles and discriminators, and empty defaults."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {key: _inside(key, value) for key, value in _kept(node)}


def _inside(key: str, value: Any) -> Any:
    """What stands under a key: names of keys are no part of the schema's own language."""
    if key in ("properties", "$defs") and isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return _plain(value)


def _kept(node: Schema) -> Iterator[tuple[str, Any]]:
    dropped: dict[str, Callable[[Any], bool]] = {
        "title": lambda value: isinstance(value, str),
        "discriminator": lambda _value: True,
        "default": lambda value: value in (None, [], {}),
    }
    for key, value in node.items():
        if not (key in dropped and dropped[key](value)):
            yield key, value
