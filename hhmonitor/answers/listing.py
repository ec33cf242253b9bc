"""The list of markets: each with its category, what it rests on, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import (
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Market,
    Paragraph,
    Row,
    Said,
    Sheet,
    Table,
    content,
)
from hhmonitor.answers.market_data import list_as_data
from hhmonitor.answers.marks import badge, legend, marks
from hhmonitor.answers.names import market_name, through
from hhmonitor.answers.ordering import Group, grouped
from hhmonitor.answers.reasons import justification, named, short_reason
from hhmonitor.answers.words import category_word, input_label, input_word, list_word
from hhmonitor.language import _, ngettext
from hhmonitor.language.dates import date_text
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classification, Classified

if TYPE_CHECKING:
    from hhmonitor.questions.comparison import Comparison

TARGET_MARKS = {"running": " ★", "ended": " ★!", "upcoming": " ☆"}
"""What follows the name of a special target market."""


def listing(classification: Classification, codes: Sequence[str], since: Comparison | None = None) -> Answer:
    """The markets with these codes; in sheets also what moved ``since`` an earlier state, where one is given."""
    return Answer(
        "classify",
        _("Markets by category, criteria {criteria}, as of {day}").format(
            criteria=classification.criteria.id, day=date_text(classification.as_of)
        ),
        lambda: _blocks(classification, codes),
        data=lambda: list_as_data(classification, codes),
        rows=lambda: _rows(classification, codes),
        sheets=lambda: _sheets(classification, codes, since),
    )


def _sheets(classification: Classification, codes: Sequence[str], since: Comparison | None) -> Sequence[Sheet]:
    from hhmonitor.answers.ledger import ledger
    from hhmonitor.answers.sheets import sheets

    return [*sheets(classification, codes), *(ledger(since, classification.criteria).sheets if since else ())]


# For people


def _blocks(classification: Classification, codes: Sequence[str]) -> Iterator[Block]:
    criteria = classification.criteria
    yield Heading(
        _("Markets by category, criteria {criteria}, as of {day}").format(
            criteria=criteria.id, day=date_text(classification.as_of)
        ),
        1,
    )
    groups = grouped(classification, codes)
    for category, ones in groups:
        yield Heading(_heading(criteria, category, ones))
        yield Table(_columns(criteria), [_row(one, criteria, member=member) for one, member in ones], kind="list")
    shown = [classification[code] for code in codes]
    yield Paragraph(totals(shown), "quiet")
    yield from _legend(criteria, shown)


def _heading(criteria: Criteria, category: str, ones: Sequence[tuple[Classified, bool]]) -> Content:
    number = sum(not member for _one, member in ones)
    text = ngettext("{category}: {number} market", "{category}: {number} markets", number)
    before, _gap, after = text.partition("{category}")
    label = named(criteria, category).removeprefix(category_word(category))
    return content([before, badge(criteria, category), label + after.format(number=number)])


def _columns(criteria: Criteria) -> list[Column]:
    numbers = "".join(str(number % 10) for number in range(1, len(criteria.health_system) + 1))
    letters = "".join(chr(ord("a") + place % 26) for place in range(len(criteria.dimensions)))
    return [
        Column(_("market")),
        Column(_("characteristics"), short=numbers),
        Column(_("themes")),
        Column(_("dimensions"), short=letters),
        Column(_("sector"), wide=True),
        Column(_("list"), wide=True),
        Column(_("possible")),
        Column(_("candidate"), wide=True),
        Column(_("decision"), short="◆"),
        Column(_("reason")),
    ]


def _row(one: Classified, criteria: Criteria, *, member: bool) -> Row:
    """One market; a member of a region stands under it, in its category, or says by itself where it has that from."""
    assessment, inputs = one.assessment, one.inputs
    name: list[Said] = [Market(market_name(one.market), one.code), TARGET_MARKS.get(one.special_target or "", "")]
    lists = [list_word(name) for name, item in inputs.priority_lists.items() if item.value == "in"]
    return Row(
        [
            Cell(name, note="" if member else through(one)),
            marks(inputs.health_system.values()),
            marks(inputs.themes.values()),
            marks(inputs.dimensions.values()),
            input_word(inputs.sector_interest),
            lists[0] if lists else "",
            "" if assessment.determined else " ".join(map(category_word, assessment.possible)),
            assessment.candidate or "",
            Cell(decision_sign(one), tone="overdue" if decision_sign(one).endswith("!") else ""),
            _reason(one, criteria),
        ],
        kind="member" if member else "",
    )


def decision_sign(one: Classified) -> str:
    """Whether a decision gives the category: ◆, with ! where its review is overdue."""
    if not one.by_decision:
        return ""
    return "◆!" if one.decision is not None and one.decision.overdue else "◆"


def _reason(one: Classified, criteria: Criteria) -> str:
    reason = short_reason(one, criteria)
    if one.region is None and one.declared is not None and one.declared != one.category:
        return _("declared as {category}! {reason}").format(category=category_word(one.declared), reason=reason)
    return reason


def totals(shown: Sequence[Classified]) -> str:
    """How many markets there are, by the rules, by decision, and undetermined; members of regions by themselves."""
    alone = [one for one in shown if one.region is None]
    members = len(shown) - len(alone)
    said = [_totals(alone)] if alone or not members else []
    if members:
        text = ngettext(
            "{number} member of a region has the category of that region.",
            "{number} members of regions have the category of their region.",
            members,
        )
        said.append(text.format(number=members))
    return " ".join(said)


def _totals(alone: Sequence[Classified]) -> str:
    decided = sum(one.by_decision for one in alone)
    undetermined = sum(not one.assessment.determined for one in alone)
    text = ngettext(
        "{number} market: {rules} by the rules, {decided} by decision; of {undetermined} the rules leave more than "
        "one category possible.",
        "{number} markets: {rules} by the rules, {decided} by decision; of {undetermined} the rules leave more than "
        "one category possible.",
        len(alone),
    )
    return text.format(number=len(alone), rules=len(alone) - decided, decided=decided, undetermined=undetermined)


def _legend(criteria: Criteria, shown: Sequence[Classified]) -> Iterator[Block]:
    """What the signs mean, and which sign stands for what."""

    def told(said: str | Content) -> Paragraph:
        return Paragraph(said, "legend")

    yield told("; ".join(f"{number} {name}" for number, name in enumerate(_labels(criteria, "health_system"), 1)))
    yield told(
        "; ".join(f"{chr(ord('a') + place)} {name}" for place, name in enumerate(_labels(criteria, "dimensions")))
    )
    themes = [
        f"{definition.numeral or number} {label}"
        for number, (definition, label) in enumerate(
            zip(criteria.themes.values(), _labels(criteria, "themes"), strict=True), start=1
        )
    ]
    yield told(_("themes: {names}").format(names="; ".join(themes)))
    yield told(legend())
    yield told(
        _(
            "possible: the categories that the unknowns leave open; candidate: the category that only a preference "
            "keeps the market out of; ◆ by decision, ◆! its review is overdue"
        )
    )
    if any(one.special_target for one in shown):
        yield told(_("★ special target market, ★! its time has ended, ☆ its time is still to come"))


def _labels(criteria: Criteria, group: str) -> list[str]:
    return [input_label(criteria, f"{group}.{name}") for name in getattr(criteria, group)]


# For programs


def _rows(classification: Classification, codes: Sequence[str]) -> Rows:
    """A record for each market, in the order of the list; the header and the values are the words of the files."""
    criteria = classification.criteria
    groups: list[Group] = grouped(classification, codes)
    records = [_record(one, criteria) for _category, ones in groups for one, _member in ones]
    return Rows(tuple(records[0]) if records else (), tuple(tuple(record.values()) for record in records))


def _record(one: Classified, criteria: Criteria) -> dict[str, Any]:
    decision = one.decision
    return {
        "code": one.code,
        "name": market_name(one.market),
        "kind": one.kind,
        "region": one.region or "",
        "category": one.own_category or "",
        "region_category": one.region_category or "",
        "rule_category": one.assessment.rule_category,
        "possible": " ".join(one.assessment.possible),
        "determined": one.assessment.determined,
        "candidate": one.assessment.candidate or "",
        "declared": one.declared or "",
        "decision": decision.decision.category if decision else "",
        "decision_in_force": decision.in_force if decision else "",
        "decision_overdue": decision.overdue if decision else "",
        "special_target": one.special_target or "",
        **{entry.path: entry.value for entry in one.inputs.by_path.values()},
        "justification": justification(one, criteria),
    }
