"""``check``: does the list say what the criteria say?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hhmonitor.cli.options import (
    AsOfOption,
    CriteriaOption,
    GateFormatOption,
    LangOption,
    OutputOption,
    RootOption,
    StrictOption,
)
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.examination import Examination
    from hhmonitor.questions.classification import Classification

HELP = _("Check that every market on the list has the category that the criteria, or a decision, give it.")


def check(
    strict: StrictOption = False,
    form: GateFormatOption = None,
    output: OutputOption = None,
    root: RootOption = None,
    criteria: CriteriaOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Check the list. Exit status 1 where a market has another category, 2 where a file is not in order."""
    from hhmonitor.answers.examination import FORMATS, Examination, cases_by_file, usual_format
    from hhmonitor.cli.exit_status import conclude
    from hhmonitor.cli.session import CANNOT_RUN, chosen_form, day, load_classification, project_root, speak
    from hhmonitor.findings import Finding, Place
    from hhmonitor.project import ProjectFailure

    speak(lang)
    form = chosen_form(form or usual_format(), FORMATS, output)
    on = day(as_of)
    found = project_root(root)
    try:
        classification = load_classification(found, criteria, on)
        examination = _examined(classification, strict)
        if not examination.cases:
            raise ProjectFailure([Finding("HH408", Place("countries"))])
    except ProjectFailure as failure:
        broken = Examination("check", found.path, tuple(cases_by_file((), failure.findings)), strict)
        conclude(broken, form, output, status=CANNOT_RUN)
    conclude(examination, form, output)


def _examined(classification: Classification, strict: bool) -> Examination:
    """Every market on the list as a case, and the files in which something was found on the way, the criteria's too."""
    from hhmonitor.answers.checking import verdict_as_case
    from hhmonitor.answers.examination import Examination, cases_by_file
    from hhmonitor.answers.verification import soundness_findings
    from hhmonitor.questions.checking import check as checked

    project = classification.project
    cases = [verdict_as_case(verdict, classification) for verdict in checked(classification)]
    flaws = soundness_findings(classification, faults_only=True)
    others = cases_by_file((), [*project.findings, *flaws]) if cases else ()
    facts = {
        "criteria": classification.criteria.id,
        "as_of": classification.as_of.isoformat(),
        "root": {"path": str(project.root.path), "found_by": project.root.how},
    }
    return Examination("check", project.root.path, (*cases, *others), strict, facts)
