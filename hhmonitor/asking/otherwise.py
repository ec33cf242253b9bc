"""What would change if inputs of markets, or parameters of the criteria, were otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hhmonitor.asking.refusal import refuse, suggesting
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.what_if import NotSettable, Setting

MOST_TOLD = 5
"""How many of the things that a short path can mean are told."""


def what_if(
    before: Classification,
    codes: Sequence[str],
    markets: Mapping[str, Sequence[Setting]],
    criteria: Sequence[Setting],
) -> Answer:
    """The markets with these codes before and after settings of markets, by their codes, and of the criteria.

    Raises Refused where a setting means nothing, or where the criteria would make no sense.
    """
    from hhmonitor.answers.what_if import Otherwise, what_would_change
    from hhmonitor.questions.what_if import NotSettable, Setting, compared, if_market, market_settings

    after, told = before, list[Setting]()
    try:
        if criteria:
            after, told = _if_criteria(before, criteria)
        for code, settings in markets.items():
            told += [replace(one, market=code) for one in market_settings(before.criteria, settings)]
            after = if_market(after, code, settings)
    except NotSettable as problem:
        refuse(_why_not(problem))
    return what_would_change(Otherwise(before, after, told, compared(before, after, codes)))


def _if_criteria(before: Classification, settings: Sequence[Setting]) -> tuple[Classification, list[Setting]]:
    """The list under criteria that are otherwise. Raises Refused where those would make no sense."""
    from hhmonitor.answers.findings import message
    from hhmonitor.checks import found, is_error
    from hhmonitor.checks.look import CriteriaFile
    from hhmonitor.model import Criteria
    from hhmonitor.project.shape import validated
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.criteria_settings import with_parameters

    document = before.project.document(before.project.files[before.criteria.id])
    assert document is not None, "the criteria were read a moment ago"
    data, told = with_parameters(document.data, settings)
    criteria, findings = validated(Criteria, replace(document, data=data))
    if criteria is not None:
        findings += [one for one in found(CriteriaFile(criteria, document.file)) if is_error(one)]
    if criteria is None or findings:
        refuse("; ".join(map(message, findings)))
    return Classification(before.project, before.as_of, criteria), told


def _why_not(problem: NotSettable) -> str:
    """What is wrong with a setting, with the nearest word that would do."""
    setting = problem.setting
    if problem.contradiction:
        return _("{path}={value} contradicts another setting, or what a list that includes this one says").format(
            path=setting.path, value=setting.value
        )
    if problem.bad_value:
        known = [_("a number") if word == "<number>" else word for word in problem.known]
        text = _("{path} cannot be “{value}”; it can be: {known}").format(
            path=setting.path, value=setting.value, known=", ".join(known)
        )
    elif problem.known:
        some = ", ".join(problem.known[:MOST_TOLD]) + (", …" if len(problem.known) > MOST_TOLD else "")
        return suggesting(_("“{path}” can mean: {known}").format(path=setting.path, known=some), problem.suggestion)
    else:
        text = _("there is nothing called “{path}” to set").format(path=setting.path)
    return suggesting(text, problem.suggestion)
