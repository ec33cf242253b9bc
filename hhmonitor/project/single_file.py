"""One file by itself, beside a project that it is no part of."""

from __future__ import annotations

from hhmonitor.checks import found
from hhmonitor.checks.look import CriteriaFile, MarketUnderCriteria, Membership
from hhmonitor.findings import Finding, Place
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.project.loading import Contents, modelled
from hhmonitor.yaml import Reading


def read_single_file(
    model: type[Country] | type[Region] | type[Criteria], reading: Reading, name: str, beside: Contents
) -> tuple[Country | Region | Criteria | None, list[Finding]]:
    """A file as a model, or none, with everything wrong with it by itself and against the criteria beside it."""
    assert reading.document is not None
    file = reading.document.file
    one, findings = modelled(model, reading)
    if one is None:
        return None, findings
    if isinstance(one, Criteria):
        return one, [*findings, *found(CriteriaFile(one, file))]
    if name != one.code:
        findings.append(Finding("HH305", Place(file, ("code",)), {"code": one.code, "name": name}))
    if beside.criteria is not None:
        findings += found(MarketUnderCriteria(one, file, beside.criteria))
        if isinstance(one, Region):
            findings += found(Membership({one.code: one}, {one.code: file}, beside.countries))
    return one, findings
