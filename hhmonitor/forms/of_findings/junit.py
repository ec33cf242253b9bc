"""For CI servers: JUnit's XML, with every market or file a named test case, those that passed too."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from hhmonitor.answers.examination import Case, Examination
from hhmonitor.answers.findings import message, where
from hhmonitor.findings import Finding, Severity
from hhmonitor.forms import Page
from hhmonitor.language.characters import visible_lines

ENDINGS, EXTRA, BINARY = (".xml",), None, False

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(examination: Examination, page: Page) -> str:
    """One suite, with a test case for each case; errors are failures, warnings the output of the case."""
    failed = sum(bool(_errors(examination, case)) for case in examination.cases)
    counts = {"tests": str(len(examination.cases)), "failures": str(failed), "errors": "0", "skipped": "0"}
    suites = Xml.Element("testsuites", {"name": "hhmonitor", **counts})
    suite = Xml.SubElement(suites, "testsuite", {"name": f"hhmonitor {examination.name}", **counts})
    for case in examination.cases:
        _add(suite, examination, case)
    Xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suites, encoding="unicode")}\n'


def _add(suite: Xml.Element, examination: Examination, case: Case) -> None:
    file = examination.path(case.file)
    one = Xml.SubElement(
        suite, "testcase", classname=f"hhmonitor.{examination.name}", name=_clean(case.name), file=_clean(file)
    )
    spans = [finding.place.span for finding in case.findings if finding.place.span]
    if spans:
        one.set("line", str(spans[0].start.line))
    errors = _errors(examination, case)
    if errors:
        failure = Xml.SubElement(one, "failure", type=errors[0].code, message=_clean(message(errors[0])))
        failure.text = _clean("\n".join(map(_line, errors)))
    warnings = [finding for finding in case.findings if finding not in errors]
    if warnings:
        Xml.SubElement(one, "system-out").text = _clean("\n".join(map(_line, warnings)))


def _errors(examination: Examination, case: Case) -> list[Finding]:
    return [one for one in case.findings if examination.severity(one) is Severity.ERROR]


def _line(finding: Finding) -> str:
    return f"{where(finding.place)}: {finding.code}: {message(finding)}"


def _clean(text: str) -> str:
    """Text without the characters that cannot be seen, or that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", visible_lines(text))
