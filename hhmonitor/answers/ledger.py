"""The ledger of moves between two states of the list: what moved, why, and what a decision or the criteria hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hhmonitor.answers.answer import Answer, Data, Rows
from hhmonitor.answers.blocks import (
    Block,
    Code,
    Column,
    Content,
    Heading,
    Inline,
    Item,
    Items,
    Mark,
    Market,
    Paragraph,
    Said,
    Sheet,
    Table,
    content,
)
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name
from hhmonitor.answers.texts import filled
from hhmonitor.answers.words import category_word, input_label, value_word
from hhmonitor.language import _, mark, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Criteria, in_language
from hhmonitor.questions.comparison import (
    Change,
    Comparison,
    Direction,
    Held,
    Kind,
    Moment,
    Move,
    Overruled,
    Shown,
)

_KINDS: dict[Kind, str] = {
    "evidence": mark("evidence"),
    "criteria": mark("criteria"),
    "lists": mark("priority lists"),
    "figures": mark("figures"),
    "decision": mark("decision"),
    "regions": mark("members of the region"),
    "in_force": mark("category in force"),
    "file": mark("market file"),
}

_DIRECTIONS: dict[Direction, tuple[str, str, str]] = {
    "up": ("+", "positive", mark("up")),
    "down": ("−", "negative", mark("down")),
    "across": ("±", "mixed", mark("across")),
    "entered": ("+", "positive", mark("on the list")),
    "left": ("−", "negative", mark("off the list")),
}
"""The sign of a direction, its tone, and the word for it."""


def ledger(comparison: Comparison, criteria: Criteria) -> Answer:
    """What moved between two states; the criteria of now name the inputs."""
    told = Ledger(comparison, criteria)
    return Answer(
        "compare",
        told.title(),
        told.blocks,
        data=lambda: as_data(comparison),
        rows=lambda: _rows(comparison),
        sheets=told.sheets,
    )


# For programs


def as_data(comparison: Comparison) -> Data:
    """The ledger as plain data."""
    return {
        "base": _moment(comparison.base),
        "now": _moment(comparison.now),
        "moves": [
            {
                "code": move.code,
                "from": move.before,
                "to": move.after,
                "direction": move.direction,
                "explanations": [list(kinds) for kinds in move.explanations],
                "causes": [_cause(cause) for cause in move.causes],
            }
            for move in comparison.moves
        ],
        "unchanged": len(comparison.unchanged),
        "held": [
            {"code": one.code, "category": one.category, "rule_category": one.rule_category} for one in comparison.held
        ],
        "overruled": [{"code": one.code, "from": one.before, "to": one.after} for one in comparison.overruled],
        "only": list(comparison.kinds),
        "hidden": [move.code for move in comparison.hidden],
    }


def _moment(moment: Moment) -> dict[str, str]:
    return {"label": moment.label, "criteria": moment.criteria, "as_of": moment.as_of.isoformat()}


def _cause(cause: Change) -> dict[str, Any]:
    place = cause.place
    return {
        "kind": cause.kind,
        "market": cause.market,
        "path": cause.path,
        "old": cause.old,
        "new": cause.new,
        "file": place.file if place else None,
        "line": place.span.start.line if place and place.span else None,
    }


def _rows(comparison: Comparison) -> Rows:
    """A record for each cause of a move, for each move that is left out, and for each that something prevents.

    ``state`` is ``moved``, ``hidden``, ``held`` by the criteria or ``overruled`` by a decision; ``to`` is what the
    rules give where it is held or overruled. ``explanations`` are the sets of kinds of which each is enough: ``+``
    between those that do it only together, ``|`` between sets.
    """
    header = ("state", "code", "from", "to", "direction", "explanations", "kind", "market", "path", "old", "new")
    records: list[tuple[object, ...]] = []
    for state, moves in (("moved", comparison.moves), ("hidden", comparison.hidden)):
        for move in moves:
            why = " | ".join(" + ".join(kinds) for kinds in move.explanations)
            known = (state, move.code, move.before or "", move.after or "", move.direction, why)
            records += [(*known, *_cause_record(cause)) for cause in move.causes] or [(*known, *[""] * 7)]
    records += [("held", one.code, one.category, one.rule_category, *[""] * 9) for one in comparison.held]
    records += [("overruled", one.code, one.before, one.after, *[""] * 9) for one in comparison.overruled]
    return Rows((*header, "file", "line"), tuple(records))


def _cause_record(cause: Change) -> tuple[object, ...]:
    found = {key: "" if value is None else value for key, value in _cause(cause).items()}
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in found.values())


# For people


class Ledger:
    """Tells a comparison, in the language in use; the criteria of now name the inputs."""

    def __init__(self, comparison: Comparison, criteria: Criteria) -> None:
        self._comparison = comparison
        self._criteria = criteria

    def title(self) -> str:
        """What it is called."""
        return _("What moved since {base}").format(base=self._comparison.base.label)

    def blocks(self) -> Iterator[Block]:
        """The ledger with its title, and between which states it runs."""
        comparison = self._comparison
        yield Heading(self.title(), 1)
        yield Paragraph(
            _("From criteria {old}, as of {then}, to criteria {new}, as of {now}.").format(
                old=comparison.base.criteria,
                then=date_text(comparison.base.as_of),
                new=comparison.now.criteria,
                now=date_text(comparison.now.as_of),
            )
        )
        yield from self.body()

    def body(self) -> Iterator[Block]:
        """The moves, and those that hysteresis prevents, without a title."""
        comparison = self._comparison
        yield Paragraph(self.summary())
        if comparison.kinds:
            yield Paragraph(self._narrowed())
        if comparison.moves:
            yield Items(map(self._item, comparison.moves))
        if comparison.held:
            yield Paragraph(_("These markets stay in their category because the criteria let none leave it at once:"))
            yield Items(map(self._held, comparison.held))

    def sheets(self) -> Iterator[Sheet]:
        """The moves as a sheet, a row for each cause."""
        columns = [
            Column(_("Market"), 26),
            Column(_("Code"), 15),
            Column(_("From"), 10, scale="category"),
            Column(_("To"), 10, scale="category"),
            Column(_("Cause"), 22),
            Column(_("What changed"), 90),
            Column(_("What is enough"), 40),
        ]
        rows: list[list[Said]] = [
            [
                Market(_name(move), move.code),
                move.code,
                self._badge(move.before) if move.before else "",
                self._badge(move.after) if move.after else "",
                change_word(cause.kind),
                self.cause(cause, move.code),
                self._because(move),
            ]
            for move in self._comparison.moves
            for cause in move.causes
        ]
        about = _("what moved since {base}, and why").format(base=self._comparison.base.label)
        yield Sheet(Table(columns, rows, _("Ledger")), about)

    def summary(self) -> str:
        """How many moved, how many did not, and which of these only because of a decision."""
        return " ".join(part for part in (self._counted(), self._overruled()) if part)

    def _counted(self) -> str:
        moved, unchanged = len(self._comparison.moves) + len(self._comparison.hidden), len(self._comparison.unchanged)
        if not moved:
            return ngettext(
                "No market moved; {number} kept its category.",
                "No market moved; {number} kept their category.",
                unchanged,
            ).format(number=unchanged)
        return " ".join(
            (
                ngettext("{number} market moved.", "{number} markets moved.", moved).format(number=moved),
                ngettext(
                    "{number} market kept its category.", "{number} markets kept their category.", unchanged
                ).format(number=unchanged),
            )
        )

    def _narrowed(self) -> str:
        """Which moves are shown, and which are left out."""
        hidden = self._comparison.hidden
        kinds = listing([change_word(kind) for kind in self._comparison.kinds])
        shown = _("Shown are the moves with a cause of this kind: {kinds}.").format(kinds=kinds)
        if not hidden:
            return " ".join((shown, _("None is left out.")))
        rest = ngettext(
            "{number} move is left out: {markets}.", "{number} moves are left out: {markets}.", len(hidden)
        ).format(number=len(hidden), markets=listing([f"{_name(move)} ({move.code})" for move in hidden]))
        return " ".join((shown, rest))

    def _overruled(self) -> str:
        """The markets that a decision alone keeps where they were; nothing where there is none."""
        overruled = self._comparison.overruled
        if not overruled:
            return ""
        told = (f"{_name(one)} ({category_word(one.before)} → {category_word(one.after)})" for one in overruled)
        return ngettext(
            "By the rules {number} other market would move, but a decision holds it: {markets}.",
            "By the rules {number} other markets would move, but a decision holds them: {markets}.",
            len(overruled),
        ).format(number=len(overruled), markets=listing(list(told)))

    def _held(self, one: Held) -> Item:
        text = _("{code}: {category}, while the rules give {rule_category}")
        category, rule = self._badge(one.category), self._badge(one.rule_category)
        return Item(filled(text, code=one.code, category=category, rule_category=rule))

    def _badge(self, category: str) -> Inline:
        return badge(self._criteria, category)

    def _item(self, move: Move) -> Item:
        if move.direction == "entered":
            text = _("{market} ({code}) comes on the list, in {category}")
        elif move.direction == "left":
            text = _("{market} ({code}) leaves the list; it was in {category}")
        else:
            text = "{market} ({code}): {before} → {after}"
        told = filled(
            text,
            market=Market(_name(move), move.code),
            code=move.code,
            category=self._badge(move.after or move.before or ""),
            before=self._badge(move.before or ""),
            after=self._badge(move.after or ""),
        )
        because = self._because(move)
        causes = [self.cause(cause, move.code) for cause in move.causes]
        sign, tone, word = _DIRECTIONS[move.direction]
        return Item(told, Mark(sign, tone, _(word)), [because, *causes] if because else causes)

    @staticmethod
    def _because(move: Move) -> str:
        """Which kinds of change brought it about; nothing where one kind alone is told by its causes."""
        if not move.explanations:
            return ""
        sets = [listing([change_word(kind) for kind in kinds]) for kinds in move.explanations]
        if len(sets) > 1:
            return _("each of these is enough by itself: {sets}").format(sets="; ".join(sets))
        if len(move.explanations[0]) > 1:
            return _("only together: {kinds}").format(kinds=sets[0])
        return ""

    def cause(self, cause: Change, code: str) -> Content:
        """One change of a market in words, with its place."""
        subject = self._subject(cause)
        if cause.market is not None and cause.market != code:
            subject = f"{cause.market}, {subject}" if subject else cause.market
        change = f"{_shown(cause.old)} → {_shown(cause.new)}"
        told = ": ".join(part for part in (change_word(cause.kind), subject, change) if part)
        place = cause.place
        if place is None:
            return content(told)
        where = f"{place.file}:{place.span.start.line}" if place.span else place.file
        return filled("{told} ({where})", told=told, where=Code(where))

    def _subject(self, cause: Change) -> str:
        """What changed, by the name that the criteria give it; nothing where the kind says it all."""
        if cause.kind in ("evidence", "figures"):
            group, _dot, name = cause.path.partition(".")
            return input_label(self._criteria, cause.path) if name or group != "themes" else _("inventory of themes")
        if cause.kind in ("criteria", "lists"):
            return parameter_name(self._criteria, cause.path)
        return ""


def _name(one: Move | Overruled) -> str:
    """The name of a market; a snapshot knows no more of it."""
    return one.market if isinstance(one.market, str) else market_name(one.market)


def parameter_name(criteria: Criteria, path: str) -> str:
    """A parameter of the criteria by the names that they give it: “I, interest from at least two dimensions”."""
    group, *rest = path.split(".")
    if group == "categories" and len(rest) >= 3:
        category, key, name = rest[:3]
        found = next((one for one in criteria.categories if one.id == category), None)
        requirement = next((one for one in getattr(found, key, ()) if getattr(one, "id", "") == name), None)
        if requirement is not None and requirement.label is not None:
            return f"{category}, {in_language(requirement.label, selected())}"
    if group in ("health_system", "dimensions", "themes", "attaches", "indicators", "priority_lists") and rest:
        return input_label(criteria, f"{group}.{rest[0]}")
    return path


def change_word(kind: Kind) -> str:
    """A kind of change in words."""
    return _(_KINDS[kind])


def _shown(value: Shown) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, tuple):
        return ", ".join(value) or _("nothing")
    if isinstance(value, bool):
        return value_word("yes" if value else "no")
    if isinstance(value, int | float):
        return number(value, 0 if float(value).is_integer() else 2)
    return value_word(value)
