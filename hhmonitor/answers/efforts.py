"""The effort for markets: an overview, and the whole of one market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_letters
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import (
    Block,
    Cell,
    Column,
    Content,
    Day,
    Heading,
    Item,
    Items,
    Mark,
    Market,
    Paragraph,
    Row,
    Said,
    Table,
    content,
)
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name, through
from hhmonitor.answers.reasons import named
from hhmonitor.answers.texts import told
from hhmonitor.answers.words import actor_word, category_word, effort_note, effort_word, kind_word, strength_word
from hhmonitor.language import _, mark, selected
from hhmonitor.language.dates import date_text
from hhmonitor.model import Criteria, in_language
from hhmonitor.model.criteria import EffortItem
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.effort import Beyond, Dated, Effort, EffortLine, Status

_SIGNS: dict[Status, str] = {
    "in_place": "✓",
    "possible": "≈",
    "planned": "±",
    "lapsed": "✗",
    "none": "✗",
    "unknown": "?",
    "not_applicable": "–",
}

_PHASES = {"analysis": mark("analysis"), "goals": mark("shared goals"), "plan": mark("execution plan")}


def effort_answer(efforts: Sequence[Effort], classification: Classification, *, in_full: bool) -> Answer:
    """The effort for these markets: each of them ``in_full``, or an overview."""
    criteria = classification.criteria
    title = _("Effort by market, criteria {criteria}, as of {day}").format(
        criteria=criteria.id, day=date_text(classification.as_of)
    )
    return Answer(
        "effort",
        title,
        lambda: _details(efforts, criteria, title) if in_full else _overview(efforts, criteria, title),
        data=lambda: {
            "criteria": criteria.id,
            "as_of": classification.as_of.isoformat(),
            "markets": [effort_as_data(one) for one in efforts],
        },
        rows=lambda: _records(efforts),
    )


def _records(efforts: Sequence[Effort]) -> Rows:
    """A record for each item of effort of each market."""
    return Rows(
        ("market", "category", "region_category", "item", "strength", "status", "basis", "gap", "shown_by"),
        tuple(
            (
                effort.one.code,
                effort.one.own_category or "",
                effort.one.region_category or "",
                line.item.id,
                line.item.strength,
                line.status,
                line.basis or "",
                line.gap,
                line.activity.activity.date if line.activity else "",
            )
            for effort in efforts
            for line in effort.lines
        ),
    )


def effort_as_data(effort: Effort) -> dict[str, Any]:
    programme = effort.programme
    return {
        "code": effort.one.code,
        "name": market_name(effort.one.market),
        "category": effort.one.own_category,
        "region_category": effort.one.region_category,
        "contact": in_language(effort.contact, selected()) or None,
        "programme": programme and {"phase": programme.phase, "since": programme.since},
        "items": [
            {
                "id": line.item.id,
                "label": in_language(line.item.label, selected()),
                "who": line.item.who,
                "strength": line.item.strength,
                "every_months": line.item.every_months,
                "lapses_after_months": line.item.lapses_after_months,
                "status": line.status,
                "basis": line.basis,
                "caution": in_language(line.item.caution, selected()) or None,
                "undated": line.undated,
                "incomplete_date": line.incomplete,
                "gap": line.gap,
                "activity": line.activity and _activity_as_data(line.activity),
            }
            for line in effort.lines
        ],
        "gaps": [line.item.id for line in effort.gaps],
        "beyond": [
            {
                "item": one.item.id if one.item else None,
                "category": one.category or None,
                "kind": one.kind or None,
                "activities": [_activity_as_data(activity) for activity in one.activities],
            }
            for one in effort.beyond
        ],
    }


def _activity_as_data(one: Dated) -> dict[str, Any]:
    return {
        "market": one.market,
        "date": one.activity.date,
        "kind": one.activity.kind,
        "title": in_language(one.activity.title, selected()),
    }


def _overview(efforts: Sequence[Effort], criteria: Criteria, title: str) -> Iterator[Block]:
    """All markets: how each item of effort stands, and what goes beyond the category."""
    yield Heading(title, 1)
    yield from effort_matrix(efforts, criteria)
    yield from beyond_list(efforts)


def effort_matrix(efforts: Sequence[Effort], criteria: Criteria) -> Iterator[Block]:
    """A line for each market and a letter for each item of effort, with what the letters and marks mean."""
    items = {item.id: item for category in reversed(criteria.categories) for item in category.effort}
    asked = [name for name in _in_order(criteria) if any(line.item.id == name for one in efforts for line in one.lines)]
    letters = ascii_letters[: len(asked)]
    yield Table(
        [
            _("market"),
            Column(_("category"), scale="category"),
            Column(_("effort"), short=letters),
            _("in place"),
            _("contact"),
            _("programming"),
        ],
        [
            Row(
                [
                    Market(market_name(one.one.market), one.one.code),
                    Cell(badge(criteria, one.one.category), note=through(one.one)),
                    _cells(one, asked),
                    _in_place(one),
                    told(one.contact) if one.contact else "-",
                    programme_text(one),
                ]
            )
            for one in efforts
        ],
        _("Effort by market"),
    )
    legend = "; ".join(f"{letter} {_short(items[name])}" for letter, name in zip(letters, asked, strict=True))
    yield Paragraph(f"{legend}.", "legend")
    yield Paragraph(_legend(), "legend")


def _legend() -> Content:
    """What the signs mean."""
    signs = (
        _mark("in_place", _("in place")),
        _mark("possible", _("possibly in place")),
        _mark("planned", _("planned")),
        _mark("none", _("known to be absent or too long ago")),
        _mark("unknown", _("required and nothing on file, or without a date")),
        Mark("·", "none", _("to consider or now and then, and nothing on file")),
        Mark("–", "none", _("not asked")),
    )
    last = _("In place: of what is required, how much is in place, possibly so or planned.")
    return content([*(part for one in signs for part in (one, f" {one.word}; ")), last])


def _mark(status: Status, word: str) -> Mark:
    return Mark(_SIGNS[status], status, word)


def _in_order(criteria: Criteria) -> list[str]:
    return list(dict.fromkeys(item.id for category in criteria.categories for item in category.effort))


def _cells(effort: Effort, asked: Sequence[str]) -> Content:
    """A sign for each item that is asked of any market."""
    lines = {line.item.id: line for line in effort.lines}
    return tuple(effort_mark(lines.get(name)) for name in asked)


def effort_mark(line: EffortLine | None) -> Mark:
    """How an item of effort stands, as a sign; none is an item that is not asked."""
    if line is None:
        return Mark("–", "none", _("not asked"))
    if line.status == "unknown" and line.item.strength != "required":
        return Mark("·", "none", effort_word(line))
    return _mark(line.status, effort_word(line))


def _in_place(effort: Effort) -> str:
    asked = [line for line in effort.lines if line.item.strength == "required" and line.status != "not_applicable"]
    return _("{done} of {asked}").format(done=sum(not line.gap for line in asked), asked=len(asked)) if asked else "-"


def _short(item: EffortItem) -> str:
    """An item of effort in a few words: what stands before the first comma or colon of its label."""
    return in_language(item.label, selected()).partition(",")[0].partition(":")[0]


def beyond_list(efforts: Sequence[Effort]) -> Iterator[Block]:
    """What is done beyond what the categories ask; nothing where there is none."""
    beyond = [(one, more) for one in efforts for more in one.beyond]
    if beyond:
        yield Heading(_("More than the category asks"))
        yield Items([f"{_title(one)}: {beyond_text(more)}" for one, more in beyond])


def programme_text(effort: Effort) -> str:
    """The phase of multi-year programming; a question mark where the category asks for it and none is on file."""
    if effort.programme is None:
        return "?" if effort.asks_programme else "-"
    phase = _(_PHASES[effort.programme.phase])
    if effort.programme.since is None:
        return phase
    return _("{phase} since {date}").format(phase=phase, date=date_text(effort.programme.since))


def _details(efforts: Sequence[Effort], criteria: Criteria, title: str) -> Iterator[Block]:
    if len(efforts) != 1:
        yield Heading(title, 1)
    for one in efforts:
        yield from details(one, criteria, 1 if len(efforts) == 1 else 2)


def details(effort: Effort, criteria: Criteria, level: int = 1) -> Iterator[Block]:
    """Everything on the effort for one market, under a heading of this level."""
    one = effort.one
    label = named(criteria, one.category).removeprefix(category_word(one.category))
    origin = f", {through(one)}" if one.region else ""
    yield Heading([f"{_title(effort)}: ", badge(criteria, one.category), label, origin], level)
    before, _gap, after = _("contact: {contact}").partition("{contact}")
    facts: list[Said] = [[before, told(effort.contact) if effort.contact else _("nothing on file"), after]]
    if effort.asks_programme or effort.programme is not None:
        facts.append(_("multi-year programming: {phase}").format(phase=programme_text(effort)))
    yield Items(facts)
    if effort.lines:
        yield Table(
            [_("effort"), _("status"), _("strength"), _("who"), _("shown by")],
            [
                Row(
                    [
                        _with_pace(line),
                        [_mark(line.status, effort_word(line)), f" {effort_word(line)}"],
                        strength_word(line.item.strength),
                        actor_word(line.item.who) if line.item.who else "-",
                        _shown_by(line),
                    ]
                )
                for line in effort.lines
            ],
            _("Effort for {market}").format(market=market_name(one.market)),
            kind="effort",
        )
    if effort.beyond:
        yield Heading(_("More than the category asks"), level + 1)
        yield Items(Item(beyond_text(more), details=map(_activity, more.activities)) for more in effort.beyond)


def _title(effort: Effort) -> str:
    return f"{market_name(effort.one.market)} ({effort.one.code})"


def _with_pace(line: EffortLine) -> str:
    label, pace = (in_language(text, selected()) for text in (line.item.label, line.item.how_often))
    return f"{label} ({pace})" if pace else label


def _shown_by(line: EffortLine) -> Said:
    note = effort_note(line)
    if line.activity is not None:
        return [*_activity(line.activity), f"; {note}" if note else ""]
    if line.undated:
        return note
    if line.stated is not None and line.stated.note is not None:
        return told(line.stated.note)
    return {
        "stated": _("the market's file"),
        "contact": _("the contact named"),
        "programme": _("the programming"),
    }.get(line.basis or "", "-")


def _activity(one: Dated) -> Content:
    day = Day(date_text(one.activity.date), one.activity.date)
    return content([day, ": ", told(one.activity.title), f" [{one.market}]"])


def beyond_text(more: Beyond) -> str:
    """What goes beyond the category, in words."""
    if more.item is not None:
        label = in_language(more.item.label, selected())
        return _("{effort}, which belongs to category {category}").format(effort=label, category=more.category)
    dates = ", ".join(one.activity.date for one in more.activities)
    return _("{kind}: {number} in the years looked back ({dates}), once a year or more").format(
        kind=kind_word(more.kind), number=len(more.activities), dates=dates
    )
