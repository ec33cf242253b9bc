"""``check``: does the list say what the criteria say?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hhmonitor.cli.context import Context, Examples
from hhmonitor.cli.gates import AllOption, QuietOption, gate, telling
from hhmonitor.cli.options import StrictOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.answers.examination import Case
    from hhmonitor.model.settings import Settings
    from hhmonitor.project import Root
    from hhmonitor.questions.classification import Classification

HELP = _("Check that every market on the list has the category that the criteria, or a decision, give it.")
EXAMPLES: Examples = ([], ["--strict"], ["--all"])


@gate
def check(
    context: Context, strict: StrictOption = False, each: AllOption = False, quiet: QuietOption = False
) -> Answer:
    """Check the list. Exit status 1 where a market has another category, 2 where a file is not in order."""
    from hhmonitor.answers.examination import Examination, LeftOut, cases_by_file
    from hhmonitor.cli.session import CANNOT_RUN, load_classification, project_root
    from hhmonitor.findings import Finding, Place
    from hhmonitor.project import ProjectFailure
    from hhmonitor.project.root import repository_around

    told = telling(each=each, quiet=quiet)
    on = context.day
    root = project_root(context.root)
    repository = repository_around(root.path, os.environ)
    try:
        settings = _settings(root, on)
        criteria = context.criteria_asked or (settings.criteria if settings is not None else None)
        classification = load_classification(root, criteria, on, quiet=quiet)
        cases = tuple(_cases(classification))
        if not cases:
            raise ProjectFailure([Finding("HH408", Place("countries"))])
    except ProjectFailure as failure:
        broken = cases_by_file((), failure.findings)
        return Examination(
            "check", root.path, broken, repository=repository, strict=strict, status=CANNOT_RUN, telling=told
        )
    ignored = 0
    if settings is not None:
        cases, ignored = _heeded(cases, settings, on)
    return Examination(
        "check",
        root.path,
        cases,
        repository=repository,
        strict=strict,
        facts={"criteria": classification.criteria.id, "as_of": classification.as_of.isoformat()},
        telling=told,
        left_out=LeftOut(ignored),
    )


def _settings(root: Root, on: date) -> Settings | None:
    """The settings of a project, none where nothing is set. Raises ProjectFailure where they cannot be heeded."""
    from hhmonitor.checks import is_error
    from hhmonitor.project import ProjectFailure
    from hhmonitor.project.settings import read_settings
    from hhmonitor.questions.heeding import settings_findings

    found = read_settings(root.path)
    if found is None:
        return None
    wrong = list(filter(is_error, settings_findings(found, on)))
    if wrong or found.settings is None:
        raise ProjectFailure(wrong)
    return found.settings


def _heeded(cases: Iterable[Case], settings: Settings, on: date) -> tuple[tuple[Case, ...], int]:
    """The cases with the findings that the settings leave, and how many of them they do not."""
    from hhmonitor.questions.heeding import heed

    heeded = [(case, heed(case.findings, settings, on)) for case in cases]
    kept = tuple(replace(case, findings=left.findings) for case, left in heeded)
    return kept, sum(len(left.ignored) for _case, left in heeded)


def _cases(classification: Classification) -> Iterator[Case]:
    """Every market on the list as a case, and the files in which something was found on the way, the criteria's too.

    Nothing where there is no market on the list.
    """
    from hhmonitor.answers.checking import verdict_as_case
    from hhmonitor.answers.examination import cases_by_file
    from hhmonitor.answers.verification import soundness_findings
    from hhmonitor.questions.checking import check as checked

    cases = [verdict_as_case(verdict, classification) for verdict in checked(classification)]
    if cases:
        yield from cases
        flaws = soundness_findings(classification, faults_only=True)
        yield from cases_by_file((), [*classification.project.findings, *flaws])
