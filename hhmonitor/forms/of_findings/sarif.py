"""For code scanning: SARIF 2.1.0."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

from hhmonitor import __version__
from hhmonitor.answers.examination import Examination
from hhmonitor.answers.findings import message
from hhmonitor.checks import CODES
from hhmonitor.findings import Finding, Place
from hhmonitor.forms import Page
from hhmonitor.language import _

ENDINGS, EXTRA, BINARY = (".sarif",), None, False

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(examination: Examination, page: Page) -> str:
    """One run, with a rule for every code that was found."""
    codes = sorted({finding.code for finding in examination.findings})
    driver = {
        "name": "hhmonitor",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": _(CODES[code].message)},
                "help": {"text": _("hhmonitor explain {code} says more").format(code=code)},
                "defaultConfiguration": {"level": str(CODES[code].severity)},
            }
            for code in codes
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(examination, codes, one) for one in examination.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(examination: Examination, codes: list[str], finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": str(examination.severity(finding)),
        "message": {"text": message(finding)},
        "locations": [_location(examination, finding.place)],
    }
    if finding.related is not None:
        related = {**_location(examination, finding.related), "id": 0, "message": {"text": _(finding.related_label)}}
        result["relatedLocations"] = [related]
    return result


def _location(examination: Examination, place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(examination.path(place.file))}
    if place.span is not None:
        start, end = place.span.start, place.span.end
        physical["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": max(end.column, start.column + 1) if start.line == end.line else end.column,
        }
    return {"physicalLocation": physical}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(os.fsencode(path))  # the name of a file may be no text
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}
