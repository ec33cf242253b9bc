"""The ledger of moves between two states of the list: what moved, why, and what a decision or the criteria hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
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
from hhmonitor.answers.words import input_label, value_word
from hhmonitor.language import _, mark, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, number
from hhmonitor.language.sorting import alphabetical
from hhmonitor.language.territories import territory_name
from hhmonitor.model import Criteria, in_language
from hhmonitor.questions.change import KINDS, Change, Kind, Learned, Moment, Newest, Recoded, Shown
from hhmonitor.questions.comparison import Beneath, Comparison, Direction, Held, Move, Why

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

MOST_NAMED = 8
"""How many markets are named in which something changed without effect."""

LARGE = 1000
"""From here on a value is told without decimals."""

_LEARNED: dict[Learned, str] = {"known": mark("known now"), "unknown": mark("no longer known")}

_DIRECTIONS: dict[Direction, tuple[str, str, str]] = {
    "up": ("+", "positive", mark("up")),
    "down": ("−", "negative", mark("down")),
    "across": ("±", "mixed", mark("across")),
    "entered": ("+", "positive", mark("on the list")),
    "left": ("−", "negative", mark("off the list")),
}
"""The sign of a direction, its tone, and the word for it."""


def ledger(comparison: Comparison, criteria: Criteria, *, places: bool = True) -> Answer:
    """What moved between two states; the criteria of now name the inputs.

    Without ``places`` it is told as to somebody who has never seen the files.
    """
    told = Ledger(comparison, criteria, places=places)
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
            {"code": move.code, "from": move.before, "to": move.after, "direction": move.direction, **_why(move.why)}
            for move in comparison.moves
        ],
        "unchanged": len(comparison.unchanged),
        "held": [
            {"code": one.code, "category": one.category, "rule_category": one.rule_category, **_why(one.why)}
            for one in comparison.held
        ],
        "overruled": list(map(_beneath, comparison.overruled)),
        "confirmed": list(map(_beneath, comparison.confirmed)),
        "without_effect": list(map(_cause, comparison.without_effect)),
        "recoded": [{"code": one.code, "formerly": one.formerly} for one in comparison.recoded],
        "only": list(comparison.kinds),
        "hidden": [one.code for one in comparison.hidden],
    }


def _moment(moment: Moment) -> dict[str, str]:
    return {"label": moment.label, "criteria": moment.criteria, "as_of": moment.as_of.isoformat()}


def _beneath(one: Beneath) -> dict[str, Any]:
    return {"code": one.code, "category": one.category, "from": one.before, "to": one.after, **_why(one.why)}


def _why(why: Why) -> dict[str, Any]:
    return {
        "explanations": [list(kinds) for kinds in why.explanations],
        "learned_only": why.learned,
        "causes": [_cause(cause) for cause in why.causes],
    }


def _cause(cause: Change) -> dict[str, Any]:
    place = cause.place
    return {
        "kind": cause.kind,
        "market": cause.market,
        "path": cause.path,
        "old": _value(cause.old),
        "new": _value(cause.new),
        "learned": cause.learned,
        "file": place.file if place else None,
        "line": place.span.start.line if place and place.span else None,
    }


def _value(value: Shown) -> Any:
    """A value as data: of a figure its year too."""
    return f"{value.value:.15g} ({value.year})" if isinstance(value, Newest) else value


_OF_CAUSE = ("kind", "market", "path", "old", "new", "learned", "file", "line")


def _rows(comparison: Comparison) -> Rows:
    """A record for each cause of what moved, is left out, or is kept from moving, and for what had no effect.

    ``state`` is ``moved``, ``hidden``, ``held`` by the criteria, ``overruled`` by a decision, ``confirmed`` by the
    rules, or ``without_effect``; ``to`` is what the rules give where it did not move. ``explanations`` are the sets of
    kinds of which each is enough: ``+`` between those that do it only together, ``|`` between sets.
    """
    records: list[tuple[object, ...]] = []

    def told(state: str, code: str, before: str, after: str, direction: str, why: Why) -> None:
        known = (state, code, before, after, direction, " | ".join(" + ".join(kinds) for kinds in why.explanations))
        records.extend([(*known, *_cause_record(cause)) for cause in why.causes] or [(*known, *[""] * len(_OF_CAUSE))])

    for move in comparison.moves:
        told("moved", move.code, move.before or "", move.after or "", move.direction, move.why)
    for hidden in comparison.hidden:
        direction = hidden.direction if isinstance(hidden, Move) else ""
        told("hidden", hidden.code, hidden.before or "", hidden.after or "", direction, hidden.why)
    for held in comparison.held:
        told("held", held.code, held.category, held.rule_category, "", held.why)
    for state, found in (("overruled", comparison.overruled), ("confirmed", comparison.confirmed)):
        for one in found:
            told(state, one.code, one.before, one.after, "", one.why)
    records += [
        ("without_effect", change.market or "", *[""] * 4, *_cause_record(change))
        for change in comparison.without_effect
    ]
    return Rows(("state", "code", "from", "to", "direction", "explanations", *_OF_CAUSE), tuple(records))


def _cause_record(cause: Change) -> tuple[object, ...]:
    found = {key: "" if value is None else value for key, value in _cause(cause).items()}
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in found.values())


# For people


class Ledger:
    """Tells a comparison, in the language in use; the criteria of now name the inputs."""

    def __init__(self, comparison: Comparison, criteria: Criteria, *, places: bool = True) -> None:
        self._comparison = _as_looked_up(comparison)
        self._criteria = criteria
        self._places = places

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
        """What moved, what something keeps from moving, and what had no effect, without a title."""
        comparison = self._comparison
        yield Paragraph(self.summary())
        if comparison.kinds:
            yield Paragraph(self._narrowed())
        if comparison.recoded:
            yield Items(map(self._recoded, comparison.recoded))
        if comparison.moves:
            yield Items(map(self._item, comparison.moves))
        if comparison.overruled:
            yield Paragraph(_("By the rules these moved, and a decision gives their category:"))
            yield Items(map(self._beneath, comparison.overruled))
        if comparison.confirmed:
            yield Paragraph(_("By the rules these moved to the category that they had by a decision:"))
            yield Items(map(self._beneath, comparison.confirmed))
        if comparison.held:
            yield Paragraph(_("These markets stay in their category because the criteria let none leave it at once:"))
            yield Items(map(self._held, comparison.held))
        if comparison.without_effect and self._places:
            yield Paragraph(self._without_effect())

    def sheets(self) -> Iterator[Sheet]:
        """Everything that has causes as a sheet, a row for each cause."""
        columns = [
            Column(_("Market"), 26),
            Column(_("Code"), 15),
            Column(_("From"), 10, scale="category"),
            Column(_("To"), 10, scale="category"),
            Column(_("Cause"), 22),
            Column(_("What changed"), 90),
            Column(_("What is enough"), 40),
            Column(_("On the list"), 30),
        ]
        comparison = self._comparison
        listed: list[tuple[Move | Beneath, str]] = [
            *((move, _("moved")) for move in comparison.moves),
            *((one, _("by decision in {category}").format(category=one.category)) for one in comparison.overruled),
            *((one, _("by the rules as by decision before")) for one in comparison.confirmed),
        ]
        rows: list[list[Said]] = [
            [
                Market(market_name(one.market), one.code),
                one.code,
                self._badge(one.before) if one.before else "",
                self._badge(one.after) if one.after else "",
                change_word(cause.kind),
                self.cause(cause, one.code),
                self._because(one.why),
                state,
            ]
            for one, state in listed
            for cause in one.why.causes
        ]
        rows += [
            [
                Market(market_name(one.market), one.code),
                one.code,
                self._badge(one.category),
                self._badge(one.rule_category),
                change_word(cause.kind),
                self.cause(cause, one.code),
                self._because(one.why),
                _("kept in {category}").format(category=one.category),
            ]
            for one in comparison.held
            for cause in one.why.causes
        ]
        about = _("what moved since {base}, and why").format(base=comparison.base.label)
        yield Sheet(Table(columns, rows, _("Ledger")), about)

    def summary(self) -> str:
        """How many moved and how many did not; for how many only the outcome of the rules did."""
        return " ".join(part for part in (self._counted(), self._beneath_counted()) if part)

    def _counted(self) -> str:
        hidden = sum(isinstance(one, Move) for one in self._comparison.hidden)
        moved, unchanged = len(self._comparison.moves) + hidden, len(self._comparison.unchanged)
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
        shown = _("Shown is what has a cause of this kind: {kinds}.").format(kinds=kinds)
        if not hidden:
            return " ".join((shown, _("Nothing is left out.")))
        rest = ngettext(
            "{number} market is left out: {markets}.", "{number} markets are left out: {markets}.", len(hidden)
        ).format(number=len(hidden), markets=listing(list(map(self._left_out, hidden))))
        return " ".join((shown, rest))

    @staticmethod
    def _left_out(one: Move | Beneath) -> str:
        text = _("{market} ({code}) by the rules") if isinstance(one, Beneath) else "{market} ({code})"
        return text.format(market=market_name(one.market), code=one.code)

    def _beneath_counted(self) -> str:
        """How many markets the rules moved beneath a decision; nothing where there is none or some are hidden."""
        number = len(self._comparison.overruled)
        if not number or self._comparison.hidden:
            return ""
        return ngettext(
            "For {number} market only the outcome of the rules moved: a decision gives its category.",
            "For {number} markets only the outcome of the rules moved: a decision gives their category.",
            number,
        ).format(number=number)

    def _recoded(self, one: Recoded) -> Item:
        told = filled(
            _("{market} has the code {code} now; it was {formerly}"),
            market=Market(market_name(one.market), one.code),
            code=one.code,
            formerly=one.formerly,
        )
        return Item(told)

    def _beneath(self, one: Beneath) -> Item:
        return Item(self._beneath_text(one), details=self._details(one.why, one.code))

    def _beneath_text(self, one: Beneath, *, coded: bool = True) -> Content:
        return filled(
            _("{market}: by the rules {before} → {after}, on the list {category}"),
            market=_named(one, coded=coded),
            before=self._badge(one.before),
            after=self._badge(one.after),
            category=self._badge(one.category),
        )

    def _held(self, one: Held) -> Item:
        return Item(self._held_text(one), details=self._details(one.why, one.code))

    def _held_text(self, one: Held, *, coded: bool = True) -> Content:
        return filled(
            _("{market}: {category}, while the rules give {rule_category}"),
            market=_named(one, coded=coded),
            category=self._badge(one.category),
            rule_category=self._badge(one.rule_category),
        )

    def _without_effect(self) -> str:
        """How much changed that moved nothing, by kind, and of which markets."""
        changes = self._comparison.without_effect
        counts = Counter(change.kind for change in changes)
        parts = []
        for kind in KINDS:
            if not counts[kind]:
                continue
            markets = sorted({change.market for change in changes if change.kind == kind and change.market is not None})
            of = f" ({_some(markets)})" if markets else ""
            parts.append(f"{change_word(kind)}: {counts[kind]}{of}")
        return _("Changed without effect on a category: {changes}.").format(changes="; ".join(parts))

    def _badge(self, category: str) -> Inline:
        return badge(self._criteria, category)

    def _item(self, move: Move) -> Item:
        told, sign = self._moved(move)
        return Item(told, sign, self._details(move.why, move.code))

    def _moved(self, move: Move, *, coded: bool = True) -> tuple[Content, Mark]:
        if move.direction == "entered":
            text = _("{market} comes on the list, in {category}")
        elif move.direction == "left":
            text = _("{market} is taken off the list; it was in {category}")
        else:
            text = "{market}: {before} → {after}"
        told = filled(
            text,
            market=_named(move, coded=coded),
            category=self._badge((move.before if move.direction == "left" else move.after) or ""),
            before=self._badge(move.before or ""),
            after=self._badge(move.after or ""),
        )
        sign, tone, word = _DIRECTIONS[move.direction]
        return told, Mark(sign, tone, _(word))

    def _details(self, why: Why, code: str) -> Sequence[Said]:
        """What brought it about, a line each."""
        because = self._because(why)
        causes = [self.cause(cause, code) for cause in why.causes]
        return [because, *causes] if because else causes

    @staticmethod
    def _because(why: Why) -> str:
        """Which kinds of change brought it about; nothing where one kind alone is told by its causes."""
        sets = [listing([change_word(kind) for kind in kinds]) for kinds in why.explanations]
        said = []
        if len(sets) > 1:
            said.append(_("each of these is enough by itself: {sets}").format(sets="; ".join(sets)))
        elif sets and len(why.explanations[0]) > 1:
            said.append(_("only together: {kinds}").format(kinds=sets[0]))
        if why.learned:
            said.append(_("not a change in the market, only in what is known of it"))
        return "; ".join(said)

    @property
    def base(self) -> str:
        """What the earlier state is called."""
        return self._comparison.base.label

    def causes(self, why: Why, code: str, most: int) -> str:
        """What brought it about in one line, without places: at most so many of the causes."""
        told = "; ".join(self._in_brief(cause, code) for cause in why.causes[:most])
        rest = len(why.causes) - most
        if rest > 0:
            told += "; " + ngettext("{number} more", "{number} more", rest).format(number=rest)
        return told

    def _in_brief(self, cause: Change, code: str) -> str:
        """One change of a market in words, without a file; that it is a judgement or a figure goes without saying."""
        if cause.kind == "file":
            return _("it is described since then") if cause.old is None else _("it is described no more")
        if cause.kind == "regions":
            told = self._region_changed(cause) if cause.path == "region" else self._members_changed(cause)
            return told if cause.market == code else f"{self._called(cause.market or '')}: {told}"
        if cause.learned is not None or cause.kind not in ("evidence", "figures"):
            return self.change(cause, code)
        return f"{self._of_whom(cause, code)}: {self._from_to(cause)}"

    def _region_changed(self, cause: Change) -> str:
        """That a country belongs to a region, or no longer does."""
        text = _("it no longer belongs to {region}") if cause.new is None else _("it belongs to {region} now")
        return text.format(region=self._called(str(cause.new or cause.old)))

    def _members_changed(self, cause: Change) -> str:
        """Which countries belong to a region, or no longer do."""
        old, new = (set(one) if isinstance(one, tuple) else set() for one in (cause.old, cause.new))
        came, went = (sorted(map(self._called, one)) for one in (new - old, old - new))
        told = []
        if came:
            text = ngettext("{countries} belongs to it now", "{countries} belong to it now", len(came))
            told.append(text.format(countries=listing(came)))
        if went:
            text = ngettext("{countries} no longer belongs to it", "{countries} no longer belong to it", len(went))
            told.append(text.format(countries=listing(went)))
        return "; ".join(told)

    def _called(self, code: str) -> str:
        """A country or a region by name, also one that is gone."""
        region = self._comparison.regions.get(code)
        return market_name(region) if region is not None else territory_name(code, selected()) or code

    def in_short(self, most: int) -> Iterator[Item]:
        """Everything that moved, or that something keeps from moving, each with at most so many causes in a line."""
        comparison = self._comparison
        beneath = (*comparison.overruled, *comparison.confirmed)
        kept: list[tuple[Move | Beneath | Held, Content, Mark | None]] = [
            *((move, *self._moved(move, coded=False)) for move in comparison.moves),
            *((one, self._beneath_text(one, coded=False), None) for one in beneath),
            *((one, self._held_text(one, coded=False), None) for one in comparison.held if one.why.causes),
        ]
        yield from map(self._recoded, comparison.recoded)
        for one, told, sign in kept:
            causes = self.causes(one.why, one.code, most)
            yield Item(told, sign, [causes] if causes else [])

    def cause(self, cause: Change, code: str) -> Content:
        """One change of a market in words, with its place."""
        if not self._places:
            return content(self._in_brief(cause, code))
        told, place = self.change(cause, code), cause.place
        if place is None:
            return content(told)
        where = f"{place.file}:{place.span.start.line}" if place.span else place.file
        return filled("{told} ({where})", told=told, where=Code(where))

    def change(self, cause: Change, code: str) -> str:
        """One change of a market in words."""
        kind = _(_LEARNED[cause.learned]) if cause.learned else change_word(cause.kind)
        return ": ".join(part for part in (kind, self._of_whom(cause, code), self._from_to(cause)) if part)

    def _of_whom(self, cause: Change, code: str) -> str:
        """What changed; of a member of a region with its name."""
        subject = self._subject(cause)
        if cause.market is None or cause.market == code:
            return subject
        name = self._called(cause.market)
        return f"{name}, {subject}" if subject else name

    @staticmethod
    def _from_to(cause: Change) -> str:
        return f"{_shown(cause.old)} → {_shown(cause.new)}"

    def _subject(self, cause: Change) -> str:
        """What changed, by the name that the criteria give it; nothing where the kind says it all."""
        if cause.kind in ("evidence", "figures"):
            group, _dot, name = cause.path.partition(".")
            return input_label(self._criteria, cause.path) if name or group != "themes" else _("inventory of themes")
        if cause.kind in ("criteria", "lists"):
            return parameter_name(self._criteria, cause.path)
        if cause.path == "failed_reviews":
            return _("reviews running that found it below")
        return ""


def _as_looked_up(comparison: Comparison) -> Comparison:
    """The same in the order in which people look markets up: by name, under each category that some moved to."""
    moves = groupby(comparison.moves, key=lambda move: move.after)
    return replace(
        comparison,
        moves=tuple(move for _after, alike in moves for move in alphabetical(alike, _name)),
        held=tuple(alphabetical(comparison.held, _name)),
        overruled=tuple(alphabetical(comparison.overruled, _name)),
        confirmed=tuple(alphabetical(comparison.confirmed, _name)),
        hidden=tuple(alphabetical(comparison.hidden, _name)),
    )


def _name(one: Move | Beneath | Held) -> str:
    return market_name(one.market)


def _named(one: Move | Beneath | Held, *, coded: bool) -> Content:
    """A market by name, with its code where that is to be told."""
    return content([Market(market_name(one.market), one.code), f" ({one.code})" if coded else ""])


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


def _some(markets: Sequence[str]) -> str:
    """The codes of markets, the first of them where there are many."""
    return ", ".join(markets[:MOST_NAMED]) + (" …" if len(markets) > MOST_NAMED else "")


def change_word(kind: Kind) -> str:
    """A kind of change in words."""
    return _(_KINDS[kind])


def _shown(value: Shown) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, Newest):
        return f"{_shown(value.value)} ({value.year})"
    if isinstance(value, tuple):
        return ", ".join(value) or _("nothing")
    if isinstance(value, bool):
        return value_word("yes" if value else "no")
    if isinstance(value, int | float):
        return number(value, 0 if float(value).is_integer() or abs(value) >= LARGE else 2)
    return value_word(value)
