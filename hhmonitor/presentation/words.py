"""The values of inputs, and other words of the trade, in the language in use."""

from __future__ import annotations

from hhmonitor.inputs import Input
from hhmonitor.language import _, mark, selected
from hhmonitor.model import Criteria, in_language
from hhmonitor.model.scales import SCALES

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
    return _(" or ").join(map(value_word, one.possible))


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


def list_word(name: str) -> str:
    """A priority list in a word or two, such as “top 9”."""
    return name.replace("_", " ")
