"""The one convention of all that changes the files of a project: it is shown, asked on a terminal, and made.

``--dry-run`` shows only; ``--yes`` asks nothing. What would make the project wrong, where it is not wrong now, is
refused.
"""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.answers.asked import Proposal
    from hhmonitor.project import Root
    from hhmonitor.project.changes import Change
    from hhmonitor.questions.classification import Classification

DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Show what would be written, and write nothing."))]
YesOption = Annotated[bool, typer.Option("--yes", help=_("Write without asking first, on a terminal too."))]


class Told(Protocol):
    """Makes an answer of the differences by file, and of whether they were written."""

    def __call__(self, differences: Mapping[str, str], *, written: bool) -> Answer: ...


def writable(classification: Classification) -> Classification:
    """The same. Stops the command where it is the list that comes with the program, which is not written to."""
    refuse_embedded(classification.project.root)
    return classification


def refuse_embedded(root: Root) -> None:
    """Stop the command where the project is the one that comes with the program, which is not written to."""
    from hhmonitor.cli.session import refuse

    if root.how == "embedded":
        refuse(_("the list that comes with hhmonitor is not written to; give your own project with --root"))


def change_project(
    classification: Classification,
    name: str,
    changes: Sequence[Change],
    *,
    dry_run: bool,
    yes: bool,
    formerly: Mapping[str, str] = MappingProxyType({}),
    of_the_meeting: Collection[str] = (),
) -> Answer:
    """Make changes to the files of the project, all or nothing: the answer of the command ``name`` tells them.

    ``formerly`` has what files and markets that get another name were called, by the new one. Stops the command where
    the changes would make something wrong that is not wrong now, and where they cannot be written. Errors of the codes
    ``of_the_meeting`` stop nothing: the answer tells what the next meeting is asked for them.
    """
    from hhmonitor.answers.recorded import recorded

    asked = _refuse_what_would_be_wrong(classification, changes, formerly, of_the_meeting)
    told = partial(recorded, name, asked=asked)
    root = classification.project.root
    return show_and_change(root, changes, told, dry_run=dry_run, yes=yes, formerly=formerly)


def show_and_change(
    root: Root,
    changes: Sequence[Change],
    told: Told,
    *,
    dry_run: bool,
    yes: bool,
    formerly: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """Make changes that nothing speaks against, all or nothing; the answer is what ``told`` makes of the differences.

    Whoever is at a terminal sees it first, and is asked. Stops the command where they cannot be written.
    """
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.project.changes import change_files

    differences = _differences(changes, formerly)
    written = not dry_run and (yes or not sys.stdin.isatty() or _agreed(told(differences, written=False)))
    if written:
        with refusing_what_cannot_be_written():
            change_files(root.path, changes)
    return told(differences, written=written)


@contextmanager
def refusing_what_cannot_be_edited(root: Path) -> Iterator[None]:
    """Do what works out changes of files; stop the command with the reason where that cannot be."""
    from hhmonitor.asking.refusal import Refused, refuse
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.project.editing import CannotEdit
    from hhmonitor.project.recording import Unrecordable

    try:
        with refusing_what_cannot_be_written():
            yield
    except CannotEdit as file:
        refuse(
            _("{file} is laid out so that its keys cannot be changed one by one; nothing was written").format(file=file)
        )
    except Unrecordable as failure:
        raise Refused(findings=failure.findings, folder=root) from None


def _refuse_what_would_be_wrong(
    classification: Classification,
    changes: Sequence[Change],
    formerly: Mapping[str, str],
    of_the_meeting: Collection[str],
) -> Sequence[Proposal]:
    """Stop the command where something would be wrong that is not; what is ``of_the_meeting`` it is asked then."""
    from hhmonitor.answers.asked import newly_asked
    from hhmonitor.cli.session import refuse, show_findings
    from hhmonitor.cli.trial import newly_wrong, tried
    from hhmonitor.project import load_project
    from hhmonitor.questions.classification import Classification as Classified

    root, criteria, day = classification.project.root, classification.criteria.id, classification.as_of
    with tried(root, changes) as trial:
        wrong = newly_wrong(root, trial, criteria, day, formerly)
        found = [one for one in wrong if one.code not in of_the_meeting]
        if found:
            show_findings(found, trial.path)
            refuse(_("nothing was written: what is shown here would be wrong then, and is not now"))
        if not of_the_meeting:
            return ()
        return newly_asked(classification, Classified(load_project(trial, criteria, day), day))


def _agreed(answer: Answer) -> bool:
    """Whether the one at the terminal, who is shown the changes, says yes to them."""
    from hhmonitor.cli.output import say, say_as_it_is
    from hhmonitor.forms import Page
    from hhmonitor.forms.terminal import as_lines

    say_as_it_is(as_lines(answer.blocks, Page(encoding=sys.stderr.encoding or "utf-8")))
    say(_("Write this? [y/N]"), end=" ")
    return sys.stdin.readline().strip().casefold() in {"y", "yes", "j", "ja"}


def _differences(changes: Sequence[Change], formerly: Mapping[str, str]) -> dict[str, str]:
    """What changes in each file; of one that has another name then, under the new one, from what it was."""
    before = {change.file: change.before for change in changes}
    return {
        change.file: _difference(change.file, before[formerly.get(change.file, change.file)], change.after)
        for change in changes
        if change.before != change.after and change.file not in formerly.values()
    }


def _difference(file: str, before: bytes | None, after: bytes | None) -> str:
    """What changes in a file, line by line, as ``diff -u`` tells it; of what nobody reads line by line, how much."""
    if file.endswith(".json"):
        return _("{count} characters, for programs to read").format(count=len(after or b""))
    if after is None:
        return _("The file goes, with its {count} lines.").format(count=len(_lines(before)))
    if file.endswith(".csv"):
        rows, present = Counter(_lines(after)), Counter(_lines(before))
        counts = (rows - present).total(), (present - rows).total()
        return _("Rows that come: {come}; rows that go: {go}.").format(come=counts[0], go=counts[1])
    if before == after:
        return _("The file gets this name, and stays as it is.")
    lines = difflib.unified_diff(_lines(before), _lines(after), file, file)
    return "".join(lines).replace("\r\n", "\n")


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8-sig", "replace").splitlines(keepends=True)
