"""One file by itself, beside a project that it is no part of."""

from __future__ import annotations

from pathlib import Path

from hhmonitor.findings import Finding, Place
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.project.agreement import disagreements
from hhmonitor.project.loading import Contents, read_model
from hhmonitor.project.soundness import unsound


def read_alone(
    model: type[Country] | type[Region] | type[Criteria], path: Path, file: str, beside: Contents
) -> tuple[Country | Region | Criteria | None, list[Finding]]:
    """A file as a model, or none, with everything wrong with it by itself and against the criteria beside it."""
    one, findings, _document = read_model(model, path, file)
    if one is None:
        return None, findings
    if isinstance(one, Criteria):
        return one, [*findings, *unsound(one, file)]
    if path.stem != one.code:
        findings.append(Finding("HH305", Place(file, ("code",)), {"code": one.code, "name": path.stem}))
    if beside.criteria is not None:
        countries: dict[str, Country] = {one.code: one} if isinstance(one, Country) else {}
        regions: dict[str, Region] = {one.code: one} if isinstance(one, Region) else {}
        findings += disagreements(beside.criteria, countries, regions, {one.code: file}, beside.countries)
    return one, findings
