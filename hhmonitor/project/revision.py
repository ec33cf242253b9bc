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
from hhmonitor.project.fingerprint import is_read
from hhmonitor.project.settings import OWN, SHARED

FOLDERS = ("criteria", "countries", "reviews")
_READ = (*FOLDERS, OWN, SHARED)

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
    """There is no such revision, or git cannot read it; the text says why, or is what git says, or is empty."""


class NoHistory(NoRevision):
    """There is no git, or no git history around the folder."""


@contextmanager
def at_revision(folder: Path, reference: str) -> Iterator[Path]:
    """A temporary folder with the project of ``folder`` as it was at ``reference``, such as ``v2020`` or ``HEAD~3``.

    The objects are read by git's plumbing: no checkout, no index, no filters. Raises NoRevision.
    """
    tree = _tree(folder, _commit(folder, reference))
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", tree, "--", *_READ)
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
    """The commit that a project's files are those of; none without git, or where they differ from it.

    A file that git is told not to look at is read like any other, and is not that of the commit.
    """
    try:
        listed = _git(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--ignored", "--", *FOLDERS)
        if any(is_read(os.fsdecode(line)) for line in listed.split(b"\0")):
            return None
        return _commit(folder, "HEAD")
    except NoRevision:
        return None


def revision_on(folder: Path, day: date) -> tuple[str, date] | None:
    """The last commit of a day or before it, by a short name, and its own day; none where there is none.

    Raises NoRevision where there is no git, no history around the folder, or one that does not go back so far because
    it was not fetched whole.
    """
    head = _commit(folder, "HEAD")
    until = f"--until={day.isoformat()}T23:59:59"
    # Not git log, to which people's own settings add lines.
    found = _git(folder, "rev-list", "-1", "--first-parent", until, "--format=%h %cs", head, "--", *_READ)
    if not found:
        _refuse_shallow(folder)
        return None
    name, day_of_it = found.decode("ascii").splitlines()[-1].split()
    return name, date.fromisoformat(day_of_it)


def _commit(folder: Path, reference: str) -> str:
    """The commit that a name means."""
    try:
        named = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except NoHistory:
        raise
    except NoRevision:
        _refuse_shallow(folder)
        raise
    return named.decode("ascii").strip()


def _refuse_shallow(folder: Path) -> None:
    """Raises NoRevision where the history was not fetched whole, so that what is not there may be elsewhere."""
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        text = _("the history is shallow: it was fetched only in part; git fetch --unshallow fetches the rest")
        raise NoRevision(text)


def _tree(folder: Path, commit: str) -> str:
    """What a commit has in the place of the folder."""
    # Only the end of the line goes: the name of the folder may begin or end with a blank.
    prefix = os.fsdecode(_git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    try:
        named = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{prefix}")
    except NoRevision as failure:
        raise NoRevision(str(failure) or _("it was before this folder was kept in git")) from None
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
    try:
        stream = _git(folder, "cat-file", "--batch", given=asked)
    except NoRevision as failure:
        raise NoRevision(_missing(folder) if _is_partial(folder) else str(failure)) from None
    place = 0
    for entry in entries:
        end_of_head = stream.index(b"\n", place)
        _identity, *kind_and_size = stream[place:end_of_head].split()
        if len(kind_and_size) != 2:
            raise NoRevision(_missing(folder))
        size = int(kind_and_size[1])
        place = end_of_head + 1
        path = target / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stream[place : place + size])
        place += size + 1


def _missing(folder: Path) -> str:
    """Why a file of a revision is not there."""
    if _is_partial(folder):
        return _(
            "files of that revision were not fetched: this is a partial clone, and where it came from cannot be reached"
        )
    return _("files of that revision are damaged or lost in this copy of the history; git fsck names them")


def _is_partial(folder: Path) -> bool:
    """Whether the clone leaves objects where it came from until they are asked for."""
    try:
        return bool(_git(folder, "config", "--get-regexp", r"^remote\..*\.promisor$"))
    except NoRevision:
        return False


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(folder), "--no-optional-locks", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING} | {"LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True, env=environment)
    except FileNotFoundError:
        raise NoHistory(_("git is not installed")) from None
    except subprocess.CalledProcessError as failure:
        raise _told(failure.stderr.decode("utf-8", "replace").strip().splitlines()) from None
    return done.stdout


def _told(said: list[str]) -> NoRevision:
    """What git refused, in words for people who do not know it where they are likely to meet it."""
    if any("not a git repository" in line for line in said):
        return NoHistory(said[0])
    for line in said:
        if "--add safe.directory" in line:
            message = _("git does not trust a folder of another user; it does after {command}")
            return NoRevision(message.format(command=line.strip()))
    return NoRevision(said[0] if said else "")
