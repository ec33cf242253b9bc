"""What a change of evidence does: what would be wrong in the files then, and which categories move."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from hhmonitor.checks import is_error
from hhmonitor.findings import Finding
from hhmonitor.project import ProjectFailure, Root, load_project
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.movement import Movement


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: errors that the files do not have now and would have then, warnings likewise, and what moves.

    ``movements`` are the markets that get another category, by the rules or in force, or other possible ones;
    ``entered`` those that come into the project. Neither is told where there are errors.
    """

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()
    movements: tuple[Movement, ...] = ()
    entered: tuple[Classified, ...] = ()


def effect(before: Classification, changed: Root, found: Sequence[Finding], codes: Collection[str]) -> Effect:
    """What a change of the files of the markets with these codes does.

    ``changed`` is a copy of the project in which it is made, ``found`` what is wrong in its files that is not now.
    That a category on the list is no longer that of the rules is what a review is for, and no error here.
    """
    errors = tuple(filter(is_error, found))
    if errors:
        return Effect(errors)
    after = _classified(changed, before)
    movements = tuple(_movements(before, after, codes))
    entered = tuple(after[code] for code in sorted(codes) if code not in before.project.files)
    return Effect((), tuple(found), movements, entered)


def _classified(changed: Root, before: Classification) -> Classification:
    try:
        project = load_project(changed, before.criteria.id, before.as_of)
    except ProjectFailure as failure:  # what would hinder is among the errors that were looked for
        raise AssertionError(failure.findings) from failure
    return Classification(project, before.as_of)


def _movements(before: Classification, after: Classification, codes: Collection[str]) -> Iterator[Movement]:
    regions = {after.project.region_of.get(code) for code in codes} - {None}
    for code in sorted({*codes, *map(str, regions)}):
        if code in before.project.files:
            one = Movement(before[code], after[code])
            if one.kind != "within" or one.changes_possible:
                yield one
