"""A project folder as it was at a revision of its git history, read without touching the work tree."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

FOLDERS = ("criteria", "countries")


class NoRevision(Exception):
    """There is no such revision, no git, or no git history; the text is what git says."""


@contextmanager
def at_revision(folder: Path, reference: str) -> Iterator[Path]:
    """A temporary folder with the project of ``folder`` as it was at ``reference``, such as ``v2020`` or ``HEAD~3``.

    The objects are read by git's plumbing: no checkout, no index, no filters. Raises NoRevision.
    """
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    tree = f"{commit.decode().strip()}:{prefix}"
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", tree, "--", *FOLDERS)
    entries = [_Entry.parse(line) for line in listed.split(b"\0") if line]
    with TemporaryDirectory(prefix="hhmonitor-") as temporary:
        target = Path(temporary)
        for name in FOLDERS:
            (target / name).mkdir()
        _write(folder, target, [entry for entry in entries if entry.ordinary])
        yield target


class _Entry:
    """One line of ``git ls-tree``."""

    def __init__(self, mode: str, identity: str, path: PurePosixPath) -> None:
        self.identity = identity
        self.path = path
        # Links and submodules are not followed: a project is made of plain files.
        self.ordinary = mode.startswith("100") and ".." not in path.parts

    @classmethod
    def parse(cls, line: bytes) -> _Entry:
        head, _tab, path = line.partition(b"\t")
        mode, _type, identity = head.decode("ascii").split(" ")
        return cls(mode, identity, PurePosixPath(path.decode("utf-8", "surrogateescape")))


def _write(folder: Path, target: Path, entries: list[_Entry]) -> None:
    asked = "".join(f"{entry.identity}\n" for entry in entries).encode("ascii")
    stream = _git(folder, "cat-file", "--batch", given=asked)
    place = 0
    for entry in entries:
        end_of_head = stream.index(b"\n", place)
        size = int(stream[place:end_of_head].split()[-1])
        place = end_of_head + 1
        path = target / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stream[place : place + size])
        place += size + 1


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(folder), "--no-optional-locks", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True)
    except FileNotFoundError:
        raise NoRevision("git") from None
    except subprocess.CalledProcessError as failure:
        said = failure.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevision(said[0] if said else "") from None
    return done.stdout
