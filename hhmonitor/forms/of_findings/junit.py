"""For CI servers: JUnit's XML, with every market or file a named test case, those that passed too.

What may stand in it is what the schema of Jenkins' xUnit plugin allows (``junit-10.xsd``), which others read as well.
A case with warnings alone is one that was skipped, with the warnings as the reason: servers show no output of a case
that passed.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from hhmonitor.answers.examination import Case, Examination
from hhmonitor.answers.findings import message, severity_word, where
from hhmonitor.findings import Finding, Severity
from hhmonitor.forms import Page
from hhmonitor.language.characters import visible_lines

ENDINGS, EXTRA, BINARY = (".xml",), None, False

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(examination: Examination, page: Page) -> str:
    """One suite, with a test case for each case; errors are failures, and warnings alone make it skipped."""
    elements = [_case(examination, case) for case in examination.cases]
    counts = {
        "tests": str(len(elements)),
        "failures": str(sum(one.find("failure") is not None for one in elements)),
        "errors": "0",
    }
    suites = Xml.Element("testsuites", {"name": "hhmonitor", **counts})
    skipped = str(sum(one.find("skipped") is not None for one in elements))
    suite = Xml.SubElement(suites, "testsuite", {"name": f"hhmonitor {examination.name}", **counts, "skipped": skipped})
    suite.extend(elements)
    Xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suites, encoding="unicode")}\n'


def _case(examination: Examination, case: Case) -> Xml.Element:
    element = Xml.Element("testcase", classname=f"hhmonitor.{examination.name}", name=_clean(case.name))
    errors = _errors(examination, case)
    told = [*errors, *(finding for finding in case.findings if finding not in errors)]
    if told:
        first = told[0]
        result = Xml.SubElement(
            element, "failure" if errors else "skipped", type=first.code, message=_clean(message(first))
        )
        result.text = _clean("\n".join(_line(examination, one) for one in told))
    return element


def _errors(examination: Examination, case: Case) -> list[Finding]:
    return [one for one in case.findings if examination.severity(one) is Severity.ERROR]


def _line(examination: Examination, finding: Finding) -> str:
    severity = severity_word(examination.severity(finding))
    return f"{where(finding.place)}: {severity} {finding.code}: {message(finding)}"


def _clean(text: str) -> str:
    """Text without the characters that cannot be seen, or that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", visible_lines(text))
