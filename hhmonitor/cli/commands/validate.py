"""``validate``: is everything in order with the files?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, Protocol

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, refuse_embedded, show_and_change
from hhmonitor.cli.context import Context, Examples
from hhmonitor.cli.gates import AllOption, QuietOption, gate, telling
from hhmonitor.cli.options import StrictOption
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.answers.examination import Fixes
    from hhmonitor.model import Criteria
    from hhmonitor.project import Contents, Root
    from hhmonitor.project.changes import Change
    from hhmonitor.questions.evidence import Effect
    from hhmonitor.questions.validation import Validation

HELP = _("Look for mistakes in the files of markets, criteria and figures, and show where each one stands.")
EXAMPLES: Examples = ([], ["--strict"], ["--all"])

_NOTHING_TO_READ = {"HH301", "HH302", "HH303", "HH306"}
"""Findings that mean there is nothing to validate, or nothing to validate it by."""


@gate
def validate(
    context: Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help=_("Files to look at; default: all of the project."))
    ] = None,
    strict: StrictOption = False,
    each: AllOption = False,
    quiet: QuietOption = False,
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REF", help=_("Only what was not found at this git revision yet.")),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help=_("Mend what has one right answer; everything else is told as before."))
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Validate files. Exit status 1 where one is not in order, 2 where there is nothing to read."""
    from hhmonitor.answers.examination import Examination, LeftOut, cases_by_file
    from hhmonitor.cli.session import CANNOT_RUN, refuse
    from hhmonitor.project.root import repository_around

    told = telling(each=each, quiet=quiet)
    on = context.day
    for file in files or ():
        if not os.path.lexists(file):
            refuse(_("there is no file {file}").format(file=file))
    if (dry_run or yes) and not fix:
        refuse(_("nothing is written without --fix; leave out --dry-run and --yes, or give --fix too"))
    look = _Look(context.criteria_asked, on, max(date.today(), on), changed_since)

    def examined(validation: Validation, fixes: Fixes | None = None) -> Examination:
        codes = {finding.code for finding in (*validation.findings, *validation.known)}
        return Examination(
            "validate",
            validation.folder,
            cases_by_file(validation.files, validation.findings),
            repository=repository_around(validation.folder, os.environ, files or ()),
            strict=strict,
            status=CANNOT_RUN if codes & _NOTHING_TO_READ else None,
            telling=told,
            left_out=LeftOut(len(validation.ignored), len(validation.known), changed_since),
            fixes=fixes,
        )

    if not fix:
        return examined(_validation(files or (), context.root, look))
    root, within = _one_project(files or (), context.root)
    refuse_embedded(root)
    return _fixed(root, within, look, examined, dry_run=dry_run, yes=yes)


class _Examined(Protocol):
    """Makes the answer of what was found, and of what was mended before."""

    def __call__(self, validation: Validation, fixes: Fixes) -> Answer: ...


def _fixed(
    root: Root, within: Sequence[str] | None, look: _Look, examined: _Examined, *, dry_run: bool, yes: bool
) -> Answer:
    """Mend what has one right answer in a project, or in some files of it; the answer tells that, and what is left.

    Stops the command where something would be wrong then that is not wrong now, and where it cannot be written.
    """
    from hhmonitor.answers.effects import effects
    from hhmonitor.answers.examination import Fixes
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.cli.session import criteria_for
    from hhmonitor.project import read_contents
    from hhmonitor.questions.mending import mended

    def found() -> Validation:
        whole = look.at(root)
        return whole if within is None else whole.only(within)

    before = found()
    contents = read_contents(root, criteria_for(root.path, look.criteria), look.on)
    with refusing_what_cannot_be_written():
        made = mended(before.findings, contents, look.today)
    done = _effect(contents, made.changes, look.on)
    told = list(effects(done[0], done[1], len(made.changes))) if done is not None else []

    def answer(differences: Mapping[str, str], *, written: bool) -> Answer:
        fixes = Fixes(len(made.findings), differences, told, written)
        return examined(found() if written and differences else before, fixes)

    return show_and_change(root, made.changes, answer, dry_run=dry_run, yes=yes, formerly=made.formerly)


def _effect(contents: Contents, changes: Sequence[Change], on: date) -> tuple[Criteria, Effect] | None:
    """What changes do to the list, under its criteria; none where it cannot be classified as it is.

    Stops the command where they would make something wrong that is not wrong now.
    """
    from hhmonitor.cli.session import refuse, show_findings
    from hhmonitor.cli.trial import newly_found_in_files, tried
    from hhmonitor.findings import market_of
    from hhmonitor.questions.evidence import effect
    from hhmonitor.questions.validation import classification_of

    classification = classification_of(contents, on) if changes else None
    if classification is None:
        return None
    criteria, root = classification.criteria, contents.root
    codes = {code for change in changes if change.after is not None and (code := market_of(change.file))}
    with tried(root, changes) as trial:
        found = newly_found_in_files(root, trial, criteria.id, on)
        done = effect(classification, trial, found, codes)
        if done.errors:
            show_findings(done.errors, trial.path)
            refuse(_("nothing was written: what is shown here would be wrong then, and is not now"))
    return criteria, done


def _one_project(files: Sequence[Path], root: Path | None) -> tuple[Root, list[str] | None]:
    """The project in which to mend, and the files in it that are named, if any are.

    Stops the command where they stand in several projects, or in none.
    """
    from hhmonitor.cli.output import settle_earlier
    from hhmonitor.cli.session import project_root, refuse

    if not files:
        return project_root(root), None
    (found, names), *others = _by_project(files, root)
    if found is None or others:
        refuse(_("with --fix, name files of one project: those in its countries/ and criteria/"))
    settle_earlier(found.path)
    return found, [_inside(found, path) for path in names]


def _inside(root: Root, path: Path) -> str:
    """A file of a project by its name from there."""
    return path.absolute().relative_to(root.path.absolute()).as_posix()


class _Look(NamedTuple):
    """How projects are looked at: by which criteria, on which day, and since which revision."""

    criteria: str | None
    on: date
    today: date
    since: str | None

    def at(self, root: Root) -> Validation:
        """The validation of a project. Stops the command where there is no such revision of it."""
        from hhmonitor.questions.validation import validate_project

        now = validate_project(root, self.criteria, self.on, self.today)
        if self.since is None:
            return now
        from hhmonitor.cli.session import refuse
        from hhmonitor.project import Root
        from hhmonitor.project.revision import NoRevision, at_revision

        try:
            with at_revision(root.path, self.since) as folder:
                return now.since(validate_project(Root(folder, "option"), self.criteria, self.on, self.today))
        except NoRevision as reason:
            message = _("“{base}” is no git revision of {folder}").format(base=self.since, folder=root.path)
            refuse(f"{message} ({reason})" if str(reason) else message)


def _validation(files: Sequence[Path], root: Path | None, look: _Look) -> Validation:
    """The validation of a project, or of the files named: within their projects, else by themselves."""
    from hhmonitor.cli.output import settle_earlier
    from hhmonitor.cli.session import criteria_for, project_root
    from hhmonitor.project import read_contents
    from hhmonitor.questions.validation import joined, validate_alone

    if not files:
        return look.at(project_root(root))
    parts: list[Validation] = []
    loose: list[Path] = []
    for found, names in _by_project(files, root):
        if found is None:
            loose += names
            continue
        settle_earlier(found.path)
        whole = look.at(found)
        inside = [_inside(found, path) for path in names]
        loose += [path for path, name in zip(names, inside, strict=True) if name not in whole.files]
        parts.append(whole.only(inside))
    if loose:
        around = project_root(root)
        beside = read_contents(around, criteria_for(around.path, look.criteria), look.on)
        parts.append(validate_alone(loose, beside, Path.cwd(), look.today))
    return joined(parts, Path.cwd())


def _by_project(files: Iterable[Path], root: Path | None) -> Iterable[tuple[Root | None, list[Path]]]:
    """The files by the project that they stand in: the one asked for, else the nearest around each."""
    from hhmonitor.project import project_around

    grouped: dict[Root | None, list[Path]] = {}
    for file in files:
        grouped.setdefault(project_around(file, root), []).append(file)
    return grouped.items()
