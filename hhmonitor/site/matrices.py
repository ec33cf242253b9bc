"""The matrices: markets against what the categories look at, and against the themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.blocks import content
from hhmonitor.answers.marks import legend, mark
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import grouped
from hhmonitor.answers.tones import tone_of
from hhmonitor.answers.words import category_word, input_label, input_word, value_word
from hhmonitor.inputs import Input
from hhmonitor.language import _
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.site.listing import name_orders


@dataclass(frozen=True, slots=True)
class Sign:
    """One input of one market: a sign, the word it stands for, and its order in the column."""

    column: str
    mark: str
    word: str
    tone: str
    order: int


@dataclass(frozen=True, slots=True)
class Row:
    """One market across the matrix."""

    code: str
    name: str
    name_order: int
    member: bool
    category: str
    tone: str
    category_order: int
    profile: str
    profile_order: int
    cells: tuple[Sign, ...]


def criteria_matrix(classification: Classification) -> Mapping[str, Any]:
    """Every market against its characteristics, dimensions, interest from the sector, trend and lists."""
    criteria = classification.criteria
    paths = [
        *(f"health_system.{name}" for name in criteria.health_system),
        *(f"dimensions.{name}" for name in criteria.dimensions),
        "sector_interest",
        "trend",
        *(f"priority_lists.{name}" for name in criteria.priority_lists),
    ]
    matrix = _matrix(classification, _("Markets against the criteria"), paths)
    return {**matrix, "legend": content([legend(), f"; {further_signs()}"])}


def theme_matrix(classification: Classification) -> Mapping[str, Any]:
    """Every market against the themes, with the number of markets that have interest in each."""
    paths = [f"themes.{name}" for name in classification.criteria.themes]
    listed = [classification[code] for code in classification.listed()]
    totals = [sum("none" not in one.inputs.by_path[path].possible for one in listed) for path in paths]
    return {**_matrix(classification, _("Markets against the themes"), paths), "totals": totals}


def _matrix(classification: Classification, title: str, paths: Sequence[str]) -> Mapping[str, Any]:
    codes = classification.with_members(classification.listed())
    names = name_orders(classification)
    return {
        "title": title,
        "legend": legend(),
        "columns": [input_label(classification.criteria, path) for path in paths],
        "rows": [
            _row(classification, one, names[one.code], member, paths)
            for _category, ones in grouped(classification, codes)
            for one, member in ones
        ],
        "totals": [],
    }


def _row(classification: Classification, one: Classified, name_order: int, member: bool, paths: Iterable[str]) -> Row:
    criteria, order = classification.criteria, classification.ruleset.order
    return Row(
        code=one.code,
        name=market_name(one.market),
        name_order=name_order,
        member=member,
        category=category_word(one.category),
        tone=tone_of(criteria, one.category),
        category_order=order[one.category],
        profile=category_word(one.assessment.rule_category) if one.region else "",
        profile_order=order[one.assessment.rule_category] if one.region else len(order),
        cells=tuple(_sign(input_label(criteria, path), one.inputs.by_path[path]) for path in paths),
    )


def _sign(column: str, entry: Input) -> Sign:
    scale = SCALES[entry.path.partition(".")[0]]
    # The best value first; what is not known comes after everything that is.
    order = len(scale.values) - scale.rank(entry.value) if entry.known else len(scale.values) + 1
    return Sign(column, _short(entry), input_word(entry), entry.value, order)


_SIGNS = {"in": "✓", "out": "–", "emerging": "↗", "stable": "→", "declining": "↘", "incidental": "◌"}


def _short(entry: Input) -> str:
    return _SIGNS.get(entry.value) or mark(entry).sign


def further_signs() -> str:
    """What the signs mean that the legend of marks leaves out."""
    return ", ".join(f"{sign} {value_word(value)}" for value, sign in _SIGNS.items())
