"""A merge as changes of files, and findings on those files as findings on the cells of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hhmonitor.answers.schemas import schema_line
from hhmonitor.findings import Finding
from hhmonitor.language import LANGUAGES
from hhmonitor.language.territories import territory_name
from hhmonitor.project import Project
from hhmonitor.project.changes import Change
from hhmonitor.project.editing import Edit, edited
from hhmonitor.project.recording import content_of
from hhmonitor.workbook.kinds import Choice
from hhmonitor.workbook.layout import Layout
from hhmonitor.workbook.merging import Merge, Merged, Said, shown

_ABOUT = {"HH318": "rationale", "HH319": "sources"}
"""The key that a finding misses in the place that it names."""


def file_of(project: Project, code: str) -> str:
    """The file of a market; that of a country that has none yet is called by its code."""
    return project.files.get(code, f"countries/{code}.yaml")


def changes(project: Project, merge: Merge) -> list[Change]:
    """What is to become of the files: just the keys that differ. Raises CannotEdit, ChangedMeanwhile and NotWritten."""
    found = []
    for one in merge.markets:
        file = file_of(project, one.code)
        before = None if one.new else content_of(project.root.path / file, file)
        document = None if one.new else project.document(file)
        said = {"code": one.code} if document is None else document.data
        keys = [key for key in dict.fromkeys((*said, *one.data)) if said.get(key) != one.data.get(key)]
        edits = [Edit((key,), one.data.get(key)) for key in keys]
        found.append(Change(file, before, edited(_beginning(one.code) if before is None else before, file, edits)))
    return found


def _beginning(code: str) -> bytes:
    """How the file of a new country begins: its schema, its names, its code."""
    names = dict.fromkeys(territory_name(code, language) or code for language in LANGUAGES)
    return f"{schema_line(1, 'country')}# {' / '.join(names)}\ncode: {code}\n".encode()


def on_cells(findings: Iterable[Finding], project: Project, merge: Merge, layout: Layout) -> Iterator[Finding]:
    """Findings on files as findings on the cells that these come from, in the words of the form."""
    markets = {file_of(project, one.code): one for one in merge.markets}
    titles = {column.key: column.title for sheet in layout.sheets for column in sheet.columns}
    for finding in findings:
        market = markets.get(finding.place.file)
        said = None if market is None else _cell(finding, market)
        yield finding if said is None else _on_cell(finding, said, titles)


def _cell(finding: Finding, market: Merged) -> Said | None:
    key = finding.details.get("key") if finding.code == "HH202" else _ABOUT.get(finding.code)
    return market.cell((*finding.place.path, key) if key else finding.place.path)


def _on_cell(finding: Finding, said: Said, titles: Mapping[str, str]) -> Finding:
    """A finding with the place of a cell and its words; what related to another place in the file falls away."""
    details = dict(finding.details)
    if "subject" in details:
        details["subject"] = said.line.label
    if "key" in details:
        details["key"] = titles.get(said.column, details["key"])
    value = said.line.fields.get("value")
    if value is not None and isinstance(value.kind, Choice) and "value" in details:
        details["value"] = shown(value.kind, details["value"])
    return replace(finding, place=said.address.place, details=details, related=None, related_label="")
