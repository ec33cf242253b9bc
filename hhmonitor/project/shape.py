"""What pydantic says of a document, as findings at the right place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hhmonitor.findings import (
    MAXIMUM_FINDINGS,
    DataPath,
    Finding,
    Mend,
    Place,
    Put,
    Retype,
    bare,
    certain,
    enumerated,
    nearest,
    numeral,
    suggested,
)
from hhmonitor.language import mark
from hhmonitor.language.typed_dates import one_date
from hhmonitor.model.base import DATE_PATTERN, IDENTIFIER_PATTERN
from hhmonitor.model.criteria import KINDS
from hhmonitor.model.market import CODE_PATTERN
from hhmonitor.model.settings import KNOWN_DAY_PATTERN
from hhmonitor.yaml.typed import BULLETS

M = TypeVar("M", bound=BaseModel)


class Read(Protocol):
    """What was read of a file: its name and its data."""

    @property
    def file(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


def validated(model: type[M], document: Read) -> tuple[M | None, list[Finding]]:
    """The document as a model, or none and everything that is wrong with its shape."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as failure:
        errors = failure.errors(include_url=False, include_context=True)
        findings = _merged(_finding(model, document, one) for one in errors[:MAXIMUM_FINDINGS])
        if len(errors) > MAXIMUM_FINDINGS:
            findings.append(Finding("HH109", Place(document.file), {"count": str(MAXIMUM_FINDINGS)}))
        return None, findings


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those on one word at one place as one: pydantic tells each alternative of a scale apart.

    Keys that are missing in one place are told one by one. Where ``value`` stands for ``level`` or the other way
    round, the one that is missing for that reason is not told again.
    """
    found = list(findings)
    exchanged = {(one.place.path[:-1], one.details["other"]) for one in found if one.code == "HH214"}
    merged: dict[tuple[str, Place, str], Finding] = {}
    for one in found:
        missing = one.details["key"] if one.code == "HH202" else ""
        if (one.place.path, missing) in exchanged:
            continue
        merged.setdefault((one.code, one.place, missing), one)
    return list(merged.values())


def _finding(model: type[BaseModel], document: Read, error: ErrorDetails) -> Finding:
    path = _path_in(document.data, error["loc"])
    kind = error["type"]
    place = Place(document.file, path)
    found = _shown(error.get("input"))
    context = error.get("ctx", {})
    if error["loc"][-1:] == ("[key]",):  # so pydantic says that the key is meant, not its value
        place = replace(place, on_key=True)
        kind = kind if kind == "string_pattern_mismatch" else "invalid_key"
    match kind:
        case "extra_forbidden":
            known = _keys_at(model, error["loc"])
            other = _EXCHANGED.get(path[-1])
            if other in known:
                return Finding(
                    "HH214",
                    Place(document.file, path, on_key=True),
                    {"key": str(path[-1]), "other": str(other)},
                    mend=Retype(str(other)),
                )
            details = {"key": str(error["loc"][-1]), "subject": subject(path[:-1]), "known": enumerated(known)}
            meant = certain(str(path[-1]), known)
            return Finding(
                "HH201",
                Place(document.file, path, on_key=True),
                details | _suggested(path[-1], known),
                mend=Retype(meant) if meant else None,
            )
        case "missing":
            details = {"key": str(error["loc"][-1]), "subject": subject(path)}
            return Finding("HH202", Place(document.file, path, on_key=True), details)
        case "literal_error":
            expected = _choices_at(model, error["loc"])
            details = {"value": found, "subject": subject(path), "expected": ", ".join(expected)}
            if expected == ["indicators"]:
                details["expected"] += f", {{value: {found}}}"
            mend = _word_meant(model, error, expected)
            return Finding("HH203", place, details | _suggested(error.get("input"), expected), mend=mend)
        case "date":
            day = one_date(bare(found)) or certain(found, ("unknown",))
            details = {"value": found, "subject": subject(path)}
            return Finding("HH205", place, details, mend=Put(int(day) if day.isdigit() else day) if day else None)
        case "string_pattern_mismatch":
            pattern = context["pattern"]
            details = {"value": found, "subject": subject(path), "sort": _WRITTEN[pattern]}
            name = suggested(_name_of(document.file)) if path == ("code",) else {}
            details |= name or _in_other_letters(bare(found), pattern)
            return Finding("HH206", place, details, mend=_code_meant(found, details.get("suggestion", "")))
        case "condition_kind":
            chosen = context["kinds"] or "-"
            return Finding("HH207", place, {"found": chosen, "expected": ", ".join(KINDS)})
        case "condition_companion":
            return Finding("HH208", place, {"key": context["key"], "kind": context["kind"]})
        case "condition_count" | "condition_bound":
            return Finding("HH209", place, {"subject": subject(path)})
        case "too_long":
            details = {"subject": subject(path), "bound": str(context["max_length"])}
            return Finding("HH213", Place(document.file, path, on_key=True), details)
        case "too_short":
            return Finding("HH210", place, {"subject": subject(path)})
        case "greater_than_equal" | "less_than_equal" | "finite_number":
            bound = str(context.get("ge", context.get("le", "")))
            return Finding("HH211", place, {"value": found, "subject": subject(path), "bound": bound})
        case "invalid_key":
            return Finding(
                "HH212", Place(document.file, path, on_key=True), {"key": found, "subject": subject(path[:-1])}
            )
        case "tuple_type" if found[:1] in BULLETS and found:
            return Finding("HH143", place, {"character": f"U+{ord(found[0]):04X}"})
        case "model_type" | "model_attributes_type" | "dict_type" if (key := _judged_by(model, error)) is not None:
            details = {"value": found, "subject": subject(path), "sort": f"{{{key}: {found}}}"}
            word = certain(found, _choices_at(model, (*error["loc"], key)))
            mend = Retype(f"{{{key}: {word}}}") if word else None
            return Finding("HH204", place, details, mend=mend)
        case _:
            details = {"value": found, "subject": subject(path), "sort": _EXPECTED.get(kind, mark("another value"))}
            category = numeral(found) if path[-1:] == ("category",) else ""
            return Finding("HH204", place, details | suggested(category), mend=_of_its_kind(kind, error, category))


def _word_meant(model: type[BaseModel], error: ErrorDetails, expected: list[str]) -> Mend | None:
    """The word of a scale that was meant; in its own key where a word stands in the place of a judgement."""
    found = str(error.get("input"))
    if meant := certain(found, expected):
        return Put(meant)
    if expected == ["indicators"]:
        judged = certain(found, _choices_at(model, (*error["loc"][:-1], "<mapping>", "value")))
        return Retype(f"{{value: {judged}}}") if judged else None
    return None


def _code_meant(found: str, suggestion: str) -> Mend | None:
    """A code in the letters that codes have; that of the file's name where it was left unknown."""
    written = bare(found).casefold()
    return Put(suggestion) if suggestion and written in (suggestion.casefold(), "unknown", "onbekend") else None


def _of_its_kind(kind: str, error: ErrorDetails, category: str) -> Mend | None:
    """What was written, as the kind of value that is expected: a number as text, one or several ids as a list."""
    found = error.get("input")
    if kind == "string_type" and isinstance(found, int) and not isinstance(found, bool):
        return Put(category or str(found))
    if kind == "tuple_type" and isinstance(found, str) and _IDS.fullmatch(found):
        return Put(re.split(r"\s*,\s*", found))
    return None


_IDS = re.compile(r"[\w-]+(?:\s*,\s*[\w-]+)*")

_EXPECTED = {
    "string_type": mark("text"),
    "int_type": mark("a whole number"),
    "int_from_float": mark("a whole number"),
    "float_type": mark("a number"),
    "bool_type": mark("true or false"),
    "tuple_type": mark("a list"),
    "dict_type": mark("keys with values"),
    "model_type": mark("keys with values"),
    "model_attributes_type": mark("keys with values"),
}
"""What was expected, by pydantic's type of error."""

_WRITTEN = {
    CODE_PATTERN: mark("capitals and digits, with dashes between them"),
    DATE_PATTERN: mark("a year, a month or a day, such as 2019-06-14"),
    KNOWN_DAY_PATTERN: mark("a year, a month or a day, such as 2019-06-14"),
    IDENTIFIER_PATTERN: mark("small letters, digits and underscores, a letter first"),
}
"""How what a pattern asks is written, in words."""

_EXCHANGED: dict[int | str, str] = {"value": "level", "level": "value"}
"""The keys of a judgement that are taken for each other."""


def _judged_by(model: type[BaseModel], error: ErrorDetails) -> str | None:
    """The key under which a judgement has its value, where a word stands in the place of a judgement; else none."""
    if not isinstance(error.get("input"), str):
        return None
    known = _keys_at(model, (*error["loc"], ""))
    return next((key for key in _EXCHANGED if key in known), None)


def _name_of(file: str) -> str | None:
    """The name of a file without its ending, where it is written as a code is."""
    stem = PurePath(file).stem
    return stem if re.fullmatch(CODE_PATTERN, stem) else None


def subject(path: DataPath) -> str:
    """What a path means to an analyst: ``venture_capital`` rather than ``health_system.venture_capital.value``."""
    names = [part for part in path if isinstance(part, str) and part not in _PLUMBING]
    return names[-1] if names else (str(path[0]) if path else "")


_PLUMBING = frozenset({"value", "level", "health_system", "dimensions", "themes", "values", "any", "all", "not"})


def _path_in(data: object, location: tuple[int | str, ...]) -> DataPath:
    """The part of pydantic's location that is in the document: its own names for alternatives are skipped."""
    path: list[int | str] = []
    for part in location:
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _keys_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that are known where pydantic met one that is not."""
    schema = _schema(model)
    node: Mapping[str, Any] = schema
    for part in location[:-1]:
        node = _step(schema, node, part)
    return sorted({name for one in _alternatives(schema, node) for name in one.get("properties", {})})


def _choices_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The words that may stand where pydantic met one that may not: by the schema, and not by what it says of them."""
    schema = _schema(model)
    node: Mapping[str, Any] = schema
    for part in location:
        node = _step(schema, node, part)
    # A choice of one word is a constant to a schema.
    return [
        str(word)
        for one in _alternatives(schema, node)
        for word in one.get("enum", [one["const"]] if "const" in one else [])
    ]


@cache
def _schema(model: type[BaseModel]) -> Mapping[str, Any]:
    return model.model_json_schema()


def _step(schema: Mapping[str, Any], node: Mapping[str, Any], part: int | str) -> Mapping[str, Any]:
    for one in _alternatives(schema, node):
        if part in one.get("properties", {}):
            return dict(one["properties"][part])
        if isinstance(part, int) and "items" in one:
            return dict(one["items"])
        if isinstance(one.get("additionalProperties"), dict) and not str(part).startswith("<"):
            return dict(one["additionalProperties"])
    return node


def _alternatives(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A node of a JSON Schema and everything that it may stand for."""
    if "$ref" in node:
        yield from _alternatives(schema, schema["$defs"][node["$ref"].rpartition("/")[2]])
        return
    yield node
    for alternative in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _alternatives(schema, alternative)


def _suggested(word: object, known: list[str]) -> dict[str, str]:
    suggestion = nearest(str(word), known)
    return {"suggestion": suggestion} if suggestion else {}


def _in_other_letters(word: str, pattern: str) -> dict[str, str]:
    """The word in capitals or in small letters, where that is all that it takes."""
    fitting = next((one for one in (word.upper(), word.lower()) if re.fullmatch(pattern, one)), None)
    return {"suggestion": fitting} if fitting else {}


def _shown(value: object) -> str:
    """A value as short text for a message."""
    text = {True: "true", False: "false", None: ""}.get(value) if isinstance(value, bool | None) else str(value)
    shown = " ".join(str(text).split())
    return shown if len(shown) <= 60 else shown[:59] + "…"
