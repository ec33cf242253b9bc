"""The one convention of all that changes the files of a project: it is shown, asked on a terminal, and made.

``--dry-run`` shows only; ``--yes`` asks nothing. What would make the project wrong where it is not wrong now is
refused.
"""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.answers.asked import Proposal
    from hhmonitor.project.changes import Change
    from hhmonitor.questions.classification import Classification

DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Show what would be written, and write nothing."))]
YesOption = Annotated[bool, typer.Option("--yes", help=_("Write without asking first, on a terminal too."))]


def writable(classification: Classification) -> Classification:
    """The same. Stops the command where it is the list that comes with the program, which is not written to."""
    from hhmonitor.cli.session import refuse

    if classification.project.root.how == "embedded":
        refuse(_("the list that comes with hhmonitor is not written to; give your own project with --root"))
    return classification


def change_project(
    classification: Classification,
    name: str,
    changes: Sequence[Change],
    *,
    dry_run: bool,
    yes: bool,
    moved: Mapping[str, str] = MappingProxyType({}),
    of_the_meeting: Collection[str] = (),
) -> Answer:
    """Make changes to the files of the project, all or nothing: the answer of the command ``name`` tells them.

    ``moved`` names the files that have another name then, by the new one. Stops the command where the changes would
    make something wrong that is not wrong now, and where they cannot be written. Errors of the codes
    ``of_the_meeting`` stop nothing: the answer tells what the next meeting is asked for them.
    """
    from hhmonitor.answers.recorded import recorded
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.project.changes import change_files

    asked = _refuse_what_would_be_wrong(classification, changes, moved, of_the_meeting)
    differences = _differences(changes, moved)
    shown = recorded(name, differences, written=False, asked=asked)
    written = not dry_run and (yes or not sys.stdin.isatty() or _agreed(shown))
    if written:
        with refusing_what_cannot_be_written():
            change_files(classification.project.root.path, changes)
    return recorded(name, differences, written=written, asked=asked)


@contextmanager
def refusing_what_cannot_be_edited(root: Path) -> Iterator[None]:
    """Do what works out changes of files; stop the command with the reason where that cannot be."""
    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.cli.session import CANNOT_RUN, refuse, show_findings
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
        show_findings(failure.findings, root)
        raise typer.Exit(CANNOT_RUN) from None


def _refuse_what_would_be_wrong(
    classification: Classification,
    changes: Sequence[Change],
    moved: Mapping[str, str],
    of_the_meeting: Collection[str],
) -> Sequence[Proposal]:
    """Stop the command where something would be wrong that is not; what is ``of_the_meeting`` it is asked then."""
    from hhmonitor.answers.asked import newly_asked
    from hhmonitor.cli.session import CANNOT_RUN, show_findings
    from hhmonitor.cli.trial import newly_wrong, tried
    from hhmonitor.project import load_project
    from hhmonitor.questions.classification import Classification as Classified

    root = classification.project.root
    with tried(root, changes) as trial:
        wrong = newly_wrong(root, trial, classification.criteria.id, classification.as_of, moved)
        found = [one for one in wrong if one.code not in of_the_meeting]
        if found:
            show_findings(found, trial.path)
            message = _("hhmonitor: nothing was written: what is shown here would be wrong then, and is not now")
            typer.echo(message, err=True)
            raise typer.Exit(CANNOT_RUN)
        if not of_the_meeting:
            return ()
        project = load_project(trial, classification.criteria.id, classification.as_of)
        return newly_asked(classification, Classified(project, classification.as_of))


def _agreed(answer: Answer) -> bool:
    """Whether the one at the terminal, who is shown the changes, says yes to them."""
    from hhmonitor.forms import Page
    from hhmonitor.forms.terminal import as_lines

    typer.echo(as_lines(answer.blocks, Page(encoding=sys.stderr.encoding or "utf-8")), err=True, nl=False)
    typer.echo(_("Write this? [y/N]") + " ", err=True, nl=False)
    return sys.stdin.readline().strip().casefold() in {"y", "yes", "j", "ja"}


def _differences(changes: Sequence[Change], moved: Mapping[str, str]) -> dict[str, str]:
    """What changes in each file; of one that has another name then, under the new one, from what it was."""
    before = {change.file: change.before for change in changes}
    return {
        change.file: _difference(change.file, before[moved.get(change.file, change.file)], change.after)
        for change in changes
        if change.before != change.after and change.file not in moved.values()
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
    return "".join(difflib.unified_diff(_lines(before), _lines(after), file, file))


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8-sig").splitlines(keepends=True)
