"""The forms of findings that programs read: SARIF, annotations of GitHub, JUnit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from hhmonitor import forms
from hhmonitor.answers.examination import Case, Examination, cases_by_file
from hhmonitor.checks import CODES
from hhmonitor.findings import Finding, Place, Position, Severity, Span
from hhmonitor.forms import Page
from hhmonitor.language import select

ERRORS = sorted(code for code, one in CODES.items() if one.severity is Severity.ERROR)
WARNINGS = sorted(code for code, one in CODES.items() if one.severity is Severity.WARNING)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    select("en")
    yield
    select("en")


def finding(code: str, market: str = "JP", line: int = 2, path: tuple[str | int, ...] = ("category",)) -> Finding:
    span = Span(Position(line, 1), Position(line, 9))
    return Finding(code, Place(f"countries/{market}.yaml", path, span=span))


def examination(findings: Iterable[Finding], folder: Path = Path("/list"), *, strict: bool = False) -> Examination:
    cases = cases_by_file(["countries/SE.yaml"], findings)
    return Examination("validate", folder, cases, repository=folder, strict=strict)


def shown(form: str, findings: Iterable[Finding], *, strict: bool = False) -> str:
    text = forms.form(form).render(examination(findings, strict=strict), Page())
    assert isinstance(text, str)
    return text


# SARIF


def run_of(findings: Iterable[Finding]) -> Any:
    (run,) = json.loads(shown("sarif", findings))["runs"]
    return run


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    return [one["partialFingerprints"]["hhmonitor/v1"] for one in run_of(findings)["results"]]


def test_a_finding_keeps_its_fingerprint_when_lines_move() -> None:
    first, moved = (fingerprints([finding("HH405", line=line)]) for line in (3, 30))
    assert first == moved


def test_a_finding_keeps_its_fingerprint_in_the_other_language() -> None:
    english = fingerprints([finding("HH405")])
    select("nl")
    assert fingerprints([finding("HH405")]) == english


def test_findings_that_differ_in_code_market_or_path_differ_in_fingerprint() -> None:
    several = [
        finding("HH405"),
        finding("HH404"),
        finding("HH405", "KR"),
        finding("HH405", path=("decision", "review_by")),
        finding("HH405", line=9),  # the second of the same code at the same path
    ]
    assert len(set(fingerprints(several))) == len(several)


def test_the_fingerprint_that_github_reads_is_in_its_form() -> None:
    (result,) = run_of([finding("HH405")])["results"]
    assert re.fullmatch(r"[0-9a-f]{16}:1", result["partialFingerprints"]["primaryLocationLineHash"])


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_rule_tells_all_of_its_code_in_the_language_in_use(language: str) -> None:
    select(language)
    run = run_of([finding("HH405")])
    (rule,) = run["tool"]["driver"]["rules"]
    declared = CODES["HH405"]
    assert (run["language"], rule["id"]) == (language, "HH405")
    assert rule["shortDescription"]["text"] == getattr(declared.title, language)
    assert rule["fullDescription"]["text"] == getattr(declared.why, language)
    assert rule["help"]["markdown"].startswith("# HH405 ")
    for text in (declared.why, declared.mend):
        assert getattr(text, language) in rule["help"]["text"]


def test_each_gate_is_kept_apart_by_its_host() -> None:
    assert run_of([])["automationDetails"]["id"] == "hhmonitor/validate/"


# GitHub


def annotations(findings: Iterable[Finding], *, strict: bool = False) -> list[tuple[str, str, str]]:
    """Severity, title and text of every annotation."""
    pattern = re.compile(r"::(\w+) .*?title=hhmonitor ([^:]*)::(.*)")
    told = (pattern.fullmatch(line) for line in shown("github", findings, strict=strict).splitlines())
    return [(one[1], one[2], one[3].replace("%0A", "\n")) for one in told if one]


def test_errors_come_first_then_warnings_then_notes() -> None:
    told = annotations([finding("HH511", "AE"), finding("HH405", "BE"), finding("HH401", "ZA")])
    assert [severity for severity, _title, _text in told] == ["error", "warning", "notice"]


def test_ten_warnings_each_stand_at_their_place() -> None:
    markets = [f"{first}A" for first in "ABCDEFGHIJ"]
    assert len(annotations(finding("HH405", market) for market in markets)) == 10


def test_more_than_ten_warnings_of_a_code_share_an_annotation_that_names_each() -> None:
    markets = [f"{first}A" for first in "ABCDEFGHIJKL"]
    ((severity, title, text), (_severity, other, _text)) = annotations(
        [*(finding("HH405", market) for market in markets), finding("HH404")]
    )[::-1]
    assert (severity, title, other) == ("warning", "HH405", "HH404")
    assert text.startswith("Decision past its review date: 12 markets\n")
    assert all(f"countries/{market}.yaml:2:1: HH405" in text for market in markets)


@pytest.mark.parametrize("codes", [ERRORS, WARNINGS])
def test_there_are_never_more_than_ten_of_a_severity_and_no_code_is_left_out(codes: list[str]) -> None:
    told = annotations(finding(code) for code in codes for _time in range(3))
    assert len(told) == 10
    assert {code for _severity, title, _text in told for code in title.replace("%2C", ",").split(", ")} == set(codes)


def test_strict_makes_errors_of_warnings_here_too() -> None:
    assert annotations([finding("HH405")], strict=True)[0][0] == "error"


# JUnit

ATTRIBUTES = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set()),
    "testsuite": (
        {
            *("name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id"),
            *("package", "file", "log", "url"),
        },
        {"name", "tests", "failures", "errors"},
    ),
    "testcase": ({"name", "time", "classname", "group"}, {"name"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
    "system-out": (set(), set()),
    "system-err": (set(), set()),
}
"""Of each element of JUnit, as the schema of Jenkins' xUnit plugin has it (junit-10), which attributes it may and must
have."""

INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
"""And which elements may stand in it; all others hold text alone."""


def hold_against_the_schema(element: Xml.Element) -> None:
    may, must = ATTRIBUTES[element.tag]
    assert must <= set(element.keys()) <= may, element.tag
    children = {child.tag for child in element}
    assert children <= INSIDE.get(element.tag, set()), element.tag
    if element.tag in INSIDE:  # no text beside the elements
        assert not "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    for child in element:
        hold_against_the_schema(child)


MIXED = [finding("HH401", "ZA"), finding("HH405", "ZA", 9), finding("HH405", "BE"), finding("HH511", "AE")]


def test_junit_is_what_the_schema_of_jenkins_allows() -> None:
    hold_against_the_schema(Xml.fromstring(shown("junit", MIXED)))


def test_warnings_stand_where_servers_show_them() -> None:
    suites = Xml.fromstring(shown("junit", MIXED))
    (suite,) = suites
    cases = {case.get("name", ""): list(case) for case in suite}
    (failure,), (skipped,) = cases["countries/ZA.yaml"], cases["countries/BE.yaml"]
    assert (failure.tag, failure.get("type")) == ("failure", "HH401")
    assert "error HH401" in str(failure.text)
    assert "warning HH405" in str(failure.text)
    assert (skipped.tag, skipped.get("type")) == ("skipped", "HH405")
    assert cases["countries/SE.yaml"] == []
    assert [suite.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["4", "1", "0", "2"]


def test_a_case_is_named_the_same_whatever_was_found() -> None:
    def names(findings: Iterable[Finding]) -> set[str | None]:
        return {case.get("name") for case in Xml.fromstring(shown("junit", findings)).iter("testcase")}

    assert names([finding("HH405", "ZA")]) == names([finding("HH401", "ZA")])


def test_a_market_is_a_case_by_its_name() -> None:
    one = Examination("check", Path("/list"), [Case("JP Japan", "countries/JP.yaml")], repository=Path("/list"))
    assert 'name="JP Japan"' in str(forms.form("junit").render(one, Page()))
