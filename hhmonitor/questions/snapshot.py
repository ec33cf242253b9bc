"""A list that was saved as JSON, as a state to compare with: of ``classify``, or kept by a review.

What decides is saved with the list: what the files say of each market, the figures that judge, and the criteria. So the
list is worked out anew from them, and everything that can be asked of a folder can be asked of it. That it comes out as
it was saved shows that nobody changed either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hhmonitor.findings import Place, Position, Span
from hhmonitor.inputs import FigureTable
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.project import Project, Root
from hhmonitor.questions.between import judging_figures
from hhmonitor.questions.classification import Classification

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

_GROUNDS = {"confidence", "rationale", "sources"}
_STATED: Any = {
    **{key: {"__all__": _GROUNDS} for key in ("health_system", "dimensions", "themes")},
    **dict.fromkeys(("sector_interest", "trend"), _GROUNDS),
    "attaches": {"sources"},
}
"""What judgements rest on, which does not decide."""
_DECIDING = {
    *("code", "language", "name", "members", "formerly", "category", "decision", "failed_reviews", "special_target"),
    *("health_system", "dimensions", "themes", "sector_interest", "trend", "attaches", "indicators"),
}
"""The keys of a market's file that decide, or that a later review asks for."""


class NoSnapshot(Exception):
    """The text is no saved list that can be compared with; the text says why."""


class OldSnapshot(NoSnapshot):
    """The list was saved by an earlier version, without the evidence that it rests on."""


class ChangedSnapshot(NoSnapshot):
    """The evidence that was saved gives another list than the one that was saved; the text names the markets."""


# Saving


def rules_as_data(criteria: Criteria) -> dict[str, Any]:
    """The criteria as a saved list keeps them: what decides, without the words that are there to be read."""
    return criteria.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_TO_BE_READ)


def rules_fingerprint(criteria: Criteria) -> str:
    """SHA-256, in hexadecimal, over what decides in the criteria."""
    return sha256(json.dumps(rules_as_data(criteria), sort_keys=True).encode()).hexdigest()


def evidence_as_data(classification: Classification, codes: Iterable[str]) -> dict[str, Any]:
    """What the list rests on: what decides of these markets, their regions and members, and where it stands.

    Figures that may not be passed on are not in it.
    """
    project = classification.project
    every = classification.with_members(dict.fromkeys(project.region_of.get(code, code) for code in codes))
    wanted = dict.fromkeys(judging_figures(classification.criteria))
    private = project.private_sources
    figures = {
        code: {name: {str(year): one for year, one in series.items()} for name, series in found.items()}
        for code in every
        if (found := dict(_passed_on(project.figures.get(code, {}), wanted, private)))
    }
    markets = {code: _deciding(classification, code) for code in every}
    return {
        "countries": {code: one for code, one in markets.items() if code not in project.regions},
        "regions": {code: one for code, one in markets.items() if code in project.regions},
        "figures": figures,
        "places": {code: _places(project, code) for code in every},
    }


def _passed_on(
    table: Mapping[str, Mapping[int, tuple[float, str]]], wanted: Iterable[str], private: frozenset[str]
) -> Iterable[tuple[str, dict[int, float]]]:
    for name in wanted:
        series = {year: value for year, (value, source) in table.get(name, {}).items() if source not in private}
        if series:
            yield name, series


def _deciding(classification: Classification, code: str) -> dict[str, Any]:
    market = classification.project.market(code).model_copy(update={"failed_reviews": classification.failures(code)})
    return market.model_dump(mode="json", by_alias=True, exclude_defaults=True, include=_DECIDING, exclude=_STATED)


def _places(project: Project, code: str) -> dict[str, Any]:
    """The file of a market, and the lines that are told where the market is gone."""
    file = project.files[code]
    found: dict[str, Any] = {"file": file}
    for key in ("code", "members") if code in project.regions else ("code",):
        place = project.locate(Place(file, (key,), on_key=True))
        if place.span is not None:
            found[key] = place.span.start.line
    return found


# Reading


@dataclass(frozen=True)
class SavedProject(Project):
    """A project as a saved list has it: there are no files, only the lines that were saved with it."""

    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def locate(self, place: Place) -> Place:
        line = self.lines.get(place.file, {}).get(str(place.path[0]) if place.path else "")
        return place if line is None else replace(place, span=Span(Position(line, 1), Position(line, 2)))


def read_snapshot(text: str) -> Classification:
    """The list that was saved, as of its day and under its criteria. Raises NoSnapshot."""
    try:
        data = json.loads(text)
        if "evidence" not in data and isinstance(data["markets"], list) and "criteria" in data:
            raise OldSnapshot
        classification = _classification(data)
        changed = [one["code"] for one in data["markets"] if _differs(classification, one)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError) as error:
        raise NoSnapshot(str(error).partition("\n")[0]) from None
    if changed:
        raise ChangedSnapshot(", ".join(changed))
    return classification


def _classification(data: Mapping[str, Any]) -> Classification:
    criteria = Criteria.model_validate(data["rules"])
    evidence = data["evidence"]
    places = evidence["places"]
    project = SavedProject(
        root=Root(Path(), "option"),
        criteria=criteria,
        criteria_sets={criteria.id: criteria},
        countries={code: Country.model_validate(one) for code, one in evidence["countries"].items()},
        regions={code: Region.model_validate(one) for code, one in evidence["regions"].items()},
        figures=_figures(evidence["figures"]),
        files={code: str(one["file"]) for code, one in places.items()},
        lines={str(one["file"]): {key: line for key, line in one.items() if key != "file"} for one in places.values()},
    )
    return Classification(project, date.fromisoformat(data["as_of"]), criteria)


def _figures(data: Mapping[str, Mapping[str, Mapping[str, float]]]) -> FigureTable:
    return {
        code: {name: {int(year): (float(value), "") for year, value in series.items()} for name, series in one.items()}
        for code, one in data.items()
    }


def _differs(classification: Classification, saved: Mapping[str, Any]) -> bool:
    """Whether a market comes out otherwise than it was saved."""
    one = classification[saved["code"]]
    found = (one.region, one.own_category, one.assessment.rule_category, one.declared, list(one.assessment.possible))
    return found != tuple(saved[key] for key in ("region", "category", "rule_category", "declared", "possible"))
