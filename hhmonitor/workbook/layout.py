"""What stands where in a form: the one description that both its making and its reading follow.

A form is sheets of lines. A line is about one thing in the file of one market, which is its key; its fields are its
cells by the column that they stand in, each with its path in the file, its kind of value and its help. The layout
follows from the criteria and from what the files said when the form was made, so that reading finds what making wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from hhmonitor.answers.keys import KEYS
from hhmonitor.answers.words import input_label, kind_word, phase_word, unit_word, value_word
from hhmonitor.findings import DataPath
from hhmonitor.language import LANGUAGES, _, selected
from hhmonitor.language.territories import territory_name
from hhmonitor.model import Criteria, in_language
from hhmonitor.model.base import Bilingual
from hhmonitor.model.criteria import Labelled
from hhmonitor.model.scales import SCALES
from hhmonitor.workbook.content import LEFT_TO_FIGURES, MarketData, is_region, language_of, stated
from hhmonitor.workbook.kinds import (
    Amount,
    Choice,
    Day,
    Kind,
    References,
    Tick,
    Words,
    Year,
    choice,
    help_on_days,
)

SPARE = {"activities": 12, "sources": 20, "indicators": 8}
"""Empty lines for what is to be added, for each market."""

_KINDS_OF_ACTIVITY = (
    "mission",
    "outgoing_visit",
    "incoming_visit",
    "event",
    "mou",
    "company_activity",
    "investment",
    "research_programme",
    "market_study",
    "strategy",
    "pib",
    "attache",
    "other",
)
_LONGEST_TITLE = 31
_STATUSES = ("in_place", "planned", "none", "unknown")
_PHASES = ("analysis", "goals", "plan")
_CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class MarketState:
    """What a form is made from, of one market: the data of its file; ``new`` where it has no file yet."""

    code: str
    data: MarketData
    new: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One cell: what of the market's file it shows. A ``fixed`` one is there to be seen alone."""

    path: DataPath
    kind: Kind
    help: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, what that is called, and its fields by their columns."""

    market: str
    key: DataPath
    label: str
    fields: Mapping[str, Field]

    @property
    def name(self) -> str:
        """What the line is called where only programs look."""
        return line_name(self.market, self.key)


@dataclass(frozen=True, slots=True)
class Caption:
    """A line that says what the ones beneath it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its title, how many characters it is wide, and whether its title stands upright."""

    key: str
    title: str
    width: int
    upright: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title, what is said above its lines, its columns and its lines.

    ``market`` is the one that it is about, none where it is about several.
    """

    title: str
    heading: str
    about: str
    columns: Sequence[Column]
    lines: Sequence[Line | Caption]
    market: str = ""


@dataclass(frozen=True)
class Layout:
    """All sheets of a form but the first, in the language in use. ``table``: the judgements of all on one sheet."""

    criteria: Criteria
    markets: Sequence[MarketState]
    table: bool = False

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets, in order."""
        words = [_MarketWords(self.criteria, one) for one in self.markets]
        if self.table:
            return _with_titles((_judgements(words), _sources(words)))
        several = (_activities(words), _sources(words), _figures(words))
        return _with_titles((*map(_market_sheet, words), *several))

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """Every line by its name."""
        every = (line for sheet in self.sheets for line in sheet.lines if isinstance(line, Line))
        return {line.name: line for line in every}

    def title(self, line: Line, column: str) -> str:
        """What a column is called on the sheet of a line."""
        return self._titles[line.name].get(column, column)

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        for sheet in self.sheets:
            titles = {column.key: column.title for column in sheet.columns}
            found |= {line.name: titles for line in sheet.lines if isinstance(line, Line)}
        return found

    @property
    def fingerprint(self) -> str:
        """A short text that is another where the form has other lines or other columns."""
        columns = [column.key for sheet in self.sheets for column in sheet.columns]
        return sha256("\n".join((*self.lines, *sorted(set(columns)))).encode()).hexdigest()[:16]

    def name(self, code: str) -> str:
        """What a market is called, in the language in use, with its code."""
        return _MarketWords(self.criteria, self.state(code)).heading

    def state(self, code: str) -> MarketState:
        """What the form was made from, of one market."""
        return next(one for one in self.markets if one.code == code)


def new_market(code: str, criteria: Criteria, day: str) -> MarketState:
    """A country that has no file yet, with everything unknown, judged for a day, in the language in use."""
    data: dict[str, Any] = {"code": code}
    if selected() == "nl":
        data["language"] = "nl"
    data["reference_date"] = day
    data["health_system"] = {
        name: {"value": "unknown"} if one.positive_when is None else LEFT_TO_FIGURES
        for name, one in criteria.health_system.items()
    }
    data["dimensions"] = {name: {"level": "unknown"} for name in criteria.dimensions}
    data["attaches"] = dict.fromkeys(criteria.attaches, "unknown")
    data["themes"] = {name: {"level": "unknown"} for name in criteria.themes}
    data["sector_interest"] = {"level": "unknown"}
    data["trend"] = {"value": "unknown"}
    return MarketState(code, {key: one for key, one in data.items() if one != {}}, new=True)


def line_name(market: str, key: DataPath) -> str:
    """What a line is called where only programs look."""
    return json.dumps([market, *key])


# The market and what it can say


@dataclass(frozen=True)
class _MarketWords:
    """One market under the criteria: its lines, in the language in use."""

    criteria: Criteria
    state: MarketState
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.state.code

    @property
    def data(self) -> MarketData:
        return self.state.data

    @property
    def name(self) -> str:
        """What the market is called."""
        name = self.data.get("name")
        if name is None:
            return territory_name(self.code, selected()) or self.code
        return in_language(Bilingual(**name) if isinstance(name, dict) else name, selected())

    @property
    def heading(self) -> str:
        """The same with its code."""
        return f"{self.name} ({self.code})"

    @cached_property
    def references(self) -> References:
        """Sources to choose from, several at a time: those that there are, and the empty lines for more."""
        known = {name: str(one.get("title") or "") for name, one in self.data.get("sources", {}).items()}
        return References(known | dict.fromkeys(self.spare_sources, ""))

    @cached_property
    def spare_sources(self) -> tuple[str, ...]:
        """Ids for sources to come: the first numbers that no source has."""
        taken = set(self.data.get("sources", {}))
        free = (f"s{number}" for number in range(1, len(taken) + SPARE["sources"] + 1))
        return tuple(one for one in free if one not in taken)[: SPARE["sources"]]

    @property
    def one_reference(self) -> References:
        """One source to choose."""
        return References(self.references.titles, several=False)

    # The lines of its own sheet

    def lines(self) -> Iterator[Line | Caption]:
        """What its own sheet says."""
        yield Caption(_("General"))
        day = Field(("reference_date",), Day(), f"{_of('Country', 'reference_date')} {help_on_days()}")
        yield self._line(("reference_date",), _("Reference date"), {"value": day})
        yield Caption(_("Characteristics of the health system and the market"))
        yield from self._group("health_system", self.criteria.health_system)
        yield Caption(_("Interest along the dimensions of internationalisation"))
        yield from self._group("dimensions", self.criteria.dimensions)
        yield Caption(_("Interest from the themes"))
        yield from self._group("themes", self.criteria.themes)
        yield Caption(_("Interest from the sector, and where it goes"))
        yield from self._wholes()
        yield Caption(_("Dutch attachés at the posts"))
        yield from self._attaches()
        yield Caption(_("The relation with the Netherlands"))
        for key, label in (
            ("relation", _("Relation, as it is and as it is wanted")),
            ("ambition", _("Shared ambition")),
            ("contact", _("Contact at the posts: a role, no name")),
        ):
            yield self._line((key,), label, self._texts((key,), _of("Country", key)))
        yield from self._programme()
        effort = list(self._effort())
        if effort:
            yield Caption(_("What is in place of the effort that belongs to the category"))
            yield from effort

    def judgements(self) -> Iterator[Line]:
        """Its inputs alone: what the rules look at."""
        yield from self._group("health_system", self.criteria.health_system)
        yield from self._group("dimensions", self.criteria.dimensions)
        yield from self._group("themes", self.criteria.themes)
        yield from self._wholes()
        yield from self._attaches()

    def _line(self, key: DataPath, label: str, fields: Mapping[str, Field]) -> Line:
        return Line(self.code, key, label, fields)

    def _group(self, group: str, named: Mapping[str, Labelled]) -> Iterator[Line]:
        for name, one in named.items():
            label = in_language(one.label, selected(), name.replace("_", " "))
            numeral = getattr(one, "numeral", None)
            yield self._judged((group, name), f"{numeral}. {label}" if numeral else label, one)

    def _wholes(self) -> Iterator[Line]:
        for key in ("sector_interest", "trend"):
            label = input_label(self.criteria, key)
            yield self._judged((key,), label[:1].upper() + label[1:], None)

    def _judged(self, key: DataPath, label: str, about: Labelled | None) -> Line:
        value = "value" if key[0] in ("health_system", "trend") else "level"
        by_figures = getattr(about, "positive_when", None) is not None
        what = in_language(about.description, selected()) if about else _of("Country", str(key[0]))
        if is_region(self.data):
            what = " ".join((what, _("Leave it empty and it follows from the members."))).strip()
        confidence = choice(_CONFIDENCES, value_word)
        fields = {
            "value": Field((*key, value), _scale(str(key[0]), by_figures), what),
            "confidence": Field((*key, "confidence"), confidence, _of("Judgement", "confidence")),
            **self._texts((*key, "rationale"), _of("Judgement", "rationale")),
            "sources": Field((*key, "sources"), self.references, _help_on_sources()),
        }
        return self._line(key, label, fields)

    def _texts(self, path: DataPath, what: str) -> dict[str, Field]:
        return {language: Field((*path, language), Words(), what) for language in _languages()}

    def _attaches(self) -> Iterator[Line]:
        kind = choice(("yes", "no", "unknown"), value_word)
        for name, one in self.criteria.attaches.items():
            key = ("attaches", name)
            yield self._line(
                key, in_language(one.label, selected(), name), {"value": Field(key, kind, _of("Country", "attaches"))}
            )
        if self.criteria.attaches:
            key = ("attaches", "sources")
            sources = {"sources": Field(key, self.references, _help_on_sources())}
            yield self._line(key, _("Sources on the attachés"), sources)

    def _programme(self) -> Iterator[Line]:
        phase = Field(("programme", "phase"), choice(_PHASES, phase_word), _of("Country", "programme"))
        since = Field(("programme", "since"), Day(), f"{_of('Programme', 'since')} {help_on_days()}")
        note = self._texts(("programme", "note"), _of("Programme", "note"))
        yield self._line(("programme", "phase"), _("Multi-year programming: its phase"), {"value": phase, **note})
        yield self._line(("programme", "since"), _("Multi-year programming: since when"), {"value": since})

    def _effort(self) -> Iterator[Line]:
        """The items that belong to the category on the list, and those of which something is said already."""
        category, said = self.data.get("category"), self.data.get("effort", {})
        labels: dict[str, str] = {}
        for one in self.criteria.categories:
            for item in one.effort:
                if category in (one.id, *one.outcomes) or item.id in said:
                    labels.setdefault(item.id, in_language(item.label, selected()))
        status = choice(_STATUSES, _status_word)
        for name, label in labels.items():
            key = ("effort", name)
            fields = {
                "value": Field(
                    (*key, "status"), status, _("How far it is. Activities of the right kind count by themselves.")
                ),
                **self._texts((*key, "note"), _of("EffortInPlace", "note")),
                "sources": Field((*key, "source"), self.one_reference, _of("EffortInPlace", "source")),
            }
            yield self._line(key, label, fields)

    # Its lines on the sheets of several markets

    def activities(self) -> Iterator[Line]:
        """Its activities, and empty lines for more."""
        places: list[str | int] = [*range(len(self.data.get("activities", ())))]
        for place in [*places, *(f"+{number}" for number in range(1, SPARE["activities"] + 1))]:
            yield self._activity(("activities", place))

    def _activity(self, key: DataPath) -> Line:
        given = {stated(self.data, (*key, "kind"))} - {None, *_KINDS_OF_ACTIVITY}
        kinds = choice((*_KINDS_OF_ACTIVITY, *map(str, given)), kind_word)
        fields = {
            "date": Field((*key, "date"), Day(), help_on_days()),
            "kind": Field((*key, "kind"), kinds, _("What it was.")),
            **self._texts((*key, "title"), _of("Activity", "title")),
        }
        for group, named in (("themes", self.criteria.themes), ("dimensions", self.criteria.dimensions)):
            for name, one in named.items():
                label = in_language(one.label, selected(), name)
                fields[f"{group}.{name}"] = Field(
                    (*key, group, name), Tick(name), _("{label}: an x if so.").format(label=label)
                )
        fields["source"] = Field((*key, "source"), self.one_reference, _of("Activity", "source"))
        notes = self._texts((*key, "note"), _of("Activity", "note"))
        fields |= {f"note.{language}": one for language, one in notes.items()}
        place = key[1]
        label = (
            _("Activity {number}").format(number=place + 1)
            if isinstance(place, int)
            else _("New activity {number}").format(number=place.removeprefix("+"))
        )
        return self._line(key, label, fields)

    def sources(self) -> Iterator[Line]:
        """Its sources, and empty lines for more."""
        for name in (*self.data.get("sources", {}), *self.spare_sources):
            key = ("sources", name)
            fields = {
                "id": Field(key, Words(), fixed=True),
                "title": self._as_it_stands((*key, "title"), _of("Source", "title")),
                "publisher": self._as_it_stands((*key, "publisher"), _of("Source", "publisher")),
                "url": Field(
                    (*key, "url"), Words(), _("The whole address, as the browser shows it, https:// included.")
                ),
                "date": Field((*key, "date"), Day(), help_on_days()),
            }
            notes = self._texts((*key, "note"), _of("Source", "note"))
            fields |= {f"note.{language}": one for language, one in notes.items()}
            yield self._line(key, _("Source {id}").format(id=name), fields)

    def _as_it_stands(self, path: DataPath, what: str) -> Field:
        """A text that a file mostly gives once, in whatever language: as the file has it, and that to be changed."""
        node: Any = self.data
        for part in path:
            node = node.get(part) or {}
        language = language_of(self.data)
        if isinstance(node, dict) and node:
            language = Bilingual(**node).language(selected())
        return Field((*path, language), Words(), what)

    def figures(self) -> Iterator[Line]:
        """Its own figures, and empty lines for more."""
        indicators = choice(self._base_indicators, self._indicator_word)
        for name, one in self.data.get("indicators", {}).items():
            for year in one.get("values", {}):
                key: DataPath = ("indicators", name, "values", year)
                fields = {
                    "indicator": Field(("indicators", name), indicators, fixed=True),
                    "year": Field(key, Year(), fixed=True),
                    **self._value_and_source(key, ("indicators", name, "source")),
                }
                yield self._line(key, f"{self._indicator_word(name)}, {year}", fields)
        lacking = _("A figure that the common table lacks; it wins over the table.")
        for number in range(1, SPARE["indicators"] + 1):
            key = ("indicators", f"+{number}")
            fields = {
                "indicator": Field((*key, "indicator"), indicators, lacking),
                "year": Field((*key, "year"), Year(), _("The year that the figure is of.")),
                **self._value_and_source((*key, "value"), (*key, "source")),
            }
            yield self._line(key, _("New figure {number}").format(number=number), fields)

    def _value_and_source(self, value: DataPath, source: DataPath) -> dict[str, Field]:
        return {
            "value": Field(value, Amount(), _("In the unit of the indicator.")),
            "source": Field(source, self.one_reference, _of("OwnFigures", "source")),
        }

    @property
    def _base_indicators(self) -> Iterable[str]:
        own = self.data.get("indicators", {})
        return [name for name, one in self.criteria.indicators.items() if not one.product_of or name in own]

    def _indicator_word(self, name: str) -> str:
        one = self.criteria.indicators.get(name)
        return f"{input_label(self.criteria, f'indicators.{name}')} ({unit_word(one.unit)})" if one else name


def _scale(group: str, by_figures: bool) -> Choice:
    """The words of a scale, best first, with unknown, and that the figures judge where they can."""
    values = [*reversed(SCALES[group].values), "unknown"]
    return choice([*values, LEFT_TO_FIGURES] if by_figures else values, _judgement_word)


def _judgement_word(value: str) -> str:
    return _("by the figures") if value == LEFT_TO_FIGURES else value_word(value)


def _status_word(status: str) -> str:
    """How far an item of effort is, as it is chosen."""
    return {
        "in_place": _("in place"),
        "planned": _("planned"),
        "none": _("not in place"),
        "unknown": _("unknown"),
    }.get(status, status)


def _of(model: str, key: str) -> str:
    """What is written under a key of a file, as a sentence."""
    what = _(KEYS[model][key])
    return f"{what[:1].upper()}{what[1:]}."


def _help_on_sources() -> str:
    return _(
        "Choose a source from the list. Several: their ids with commas, as s1, s3. New sources go on the sheet of "
        "sources first."
    )


# Sheets


def _with_titles(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with titles that a workbook takes: short, and no two alike."""
    taken = {"hhmonitor", _("Start").casefold()}
    found = []
    for sheet in sheets:
        title, number = sheet.title[:_LONGEST_TITLE], 1
        while title.casefold() in taken:
            number += 1
            title = f"{sheet.title[: _LONGEST_TITLE - 5]} ({number})"
        taken.add(title.casefold())
        found.append(replace(sheet, title=title))
    return tuple(found)


def _languages() -> list[str]:
    """The languages of texts, that in use first."""
    return sorted(LANGUAGES, key=lambda one: one != selected())


def _text_columns(titles: Mapping[str, str], width: int, prefix: str = "") -> list[Column]:
    """The two columns of a text, that in the language in use first."""
    return [Column(f"{prefix}{one}", titles[one], width) for one in _languages()]


def _judgement_columns() -> list[Column]:
    rationale = {"nl": _("Explanation in Dutch"), "en": _("Explanation in English")}
    return [
        Column("value", _("Judgement"), 18),
        Column("confidence", _("Confidence"), 13),
        *_text_columns(rationale, 52),
        Column("sources", _("Sources"), 20),
    ]


def _market_sheet(words: _MarketWords) -> Sheet:
    return Sheet(
        words.code,
        words.heading,
        _about(words),
        [Column("", _("Subject"), 38), *_judgement_columns()],
        tuple(words.lines()),
        words.code,
    )


def _about(words: _MarketWords) -> str:
    """What stands under the name of a market."""
    category = words.data.get("category")
    if words.state.new:
        return _("A new market: it gets a file.")
    if category is None:
        return _("Not on the list by itself.")
    return _("On the list in category {category}.").format(category=category)


def _judgements(every: Sequence[_MarketWords]) -> Sheet:
    """The judgements of all markets, a line for each market and input."""
    lines: list[Line | Caption] = []
    for words in every:
        lines.append(Caption(words.heading))
        lines += words.judgements()
    columns = [Column("market", _("Market"), 11), Column("", _("Subject"), 38), *_judgement_columns()]
    heading = _("The judgements, market by market")
    return Sheet(_("Judgements"), heading, _("A line for each market and input."), columns, tuple(lines))


def _activities(every: Sequence[_MarketWords]) -> Sheet:
    criteria = every[0].criteria
    titles = {"nl": _("What happened, in Dutch"), "en": _("What happened, in English")}
    notes = {"nl": _("Remark in Dutch"), "en": _("Remark in English")}
    ticks = [
        Column(f"{group}.{name}", in_language(one.label, selected(), name), 4, upright=True)
        for group, named in (("themes", criteria.themes), ("dimensions", criteria.dimensions))
        for name, one in named.items()
    ]
    columns = [
        Column("market", _("Market"), 11),
        Column("date", _("Date"), 18),
        Column("kind", _("Kind"), 22),
        *_text_columns(titles, 46),
        *ticks,
        Column("source", _("Source"), 20),
        *_text_columns(notes, 30, "note."),
    ]
    lines = tuple(line for words in every for line in words.activities())
    about = _("Dated facts: missions, visits, memoranda, fairs. An x says which themes and dimensions it served.")
    return Sheet(_("Activities"), _("Activities"), about, columns, lines)


def _sources(every: Sequence[_MarketWords]) -> Sheet:
    notes = {"nl": _("Remark in Dutch"), "en": _("Remark in English")}
    columns = [
        Column("market", _("Market"), 11),
        Column("id", _("Id"), 7),
        Column("title", _("Title"), 56),
        Column("publisher", _("Publisher"), 28),
        Column("url", _("Address"), 46),
        Column("date", _("Date"), 18),
        *_text_columns(notes, 40, "note."),
    ]
    lines = tuple(line for words in every for line in words.sources())
    about = _("Each source has an id, which the other sheets choose it by. New ones go on the empty lines.")
    return Sheet(_("Sources"), _("Sources"), about, columns, lines)


def _figures(every: Sequence[_MarketWords]) -> Sheet:
    columns = [
        Column("market", _("Market"), 11),
        Column("indicator", _("Figure"), 58),
        Column("year", _("Year"), 8),
        Column("value", _("Value"), 20),
        Column("source", _("Source"), 20),
    ]
    lines = tuple(line for words in every for line in words.figures())
    about = _("Only figures that the common table lacks; they win over it.")
    return Sheet(_("Figures"), _("Own figures"), about, columns, lines)
