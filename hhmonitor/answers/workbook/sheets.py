"""What stands on the sheets of the workbook, as plain rows; :mod:`..writing` knows how a spreadsheet is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hhmonitor.answers.blocks import plain
from hhmonitor.answers.ledger import Ledger, change_word
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import in_order
from hhmonitor.answers.reasons import justification
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.words import (
    category_word,
    either,
    input_label,
    input_word,
    kind_word,
    place_in_source,
    unit_word,
    value_word,
)
from hhmonitor.inputs import Input
from hhmonitor.inputs.chances import ErrorModel
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.model import Country, Region, first_day, in_language
from hhmonitor.model.market import Source
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.comparison import Comparison
from hhmonitor.questions.gaps import gaps
from hhmonitor.questions.robustness import robustness


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the model, of whatever precision; a sheet shows as much of it as is known."""

    text: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with the number of decimals that it is shown with."""

    value: float
    decimals: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, from 0 to 1, shown as a percentage."""

    value: float


@dataclass(frozen=True, slots=True)
class Link:
    """An address that can be followed."""

    url: str


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many cells of this row, from one column up to and including another, say one of these words.

    ``value`` is that number now; a sheet goes on counting when somebody changes a cell.
    """

    first: int
    last: int
    words: tuple[str, ...]
    value: int


Cell = str | int | Day | Amount | Share | Link | CountOf | None

Colours = Literal["category", "value", "outcome"]
"""What the words of a column stand for, and so which colours they get."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, the colours of its words, and whether its heading is upright."""

    heading: str
    width: int = 14
    colours: Colours | None = None
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: headings, rows, and how many of the first columns stay in sight."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    about: str
    in_sight: int = 2


def sheets(classification: Classification, codes: Sequence[str], since: Comparison | None = None) -> list[Sheet]:
    """Every sheet for the markets with these codes; what is told per file includes the members of regions.

    ``since`` adds the ledger of what moved since an earlier state.
    """
    markets = in_order(classification, codes)
    files = in_order(classification, classification.with_members(codes))
    return [
        _list(classification, markets),
        _matrix(classification, markets),
        _requirements(classification, markets),
        _evidence(classification, files),
        _activities(classification, files),
        _newest_figures(classification, files),
        _figure_series(classification, files),
        _unknowns(classification, markets),
        *([_ledger(classification, since)] if since else []),
        _sources(classification, files),
    ]


def _list(classification: Classification, markets: Sequence[Classified]) -> Sheet:
    columns = [
        Column(_("Category"), 10, "category"),
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Member of"), 16),
        Column(_("By the rules"), 9, "category"),
        Column(_("Possible"), 14),
        Column(_("Candidate"), 10, "category"),
        Column(_("Published"), 13, "category"),
        Column(_("By decision"), 10, "category"),
        Column(_("Decided on"), 12),
        Column(_("Review by"), 12),
        Column(_("Reason of the decision"), 54),
        Column(_("Why"), 80),
    ]
    rows = [
        (
            category_word(one.category),
            market_name(one.market),
            one.code,
            market_name(classification[one.region].market) if one.region else None,
            category_word(one.assessment.rule_category),
            ", ".join(map(category_word, one.assessment.possible)),
            one.assessment.candidate,
            category_word(one.declared) if one.declared else None,
            *_decision(one),
            justification(one, classification.criteria),
        )
        for one in markets
    ]
    return Sheet(_("List"), columns, rows, _("every market with its category, and what it rests on"))


def _decision(one: Classified) -> tuple[Cell, Cell, Cell, Cell]:
    """The decision in force: its category, its date, the date of its review, and its reason."""
    if one.decision is None or not one.decision.in_force:
        return None, None, None, None
    decision = one.decision.decision
    return (
        category_word(decision.category),
        Day(decision.date),
        Day(decision.review_by) if decision.review_by else None,
        in_language(decision.reason, selected()),
    )


_COUNTED = {"health_system": {"positive"}, "dimensions": {"specific", "broad"}, "themes": {"specific", "broad"}}
"""The groups that criteria count, with the values that count in each unless they ask for more."""


def _matrix(classification: Classification, markets: Sequence[Classified]) -> Sheet:
    """Markets against inputs, with counts that go on counting."""
    criteria = classification.criteria
    groups = {group: [f"{group}.{name}" for name in getattr(criteria, group)] for group in _COUNTED}
    paths = [
        *(path for members in groups.values() for path in members),
        "sector_interest",
        "trend",
        *(f"priority_lists.{name}" for name in criteria.priority_lists),
        *(f"attaches.{name}" for name in criteria.attaches),
    ]
    headings = {
        "health_system": _("Positive characteristics"),
        "dimensions": _("Dimensions with interest"),
        "themes": _("Themes with interest"),
    }
    columns = [
        Column(_("Category"), 10, "category"),
        Column(_("Market"), 26),
        *(Column(headings[group], 6, upright=True) for group in groups),
        *(_input_column(classification, path) for path in paths),
    ]
    interest = (value_word("specific"), value_word("broad"), either(("specific", "broad")))
    words = {"health_system": (value_word("positive"),), "dimensions": interest, "themes": interest}
    place = {path: number for number, path in enumerate(paths, start=len(columns) - len(paths))}

    def count(one: Classified, group: str) -> Cell:
        entries = {path: one.inputs.by_path[path] for path in groups[group]}
        if not entries:
            return 0
        counting = [entry for entry in entries.values() if set(entry.possible) <= _COUNTED[group]]
        return CountOf(place[groups[group][0]], place[groups[group][-1]], words[group], len(counting))

    rows = [
        (
            category_word(one.category),
            market_name(one.market),
            *(count(one, group) for group in groups),
            *(input_word(one.inputs.by_path[path]) for path in paths),
        )
        for one in markets
    ]
    return Sheet(_("Matrix"), columns, rows, _("every market against every input; the counts follow what you change"))


def _input_column(classification: Classification, path: str) -> Column:
    return Column(_capitalised(input_label(classification.criteria, path)), 11, "value", upright=True)


def _requirements(classification: Classification, markets: Sequence[Classified]) -> Sheet:
    criteria = classification.criteria
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Category"), 10, "category"),
        Column(_("Requirement"), 46),
        Column(_("Weight"), 12),
        Column(_("Outcome"), 12, "outcome"),
        Column(_("Found"), 70),
        Column(_("Place in the source"), 22),
    ]
    rows = [
        (
            market_name(one.market),
            one.code,
            category_word(result.category),
            in_language(result.requirement.label, selected(), result.requirement.id),
            _("required") if result.strength == "required" else _("preferred"),
            outcome_word(result.outcome),
            requirement_text(result, one.inputs, criteria),
            place_in_source(result.requirement.reference),
        )
        for one in markets
        for result in one.assessment.requirements
    ]
    return Sheet(_("Requirements"), columns, rows, _("every requirement of every category, held against every market"))


def outcome_word(outcome: str) -> str:
    """Whether a requirement is met, as a word."""
    return {"met": _("met"), "not_met": _("not met"), "unknown": _("unknown")}[outcome]


def _evidence(classification: Classification, files: Sequence[Classified]) -> Sheet:
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Input"), 40),
        Column(_("Value"), 12, "value"),
        Column(_("Rests on"), 14),
        Column(_("Confidence"), 12),
        Column(_("Rationale"), 70),
        Column(_("Sources"), 60),
    ]
    rows = [
        (
            market_name(one.market),
            one.code,
            _capitalised(input_label(classification.criteria, entry.path)),
            input_word(entry),
            basis_word(entry),
            value_word(entry.statement.confidence) if entry.statement and entry.statement.confidence else None,
            in_language(entry.statement.rationale, selected()) if entry.statement else None,
            _cited(one.market, entry),
        )
        for one in files
        for entry in one.inputs.by_path.values()
    ]
    return Sheet(_("Evidence"), columns, rows, _("what every input rests on, with its rationale and sources"))


def basis_word(entry: Input) -> str:
    """What an input rests on, as a word."""
    return {
        "judgement": _("judgement"),
        "indicators": _("figures"),
        "members": _("members"),
        "list": _("list"),
        "unknown": _("nothing yet"),
    }[entry.basis]


def _cited(market: Country | Region, entry: Input) -> str | None:
    """The sources of an input, one under the other; of figures, their years and source ids."""
    if entry.figures:
        used = dict.fromkeys(factor for figure in entry.figures for factor in (figure.factors or (figure,)))
        return "\n".join(f"{figure.source} ({figure.year})" for figure in used)
    named = entry.statement.sources if entry.statement else ()
    return "\n".join(f"{name}: {_source_text(market.sources.get(name))}" for name in named) or None


def _source_text(source: Source | None) -> str:
    if source is None:
        return _("unknown")
    day = date_text(source.date) if source.date and source.date != "unknown" else _("undated")
    parts = (in_language(source.title, selected()), in_language(source.publisher, selected()), day)
    return ", ".join(part for part in parts if part)


def _activities(classification: Classification, files: Sequence[Classified]) -> Sheet:
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Date"), 13),
        Column(_("Kind"), 18),
        Column(_("Activity"), 70),
        Column(_("Themes"), 34),
        Column(_("Dimensions"), 20),
        Column(_("Sources"), 60),
    ]

    def labels(group: str, names: Iterable[str]) -> str:
        return "\n".join(_capitalised(input_label(classification.criteria, f"{group}.{name}")) for name in names)

    rows = [
        (
            market_name(one.market),
            one.code,
            Day(activity.date),
            kind_word(activity.kind),
            in_language(activity.title, selected()),
            labels("themes", activity.themes),
            labels("dimensions", activity.dimensions),
            f"{activity.source}: {_source_text(one.market.sources.get(activity.source))}" if activity.source else None,
        )
        for one in files
        for activity in one.market.activities
        if (first_day(activity.date) or classification.as_of) <= classification.as_of
    ]
    return Sheet(_("Activities"), columns, rows, _("missions, visits, events and agreements up to the date"))


def _newest_figures(classification: Classification, files: Sequence[Classified]) -> Sheet:
    criteria = classification.criteria
    columns = [Column(_("Market"), 26), Column(_("Code"), 15)]
    for name in criteria.indicators:
        label = input_label(criteria, f"indicators.{name}")
        columns += [Column(f"{label} ({unit_word(criteria.indicators[name].unit)})", 18), Column(_("Year"), 7)]

    def row(one: Classified) -> Iterator[Cell]:
        figures = classification.gatherer.figures_of(one.market)
        yield market_name(one.market)
        yield one.code
        for name, definition in criteria.indicators.items():
            figure = figures.newest(name)
            yield Amount(figure.value, _decimals(definition.unit)) if figure else None
            yield figure.year if figure else None

    countries = [one for one in files if not one.members]
    rows = [tuple(row(one)) for one in countries]
    return Sheet(_("Figures"), columns, rows, _("the newest figures of every country, with their years"))


def _figure_series(classification: Classification, files: Sequence[Classified]) -> Sheet:
    criteria = classification.criteria
    found = [
        (one, name, values)
        for one in files
        for name in criteria.indicators
        if (values := classification.gatherer.figures_of(one.market).by_year(name))
    ]
    years = sorted({year for _one, _name, values in found for year in values})
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Figure"), 40),
        Column(_("Unit"), 22),
        *(Column(str(year), 17) for year in years),
        Column(_("Sources"), 24),
    ]

    def row(one: Classified, name: str, values: Mapping[int, float]) -> Iterator[Cell]:
        unit = criteria.indicators[name].unit
        yield from (market_name(one.market), one.code, input_label(criteria, f"indicators.{name}"), unit_word(unit))
        yield from (Amount(values[year], _decimals(unit)) if year in values else None for year in years)
        yield ", ".join(_figure_sources(classification, one, name, values))

    rows = [tuple(row(*entry)) for entry in found]
    return Sheet(_("Figures by year"), columns, rows, _("all figures up to the date, with their sources"), in_sight=3)


def _figure_sources(classification: Classification, one: Classified, name: str, years: Iterable[int]) -> list[str]:
    """The ids of the sources of one figure over these years: of the market's own file, else of the common table."""
    own = one.market.indicators.get(name)
    table = classification.project.figures.get(one.code, {}).get(name, {})
    from_table = {table[year][1] for year in years if year in table and not (own and year in own.values)}
    return sorted(from_table | ({own.source} if own else set()))


def _decimals(unit: str) -> int:
    """Shares and scores are shown with one decimal, money and people with none."""
    return 1 if unit.startswith(("%", "index", "score")) else 0


def _unknowns(classification: Classification, markets: Sequence[Classified]) -> Sheet:
    """What is not known of each market: what can change its category first, and of that what is most worth knowing."""
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Category"), 10, "category"),
        Column(_("Unknown"), 44),
        Column(_("Decisive"), 10),
        Column(_("Worth"), 8),
        Column(_("Decides between"), 20),
        Column(_("Possible values"), 34),
        Column(_("Open in"), 26),
        Column(_("What is known"), 70),
    ]
    errors = ErrorModel(classification.criteria)

    def rows_of(one: Classified) -> Iterator[tuple[Cell, ...]]:
        robust = robustness(classification.ruleset, errors, one.inputs)
        for gap in gaps(classification.ruleset, one.inputs, robust).unknowns:
            entry = one.inputs.by_path.get(gap.path)
            members = [market_name(classification[code].market) for code in gap.members]
            yield (
                market_name(one.market),
                one.code,
                category_word(one.category),
                _capitalised(input_label(classification.criteria, gap.path)),
                value_word("yes" if gap.decisive else "no"),
                Share(float(gap.worth)),
                ", ".join(map(category_word, gap.between)) if gap.decisive else None,
                ", ".join(map(value_word, entry.possible)) if entry else None,
                ", ".join(members),
                in_language(entry.statement.rationale, selected()) if entry and entry.statement else None,
            )

    rows = [row for one in markets for row in rows_of(one)]
    about = _("what is not known, whether it can change the category, and the chance that learning it does")
    return Sheet(_("White spots"), columns, rows, about)


def _ledger(classification: Classification, since: Comparison) -> Sheet:
    """What moved since an earlier state, and each change that had a part in it."""
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("From"), 10, "category"),
        Column(_("To"), 10, "category"),
        Column(_("Cause"), 22),
        Column(_("What changed"), 90),
    ]
    ledger = Ledger(since, classification.criteria)
    rows = [
        (
            move.market if isinstance(move.market, str) else market_name(move.market),
            move.code,
            category_word(move.before) if move.before else None,
            category_word(move.after) if move.after else None,
            change_word(cause.kind),
            plain(ledger.cause(cause, move.code)),
        )
        for move in since.moves
        for cause in move.causes
    ]
    return Sheet(_("Ledger"), columns, rows, _("what moved since {base}, and why").format(base=since.base.label))


def _sources(classification: Classification, files: Sequence[Classified]) -> Sheet:
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Source"), 9),
        Column(_("Title"), 70),
        Column(_("Publisher"), 36),
        Column(_("Date"), 13),
        Column(_("Address"), 70),
    ]
    rows = [
        (
            market_name(one.market),
            one.code,
            name,
            in_language(source.title, selected()),
            in_language(source.publisher, selected()),
            Day(source.date) if source.date else None,
            Link(source.url) if source.url else None,
        )
        for one in files
        for name, source in one.market.sources.items()
    ]
    return Sheet(_("Sources"), columns, rows, _("every source, with its address"))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
