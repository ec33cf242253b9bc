"""A saved ``classify --format json`` as a state to compare with.

A snapshot holds what was known of each input and, where this program saved it, the criteria; not the files. So the
states in between are made input by input: an input that the figures judge changed by a figure, unless the figures of
now under the criteria of then give what they give now; one that members add up to, by its membership where that
differs. Where the snapshot holds no criteria, those of the same name in the project stand in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from hhmonitor.engine import Ruleset
from hhmonitor.findings import DataPath, Place
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.questions import criteria_between
from hhmonitor.questions.between_projects import held
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.comparison import Change, Held, Kind, Moment

_WORDS = {"label": True, "reference": True, "reading": True, "description": True}
_EACH = {"__all__": _WORDS}
_TO_BE_READ: Any = {
    **dict.fromkeys(("health_system", "dimensions", "attaches", "themes", "indicators", "priority_lists"), _EACH),
    "source": True,
    "categories": {
        "__all__": {
            **_WORDS,
            **dict.fromkeys(("requires", "prefers", "keep", "variants"), _EACH),
            "effort": True,
        }
    },
}
"""The parts of the criteria that decide nothing."""


def rules_as_data(criteria: Criteria) -> dict[str, Any]:
    """The criteria as a snapshot keeps them: what decides, without the words that are there to be read."""
    return criteria.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_TO_BE_READ)


class NoSnapshot(Exception):
    """The text is no saved classification that can be compared with."""


@dataclass(frozen=True)
class Saved:
    """One market of a snapshot: ``values`` are the least favourable values of its inputs by path.

    A member of a region has no category of its own.
    """

    code: str
    name: str
    category: str | None
    rule_category: str
    region: str | None
    members: tuple[str, ...]
    declared: str | None
    decided: str | None
    values: Mapping[str, str]
    basis: Mapping[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A saved classification."""

    criteria_id: str
    criteria: Criteria | None
    as_of: date
    markets: Mapping[str, Saved]

    def region_of(self, code: str) -> str | None:
        """The region that a country was a member of, whether or not the list was saved with its members."""
        return next((one.code for one in self.markets.values() if code in one.members), None)


def read_snapshot(text: str) -> Snapshot:
    """What ``classify --format json`` saved. Raises NoSnapshot."""
    try:
        data = json.loads(text)
        definition = data.get("rules")
        return Snapshot(
            criteria_id=str(data["criteria"]),
            criteria=None if definition is None else Criteria.model_validate(definition),
            as_of=date.fromisoformat(data["as_of"]),
            markets={one["code"]: _saved(one) for one in data["markets"]},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError) as error:
        raise NoSnapshot(str(error).partition("\n")[0]) from None


def _saved(one: Mapping[str, Any]) -> Saved:
    inputs = {path: entry for group, found in one["inputs"].items() for path, entry in _paths(group, found)}
    decision = one.get("decision")
    return Saved(
        code=_word(one["code"]),
        name=_word(one["name"]),
        category=_category(one),
        rule_category=_word(one["rule_category"]),
        region=_word_or_none(one["region"]),
        members=tuple(map(_word, one["members"])),
        declared=_word_or_none(one["declared"]),
        decided=_word(decision["category"]) if decision and decision["in_force"] else None,
        values={path: _lowest(entry) for path, entry in inputs.items() if _lowest(entry)},
        basis={path: _word(entry["basis"]) for path, entry in inputs.items()},
    )


def _category(one: Mapping[str, Any]) -> str | None:
    """The category, which a market that stands by itself must have."""
    return _word(one["category"]) if one["region"] is None else None


def _word(value: object) -> str:
    """The value, which must be text. Raises TypeError where it is not."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.60} is no text")
    return value


def _word_or_none(value: object) -> str | None:
    return None if value is None else _word(value)


def _paths(group: str, found: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if "value" in found and not isinstance(found["value"], dict):
        yield group, found
    else:
        yield from ((f"{group}.{name}", entry) for name, entry in found.items())


def _lowest(entry: Mapping[str, Any]) -> str:
    """The least favourable value; an unknown of which nothing more was saved counts for nothing."""
    possible = entry.get("possible")
    if possible:
        return str(possible[0])
    return "" if entry["value"] == "unknown" else str(entry["value"])


class BetweenSnapshot:
    """A snapshot and a classification of now, and what lies in between (:class:`comparison.Between`)."""

    def __init__(self, snapshot: Snapshot, now: Classification, label: str) -> None:
        self._then, self._now = snapshot, now
        self._criteria = snapshot.criteria or now.project.criteria_sets.get(snapshot.criteria_id) or now.criteria
        self._rulesets: dict[frozenset[str], Ruleset] = {}
        self.base = Moment(label, snapshot.criteria_id, snapshot.as_of)
        self.now = Moment("", now.criteria.id, now.as_of)

    def before(self) -> Sequence[str]:
        """The markets on the list in the snapshot."""
        return tuple(code for code, one in self._then.markets.items() if one.region is None)

    def after(self) -> Sequence[str]:
        """The markets on the list now."""
        return self._now.listed()

    def first_category(self, code: str) -> str:
        """The category in the snapshot."""
        category = self._then.markets[code].category
        assert category is not None, "only markets of the list, which stand by themselves, are compared"
        return category

    def last_category(self, code: str) -> str:
        """The category now."""
        return self._now[code].category

    def rule_categories(self, code: str) -> tuple[str, str]:
        """The categories that the rules gave in the snapshot and give now, decisions aside."""
        return self._then.markets[code].rule_category, self._now[code].assessment.rule_category

    def by_decision(self, code: str) -> bool:
        """Whether a decision gives the category now."""
        return self._now[code].by_decision

    def rank(self, category: str) -> int:
        """The rank of a category by the criteria of now."""
        return self._now.ruleset.rank(category)

    def market(self, code: str) -> Country | Region | str:
        """The market as it is now, or its name in the snapshot."""
        project = self._now.project
        return project.regions.get(code) or project.countries.get(code) or self._then.markets[code].name

    def held(self) -> Iterator[Held]:
        """The markets that stay in their category because of hysteresis."""
        return held(self._now)

    def arrival(self, code: str) -> Change:
        """Why a market is on one of the two lists only."""
        then, now = self._then.region_of(code), self._now.project.region_of.get(code)
        if then != now:
            return Change("regions", code, "region", then, now)
        file = self._now.project.files.get(code)
        if code in self._now.project.regions:
            return Change("regions", code, "members", None, self._now[code].members, self._located(code, ("members",)))
        return Change("file", code, "", None, file, Place(file) if file else None)

    def changes(self, code: str) -> tuple[Change, ...]:
        """Everything that differs and can bear on a market."""
        then, now = self._then.markets[code], self._now[code]
        return (*self._input_changes(then, now), *self._standing(then, now), *self._criteria_changes)

    def _input_changes(self, then: Saved, now: Classified) -> Iterator[Change]:
        values = self._values_now(then.code)
        for path in dict.fromkeys((*then.values, *values)):
            old, new = then.values.get(path), values.get(path)
            if old != new:
                place = self._located(then.code, tuple(path.split(".")))
                yield Change(self._kind(then, now, path), then.code, path, old, new, place)

    def _kind(self, then: Saved, now: Classified, path: str) -> Kind:
        if path.startswith("priority_lists."):
            return "regions" if self._same_lists else "lists"
        bases = {then.basis.get(path), now.inputs.by_path[path].basis if path in now.inputs.by_path else None}
        if "members" in bases and then.members != now.members:
            return "regions"
        if bases <= {"indicators", "unknown"} and "indicators" in bases:
            under_old = self._under_old_criteria.inputs(then.code).by_path.get(path)
            return "criteria" if under_old and under_old.possible[0] == then.values.get(path) else "figures"
        return "evidence"

    @property
    def _same_lists(self) -> bool:
        return self._criteria.priority_lists == self._now.criteria.priority_lists

    @cached_property
    def _under_old_criteria(self) -> Classification:
        return Classification(self._now.project, self._now.as_of, self._criteria)

    def _standing(self, then: Saved, now: Classified) -> Iterator[Change]:
        decided = _decided(now)
        if then.decided != decided:
            place = self._located(then.code, ("decision",))
            yield Change("decision", then.code, "decision", then.decided, decided, place)
        if self._now.criteria.hysteresis is not None and then.declared != now.declared:
            place = self._located(then.code, ("category",))
            yield Change("in_force", then.code, "category", then.declared, now.declared, place)

    @cached_property
    def _criteria_changes(self) -> tuple[Change, ...]:
        def locate(path: DataPath) -> Place | None:
            return self._located(self._now.criteria.id, path)

        found = criteria_between.changes(self._criteria, self._now.criteria, locate)
        # What lists say of a market stands among its inputs already.
        return tuple(change for change in found if change.kind != "lists")

    def category(self, code: str, made: frozenset[Change]) -> str:
        """The category when these changes are made and no others."""
        if len(made) == len(self.changes(code)):
            return self.last_category(code)
        then, now = self._then.markets[code], self._now[code]
        decided = _decided(now) if any(change.kind == "decision" for change in made) else then.decided
        if decided is not None:
            return decided
        changed = {change.path for change in made if change.market == code}
        known = self._values_now(code)
        values = {path: (known if path in changed else then.values).get(path) for path in (*then.values, *known)}
        return self._ruleset(made).category({path: value for path, value in values.items() if value is not None})

    def _ruleset(self, made: frozenset[Change]) -> Ruleset:
        paths = frozenset(change.path for change in made if change.market is None)
        if paths not in self._rulesets:
            self._rulesets[paths] = Ruleset(criteria_between.in_between(self._criteria, self._now.criteria, paths))
        return self._rulesets[paths]

    def _values_now(self, code: str) -> dict[str, str]:
        return {path: one.possible[0] for path, one in self._now[code].inputs.by_path.items()}

    def _located(self, name: str, path: DataPath) -> Place | None:
        file = self._now.project.files.get(name)
        document = self._now.project.document(file) if file else None
        return document.locate(Place(document.file, path, on_key=True)) if document else None


def _decided(one: Classified) -> str | None:
    """The category that a decision in force gives."""
    return one.category if one.by_decision else None
