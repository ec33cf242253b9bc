"""The journal of a change to files: their lock while it is made, and what a broken-off change is settled by.

A write-ahead log with redo only. Its first line is the plan, which stands there before anything else is touched; its
second line says that the change is decided, and stands there when the new contents lie beside the files, on disk. A
change that was broken off before that line is taken back, one that was broken off after it is finished.

The lock is the system's own on the open journal (``flock``), which goes with the process that holds it: a process that
was killed leaves a journal, but no lock. Without such locks (Windows, some network drives) the check of what was read
still stands.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hhmonitor.language import _
from hhmonitor.project.failure import Busy

_DECIDED = b"decided\n"
_BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that changes: its name in the folder, and the SHA-256 of its bytes before and after; none: no file."""

    file: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A change to files of a folder; ``made`` are the folders that are made for it, seen from it, outermost first."""

    folder: Path
    token: str
    entries: tuple[Entry, ...]
    made: tuple[str, ...] = ()

    def target(self, entry: Entry) -> Path:
        """The file that changes: where it is a link, what it leads to."""
        return Path(os.path.realpath(self.folder / entry.file))

    def folders_made(self) -> list[Path]:
        """The folders that are made for the change, the outermost first; the folder itself may be one."""
        return [Path(os.path.normpath(self.folder / name)) for name in self.made]

    def staged(self, entry: Entry) -> Path:
        """Where the new contents lie until they take their place; hidden, and of a name that no command reads."""
        # Numbered, not named after the file: the name could grow too long.
        return self.target(entry).with_name(f".hhmonitor-{self.token}-{self.entries.index(entry)}")


class Journal:
    """An open journal that this process holds, as :func:`held` gives it."""

    def __init__(self, path: Path, descriptor: int, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._descriptor = descriptor
        self.needed = self.plan() is not None
        """Whether there is something left that can be done only with the journal."""

    @property
    def _lines(self) -> list[bytes]:
        return _content(self._descriptor).splitlines(keepends=True)

    @property
    def decided(self) -> bool:
        """Whether the change counts."""
        return self._lines[1:2] == [_DECIDED]

    def plan(self) -> Plan | None:
        """The plan, or none where it was not written whole: then nothing had been touched."""
        found = _parsed(self._lines)
        if not found:
            return None
        entries = tuple(Entry(*entry) for entry in found["entries"])
        return Plan(self.path.parent / found["folder"], found["token"], entries, tuple(found["made"]))

    def is_copy(self) -> bool:
        """Whether the journal was written elsewhere and came here with a copy of the folder.

        Such a one is not to be believed: it may come from a stranger, who would have files of his choice written.
        """
        found = _parsed(self._lines)
        return bool(found) and found["inode"] != os.fstat(self._descriptor).st_ino

    def begin(self, plan: Plan) -> None:
        """Write the plan, on disk."""
        self.needed = True
        same = plan.folder == self.path.parent
        lines = {
            **_holder(),
            "inode": os.fstat(self._descriptor).st_ino,
            # A project may be moved before its change is finished; what lies elsewhere has to be found again.
            "folder": "." if same else str(plan.folder),
            "token": plan.token,
            "made": plan.made,
            "entries": [(entry.file, entry.before, entry.after) for entry in plan.entries],
        }
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        write_all(self._descriptor, json.dumps(lines).encode() + b"\n")
        os.fsync(self._descriptor)
        sync(self.path.parent)

    def decide(self) -> None:
        """From here on the change counts."""
        os.lseek(self._descriptor, 0, os.SEEK_END)
        write_all(self._descriptor, _DECIDED)
        os.fsync(self._descriptor)

    def undecide(self) -> None:
        """Have the change not count after all, as long as nothing of it has been done."""
        os.ftruncate(self._descriptor, len(self._lines[0]))
        os.fsync(self._descriptor)


@contextmanager
def held(path: Path, folder: Path, *, create: bool) -> Iterator[Journal]:
    """The journal at ``path``, locked, to change files of ``folder``; with ``create`` a new one where there is none.

    In the end it is taken away, unless it is still needed.

    Raises Busy where another process holds it, and OSError, such as FileNotFoundError where there is none.
    """
    descriptor, writable = _opened(path, create)
    journal = None
    try:
        _lock(descriptor, folder)
        if not _stands_at(descriptor, path):
            # Whoever held it finished and took it away while we waited at the door.
            raise Busy(_busy({}, folder))
        journal = Journal(path, descriptor, writable)
        yield journal
    finally:
        done = journal is not None and writable and not journal.needed
        # As long as it is locked nobody else can have begun with it; but Windows takes no open file away.
        if done and os.name == "posix":
            _take_away(path)
        os.close(descriptor)
        if done and os.name != "posix":
            _take_away(path)


def _take_away(path: Path) -> None:
    os.unlink(path)  # noqa: PTH108 (every call that writes is one of os, where the tests can stop it)
    sync(path.parent)


def _opened(path: Path, create: bool) -> tuple[int, bool]:
    try:
        return os.open(path, os.O_RDWR | _BINARY | (os.O_CREAT if create else 0), 0o666), True
    except PermissionError:
        if create:
            raise
    except OSError:
        # A disk that can only be read.
        if create or not path.is_file():
            raise
    return os.open(path, os.O_RDONLY | _BINARY), False


def _lock(descriptor: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy(_busy(_parsed(_content(descriptor).splitlines(keepends=True)), folder)) from None
    except OSError:
        return  # a drive without locks


def _stands_at(descriptor: int, path: Path) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.fstat(descriptor), path.stat())
    return False


def _content(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _parsed(lines: list[bytes]) -> dict[str, Any]:
    if not lines or not lines[0].endswith(b"\n"):
        return {}
    try:
        found = json.loads(lines[0])
    except ValueError:  # what a power cut left
        return {}
    wanted = {"folder", "token", "inode", "made", "entries"}
    return found if isinstance(found, dict) and wanted <= found.keys() else {}


def host() -> str:
    """The name of this computer."""
    import platform  # most commands get by without it

    return platform.node()


def _holder() -> dict[str, str | int]:
    import shlex

    words = [one for one in sys.argv[1:] if one.isprintable()]
    return {
        "pid": os.getpid(),
        "host": host(),
        "command": shlex.join(["hhmonitor", *words])[:100],
        "since": datetime.now().isoformat(" ", "seconds"),
    }


def _busy(holder: dict[str, Any], folder: Path) -> str:
    if not holder:
        return _("another command is writing in {folder}; nothing was written").format(folder=folder)
    return _(
        "another command is writing in {folder}, and nothing was written: {command} (process {pid} on {host}, "
        "since {since})"
    ).format(folder=folder, **{key: holder.get(key) for key in ("command", "pid", "host", "since")})


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of the bytes, however many the system takes at a time."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def sync(folder: Path) -> None:
    """Have the names in a folder written to disk, where the system can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives cannot
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
