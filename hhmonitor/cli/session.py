"""What every command does before its own work: open the project, name markets, refuse what cannot be done.

What is common to commands and Python stands in :mod:`hhmonitor.asking`, and can be had here by commands; what a command
adds to it is above all what it says on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hhmonitor.asking.extras import require_extra
from hhmonitor.asking.markets import check_category, check_word, codes_named, market_code, market_codes
from hhmonitor.asking.opening import classified, criteria_for, day, find_project, remarks
from hhmonitor.asking.refusal import Refused, refuse
from hhmonitor.cli.output import note, say, say_as_it_is, settle_earlier
from hhmonitor.language import LANGUAGES, _, select
from hhmonitor.language.characters import visible
from hhmonitor.language.dates import date_text

if TYPE_CHECKING:
    from hhmonitor.findings import Finding
    from hhmonitor.model import Criteria
    from hhmonitor.model.ambitions import Ambitions
    from hhmonitor.project import Root
    from hhmonitor.questions.classification import Classification

__all__ = [
    "CANNOT_RUN",
    "FOUND",
    "INTERNAL_ERROR",
    "OK",
    "Refused",
    "check_category",
    "check_word",
    "codes_named",
    "criteria_for",
    "criteria_in_use",
    "day",
    "find_project",
    "load_classification",
    "market_code",
    "market_codes",
    "note",
    "open_ambitions",
    "project_root",
    "refuse",
    "require_extra",
    "show_findings",
    "speak",
    "tell_refusal",
]

OK, FOUND, CANNOT_RUN, INTERNAL_ERROR = 0, 1, 2, 3
"""Exit status: all well; found what it looks for; could not run; an accident of the program's own."""


def tell_refusal(refused: Refused) -> None:
    """Say on standard error why something cannot be done."""
    if refused.findings:
        show_findings(refused.findings, refused.folder)
    for message in refused.messages:
        say(f"hhmonitor: {visible(message)}")


def speak(language: str | None) -> None:
    """Go on in the language asked for. Stops the command where there is no such language."""
    if language is None:
        return
    if language not in LANGUAGES:
        refuse(_("there is no language “{given}”; give nl or en").format(given=language))
    select(language)


def project_root(root: Path | None) -> Root:
    """The project folder to work on, brought in order where a command was killed in it.

    Stops the command where the one asked for is none.
    """
    found = find_project(root)
    settle_earlier(found.path)
    return found


def load_classification(root: Root, criteria: str | None, on: date, *, quiet: bool = False) -> Classification:
    """The classification of a project, which is named on standard error unless ``quiet``. Raises ProjectFailure."""
    from hhmonitor.project import load_project

    project = load_project(root, criteria, on)
    if quiet:
        return classified(project, on)
    note(
        _("Project: {folder} ({how}); criteria {criteria}; as of {day}.").format(
            folder=project.root.path, how=_how(project.root.how), criteria=project.criteria.id, day=date_text(on)
        )
    )
    classification = classified(project, on)
    for remark in remarks(project, on):
        note(remark)
    return classification


def open_ambitions(classification: Classification) -> Ambitions:
    """The ambitions of the project. Stops the command where it has none or they cannot be read."""
    from hhmonitor.model.ambitions import Ambitions
    from hhmonitor.project.loading import AMBITIONS, locate, read_model

    folder = classification.project.root.path
    found, findings, _document = read_model(Ambitions, folder / AMBITIONS, AMBITIONS)
    if found is None:
        raise Refused(findings=locate(folder, findings), folder=folder)
    if findings:
        show_findings(locate(folder, findings), folder)
    return found


def criteria_in_use(root: Root, criteria: str | None, on: date) -> Criteria:
    """The criteria asked for, else those of the day. Stops the command where there are none that are in order."""
    from hhmonitor.project import read_contents

    contents = read_contents(root, criteria, on)
    if contents.criteria is None:
        raise Refused(findings=contents.located(contents.findings), folder=root.path)
    return contents.criteria


def _how(how: str) -> str:
    return {
        "option": _("asked for by --root"),
        "variable": _("named by HHMONITOR_ROOT"),
        "folder": _("found from the current folder"),
        "embedded": _("the list that comes with hhmonitor"),
    }[how]


def show_findings(findings: Sequence[Finding], root: Path) -> None:
    """Show findings on standard error, with their place and the line they are about."""
    from hhmonitor.answers.findings import finding_blocks
    from hhmonitor.forms import Page
    from hhmonitor.forms.terminal import as_lines

    page = Page(colour=sys.stderr.isatty(), encoding=sys.stderr.encoding or "utf-8")
    say_as_it_is(as_lines(tuple(finding_blocks(findings, root)), page))
