"""For code scanning: SARIF 2.1.0."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from hhmonitor import __version__
from hhmonitor.answers.code_pages import page as page_of_code
from hhmonitor.answers.examination import Examination
from hhmonitor.answers.findings import message
from hhmonitor.checks import CODES, Code
from hhmonitor.findings import Finding, Place, Put, Retype, Span
from hhmonitor.forms import Page, markdown
from hhmonitor.language import _
from hhmonitor.questions.mending import mendable
from hhmonitor.yaml.rendering import scalar

ENDINGS, EXTRA, BINARY = (".sarif",), None, False

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(examination: Examination, page: Page) -> str:
    """One run, with a rule for every code that was found."""
    codes = sorted({finding.code for finding in examination.findings})
    driver = {
        "name": "hhmonitor",
        "semanticVersion": __version__,
        "rules": [_rule(CODES[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        # What a host keeps apart by: the results of one gate do not replace those of the other.
        "automationDetails": {"id": f"hhmonitor/{examination.name}/"},
        "language": examination.language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(examination, codes, finding, fingerprint)
            for finding, fingerprint in zip(examination.findings, _fingerprints(examination), strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    """A code as a rule: its title, why it matters, and its page as the program shows it."""
    about = page_of_code(code.code)
    return {
        "id": code.code,
        "shortDescription": {"text": code.title.said},
        "fullDescription": {"text": code.why.said},
        "help": {"text": f"{code.why.said} {code.mend.said}", "markdown": markdown.render(about, Page())},
        "defaultConfiguration": {"level": str(code.severity)},
    }


def _fingerprints(examination: Examination) -> Iterator[dict[str, str]]:
    """What tells each finding from all others and stays as it is when lines move: its code, file and path.

    Of several with the same of these each has its number. The first key is the one that GitHub reads, in its form.
    """
    times: Counter[str] = Counter()
    for finding in examination.findings:
        path = finding.place.path
        known = json.dumps([finding.code, examination.path(finding.place.file), *path], ensure_ascii=False)
        times[known] += 1
        digest = sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        fingerprint = f"{digest}:{times[known]}"
        yield {"primaryLocationLineHash": fingerprint, "hhmonitor/v1": fingerprint}


def _result(
    examination: Examination, codes: list[str], finding: Finding, fingerprints: dict[str, str]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": str(examination.severity(finding)),
        "message": {"text": message(finding)},
        "locations": [_location(examination, finding.place)],
        "partialFingerprints": fingerprints,
    }
    if finding.related is not None:
        related = {**_location(examination, finding.related), "id": 0, "message": {"text": _(finding.related_label)}}
        result["relatedLocations"] = [related]
    replacements = list(_replacements(finding))
    if replacements and mendable([finding]):
        change = {
            "artifactLocation": _artifact(examination.path(finding.place.file)),
            "replacements": replacements,
        }
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _replacements(finding: Finding) -> Iterator[dict[str, Any]]:
    """The stretches of text that mend a finding, where it takes no more than other text in their place."""
    mend, span = finding.mend, finding.place.span
    if isinstance(mend, Retype):
        spans, text = mend.at or ((span,) if span is not None else ()), mend.text
    elif isinstance(mend, Put) and span is not None and isinstance(mend.value, str | int):
        spans, text = (span,), scalar(mend.value)
    else:
        return
    for one in spans:
        yield {"deletedRegion": _region(one), "insertedContent": {"text": text}}


def _location(examination: Examination, place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(examination.path(place.file))}
    if place.span is not None:
        physical["region"] = _region(place.span)
    return {"physicalLocation": physical}


def _region(span: Span) -> dict[str, int]:
    start, end = span.start, span.end
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": max(end.column, start.column + 1) if start.line == end.line else end.column,
    }


def _artifact(path: str) -> dict[str, str]:
    uri = quote(os.fsencode(path))  # the name of a file may be no text
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}
