"""A project folder as it was at a revision of its git history, read without touching the work tree."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hhmonitor.language import _
from hhmonitor.project.settings import OWN, SHARED

FOLDERS = ("criteria", "countries", "reviews")


_MISLEADING = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_CONFIG",
        "GIT_CONFIG_PARAMETERS",
        "GIT_DIR",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""Variables by which git takes another repository than the one around the folder, as it does in a hook.

Those of ``git rev-parse --local-env-vars``, without what configures git by numbered variables: containers declare a
folder safe in that way.
"""


class NoRevision(Exception):
    """There is no such revision, no git, or no git history; the text says which, or is what git says."""


@contextmanager
def at_revision(folder: Path, reference: str) -> Iterator[Path]:
    """A temporary folder with the project of ``folder`` as it was at ``reference``, such as ``v2020`` or ``HEAD~3``.

    The objects are read by git's plumbing: no checkout, no index, no filters. Raises NoRevision.
    """
    commit = _commit(folder, reference)
    # Only the end of the line goes: the name of the folder may begin or end with a blank.
    prefix = os.fsdecode(_git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{prefix}", "--", *FOLDERS, OWN, SHARED)
    entries = [_Entry.parse(line) for line in listed.split(b"\0") if line]
    with TemporaryDirectory(prefix="hhmonitor-") as temporary:
        target = Path(temporary)
        for name in FOLDERS:
            (target / name).mkdir()
        _write(folder, target, [entry for entry in entries if entry.ordinary])
        yield target


_ORDINARY_NAME = re.compile(r"[\w@+-][\w./@+-]*")


def revisions(folder: Path) -> Iterator[str]:
    """The names that revisions of a folder have: its head, branches and tags, the newest first; none without git.

    A name in which a shell could read something else than its characters is left out.
    """
    try:
        listed = _git(folder, "for-each-ref", "--sort=-committerdate", "--format=%(refname:short)", *_NAMED)
    except NoRevision:
        return
    yield "HEAD"
    yield from filter(_ORDINARY_NAME.fullmatch, listed.decode("utf-8", "replace").split("\n"))


_NAMED = ("refs/heads", "refs/tags", "refs/remotes")


def commit_of(folder: Path) -> str | None:
    """The commit that a project's files are those of; none without git, or where they differ from it."""
    try:
        if _git(folder, "status", "--porcelain", "--", *FOLDERS):
            return None
        return _commit(folder, "HEAD")
    except NoRevision:
        return None


def revision_on(folder: Path, day: date) -> tuple[str, date] | None:
    """The last commit of a day or before it, by a short name, and its own day; none where there is none.

    Raises NoRevision where there is no git, or no history around the folder.
    """
    until = f"--until={day.isoformat()}T23:59:59"
    found = (
        _git(folder, "log", "-1", "--first-parent", until, "--format=%h %cs", "HEAD", "--", *FOLDERS)
        .decode("ascii")
        .split()
    )
    return (found[0], date.fromisoformat(found[1])) if found else None


def _commit(folder: Path, reference: str) -> str:
    """The commit that a name means."""
    try:
        named = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except NoRevision:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
            text = _("the history is shallow: it was fetched only in part; git fetch --unshallow fetches the rest")
            raise NoRevision(text) from None
        raise
    return named.decode("ascii").strip()


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
    missing = _(
        "files of that revision were not fetched: this is a partial clone, and where it came from cannot be reached"
    )
    try:
        stream = _git(folder, "cat-file", "--batch", given=asked)
    except NoRevision as failure:
        raise NoRevision(missing if _is_partial(folder) else str(failure)) from None
    place = 0
    for entry in entries:
        end_of_head = stream.index(b"\n", place)
        _identity, *kind_and_size = stream[place:end_of_head].split()
        if len(kind_and_size) != 2:
            raise NoRevision(missing)
        size = int(kind_and_size[1])
        place = end_of_head + 1
        path = target / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stream[place : place + size])
        place += size + 1


def _is_partial(folder: Path) -> bool:
    """Whether the clone leaves objects where it came from until they are asked for."""
    try:
        return bool(_git(folder, "config", "--get-regexp", r"^remote\..*\.promisor$"))
    except NoRevision:
        return False


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(folder), "--no-optional-locks", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True, env=environment)
    except FileNotFoundError:
        raise NoRevision(_("git is not installed")) from None
    except subprocess.CalledProcessError as failure:
        said = failure.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevision(said[0] if said else "") from None
    return done.stdout
