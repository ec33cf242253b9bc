"""A merge as changes of files, and findings on those files as findings on the cells of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from hhmonitor.yaml.rendering import as_yaml

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
        if one.new:
            found.append(Change(file, None, _new_file(one)))
            continue
        before, document = content_of(project.root.path / file, file), project.document(file)
        assert document is not None  # the project was loaded from it
        keys = dict.fromkeys((*document.data, *one.data))
        edits = [Edit((key,), one.data.get(key)) for key in keys if document.data.get(key) != one.data.get(key)]
        found.append(Change(file, before, edited(before, file, edits)))
    return found


def _new_file(one: Merged) -> bytes:
    """The file of a new country: its schema, its names, and what the form says."""
    names = dict.fromkeys(territory_name(one.code, language) or one.code for language in LANGUAGES)
    return f"{schema_line(1, 'country')}# {' / '.join(names)}\n{as_yaml(one.data)}".encode()


def on_cells(findings: Iterable[Finding], project: Project, merge: Merge, layout: Layout) -> Iterator[Finding]:
    """Findings on files as findings on the cells that these come from, in the words of the form."""
    markets = {file_of(project, one.code): one for one in merge.markets}
    for finding in findings:
        market = markets.get(finding.place.file)
        said = None if market is None else _cell(finding, market)
        yield finding if said is None else _on_cell(finding, said, layout.title(said.line, said.column))


def _cell(finding: Finding, market: Merged) -> Said | None:
    key = finding.details.get("key") if finding.code == "HH202" else _ABOUT.get(finding.code)
    return market.cell((*finding.place.path, key) if key else finding.place.path)


def _on_cell(finding: Finding, said: Said, title: str) -> Finding:
    """A finding with the place of a cell and its words; what related to another place in the file falls away."""
    details = dict(finding.details)
    if "subject" in details:
        details["subject"] = said.line.label
    if "key" in details:
        details["key"] = title
    value = said.line.fields.get("value")
    if value is not None and isinstance(value.kind, Choice) and "value" in details:
        details["value"] = shown(value.kind, details["value"])
    return replace(finding, place=said.address.place, details=details, related=None, related_label="")
