"""The list as CSV and as Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from hhmonitor.answers.document import Grid, Heading, Paragraph, Part
from hhmonitor.answers.document import as_markdown as document_as_markdown
from hhmonitor.answers.listing_table import row_of, special_target_legend, totals
from hhmonitor.answers.marks import legend
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import grouped
from hhmonitor.answers.reasons import justification, named
from hhmonitor.answers.words import input_label
from hhmonitor.language import _
from hhmonitor.language.dates import date_text
from hhmonitor.model import Criteria
from hhmonitor.questions.classification import Classification, Classified


def as_csv(classification: Classification, codes: Sequence[str]) -> str:
    """A line for each market, in the order of the table; the header and the values are the words of the files."""
    criteria = classification.criteria
    records = [_record(one, criteria) for _category, ones in grouped(classification, codes) for one, _indented in ones]
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(records[0]) if records else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def _record(one: Classified, criteria: Criteria) -> dict[str, object]:
    decision = one.decision
    return {
        "code": one.code,
        "name": market_name(one.market),
        "kind": one.kind,
        "region": one.region or "",
        "category": one.category,
        "rule_category": one.assessment.rule_category,
        "possible": " ".join(one.assessment.possible),
        "determined": _yes_no(one.assessment.determined),
        "candidate": one.assessment.candidate or "",
        "declared": one.declared or "",
        "decision": decision.decision.category if decision else "",
        "decision_in_force": _yes_no(decision.in_force) if decision else "",
        "decision_overdue": _yes_no(decision.overdue) if decision else "",
        "special_target": one.special_target or "",
        **{entry.path: entry.value for entry in one.inputs.by_path.values()},
        "justification": justification(one, criteria),
    }


def _yes_no(truth: bool) -> str:
    return "yes" if truth else "no"


def as_markdown(classification: Classification, codes: Sequence[str]) -> str:
    """A heading and a table for each category."""
    return document_as_markdown(_document(classification, codes))


def _document(classification: Classification, codes: Sequence[str]) -> Iterator[Part]:
    criteria = classification.criteria
    yield Heading(
        _("Markets by category, criteria {criteria}, as of {day}").format(
            criteria=criteria.id, day=date_text(classification.as_of)
        ),
        1,
    )
    yield Paragraph(totals([classification[code] for code in codes]))
    for category, ones in grouped(classification, codes):
        yield Heading(named(criteria, category))
        rows = [row_of(one, criteria, indent=indent) for one, indent in ones]
        yield Grid(
            [
                _("market"),
                _("characteristics"),
                _("themes"),
                _("dimensions"),
                _("sector"),
                _("list"),
                _("possible"),
                _("candidate"),
                _("decision"),
                _("reason"),
            ],
            [
                [
                    row.market,
                    row.characteristics,
                    row.themes,
                    row.dimensions,
                    row.sector,
                    row.lists,
                    row.possible,
                    row.candidate,
                    row.decision,
                    row.reason,
                ]
                for row in rows
            ],
        )
    yield Paragraph(_order_of_marks(criteria))
    yield Paragraph(legend())
    if any(classification[code].special_target for code in codes):
        yield Paragraph(special_target_legend())


def _order_of_marks(criteria: Criteria) -> str:
    """Which mark stands for which characteristic, theme and dimension."""
    names = {
        group: ", ".join(input_label(criteria, f"{group}.{name}") for name in getattr(criteria, group))
        for group in ("health_system", "themes", "dimensions")
    }
    return _("The marks, from left to right: {health_system}. Themes: {themes}. Dimensions: {dimensions}.").format(
        **names
    )
