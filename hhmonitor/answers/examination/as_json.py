"""For programs: versioned JSON."""

from __future__ import annotations

import json
from typing import Any

from hhmonitor.answers.examination.examination import VERSION, Examination
from hhmonitor.answers.findings import message
from hhmonitor.findings import Finding, Place, Severity
from hhmonitor.language import _


def rendered(examination: Examination) -> str:
    """The examination as one document."""
    document = {
        "version": VERSION,
        "command": examination.command,
        **examination.facts,
        "strict": examination.strict,
        "passed": examination.passed,
        "errors": examination.count(Severity.ERROR),
        "warnings": examination.count(Severity.WARNING),
        _CASES[examination.command]: [
            {"name": case.name, "file": case.file, **case.facts, "codes": sorted({one.code for one in case.findings})}
            for case in examination.cases
        ],
        "findings": [_finding(examination, one) for one in examination.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


_CASES = {"check": "markets", "validate": "files"}


def _finding(examination: Examination, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(examination.severity(finding)),
        "message": message(finding),
        **_place(finding.place),
        "suggestion": finding.details.get("suggestion"),
        "related": finding.related and {"message": _(finding.related_label), **_place(finding.related)},
    }


def _place(place: Place) -> dict[str, Any]:
    span = place.span
    return {
        "file": place.file,
        "path": list(place.path),
        "start": span and {"line": span.start.line, "column": span.start.column},
        "end": span and {"line": span.end.line, "column": span.end.column},
    }
