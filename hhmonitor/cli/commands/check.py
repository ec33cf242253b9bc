"""``check``: does the list say what the criteria say?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hhmonitor.cli.context import Context, Examples
from hhmonitor.cli.gates import gate
from hhmonitor.cli.options import StrictOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.answers.examination import Case
    from hhmonitor.questions.classification import Classification

HELP = _("Check that every market on the list has the category that the criteria, or a decision, give it.")
EXAMPLES: Examples = ([], ["--strict"])


@gate
def check(context: Context, strict: StrictOption = False) -> Answer:
    """Check the list. Exit status 1 where a market has another category, 2 where a file is not in order."""
    from hhmonitor.answers.examination import Examination, cases_by_file
    from hhmonitor.cli.session import CANNOT_RUN, load_classification, project_root
    from hhmonitor.findings import Finding, Place
    from hhmonitor.project import ProjectFailure
    from hhmonitor.project.root import repository_around

    on = context.day
    root = project_root(context.root)
    repository = repository_around(root.path, os.environ)
    try:
        classification = load_classification(root, context.criteria, on)
        cases = tuple(_cases(classification))
        if not cases:
            raise ProjectFailure([Finding("HH408", Place("countries"))])
    except ProjectFailure as failure:
        broken = cases_by_file((), failure.findings)
        return Examination("check", root.path, broken, repository=repository, strict=strict, status=CANNOT_RUN)
    facts = {"criteria": classification.criteria.id, "as_of": classification.as_of.isoformat()}
    return Examination("check", root.path, cases, repository=repository, strict=strict, facts=facts)


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
