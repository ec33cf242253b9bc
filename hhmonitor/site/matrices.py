"""The matrices: markets against what the categories look at, and against the themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers import blocks
from hhmonitor.answers.blocks import (
    Badge,
    Cell,
    Column,
    Item,
    Mark,
    Market,
    Reference,
    Said,
    Table,
    content,
    plain,
)
from hhmonitor.answers.conditions import counts_for
from hhmonitor.answers.explanation import definition_read_as, inputs_told
from hhmonitor.answers.marks import legend, mark
from hhmonitor.answers.names import market_name, sought_by
from hhmonitor.answers.ordering import grouped
from hhmonitor.answers.tones import tone_of
from hhmonitor.answers.words import category_word, input_title, input_word, value_word
from hhmonitor.engine import NONE
from hhmonitor.inputs import Input
from hhmonitor.language import _
from hhmonitor.language.dates import date_text
from hhmonitor.model import Criteria
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.site.listing import name_orders


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the input, what it is called, what it counts for in the criteria, and how these were read."""

    path: str
    title: str
    counts_for: tuple[str, ...]
    reading: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One input of one market: a sign, the word it stands for, its order in the column, and what it rests on.

    ``value`` is what is known of it, the same in every language.
    """

    head: Head
    value: str
    mark: str
    word: str
    tone: str
    order: int
    told: Item


@dataclass(frozen=True, slots=True)
class Row:
    """One market across the matrix; ``judged`` is the day of its judgements, ``references`` what these cite.

    ``shown_category`` is the word for its category.
    """

    code: str
    name: str
    sought_by: str
    name_order: int
    member: bool
    category: str
    shown_category: str
    tone: str
    category_order: int
    profile: str
    profile_order: int
    judged: str
    cells: tuple[Sign, ...]
    references: tuple[Reference, ...]


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
    matrix = _matrix(classification, paths)
    return {**matrix, "legend": content([legend(), f"; {further_signs()}"])}


def theme_matrix(classification: Classification) -> Mapping[str, Any]:
    """Every market against the themes, with the number of markets that have interest in each."""
    paths = [f"themes.{name}" for name in classification.criteria.themes]
    listed = [classification[code] for code in classification.listed()]
    totals = [sum("none" not in one.inputs.by_path[path].possible for one in listed) for path in paths]
    return {**_matrix(classification, paths), "totals": totals}


def _matrix(classification: Classification, paths: Sequence[str]) -> Mapping[str, Any]:
    codes = classification.with_members(classification.listed())
    names = name_orders(classification)
    heads = [_head(classification.criteria, path) for path in paths]
    return {
        "legend": legend(),
        "columns": heads,
        "categories": [(name, category_word(name)) for name in (*classification.criteria.outcomes, NONE)],
        "rows": [
            _row(classification, one, names[one.code], member, heads)
            for _category, ones in grouped(classification, codes)
            for one, member in ones
        ],
        "totals": [],
    }


def matrix_table(title: str, heads: Sequence[Head], rows: Iterable[Row], *, in_words: bool) -> Table:
    """A matrix to be taken along: with signs, as the page has them, or ``in_words``."""
    columns = [
        Column(_("Market"), 26),
        Column(_("Category"), 10, scale="category"),
        Column(_("Profile by the rules"), 10),
        *(Column(head.title, 11, scale="value" if in_words else "", upright=True) for head in heads),
    ]

    def cells(row: Row) -> Iterator[Cell | Said]:
        yield Market(row.name, row.code)
        yield Badge(row.shown_category, row.tone)
        yield row.profile
        for one in row.cells:
            yield Cell(one.word if in_words else Mark(one.mark, one.tone, one.word), one.tone)

    return Table(columns, [blocks.Row(cells(row), "member" if row.member else "") for row in rows], title, "matrix")


def _head(criteria: Criteria, path: str) -> Head:
    reading = " ".join(plain(one) for one in definition_read_as(criteria, path))
    return Head(path, input_title(criteria, path), tuple(counts_for(criteria, path)), reading)


def _row(classification: Classification, one: Classified, name_order: int, member: bool, heads: Sequence[Head]) -> Row:
    criteria, order = classification.criteria, classification.ruleset.order
    told = inputs_told(classification, one.code, [head.path for head in heads])
    return Row(
        code=one.code,
        name=market_name(one.market),
        sought_by="|".join(sought_by(one.market)),
        name_order=name_order,
        member=member,
        category=one.category,
        shown_category=category_word(one.category),
        tone=tone_of(criteria, one.category),
        category_order=order[one.category],
        profile=category_word(one.assessment.rule_category) if one.region else "",
        profile_order=order[one.assessment.rule_category] if one.region else len(order),
        judged=date_text(one.market.reference_date or "unknown"),
        cells=tuple(_sign(head, one.inputs.by_path[head.path], told.items[head.path]) for head in heads),
        references=told.references,
    )


def _sign(head: Head, entry: Input, told: Item) -> Sign:
    scale = SCALES[entry.path.partition(".")[0]]
    # The best value first; what is not known comes after everything that is.
    order = len(scale.values) - scale.rank(entry.value) if entry.known else len(scale.values) + 1
    word = told.mark.word if told.mark is not None else input_word(entry)
    return Sign(head, "-".join(entry.possible), _short(entry), word, entry.value, order, told)


_SIGNS = {"in": "✓", "out": "–", "emerging": "↗", "stable": "→", "declining": "↘", "incidental": "◌"}


def _short(entry: Input) -> str:
    return _SIGNS.get(entry.value) or mark(entry).sign


def further_signs() -> str:
    """What the signs mean that the legend of marks leaves out."""
    return ", ".join(f"{sign} {value_word(value)}" for value, sign in _SIGNS.items())
