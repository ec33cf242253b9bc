"""The values of inputs, and other words of the trade, in the language in use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hhmonitor.inputs import Input
from hhmonitor.language import _, mark, ngettext, selected
from hhmonitor.model import Criteria, in_language
from hhmonitor.model.scales import SCALES

if TYPE_CHECKING:
    from hhmonitor.questions.effort import EffortLine

_VALUES = {
    "positive": mark("positive"),
    "mixed": mark("mixed"),
    "negative": mark("negative"),
    "broad": mark("broad"),
    "specific": mark("specific"),
    "incidental": mark("incidental"),
    "none": mark("none"),
    "stable": mark("stable"),
    "emerging": mark("emerging"),
    "declining": mark("declining"),
    "yes": mark("yes"),
    "no": mark("no"),
    "in": mark("on it"),
    "out": mark("not on it"),
    "unknown": mark("unknown"),
    "high": mark("high"),
    "medium": mark("medium"),
    "low": mark("low"),
}


def value_word(value: str) -> str:
    """A value of an input, such as ``broad``, as a word."""
    return _(_VALUES[value]) if value in _VALUES else value


def input_word(one: Input) -> str:
    """What is known of an input, as words: its value, ``unknown``, or the values that are left."""
    if one.known:
        return value_word(one.value)
    if one.possible == SCALES[one.path.partition(".")[0]].open:
        return value_word("unknown")
    return either(one.possible)


def either(values: Iterable[str]) -> str:
    """Values of an input of which one holds, as words: “specific or broad”."""
    return _(" or ").join(map(value_word, values))


def category_word(category: str) -> str:
    """A category as it is named in tables; ``none`` as a word."""
    return _("none") if category == "none" else category


def category_label(criteria: Criteria, category: str) -> str:
    """What a category is called, such as “broad interest”; empty where the criteria do not say."""
    for one in criteria.categories:
        for variant in one.variants:
            if variant.id == category:
                return in_language(variant.label or one.label, selected())
        if one.id == category:
            return in_language(one.label, selected())
    return _("no category takes it") if category == "none" else ""


def input_label(criteria: Criteria, path: str) -> str:
    """What an input is called: by the criteria, or by the catalogue where they do not name it."""
    group, _dot, name = path.partition(".")
    if group == "sector_interest":
        return _("interest from the sector")
    if group == "trend":
        return _("trend")
    definition = getattr(criteria, group).get(name)
    return in_language(definition.label if definition else None, selected(), name.replace("_", " "))


def input_title(criteria: Criteria, path: str) -> str:
    """What an input is called where a line begins with it."""
    return capitalised(input_label(criteria, path))


def capitalised(text: str) -> str:
    """A text as it begins a line."""
    return f"{text[:1].upper()}{text[1:]}"


_KINDS = {
    "attache": mark("attaché"),
    "company_activity": mark("company activity"),
    "event": mark("fair or conference"),
    "incoming_visit": mark("incoming visit"),
    "investment": mark("investment"),
    "market_study": mark("market study"),
    "mission": mark("mission"),
    "mou": mark("memorandum of understanding"),
    "other": mark("other"),
    "outgoing_visit": mark("outgoing visit"),
    "pib": mark("PIB plan"),
    "research_programme": mark("research programme"),
    "strategy": mark("strategy"),
}


def kind_word(kind: str) -> str:
    """A kind of activity, such as ``incoming_visit``, as words."""
    return _(_KINDS[kind]) if kind in _KINDS else kind.replace("_", " ")


def strength_word(strength: str) -> str:
    """How strongly an effort is asked."""
    return {
        "required": _("required"),
        "to_consider": _("to consider"),
        "incidental": _("now and then"),
    }[strength]


_ACTORS = {
    "topsector": mark("Top Sector LSH"),
    "posts": mark("network of posts"),
    "ministries": mark("ministries"),
    "rvo": mark("RVO"),
    "sector": mark("sector"),
    "together": mark("public and private together"),
}


def actor_word(who: str) -> str:
    """Who does an effort; a party that only the criteria know is named as they do."""
    return _(_ACTORS[who]) if who in _ACTORS else who


def effort_word(line: EffortLine) -> str:
    """How far an effort is in place."""
    if line.undated:
        return _("without a date")
    return {
        "in_place": _("in place"),
        "possible": _("possibly in place"),
        "planned": _("planned"),
        "lapsed": _("too long ago"),
        "none": _("not in place"),
        "unknown": _("nothing on file"),
        "not_applicable": _("not yet asked"),
    }[line.status]


def effort_note(line: EffortLine) -> str:
    """What is left open of an effort that activities show, no longer show, or show without a date; or empty."""
    months = line.item.lapses_after_months
    if line.status == "lapsed" and months is not None:
        return ngettext("it counts for {number} month", "it counts for {number} months", months).format(number=months)
    if line.undated:
        return ngettext(
            "{number} activity without a date, which shows nothing",
            "{number} activities without a date, which show nothing",
            line.undated,
        ).format(number=line.undated)
    if line.status != "possible":
        return ""
    unclear = _("its date is incomplete, and may lie outside the time that counts") if line.incomplete else ""
    return "; ".join(note for note in (in_language(line.item.caution, selected()), unclear) if note)


def phase_word(phase: str) -> str:
    """The phase of a multi-year programme."""
    return {
        "analysis": _("phase 1: analysis"),
        "goals": _("phase 2: shared goals"),
        "plan": _("phase 3: execution plan"),
    }[phase]


def list_word(name: str) -> str:
    """A priority list in a word or two, such as “top 9”."""
    return name.replace("_", " ")


_UNITS = {
    "% of GDP": mark("% of GDP"),
    "% of health expenditure": mark("% of health expenditure"),
    "% of population": mark("% of population"),
    "people": mark("people"),
    "index 0-100": mark("index 0-100"),
    "score 0-100": mark("score 0-100"),
}


def unit_word(unit: str) -> str:
    """The unit of a figure in words; one that only the criteria know is shown as they write it."""
    return _(_UNITS[unit]) if unit in _UNITS else unit


_PLACES = {
    "Annex": mark("Annex"),
    "note": mark("note"),
    "and": mark("and"),
    "temporary target markets": mark("temporary target markets"),
}


def place_in_source(reference: str | None) -> str:
    """A place in the source, such as “Annex 1, I”; criteria write it in English, in a handful of words."""
    return re.sub("|".join(rf"\b{word}\b" for word in _PLACES), lambda found: _(_PLACES[found[0]]), reference or "")
