"""Writing several files, all or nothing.

The new contents are written beside the files first. Then a journal says which they are; from that moment on the
writing is decided. Each file is then replaced by its new one in one stroke, and the journal goes. Whoever is stopped
before the journal stands has changed nothing; whoever is stopped after it leaves files that are each old or new, and
the journal to finish the work by (:func:`finish`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

JOURNAL = ".hhmonitor-journal.json"


class Interrupted(Exception):
    """An earlier writing was stopped halfway, and the file named has been changed since: a person must look at it."""


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Replace the contents of files of a project, all or nothing.

    Raises OSError where that cannot be done, and then nothing has changed; FileExistsError where another writing is
    still to be finished.
    """
    beside = root / f"{JOURNAL}.{os.getpid()}"
    entries = [
        {
            "file": file,
            "staged": str(_beside(PurePosixPath(file))),
            "before": _digest((root / file).read_bytes()),
            "after": _digest(content),
        }
        for file, content in files.items()
    ]
    try:
        for entry, content in zip(entries, files.values(), strict=True):
            _write(root / entry["staged"], content)
            (root / entry["staged"]).chmod((root / entry["file"]).stat().st_mode & 0o777)
        _write(beside, json.dumps(entries).encode("utf-8"))
        # A link, unlike a renaming, fails where a journal is there already.
        os.link(beside, root / JOURNAL)
    except OSError:
        for entry in entries:
            (root / entry["staged"]).unlink(missing_ok=True)
        raise
    finally:
        beside.unlink(missing_ok=True)
    _sync(root)
    finish(root)


def unfinished(root: Path) -> bool:
    """Whether an earlier writing was stopped halfway."""
    return (root / JOURNAL).exists()


def finish(root: Path) -> list[str]:
    """Finish the writing that the journal tells of, if there is one, and return its files.

    Raises Interrupted, with everything left as it is, where a file is neither old nor new.
    """
    if not unfinished(root):
        return []
    entries = json.loads((root / JOURNAL).read_bytes())
    for entry in entries:
        if _digest((root / entry["file"]).read_bytes()) not in (entry["before"], entry["after"]):
            raise Interrupted(entry["file"])
    for entry in entries:
        path, staged = root / entry["file"], root / entry["staged"]
        if staged.exists():
            staged.replace(path)
            _sync(path.parent)
    (root / JOURNAL).unlink()
    return [entry["file"] for entry in entries]


def _beside(file: PurePosixPath) -> PurePosixPath:
    # Hidden and not named .yaml: nobody takes it for a market file.
    return file.with_name(f".{file.name}.{os.getpid()}.new")


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Have a folder's entries written to disk, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
