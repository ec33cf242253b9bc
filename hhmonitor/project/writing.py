"""Writing what a command makes: a file, a folder of files, a new folder; whole or not at all, and never over inputs.

A writing that was broken off is finished or taken back by the next command: its journal stands in a folder of the
user (``$XDG_STATE_HOME/hhmonitor``), where every command looks, or beside the target where there is no such folder.
Changes to the files of a project itself are made by :mod:`hhmonitor.project.changes`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path, PurePath

from hhmonitor.language import _
from hhmonitor.project.changes import Change, carry_out, exclusively
from hhmonitor.project.failure import NotWritten, cannot_be_written
from hhmonitor.project.journal import Journal, host, write_all
from hhmonitor.project.root import is_project

INPUTS = ("countries", "criteria", "reviews", "private/figures", "hhmonitor.toml", "pyproject.toml")
"""What a project is read from: nothing that a command makes is ever written there."""

MARKER = ".hhmonitor"
"""The file by which a folder is known to be ours; it lists the files that go when they are no longer made."""


class ForeignFolder(NotWritten):
    """The folder holds what hhmonitor did not make; it is written into only by force."""


def write_output(path: Path, content: str | bytes, *, project: Path | None = None) -> None:
    """Write a file whole or not at all, in the place of what is there.

    A link stays a link; what is no ordinary file, such as a pipe or ``/dev/null``, is written into. Raises NotWritten,
    also where the file would be an input of ``project`` or of a project that it lies in.
    """
    target = _resolved(path)
    _keep_off_inputs([target], project)
    written = _bytes(content)
    if target.exists() and not target.is_file() and not target.is_dir():
        _write_into(target, written)
        return

    def work(journal: Journal) -> None:
        carry_out(journal, target.parent, [Change(target.name, _present(target), written)])

    if not target.parent.is_dir():
        raise cannot_be_written(path, FileNotFoundError(2, ""))
    exclusively(_journal_of(target), target, work, forgiving=True)


def write_folder(
    folder: Path,
    files: Mapping[str, str | bytes],
    *,
    project: Path | None = None,
    whole: bool = False,
    force: bool = False,
) -> None:
    """Write files into a folder by their names in it, all or nothing.

    The folder is new, or empty, or was made so before: a :data:`MARKER` in it tells. With ``force`` any other folder
    will do as well. Where the files are the ``whole`` of something, such as a site, those of it that an earlier run
    made and this one does not are taken away; no other file ever is. Raises NotWritten, and ForeignFolder.
    """
    target = _resolved(folder)
    _keep_off_inputs([target, *_resolved_in(target, files)], project)

    def work(journal: Journal) -> None:
        made = _made_before(target)
        if made is None and _entries(target) and not force:
            raise ForeignFolder(_("{folder} holds what hhmonitor did not make").format(folder=folder))
        earlier = made or []
        gone = [name for name in earlier if whole and name not in files and _lies_in(target, name)]
        listed = sorted(files) if whole else earlier
        new = {name: _bytes(content) for name, content in files.items()} | {MARKER: _marker(listed)}
        _keep_off_inputs([*_resolved_in(target, gone)], project)
        changes = [Change(name, _present(target / name), content) for name, content in new.items()]
        carry_out(journal, target, [*changes, *(Change(name, _present(target / name), None) for name in gone)])

    exclusively(_journal_of(target), target, work, forgiving=True)


def make_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Make a folder with these files, all or nothing. Raises NotWritten, and ForeignFolder where it is not empty."""
    target = _resolved(folder)
    _keep_off_inputs([target], None)

    def work(journal: Journal) -> None:
        if _entries(target):
            raise ForeignFolder(_("{folder} is not empty; name a folder that is new or empty").format(folder=folder))
        carry_out(journal, target, [Change(name, None, _bytes(content)) for name, content in files.items()])

    exclusively(_journal_of(target), target, work, forgiving=True)


def recover_outputs() -> None:
    """Finish or take back whatever this user's commands were writing on this computer when they were killed.

    What is being written just now is left alone, and so is what cannot be helped: it can be made anew.
    """
    state = _state_folder()
    if state is None or not state.is_dir():
        return

    with suppress(OSError):
        for path in sorted(state.iterdir()):
            if path.name.startswith(_names_begin()):
                with suppress(NotWritten):
                    exclusively(path, state, lambda journal: None, create=False, patience=0, forgiving=True)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # links in a circle
        raise cannot_be_written(path, error if isinstance(error, OSError) else OSError(40, "")) from None


def _resolved_in(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    """Files in a folder, resolved; the folders on the way to many of them once each."""
    resolved = cache(_resolved)
    for name in names:
        path = folder / name
        yield _resolved(path) if path.is_symlink() else resolved(path.parent) / path.name


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _present(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if os.path.lexists(path) else None
    except OSError as error:
        raise cannot_be_written(path, error) from None


def _write_into(path: Path, content: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY)
        try:
            write_all(descriptor, content)
        finally:
            os.close(descriptor)
    except BrokenPipeError:
        pass  # the reader has had enough
    except OSError as error:
        raise cannot_be_written(path, error) from None


# Inputs are not written over


def _keep_off_inputs(targets: Iterable[Path], project: Path | None) -> None:
    """Raise NotWritten where one of these files, resolved, is or would be an input of a project."""
    inputs, holds_project = cache(_Inputs), cache(is_project)
    own = [] if project is None else [project.resolve()]
    for target in targets:
        if any(target in inputs(root) for root in (*own, *filter(holds_project, target.parents))):
            message = _("{file} is not written to: it belongs to what the project is read from")
            raise NotWritten(message.format(file=target))


class _Inputs:
    """What a project is read from; a path is in it under any name that it has."""

    def __init__(self, root: Path) -> None:
        self._places = [(root / name).resolve() for name in INPUTS]

    def __contains__(self, target: object) -> bool:
        assert isinstance(target, Path)
        return any(_is_within(target, place) for place in self._places) or (
            target.is_file() and _identity(target) in self._identities
        )

    @cached_property
    def _identities(self) -> frozenset[tuple[int, int]]:
        """Of every file that is there: it may be a link to one that lies elsewhere."""
        files = (one for place in self._places for one in (place.rglob("*") if place.is_dir() else (place,)))
        return frozenset(_identity(one) for one in files if one.is_file())


def _is_within(target: Path, place: Path) -> bool:
    if target.is_relative_to(place):
        return True
    # Under another name, on a disk that takes capitals and small letters for the same.
    alike = (one for one in (target, *target.parents) if one.name.lower() == place.name.lower())
    return place.exists() and any(one.exists() and _identity(one) == _identity(place) for one in alike)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


# Folders that are ours


def _entries(folder: Path) -> bool:
    """Whether there is anything in a folder; there is nothing in one that is not there."""
    try:
        return folder.exists() and any(folder.iterdir())
    except OSError as error:
        raise cannot_be_written(folder, error) from None


def _made_before(folder: Path) -> list[str] | None:
    """What the marker of a folder lists, or none where there is no marker."""
    marker = _present(folder / MARKER) if folder.is_dir() else None
    if marker is None:
        return None
    try:
        listed = json.loads(marker)["files"]
    except (ValueError, TypeError, KeyError):
        return []  # ours, by its name; but nothing is taken away on its word
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _marker(files: list[str]) -> bytes:
    about = "Made by hhmonitor. These files go when a later run does not make them any more."
    return (json.dumps({"about": about, "files": files}, indent=1) + "\n").encode()


def _lies_in(folder: Path, name: str) -> bool:
    """Whether a name that a marker lists is that of a file in the folder, and of none elsewhere."""
    pure = PurePath(name)
    if pure.is_absolute() or ".." in pure.parts or not (folder / name).is_file():
        return False
    return (folder / name).resolve().is_relative_to(folder)


# Where the journals are


def _journal_of(target: Path) -> Path:
    name = f"{_names_begin()}-{sha256(os.fsencode(target)).hexdigest()[:16]}"
    state = _state_folder()
    with suppress(OSError):
        if state is not None:
            state.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.access(state, os.W_OK):
                return state / name
    with suppress(OSError):  # which will be told when the journal cannot be made
        target.parent.mkdir(parents=True, exist_ok=True)
    return target.parent / name


def _names_begin() -> str:
    """How the names of this computer's journals begin: several can share a home, and not their disks."""
    return f".hhmonitor-{sha256(host().encode()).hexdigest()[:8]}"


def _state_folder() -> Path | None:
    """The folder for what a program has to remember of a user, by the habits of the system; none without a home."""
    named = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    if named and Path(named).is_absolute():
        return Path(named) / "hhmonitor"
    try:
        return Path.home() / ".local" / "state" / "hhmonitor"
    except RuntimeError:
        return None
