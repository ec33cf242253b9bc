"""The verdicts on a list in words: what stands between the category declared and the one assigned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hhmonitor.answers.examination import Case
from hhmonitor.answers.names import market_name
from hhmonitor.answers.requirements import condition_text, requirement_text
from hhmonitor.answers.words import category_word
from hhmonitor.findings import Finding
from hhmonitor.language import _
from hhmonitor.questions.checking import Difference, Verdict
from hhmonitor.questions.classification import Classification


def verdict_as_case(verdict: Verdict, classification: Classification) -> Case:
    """A market as a case, its findings located and told in full."""
    one = verdict.classified
    name = market_name(one.market)
    return Case(
        f"{one.code} {name}",
        classification.project.files[one.code],
        tuple(
            classification.project.located([_told(finding, verdict, classification) for finding in verdict.findings])
        ),
        {
            "code": one.code,
            "declared": one.declared,
            "category": one.category,
            "rule_category": one.assessment.rule_category,
            "possible": list(one.assessment.possible),
            "determined": one.assessment.determined,
            "by_decision": one.by_decision,
            "agrees": verdict.agrees,
        },
    )


def _told(finding: Finding, verdict: Verdict, classification: Classification) -> Finding:
    """A finding with the words that its message needs: the name of the market, and what stands between."""
    one = verdict.classified
    details = dict(finding.details) | {"market": market_name(one.market)}
    if "assigned" in details:
        details |= {"assigned": category_word(one.category)}
    if "possible" in details:
        details["possible"] = _either(map(category_word, one.assessment.possible))
    if verdict.difference is not None and finding.code in ("HH401", "HH402"):
        between = _between(verdict.difference, verdict, classification)
        if finding.code == "HH402":
            rules = _("by the rules it is {given}").format(given=category_word(one.assessment.rule_category))
            between = f"{rules}; {between}" if between else rules
        details["between"] = between
    return replace(finding, details=details)


def _between(difference: Difference, verdict: Verdict, classification: Classification) -> str:
    one, criteria = verdict.classified, classification.criteria
    declared, given = str(one.declared), category_word(one.assessment.rule_category)
    if difference.variance is not None:
        when = difference.variance.when
        found = classification.ruleset.found(when, one.inputs)
        what = condition_text(when, found, one.inputs, criteria)
        return _("{variant} is for: {what}").format(variant=difference.variance.variant, what=what)
    results = "; ".join(requirement_text(result, one.inputs, criteria) for result in difference.results)
    if not results:
        return ""
    if difference.better:
        return _("{declared} asks for more ({what})").format(declared=declared, what=results)
    return _("all that {given} asks for is met ({what})").format(given=given, what=results)


def _either(words: Iterable[str]) -> str:
    """The words in a row: ``I, II or IIIa``."""
    *most, last = words
    return f"{', '.join(most)}{_(' or ')}{last}" if most else last
