"""Markets side by side: a row for each thing that is known of them, a column for each market."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.answer import Answer, Rows, cell_text
from hhmonitor.answers.blocks import Block, Cell, Heading, Market, Row, Said, Table
from hhmonitor.answers.efforts import effort_mark, programme_text
from hhmonitor.answers.fiche import figure_text
from hhmonitor.answers.marks import badge, badges, has_sign, mark, outcome_mark
from hhmonitor.answers.names import market_name
from hhmonitor.answers.public_fiche import shown_effort
from hhmonitor.answers.reasons import short_reason
from hhmonitor.answers.texts import told
from hhmonitor.answers.words import category_label, effort_word, input_title, input_word, phase_word
from hhmonitor.inputs import Input
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.model import in_language
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.effort import Effort, effort
from hhmonitor.questions.fiche import FicheMaker


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one thing, of each market in turn."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind under a title; ``name`` is the same in every language."""

    name: str
    title: str
    lines: tuple[Line, ...]


def side_by_side(parts: Sequence[Part], classification: Classification, codes: Sequence[str]) -> Answer:
    """The markets with these codes beside each other, as :func:`beside` tells them."""
    title = _("Markets side by side, criteria {criteria}, as of {day}").format(
        criteria=classification.criteria.id, day=date_text(classification.as_of)
    )
    header = ["", *(market_name(classification[code].market) for code in codes)]

    def blocks() -> Iterator[Block]:
        yield Heading(title, 1)
        for part in parts:
            yield Heading(part.title, 2, part.name, wide=True)
            yield Table(header, [Row([line.title, *line.cells]) for line in part.lines], part.title, "beside")

    return Answer(
        "side-by-side",
        title,
        blocks,
        data=lambda: {
            "criteria": classification.criteria.id,
            "as_of": classification.as_of.isoformat(),
            "markets": list(codes),
            "lines": list(_lines_as_data(parts, codes)),
        },
        rows=lambda: Rows(("part", "line", *codes), tuple(_records(parts))),
    )


def _lines_as_data(parts: Iterable[Part], codes: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    for part in parts:
        for line in part.lines:
            told_of = zip(codes, map(cell_text, line.cells), strict=True)
            yield {"part": part.name, "line": line.title, "told": {code: text for code, text in told_of if text}}


def _records(parts: Iterable[Part]) -> Iterator[tuple[object, ...]]:
    for part in parts:
        for line in part.lines:
            yield part.name, line.title, *map(cell_text, line.cells)


def beside(fiches: FicheMaker, classification: Classification, codes: Sequence[str], *, working: bool) -> list[Part]:
    """What is known of the markets with these codes; of nothing that is known of none of them there is a line.

    ``working`` tells also what is work in hand: reviews that are due, whom to ask, and effort that is not in place.
    """
    return _Beside(fiches, classification, codes, working=working).parts()


class _Beside:
    def __init__(
        self, fiches: FicheMaker, classification: Classification, codes: Sequence[str], *, working: bool
    ) -> None:
        self._fiches = fiches
        self._classification = classification
        self._criteria = classification.criteria
        self._markets = [classification[code] for code in codes]
        self._working = working

    def parts(self) -> list[Part]:
        """The parts that have something to say, in the order of a fiche."""
        criteria = self._criteria
        told_parts = (
            ("category", _("Category"), self._category()),
            ("characteristics", _("Health system and market"), self._inputs("health_system", criteria.health_system)),
            ("figures", _("Key figures"), self._figures()),
            ("interest", _("Interest"), self._interest()),
            ("themes", _("Themes"), self._inputs("themes", criteria.themes)),
            ("counted", _("What counted"), self._counted()),
            ("effort", _("Programme and effort"), self._effort()),
        )
        found = (
            Part(name, title, tuple(line for line in lines if any(cell.content for cell in line.cells)))
            for name, title, lines in told_parts
        )
        return [part for part in found if part.lines]

    def _line(self, title: str, told_of: Callable[[Classified], Cell | Said]) -> Line:
        said = map(told_of, self._markets)
        return Line(title, tuple(one if isinstance(one, Cell) else Cell(one) for one in said))

    def _category(self) -> Iterator[Line]:
        criteria, classification = self._criteria, self._classification
        yield self._line(
            _("Category"),
            lambda one: Cell(badge(criteria, one.category), note=category_label(criteria, one.category)),
        )
        yield self._line(
            _("On the list through"),
            lambda one: Market(market_name(classification[one.region].market), one.region) if one.region else "",
        )
        yield self._line(_("Decision"), self._decision)
        yield self._line(
            _("By the rules"), lambda one: "" if one.region else badge(criteria, one.assessment.rule_category)
        )
        yield self._line(
            _("Profile by the rules"), lambda one: badge(criteria, one.assessment.rule_category) if one.region else ""
        )
        yield self._line(
            _("Possible by the rules"),
            lambda one: "" if one.assessment.determined else badges(criteria, one.assessment.possible),
        )
        yield self._line(
            _("Candidate for"),
            lambda one: badge(criteria, one.assessment.candidate) if one.assessment.candidate else "",
        )

    def _decision(self, one: Classified) -> Cell | Said:
        """Who decided, and when, where a decision is in force."""
        if one.decision is None or not one.by_decision:
            return ""
        decision = one.decision.decision
        said: list[Said] = [told(decision.decided_by, one.market.language), f" ({date_text(decision.date)})"]
        return Cell(said, note=_("review overdue") if self._working and one.decision.overdue else "")

    def _inputs(self, group: str, names: Iterable[str]) -> Iterator[Line]:
        for name in names:
            yield self._input(f"{group}.{name}")

    def _input(self, path: str) -> Line:
        return self._line(input_title(self._criteria, path), lambda one: _value(one.inputs.by_path[path]))

    def _figures(self) -> Iterator[Line]:
        """The newest of each key figure, with its year; those that may not be passed on are none of these."""
        for same in zip(*(self._fiches.figures(one.code) for one in self._markets), strict=True):
            path = f"indicators.{same[0].indicator}"
            unit = self._criteria.indicators[same[0].indicator].unit
            newest = (figure.latest for figure in same)
            cells = (Cell(figure_text(one.value, unit), note=str(one.year)) if one else Cell() for one in newest)
            yield Line(input_title(self._criteria, path), tuple(cells))

    def _interest(self) -> Iterator[Line]:
        yield from self._inputs("dimensions", self._criteria.dimensions)
        yield self._input("sector_interest")
        yield self._input("trend")
        yield from self._inputs("priority_lists", self._criteria.priority_lists)

    def _counted(self) -> Iterator[Line]:
        """The reason in brief, and what was found for each requirement of each category."""
        yield self._line(_("In brief"), lambda one: short_reason(one, self._criteria))
        outcomes = [
            {(result.category, result.requirement.id): result.outcome for result in one.assessment.requirements}
            for one in self._markets
        ]
        for category in self._criteria.categories:
            for requirement in (*category.requires, *category.prefers):
                label = in_language(requirement.label, selected(), requirement.id)
                if requirement in category.prefers:
                    label = _("preferably {requirement}").format(requirement=label)
                found = (outcome_mark(of[category.id, requirement.id]) for of in outcomes)
                yield Line(f"{category.id}: {label}", tuple(Cell([one, f" {one.word}"]) for one in found))

    def _effort(self) -> Iterator[Line]:
        efforts = {one.code: effort(self._classification, one.code) for one in self._markets}
        yield self._line(_("Multi-year programme"), lambda one: self._programme(efforts[one.code]))
        if self._working:
            contacts = ((one.market.contact, one.market.language) for one in self._markets)
            yield Line(_("Contact"), tuple(Cell(told(*contact)) if contact[0] else Cell() for contact in contacts))
        # What several categories ask is named as the first of them names it.
        labels: dict[str, str] = {}
        for category in self._criteria.categories:
            for item in category.effort:
                labels.setdefault(item.id, in_language(item.label, selected()))
        for name, label in labels.items():
            yield Line(label, tuple(self._in_place(efforts[one.code], name) for one in self._markets))

    def _programme(self, found: Effort) -> str:
        if self._working:
            return programme_text(found)
        return phase_word(found.programme.phase) if found.programme is not None else ""

    def _in_place(self, found: Effort, item: str) -> Cell:
        """How an item of effort stands; for everybody only where it is in place, possibly so or planned."""
        lines = found.lines if self._working else shown_effort(found)
        line = next((one for one in lines if one.item.id == item), None)
        if line is None:
            return Cell()
        return Cell([effort_mark(line), f" {effort_word(line)}"])


def _value(entry: Input) -> Cell:
    """An input as a sign and a word, in the tone of its value."""
    sign: list[Said] = [mark(entry), " "] if has_sign(entry) else []
    return Cell([*sign, input_word(entry)], entry.value)
