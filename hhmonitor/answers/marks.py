"""Values of inputs and outcomes as signs for a glance, each with its word, and categories as badges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hhmonitor.answers.blocks import Badge, Content, Mark, content
from hhmonitor.answers.texts import filled
from hhmonitor.answers.tones import tone_of
from hhmonitor.answers.words import category_label, category_word, input_word
from hhmonitor.inputs import Input
from hhmonitor.language import _
from hhmonitor.language.numbers import listing
from hhmonitor.model import Criteria

_CHARACTERISTIC = {"positive": "+", "mixed": "±", "negative": "−"}
_INTEREST = {"broad": "●", "specific": "○", "none": "·"}
_SIGNS = _CHARACTERISTIC | _INTEREST
OUTCOME_MARKS = {"met": "✓", "not_met": "✗", "unknown": "?"}
"""Whether a requirement is met, as a character."""

UNKNOWN = "?"
SURELY_INTERESTED = "◐"


def mark(one: Input) -> Mark:
    """One input as a sign; a value that has none, such as “incidental”, as its word."""
    if one.known:
        return Mark(_SIGNS.get(one.value, input_word(one)), one.value, input_word(one))
    sign = SURELY_INTERESTED if one.possible == ("specific", "broad") else UNKNOWN
    return Mark(sign, "unknown", input_word(one))


def has_sign(one: Input) -> bool:
    """Whether the value of an input has a sign of its own."""
    return not one.known or one.value in _SIGNS


def marks(inputs: Iterable[Input]) -> Content:
    """Several inputs, a sign each."""
    return tuple(map(mark, inputs))


def outcome_mark(outcome: str) -> Mark:
    """Whether a requirement is met, as a sign."""
    return Mark(OUTCOME_MARKS[outcome], outcome, outcome_word(outcome))


def outcome_word(outcome: str) -> str:
    """Whether a requirement is met, as a word."""
    return {"met": _("met"), "not_met": _("not met"), "unknown": _("unknown")}[outcome]


def badge(criteria: Criteria, category: str) -> Badge:
    """A category in its colour."""
    return Badge(category_word(category), tone_of(criteria, category))


def badges(criteria: Criteria, categories: Iterable[str]) -> Content:
    """Several categories, with a blank between them."""
    return content([part for category in categories for part in (" ", badge(criteria, category))][1:])


def badges_in_a_sentence(criteria: Criteria, categories: Sequence[str]) -> Content:
    """Several categories as a sentence has them: I, II and IIIa."""
    names = [f"{{{place}}}" for place in range(len(categories))]
    parts = {str(place): badge(criteria, category) for place, category in enumerate(categories)}
    return filled(listing(names), **parts)


def named_badge(criteria: Criteria, category: str) -> Content:
    """A category in its colour, with what it is called."""
    label = category_label(criteria, category)
    return content([badge(criteria, category), f" ({label})" if label else ""])


def legend() -> Content:
    """What the signs mean."""
    return content(_legend())


def _legend() -> Iterator[str | Mark]:
    yield _("characteristics: ")
    yield from _pairs(("+", "positive", _("positive")), ("±", "mixed", _("mixed")), ("−", "negative", _("negative")))
    yield _("; themes and dimensions: ")
    yield from _pairs(
        ("●", "broad", _("broad")),
        ("○", "specific", _("specific")),
        ("◐", "unknown", _("specific or broad")),
        ("·", "none", _("none")),
    )
    yield "; "
    yield from _pairs((UNKNOWN, "unknown", _("unknown")))


def _pairs(*signs: tuple[str, str, str]) -> Iterator[str | Mark]:
    for number, (sign, tone, word) in enumerate(signs):
        if number:
            yield ", "
        yield Mark(sign, tone, word)
        yield f" {word}"
