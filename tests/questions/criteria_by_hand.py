"""Small criteria and markets, written out for a test."""

from __future__ import annotations

from typing import Any

from hhmonitor.engine import Ruleset
from hhmonitor.inputs import Block, Input, MarketInputs
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES


def criteria(*categories: dict[str, Any], **more: Any) -> Criteria:
    """Two characteristics, two dimensions, three themes and two nested lists, with the categories given."""
    data = {
        "id": "by-hand",
        "title": "By hand",
        "health_system": {name: {} for name in ("size", "fit")},
        "dimensions": {name: {} for name in ("innovation", "trade")},
        "themes": {name: {} for name in ("biopharma", "one_health", "ageing")},
        "priority_lists": {
            "top_9": {"complete": False},
            "top_25": {"complete": False, "includes": "top_9"},
        },
        "categories": list(categories),
        **more,
    }
    return Criteria.model_validate(data)


def category(id_: str, *requires: dict[str, Any], prefers: Any = (), variants: Any = ()) -> dict[str, Any]:
    """A category; requirements without an id are numbered."""

    def named(requirements: Any, prefix: str) -> list[dict[str, Any]]:
        return [{"id": f"{prefix}{place}", **one} for place, one in enumerate(requirements)]

    return {"id": id_, "requires": named(requires, "r"), "prefers": named(prefers, "p"), "variants": list(variants)}


def positive(number: int) -> dict[str, Any]:
    """At least so many characteristics positive."""
    return {"count": "health_system", "at_least": number}


def themes(number: int, level: str = "specific") -> dict[str, Any]:
    """Interest from at least so many themes."""
    return {"count": "themes", "at_least": number, "level": level}


def dimensions(number: int, level: str = "specific") -> dict[str, Any]:
    """Interest from at least so many dimensions."""
    return {"count": "dimensions", "at_least": number, "level": level}


def market(of: Criteria, code: str = "XA", **values: str) -> MarketInputs:
    """A market of which everything is known, the lowest of its scale where not given; ``a__b`` stands for ``a.b``.

    The value ``unknown`` leaves an input open.
    """
    given = {path.replace("__", "."): value for path, value in values.items()}

    def entry(group: str, name: str | None = None) -> Input:
        path = group if name is None else f"{group}.{name}"
        scale = SCALES[group]
        value = given.pop(path, scale.open[0])
        return Input(path, scale.open if value == "unknown" else (value,), "judgement")

    inputs = MarketInputs(
        code,
        *(
            {name: entry(group, name) for name in getattr(of, group)}
            for group in ("health_system", "dimensions", "themes")
        ),
        entry("sector_interest"),
        entry("trend"),
        {name: entry("attaches", name) for name in of.attaches},
        lists := {name: entry("priority_lists", name) for name in of.priority_lists},
        (Block(tuple(one.path for one in lists.values()), (tuple(one.value for one in lists.values()),)),),
    )
    assert not given, f"no such inputs: {given}"
    return inputs


def ruleset(*categories: dict[str, Any], **more: Any) -> Ruleset:
    """The rules of small criteria."""
    return Ruleset(criteria(*categories, **more))
