"""The map of the world with every market in the colour of its category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import named
from hhmonitor.answers.tones import tone_of
from hhmonitor.answers.words import category_word
from hhmonitor.language import _
from hhmonitor.language.numbers import listing
from hhmonitor.language.sorting import sort_key
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.site.world import Outline, world

_LEFT, _RIGHT = 120, 2830
"""The part of the drawing that is shown: what lies beyond is sea, and a few islands."""

_EUROPE = (1310, 40, 350, 310)
"""What the drawing of Europe shows: its left and upper edges, width and height."""

_NEEDS_A_DOT = 150
_ROOM_FOR_A_NUMERAL = 3600
_ROOM_IN_EUROPE = 550
"""Square units: an outline below the first is too small to see; one above the others holds its category's numeral."""

HOME = "NL"
"""The home market, which is marked and is none of the list."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A country on the map: its outline, or a dot where that is too small to see.

    ``numeral`` says that there is room for the category on the map of the world, ``european`` on that of Europe.
    """

    code: str
    name: str
    title: str
    tone: str
    category: str
    numeral: bool
    european: bool
    hatched: bool
    decided: bool
    dot: bool
    outline: Outline


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map: the windows on the drawing, the countries that are no market, and those that are.

    ``europe`` are the markets in its window, ``home`` is the outline of the home market.
    """

    window: str
    europe_window: str
    title: str
    description: str
    background: str
    disputed: str
    home: Outline
    shapes: tuple[Shape, ...]
    europe: tuple[Shape, ...]
    tones: tuple[str, ...]

    @property
    def dots(self) -> tuple[Shape, ...]:
        """The markets that are too small to see, by name."""
        return tuple(sorted((one for one in self.shapes if one.dot), key=lambda one: sort_key(one.name)))


def drawing(classification: Classification) -> Drawing:
    """Every country of the list, alone or in its region, in the colour of its category."""
    outlines = world().outlines
    markets = {one.code: one for one in _countries(classification) if one.code in outlines}
    shapes = [_shape(classification, one, outlines[one.code]) for one in markets.values()]
    # Large ones first, so that no small one is painted over.
    shapes.sort(key=lambda shape: (-shape.outline.area, shape.code))
    return Drawing(
        window=f"{_LEFT} 0 {_RIGHT - _LEFT} {world().height}",
        europe_window=" ".join(map(str, _EUROPE)),
        title=_("Map of the world with the markets by category"),
        description=_(
            "Each country has the colour of the category of its market; hatched where more than one category is "
            "possible, outlined where a decision gives it. The table below says the same in words."
        ),
        background="".join(outline.path for code, outline in outlines.items() if code not in {*markets, HOME}),
        disputed=world().disputed,
        home=outlines[HOME],
        shapes=tuple(shapes),
        europe=tuple(shape for shape in shapes if _in_europe(shape.outline)),
        tones=tuple(dict.fromkeys(shape.tone for shape in shapes if shape.hatched)),
    )


def _countries(classification: Classification) -> Iterator[Classified]:
    for code in classification.with_members(classification.listed()):
        if classification[code].kind == "country":
            yield classification[code]


def _shape(classification: Classification, one: Classified, outline: Outline) -> Shape:
    listed = classification[one.region] if one.region else one
    return Shape(
        code=one.code,
        name=market_name(one.market),
        title=_title(classification, one, listed),
        tone=tone_of(classification.criteria, one.category),
        category=category_word(one.category),
        numeral=outline.area > _ROOM_FOR_A_NUMERAL,
        european=outline.area > _ROOM_IN_EUROPE and _in_europe(outline),
        hatched=not listed.assessment.determined,
        decided=listed.by_decision,
        dot=outline.area < _NEEDS_A_DOT,
        outline=outline,
    )


def _in_europe(outline: Outline) -> bool:
    """Whether the centre of a country lies in the window of Europe."""
    left, top, width, height = _EUROPE
    return left < outline.x < left + width and top < outline.y < top + height


def _title(classification: Classification, one: Classified, listed: Classified) -> str:
    """What a country's title says: where it belongs, its category, and what else the colour shows."""
    category = named(classification.criteria, one.category)
    if one is listed:
        parts = [f"{market_name(one.market)}: {category}"]
    else:
        template = _("{market}, in {region}: {category}")
        parts = [template.format(market=market_name(one.market), region=market_name(listed.market), category=category)]
    if listed.by_decision:
        parts.append(_("by decision"))
    if not listed.assessment.determined:
        possible = listing([category_word(name) for name in listed.assessment.possible])
        parts.append(_("possible by the rules: {categories}").format(categories=possible))
    return "; ".join(parts)
