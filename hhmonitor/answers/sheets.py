"""The list as sheets of a workbook: what an analyst would have made of it, to filter, count and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hhmonitor.answers.blocks import Cell, Column, Count, Day, Link, Market, Number, Said, Sheet, Table
from hhmonitor.answers.chances import chance_number
from hhmonitor.answers.marks import badge, outcome_word
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import in_order
from hhmonitor.answers.reasons import justification
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.texts import told
from hhmonitor.answers.words import (
    category_word,
    either,
    input_label,
    input_title,
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
from hhmonitor.language.numbers import number
from hhmonitor.model import Country, Criteria, Region, first_day, in_language
from hhmonitor.model.market import Source
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.gaps import gaps
from hhmonitor.questions.robustness import robustness


def sheets(classification: Classification, codes: Sequence[str]) -> list[Sheet]:
    """Every sheet for the markets with these codes; what is told per file includes the members of regions."""
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
        _sources(classification, files),
    ]


def _sheet(
    title: str, columns: Sequence[Column], rows: Iterable[Iterable[Cell | Count | Said]], about: str, in_sight: int = 2
) -> Sheet:
    return Sheet(Table(columns, rows, title), about, in_sight)


def _day(text: str | None) -> Said:
    return Day(date_text(text), text) if text else ()


def _market(one: Classified) -> Market:
    return Market(market_name(one.market), one.code)


def _list(classification: Classification, markets: Sequence[Classified]) -> Sheet:
    criteria = classification.criteria
    columns = [
        Column(_("Category"), 10, scale="category"),
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Member of"), 16),
        Column(_("By the rules"), 9, scale="category"),
        Column(_("Profile by the rules"), 9, scale="category"),
        Column(_("Possible"), 14),
        Column(_("Candidate"), 10, scale="category"),
        Column(_("Published"), 13, scale="category"),
        Column(_("By decision"), 10, scale="category"),
        Column(_("Decided on"), 12),
        Column(_("Review by"), 12),
        Column(_("Reason of the decision"), 54),
        Column(_("Why"), 80),
    ]
    rows = [
        (
            badge(criteria, one.category),
            _market(one),
            one.code,
            _market(classification[one.region]) if one.region else (),
            *_by_the_rules(criteria, one),
            ", ".join(map(category_word, one.assessment.possible)),
            badge(criteria, one.assessment.candidate) if one.assessment.candidate else (),
            badge(criteria, one.declared) if one.declared else (),
            *_decision(criteria, one),
            justification(one, criteria),
        )
        for one in markets
    ]
    return _sheet(_("List"), columns, rows, _("every market with its category, and what it rests on"))


def _by_the_rules(criteria: Criteria, one: Classified) -> tuple[Said, Said]:
    """The category by the rules of a market that stands by itself, or the profile of a member of a region."""
    given = badge(criteria, one.assessment.rule_category)
    return ((), given) if one.region else (given, ())


def _decision(criteria: Criteria, one: Classified) -> tuple[Said, Said, Said, Said]:
    """The decision in force: its category, its date, the date of its review, and its reason."""
    if one.decision is None or not one.by_decision:
        return (), (), (), ()
    decision = one.decision.decision
    reason = told(decision.reason, one.market.language)
    return badge(criteria, decision.category), _day(decision.date), _day(decision.review_by), reason


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
        Column(_("Category"), 10, scale="category"),
        Column(_("Market"), 26),
        *(Column(headings[group], 6, upright=True) for group in groups),
        *(_input_column(classification, path) for path in paths),
    ]
    interest = (value_word("specific"), value_word("broad"), either(("specific", "broad")))
    words = {"health_system": (value_word("positive"),), "dimensions": interest, "themes": interest}
    place = {path: number for number, path in enumerate(paths, start=len(columns) - len(paths))}

    def count(one: Classified, group: str) -> Count | str:
        entries = {path: one.inputs.by_path[path] for path in groups[group]}
        if not entries:
            return "0"
        counting = [entry for entry in entries.values() if set(entry.possible) <= _COUNTED[group]]
        return Count(place[groups[group][0]], place[groups[group][-1]], words[group], len(counting))

    rows = [
        (
            badge(criteria, one.category),
            _market(one),
            *(count(one, group) for group in groups),
            *(_value(one.inputs.by_path[path]) for path in paths),
        )
        for one in markets
    ]
    return _sheet(_("Matrix"), columns, rows, _("every market against every input; the counts follow what you change"))


def _input_column(classification: Classification, path: str) -> Column:
    return Column(input_title(classification.criteria, path), 11, scale="value", upright=True)


def _requirements(classification: Classification, markets: Sequence[Classified]) -> Sheet:
    criteria = classification.criteria
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Category"), 10, scale="category"),
        Column(_("Requirement"), 46),
        Column(_("Weight"), 12),
        Column(_("Outcome"), 12, scale="outcome"),
        Column(_("Found"), 70),
        Column(_("Place in the source"), 22),
    ]
    rows = [
        (
            _market(one),
            one.code,
            badge(criteria, result.category),
            in_language(result.requirement.label, selected(), result.requirement.id),
            _("required") if result.strength == "required" else _("preferred"),
            Cell(outcome_word(result.outcome), result.outcome),
            requirement_text(result, one.inputs, criteria),
            place_in_source(result.requirement.reference),
        )
        for one in markets
        for result in one.assessment.requirements
    ]
    return _sheet(_("Requirements"), columns, rows, _("every requirement of every category, held against every market"))


def _evidence(classification: Classification, files: Sequence[Classified]) -> Sheet:
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Input"), 40),
        Column(_("Value"), 12, scale="value"),
        Column(_("Rests on"), 14),
        Column(_("Confidence"), 12),
        Column(_("Rationale"), 70),
        Column(_("Sources"), 60),
    ]
    rows = [
        (
            _market(one),
            one.code,
            input_title(classification.criteria, entry.path),
            _value(entry),
            basis_word(entry),
            value_word(entry.statement.confidence) if entry.statement and entry.statement.confidence else (),
            told(entry.statement.rationale, one.market.language) if entry.statement else (),
            _cited(one.market, entry),
        )
        for one in files
        for entry in one.inputs.by_path.values()
    ]
    return _sheet(_("Evidence"), columns, rows, _("what every input rests on, with its rationale and sources"))


def basis_word(entry: Input) -> str:
    """What an input rests on, as a word."""
    return {
        "judgement": _("judgement"),
        "indicators": _("figures"),
        "members": _("members"),
        "list": _("list"),
        "unknown": _("nothing yet"),
    }[entry.basis]


def _cited(market: Country | Region, entry: Input) -> str:
    """The sources of an input, one under the other; of figures, their years and source ids."""
    if entry.figures:
        used = dict.fromkeys(factor for figure in entry.figures for factor in (figure.factors or (figure,)))
        return "\n".join(f"{figure.source} ({figure.year})" for figure in used)
    named = entry.statement.sources if entry.statement else ()
    return "\n".join(f"{name}: {_source_text(market.sources.get(name))}" for name in named) or ""


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
        return "\n".join(input_title(classification.criteria, f"{group}.{name}") for name in names)

    rows = [
        (
            _market(one),
            one.code,
            _day(activity.date),
            kind_word(activity.kind),
            told(activity.title, one.market.language),
            labels("themes", activity.themes),
            labels("dimensions", activity.dimensions),
            f"{activity.source}: {_source_text(one.market.sources.get(activity.source))}" if activity.source else (),
        )
        for one in files
        for activity in one.market.activities
        if (first_day(activity.date) or classification.as_of) <= classification.as_of
    ]
    return _sheet(_("Activities"), columns, rows, _("missions, visits, events and agreements up to the date"))


def _newest_figures(classification: Classification, files: Sequence[Classified]) -> Sheet:
    criteria = classification.criteria
    columns = [Column(_("Market"), 26), Column(_("Code"), 15)]
    for name in criteria.indicators:
        label = input_label(criteria, f"indicators.{name}")
        columns += [Column(f"{label} ({unit_word(criteria.indicators[name].unit)})", 18), Column(_("Year"), 7)]

    def row(one: Classified) -> Iterator[Said]:
        figures = classification.gatherer.figures_of(one.market)
        yield _market(one)
        yield one.code
        for name, definition in criteria.indicators.items():
            figure = figures.newest(name)
            yield _amount(figure.value, definition.unit) if figure else ()
            yield Number(str(figure.year), figure.year, year=True) if figure else ()

    countries = [one for one in files if not one.members]
    rows = [tuple(row(one)) for one in countries]
    return _sheet(_("Figures"), columns, rows, _("the newest figures of every country, with their years"))


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

    def row(one: Classified, name: str, values: Mapping[int, float]) -> Iterator[Said]:
        unit = criteria.indicators[name].unit
        yield from (_market(one), one.code, input_label(criteria, f"indicators.{name}"), unit_word(unit))
        yield from (_amount(values[year], unit) if year in values else () for year in years)
        yield ", ".join(_figure_sources(classification, one, name, values))

    rows = [tuple(row(*entry)) for entry in found]
    return _sheet(_("Figures by year"), columns, rows, _("all figures up to the date, with their sources"), in_sight=3)


def _figure_sources(classification: Classification, one: Classified, name: str, years: Iterable[int]) -> list[str]:
    """The ids of the sources of one figure over these years: of the market's own file, else of the common table."""
    own = one.market.indicators.get(name)
    table = classification.project.figures.get(one.code, {}).get(name, {})
    from_table = {table[year][1] for year in years if year in table and not (own and year in own.values)}
    return sorted(from_table | ({own.source} if own else set()))


def _amount(value: float, unit: str) -> Number:
    """A figure: shares and scores are shown with one decimal, money and people with none."""
    decimals = 1 if unit.startswith(("%", "index", "score")) else 0
    return Number(number(value, decimals), value, decimals)


def _value(entry: Input) -> Cell:
    """An input in words, in the colour of its value."""
    return Cell(input_word(entry), entry.value if entry.known else "unknown")


def _unknowns(classification: Classification, markets: Sequence[Classified]) -> Sheet:
    """What is not known of each market: what can change its category first, and of that what is most worth knowing."""
    columns = [
        Column(_("Market"), 26),
        Column(_("Code"), 15),
        Column(_("Category"), 10, scale="category"),
        Column(_("Unknown"), 44),
        Column(_("Decisive"), 10),
        Column(_("Worth"), 8),
        Column(_("Decides between"), 20),
        Column(_("Possible values"), 34),
        Column(_("Open in"), 26),
        Column(_("What is known"), 70),
    ]
    errors = ErrorModel(classification.criteria)

    def rows_of(one: Classified) -> Iterator[tuple[Said, ...]]:
        robust = robustness(classification.ruleset, errors, one.inputs)
        for gap in gaps(classification.ruleset, one.inputs, robust).unknowns:
            entry = one.inputs.by_path.get(gap.path)
            members = [market_name(classification[code].market) for code in gap.members]
            yield (
                _market(one),
                one.code,
                badge(classification.criteria, one.category),
                input_title(classification.criteria, gap.path),
                value_word("yes" if gap.decisive else "no"),
                chance_number(gap.worth),
                ", ".join(map(category_word, gap.between)) if gap.decisive else (),
                ", ".join(map(value_word, entry.possible)) if entry else (),
                ", ".join(members),
                told(entry.statement.rationale, one.market.language) if entry and entry.statement else (),
            )

    rows = [row for one in markets for row in rows_of(one)]
    about = _("what is not known, whether it can change the category, and the chance that learning it does")
    return _sheet(_("White spots"), columns, rows, about)


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
            _market(one),
            one.code,
            name,
            told(source.title, one.market.language),
            told(source.publisher, one.market.language),
            _day(source.date),
            Link(source.url, source.url) if source.url else (),
        )
        for one in files
        for name, source in one.market.sources.items()
    ]
    return _sheet(_("Sources"), columns, rows, _("every source, with its address"))
