"""Criteria in which every key of the model is there, found by walking through the model, and changes of each value.

A key that the model gains tomorrow is in these criteria without anybody thinking of it, so that a test which changes
every value fails until the new one is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hhmonitor.model import Bilingual, Condition, Criteria
from hhmonitor.model.base import DATE_PATTERN, IDENTIFIER_PATTERN
from hhmonitor.model.criteria import KINDS

NAMES = ("first", "second")
"""What everything is called that criteria name: conditions ask for the first of each."""

REFERENCES = {
    "priority_list": "first",
    "attache": "first",
    "indicator": "first",
    "includes": "third",  # no list holds itself
    "product_of": "third",
}
"""Keys that name something which stands elsewhere in the criteria."""

Path = tuple[str, ...]


class Sample:
    """A value, and what else could stand in its place: each with the path of what is changed."""

    def __init__(self, value: Any, others: Iterator[tuple[Path, Any]] | list[tuple[Path, Any]]) -> None:
        self.value = value
        self.others = list(others)


class Walk:
    """One walk through the model; numbers and words differ everywhere, so that none stands in for another."""

    def __init__(self) -> None:
        self._numbers = count(11)

    def model(self, model: type[BaseModel]) -> Sample:
        """A model with all its keys."""
        if issubclass(model, Condition):
            return self._condition(model)
        return self._mapping(
            {info.alias or name: self.field(info.alias or name, info) for name, info in model.model_fields.items()},
            {info.alias or name for name, info in model.model_fields.items() if not info.is_required()},
        )

    def _mapping(self, samples: Mapping[str, Sample], optional: set[str]) -> Sample:
        value = {key: one.value for key, one in samples.items()}

        def others() -> Iterator[tuple[Path, Any]]:
            for key, one in samples.items():
                yield from (((key, *path), {**value, key: other}) for path, other in one.others)
                if key in optional:
                    yield (key, "(left out)"), {name: there for name, there in value.items() if name != key}

        return Sample(value, others())

    def field(self, key: str, info: FieldInfo) -> Sample:
        """What can stand under a key."""
        return self._annotation(key, info.annotation, tuple(info.metadata))

    def _annotation(self, key: str, annotation: Any, metadata: tuple[Any, ...]) -> Sample:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            nested = [part for one in arguments[1:] for part in (one.metadata if isinstance(one, FieldInfo) else [one])]
            return self._annotation(key, arguments[0], (*metadata, *nested))
        if origin in (Union, UnionType):
            wanted = [one for one in arguments if one is not type(None)]
            # Of a text in one language or in two, the one in two.
            return self._annotation(key, wanted[-1], metadata)
        if origin is Literal:
            return self._choice(list(arguments))
        if origin is tuple:
            one = self._annotation(key, arguments[0], ())
            return Sample([one.value], [(("[]", *path), [other]) for path, other in one.others])
        if origin is dict:
            return self._mapping({name: self._annotation(key, arguments[1], ()) for name in NAMES}, {NAMES[1]})
        if isinstance(annotation, type) and issubclass(annotation, Bilingual):
            number = next(self._numbers)
            text = {"en": f"Words {number}", "nl": f"Woorden {number}"}
            return Sample(text, [((one,), {**text, one: f"{text[one]} anew"}) for one in text])
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.model(annotation)
        return self._plain(key, annotation, metadata)

    def _plain(self, key: str, annotation: Any, metadata: tuple[Any, ...]) -> Sample:
        if annotation is bool:
            return self._choice([True, False])
        if annotation in (int, float):
            share = annotation is float and any(isinstance(one, Le) for one in metadata)
            step = 1000 if share else 1
            return self._choice([next(self._numbers) / step if share else next(self._numbers) for _again in range(2)])
        assert annotation is str, f"no sample of {key}: {annotation}; teach {__name__} to make one"
        if key in REFERENCES:
            return self._choice([REFERENCES[key], NAMES[1]])
        patterns = {getattr(one, "pattern", None) for one in metadata}
        number = next(self._numbers)
        if DATE_PATTERN in patterns:
            return self._choice([f"20{number % 80 + 10}-03", f"20{number % 80 + 10}-04"])
        if IDENTIFIER_PATTERN in patterns:
            return self._choice([f"name_{number}", f"other_{number}"])
        return self._choice([f"Word {number}", f"Other {number}"])

    @staticmethod
    def _choice(values: list[Any]) -> Sample:
        return Sample(values[0], [((), one) for one in values[1:]])

    def _condition(self, model: type[BaseModel]) -> Sample:
        """A condition by itself, or with what a requirement says beside it."""
        own = {name: info for name, info in model.model_fields.items() if name not in Condition.model_fields}
        beside = self._mapping(
            {name: self.field(name, info) for name, info in own.items()},
            {name for name, info in own.items() if not info.is_required()},
        )
        # What is simplest stands here; all kinds of condition are tried in its place.
        first, *others = conditions()
        return Sample(
            beside.value | first,
            [
                *((path, other | first) for path, other in beside.others),
                *((("(condition)",), beside.value | one) for one in others),
            ],
        )


def conditions() -> list[dict[str, Any]]:
    """Every kind of condition with every value that it can ask for, and each within another."""
    walk = Walk()
    fields = {info.alias or name: info for name, info in Condition.model_fields.items()}
    assert set(fields) == {*KINDS, "at_least", "at_most", "level"}, "a new key of conditions is to be tried here"
    leaves: list[dict[str, Any]] = [
        {"indicator": "first", "at_least": 11.5},
        {"indicator": "first", "at_least": 12.125},
        {"indicator": "first", "at_most": 11.5},
        {"indicator": "first", "at_least": 11.5, "at_most": 13},
    ]
    level_sample = walk.field("level", fields["level"])
    for group in _all(walk.field("count", fields["count"])):
        leaves += [{"count": group, "at_least": 1}, {"count": group, "at_least": 2}]
        if group != "health_system":  # which counts what is positive, whatever the level
            # Specific is the level where none is given.
            asked = [one for one in _all(level_sample) if one != "specific"]
            leaves += [{"count": group, "at_least": 1, "level": one} for one in asked]
    for kind in KINDS:
        if kind in ("count", "indicator", "any", "all", "not"):
            continue
        leaves += [{kind: one} for one in _all(walk.field(kind, fields[kind]))]
    two, three = leaves[4:6], leaves[4:7]
    joint: list[dict[str, Any]] = [
        {"any": two},
        {"all": two},
        {"any": three},
        {"all": [two[0], {"any": leaves[5:7]}]},
        {"any": [{"all": two}, leaves[6]]},
        {"not": {"any": two}},
        {"not": {"all": two}},
    ]
    return [*leaves, *({"not": leaf} for leaf in leaves), *joint]


def _all(sample: Sample) -> list[Any]:
    return [sample.value, *(other for _path, other in sample.others)]


def criteria_and_changes() -> Sample:
    """Criteria with every key, as data, and what they become when one value is another."""
    found = Walk().model(Criteria)
    # The figures that conditions ask about cannot be gone.
    return Sample(found.value, [(path, data) for path, data in found.others if data.get("indicators")])
