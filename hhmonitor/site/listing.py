"""The overview: the list as rows of a table that can be sorted, and the legend of the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hhmonitor.answers import blocks
from hhmonitor.answers.blocks import Badge, Column, Market, Said, Table
from hhmonitor.answers.listing import totals
from hhmonitor.answers.names import market_name, sought_by
from hhmonitor.answers.ordering import by_name, grouped
from hhmonitor.answers.reasons import short_reason
from hhmonitor.answers.tones import tone_of
from hhmonitor.answers.words import capitalised, category_label, category_word
from hhmonitor.engine import Assessment
from hhmonitor.inputs import Input
from hhmonitor.language import _
from hhmonitor.questions.classification import Classification, Classified


@dataclass(frozen=True, slots=True)
class Counted:
    """A count in its column, with its order: what is sure first, then what may be."""

    column: str
    text: str
    order: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A category in the legend, by its name in the criteria and as a word, and how many markets are listed with it."""

    name: str
    category: str
    label: str
    tone: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A market in the table; each order is what its column sorts by.

    Of a member of a region, the category and what goes with it are the region's; the ``profile``, the counts and the
    reason are its own. ``sought_by`` are the words that find it, ``shown_category`` is the word for its category.
    """

    code: str
    name: str
    sought_by: str
    name_order: int
    member: bool
    region: str
    category: str
    shown_category: str
    tone: str
    category_order: int
    decided: str
    decided_order: int
    rule: str
    rule_order: int
    possible: str
    possible_order: int
    open: bool
    candidate: str
    candidate_order: int
    profile: str
    profile_possible: str
    profile_order: int
    counts: tuple[Counted, ...]
    reason: str


def overview(classification: Classification) -> Mapping[str, Any]:
    """What the overview shows, by the names that its template uses."""
    listed = [classification[code] for code in classification.listed()]
    return {
        "totals": totals(listed),
        "legend": _legend(classification, listed),
        "columns": {
            "market": _("market"),
            "category": _("category"),
            "decision": _("decision"),
            "rules": _("by the rules"),
            "possible": _("possible"),
            "candidate": _("candidate"),
            "profile": _("profile by the rules"),
            "characteristics": _("characteristics"),
            "themes": _("themes"),
            "dimensions": _("dimensions"),
            "reason": _("reason"),
        },
        "rows": _rows(classification),
    }


def overview_table(columns: Mapping[str, str], rows: Iterable[Row]) -> Table:
    """The list as the overview shows it, to be taken along."""

    def cells(row: Row) -> Iterator[Said]:
        yield Market(row.name, row.code)
        yield Badge(row.shown_category, row.tone)
        yield from (row.decided, row.rule, row.possible, row.candidate, row.profile)
        yield from (count.text for count in row.counts)
        yield row.reason

    looks = {"category": Column("", scale="category"), "reason": Column("", 70, wide=True)}
    return Table(
        [replace(looks.get(key, Column("")), title=capitalised(title)) for key, title in columns.items()],
        [blocks.Row(cells(row), "member" if row.member else "") for row in rows],
        _("List"),
        "list",
    )


def name_orders(classification: Classification) -> Mapping[str, int]:
    """Every market with its place in the order of names."""
    codes = classification.with_members(classification.listed())
    by_names = sorted((classification[code] for code in codes), key=by_name)
    return {one.code: place for place, one in enumerate(by_names)}


def _legend(classification: Classification, listed: Iterable[Classified]) -> list[Entry]:
    criteria = classification.criteria
    assigned = [one.category for one in listed]
    return [
        Entry(
            category,
            category_word(category),
            category_label(criteria, category),
            tone_of(criteria, category),
            assigned.count(category),
        )
        for category in (*criteria.outcomes, "none")
        if category != "none" or "none" in assigned
    ]


def _rows(classification: Classification) -> list[Row]:
    codes = classification.with_members(classification.listed())
    names = name_orders(classification)
    return [
        _row(classification, one, names[one.code], member)
        for _category, ones in grouped(classification, codes)
        for one, member in ones
    ]


def _row(classification: Classification, one: Classified, name_order: int, member: bool) -> Row:
    criteria, inputs, profile = classification.criteria, one.inputs, one.assessment
    order = classification.ruleset.order
    listed = classification[one.region] if one.region else one
    assessment = listed.assessment
    decided = listed.by_decision
    overdue = decided and listed.decision is not None and listed.decision.overdue
    return Row(
        code=one.code,
        name=market_name(one.market),
        sought_by="|".join(sought_by(one.market)),
        name_order=name_order,
        member=member,
        region=market_name(listed.market) if one.region else "",
        category=one.category,
        shown_category=category_word(one.category),
        tone=tone_of(criteria, one.category),
        category_order=order[one.category],
        decided=_("yes, review overdue") if overdue else _("yes") if decided else "",
        decided_order=2 if overdue else 1 if decided else 0,
        rule=category_word(assessment.rule_category),
        rule_order=order[assessment.rule_category],
        possible=_possible(assessment),
        possible_order=len(assessment.possible),
        open=not assessment.determined,
        candidate=assessment.candidate or "",
        candidate_order=order[assessment.candidate] if assessment.candidate else len(order),
        profile=category_word(profile.rule_category) if one.region else "",
        profile_possible=_possible(profile) if one.region else "",
        profile_order=order[profile.rule_category] if one.region else len(order),
        counts=(
            _counted("characteristics", inputs.health_system.values(), ("negative", "mixed")),
            _counted("themes", inputs.themes.values(), ("none",)),
            _counted("dimensions", inputs.dimensions.values(), ("none",)),
        ),
        reason=short_reason(one, criteria),
    )


def _possible(assessment: Assessment) -> str:
    """The categories that the unknowns leave open; nothing where there is one."""
    return "" if assessment.determined else ", ".join(map(category_word, assessment.possible))


def _counted(column: str, entries: Iterable[Input], without: tuple[str, ...]) -> Counted:
    """How many inputs surely, and at most, have a value other than those."""
    those = list(entries)
    surely = sum(not any(value in without for value in one.possible) for one in those)
    at_most = sum(not all(value in without for value in one.possible) for one in those)
    text = str(surely) if surely == at_most else f"{surely}–{at_most}"
    return Counted(column, text, surely * (len(those) + 1) + at_most)
