"""The themes against the markets, and the ambitions in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import (
    Block,
    Column,
    Content,
    Heading,
    Item,
    Items,
    Market,
    Paragraph,
    Row,
    Table,
    content,
)
from hhmonitor.answers.marks import badge, legend, mark
from hhmonitor.answers.names import market_name
from hhmonitor.answers.texts import told
from hhmonitor.answers.words import category_word, input_label
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, number, percent
from hhmonitor.model import in_language
from hhmonitor.model.ambitions import Ambitions
from hhmonitor.questions.ambitions import Progress
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.themes import ThemeMarkets, ThemeMatrix


class ThemeWords:
    """Tells a matrix of themes, in the language in use."""

    def __init__(self, classification: Classification, matrix: ThemeMatrix) -> None:
        self._classification = classification
        self._criteria = classification.criteria
        self._matrix = matrix

    def blocks(self) -> Iterator[Block]:
        """The matrix, the markets of each theme, and the themes that have none."""
        day = date_text(self._classification.as_of)
        title = _("Themes and markets, criteria {criteria}, as of {day}")
        yield Heading(title.format(criteria=self._criteria.id, day=day), 1)
        yield from self.matrix()
        yield Heading(_("What each value chain can count on"))
        yield from self.by_theme()

    def matrix(self) -> Iterator[Block]:
        """A line for each market and a column for each theme."""
        themes = self._criteria.themes
        numerals = [one.numeral or name for name, one in themes.items()]
        yield Table(
            [_("market"), Column(_("category"), scale="category"), *(Column(one, scale="value") for one in numerals)],
            [
                Row(
                    [
                        Market(self._name(code), code),
                        badge(self._criteria, self._classification[code].category),
                        *(mark(self._matrix.inputs[code][theme]) for theme in themes),
                    ]
                )
                for code in self._matrix.markets
            ],
            _("Themes and markets"),
            kind="matrix",
        )
        names = (f"{numeral} {self._label(name)}" for numeral, name in zip(numerals, themes, strict=True))
        yield Paragraph(f"{'; '.join(names)}.", "legend")
        yield Paragraph(legend(), "legend")

    def by_theme(self) -> Iterator[Block]:
        """The markets of each theme, and the themes without one."""
        yield Items(Item(self._label(one.theme), details=self._markets(one)) for one in self._matrix.themes)
        none = self._matrix.without_market
        if none:
            yield Paragraph(_("Without a market: {themes}.").format(themes=listing([self._label(one) for one in none])))
        else:
            yield Paragraph(_("Every theme has a market with interest in it."))

    def _markets(self, one: ThemeMarkets) -> Iterator[str]:
        for text, codes in (
            (_("broad interest: {markets}"), one.broad),
            (_("specific interest: {markets}"), one.specific),
            (_("not known: {markets}"), one.open),
        ):
            if codes:
                yield text.format(markets=", ".join(self._with_category(code) for code in codes))

    def _with_category(self, code: str) -> str:
        return f"{self._name(code)} ({category_word(self._classification[code].category)})"

    def _name(self, code: str) -> str:
        return market_name(self._classification[code].market)

    def _label(self, theme: str) -> str:
        return input_label(self._criteria, f"themes.{theme}")

    def data(self) -> dict[str, Any]:
        """The matrix as plain data."""
        return {
            "criteria": self._criteria.id,
            "as_of": self._classification.as_of.isoformat(),
            "markets": [
                {
                    "code": code,
                    "category": self._classification[code].category,
                    "themes": {theme: one.value for theme, one in self._matrix.inputs[code].items()},
                }
                for code in self._matrix.markets
            ],
            "themes": [
                {
                    "id": one.theme,
                    "label": self._label(one.theme),
                    "broad": list(one.broad),
                    "specific": list(one.specific),
                    "unknown": list(one.open),
                }
                for one in self._matrix.themes
            ],
            "without_market": list(self._matrix.without_market),
        }

    def records(self) -> Rows:
        """A record for each market and theme."""
        return Rows(
            ("market", "category", "theme", "value"),
            tuple(
                (code, self._classification[code].category, theme, one.value)
                for code in self._matrix.markets
                for theme, one in self._matrix.inputs[code].items()
            ),
        )


def themes_answer(classification: Classification, matrix: ThemeMatrix) -> Answer:
    """The themes against the markets."""
    words = ThemeWords(classification, matrix)
    return Answer("themes", _("Themes and markets"), words.blocks, data=words.data, rows=words.records)


def ambitions_answer(ambitions: Ambitions, progress: Sequence[Progress]) -> Answer:
    """The ambitions with the figures they began with and have come to."""
    return Answer(
        "ambitions",
        _("Ambitions for {year}").format(year=ambitions.year),
        lambda: _ambitions(ambitions, progress),
        data=lambda: _ambitions_as_data(ambitions, progress),
    )


def _ambitions(ambitions: Ambitions, progress: Sequence[Progress]) -> Iterator[Block]:
    yield Heading(_("Ambitions for {year}").format(year=ambitions.year), 1)
    yield Table(
        [_("ambition"), _("unit"), _("first figure"), _("newest figure"), _("to reach"), _("progress")],
        [
            Row(
                [
                    told(one.ambition.label),
                    told(one.ambition.unit),
                    _dated(one.first),
                    _dated(one.newest) if one.newest != one.first else "-",
                    _to_reach(one),
                    _progress(one),
                ]
            )
            for one in progress
        ],
        _("Ambitions"),
    )
    yield Paragraph(
        _(
            "Progress is the part of the way from the first figure to the ambition, beside the part of the time that "
            "has passed; where a figure is missing it is not known."
        ),
        "quiet",
    )
    yield Items(_source(name, ambitions) for name in ambitions.sources)


def _dated(figure: tuple[int, float] | None) -> str:
    return "-" if figure is None else f"{number(figure[1])} ({figure[0]})"


def _to_reach(one: Progress) -> str:
    if one.ambition.growth is not None:
        growth = f"+{percent(one.ambition.growth / 100)}"
        since = one.ambition.since
        return _("{growth} since {period}").format(growth=growth, period=since) if since else growth
    return "-" if one.ambition.target is None else number(one.ambition.target)


def _progress(one: Progress) -> str:
    if one.share is None:
        return _("not known")
    if one.expected is None:
        return percent(one.share)
    return _("{share} of the way, {time} of the time").format(share=percent(one.share), time=percent(one.expected))


def _source(name: str, ambitions: Ambitions) -> Content:
    source = ambitions.sources[name]
    parts = [one for one in (told(source.title), told(source.publisher)) if one.text]
    day = date_text(source.date) if source.date else ""
    said = [piece for part in parts for piece in (part, ", ")]
    return content([*said, day] if day else said[:-1])


def _ambitions_as_data(ambitions: Ambitions, progress: Sequence[Progress]) -> dict[str, Any]:
    return {
        "year": ambitions.year,
        "ambitions": [
            {
                "id": one.name,
                "label": in_language(one.ambition.label, selected()),
                "unit": in_language(one.ambition.unit, selected()),
                "target": one.ambition.target,
                "growth": one.ambition.growth,
                "figures": {year: figure.value for year, figure in one.ambition.figures.items()},
                "progress": one.share,
                "time": one.expected,
            }
            for one in progress
        ],
    }
