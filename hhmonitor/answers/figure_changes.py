"""What an import does to the table of figures: what is taken, what changes, who moves, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Code, Column, Heading, Items, Market, Number, Paragraph, Row, Said, Table
from hhmonitor.answers.findings import message
from hhmonitor.answers.names import market_name
from hhmonitor.answers.words import category_word, value_word
from hhmonitor.findings import Finding
from hhmonitor.language import _, mark, ngettext, selected
from hhmonitor.language.numbers import number, percent
from hhmonitor.language.territories import territory_name
from hhmonitor.model import Criteria, in_language
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.figure_update import Change, Update
from hhmonitor.questions.movement import Kind, Movement
from hhmonitor.statistics import TABLE, Gathering, Harvest

SHOWN = 15
"""How many revisions and vanished figures are shown to people; programs get all of them."""

_KINDS = {
    "new_year": mark("new years"),
    "filled": mark("filled in"),
    "revised": mark("revised"),
    "confirmed": mark("confirmed"),
    "gone": mark("gone"),
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything there is to tell of an import; ``outcome`` is ``written``, ``dry_run``, ``refused`` or ``nothing``."""

    criteria: Criteria
    gathering: Gathering
    update: Update
    movements: Sequence[Movement]
    findings: Sequence[Finding]
    outcome: str


def import_answer(report: ImportReport, name: str, status: int) -> Answer:
    """The report as the answer of the command of this name, which ends with this status."""
    title = _("Figures taken in")
    return Answer(
        name,
        title,
        lambda: _blocks(report, title),
        data=lambda: _data(report),
        rows=lambda: _rows(report),
        status=status,
    )


# For people


def _blocks(report: ImportReport, title: str) -> Iterator[Block]:
    yield Heading(title, 1)
    yield Heading(_("Taken"))
    yield _taken(report)
    left_out = list(_left_out(report))
    if left_out:
        yield Heading(_("Left out"))
        yield Items(left_out)
    yield Heading(_("Changes in the table"))
    yield _changes(report)
    for kind, heading in (("revised", _("Revisions of the past")), ("gone", _("Gone"))):
        found = [change for change in report.update.changes if change.kind == kind]
        if found:
            yield Heading(heading)
            yield _figures(report, sorted(found, key=_weight, reverse=True)[:SHOWN], heading)
            if len(found) > SHOWN:
                more = ngettext("and {count} more", "and {count} more", len(found) - SHOWN)
                yield Paragraph(more.format(count=number(len(found) - SHOWN)), "quiet")
    yield from _movements(report)
    yield Paragraph(_outcome(report), "lead")


def _counted(count: int) -> Said:
    return Number(number(count), count) if count else "–"


def _taken(report: ImportReport) -> Table:
    return Table(
        [
            Column(_("Indicator"), 40),
            Column(_("Countries"), numeric=True),
            _("Years"),
            Column(_("Figures"), numeric=True),
            _("Vintage"),
            Column(_("Series"), 26),
        ],
        [_harvest_row(report, harvest) for harvest in report.gathering.harvests],
        _("Taken"),
    )


def _harvest_row(report: ImportReport, harvest: Harvest) -> Row:
    years = sorted({year for _market, year in harvest.figures})
    return Row(
        [
            _label(report.criteria, harvest.indicator),
            _counted(len(harvest.markets)),
            "–".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else "–",
            _counted(len(harvest.figures)),
            harvest.vintage or "–",
            Code(harvest.code if harvest.publisher != TABLE else harvest.source),
        ]
    )


def _changes(report: ImportReport) -> Block:
    if not report.update.changes:
        return Paragraph(_("None: the table has all of this already."))
    counts: dict[str, Counter[str]] = {}
    for change in report.update.changes:
        counts.setdefault(change.row.indicator, Counter())[change.kind] += 1
    return Table(
        [Column(_("Indicator"), 40), *(Column(_(title), numeric=True) for title in _KINDS.values())],
        [
            [_label(report.criteria, indicator), *(_counted(count[kind]) for kind in _KINDS)]
            for indicator, count in counts.items()
        ],
        _("Changes in the table"),
    )


def _figures(report: ImportReport, changes: Sequence[Change], title: str) -> Table:
    return Table(
        [
            Column(_("Indicator"), 40),
            Column(_("Market"), 26),
            Column(_("Year"), 7, numeric=True),
            Column(_("Before"), numeric=True),
            Column(_("After"), numeric=True),
            Column(_("Change"), numeric=True),
        ],
        [
            [
                _label(report.criteria, change.row.indicator),
                territory_name(change.row.market, selected()) or change.row.market,
                Number(str(change.row.year), change.row.year, year=True),
                _value(change.before.value) if change.before else "–",
                _value(change.after.value) if change.after else "–",
                _signed(change.relative),
            ]
            for change in changes
        ],
        title,
    )


def _weight(change: Change) -> float:
    return abs(change.relative) if change.relative is not None else float("inf")


def _value(text: str) -> Number:
    value = float(text)
    decimals = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2
    return Number(number(value, decimals), value, decimals)


def _signed(share: float | None) -> Said:
    if share is None:
        return "–"
    return Number(("+" if share > 0 else "") + percent(share, 1), share, 1, share=True)


def _movements(report: ImportReport) -> Iterator[Block]:
    """The markets whose category moves, those that are held where they are, and what else becomes of a market."""
    by_kind: dict[Kind, list[Movement]] = {"category": [], "rules": [], "within": []}
    for one in report.movements:
        by_kind[one.kind].append(one)
    yield Heading(_("Categories that move"))
    if by_kind["category"]:
        yield _moves(report, by_kind["category"], _("Categories that move"), by_rules=False)
    else:
        yield Paragraph(_("None."))
    if by_kind["rules"]:
        yield Heading(_("Moves by the rules alone"))
        yield Paragraph(_("A decision, or the criteria for leaving a category, hold these markets where they are."))
        yield _moves(report, by_kind["rules"], _("Moves by the rules alone"), by_rules=True)
    if by_kind["within"]:
        yield Heading(_("Markets that stay in their category"))
        yield _staying(report, by_kind["within"])


def _moves(report: ImportReport, movements: Sequence[Movement], title: str, *, by_rules: bool) -> Table:
    """From which category to which: the one in force, or the one ``by_rules``."""
    in_force = [Column(_("In force"))] if by_rules else []
    return Table(
        [Column(_("Market"), 26), *in_force, _("Before"), _("After"), Column(_("Because"), 60)],
        [
            [
                Market(market_name(one.after.market), one.code),
                *([category_word(one.after.category)] if by_rules else []),
                _category(one.before, by_rules=by_rules),
                _category(one.after, by_rules=by_rules),
                _because(report, one),
            ]
            for one in movements
        ],
        title,
    )


def _staying(report: ImportReport, movements: Sequence[Movement]) -> Table:
    """What becomes of markets that stay in their category: what is possible for them, and their characteristics."""
    return Table(
        [Column(_("Market"), 26), _("Category"), _("Possible"), Column(_("Because"), 60)],
        [
            [
                Market(market_name(one.after.market), one.code),
                category_word(one.after.category),
                f"{_possible(one.before)} → {_possible(one.after)}" if one.changes_possible else "–",
                _because(report, one),
            ]
            for one in movements
        ],
        _("Markets that stay in their category"),
    )


def _because(report: ImportReport, movement: Movement) -> str:
    """The characteristics that change, with their value before and after."""
    return "; ".join(
        f"{in_language(report.criteria.health_system[name].label, selected(), name)}: "
        f"{value_word(before)} → {value_word(after)}"
        for name, (before, after) in movement.characteristics.items()
    )


def _category(one: Classified, *, by_rules: bool) -> str:
    """A category, with the ones that stay possible where that is more than one."""
    category = category_word(one.assessment.rule_category if by_rules else one.category)
    if one.assessment.determined or (one.by_decision and not by_rules):
        return category
    return f"{category} ({_possible(one)})"


def _possible(one: Classified) -> str:
    return ", ".join(map(category_word, one.assessment.possible))


def _left_out(report: ImportReport) -> Iterator[str]:
    """What the files hold and the table does not take, a line for each sort."""
    left = report.gathering.left_out
    if left.aggregates:
        text = _("{count} aggregates, which are no countries: {names}")
        yield text.format(count=number(len(left.aggregates)), names=_some(list(left.aggregates)))
    if left.other_countries:
        text = _("{count} countries that are no market here")
        yield text.format(count=number(len(left.other_countries)))
    if left.other_series:
        text = _("{count} series that are none of our indicators, such as {names}")
        names = [f"{code} ({name})" if name else code for code, name in list(left.other_series.items())[:3]]
        yield text.format(count=number(len(left.other_series)), names="; ".join(names))
    if left.parts:
        text = _("{count} figures of a part of the population: {names}")
        yield text.format(count=number(left.parts.total()), names=_examples(left.parts))
    if left.not_a_year:
        text = _("{count} figures that are not of one year: {names}")
        yield text.format(count=number(left.not_a_year.total()), names=_examples(left.not_a_year))
    if left.no_value:
        yield _("{count} cells in which the publisher has no figure").format(count=number(left.no_value))
    if left.too_early:
        yield _("{count} figures of years before those asked for").format(count=number(left.too_early))
    for (_publisher, code), count in report.update.superseded.items():
        text = _("{count} figures of {series} for which the table has a newer vintage")
        yield text.format(count=number(count), series=code)


def _examples(counted: Counter[str]) -> str:
    return _some([name for name, _count in counted.most_common()])


def _some(names: Sequence[str], shown: int = 6) -> str:
    return "; ".join(names[:shown]) + ("; …" if len(names) > shown else "")


def _outcome(report: ImportReport) -> str:
    return {
        "written": _("Written."),
        "dry_run": _("Nothing was written: this was a dry run."),
        "refused": _(
            "Nothing was written: see the errors. What is right all the same is let through by --accept CODE."
        ),
        "nothing": _("Nothing to write."),
    }[report.outcome]


def _label(criteria: Criteria, indicator: str) -> str:
    definition = criteria.indicators.get(indicator)
    return in_language(definition.label if definition else None, selected(), indicator)


# For programs


def _rows(report: ImportReport) -> Rows:
    """A record for each change in the table; what is not there is empty."""
    made = (_change(one) for one in report.update.changes)
    return Rows(_CHANGE, tuple(tuple("" if one[key] is None else one[key] for key in _CHANGE) for one in made))


def _data(report: ImportReport) -> dict[str, Any]:
    left = report.gathering.left_out
    return {
        "outcome": report.outcome,
        "files": [{"file": file, "form": form} for file, form in report.gathering.forms.items()],
        "taken": [_harvest(one) for one in report.gathering.harvests],
        "left_out": {
            "aggregates": list(left.aggregates),
            "other_countries": list(left.other_countries),
            "other_series": left.other_series,
            "parts": dict(left.parts),
            "not_a_year": dict(left.not_a_year),
            "no_value": left.no_value,
            "too_early": left.too_early,
            "older_than_the_table": [
                {"publisher": publisher, "series": code, "figures": count}
                for (publisher, code), count in report.update.superseded.items()
            ],
        },
        "changes": [_change(one) for one in report.update.changes],
        "sources": {
            name: source.model_dump(mode="json", exclude_none=True) for name, source in report.update.sources.items()
        },
        "movements": [movement_as_data(one) for one in report.movements],
        "findings": [
            {
                "code": one.code,
                "file": one.place.file,
                "line": one.place.span.start.line if one.place.span else None,
                "message": message(one),
                "details": dict(one.details),
            }
            for one in report.findings
        ],
    }


def _harvest(one: Harvest) -> Mapping[str, Any]:
    years = sorted({year for _market, year in one.figures})
    return {
        "publisher": one.publisher,
        "series": one.code,
        "indicator": one.indicator,
        "name": one.name,
        "vintage": one.vintage or None,
        "countries": sorted(one.markets),
        "first_year": years[0] if years else None,
        "last_year": years[-1] if years else None,
        "figures": len(one.figures),
        "files": list(one.files),
    }


_CHANGE = ("kind", "market", "indicator", "year", "before", "after", "relative", "source_before", "source_after")


def _change(one: Change) -> Mapping[str, Any]:
    row = one.row
    return {
        "kind": one.kind,
        "market": row.market,
        "indicator": row.indicator,
        "year": row.year,
        "before": float(one.before.value) if one.before else None,
        "after": float(one.after.value) if one.after else None,
        "relative": one.relative,
        "source_before": one.before.source if one.before else None,
        "source_after": one.after.source if one.after else None,
    }


def movement_as_data(one: Movement) -> Mapping[str, Any]:
    """What becomes of the category of a market, as plain data."""
    return {
        "code": one.code,
        "kind": one.kind,
        "category_before": one.before.category,
        "category_after": one.after.category,
        "rule_category_before": one.before.assessment.rule_category,
        "rule_category_after": one.after.assessment.rule_category,
        "possible_before": list(one.before.assessment.possible),
        "possible_after": list(one.after.assessment.possible),
        "characteristics": {
            name: {"before": before, "after": after} for name, (before, after) in one.characteristics.items()
        },
    }
