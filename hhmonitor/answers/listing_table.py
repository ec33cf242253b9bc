"""The list as a table for the terminal: grouped by category, one line for each market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from hhmonitor.answers.console import as_text, available_width
from hhmonitor.answers.marks import legend, marks
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import grouped
from hhmonitor.answers.reasons import named, short_reason
from hhmonitor.answers.words import category_word, input_label, input_word, list_word
from hhmonitor.language import _, ngettext
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classification, Classified

TARGET_MARKS = {"running": " ★", "ended": " ★!", "upcoming": " ☆"}
"""What follows the name of a special target market."""

ROOM_FOR_ALL = 132
"""Columns from which on every column of the table is shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, as text."""

    market: str
    characteristics: str
    dimensions: str
    themes: str
    sector: str
    lists: str
    possible: str
    candidate: str
    decision: str
    reason: str


def as_table(
    classification: Classification, codes: Sequence[str], *, width: int | None = None, colour: bool | None = None
) -> str:
    """The markets with these codes as a table, as wide as the terminal and in colour on it where not said."""
    width = width or available_width()
    criteria = classification.criteria
    groups = grouped(classification, codes)
    rows = {one.code: row_of(one, criteria, indent=indent) for _category, ones in groups for one, indent in ones}
    columns = _Columns(criteria, list(rows.values()), width)
    parts: list[RenderableType] = []
    for category, ones in groups:
        members = sum(indent for _one, indent in ones)
        parts += [_heading(criteria, category, len(ones) - members), columns.table([rows[one.code] for one, _ in ones])]
    shown = [classification[code] for code in codes]
    parts += [Text(""), *_notes(criteria, shown, columns.complete)]
    return as_text(*parts, width=width, colour=colour)


def row_of(one: Classified, criteria: Criteria, *, indent: bool = False) -> Row:
    """One market as a line of the table; a member of a region is indented and shows its own category."""
    assessment, inputs = one.assessment, one.inputs
    name = market_name(one.market) + TARGET_MARKS.get(one.special_target or "", "")
    lists = [list_word(name) for name, item in inputs.priority_lists.items() if item.value == "in"]
    return Row(
        market=f"└ {name} ({category_word(one.category)})" if indent else name,
        characteristics=marks(inputs.health_system.values()),
        dimensions=marks(inputs.dimensions.values()),
        themes=marks(inputs.themes.values()),
        sector=input_word(inputs.sector_interest),
        lists=lists[0] if lists else "",
        possible="" if assessment.determined else " ".join(category_word(name) for name in assessment.possible),
        candidate=assessment.candidate or "",
        decision=decision_mark(one),
        reason=_reason(one, criteria),
    )


def decision_mark(one: Classified) -> str:
    """Whether a decision gives the category: ◆, with ! where its review is overdue."""
    if not one.by_decision:
        return ""
    return "◆!" if one.decision is not None and one.decision.overdue else "◆"


def _reason(one: Classified, criteria: Criteria) -> str:
    reason = short_reason(one, criteria)
    if one.declared is not None and one.declared != one.category:
        return _("declared as {category}! {reason}").format(category=category_word(one.declared), reason=reason)
    return reason


class _Columns:
    """The columns that fit, each as wide in every group."""

    def __init__(self, criteria: Criteria, rows: Sequence[Row], width: int) -> None:
        self.complete = width >= ROOM_FOR_ALL
        numbers = "".join(str(number % 10) for number in range(1, len(criteria.health_system) + 1))
        letters = "".join(chr(ord("a") + place % 26) for place in range(len(criteria.dimensions)))
        all_columns = [
            ("market", _("market"), 26 if self.complete else 16),
            ("characteristics", numbers, len(numbers)),
            ("themes", _("themes"), max(len(criteria.themes), len(_("themes")))),
            ("dimensions", letters, len(letters)),
            *((("sector", _("sector"), 11), ("lists", _("list"), 6)) if self.complete else ()),
            ("possible", _("possible"), 16 if self.complete else 8),
            *((("candidate", _("candidate"), 9),) if self.complete else ()),
            ("decision", "◆", 2),
        ]
        self._columns = [(name, title, _width(name, title, limit, rows)) for name, title, limit in all_columns]
        taken = sum(width + 1 for _name, _title, width in self._columns)
        self._reason = max(20, width - taken - 1)

    def table(self, rows: Sequence[Row]) -> Table:
        table = Table(box=None, padding=(0, 1, 0, 0), show_edge=False, header_style="dim", pad_edge=False)
        for _name, title, width in self._columns:
            table.add_column(title, width=width, overflow="fold")
        table.add_column(_("reason"), width=self._reason, overflow="fold")
        for row in rows:
            table.add_row(*(_styled(name, getattr(row, name)) for name, _title, _width in self._columns), row.reason)
        return table


_STYLES = {"+": "green", "−": "red", "±": "yellow", "?": "magenta", "●": "green", "◐": "cyan", "○": "cyan", "·": "dim"}


def _styled(name: str, text: str) -> Text:
    """The marks in colour; colour never says what the mark does not."""
    styled = Text(text)
    if name in ("characteristics", "dimensions", "themes"):
        for place, character in enumerate(text):
            styled.stylize(_STYLES.get(character, ""), place, place + 1)
    elif name == "market":
        styled.stylize("bold")
    return styled


def _width(name: str, title: str, limit: int, rows: Sequence[Row]) -> int:
    longest = max((len(getattr(row, name)) for row in rows), default=0)
    return min(limit, max(longest, len(title)))


def _heading(criteria: Criteria, category: str, number: int) -> Text:
    text = ngettext("{category}: {number} market", "{category}: {number} markets", number)
    return Text("\n" + text.format(category=named(criteria, category), number=number), style="bold")


def _notes(criteria: Criteria, shown: Sequence[Classified], complete: bool) -> Iterator[Text]:
    """The totals, and what the marks mean."""
    yield Text(totals(shown), style="bold")
    names = [input_label(criteria, f"health_system.{name}") for name in criteria.health_system]
    yield _dim("; ".join(f"{number} {name}" for number, name in enumerate(names, start=1)))
    names = [input_label(criteria, f"dimensions.{name}") for name in criteria.dimensions]
    yield _dim("; ".join(f"{chr(ord('a') + place)} {name}" for place, name in enumerate(names)))
    themes = [
        f"{definition.numeral or number} {input_label(criteria, f'themes.{name}')}"
        for number, (name, definition) in enumerate(criteria.themes.items(), start=1)
    ]
    yield _dim(_("themes: {names}").format(names="; ".join(themes)))
    yield _dim(legend())
    yield _dim(_("possible: the categories that the unknowns leave open; ◆ by decision, ◆! its review is overdue"))
    if any(one.special_target for one in shown):
        yield _dim(special_target_legend())
    if complete:
        yield _dim(_("candidate: the category that only a preference keeps the market out of"))
    else:
        yield _dim(_("A wider window shows sector, list and candidate too."))


def special_target_legend() -> str:
    """What the marks of special target markets mean."""
    return _("★ special target market, ★! its time has ended, ☆ its time is still to come")


def _dim(text: str) -> Text:
    return Text(text, style="dim")


def totals(shown: Sequence[Classified]) -> str:
    """How many markets there are, by the rules, by decision, and undetermined."""
    decided = sum(one.by_decision for one in shown)
    undetermined = sum(not one.assessment.determined for one in shown)
    text = ngettext(
        "{number} market: {rules} by the rules, {decided} by decision; of {undetermined} the rules leave more than "
        "one category possible.",
        "{number} markets: {rules} by the rules, {decided} by decision; of {undetermined} the rules leave more than "
        "one category possible.",
        len(shown),
    )
    return text.format(number=len(shown), rules=len(shown) - decided, decided=decided, undetermined=undetermined)
