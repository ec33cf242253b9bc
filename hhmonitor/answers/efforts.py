"""The effort for markets: an overview, and the whole of one market."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from string import ascii_letters
from typing import Any

from hhmonitor.answers.document import Grid, Heading, Items, Paragraph, Part
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import named
from hhmonitor.answers.words import actor_word, category_word, effort_note, effort_word, kind_word, strength_word
from hhmonitor.language import _, mark, selected
from hhmonitor.language.dates import date_text
from hhmonitor.model import Criteria, in_language
from hhmonitor.model.criteria import EffortItem
from hhmonitor.questions.effort import Beyond, Dated, Effort, EffortLine, Status

_MARKS: dict[Status, str] = {
    "in_place": "✓",
    "possible": "≈",
    "planned": "±",
    "lapsed": "✗",
    "none": "✗",
    "unknown": "?",
    "not_applicable": "–",
}

_PHASES = {"analysis": mark("analysis"), "goals": mark("shared goals"), "plan": mark("execution plan")}


def as_json(efforts: Sequence[Effort], criteria: Criteria, as_of: str) -> str:
    """The effort for these markets as one JSON document."""
    document = {"criteria": criteria.id, "as_of": as_of, "markets": [_as_data(one) for one in efforts]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_data(effort: Effort) -> dict[str, Any]:
    programme = effort.programme
    return {
        "code": effort.one.code,
        "name": market_name(effort.one.market),
        "category": effort.one.category,
        "contact": in_language(effort.contact, selected()) or None,
        "programme": programme and {"phase": programme.phase, "since": programme.since},
        "items": [
            {
                "id": line.item.id,
                "label": in_language(line.item.label, selected()),
                "who": line.item.who,
                "strength": line.item.strength,
                "every_months": line.item.every_months,
                "status": line.status,
                "basis": line.basis,
                "caution": in_language(line.item.caution, selected()) or None,
                "undated": line.undated,
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


def overview(efforts: Sequence[Effort], criteria: Criteria, as_of: str) -> Iterator[Part]:
    """All markets: how each item of effort stands, and what goes beyond the category."""
    yield Heading(_("Effort by market, criteria {criteria}, as of {day}").format(criteria=criteria.id, day=as_of), 1)
    yield from effort_matrix(efforts, criteria)
    yield from beyond_list(efforts)


def effort_matrix(efforts: Sequence[Effort], criteria: Criteria) -> Iterator[Part]:
    """A line for each market and a letter for each item of effort, with what the letters and marks mean."""
    items = {item.id: item for category in reversed(criteria.categories) for item in category.effort}
    asked = [name for name in _in_order(criteria) if any(line.item.id == name for one in efforts for line in one.lines)]
    letters = ascii_letters[: len(asked)]
    yield Grid(
        [_("market"), _("category"), letters, _("in place"), _("contact"), _("programming")],
        [
            [
                market_name(one.one.market),
                category_word(one.one.category),
                "".join(_cells(one, asked)),
                _in_place(one),
                in_language(one.contact, selected()) or "-",
                programme_text(one),
            ]
            for one in efforts
        ],
    )
    legend = "; ".join(f"{letter} {_short(items[name])}" for letter, name in zip(letters, asked, strict=True))
    yield Paragraph(f"{legend}.")
    yield Paragraph(
        _(
            "✓ in place, ≈ possibly in place, ± planned, ✗ known to be absent or too long ago, ? required and nothing "
            "on file, or without a date; · to consider or now and then, and nothing on file; – not asked. In place: of "
            "what is required, how much is in place, possibly so or planned."
        )
    )


def _in_order(criteria: Criteria) -> list[str]:
    return list(dict.fromkeys(item.id for category in criteria.categories for item in category.effort))


def _cells(effort: Effort, asked: Sequence[str]) -> Iterator[str]:
    lines = {line.item.id: line for line in effort.lines}
    for name in asked:
        line = lines.get(name)
        if line is None:
            yield "–"
        elif line.status == "unknown" and line.item.strength != "required":
            yield "·"
        else:
            yield _MARKS[line.status]


def _in_place(effort: Effort) -> str:
    asked = [line for line in effort.lines if line.item.strength == "required" and line.status != "not_applicable"]
    return _("{done} of {asked}").format(done=sum(not line.gap for line in asked), asked=len(asked)) if asked else "-"


def _short(item: EffortItem) -> str:
    """An item of effort in a few words: what stands before the first comma or colon of its label."""
    return in_language(item.label, selected()).partition(",")[0].partition(":")[0]


def beyond_list(efforts: Sequence[Effort]) -> Iterator[Part]:
    """What is done beyond what the categories ask; nothing where there is none."""
    beyond = [(one, more) for one in efforts for more in one.beyond]
    if beyond:
        yield Heading(_("More than the category asks"))
        yield Items([("", f"{_title(one)}: {beyond_text(more)}", ()) for one, more in beyond])


def programme_text(effort: Effort) -> str:
    """The phase of multi-year programming; a question mark where the category asks for it and none is on file."""
    if effort.programme is None:
        return "?" if effort.asks_programme else "-"
    phase = _(_PHASES[effort.programme.phase])
    if effort.programme.since is None:
        return phase
    return _("{phase} since {date}").format(phase=phase, date=date_text(effort.programme.since))


def details(effort: Effort, criteria: Criteria) -> Iterator[Part]:
    """Everything on the effort for one market."""
    one = effort.one
    yield Heading(f"{_title(effort)}: {named(criteria, one.category)}", 1)
    contact = in_language(effort.contact, selected())
    facts = [_("contact: {contact}").format(contact=contact or _("nothing on file"))]
    if effort.asks_programme or effort.programme is not None:
        facts.append(_("multi-year programming: {phase}").format(phase=programme_text(effort)))
    yield Items([("", fact, ()) for fact in facts])
    if effort.lines:
        yield Grid(
            ["", _("effort"), _("strength"), _("who"), _("status"), _("shown by")],
            [
                [
                    _MARKS[line.status],
                    _with_pace(line),
                    strength_word(line.item.strength),
                    actor_word(line.item.who) if line.item.who else "-",
                    effort_word(line),
                    _shown_by(line),
                ]
                for line in effort.lines
            ],
        )
    if effort.beyond:
        yield Heading(_("More than the category asks"))
        yield Items(
            [("", beyond_text(more), [_activity(activity) for activity in more.activities]) for more in effort.beyond]
        )


def _title(effort: Effort) -> str:
    return f"{market_name(effort.one.market)} ({effort.one.code})"


def _with_pace(line: EffortLine) -> str:
    label, pace = (in_language(text, selected()) for text in (line.item.label, line.item.how_often))
    return f"{label} ({pace})" if pace else label


def _shown_by(line: EffortLine) -> str:
    if line.activity is not None:
        return "; ".join(part for part in (_activity(line.activity), effort_note(line)) if part)
    if line.undated:
        return effort_note(line)
    if line.stated is not None and line.stated.note is not None:
        return in_language(line.stated.note, selected())
    return {
        "stated": _("the market's file"),
        "contact": _("the contact named"),
        "programme": _("the programming"),
    }.get(line.basis or "", "-")


def _activity(one: Dated) -> str:
    return f"{one.activity.date}: {in_language(one.activity.title, selected())} [{one.market}]"


def beyond_text(more: Beyond) -> str:
    """What goes beyond the category, in words."""
    if more.item is not None:
        label = in_language(more.item.label, selected())
        return _("{effort}, which belongs to category {category}").format(effort=label, category=more.category)
    dates = ", ".join(one.activity.date for one in more.activities)
    return _("{kind}: {number} in the years looked back ({dates}), once a year or more").format(
        kind=kind_word(more.kind), number=len(more.activities), dates=dates
    )
