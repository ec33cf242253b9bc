"""A project folder, a set of criteria and a day, as somebody names them, to the list that they mean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hhmonitor.asking.refusal import Refused, refuse
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.project import Project, Root
    from hhmonitor.questions.classification import Classification


def day(text: str | None) -> date:
    """The last day that a date can mean; today where none is given. Raises Refused where it is no date."""
    if text is None:
        return date.today()
    from hhmonitor.model import last_day

    try:
        found = last_day(text)
    except ValueError:
        found = None
    if found is None:
        refuse(_("“{given}” is no date; write 2020, 2020-12 or 2020-12-31").format(given=text))
    return found


def find_project(root: Path | None) -> Root:
    """The project folder that is asked for, else the one around the current folder, else the one that comes along.

    Raises Refused where the one asked for is none.
    """
    from hhmonitor.project import ProjectFailure, find_root

    try:
        return find_root(root, os.environ, Path.cwd())
    except ProjectFailure as failure:
        raise Refused(findings=failure.findings, folder=Path.cwd()) from None


def criteria_for(folder: Path, asked: str | None) -> str | None:
    """The criteria asked for, else those that the settings of a project name; none where neither names any.

    Raises Refused, with all that is wrong, where the settings cannot be read.
    """
    if asked is not None:
        return asked
    from hhmonitor.project.settings import read_settings

    found = read_settings(folder)
    if found is None:
        return None
    if found.settings is None:
        raise Refused(findings=found.findings, folder=folder)
    return found.settings.criteria


def settle(root: Path) -> str | None:
    """Finish or take back what a writer that was killed left behind, in the project and elsewhere, and tell of it.

    Raises Refused where the project is left between old and new and cannot be brought in order.
    """
    from hhmonitor.project.changes import recover
    from hhmonitor.project.failure import NotWritten
    from hhmonitor.project.writing import recover_outputs

    recover_outputs()
    try:
        settled = recover(root)
    except NotWritten as reason:
        refuse(str(reason))
    if settled is None:
        return None
    if settled.how == "finished":
        message = _("An earlier change was stopped halfway; it is finished now: {files}.")
    else:
        message = _("An earlier change was stopped before it was made, and nothing is left of it: {files}.")
    return message.format(files=", ".join(settled.files))


def classified(project: Project, on: date) -> Classification:
    """The list of a project on a day. Raises ProjectFailure where it cannot be worked out exactly."""
    from hhmonitor.project import ProjectFailure, locate
    from hhmonitor.questions.classification import Classification

    classification = Classification(project, on)
    beyond_reach = classification.beyond_reach()
    if beyond_reach is not None:
        raise ProjectFailure(locate(project.root.path, [beyond_reach]))
    return classification


def remarks(project: Project, on: date) -> Iterator[str]:
    """That criteria do not cover the day, or others do too, and that later judgements are used: a line each."""
    from hhmonitor.language import ngettext
    from hhmonitor.language.dates import date_text
    from hhmonitor.questions.periods import also_covering, later_judgements, outside_period

    outside = outside_period(project.criteria, on)
    if outside is not None:
        message = (
            _("The criteria {criteria} ended on {last}; they are used for {day}, which lies after.")
            if outside.before
            else _("The criteria {criteria} begin on {first}; they are used for {day}, which lies before.")
        )
        dates = {"first": date_text(outside.first), "last": date_text(outside.last), "day": date_text(outside.day)}
        yield message.format(criteria=outside.criteria, **dates)
    others = also_covering(project.criteria_sets, project.criteria, on)
    if others:
        message = _("The criteria {others} cover {day} too; {criteria} are used.")
        yield message.format(others=", ".join(others), day=date_text(on), criteria=project.criteria.id)
    later = later_judgements((*project.countries.values(), *project.regions.values()), on)
    if later is not None:
        message = ngettext(
            "The judgements of {count} market hold on a later day than {day}, and are used all the same.",
            "The judgements of {count} markets hold on a later day than {day}, and are used all the same.",
            len(later.codes),
        )
        yield message.format(count=len(later.codes), day=date_text(later.day))
