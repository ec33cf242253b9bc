"""What changed between two sets of criteria and who moves by it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import BaseModel

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Column, Heading, Items, Market, Paragraph, Said, Table
from hhmonitor.answers.conditions import asked_text, share_text
from hhmonitor.answers.marks import badge, badges
from hhmonitor.answers.names import market_name
from hhmonitor.answers.words import input_label, value_word
from hhmonitor.language import _, selected
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Bilingual, Condition, Criteria, in_language
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.criteria_changes import Change, Move, Path, Shift


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
            return _wording(change, subject)
        case "reference":
            told = _("{subject}: the place in the source is {after}; it was {before}")
        case "effort":
            return _effort(change, subject)
        case "order":
            told = _("{subject}: the order is {after}; it was {before}")
        case _:
            told = _("{subject}: {after}; it was: {before}")
    before = _plain(change.before, found.old.criteria, change.after)
    after = _plain(change.after, found.new.criteria, change.before)
    return told.format(subject=subject, before=before, after=after)


def _presence(change: Change, subject: str, found: Comparison) -> str:
    if change.after is None:
        return _("{subject} is gone").format(subject=subject)
    asks = getattr(change.after, "when", change.after)
    if isinstance(asks, Condition):
        return _("{subject} is new: {condition}").format(
            subject=subject, condition=asked_text(asks, found.new.criteria)
        )
    return _("{subject} is new").format(subject=subject)


def _members(change: Change, subject: str) -> str:
    before, after = cast("tuple[str, ...]", change.before), cast("tuple[str, ...]", change.after)
    told = []
    if joined := [code for code in after if code not in before]:
        told.append(_("{subject}: {codes} added").format(subject=subject, codes=listing(joined)))
    if left := [code for code in before if code not in after]:
        told.append(_("{subject}: {codes} taken off").format(subject=subject, codes=listing(left)))
    return "; ".join(told) or _("{subject}: the same members in another order").format(subject=subject)


def _wording(change: Change, subject: str) -> str:
    """Long texts are not repeated: it is said which one differs."""
    what = {
        "description": _("description"),
        "reading": _("reading"),
        "unit": _("unit"),
        "numeral": _("numeral"),
    }[change.path[-1]]
    return _("{subject}: the {what} is worded anew").format(subject=subject, what=what)


def _label_text(change: Change, subject: str, found: Comparison) -> str:
    before, after = _plain(change.before, found.old.criteria), _plain(change.after, found.new.criteria)
    if before == after:
        return _("{subject}: the name is another in the other language").format(subject=subject)
    return _("{subject}: the name is new; it was “{before}”").format(subject=subject, before=before)


def _effort(change: Change, subject: str) -> str:
    if change.before is None:
        return _("{subject} is new").format(subject=subject)
    if change.after is None:
        return _("{subject} is gone").format(subject=subject)
    return _("{subject} is another").format(subject=subject)


def _subject(path: Path, found: Comparison) -> str:
    """What a change is about."""
    match path:
        case ("categories",):
            return _("categories")
        case ("categories", category):
            return _("category {category}").format(category=category)
        case ("categories", _category, "variants", variant, *_rest):
            return _("variant {variant}").format(variant=variant)
        case ("categories", category, "effort", item):
            label = _named(path, found) or item
            return _("effort of {category}, “{label}”").format(category=category, label=label)
        case ("categories", category, ("requires" | "prefers") as key, requirement, *_rest):
            kind = _("required") if key == "requires" else _("preferred")
            return f"{category}, “{_named(path[:4], found) or requirement}” ({kind})"
        case ("categories", category, *_rest):
            return _("category {category}").format(category=category)
        case ("regions", group):
            return _("regions, {group}").format(group=_group_word(group))
        case (group, name, *rest) if group in _GROUPS_OF_INPUTS:
            label = f"“{_label(path, found) or name}”"
            return f"{label}, {_setting_word(rest[0])}" if rest and rest[0] in _SETTINGS_OF_INPUTS else label
        case _:
            return _setting_word(path[0])


_GROUPS_OF_INPUTS = ("indicators", "health_system", "dimensions", "attaches", "themes", "priority_lists")


_SETTINGS_OF_INPUTS = ("complete", "includes", "product_of")


def _group_word(group: str) -> str:
    return {
        "health_system": _("characteristics"),
        "dimensions": _("dimensions"),
        "themes": _("themes"),
        "sector_interest": _("interest from the sector"),
        "trend": _("trend"),
        "attaches": _("attachés"),
    }[group]


def _setting_word(name: str) -> str:
    return {
        "title": _("title"),
        "period": _("period"),
        "review": _("review"),
        "source": _("source"),
        "error_rates": _("error rates"),
        "special_targets": _("special target markets"),
        "complete": _("complete"),
        "includes": _("includes"),
        "product_of": _("made of"),
    }[name]


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
            for thing in getattr(one, key) if one.id == category else ():
                if thing.id == name:
                    return in_language(thing.label, selected())
    return ""


def _plain(value: object, criteria: Criteria, other: object = None) -> str:
    """A value as words; of a small model no more than what is not the same in the ``other`` one."""
    if isinstance(value, Condition):
        return asked_text(value, criteria)
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str | Bilingual):
        words = {"majority": _("majority"), "any": _("any")}
        return words.get(value, value) if isinstance(value, str) else in_language(value, selected())
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, int | float):
        return number(value, 0 if value == int(value) else 2)
    return _fields(cast("BaseModel", value), criteria, other)


def _fields(value: BaseModel, criteria: Criteria, other: object) -> str:
    """A small model as those of its fields that another does not have alike."""
    given = ((info.alias or name, name) for name, info in type(value).model_fields.items())
    return ", ".join(
        f"{value_word(key)}: {_plain(getattr(value, name), criteria)}"
        for key, name in given
        if getattr(value, name) != getattr(other, name, None)
    )


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
