"""Changing several files, all or nothing: whoever is stopped leaves what the next one finishes or takes back.

What happens, in this order: the journal (:mod:`hhmonitor.project.journal`) is locked and says what is to change; the
new contents are written beside the files; the journal says that it is decided; each file is replaced in one stroke;
the journal goes. Signals that ask to stop are held back meanwhile.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from hhmonitor.language import _
from hhmonitor.project.failure import Busy, ChangedMeanwhile, Unsettled, cannot_be_written, reason_of
from hhmonitor.project.journal import Entry, Journal, Plan, held, sync, write_all
from hhmonitor.project.stops import undisturbed

JOURNAL = ".hhmonitor-journal"
"""The journal of a project, in its folder."""

PATIENCE = 5.0
"""Seconds that one waits for another process to finish its writing."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a file, named from its folder.

    ``before`` are the bytes that the change was worked out from, none where there must be no such file; ``after`` are
    those to write, none where it is to go.
    """

    file: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A change that had been broken off, and what became of it."""

    how: Literal["finished", "taken back"]
    files: tuple[str, ...]


def change_files(root: Path, changes: Sequence[Change]) -> None:
    """Change files of the project at ``root``, all or nothing.

    Raises ChangedMeanwhile where a file is not what the change was worked out from, Busy where another process is
    writing there, Unsettled where an earlier change stands in the way, and NotWritten where the system does not let it
    be done; then nothing has changed.
    """
    exclusively(root / JOURNAL, root, lambda journal: carry_out(journal, root, changes))


def recover(root: Path) -> Settled | None:
    """Finish or take back a change of the project that was broken off; none where nothing had to be done.

    Raises Busy where a change is being made just now and does not come to its end, and Unsettled where one cannot be
    finished.
    """
    path = root / JOURNAL
    if not os.path.lexists(path):
        return None
    found: list[Settled | None] = []
    exclusively(path, root, lambda journal: None, create=False, settled=found.append)
    return found[0] if found else None


def exclusively(
    path: Path,
    folder: Path,
    work: Callable[[Journal], None],
    *,
    create: bool = True,
    patience: float | None = None,
    forgiving: bool = False,
    settled: Callable[[Settled | None], None] = lambda settled: None,
) -> None:
    """Do work on ``folder`` as the only one, with the journal at ``path``, once what was broken off before is settled.

    Without ``create`` nothing is done where there is no journal. Where ``forgiving``, an earlier change that cannot be
    finished is taken back as far as it can be: what it wrote can be made anew. ``settled`` hears what became of it.
    Raises what ``work`` raises, Busy, Unsettled, and NotWritten where there can be no journal.
    """
    end = time.monotonic() + (PATIENCE if patience is None else patience)
    while True:
        try:
            with undisturbed(), held(path, folder, create=create) as journal:
                settled(_settle(journal, folder, forgiving))
                return work(journal)
        except Busy:
            if time.monotonic() >= end:
                raise
        except FileNotFoundError as error:
            if create:
                raise cannot_be_written(folder, error) from None
            return None
        except OSError as error:
            raise cannot_be_written(folder, error) from None
        time.sleep(0.01)


def carry_out(journal: Journal, folder: Path, changes: Sequence[Change]) -> None:
    """Make the changes, with a journal that is held. Raises ChangedMeanwhile, Unsettled and NotWritten."""
    for change in changes:
        _check(folder, change)
    changes = [change for change in changes if change.before != change.after]
    if not changes:
        return
    entries = tuple(Entry(one.file, _digest(one.before), _digest(one.after)) for one in changes)
    plan = Plan(folder, os.urandom(4).hex(), entries, tuple(_folders_to_make(folder, changes)))
    journal.begin(plan)
    try:
        _stage(plan, [change.after for change in changes])
        journal.decide()
    except OSError as error:
        _take_back(journal, plan)
        raise cannot_be_written(error.filename or folder, error) from None
    try:
        _finish(journal, plan)
    except ChangedMeanwhile:
        journal.undecide()
        _take_back(journal, plan)
        raise
    except OSError as error:
        if any(_state(plan, entry) != entry.before for entry in plan.entries):
            raise Unsettled(_stopped(folder, error.filename, reason_of(error))) from None
        journal.undecide()
        _take_back(journal, plan)
        raise cannot_be_written(error.filename or folder, error) from None


def _settle(journal: Journal, folder: Path, forgiving: bool) -> Settled | None:
    """Finish what a journal tells of where it is decided, else take it back."""
    plan = journal.plan()
    if plan is None:
        return None
    if forgiving and journal.is_copy():
        journal.needed = False
        return None
    files = tuple(entry.file for entry in plan.entries)
    if journal.is_copy():
        message = _(
            "{journal} tells of a change that was stopped halfway, but it was not written here: it came with a copy of "
            "the folder; finish the change where it was made, or take this file away"
        )
        raise Unsettled(message.format(journal=journal.path))
    if not journal.writable:
        if journal.decided:
            raise Unsettled(_stopped(folder, folder, _("you have no right to write there")))
        return None  # every file is as it was
    if not journal.decided:
        _take_back(journal, plan)
        return Settled("taken back", files)
    try:
        _finish(journal, plan)
    except (ChangedMeanwhile, OSError) as failure:
        if forgiving:
            _take_back(journal, plan)
            return Settled("taken back", files)
        raise _unsettled(journal, folder, failure) from None
    return Settled("finished", files)


def _unsettled(journal: Journal, folder: Path, failure: ChangedMeanwhile | OSError) -> Unsettled:
    if isinstance(failure, ChangedMeanwhile):
        message = _(
            "a change in {folder} was stopped halfway, and {file} was changed since; put it back as it was (git "
            "checkout), or take {journal} away to leave everything as it is now"
        )
        return Unsettled(message.format(folder=folder, file=failure.file, journal=journal.path))
    return Unsettled(_stopped(folder, failure.filename, reason_of(failure)))


def _stopped(folder: Path, file: object, reason: str) -> str:
    message = _(
        "a change in {folder} was stopped halfway and cannot be finished: {file} cannot be written: {reason}; when it "
        "can be, any command finishes it, such as: hhmonitor validate --root {folder}"
    )
    return message.format(folder=folder, file=file or folder, reason=reason)


def _check(folder: Path, change: Change) -> None:
    """Make sure that a file is what the change was worked out from, and may be written."""
    path = folder / change.file
    try:
        present = path.read_bytes() if os.path.lexists(path) else None
    except OSError as error:
        raise cannot_be_written(path, error) from None
    if present != change.before:
        raise ChangedMeanwhile(change.file)
    # A file is replaced, not written into, which the rights on the file itself would not stop.
    if present is not None and not os.access(path, os.W_OK):
        raise cannot_be_written(path, PermissionError(errno.EACCES, ""))


def _folders_to_make(folder: Path, changes: Iterable[Change]) -> Iterator[str]:
    """The folders that are not there yet, seen from ``folder``, the outermost first."""
    seen: set[Path] = set()
    for change in changes:
        needed = (folder / change.file).parent
        missing = []
        while needed not in seen and not needed.is_dir():
            missing.append(needed)
            seen.add(needed)
            needed = needed.parent
        yield from (os.path.relpath(one, folder) for one in reversed(missing))


def _stage(plan: Plan, contents: Sequence[bytes | None]) -> None:
    """Write the new contents beside their files, with the rights that those have."""
    for made in plan.folders_made():
        os.mkdir(made)  # noqa: PTH102
    folders = {made.parent for made in plan.folders_made()}
    for entry, content in zip(plan.entries, contents, strict=True):
        if content is None:
            continue
        target, staged = plan.target(entry), plan.staged(entry)
        mode = None if entry.before is None else stat.S_IMODE(target.stat().st_mode)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(staged, flags, 0o666 if mode is None else mode)
        try:
            if mode is not None:
                os.chmod(staged, mode)  # noqa: PTH101 (the umask does not hold for it)
            write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        folders.add(staged.parent)
    for folder in folders:
        sync(folder)


def _take_back(journal: Journal, plan: Plan) -> None:
    """Take away what lies beside the files, and the folders that were made for them."""
    for entry in plan.entries:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(plan.staged(entry))  # noqa: PTH108
    for made in reversed(plan.folders_made()):
        with suppress(OSError):  # not there, or in use by now
            os.rmdir(made)  # noqa: PTH106
    journal.needed = False


def _finish(journal: Journal, plan: Plan) -> None:
    """Put the new contents in their places, as far as they are not there yet.

    Raises ChangedMeanwhile, with everything left as it is, where a file is neither old nor new.
    """
    states = [(entry, _state(plan, entry)) for entry in plan.entries]
    for entry, state in states:
        waiting = entry.after is None or plan.staged(entry).exists()
        if state != entry.after and not (state == entry.before and waiting):
            raise ChangedMeanwhile(entry.file)
    for entry, state in states:
        if entry.after is not None and plan.staged(entry).exists():
            os.replace(plan.staged(entry), plan.target(entry))  # noqa: PTH105
        elif entry.after is None and state is not None:
            os.unlink(plan.folder / entry.file)  # noqa: PTH108
    for folder in {plan.target(entry).parent for entry in plan.entries}:
        sync(folder)
    journal.needed = False


def _state(plan: Plan, entry: Entry) -> str | None:
    """What is in the place of a file now, as its digest; none where there is nothing."""
    path = plan.target(entry)
    try:
        return _digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def _digest(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()
