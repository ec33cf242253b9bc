"""What changed between two sets of criteria and who moves by it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import BaseModel

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Column, Heading, Item, Items, Market, Paragraph, Said, Table
from hhmonitor.answers.conditions import asked_text, share_text
from hhmonitor.answers.marks import badge, badges
from hhmonitor.answers.names import market_name
from hhmonitor.answers.texts import read_as
from hhmonitor.answers.words import input_label, kind_word, strength_word
from hhmonitor.language import _, mark, selected
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Bilingual, Condition, Criteria, Text, in_language
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.criteria_changes import Change, Move, Path, Shift, changes, named
from hhmonitor.questions.snapshot import rules_as_data, rules_fingerprint


@dataclass(frozen=True)
class Comparison:
    """Two sets of criteria over the same markets, with what differs.

    ``shift`` is none where the criteria ask too much separately to go through all possible markets.
    """

    old: Classification
    new: Classification
    names: tuple[str, str]
    changes: Sequence[Change]
    moves: Sequence[Move]
    markets: int
    shift: Shift | None


def criteria_changes(found: Comparison) -> Answer:
    """The comparison."""
    title = _("From criteria {old} to {new}").format(old=found.names[0], new=found.names[1])
    return Answer(
        "criteria-diff",
        title,
        lambda: _blocks(found, title),
        data=lambda: _data_of(found),
        rows=lambda: _rows(found),
    )


def _blocks(found: Comparison, title: str) -> Iterator[Block]:
    deciding = [one for one in found.changes if one.decides]
    other = [one for one in found.changes if not one.decides]
    yield Heading(title, 1)
    yield Paragraph(_summary(found))
    yield from _told(_("Changes that can decide a category"), deciding, found)
    yield from _told(_("Changes of words, effort and the like"), other, found)
    yield from _real(found)
    yield from _possible(found)


def _summary(found: Comparison) -> str:
    if not found.changes:
        return _("The two are the same.")
    moving = sum(one.category_moves for one in found.moves)
    text = _("{moving} of {total} real markets get another category, unknown inputs at their least favourable.")
    told = text.format(moving=moving, total=found.markets)
    if found.shift is None:
        return told + " " + _("All possible markets could not be gone through: the criteria ask too much separately.")
    share = share_text(found.shift.share(found.shift.moved))
    return told + " " + _("Of all possible markets {share} do.").format(share=share)


def _told(title: str, changes: Sequence[Change], found: Comparison) -> Iterator[Block]:
    if changes:
        yield Heading(f"{title} ({len(changes)})")
        yield Items([change_text(one, found) for one in changes])


def _real(found: Comparison) -> Iterator[Block]:
    """The real markets that move."""
    if not found.moves:
        return
    old, new = found.old.criteria, found.new.criteria
    rows: list[list[Said]] = [
        [
            Market(market_name(found.old.project.market(one.code)), one.code),
            badge(old, one.before.rule_category),
            badge(new, one.after.rule_category),
            badges(old, one.before.possible),
            badges(new, one.after.possible),
        ]
        for one in found.moves
    ]
    columns = [
        Column(_("market"), 24),
        Column(_("before"), scale="category"),
        Column(_("after"), scale="category"),
        Column(_("possible before")),
        Column(_("possible after")),
    ]
    yield Heading(_("Real markets that move"))
    yield Table(columns, rows, _("Real markets that move"))


def _possible(found: Comparison) -> Iterator[Block]:
    """The possible markets that move, by category before and after."""
    if found.shift is None or not found.shift.moved:
        return
    shift = found.shift
    rows: list[list[Said]] = [
        [badge(found.old.criteria, before), badge(found.new.criteria, after), share_text(shift.share(count))]
        for (before, after), count in sorted(shift.by_categories.items(), key=lambda pair: -pair[1])
        if before != after
    ]
    yield Heading(_("Possible markets that move"))
    yield Paragraph(
        _(
            "A possible market has any value for every input: there are {size}. They are counted, each as likely as "
            "the other; real markets are not spread so evenly."
        ).format(size=number(shift.size))
    )
    columns = [
        Column(_("before"), scale="category"),
        Column(_("after"), scale="category"),
        Column(_("share of all"), numeric=True),
    ]
    yield Table(columns, rows, _("Possible markets that move"))


def since_then(then: Criteria, now: Classification) -> Iterator[Block]:
    """What changed since criteria of an earlier state, each with how it is read now.

    Of a list that was kept the rules are there and not their words, unless the project still has those criteria.
    """
    in_the_project = now.project.criteria_sets.get(then.id)
    if in_the_project is not None and rules_fingerprint(in_the_project) == rules_fingerprint(then):
        then = in_the_project if _in_words(then) is False else then
    old = Classification(now.project, now.as_of, then)
    found = Comparison(old, now, (then.id, now.criteria.id), _since(then, now.criteria), (), 0, None)
    yield Paragraph(_("From criteria {old} to {new}").format(old=then.id, new=now.criteria.id) + ".")
    if not found.changes:
        yield Paragraph(_("The criteria and the lists are the same as then."))
        return
    yield Items(
        Item(change_text(one, found), details=read_as(_reading(one.path, now.criteria))) for one in found.changes
    )


def _since(then: Criteria, now: Criteria) -> list[Change]:
    if _in_words(then):
        return changes(then, now)
    return [one for one in changes(then, Criteria.model_validate(rules_as_data(now))) if one.decides]


def _in_words(criteria: Criteria) -> bool:
    """Whether criteria have their words, and not their rules alone."""
    return any(one.label is not None for one in criteria.categories)


def _reading(path: Path, criteria: Criteria) -> Text | None:
    """How a requirement, or what belongs to it, is read; none where the criteria do not say."""
    match path:
        case ("categories", category, ("requires" | "prefers" | "keep") as key, requirement, *_rest):
            of = next((one for one in criteria.categories if one.id == category), None)
            return getattr(named(getattr(of, key, ())).get(requirement), "reading", None)
        case ("health_system", name, *_rest):
            return getattr(criteria.health_system.get(name), "reading", None)
        case _:
            return None


def change_text(change: Change, found: Comparison) -> str:
    """One change as a sentence without a full stop."""
    subject = _subject(change.path, found)
    match change.aspect:
        case "presence":
            return _presence(change, subject, found)
        case "members":
            return _members(change, subject)
        case "label":
            return _label_text(change, subject, found)
        case "wording":
            # Long texts are not repeated: it is said which one differs.
            what = key_word(change.path[-1])
            return _("{subject}: the {what} is worded anew").format(subject=subject, what=what)
        case "reference":
            told = _("{subject}: the place in the source is {after}; it was {before}")
        case "order":
            told = _("{subject}: the order is {after}; it was {before}")
        case _:
            told = _("{subject}: {after}; it was: {before}")
    key = change.path[-1]
    before, after = _plain(change.before, found.old.criteria, key), _plain(change.after, found.new.criteria, key)
    if before == after:
        return _("{subject}: the text is another in the other language").format(subject=subject)
    return told.format(subject=subject, before=before, after=after)


def _presence(change: Change, subject: str, found: Comparison) -> str:
    if change.after is None:
        return _("{subject} is gone").format(subject=subject)
    criteria = found.new.criteria
    asks = getattr(change.after, "when", change.after)
    if isinstance(asks, Condition):
        return _("{subject} is new: {condition}").format(subject=subject, condition=asked_text(asks, criteria))
    if len(change.path) == 1 and isinstance(change.after, BaseModel):
        return _("{subject} is new: {condition}").format(subject=subject, condition=_fields(change.after, criteria))
    return _("{subject} is new").format(subject=subject)


def _members(change: Change, subject: str) -> str:
    before = cast("tuple[str, ...]", change.before or ())
    after = cast("tuple[str, ...]", change.after or ())
    told = []
    if joined := [code for code in after if code not in before]:
        told.append(_("{subject}: {codes} added").format(subject=subject, codes=listing(joined)))
    if left := [code for code in before if code not in after]:
        told.append(_("{subject}: {codes} taken off").format(subject=subject, codes=listing(left)))
    return "; ".join(told) or _("{subject}: the same members in another order").format(subject=subject)


def _label_text(change: Change, subject: str, found: Comparison) -> str:
    before, after = _plain(change.before, found.old.criteria), _plain(change.after, found.new.criteria)
    if before == after:
        return _("{subject}: the name is another in the other language").format(subject=subject)
    return _("{subject}: the name is new; it was “{before}”").format(subject=subject, before=before)


def _subject(path: Path, found: Comparison) -> str:
    """What a change is about."""
    match path:
        case ("categories",):
            return _("categories")
        case ("categories", category, "variants", variant, *_rest):
            return _("variant {variant}").format(variant=variant)
        case ("categories", category, "effort", item, *rest):
            label = _named(path[:4], found) or item
            return _with_key(_("effort of {category}, “{label}”").format(category=category, label=label), rest)
        case ("categories", category, ("requires" | "prefers" | "keep") as key, requirement, *_rest):
            return f"{category}, “{_named(path[:4], found) or requirement}” ({_role_word(key)})"
        case ("categories", category, ("requires" | "prefers" | "keep") as key):
            return f"{category} ({_role_word(key)})"
        case ("categories", category, "effort"):
            return _("effort of {category}").format(category=category)
        case ("categories", category, *_rest):
            return _("category {category}").format(category=category)
        case (group, name, *rest) if group in _GROUPS_OF_INPUTS:
            return _with_key(f"“{_label(path, found) or name}”", rest)
        case _:
            return _with_key(key_word(path[0]), path[1:])


_GROUPS_OF_INPUTS = ("indicators", "health_system", "dimensions", "attaches", "themes", "priority_lists")

_TEXTS = ("description", "reading", "unit", "numeral", "caution", "note")
"""Keys that the sentence itself names."""


def _with_key(subject: str, rest: Sequence[str]) -> str:
    """A subject with the key of it that is meant, if any."""
    return f"{subject}, {key_word(rest[0])}" if rest and rest[0] not in _TEXTS else subject


def _role_word(key: str) -> str:
    return {"requires": _("required"), "prefers": _("preferred"), "keep": _("to stay in it")}[key]


_KEYS = {
    "at_most": mark("how many at one time"),
    "attaches": mark("attachés"),
    "caution": mark("caution"),
    "complete": mark("complete"),
    "date": mark("date"),
    "description": mark("description"),
    "dimensions": mark("dimensions"),
    "error_rates": mark("error rates"),
    "every_months": mark("every so many months"),
    "evidence": mark("activities that show it"),
    "follows": mark("follows from"),
    "from": mark("first day"),
    "from_categories": mark("chosen from"),
    "health_system": mark("characteristics"),
    "high": mark("high"),
    "how_often": mark("how often"),
    "hysteresis": mark("the rule for leaving a category"),
    "includes": mark("includes"),
    "label": mark("name"),
    "lapses_after_months": mark("months for which what shows it counts"),
    "low": mark("low"),
    "medium": mark("medium"),
    "note": mark("note"),
    "numeral": mark("numeral"),
    "period": mark("period"),
    "product_of": mark("made of"),
    "shared_year_within": mark("years within which the factors share one"),
    "publisher": mark("publisher"),
    "reading": mark("reading"),
    "reference": mark("place in the source"),
    "regions": mark("regions"),
    "review": mark("review"),
    "reviews": mark("reviews running at which a market must fail"),
    "sector_interest": mark("interest from the sector"),
    "source": mark("source"),
    "special_targets": mark("special target markets"),
    "strength": mark("how strongly it is asked"),
    "themes": mark("themes"),
    "title": mark("title"),
    "to": mark("last day"),
    "trend": mark("trend"),
    "unit": mark("unit"),
    "url": mark("address"),
    "who": mark("who"),
}


def key_word(key: str) -> str:
    """A key of the criteria in words. Raises KeyError for one that no change is told by."""
    return _(_KEYS[key])


def _label(path: Path, found: Comparison) -> str:
    """What an input is called, in the new criteria or else in the old ones."""
    group, name = path[:2]
    criteria = found.new.criteria if name in getattr(found.new.criteria, group) else found.old.criteria
    return input_label(criteria, f"{group}.{name}")


def _named(path: Path, found: Comparison) -> str:
    """What a requirement or an item of effort is called, in the new criteria or else in the old ones."""
    _categories_key, category, key, name = path
    for criteria in (found.new.criteria, found.old.criteria):
        for one in criteria.categories:
            thing = named(getattr(one, key)).get(name) if one.id == category else None
            if thing is not None:
                return in_language(thing.label, selected())
    return ""


def _plain(value: object, criteria: Criteria, key: str = "") -> str:
    """The value of a key as words."""
    if isinstance(value, Condition):
        return asked_text(value, criteria)
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Bilingual):
        return in_language(value, selected())
    if isinstance(value, str):
        words = {"majority": _("majority"), "any": _("any")}
        return strength_word(value) if key == "strength" else words.get(value, value)
    if isinstance(value, tuple):
        return ", ".join(map(kind_word, value) if key == "evidence" else value)
    assert isinstance(value, int | float)
    return number(value, 0 if value == int(value) else 2)


def _fields(value: BaseModel, criteria: Criteria) -> str:
    """A small model by what it says."""
    given = ((info.alias or name, getattr(value, name)) for name, info in type(value).model_fields.items())
    return ", ".join(f"{key_word(key)}: {_plain(one, criteria, key)}" for key, one in given if one not in (None, ()))


def _data_of(found: Comparison) -> Mapping[str, Any]:
    return {
        "old": found.names[0],
        "new": found.names[1],
        "as_of": found.new.as_of.isoformat(),
        "changes": [
            {
                "path": ".".join(one.path),
                "aspect": one.aspect,
                "decides": one.decides,
                "before": _data(one.before),
                "after": _data(one.after),
                "text": change_text(one, found),
            }
            for one in found.changes
        ],
        "markets": [
            {
                "code": one.code,
                "name": market_name(found.old.project.market(one.code)),
                "before": one.before.rule_category,
                "after": one.after.rule_category,
                "possible_before": list(one.before.possible),
                "possible_after": list(one.after.possible),
            }
            for one in found.moves
        ],
        "possible_markets": found.shift and _shift(found.shift),
    }


def _rows(found: Comparison) -> Rows:
    """A record for each change."""
    records = (
        (".".join(one.path), one.aspect, "yes" if one.decides else "no", change_text(one, found))
        for one in found.changes
    )
    return Rows(("path", "aspect", "decides", "text"), tuple(records))


def _data(value: object) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    return list(value) if isinstance(value, tuple) else value


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "total": shift.size,
        "moved": shift.moved,
        "share": float(shift.share(shift.moved)),
        "moves": [
            {"before": before, "after": after, "markets": count, "share": float(shift.share(count))}
            for (before, after), count in shift.by_categories.items()
            if before != after
        ],
    }
