"""The themes against the markets: which markets a value chain can count on, and which themes have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hhmonitor.inputs import Input
from hhmonitor.questions.classification import Classification


@dataclass(frozen=True, slots=True)
class ThemeMarkets:
    """The markets by the interest in one theme, each in the order of the list; ``open`` may turn out to be any."""

    theme: str
    broad: tuple[str, ...]
    specific: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def counted_on(self) -> tuple[str, ...]:
        """The markets with interest in the theme, broad interest first."""
        return (*self.broad, *self.specific)


@dataclass(frozen=True, slots=True)
class ThemeMatrix:
    """The inputs of every market by theme, and the markets of every theme."""

    markets: tuple[str, ...]
    inputs: Mapping[str, Mapping[str, Input]]
    themes: tuple[ThemeMarkets, ...]

    @property
    def without_market(self) -> tuple[str, ...]:
        """The themes in which no market is known to have interest."""
        return tuple(one.theme for one in self.themes if not one.counted_on)


def theme_matrix(classification: Classification, codes: Sequence[str]) -> ThemeMatrix:
    """The matrix of these markets, the best categories first, and within one in the order given."""
    order = classification.ruleset.order
    ranked = sorted(codes, key=lambda code: order.get(classification[code].category, len(order)))
    inputs = {code: classification[code].inputs.themes for code in ranked}

    def having(theme: str, *values: str) -> tuple[str, ...]:
        return tuple(code for code in ranked if set(inputs[code][theme].possible) <= set(values))

    themes = []
    for theme in classification.criteria.themes:
        broad = having(theme, "broad")
        specific = tuple(code for code in having(theme, "specific", "broad") if code not in broad)
        settled = {*broad, *specific, *having(theme, "none")}
        themes.append(ThemeMarkets(theme, broad, specific, tuple(code for code in ranked if code not in settled)))
    return ThemeMatrix(tuple(ranked), inputs, tuple(themes))
