"""The list, its evidence and its figures as a Data Package: tables in CSV, and a description of them in JSON.

The form is that of the Data Package standard, version 1, of Frictionless Data, for tables: ``datapackage.json`` says of
each table which columns it has, what they hold, and which of them go together. The licences of figures are those that
their sources name; what a project holds of itself is passed on under the terms of whoever publishes it, and none are
made up here. Private figures are in none of the tables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from hhmonitor import __version__
from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.listing import listing
from hhmonitor.answers.words import input_label
from hhmonitor.forms import Page, form
from hhmonitor.inputs import Input
from hhmonitor.language import LANGUAGES, _, selected, speaking
from hhmonitor.language import mark as _m
from hhmonitor.model import in_language
from hhmonitor.model.base import Text
from hhmonitor.model.criteria import CriteriaSource
from hhmonitor.model.figures import FigureSource
from hhmonitor.model.market import Market, Source, Statement
from hhmonitor.project.figures import COMMON, TABLE, read_figures
from hhmonitor.project.fingerprint import fingerprint
from hhmonitor.project.loading import read_sources
from hhmonitor.questions.classification import Classification

DESCRIPTOR = "datapackage.json"
"""The name that the standard gives to the description of a package."""

Described = dict[str, Any]

_COLUMNS = {
    "code": _m("the code of the market"),
    "name_en": _m("its name in English"),
    "name_nl": _m("its name in Dutch"),
    "kind": _m("country or region"),
    "region": _m("the code of the region that it is a member of"),
    "category": _m("the category in force; empty for a member of a region"),
    "region_category": _m("of a member, the category of its region"),
    "rule_category": _m("the category that the rules give, whatever the unknowns turn out to be"),
    "possible": _m("the categories that the unknowns leave possible, best first"),
    "determined": _m("whether one category alone is possible"),
    "candidate": _m("the category that only a preference keeps it out of"),
    "declared": _m("the category that its file declares"),
    "decision": _m("the category that was decided, where it departs from the rules"),
    "decision_in_force": _m("whether the decision is in force"),
    "decision_overdue": _m("whether the decision should have been reviewed by now"),
    "special_target": _m("whether it is a special target market: upcoming, running or ended"),
    "justification_en": _m("the reason in English"),
    "justification_nl": _m("the reason in Dutch"),
    "market": _m("the code of the market"),
    "input": _m("the input, as the market's file names it"),
    "value": _m("the value; unknown where more than one is possible"),
    "basis": _m("what it rests on: judgement, indicators, members, list or unknown"),
    "confidence": _m("how sure the judgement is: high, medium or low"),
    "rationale_en": _m("why, in English, or in the language in which it was written"),
    "rationale_nl": _m("why, in Dutch, or in the language in which it was written"),
    "sources": _m("the sources that it rests on, by their ids"),
    "reference_date": _m("the day for which the judgement holds"),
    "indicator": _m("the indicator"),
    "year": _m("the year"),
    "figure": _m("the figure, in its unit"),
    "unit": _m("the unit"),
    "source": _m("the id of the source"),
    "id": _m("the id of the source: of a market's own, the code of the market comes before it"),
    "title_en": _m("what it is called, in English, or in the language in which it was written"),
    "title_nl": _m("what it is called, in Dutch, or in the language in which it was written"),
    "publisher": _m("who published it"),
    "url": _m("where it is found"),
    "date": _m("when it was published"),
    "licence": _m("the terms under which it may be passed on"),
}

_TRUTHS = {"determined", "decision_in_force", "decision_overdue"}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the package: the columns by which a record is known, and what the description says beside."""

    name: str
    title: str
    rows: Rows
    key: tuple[str, ...]
    more: Mapping[str, Any]


def datapackage(classification: Classification, *, working: bool = False) -> dict[str, str]:
    """The tables and their description, by their paths; it describes in the language in use.

    ``working`` tells also which decisions are overdue for review, which is for the steering group.
    """
    tables = list(_tables(classification, () if working else ("decision_overdue",)))
    files = {f"data/{one.name}.csv": _csv(one) for one in tables}
    resources = [_resource(one, files[f"data/{one.name}.csv"], classification) for one in tables]
    criteria, day = classification.criteria, classification.as_of.isoformat()
    described = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", f"international-monitor-{criteria.id}-{day}".lower()),
        "title": _("Health~Holland International Monitor: markets by criteria {criteria}, as of {day}").format(
            criteria=criteria.id, day=day
        ),
        "version": day,
        "keywords": ["health", "life sciences", "international markets", "multi-criteria"],
        **({"sources": [_origin(criteria.id, criteria.source)]} if criteria.source is not None else {}),
        "criteria": criteria.id,
        "made_by": f"hhmonitor {__version__}",
        "fingerprint": fingerprint(classification.project.root.path),
        "resources": resources,
    }
    return {DESCRIPTOR: json.dumps(described, ensure_ascii=False, indent=2) + "\n", **files}


def _tables(classification: Classification, left_out: Collection[str]) -> Iterator[_Table]:
    described, _findings = read_sources(classification.project.root.path, [COMMON])
    figures = list(_figures(classification))
    own = {name for name, _source in _own_sources(classification)}
    used = {one.source: described.get(one.source) for one in figures if one.source not in own}
    yield _Table("list", _("The markets with their categories"), _list(classification, left_out), ("code",), {})
    yield _Table(
        "evidence",
        _("What each market was judged on"),
        Rows(
            (
                *("market", "input", "value", "basis", "possible", "confidence"),
                *("rationale_en", "rationale_nl", "sources", "reference_date"),
            ),
            tuple(_evidence(classification)),
        ),
        ("market", "input"),
        {"foreignKeys": [_refers("market", "list", "code")]},
    )
    yield _Table(
        "figures",
        _("Figures by market, indicator and year"),
        Rows(_Figure._fields, tuple(figures)),
        ("market", "indicator", "year"),
        {
            "foreignKeys": [_refers("source", "sources", "id")],
            "licenses": _licences(used),
            "sources": [_origin(name, one) for name, one in used.items()],
        },
    )
    yield _Table(
        "sources",
        _("The sources of judgements and figures"),
        Rows(
            ("id", "title_en", "title_nl", "publisher", "url", "date", "licence"),
            tuple(_sources(classification, used)),
        ),
        ("id",),
        {},
    )


def _refers(column: str, table: str, to: str) -> Described:
    return {"fields": column, "reference": {"resource": table, "fields": to}}


# The records


def _list(classification: Classification, left_out: Collection[str]) -> Rows:
    """The list as it is told in either language, members of regions included, without some of its columns."""
    codes = classification.with_members(classification.listed())
    told: dict[str, dict[str, dict[str, object]]] = {}
    for language in LANGUAGES:
        with speaking(language):
            rows = listing(classification, codes).rows
        pairs = (zip(rows.header, record, strict=True) for record in rows.records)
        records = ({key: value for key, value in each if key not in left_out} for each in pairs)
        told[language] = {str(record["code"]): record for record in records}
    both = [_in_both(told["en"][code], told["nl"][code]) for code in codes]
    return Rows(tuple(both[0]) if both else (), tuple(tuple(one.values()) for one in both))


def _in_both(english: Mapping[str, object], dutch: Mapping[str, object]) -> dict[str, object]:
    """A record with a column for each language where it tells something in words."""
    found: dict[str, object] = {}
    for key, value in english.items():
        found |= {f"{key}_en": value, f"{key}_nl": dutch[key]} if key in ("name", "justification") else {key: value}
    return found


def _evidence(classification: Classification) -> Iterator[tuple[object, ...]]:
    for code in classification.with_members(classification.listed()):
        market = classification.project.market(code)
        for entry in classification.inputs(code).by_path.values():
            yield _judged(market, entry)


def _judged(market: Market, entry: Input) -> tuple[object, ...]:
    stated = entry.statement or Statement()
    return (
        market.code,
        entry.path,
        entry.value,
        entry.basis,
        " ".join(entry.possible),
        stated.confidence or "",
        *_both(stated.rationale),
        " ".join(f"{market.code}:{source}" for source in stated.sources),
        market.reference_date or "",
    )


class _Figure(NamedTuple):
    market: str
    indicator: str
    year: int
    figure: str
    unit: str
    source: str


def _figures(classification: Classification) -> Iterator[_Figure]:
    """The figures of the common table, and those of markets' own files, which win."""
    project, indicators = classification.project, classification.criteria.indicators
    table = read_figures(project.root.path / COMMON / TABLE, f"{COMMON}/{TABLE}").table
    for code in sorted({*table, *project.countries, *project.regions}):
        present = {name: dict(series) for name, series in table.get(code, {}).items()}
        own = project.market(code).indicators if code in project.countries or code in project.regions else {}
        for name, one in own.items():
            values = {year: (value, f"{code}:{one.source}") for year, value in one.values.items()}
            present.setdefault(name, {}).update(values)
        for name, series in present.items():
            unit = indicators[name].unit if name in indicators else ""
            for year, (value, source) in sorted(series.items()):
                yield _Figure(code, name, year, f"{value:.15g}", unit, source)


def _sources(classification: Classification, used: Mapping[str, FigureSource | None]) -> Iterator[tuple[object, ...]]:
    """The sources of the figures, and those that the markets' files name."""
    for name, source in used.items():
        yield _source(name, source, "" if source is None else in_language(source.licence, selected()))
    for name, own in _own_sources(classification):
        yield _source(name, own, "")


def _own_sources(classification: Classification) -> Iterator[tuple[str, Source]]:
    """The sources of every market's file, by ids that no other file has."""
    for code in classification.with_members(classification.listed()):
        for name, source in classification.project.market(code).sources.items():
            yield f"{code}:{name}", source


def _source(name: str, source: FigureSource | Source | None, licence: str) -> tuple[object, ...]:
    if source is None:  # a figure names it, and nothing describes it
        return (name, *[""] * 6)
    publisher = in_language(source.publisher, selected())
    return name, *_both(source.title), publisher, source.url or "", source.date or "", licence


def _both(text: Text | None) -> tuple[str, str]:
    english, dutch = (in_language(text, language) for language in ("en", "nl"))
    return english, dutch


# What is said of them


def _csv(table: _Table) -> str:
    answer = Answer(table.name, table.title, lambda: (), rows=lambda: table.rows)
    return str(form("csv").render(answer, Page()))


def _resource(table: _Table, text: str, classification: Classification) -> Described:
    written = text.encode("utf-8", "replace")
    more = dict(table.more)
    keys = {"foreignKeys": more.pop("foreignKeys")} if "foreignKeys" in more else {}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{sha256(written).hexdigest()}",
        **more,
        "schema": {
            "fields": [_field(name, table, classification) for name in table.rows.header],
            "primaryKey": list(table.key),
            **keys,
        },
    }


def _field(name: str, table: _Table, classification: Classification) -> Described:
    if name not in _COLUMNS:  # an input of the markets
        return {"name": name, "type": "string", "title": input_label(classification.criteria, name)}
    needed = {"constraints": {"required": True}} if name in table.key else {}
    described = {"name": name, "description": _(_COLUMNS[name])}
    if name in _TRUTHS:
        return described | {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    return described | {"type": {"year": "integer", "figure": "number"}.get(name, "string")} | needed


def _origin(name: str, source: FigureSource | CriteriaSource | None) -> Described:
    if source is None:
        return {"title": name}
    return {"title": in_language(source.title, selected())} | ({"path": source.url} if source.url else {})


_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-(?:SA|NC|ND))*)[ -](\d\.\d)( IGO)?")


def _licences(used: Mapping[str, FigureSource | None]) -> list[Described]:
    """The licences that the sources name, each once; of one that is not known by name the source's page stands for it.

    The standard asks for a name or an address of each.
    """
    found: dict[str, Described] = {}
    for name, source in used.items():
        text = "" if source is None else in_language(source.licence, selected())
        if source is None or not text:
            continue
        known = _CREATIVE_COMMONS.search(text)
        if known is not None:
            kind, version, igo = known[1], known[2], "igo/" if known[3] else ""
            given = {
                "name": f"CC-{kind}-{version}{'-IGO' if igo else ''}",
                "path": f"https://creativecommons.org/licenses/{kind.lower()}/{version}/{igo}",
            }
        else:
            given = {"path": source.url} if source.url else {"name": name}
        found.setdefault(text, given | {"title": text})
    return list(found.values())
