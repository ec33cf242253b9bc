"""The ledger of moves between two states of the list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.document import Heading, Items, Paragraph, Part
from hhmonitor.answers.names import market_name
from hhmonitor.answers.words import category_word, input_label, value_word
from hhmonitor.language import _, mark, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Criteria, in_language
from hhmonitor.questions.comparison import Change, Comparison, Kind, Moment, Move, Shown

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

_MARKS = {"up": "+", "down": "−", "across": "±", "entered": "+", "left": "−"}


def as_data(comparison: Comparison) -> dict[str, Any]:
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
    }


def as_json(comparison: Comparison) -> str:
    """The ledger as one JSON document."""
    return json.dumps(as_data(comparison), ensure_ascii=False, indent=2) + "\n"


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


class Ledger:
    """Tells a comparison, in the language in use; the criteria of now name the inputs."""

    def __init__(self, comparison: Comparison, criteria: Criteria) -> None:
        self._comparison = comparison
        self._criteria = criteria

    def parts(self) -> Iterator[Part]:
        """The ledger as a document."""
        comparison = self._comparison
        yield Heading(_("What moved since {base}").format(base=comparison.base.label), 1)
        yield Paragraph(
            _("From criteria {old}, as of {then}, to criteria {new}, as of {now}.").format(
                old=comparison.base.criteria,
                then=date_text(comparison.base.as_of),
                new=comparison.now.criteria,
                now=date_text(comparison.now.as_of),
            )
        )
        yield from self.body()

    def body(self) -> Iterator[Part]:
        """The moves, and those that hysteresis prevents, without a title."""
        comparison = self._comparison
        yield Paragraph(self.summary())
        if comparison.moves:
            yield Items([self._item(move) for move in comparison.moves])
        if comparison.held:
            yield Paragraph(_("These markets stay in their category because the criteria let none leave it at once:"))
            yield Items([("", self._held(one.code, one.category, one.rule_category), ()) for one in comparison.held])

    def summary(self) -> str:
        """How many moved, how many did not, and which of these only because of a decision."""
        return " ".join(part for part in (self._counted(), self._overruled()) if part)

    def _counted(self) -> str:
        moved, unchanged = len(self._comparison.moves), len(self._comparison.unchanged)
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

    def _overruled(self) -> str:
        """The markets that a decision alone keeps where they were; nothing where there is none."""
        overruled = self._comparison.overruled
        if not overruled:
            return ""
        told = (
            f"{one.market if isinstance(one.market, str) else market_name(one.market)} "
            f"({category_word(one.before)} → {category_word(one.after)})"
            for one in overruled
        )
        return ngettext(
            "By the rules {number} other market would move, but a decision holds it: {markets}.",
            "By the rules {number} other markets would move, but a decision holds them: {markets}.",
            len(overruled),
        ).format(number=len(overruled), markets=listing(list(told)))

    def _held(self, code: str, category: str, rule_category: str) -> str:
        return _("{code}: {category}, while the rules give {rule_category}").format(
            code=code, category=category_word(category), rule_category=category_word(rule_category)
        )

    def _item(self, move: Move) -> tuple[str, str, Sequence[str]]:
        name = move.market if isinstance(move.market, str) else market_name(move.market)
        before, after = category_word(move.before or ""), category_word(move.after or "")
        if move.direction == "entered":
            text = _("{market} ({code}) comes on the list, in {category}")
        elif move.direction == "left":
            text = _("{market} ({code}) leaves the list; it was in {category}")
        else:
            text = "{market} ({code}): {before} → {after}"
        told = text.format(market=name, code=move.code, category=after or before, before=before, after=after)
        because = self._because(move)
        causes = [self.cause(cause, move.code) for cause in move.causes]
        return _MARKS[move.direction], told, [because, *causes] if because else causes

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

    def cause(self, cause: Change, code: str) -> str:
        """One change in words, with its place."""
        subject = self._subject(cause)
        if cause.market is not None and cause.market != code:
            subject = f"{cause.market}, {subject}" if subject else cause.market
        change = f"{_shown(cause.old)} → {_shown(cause.new)}"
        told = ": ".join(part for part in (change_word(cause.kind), subject, change) if part)
        place = cause.place
        if place is None:
            return told
        where = f"{place.file}:{place.span.start.line}" if place.span else place.file
        return f"{told} ({where})"

    def _subject(self, cause: Change) -> str:
        """What changed, by the name that the criteria give it; nothing where the kind says it all."""
        if cause.kind in ("evidence", "figures"):
            group, _dot, name = cause.path.partition(".")
            return input_label(self._criteria, cause.path) if name or group != "themes" else _("inventory of themes")
        if cause.kind in ("criteria", "lists"):
            return parameter_name(self._criteria, cause.path)
        return ""


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
